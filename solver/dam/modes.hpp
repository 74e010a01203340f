#pragma once
#include <vector>

#include "solver/dam/model.hpp"

namespace freshet::dam {

struct Mode {
  Real frequency = 0;      ///< Hz
  Real participation = 0;  ///< of a unit motion of the ground along x, shape of unit modal mass
  Real mass_share = 0;     ///< effective mass along x by the mass that can move
  VectorHandle shape;      ///< shape^T M shape = 1
};

/// The lowest modes of K shape = omega^2 M shape (SLEPc, shift and invert about 0). Throws
/// InputError with an acoustic reservoir, SimulationError where they do not converge or the
/// stiffness is not positive. Collective.
std::vector<Mode> find_modes(const Model& model, int count);

/// Rayleigh's quotient from the deflection under the section's own weight turned along x, Hz: an
/// upper bound of the first frequency, for one solution. Collective.
Real estimate_first_frequency(const Model& model);

/// C = a0 M + a1 K with a ratio of damping at two frequencies, Hz (Chopra, Dynamics of Structures,
/// eq. 11.4.10): a0, 1/s, and a1, s.
struct RayleighFactors {
  Real a0 = 0, a1 = 0;
};
RayleighFactors rayleigh_factors(Real ratio, Real first, Real second);

}  // namespace freshet::dam
