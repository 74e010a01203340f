#include "solver/loads/formula/westergaard.hpp"

#include "cases/loads/shaken_water.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"density", "number > 0, kg/m3", "1000", "of the water"},
    {"acceleration", "number > 0, m/s2", "9.81", "amplitude of the shaking"},
    {"depth", "number > 0, m", "required", "of the reservoir"},
    {"below", "number >= 0, m", "as depth", "how far below the level the pressure is asked for"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const ShakenWater w(given);
  return w.figures(westergaard_pressure(w.density, w.acceleration, w.depth, w.below),
                   westergaard(w.density, w.acceleration, w.depth));
}

}  // namespace

FormulaKind formula_westergaard() {
  return {{"loads.formula", "westergaard",
           "Water before a shaken vertical face, approximate (Westergaard 1933)", kKeys},
          evaluate};
}

}  // namespace freshet
