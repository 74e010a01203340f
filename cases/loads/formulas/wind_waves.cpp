#include "solver/loads/formula/wind_waves.hpp"

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"law", "\"jonswap\" or \"smb\"", "\"jonswap\"", "fetch law: deep water, or with the depth"},
    {"wind", "number > 0, m/s", "required", "10 m above the water"},
    {"fetch", "number > 0, m", "required", "over which it blows"},
    {"depth", "number > 0, m", "required for smb; none else",
     "of the water; also gives the set-up"},
    {"gravity", "number > 0, m/s2", "9.81", "gravity"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real wind = given.number("wind"), fetch = given.number("fetch");
  const Real gravity = given.number("gravity");
  const bool smb = given.text.at("law") == "smb";
  require(!smb || given.has("depth"), given.origin + ": law \"smb\" needs depth; wind", wind);
  const WindWaves waves = smb ? wind_waves_smb(wind, fetch, given.number("depth"), gravity)
                              : wind_waves_jonswap(wind, fetch, gravity);
  std::vector<FormulaFigure> figures{{"height", "m", waves.height}, {"period", "s", waves.period}};
  if (waves.duration > 0) figures.push_back({"duration", "s", waves.duration});
  if (given.has("depth"))
    figures.push_back({"setup", "m", wind_setup(wind, fetch, given.number("depth"))});
  return figures;
}

}  // namespace

FormulaKind formula_wind_waves() {
  return {{"loads.formula", "wind_waves", "Waves and set-up of the wind over a fetch", kKeys},
          evaluate};
}

}  // namespace freshet
