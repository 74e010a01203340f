#include "solver/loads/formula/westergaard.hpp"

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"density", "number > 0, kg/m3", "1000", "of the water"},
    {"acceleration", "number > 0, m/s2", "9.81", "amplitude of the shaking"},
    {"depth", "number > 0, m", "required", "of the reservoir"},
    {"below", "number >= 0, m", "as depth", "how far below the level the pressure is asked for"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real rho = given.number("density"), a = given.number("acceleration");
  const Real depth = given.number("depth");
  const Real below = given.has("below") ? given.number("below") : depth;
  require(below <= depth,
          given.origin + ": below: lies under the bottom, where the formula ends; m", below);
  const Real scale = rho * a * depth;
  const Real p = westergaard_pressure(rho, a, depth, below);
  const Hydrodynamics all = westergaard(rho, a, depth);
  return {{"pressure", "Pa", p},
          {"pressure_ratio", "1", p / scale},
          {"thrust", "N/m", all.thrust},
          {"thrust_ratio", "1", all.thrust / (scale * depth)},
          {"moment", "N", all.moment},
          {"moment_ratio", "1", all.moment / (scale * depth * depth)},
          {"arm_ratio", "1", all.moment / (all.thrust * depth)}};
}

}  // namespace

FormulaKind formula_westergaard() {
  return {{"loads.formula", "westergaard",
           "Water before a shaken vertical face, approximate (Westergaard 1933)", kKeys},
          evaluate};
}

}  // namespace freshet
