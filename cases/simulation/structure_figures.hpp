#pragma once
#include <string>
#include <vector>

#include "cases/simulation/simulation.hpp"
#include "post/summary.hpp"

namespace freshet {

/// How a structure stands, after the newest step.
struct StructureFigures {
  Real discharge = 0;                 ///< m3/s, of that step, forward (line: to its right)
  Real level_up = 0, level_down = 0;  ///< m at `from` and `to`, or left and right; no_value: dry
  Real opening = 0;                   ///< m, or a share
  Real state = 0;                     ///< see StructureState
};

/// The values of a field of a run on this rank, by its name.
std::vector<Real> field_values(const Simulation& simulation, const char* field);

/// Reads how structures and pools stand from the fields of a run. All functions but the constructor
/// are collective and give the same on all ranks.
class StructureReader {
 public:
  explicit StructureReader(Simulation& simulation);

  std::vector<StructureFigures> structures() const;
  std::vector<Real> pool_volumes() const { return values("pool_volume"); }  ///< m3
  std::vector<StructureReport> structure_reports() const;
  std::vector<PoolReport> pool_reports() const;

 private:
  /// An owned boundary edge of a line, and the place of its cell in what is watched.
  struct Edge {
    Index edge = 0;
    Real length = 0;  ///< m
    Index cell = -1;
  };
  std::vector<Real> values(const char* field) const { return field_values(simulation_, field); }
  StructureFigures of_line(std::size_t k, const FlowState& state, const std::vector<Real>& q,
                           const std::vector<Real>& how) const;
  Real level(const PlaceSpec& place, std::size_t& next, const std::vector<Real>& signals,
             const std::vector<Real>& volumes) const;
  const Case& given() const { return simulation_.given(); }

  Simulation& simulation_;
  std::vector<std::vector<Edge>> edges_;   ///< of each structure, with an owned cell on the left
  std::vector<std::vector<Edge>> rights_;  ///< with an owned cell on the right
  int watch_ = 0;
};

}  // namespace freshet
