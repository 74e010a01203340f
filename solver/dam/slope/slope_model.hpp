#pragma once
#include <functional>

#include "solver/dam/dam_spec.hpp"
#include "solver/dam/slope/section_columns.hpp"
#include "solver/dam/slope/slice.hpp"
#include "solver/dam/slope/slip_surface.hpp"

namespace freshet::dam {

/// Levels that a slope stands under, m.
struct SlopeWater {
  Real headwater = -std::numeric_limits<Real>::infinity();
  Real tailwater = -std::numeric_limits<Real>::infinity();
};

/// A slope cut into slices under given water. Places are turned so that x points the way it slides.
class SlopeModel {
 public:
  SlopeModel(const Spec& spec, const SlopeSpec& slope, const SectionColumns& columns,
             const SectionMesh& mesh, const std::vector<int>& soil_of_zone);

  void set_water(const SlopeWater& water) { water_ = water; }
  const SlopeSpec& spec() const { return slope_; }
  /// Factor of safety by the slope's own method; None where the surface is not admissible.
  SlopeAnswer solve(const SlipSurface& surface) const;
  /// The part of a whole circle (x, y, radius; turned) below the ground; the largest where there
  /// are several, none where there is none.
  std::optional<SlipSurface> cut_circle(const std::array<Real, 3>& circle) const;
  Real ground_at(Real x) const { return columns_.ground_at(turn_ * x); }
  bool is_ground(Real x) const { return columns_.piece_at(turn_ * x) != nullptr; }
  Real turned(Real x) const { return turn_ * x; }

 private:
  struct Moment {  ///< what water and strength a stage of the analysis takes
    SlopeWater water;
    PorePressure pressure;
  };
  struct Cut {
    std::vector<Slice> slices;
    std::vector<const Soil*> soils;  ///< at the bases
  };
  bool cut(Cut& out, const SlipSurface& surface, const Moment& moment) const;
  bool add_slice(Cut& out, const SlipSurface& surface, Real left, Real right,
                 const Moment& moment) const;
  std::vector<Real> sides(const SlipSurface& surface) const;
  void add_outside_water(Slice& slice, Real left, Real right, const SlopeWater& water) const;
  Real level_at(Real x, const SlopeWater& water) const;
  Real phreatic_at(Real x, const Moment& moment) const;
  SlopeAnswer by_method(const std::vector<Slice>& slices, const SlipSurface& surface) const;
  SlopeAnswer three_stages(const SlipSurface& surface) const;

  const Spec& whole_;
  const SlopeSpec& slope_;
  const SectionColumns& columns_;
  std::vector<int> soil_of_zone_;
  std::vector<bool> head_face_, tail_face_;   ///< by boundary of the mesh
  std::vector<std::array<Real, 2>> outline_;  ///< turned ground without pieces of one direction
  Real head_end_ = 0, tail_end_ = 0;          ///< m, x of the inner ends of the faces
  Real turn_ = 1, gravity_ = 9.81, water_weight_ = 9810;
  SlopeWater water_;
  mutable std::vector<SectionColumns::Piece> pieces_;
};

}  // namespace freshet::dam
