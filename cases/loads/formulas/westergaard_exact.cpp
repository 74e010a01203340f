#include "cases/loads/shaken_water.hpp"
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
  const ShakenWater w(given);
  const Real ratio = given.number("frequency_ratio");
  auto figures =
      w.figures(westergaard_exact_pressure(w.density, w.acceleration, w.depth, w.below, ratio),
                westergaard_exact(w.density, w.acceleration, w.depth, ratio));
  figures.push_back({"first_frequency", "Hz", given.number("sound_speed") / (4 * w.depth)});
  return figures;
}

}  // namespace

FormulaKind formula_westergaard_exact() {
  return {{"loads.formula", "westergaard_exact",
           "The same, exact, with water that can be compressed", kKeys},
          evaluate};
}

}  // namespace freshet
