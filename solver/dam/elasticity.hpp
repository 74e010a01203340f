#pragma once
#include <petscds.h>

#include <array>
#include <cmath>

#include "solver/dam/dam_spec.hpp"

namespace freshet::dam {

/// Lame's constants of the plane problem, Pa: lambda = E nu / ((1 + nu)(1 - 2 nu)), mu = E / (2 (1
/// + nu)); in plane stress lambda is replaced by 2 lambda mu / (lambda + 2 mu) (Timoshenko &
/// Goodier, Theory of Elasticity, ch. 2).
struct Lame {
  Real lambda = 0, mu = 0;
};

inline Lame lame(const Material& material, Plane plane) {
  const Real e = material.young_modulus, nu = material.poisson_ratio;
  const Real mu = e / (2 * (1 + nu)), lambda = e * nu / ((1 + nu) * (1 - 2 * nu));
  return {plane == Plane::Strain ? lambda : 2 * lambda * mu / (lambda + 2 * mu), mu};
}

/// Stress per kelvin of a held body, Pa/K: (3 lambda + 2 mu) alpha in plane strain, E alpha / (1 -
/// nu) in plane stress.
inline Real thermal_stress(const Material& material, Plane plane) {
  const Real e = material.young_modulus, nu = material.poisson_ratio;
  return e * material.thermal_expansion / (plane == Plane::Strain ? 1 - 2 * nu : 1 - nu);
}

/// Stress (xx, yy, xy), Pa: sigma = lambda tr(eps) I + 2 mu eps; `gradient` is (dux/dx, dux/dy,
/// duy/dx, duy/dy).
inline std::array<Real, 3> stress_of(const std::array<Real, 4>& gradient, const Lame& lame) {
  const Real trace = gradient[0] + gradient[3];
  return {lame.lambda * trace + 2 * lame.mu * gradient[0],
          lame.lambda * trace + 2 * lame.mu * gradient[3], lame.mu * (gradient[1] + gradient[2])};
}

/// Principal stresses, Pa, the larger first.
inline std::array<Real, 2> principal(Real xx, Real yy, Real xy) {
  const Real middle = 0.5 * (xx + yy), radius = std::hypot(0.5 * (xx - yy), xy);
  return {middle + radius, middle - radius};
}

/// Where a zone's constants stand for PETSc's point functions.
enum Constant { kLambda, kMu, kDensity, kInverseSpeedSquared, kConstants };

// Point functions of PETSc's weak forms (PetscPointJac): of the gradients of test and trial
// functions, or of the functions themselves.
#define FRESHET_POINT_JACOBIAN(name)                                                             \
  inline void name([[maybe_unused]] PetscInt dim, PetscInt, PetscInt, const PetscInt[],          \
                   const PetscInt[], const PetscScalar[], const PetscScalar[],                   \
                   const PetscScalar[], const PetscInt[], const PetscInt[], const PetscScalar[], \
                   const PetscScalar[], const PetscScalar[], PetscReal, PetscReal,               \
                   const PetscReal[], PetscInt, [[maybe_unused]] const PetscScalar constants[],  \
                   PetscScalar out[])

/// C_ijkl = lambda d_ij d_kl + mu (d_ik d_jl + d_il d_jk), Pa; out[((i 2 + k) 2 + j) 2 + l].
FRESHET_POINT_JACOBIAN(elastic_stiffness) {
  for (PetscInt i = 0; i < dim; ++i)
    for (PetscInt k = 0; k < dim; ++k)
      for (PetscInt j = 0; j < dim; ++j)
        for (PetscInt l = 0; l < dim; ++l)
          out[((i * dim + k) * dim + j) * dim + l] =
              constants[kLambda] * (i == j) * (k == l) +
              constants[kMu] * ((i == k) * (j == l) + (i == l) * (j == k));
}

/// rho d_ij, kg/m3.
FRESHET_POINT_JACOBIAN(elastic_mass) {
  for (PetscInt i = 0; i < dim; ++i) out[i * dim + i] = constants[kDensity];
}

/// grad q . grad p of the acoustic water (Zienkiewicz & Bettess 1978): the wave equation lap p =
/// p'' / c2 in pressures.
FRESHET_POINT_JACOBIAN(acoustic_stiffness) {
  for (PetscInt i = 0; i < dim; ++i) out[i * dim + i] = 1;
}

/// 1 / c2, s2/m2.
FRESHET_POINT_JACOBIAN(acoustic_mass) { out[0] = constants[kInverseSpeedSquared]; }

#undef FRESHET_POINT_JACOBIAN

}  // namespace freshet::dam
