#include "solver/dam/seepage/step_control.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

constexpr Real kSuction = 0.1;  // 1/m: a large suction's water content hardly changes with it
constexpr Real kGrowth = 2, kShrink = 0.2, kSafety = 0.9;
constexpr int kRefusals = 3, kManyIterations = 10;

}  // namespace

StepControl::StepControl(const PressureSpace& space, const FlowBoundary& boundary,
                         const AnalysisSpec& analysis)
    : communicator_(space.mesh().communicator),
      step_(analysis.time_step),
      first_(analysis.time_step),
      largest_(analysis.largest_step > 0 ? analysis.largest_step : HUGE_VAL),
      tolerance_(analysis.tolerance) {
  for (const auto kind : boundary.kinds()) inside_.push_back(kind == FlowBoundary::Kind::None);
}

/// The next length down on a ladder of four steps an octave: what rounding does to the error of a
/// step, other on other numbers of ranks, changes no length then.
Real StepControl::on_ladder(Real step) const {
  constexpr Real kRungs = 4;
  return first_ * std::exp2(std::floor(kRungs * std::log2(step / first_) + 1e-6) / kRungs);
}

Real StepControl::fit(Real left) const {
  const Real step = std::min(step_, largest_);
  if (step >= left * (1 - 1e-9)) return left;
  return step > 0.5 * left ? 0.5 * left : step;
}

bool StepControl::accepts(const std::vector<Real>& before, const std::vector<Real>& now, Real step,
                          int iterations) {
  std::vector<Real> rate(now.size());
  std::array<Real, 2> sums{0, 0};  // of squared errors by the tolerance, and of vertices
  for (std::size_t i = 0; i < now.size(); ++i) {
    rate[i] = (now[i] - before[i]) / step;
    if (!known_ || !inside_[i]) continue;
    const Real error = 0.5 * step * std::abs(rate[i] - rate_[i]);
    const Real share = error / (tolerance_ * (1 + kSuction * std::max(-now[i], Real(0))));
    sums[0] += share * share;
    sums[1] += 1;
  }
  for (Real& sum : sums) sum = mpi::sum(communicator_, sum);
  const Real worst = sums[1] > 0 ? std::sqrt(sums[0] / sums[1]) : 0;
  Real factor = worst > 0 ? kSafety / std::sqrt(worst) : kGrowth;
  factor = std::clamp(factor, kShrink, iterations > kManyIterations ? Real(1) : kGrowth);
  if (worst > 1 && refusals_ < kRefusals && step > 1e-3 * first_) {
    ++refusals_;
    step_ = on_ladder(step * std::min(factor, Real(0.5)));
    return false;
  }
  refusals_ = 0;
  set_rate(std::move(rate));
  // A step cut short by an output does not tell that the next must be short.
  step_ = std::max(on_ladder(step * factor), worst <= 1 && step < step_ ? step_ : Real(0));
  return true;
}

}  // namespace freshet::dam
