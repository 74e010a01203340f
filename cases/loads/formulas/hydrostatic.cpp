#include "solver/loads/formula/hydrostatic.hpp"

#include "cases/loads/formula_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {{"unit_weight", "number > 0, N/m3", "9810", "of the water"},
                             {"headwater", "number >= 0, m", "required", "its depth at the face"},
                             {"tailwater", "number >= 0, m", "0", "depth on the other side"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real gamma = given.number("unit_weight");
  const Real head = given.number("headwater"), tail = given.number("tailwater");
  const Real up = hydrostatic_thrust(gamma, head), down = hydrostatic_thrust(gamma, tail);
  return {{"headwater_thrust", "N/m", up},
          {"tailwater_thrust", "N/m", down},
          {"thrust", "N/m", up - down},
          {"moment", "N", (up * head - down * tail) / 3}};
}

}  // namespace

FormulaKind formula_hydrostatic() {
  return {{"loads.formula", "hydrostatic", "Still water on both sides of a vertical face", kKeys},
          evaluate};
}

}  // namespace freshet
