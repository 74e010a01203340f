#pragma once
#include <mpi.h>

#include <algorithm>
#include <chrono>

#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// Seconds that a step takes on the slowest rank, the mean over `steps`. Collective.
template <class Step>
double seconds_a_step(MPI_Comm communicator, int steps, const Step& step) {
  using Clock = std::chrono::steady_clock;
  mpi::check(MPI_Barrier(communicator), "MPI_Barrier");
  const auto begin = Clock::now();
  for (int k = 0; k < steps; ++k) step();
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return mpi::max(communicator, seconds) / steps;
}

/// Seconds a step without something and with it.
struct TurnAbout {
  double without = 1e300, with = 1e300;
  double added_share() const { return with / without - 1; }
};

/// Both in turns, half a second or so each, so that what else the machine does falls on both: the
/// fastest of each. Collective.
template <class Without, class With>
TurnAbout time_turn_about(MPI_Comm communicator, const Without& without, const With& with) {
  constexpr int turns = 8;
  constexpr double seconds_a_turn = 0.5;
  seconds_a_step(communicator, 2, with);  // memory is touched for the first time
  const double one = seconds_a_step(communicator, 2, without);
  const int steps = std::max(3, static_cast<int>(seconds_a_turn / std::max(one, 1e-9)));
  TurnAbout best;
  for (int turn = 0; turn < turns; ++turn) {
    best.without = std::min(best.without, seconds_a_step(communicator, steps, without));
    best.with = std::min(best.with, seconds_a_step(communicator, steps, with));
  }
  return best;
}

}  // namespace freshet
