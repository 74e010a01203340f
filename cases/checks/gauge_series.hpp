#pragma once
#include <string>
#include <vector>

#include "cases/checks/measure.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// A column of gauges.csv over its times (s).
struct Series {
  std::vector<Real> time, value;
};

/// Reads depth, level, velocity_x or velocity_y at a gauge. An instrument on dry ground shows the
/// ground: where a level is empty it is that of the bed, infinite if the gauge is never wet.
/// On the rank that calls. Throws InputError where the file cannot be read.
Series gauge_series(const CaseRun& run, const std::string& gauge, const std::string& quantity);

/// Between the rows by straight lines, before and after them the first and the last value.
Real value_at(const Series& series, Real time);

/// Runs `measure`, which reads files and returns Measured, on rank 0 and gives its answer to all.
template <class Work>
Measured on_rank_0(const CaseRun& run, const std::string& unit, Work&& measure) {
  Measured found{0, unit};
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) found = measure();
  });
  std::vector<Real> numbers{found.value, found.skipped ? Real(1) : Real(0)};
  mpi::broadcast(run.mesh.communicator, numbers);
  mpi::broadcast(run.mesh.communicator, found.note);
  return {numbers[0], unit, found.note, numbers[1] != 0};
}

}  // namespace freshet
