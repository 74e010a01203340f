#pragma once
#include "solver/dam/dam_spec.hpp"
#include "solver/dam/seepage/pressure_space.hpp"

namespace freshet::dam {

/// Where water may enter and leave: below a level the pressure head is given, above it, and on
/// seepage faces, the pressure head is at most 0 and what leaves is at least 0, one of them being 0
/// (a complementarity problem). Rain falls on what faces up and is not under water.
class FlowBoundary {
 public:
  enum class Kind { None, Headwater, Tailwater, Seepage };

  FlowBoundary(const PressureSpace& space, const Spec& spec);  ///< collective

  /// Bounds of the pressure head at this rank's own vertices; equal where it is given.
  void bounds(Vec lower, Vec upper, Real headwater, Real tailwater) const;
  /// Rain of `intensity` (m/s) on each own vertex that is not under water, m2/s.
  void rain(Vec out, Real intensity, Real headwater, Real tailwater) const;
  /// Kinds of own vertices.
  const std::vector<Kind>& kinds() const { return kinds_; }
  bool under_water(std::size_t own, Real headwater, Real tailwater) const;
  Real height(std::size_t own) const { return height_[own]; }

 private:
  std::vector<Kind> kinds_;
  std::vector<Real> height_, catch_;  ///< m; of own vertices
};

}  // namespace freshet::dam
