#include "solver/loads/formula/wind_waves.hpp"

#include <fmt/format.h>

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"law", "\"jonswap\" or \"smb\"", "\"jonswap\"", "fetch law: deep water, or with the depth"},
    {"wind", "number > 0, m/s", "required", "10 m above the water; at most 100"},
    {"fetch", "number > 0, m", "required", "over which it blows"},
    {"depth", "number > 0, m", "required for smb; none else",
     "of the water; also gives the set-up, of at most a quarter of it"},
    {"gravity", "number > 0, m/s2", "9.81", "gravity"}};

/// Throws InputError where the water is shallow to waves of deep water, or too shallow to the wind.
void refuse_shallow(const FormulaSpec& given, const loads::WindWaves& deep, Real setup) {
  using namespace loads;
  const Real depth = given.number("depth");
  if (given.text.at("law") == "jonswap") {
    const Real least = deep_water(deep.period, given.number("gravity"));
    require(depth >= least,
            fmt::format("{}: depth: law \"jonswap\" is for deep water, here of {:.3g} m or more; "
                        "\"smb\" has the depth in it; m",
                        given.origin, least),
            depth);
  }
  require(setup <= largest_setup * depth,
          fmt::format("{}: depth: the set-up would be {:.3g} m, more than a quarter of the depth, "
                      "where the formula ends; m",
                      given.origin, setup),
          depth);
}

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real wind = given.number("wind"), fetch = given.number("fetch");
  const Real gravity = given.number("gravity");
  require(wind <= strongest_wind, given.origin + ": wind: no storm is as strong, m/s", wind);
  const bool smb = given.text.at("law") == "smb", has_depth = given.has("depth");
  require(!smb || has_depth, given.origin + ": law \"smb\" needs depth; wind", wind);
  const WindWaves waves = smb ? wind_waves_smb(wind, fetch, given.number("depth"), gravity)
                              : wind_waves_jonswap(wind, fetch, gravity);
  std::vector<FormulaFigure> figures{{"height", "m", waves.height}, {"period", "s", waves.period}};
  if (waves.duration > 0) figures.push_back({"duration", "s", waves.duration});
  if (has_depth) {
    const Real setup = wind_setup(wind, fetch, given.number("depth"));
    refuse_shallow(given, waves, setup);
    figures.push_back({"setup", "m", setup});
  }
  return figures;
}

}  // namespace

FormulaKind formula_wind_waves() {
  return {{"loads.formula", "wind_waves", "Waves and set-up of the wind over a fetch", kKeys},
          evaluate};
}

}  // namespace freshet
