#pragma once
#include <array>
#include <span>
#include <vector>

#include "kernels/face_load.hpp"
#include "kernels/types.hpp"

namespace freshet::loads {

/// One side of an edge that water presses on.
struct PressedSide {
  std::array<Real, 2> place{};   ///< of its middle, m
  std::array<Real, 2> normal{};  ///< out of the water of that side: the way its pressure points
  Real length = 0;               ///< m
  int segment = 0;
  int edge = 0;
  Real passes = 0;  ///< share of what leaves on this side in the discharge: 1, or 0 where the other
                    ///< side of the edge is counted, or -1 where only what comes in is seen
  bool has_crest = true;  ///< cells lie on both sides, so that water can run over what stands there
};

/// Force and moment of the water on a set of faces or a part of it, horizontal, in the axes of the
/// mesh; z points up.
struct FaceForce {
  Real x = 0, y = 0;                              ///< N
  Real moment_x = 0, moment_y = 0, moment_z = 0;  ///< about the set's point, N m
  Real discharge = 0;                             ///< m3/s
};

/// What holds a set together.
struct FaceSetOptions {
  std::array<Real, 3> about{};  ///< the point of the moments, m
  Real density = 1000;          ///< kg/m3
  Real impact_factor = 3;       ///< of the upper end of the bracket, see FaceForces::row
};

/// Height (m) of a hydrostatic triangle of pressure P (over density, m2 m/s2 per metre of face): h
/// = sqrt(2 P / g). Its resultant acts at a third of it.
Real triangle_height(Real pressure, Real gravity);

/// Sums the loads of faces step by step and gives their means. The pressure on a side acts as a
/// triangle above the bed beside it, which is exact for water at rest and for a wall's Riemann
/// problem; what goes along with water that passes acts in the middle of the stream. All sums are
/// in the order of the sides.
class FaceForces {
 public:
  FaceForces(std::vector<PressedSide> sides, int segments, FaceSetOptions options, Real gravity);

  /// Loads of a step of `dt` s, in the order of the sides.
  void add(std::span<const FaceLoad> loads, Real dt);

  /// Values a row has for the whole set and for each segment. Only where some side has a crest is
  /// there a depth over it.
  std::vector<const char*> columns() const;

  /// The row since the last `clear`: means in time of forces, moments and discharge; the level
  /// above the lowest bed at which the mean force acts (no_value where all sides cancel); the
  /// largest force of a step, and its bracket's upper end, where the pressure of water that arrives
  /// shooting counts `impact_factor` times; the deepest water over a crest, no_value for segments
  /// that have none. First the whole set, then, where there are two or more, the segments.
  std::vector<Real> row(Real no_value) const;

  /// Mean pressure on each side since the last `clear`, N/m, and water beside it at the end, m.
  std::vector<Real> line_loads() const;
  const std::vector<Real>& depths() const { return depths_; }

  Real seconds() const { return seconds_; }  ///< since the last `clear`
  void clear();

  /// All that changes, for a checkpoint.
  std::vector<Real> save() const;
  std::size_t saved_values() const;
  void load(std::span<const Real> values);

 private:
  struct Part {  // of a step, or sums over time
    FaceForce force;
    Real bracket_x = 0, bracket_y = 0, gross = 0;
  };
  struct Sums {
    FaceForce impulse;  ///< times s
    Real gross = 0;     ///< of all sides' forces, whatever their directions, N s
    Real peak = 0, bracket = 0, over = 0, lowest = 0;
  };
  static constexpr std::size_t sums_values = sizeof(Sums) / sizeof(Real);

  Part part_of(const PressedSide& side, const FaceLoad& load) const;
  void add_part(Sums& sums, const Part& part, Real dt);
  void add_row(std::vector<Real>& row, std::size_t set, Real no_value) const;

  std::vector<PressedSide> sides_;
  FaceSetOptions options_;
  Real gravity_;
  std::vector<Sums> sums_;          ///< of the whole set, then of its segments
  std::vector<char> crested_;       ///< whether any side has a crest, likewise
  std::vector<Real> line_impulse_;  ///< N s/m, by side
  std::vector<Real> depths_;        ///< m, by side
  std::vector<Part> step_;
  Real seconds_ = 0;
};

}  // namespace freshet::loads
