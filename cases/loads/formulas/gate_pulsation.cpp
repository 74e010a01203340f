#include "solver/loads/formula/gate_pulsation.hpp"

#include "cases/loads/formula_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"speed", "number > 0, m/s", "required", "of the flow"},
    {"coefficient", "number > 0", "0.1", "Cp, from 0.05 to 0.2"},
    {"density", "number > 0, kg/m3", "1000", "of the water"},
    {"thickness", "number > 0, m", "none", "of the gate's lip: gives the vortices' frequency"},
    {"strouhal", "number > 0", "0.2", "of the lip"},
    {"natural_frequency", "number > 0, Hz", "none", "of the gate: tells how near it is"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real speed = given.number("speed");
  std::vector<FormulaFigure> figures{
      {"pressure", "Pa",
       gate_pulsation(given.number("coefficient"), given.number("density"), speed)}};
  if (given.has("thickness")) {
    const Real f = vortex_frequency(given.number("strouhal"), speed, given.number("thickness"));
    figures.push_back({"frequency", "Hz", f});
    if (given.has("natural_frequency"))
      figures.push_back({"frequency_ratio", "1", f / given.number("natural_frequency")});
  }
  return figures;
}

}  // namespace

FormulaKind formula_gate_pulsation() {
  return {{"loads.formula", "gate_pulsation", "Pulsation of the flow on a gate", kKeys}, evaluate};
}

}  // namespace freshet
