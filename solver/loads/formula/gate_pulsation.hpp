#pragma once
#include "kernels/types.hpp"

namespace freshet::loads {

/// Pulsation of the pressure (Pa) on a gate in flow of speed v (m/s): p' = Cp rho v^2 / 2, the root
/// mean square with Cp from 0.05 to 0.2 (Naudascher and Rockwell, Flow-induced vibrations, 1994).
inline Real gate_pulsation(Real coefficient, Real density, Real speed) {
  return coefficient * 0.5 * density * speed * speed;
}

/// Frequency (Hz) of vortices from a lip of thickness d (m): f = St v / d; St about 0.2.
inline Real vortex_frequency(Real strouhal, Real speed, Real thickness) {
  return strouhal * speed / thickness;
}

}  // namespace freshet::loads
