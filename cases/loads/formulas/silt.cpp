#include "solver/loads/formula/silt.hpp"

#include "cases/loads/formula_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"submerged_unit_weight", "number > 0, N/m3", "required", "under water"},
    {"coefficient", "number > 0", "0.5", "horizontal by vertical pressure"},
    {"depth", "number >= 0, m", "required", "of the silt"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real depth = given.number("depth");
  const Real thrust =
      silt_thrust(given.number("submerged_unit_weight"), given.number("coefficient"), depth);
  return {{"thrust", "N/m", thrust}, {"moment", "N", thrust * depth / 3}};
}

}  // namespace

FormulaKind formula_silt() {
  return {{"loads.formula", "silt", "Silt on a face", kKeys}, evaluate};
}

}  // namespace freshet
