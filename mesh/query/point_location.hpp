#pragma once
#include <array>
#include <functional>
#include <span>
#include <vector>

#include "mesh/mesh.hpp"
#include "mesh/query/bin_grid.hpp"

namespace freshet {

/// A piece of a polyline inside one cell.
struct LinePiece {
  Index cell = -1;                  ///< owned cell
  Real length = 0;                  ///< m
  Real along_x = 0, along_y = 0;    ///< unit direction of the line
  Real middle_x = 0, middle_y = 0;  ///< of the piece, m
  Real distance = 0;                ///< of its middle from the line's start, along the line, m
};

/// A cell by its distance from a point. `number` is -1 where there is none.
struct NearestCell {
  GlobalIndex number = -1;  ///< global
  Index cell = -1;          ///< owned local cell, -1 on all ranks but one
  Real distance = 0;        ///< of the centroid, m
};

/// Finds owned cells by place. Local to a rank, without communication; see the functions below for
/// answers over all ranks. Sides are tested in one direction whichever cell asks, so that cells
/// that share one agree on which of them a point or a piece of line belongs to. Keeps a reference
/// to the mesh.
class PointLocation {
 public:
  explicit PointLocation(const Mesh& mesh);

  /// The owned cell that holds (x, y), on its rim included; the lowest if several do, -1 if none.
  Index find(Real x, Real y) const;

  /// The owned cell with the nearest centroid among those for which accept(cell) holds (empty:
  /// all); the lowest of equally near ones.
  NearestCell nearest(Real x, Real y, const std::function<bool(Index)>& accept = {}) const;

  /// The pieces of a polyline in owned cells, in the order of the line. A stretch along a side
  /// belongs to the side's left cell (the lower global number). Over all ranks the lengths sum to
  /// that inside the mesh.
  std::vector<LinePiece> cross(std::span<const std::array<Real, 2>> line) const;

 private:
  struct Segment;
  /// Positive where (x, y) is on the cell's side of its side `slot`, 0 on its line; the same
  /// number, negated, for the cell beyond.
  Real inside(Index cell, int slot, Real x, Real y) const;
  int corners(Index cell) const;
  bool holds(Index cell, Real x, Real y) const;
  std::vector<Index> candidates(const Segment& segment) const;
  void add_piece(std::vector<LinePiece>& pieces, Index cell, const Segment& segment) const;

  const Mesh& mesh_;
  BinGrid bins_;
};

/// Collective. Of what each rank found (-1: nothing): the lowest global cell; `cell` stays on its
/// rank only. Returns its global number, -1 if no rank found one; `cell` becomes -1 on the ranks
/// that lose.
GlobalIndex lowest_over_ranks(const Mesh& mesh, Index& cell);

/// Collective. The nearest of what each rank found, the lowest global cell if equally near.
NearestCell nearest_over_ranks(const Mesh& mesh, NearestCell found);

}  // namespace freshet
