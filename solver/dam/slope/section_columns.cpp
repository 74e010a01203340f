#include "solver/dam/slope/section_columns.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

using Edge = std::array<GlobalIndex, 2>;

Edge ordered(GlobalIndex a, GlobalIndex b) { return {std::min(a, b), std::max(a, b)}; }

/// Names of all named edges, on all ranks.
std::map<Edge, int> named_edges(const SectionMesh& mesh) {
  struct Named {
    Edge edge;
    GlobalIndex name;
  };
  std::vector<Named> all;
  for (PetscInt e = mesh.edges.begin; e < mesh.edges.end; ++e) {
    const int name = mesh.edge_boundary[e - mesh.edges.begin];
    if (name < 0) continue;
    const auto [a, b] = mesh.ends(e);
    all.push_back({ordered(mesh.vertex_number[a - mesh.vertices.begin],
                           mesh.vertex_number[b - mesh.vertices.begin]),
                   name});
  }
  std::map<Edge, int> result;
  for (const auto& one : mpi::all_gather(mesh.communicator, all))
    result[one.edge] = static_cast<int>(one.name);
  return result;
}

}  // namespace

SectionColumns::SectionColumns(const SectionMesh& mesh) : topology_(gather_topology(mesh)) {
  const auto& t = topology_;
  left_ = right_ = t.points[0];
  for (std::size_t i = 0; i < t.points.size(); i += 2) {
    left_ = std::min(left_, t.points[i]);
    right_ = std::max(right_, t.points[i]);
  }
  const std::size_t cells = t.zone.size();
  bins_.resize(static_cast<std::size_t>(std::sqrt(static_cast<Real>(cells))) * 2 + 1);
  for (std::size_t c = 0; c < cells; ++c) {
    Real low = HUGE_VAL, high = -HUGE_VAL;
    for (GlobalIndex i = t.first[c]; i < t.first[c + 1]; ++i) {
      low = std::min(low, t.points[2 * t.corners[i]]);
      high = std::max(high, t.points[2 * t.corners[i]]);
    }
    for (std::size_t b = bin(low); b <= bin(high); ++b)
      bins_[b].push_back(static_cast<GlobalIndex>(c));
  }
  find_ground(mesh);
}

std::size_t SectionColumns::bin(Real x) const {
  const Real share = (x - left_) / (right_ - left_) * static_cast<Real>(bins_.size());
  return static_cast<std::size_t>(std::clamp(share, Real(0), static_cast<Real>(bins_.size()) - 1));
}

void SectionColumns::find_ground(const SectionMesh& mesh) {
  const auto names = named_edges(mesh);
  const auto& t = topology_;
  struct Use {
    int cells = 0;
    bool below = false;  ///< the cell lies below the edge
  };
  std::map<Edge, Use> edges;
  for (std::size_t c = 0; c < t.zone.size(); ++c) {
    const GlobalIndex n = t.first[c + 1] - t.first[c];
    for (GlobalIndex i = 0; i < n; ++i) {
      const GlobalIndex a = t.corners[t.first[c] + i], b = t.corners[t.first[c] + (i + 1) % n];
      Use& use = edges[ordered(a, b)];
      ++use.cells;
      use.below = t.points[2 * a] > t.points[2 * b];  // cells run counterclockwise
    }
  }
  for (const auto& [edge, use] : edges) {
    if (use.cells != 1 || !use.below) continue;
    GroundPiece piece{{t.points[2 * edge[0]], t.points[2 * edge[0] + 1]},
                      {t.points[2 * edge[1]], t.points[2 * edge[1] + 1]},
                      -1};
    if (piece.left[0] > piece.right[0]) std::swap(piece.left, piece.right);
    const auto name = names.find(edge);
    if (name != names.end()) piece.boundary = name->second;
    ground_.push_back(piece);
  }
  std::sort(ground_.begin(), ground_.end(),
            [](const GroundPiece& a, const GroundPiece& b) { return a.left[0] < b.left[0]; });
}

const GroundPiece* SectionColumns::piece_at(Real x) const {
  const auto after =
      std::upper_bound(ground_.begin(), ground_.end(), x,
                       [](Real value, const GroundPiece& piece) { return value < piece.left[0]; });
  if (after == ground_.begin()) return nullptr;
  const GroundPiece& piece = *(after - 1);
  return x <= piece.right[0] ? &piece : nullptr;
}

Real SectionColumns::ground_at(Real x) const {
  const GroundPiece* piece = piece_at(x);
  if (piece == nullptr) return -std::numeric_limits<Real>::infinity();
  const Real share = (x - piece->left[0]) / (piece->right[0] - piece->left[0]);
  return piece->left[1] + share * (piece->right[1] - piece->left[1]);
}

void SectionColumns::cut(std::vector<Piece>& pieces, Real x) const {
  pieces.clear();
  if (!(x >= left_ && x <= right_)) return;
  // Off the vertices, so that a vertical along the side of two cells cuts one of them only.
  const Real shift = 1.2345e-10 * (right_ - left_);
  const Real at = x + (x + shift < right_ ? shift : -shift);
  const auto& t = topology_;
  for (const GlobalIndex c : bins_[bin(at)]) {
    Piece piece;
    piece.low = HUGE_VAL;
    piece.high = -HUGE_VAL;
    const GlobalIndex n = t.first[c + 1] - t.first[c];
    for (GlobalIndex i = 0; i < n; ++i) {
      const GlobalIndex a = t.corners[t.first[c] + i], b = t.corners[t.first[c] + (i + 1) % n];
      const Real xa = t.points[2 * a], xb = t.points[2 * b];
      if ((xa < at) == (xb < at)) continue;
      const Real share = (at - xa) / (xb - xa);
      const Real y = t.points[2 * a + 1] + share * (t.points[2 * b + 1] - t.points[2 * a + 1]);
      const Real psi = psi_.empty() ? 0 : psi_[a] + share * (psi_[b] - psi_[a]);
      if (y < piece.low) {
        piece.low = y;
        piece.psi_low = psi;
      }
      if (y > piece.high) {
        piece.high = y;
        piece.psi_high = psi;
      }
    }
    if (!(piece.high > piece.low)) continue;
    piece.zone = static_cast<int>(t.zone[c]);
    pieces.push_back(piece);
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.low < b.low; });
}

Real pressure_at(const std::vector<SectionColumns::Piece>& pieces, Real y) {
  if (pieces.empty()) return std::numeric_limits<Real>::quiet_NaN();
  const Real slack = 1e-6 * (pieces.back().high - pieces.front().low);
  for (const auto& piece : pieces) {
    if (y > piece.high + slack || y < piece.low - slack) continue;
    const Real share = std::clamp((y - piece.low) / (piece.high - piece.low), Real(0), Real(1));
    return piece.psi_low + share * (piece.psi_high - piece.psi_low);
  }
  return std::numeric_limits<Real>::quiet_NaN();
}

Real phreatic_height(const std::vector<SectionColumns::Piece>& pieces) {
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    if (piece->psi_high >= 0) return piece->high + (piece == pieces.rbegin() ? piece->psi_high : 0);
    if (piece->psi_low < 0) continue;
    const Real share = piece->psi_low / (piece->psi_low - piece->psi_high);
    return piece->low + share * (piece->high - piece->low);
  }
  return std::numeric_limits<Real>::quiet_NaN();
}

}  // namespace freshet::dam
