#pragma once
#include "solver/dam/model.hpp"

namespace freshet::dam {

/// The steady answer (real + i imaginary) e^(i omega t) of the section to an acceleration of the
/// ground e^(i omega t) m/s2 along x.
struct HarmonicAnswer {
  VectorHandle real, imaginary;
};

/// One solution of (K - omega^2 M + i omega C) x = f, as a real system of twice the size.
/// Collective.
HarmonicAnswer solve_harmonic(const Model& model, Mat mass, Mat damping, Mat stiffness,
                              Real frequency);

}  // namespace freshet::dam
