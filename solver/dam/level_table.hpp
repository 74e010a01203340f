#pragma once
#include <vector>

#include "solver/dam/actions.hpp"
#include "solver/dam/linear_solver.hpp"
#include "solver/dam/stress.hpp"

namespace freshet::dam {

/// What one load does to the section.
struct Influence {
  VectorHandle displacement;
  std::vector<Real> stress;  ///< Pa, as StressMap::stress orders it
};

/// Answers of the section to a water level. The pressure is interpolated between the nodes of the
/// face, so that the load is linear in the level between the heights of two nodes, and one solution
/// for each height makes all others exact: no step of a series needs another.
class LevelTable {
 public:
  LevelTable() = default;
  /// `which`: 0 headwater, 1 tailwater. With its share of the uplift. Collective.
  LevelTable(const Model& model, const StressMap& stress, const LinearSolver& solver, int which);

  bool empty() const { return levels_.empty(); }
  std::size_t solutions() const { return levels_.size(); }
  struct Place {
    std::size_t below = 0;  ///< entry
    Real share = 0;         ///< of the one above it
  };
  Place find(Real level) const;
  const std::vector<Real>& stress(std::size_t entry) const { return answers_[entry].stress; }
  void add_displacement(Vec sum, const Place& place) const;

 private:
  std::vector<Real> levels_;  ///< m, increasing
  std::vector<Influence> answers_;
};

/// The section under levels and temperatures that change slowly: equilibrium at every step, from
/// one factorisation and as many solutions as nodes see the water.
class QuasiStatic {
 public:
  QuasiStatic(const Model& model, const StressMap& stress, const Actions& actions);

  /// Stress of this rank's vertices, Pa, as StressMap has it. Collective only in so far as all
  /// ranks have the same series.
  void stress(std::vector<Real>& out, Real time) const;
  VectorHandle displacement(Real time) const;  ///< collective
  std::size_t solutions() const {
    return 1 + table_[0].solutions() + table_[1].solutions() + (warm_.stress.empty() ? 0 : 1);
  }

 private:
  const Model* model_;
  const Actions* actions_;
  MatrixHandle stiffness_;
  LinearSolver solver_;
  Influence constant_, warm_;
  LevelTable table_[2];
};

}  // namespace freshet::dam
