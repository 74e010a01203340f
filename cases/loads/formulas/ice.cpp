#include "solver/loads/formula/ice.hpp"

#include "cases/loads/formula_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {{"pressure", "number >= 0, Pa", "480e3", "of the sheet"},
                             {"thickness", "number >= 0, m", "required", "of the sheet"},
                             {"level", "number >= 0, m", "0", "above the base"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real thrust = ice_thrust(given.number("pressure"), given.number("thickness"));
  return {{"thrust", "N/m", thrust}, {"moment", "N", thrust * given.number("level")}};
}

}  // namespace

FormulaKind formula_ice() {
  return {{"loads.formula", "ice", "A sheet of ice at the water level", kKeys}, evaluate};
}

}  // namespace freshet
