#include "solver/loads/formula/goda.hpp"

#include <fmt/format.h>

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"largest_height", "number > 0, m", "required", "Hmax, of the largest wave"},
    {"significant_height", "number > 0, m", "required with seabed_slope",
     "sets hb = h + 5 Hs slope"},
    {"period", "number > 0, s", "this or wave_length is required", "of the waves"},
    {"wave_length", "number > 0, m", "by the period", "L, at the wall's depth"},
    {"depth", "number > 0, m", "required", "h, of the water before the wall"},
    {"depth_mound", "number > 0, m", "as depth", "d, above the mound's armour"},
    {"depth_base", "number > 0, m", "as depth_mound", "h', of the wall's base"},
    {"freeboard", "number >= 0, m", "required", "hc, of the crest over the water"},
    {"seabed_slope", "number >= 0", "0", "of the bed before the wall"},
    {"angle", "number 0 .. 90, degrees", "0", "of the waves from the wall's normal"},
    {"berm_width", "number >= 0, m", "none", "of the mound: adds Takahashi's impulsive pressure"},
    {"density", "number > 0, kg/m3", "1025", "of the water"},
    {"gravity", "number > 0, m/s2", "9.81", "gravity"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const auto number = [&](const char* key, Real fallback) {
    return given.has(key) ? given.number(key) : fallback;
  };
  GodaInput w;
  w.largest_height = given.number("largest_height");
  w.depth = given.number("depth");
  w.depth_mound = number("depth_mound", w.depth);
  w.depth_base = number("depth_base", w.depth_mound);
  w.freeboard = given.number("freeboard");
  w.angle = given.number("angle") * std::numbers::pi / 180;
  w.density = given.number("density");
  w.gravity = given.number("gravity");
  const Real slope = given.number("seabed_slope");
  require(given.has("wave_length") || given.has("period"),
          given.origin + ": needs period or wave_length, there is neither, depth", w.depth);
  require(slope == 0 || given.has("significant_height"),
          given.origin + ": seabed_slope needs significant_height; slope", slope);
  require(w.depth_mound <= w.depth_base && w.depth_base <= w.depth,
          given.origin + ": depth_mound <= depth_base <= depth is needed; depth_base",
          w.depth_base);
  w.wave_length = given.has("wave_length")
                      ? given.number("wave_length")
                      : loads::wave_length(given.number("period"), w.depth, w.gravity);
  w.depth_seaward = w.depth + 5 * number("significant_height", 0) * slope;
  const Real deep_length =
      w.wave_length / std::tanh(2 * std::numbers::pi * w.depth / w.wave_length);
  const Real breaks = breaking_height(w.depth_seaward, deep_length, slope);
  require(w.largest_height <= 1.05 * breaks,
          fmt::format("{}: largest_height: such waves break before the wall, where none is higher "
                      "than {:.3g} m; m",
                      given.origin, breaks),
          w.largest_height);
  const Real impulse =
      given.has("berm_width") ? impulsive_coefficient(w, given.number("berm_width")) : 0;
  const GodaPressure p = goda(w, impulse);
  return {
      {"run_up", "m", p.run_up},   {"alpha1", "1", p.alpha1}, {"alpha2", "1", p.alpha2},
      {"alpha3", "1", p.alpha3},   {"impulse", "1", impulse}, {"p1", "Pa", p.p1},
      {"p3", "Pa", p.p3},          {"p4", "Pa", p.p4},        {"uplift", "Pa", p.uplift},
      {"thrust", "N/m", p.thrust}, {"moment", "N", p.moment}, {"wave_length", "m", w.wave_length}};
}

}  // namespace

FormulaKind formula_goda() {
  return {{"loads.formula", "goda", "Breaking and standing waves on a wall (Goda 2000)", kKeys},
          evaluate};
}

}  // namespace freshet
