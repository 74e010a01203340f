#pragma once
#include <petscsnes.h>

#include <functional>

#include "solver/dam/seepage/flow_boundary.hpp"
#include "solver/dam/seepage/richards.hpp"

namespace freshet::dam {

/// What drives the flow at an instant.
struct WaterLoads {
  Real headwater = 0, tailwater = 0;  ///< m
  Real rain = 0;                      ///< m/s
};

/// What went in and out, and how well it closes.
struct WaterBalance {
  Real start = 0, now = 0;            ///< m2, water in the section
  Real in = 0, out = 0, through = 0;  ///< m2, through the boundary since the start; in - out
  Real error() const;                 ///< of the largest of these, relative
};

/// Discharges through the boundary at an instant, m2/s: into the section through the headwater's
/// face, and out of it through the others. Rain is in them.
struct BoundaryFlows {
  Real headwater_in = 0, tailwater_out = 0, seepage_out = 0;
};

/// Steps of Richards' equation. The seepage face is solved by PETSc's variational inequality solver
/// (SNESVINEWTONRSLS) within the bounds of FlowBoundary.
class RichardsSolver {
 public:
  RichardsSolver(const PressureSpace& space, const Spec& spec,
                 const std::vector<int>& soil_of_zone);

  Richards& equation() { return equation_; }
  const FlowBoundary& boundary() const { return boundary_; }
  Vec psi() const { return psi_.get(); }  ///< m, pressure heads

  /// Hydrostatic about a level. Collective.
  void start_at(Real level);
  /// The steady state under loads. Throws
  /// SimulationError where there is none. Collective.
  void settle(const WaterLoads& loads);
  /// One step of time, s; 0: to the steady state. False, and the state as it was, where Newton's
  /// method does not converge. Collective.
  bool step(Real duration, const WaterLoads& loads);
  /// Newton iterations of the last step and of all of them.
  int iterations() const { return iterations_; }
  std::int64_t all_iterations() const { return all_iterations_; }
  std::int64_t steps() const { return steps_; }

  /// Of the last step. Collective.
  BoundaryFlows flows() const { return flows_; }
  WaterBalance& balance() { return balance_; }
  void open_balance();  ///< from the present state; collective

 private:
  static PetscErrorCode form_residual(SNES, Vec, Vec, void*);
  static PetscErrorCode form_matrix(SNES, Vec, Mat, Mat, void*);
  static PetscErrorCode bend_step(SNESLineSearch, Vec, Vec, PetscBool*, void*);
  bool solve();  ///< the equation begun, from psi to trial; false without convergence
  bool settle_by_sharpening(const WaterLoads& loads);
  bool settle_in_time(const WaterLoads& loads);
  static void order_fast();
  void measure_flows();
  Real tolerance(Real rate) const;

  const PressureSpace* space_;
  Richards equation_;
  FlowBoundary boundary_;
  VectorHandle psi_, trial_, lower_, upper_, rain_, residual_;
  petsc::Handle<SNES, SNESDestroy> solver_;
  bool bending_ = false;  ///< whether bend_step bends
  int iterations_ = 0;
  std::int64_t all_iterations_ = 0, steps_ = 0;
  BoundaryFlows flows_;
  WaterBalance balance_;
  Real through_in_ = 0, through_out_ = 0;  ///< m2/s, of the last step
  Real largest_conductivity_ = 0, largest_alpha_ = 0, extent_ = 0;
};

}  // namespace freshet::dam
