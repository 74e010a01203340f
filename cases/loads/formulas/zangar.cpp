#include "solver/loads/formula/zangar.hpp"

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"density", "number > 0, kg/m3", "1000", "of the water"},
    {"acceleration", "number > 0, m/s2", "9.81", "amplitude of the shaking"},
    {"depth", "number > 0, m", "required", "of the reservoir"},
    {"below", "number >= 0, m", "as depth", "how far below the level the pressure is asked for"},
    {"lean", "number 0 .. 90, degrees", "0", "of the face from the vertical"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real rho = given.number("density"), a = given.number("acceleration");
  const Real depth = given.number("depth");
  const Real below = given.has("below") ? given.number("below") : depth;
  require(below <= depth,
          given.origin + ": below: lies under the bottom, where the formula ends; m", below);
  const Real scale = rho * a * depth;
  const Real cm = zangar_coefficient(given.number("lean"));
  const Real p = zangar_pressure(rho, a, depth, below, cm);
  const Hydrodynamics all = zangar(rho, a, depth, cm);
  return {{"pressure", "Pa", p},
          {"pressure_ratio", "1", p / scale},
          {"thrust", "N/m", all.thrust},
          {"thrust_ratio", "1", all.thrust / (scale * depth)},
          {"moment", "N", all.moment},
          {"moment_ratio", "1", all.moment / (scale * depth * depth)},
          {"arm_ratio", "1", all.moment / (all.thrust * depth)}};
}

}  // namespace

FormulaKind formula_zangar() {
  return {{"loads.formula", "zangar", "Water before a shaken face that leans (Zangar 1952)", kKeys},
          evaluate};
}

}  // namespace freshet
