#include "cases/simulation/written_fields.hpp"

namespace freshet {

std::vector<FlowField> fields_of(const FlowSolver& solver, Written when) {
  std::vector<FlowField> fields;
  for (const auto& field : solver.fields())
    if (field.written == when) fields.push_back({field.name, field.unit, field.meaning, 0});
  return fields;
}

std::vector<std::vector<Real>> values_of(const FlowSolver& solver, Written when) {
  std::vector<std::vector<Real>> values;
  for (const auto& field : solver.fields())
    if (field.written == when) values.push_back(solver.values(field));
  return values;
}

}  // namespace freshet
