#pragma once
#include <mpi.h>

#include "solver/dam/slope/slope_model.hpp"

namespace freshet::dam {

/// A slip surface and its factor of safety.
struct CriticalSlide {
  SlipSurface surface;  ///< turned as the model's
  Real factor = SlopeAnswer::kNone, lambda = 0;
  bool entry_at_end = false, exit_at_end = false;  ///< of its range: it may be worse beyond
  bool found() const { return factor < SlopeAnswer::kNone; }
};

/// The slip surface of least factor of safety: circles through a grid of places of entry and exit
/// and of sags below the line between them, then ever finer grids about the best few, which are no
/// neighbours; after that, where the case asks for it, a surface of straight lines that starts as
/// the circle. The circles are shared out over the ranks; the result is the same for any number of
/// them. Collective.
CriticalSlide find_critical_slide(const SlopeModel& model, MPI_Comm communicator);

}  // namespace freshet::dam
