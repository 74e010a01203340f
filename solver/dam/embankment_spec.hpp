#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernels/time_series.hpp"
#include "kernels/types.hpp"
#include "solver/dam/seepage/retention.hpp"

/// What a case says of an embankment: soils, seepage, slopes. SI units; y points up.
namespace freshet::dam {

struct Soil {
  std::string zone;
  std::array<Real, 2> conductivity{0, 0};  ///< m/s, saturated, along and across the bedding
  Real bedding = 0;                        ///< degrees from x, counterclockwise
  Retention retention;
  Real specific_storage = 0;  ///< 1/m
  Real specific_gravity = 2.65;
  Real unit_weight = 0;            ///< N/m3, above the phreatic line
  Real saturated_unit_weight = 0;  ///< N/m3, below it
  Real friction_angle = 0;         ///< degrees, effective
  Real cohesion = 0;               ///< Pa, effective
  bool drains_freely = true;       ///< false: the next two hold in rapid drawdown
  Real undrained_cohesion = 0;     ///< Pa, c_R of the total-stress envelope of IC-U tests
  Real undrained_angle = 0;        ///< degrees, phi_R
};

struct Seepage {
  std::vector<std::string> seepage_faces;  ///< where water may leave and rain falls
  PiecewiseLinear rain;                    ///< s -> m/s on the horizontal
  std::optional<Real> start_level;         ///< m: hydrostatic about it at t = 0; none: steady
  std::vector<std::string> exits;          ///< where gradients are measured
};

/// A straight line through which a discharge is reported.
struct FlowLine {
  std::string name;
  std::array<Real, 2> from{}, to{};  ///< m; positive is to its right
};

/// A vertical on which the phreatic line's height is reported.
struct PhreaticMark {
  std::string name;
  Real x = 0;  ///< m
};

enum class SlopeMethod { Bishop, Spencer, MorgensternPrice };
enum class PorePressure { None, Field, Level, Line, Drawdown };

/// A range of x, or from equal to to: none given.
struct Span {
  Real from = 0, to = 0;
  bool given() const { return to > from; }
};

struct SlopeSpec {
  std::string name;
  bool to_left = false;  ///< which way it would slide
  SlopeMethod method = SlopeMethod::Bishop;
  std::optional<std::array<Real, 3>> circle;  ///< x, y, radius, m; none: searched
  Span entry, exit;                           ///< m, where circles may leave the crest and the foot
  int divisions = 10;                         ///< of the search's first grid
  Real least_depth = 0;                       ///< m, thinner slides are left out
  int slices = 60;
  Real seismic = 0;  ///< horizontal acceleration by gravity, towards the slide
  PorePressure pressure = PorePressure::None;
  std::vector<std::array<Real, 2>> line;  ///< m, phreatic line
  Real level_before = 0;                  ///< m, Drawdown and three stages
  bool three_stage = false;
  bool noncircular = false;  ///< goes on from the critical circle
};

struct Embankment {
  std::vector<Soil> soils;
  Seepage seepage;
  std::vector<FlowLine> lines;
  std::vector<PhreaticMark> marks;
  std::vector<SlopeSpec> slopes;
};

}  // namespace freshet::dam
