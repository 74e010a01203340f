#include "solver/loads/formula/zangar.hpp"

#include "cases/loads/shaken_water.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"density", "number > 0, kg/m3", "1000", "of the water"},
    {"acceleration", "number > 0, m/s2", "9.81", "amplitude of the shaking"},
    {"depth", "number > 0, m", "required", "of the reservoir"},
    {"below", "number >= 0, m", "as depth", "how far below the level the pressure is asked for"},
    {"lean", "number 0 .. 89, degrees", "0", "of the face from the vertical"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const ShakenWater w(given);
  const Real cm = zangar_coefficient(given.number("lean"));
  return w.figures(zangar_pressure(w.density, w.acceleration, w.depth, w.below, cm),
                   zangar(w.density, w.acceleration, w.depth, cm));
}

}  // namespace

FormulaKind formula_zangar() {
  return {{"loads.formula", "zangar", "Water before a shaken face that leans (Zangar 1952)", kKeys},
          evaluate};
}

}  // namespace freshet
