#pragma once
#include <string>
#include <vector>

#include "cases/simulation/structure_figures.hpp"

namespace freshet {

/// How a breach stands, after the newest step.
struct BreachFigures {
  Real discharge = 0;               ///< m3/s, forward
  Real width = 0, crest_width = 0;  ///< of the bottom, and at the crest of the structure, m
  Real invert = 0;                  ///< m
  Real eroded = 0;                  ///< m3, with its pores; no_value where the body is not known
};

/// Reads how breaches stand from the fields of a run. All functions but the constructor are
/// collective and give the same on all ranks.
class BreachReader {
 public:
  /// The columns of each breach in structures.csv, in the order of BreachFigures.
  static constexpr const char* columns[] = {"_discharge_m3_per_s", "_width_m", "_crest_width_m",
                                            "_invert_m", "_eroded_m3"};

  explicit BreachReader(Simulation& simulation);

  std::vector<BreachFigures> breaches(const std::vector<StructureFigures>& structures) const;
  std::vector<BreachReport> reports() const;

 private:
  /// An owned boundary edge on the left of a line.
  struct Edge {
    Index edge;
    Real length;  ///< m
  };
  struct Stand {
    BreachOpening opening;
    Real due, debris;
  };
  const Case& given() const { return simulation_.given(); }
  Stand stand(const std::vector<Real>& state, std::size_t i) const;
  Real eroded(std::size_t i, const Stand& now) const;

  Simulation& simulation_;
  std::vector<std::vector<Edge>> edges_;  ///< of each breach, whose middle lies in its part
};

}  // namespace freshet
