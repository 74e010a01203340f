#pragma once
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "solver/dam/section_fields.hpp"

namespace freshet::dam {

/// A straight piece of the ground's surface.
struct GroundPiece {
  std::array<Real, 2> left{}, right{};  ///< m
  int boundary = -1;                    ///< of the mesh; -1: without name
};

/// The whole section, on every rank, cut by verticals: what slices are weighed by and where pore
/// pressures are read.
class SectionColumns {
 public:
  explicit SectionColumns(const SectionMesh& mesh);  ///< collective

  /// The part of a vertical in one cell; psi is linear between its ends.
  struct Piece {
    Real low = 0, high = 0;  ///< m
    int zone = 0;
    Real psi_low = 0, psi_high = 0;  ///< m
  };
  /// From the foot up; empty outside.
  void cut(std::vector<Piece>& pieces, Real x) const;
  /// Pressure heads by vertex of the file, m; without them pieces have 0.
  void set_pressure(std::vector<Real> psi) { psi_ = std::move(psi); }

  const std::vector<GroundPiece>& ground() const { return ground_; }  ///< by x
  /// Height of the ground; below all numbers outside.
  Real ground_at(Real x) const;
  const GroundPiece* piece_at(Real x) const;
  Real left() const { return left_; }
  Real right() const { return right_; }
  const SectionTopology& topology() const { return topology_; }

 private:
  void find_ground(const SectionMesh& mesh);
  std::size_t bin(Real x) const;

  SectionTopology topology_;
  std::vector<Real> psi_;
  std::vector<GroundPiece> ground_;
  std::vector<std::vector<GlobalIndex>> bins_;  ///< cells by x
  Real left_ = 0, right_ = 0;
};

/// Pressure head at a point, m, from a cut through its x; NaN outside.
Real pressure_at(const std::vector<SectionColumns::Piece>& pieces, Real y);
/// The highest point of a cut where the pressure head passes 0, m; NaN where it is dry throughout,
/// the level
/// above the ground that its pressure head means where it is wet up to the ground.
Real phreatic_height(const std::vector<SectionColumns::Piece>& pieces);

}  // namespace freshet::dam
