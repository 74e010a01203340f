#pragma once
#include <cmath>

#include "kernels/series_list.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// The longest step (s), no longer than `dt`, in which waves of `rate` (1/s) and those on the water
/// that is filled in meanwhile stay within `cfl`: dt (rate + sqrt(g q dt) / size) = cfl. `growth`
/// is g q / size^2, 1/s3, of the cell that fills fastest. An estimate for accuracy: what has been
/// filled in bounds the step after it as all water does, and without this a dry place would take
/// in one step whatever comes until the next output.
///
/// With s = sqrt(dt) the function sqrt(growth) s^3 + rate s^2 is convex and rises, so that Newton's
/// method comes down to the root from any step that is too long.
FRESHET_BODY Real filling_time(Real dt, Real rate, Real growth, Real cfl) {
  if (!(growth > 0)) return dt;
  const Real a = std::sqrt(growth);
  Real s = smaller(std::sqrt(dt), 1 / inverse_cube_root(cfl / a));
  for (int k = 0; k < 12; ++k) {
    const Real excess = s * s * (a * s + rate) - cfl;
    s -= larger(excess, 0) / (s * (3 * a * s + 2 * rate));
  }
  return smaller(dt, s * s);
}

/// Shortens the planned step so that no cell fills too fast. Series are of rates, `filling` turns
/// them into g q / size^2 but for g, both in the same order.
struct LimitFilling {
  StepClock* clock;
  SeriesListView rates;
  const Real* filling;
  Real gravity, cfl;

  FRESHET_BODY void operator()(Index) const {
    const Real dt = clock->dt, rate = unmarked(clock->rate);
    Real growth = 0;
    for (Index k = 0; k < rates.count; ++k)
      growth =
          larger(growth, gravity * filling[k] * rates[k].largest(clock->time, clock->time + dt));
    const Real shorter = filling_time(dt, rate, growth, cfl);
    if (!(shorter < dt)) return;
    clock->dt = shorter;
    clock->by = StepLimit::Schedule;
  }
};

}  // namespace freshet
