#pragma once
#include <vector>

#include "solver/dam/dam_spec.hpp"
#include "solver/dam/seepage/flow_boundary.hpp"

namespace freshet::dam {

/// Length of the steps of time: implicit Euler's error of a step is about half the change of
/// d psi / dt over it times its length (Kavetski, Binning and Sloan 2001); its root mean square
/// over the vertices off the open boundaries is held below the tolerance.
class StepControl {
 public:
  StepControl(const PressureSpace& space, const FlowBoundary& boundary,
              const AnalysisSpec& analysis);

  /// The next step within what is left, so that no short rest remains.
  Real fit(Real left) const;
  /// Whether a step may stand; the next one's length follows. After a few refusals in a row it may:
  /// a level that jumps has no smooth rate. Collective.
  bool accepts(const std::vector<Real>& before, const std::vector<Real>& now, Real step,
               int iterations);
  void failed(Real step) { step_ = step / 4; }

  Real step() const { return step_; }
  void set_step(Real step) { step_ = step; }
  bool has_rate() const { return known_; }
  const std::vector<Real>& rate() const { return rate_; }
  void set_rate(std::vector<Real> rate) {
    rate_ = std::move(rate);
    known_ = true;
  }

 private:
  Real on_ladder(Real step) const;
  MPI_Comm communicator_;
  std::vector<bool> inside_;
  Real step_, first_, largest_, tolerance_;
  int refusals_ = 0;
  bool known_ = false;      ///< whether there is a rate yet
  std::vector<Real> rate_;  ///< m/s, of own vertices
};

}  // namespace freshet::dam
