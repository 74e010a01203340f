#include "solver/loads/formula/sainflou.hpp"

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"
#include "solver/loads/formula/linear_wave.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"height", "number > 0, m", "required", "of the incoming wave"},
    {"wave_length", "number > 0, m", "this or period is required", "of the wave"},
    {"period", "number > 0, s", "sets wave_length", "of the wave"},
    {"depth", "number > 0, m", "required", "of the water"},
    {"density", "number > 0, kg/m3", "1025", "of the water"},
    {"gravity", "number > 0, m/s2", "9.81", "gravity"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real depth = given.number("depth"), height = given.number("height");
  const Real gravity = given.number("gravity");
  require(given.has("wave_length") || given.has("period"),
          given.origin + ": needs wave_length or period; height", height);
  const Real length = given.has("wave_length")
                          ? given.number("wave_length")
                          : wave_length(given.number("period"), depth, gravity);
  const SainflouPressure p = sainflou(height, length, depth, given.number("density"), gravity);
  require(p.rise < height, given.origin + ": the wave is too steep, where the formula ends; height",
          height);
  require(height - p.rise < depth,
          given.origin + ": the trough would reach the bottom, where the formula ends; height",
          height);
  return {{"rise", "m", p.rise},
          {"bottom", "Pa", p.bottom},
          {"level", "Pa", p.level},
          {"trough", "Pa", p.trough},
          {"thrust_crest", "N/m", p.thrust_crest},
          {"thrust_trough", "N/m", p.thrust_trough},
          {"moment_crest", "N", p.moment_crest},
          {"moment_trough", "N", p.moment_trough},
          {"wave_length", "m", length}};
}

}  // namespace

FormulaKind formula_sainflou() {
  return {{"loads.formula", "sainflou", "A standing wave on a wall (Sainflou 1928)", kKeys},
          evaluate};
}

}  // namespace freshet
