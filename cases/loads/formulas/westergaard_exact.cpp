#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"
#include "solver/loads/formula/westergaard.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"density", "number > 0, kg/m3", "1000", "of the water"},
    {"acceleration", "number > 0, m/s2", "9.81", "amplitude of the shaking"},
    {"depth", "number > 0, m", "required", "of the reservoir"},
    {"below", "number >= 0, m", "as depth", "how far below the level the pressure is asked for"},
    {"frequency_ratio", "number 0 .. 0.999", "0",
     "of the shaking by the reservoir's first, c / (4 H)"},
    {"sound_speed", "number > 0, m/s", "1440", "of the water; sets the first frequency"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real rho = given.number("density"), a = given.number("acceleration");
  const Real depth = given.number("depth");
  const Real below = given.has("below") ? given.number("below") : depth;
  require(below <= depth,
          given.origin + ": below: lies under the bottom, where the formula ends; m", below);
  const Real scale = rho * a * depth;
  const Real ratio = given.number("frequency_ratio");
  const Real p = westergaard_exact_pressure(rho, a, depth, below, ratio);
  const Hydrodynamics all = westergaard_exact(rho, a, depth, ratio);
  const Real first = given.number("sound_speed") / (4 * depth);
  return {{"pressure", "Pa", p},
          {"pressure_ratio", "1", p / scale},
          {"thrust", "N/m", all.thrust},
          {"thrust_ratio", "1", all.thrust / (scale * depth)},
          {"moment", "N", all.moment},
          {"moment_ratio", "1", all.moment / (scale * depth * depth)},
          {"arm_ratio", "1", all.moment / (all.thrust * depth)},
          {"first_frequency", "Hz", first}};
}

}  // namespace

FormulaKind formula_westergaard_exact() {
  return {{"loads.formula", "westergaard_exact",
           "The same, exact, with water that can be compressed", kKeys},
          evaluate};
}

}  // namespace freshet
