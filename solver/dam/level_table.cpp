#include "solver/dam/level_table.hpp"

#include <algorithm>

#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

Influence solve(const Model& model, const StressMap& stress, const LinearSolver& solver,
                const Load& load, Real temperature) {
  Influence answer;
  answer.displacement = model.unknowns().vector();
  solver.solve(load.vector.get(), answer.displacement.get());
  answer.stress = stress.stress(answer.displacement.get(), temperature);
  return answer;
}

/// Heights of the face's nodes and of the base's end, between which a load is linear in the level.
std::vector<Real> knots(const Model& model, const Water& water, Real end_of_base) {
  std::vector<Real> levels;
  const SectionMesh& mesh = model.mesh();
  for (const auto& boundary : water.face)
    for (const PetscInt edge : mesh.edges_of(boundary)) {
      levels.push_back(mesh.place_of(edge)[1]);
      for (const PetscInt end : mesh.ends(edge)) levels.push_back(mesh.place_of(end)[1]);
    }
  levels = mpi::all_gather(mesh.communicator, levels);
  if (model.spec().base) levels.push_back(end_of_base);
  const auto& series = water.level.y();
  levels.push_back(*std::max_element(series.begin(), series.end()));
  levels.push_back(*std::min_element(series.begin(), series.end()));
  std::sort(levels.begin(), levels.end());
  const Real close = 1e-9 * (levels.back() - levels.front());
  levels.erase(
      std::unique(levels.begin(), levels.end(), [&](Real a, Real b) { return b - a <= close; }),
      levels.end());
  return levels;
}

}  // namespace

LevelTable::LevelTable(const Model& model, const StressMap& stress, const LinearSolver& solver,
                       int which) {
  const Spec& spec = model.spec();
  const Water& water = which == 0 ? *spec.headwater : *spec.tailwater;
  const Real end = which == 0 ? model.base().heel[1] : model.base().toe[1];
  levels_ = knots(model, water, end);
  for (const Real level : levels_) {
    Load load = model.hydrostatic(water, level);
    if (spec.base && spec.base->uplift) {
      const Real pressure = water.density * spec.gravity * std::max(level - end, 0.0);
      const BasePressures ends{which == 0 ? pressure : 0, which == 0 ? 0 : pressure};
      const Load uplift = model.uplift([&](Real distance) {
        return uplift_pressure(*spec.base->uplift, ends, model.base().length, 0, distance);
      });
      check(VecAXPY(load.vector.get(), 1, uplift.vector.get()), "VecAXPY");
    }
    answers_.push_back(solve(model, stress, solver, load, 0));
  }
}

LevelTable::Place LevelTable::find(Real level) const {
  const auto above = std::upper_bound(levels_.begin(), levels_.end(), level) - levels_.begin();
  if (above == 0) return {0, 0};
  const auto below = static_cast<std::size_t>(above - 1);
  if (below + 1 == levels_.size()) return {below, 0};
  return {below, (level - levels_[below]) / (levels_[below + 1] - levels_[below])};
}

void LevelTable::add_displacement(Vec sum, const Place& place) const {
  check(VecAXPY(sum, 1 - place.share, answers_[place.below].displacement.get()), "VecAXPY");
  if (place.share > 0)
    check(VecAXPY(sum, place.share, answers_[place.below + 1].displacement.get()), "VecAXPY");
}

QuasiStatic::QuasiStatic(const Model& model, const StressMap& stress, const Actions& actions)
    : model_(&model),
      actions_(&actions),
      stiffness_(model.stiffness()),
      solver_(stiffness_.get(), "dam") {
  constant_ = solve(model, stress, solver_, actions.constant(), 0);
  if (model.spec().headwater) table_[0] = LevelTable(model, stress, solver_, 0);
  if (model.spec().tailwater) table_[1] = LevelTable(model, stress, solver_, 1);
  if (!model.spec().temperature.empty())
    warm_ = solve(model, stress, solver_, model.temperature(), 1);
}

void QuasiStatic::stress(std::vector<Real>& out, Real time) const {
  out = constant_.stress;
  const auto add = [&](Real factor, const std::vector<Real>& part) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += factor * part[i];
  };
  for (int which = 0; which < 2; ++which) {
    if (table_[which].empty()) continue;
    const auto place =
        table_[which].find(which == 0 ? actions_->headwater(time) : actions_->tailwater(time));
    add(1 - place.share, table_[which].stress(place.below));
    if (place.share > 0) add(place.share, table_[which].stress(place.below + 1));
  }
  if (!warm_.stress.empty()) add(actions_->temperature(time), warm_.stress);
}

VectorHandle QuasiStatic::displacement(Real time) const {
  VectorHandle sum = model_->unknowns().vector();
  check(VecCopy(constant_.displacement.get(), sum.get()), "VecCopy");
  for (int which = 0; which < 2; ++which)
    if (!table_[which].empty())
      table_[which].add_displacement(
          sum.get(),
          table_[which].find(which == 0 ? actions_->headwater(time) : actions_->tailwater(time)));
  if (warm_.displacement.get())
    check(VecAXPY(sum.get(), actions_->temperature(time), warm_.displacement.get()), "VecAXPY");
  return sum;
}

}  // namespace freshet::dam
