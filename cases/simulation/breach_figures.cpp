#include "cases/simulation/breach_figures.hpp"

#include "mesh/parallel/exact_sum.hpp"
#include "post/csv_table.hpp"

namespace freshet {

BreachReader::BreachReader(Simulation& simulation)
    : simulation_(simulation), edges_(given().breaches.size()) {
  const Mesh& mesh = simulation.mesh();
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const Breach& b = given().breaches[i].physics;
    const StructureSpec& structure = given().structures[b.structure];
    const EdgeChain& chain = simulation.chains()[b.structure];
    for (const auto& edge : chain.edges) {
      const Real distance = edge.distance * length_of(structure.line) / chain.length;
      const Index cell = owned_cell(mesh, edge.left.number);
      if (cell < 0 || distance < b.low || !(distance < b.high)) continue;
      edges_[i].push_back({~mesh.neighbour[edge.left.slot * mesh.cells + cell], edge.length});
    }
  }
}

BreachReader::Stand BreachReader::stand(const std::vector<Real>& values, std::size_t i) const {
  std::vector<Real> state = values;
  const BreachState s =
      BreachState::of(state.data(), nullptr, static_cast<Index>(given().breaches.size()));
  const Breach& b = given().breaches[i].physics;
  return {{b.centre, b.low, b.high, s.bottom[i], s.width[i], s.slope[i], s.roof[i]},
          s.due[i],
          s.debris[i]};
}

Real BreachReader::eroded(std::size_t i, const Stand& now) const {
  const BreachSpec& spec = given().breaches[i];
  if (!spec.body_given) return CsvTable::no_value;
  return eroded_volume(spec.physics, now.opening, now.debris);
}

std::vector<BreachFigures> BreachReader::breaches(
    const std::vector<StructureFigures>& structures) const {
  const auto state = field_values(simulation_, StructureFields::breach);
  const auto through = field_values(simulation_, StructureFields::edge_breached);
  std::vector<BreachFigures> all;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const Breach& b = given().breaches[i].physics;
    const Stand now = stand(state, i);
    const BreachOpening& o = now.opening;
    BreachFigures f;
    if (given().structures[b.structure].on_line()) {
      ExactSum sum;
      for (const Edge& edge : edges_[i]) sum.add(through[edge.edge] * edge.length);
      sum.reduce(simulation_.mesh().communicator);
      f.discharge = sum.total();
    } else {
      const auto level_of = [](Real level) {
        return level == CsvTable::no_value ? no_ground : level;
      };
      const Real up = level_of(structures[b.structure].level_up);
      const Real down = level_of(structures[b.structure].level_down);
      const bool forward = up >= down;
      const Real flow = breach_flow(o, b.coefficient, b.low, b.high, no_ground, b.body.crest,
                                    forward ? up : down, forward ? down : up, given().flow.gravity)
                            .discharge;
      f.discharge = forward ? flow : -flow;
    }
    f.width = o.width;
    f.crest_width = o.width_at(b.body.crest);
    f.invert = o.bottom;
    f.eroded = eroded(i, now);
    all.push_back(f);
  }
  return all;
}

std::vector<BreachReport> BreachReader::reports() const {
  const auto state = field_values(simulation_, StructureFields::breach);
  const Real time = simulation_.solver().time();
  std::vector<BreachReport> all;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const BreachSpec& spec = given().breaches[i];
    const Stand now = stand(state, i);
    const BreachOpening& o = now.opening;
    const auto& structure = given().structures[spec.physics.structure].name;
    all.push_back({spec.name, structure, now.due <= time ? now.due : CsvTable::no_value, o.width,
                   o.width_at(spec.physics.body.crest), o.bottom, o.slope, eroded(i, now)});
  }
  return all;
}

}  // namespace freshet
