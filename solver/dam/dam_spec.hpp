#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kernels/time_series.hpp"
#include "kernels/types.hpp"
#include "solver/dam/embankment_spec.hpp"

/// What a case says of its dam: a plane section, what holds and loads it, what is asked. SI units;
/// y points up, tension is positive.
namespace freshet::dam {

enum class Plane { Strain, Stress };

struct Material {
  std::string zone;
  Real young_modulus = 0;  ///< Pa
  Real poisson_ratio = 0;
  Real density = 0;               ///< kg/m3
  bool massless = false;          ///< stiffness only: a foundation without inertia and weight
  bool foundation = false;        ///< below the base: no part of the dam's weight and stability
  Real thermal_expansion = 0;     ///< 1/K
  Real compressive_strength = 0;  ///< Pa, characteristic; 0: no damage is counted
  Real tensile_strength = 0;      ///< Pa
};

struct Support {
  enum class Kind { Fixed, RollerX, RollerY, Absorbing };  ///< RollerX: held along x only
  std::string boundary;
  Kind kind = Kind::Fixed;
};

/// Water on the named boundaries: hydrostatic pressure below the level.
struct Water {
  std::vector<std::string> face;
  PiecewiseLinear level;     ///< s -> m
  Real density = 1000;       ///< kg/m3
  bool above_crest = false;  ///< a level above the highest point of the face is meant
};

/// The reservoir's answer to motions of the face.
struct Reservoir {
  enum class Kind { None, Westergaard, Acoustic };
  Kind kind = Kind::None;
  std::string zone;                  ///< acoustic: of the mesh
  Real sound_speed = 1440;           ///< m/s
  std::string surface, bottom, far;  ///< boundaries of the zone; empty: none
  Real bottom_reflection = 1;        ///< alpha of Fenves & Chopra 1984: 1 rigid, 0 swallows all
};

struct Silt {
  Real level = 0;                   ///< m
  Real submerged_unit_weight = 0;   ///< N/m3
  Real pressure_coefficient = 0.5;  ///< horizontal by vertical pressure
};

/// Pressure in the base joint from heel to toe, by USACE EM 1110-2-2200: linear, with a kink at the
/// drains.
struct Uplift {
  Real drain_distance = 0;    ///< m from the heel; 0: no drains
  Real drain_efficiency = 0;  ///< 0 .. 1
};

/// The base, over which forces are summed; with `no_tension` it opens and slides there.
struct Base {
  std::string boundary;
  Real friction_angle = 0;  ///< degrees
  Real cohesion = 0;        ///< Pa
  bool no_tension = false;
  Real normal_stiffness = 0;      ///< Pa/m
  Real tangential_stiffness = 0;  ///< Pa/m
  std::optional<Uplift> uplift;
};

/// Accelerations of the ground, s -> m/s2.
struct GroundMotion {
  PiecewiseLinear x, y;
};

struct Damping {
  Real ratio = 0;                         ///< of critical, at both frequencies
  std::array<Real, 2> frequencies{0, 0};  ///< Hz; zeros: the first and third of the section
};

/// A mass on a spring, in place of a section: the same time integration on one unknown.
struct Oscillator {
  Real mass = 0, stiffness = 0, damping = 0;
  PiecewiseLinear force;
};

enum class Analysis { Static, Modal, Response, Harmonic, Series, Seepage, Slopes };

struct AnalysisSpec {
  Analysis kind = Analysis::Static;
  int modes = 4;
  Real end_time = 0, time_step = 0;  ///< s
  Real spectral_radius = 0.9;        ///< of generalised-alpha at infinity; 1: Newmark's average
  std::vector<Real> frequencies;     ///< Hz, of a harmonic motion of the ground along x
  Damping damping;
  int superposed_modes = 0;  ///< response: also by so many modes, as a check
  // Seepage; end_time 0: steady. time_step is the first one.
  Real largest_step = 0;     ///< s; 0: none
  Real tolerance = 0.01;     ///< m, of the pressure heads in a step
  bool mean_levels = false;  ///< levels are means over a step instead of those at its end
  int grids = 1;             ///< steady: on so many meshes, each with cells of half the size
};

struct Point {
  std::string name;
  Real x = 0, y = 0;
};

struct OutputSpec {
  std::vector<Point> points;
  Real interval = 0;             ///< s, between fields; 0: first and last only
  Real history_interval = 0;     ///< s, between rows of history.csv; 0: every step
  Real checkpoint_interval = 0;  ///< s, simulated
};

struct Spec {
  std::filesystem::path mesh;
  int refinements = 0;
  Plane plane = Plane::Strain;
  Real gravity = 9.81;  ///< m/s2
  bool self_weight = true;
  std::vector<Material> materials;
  std::vector<Support> supports;
  std::optional<Water> headwater, tailwater;
  Reservoir reservoir;
  std::optional<Silt> silt;
  std::optional<Base> base;
  PiecewiseLinear temperature;  ///< s -> K above that of no stress
  GroundMotion ground;
  std::optional<Oscillator> oscillator;
  std::optional<Embankment> embankment;  ///< then what is of concrete is empty
  AnalysisSpec analysis;
  OutputSpec output;
};

}  // namespace freshet::dam
