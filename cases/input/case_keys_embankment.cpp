#include "cases/input/case_keys_embankment.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"dam", "soil", "list of tables", "required for embankments", "one a zone of the mesh, instead of [[dam.material]]"},
  {"dam", "seepage", "table", "none", "where water enters and leaves besides [dam.headwater] and [dam.tailwater]"},
  {"dam", "line", "list of tables", "none", "lines through which the discharge is reported"},
  {"dam", "phreatic", "list of tables", "none", "verticals on which the height of the phreatic line is reported"},
  {"dam", "slope", "list of tables", "none", "slopes whose factor of safety is asked for"},
  {"dam.analysis", "largest_step", "number > 0, s", "none", "seepage: no step is longer"},
  {"dam.analysis", "tolerance", "number > 0, m", "0.01", "seepage: error of the pressure heads in a step, root mean square over the section"},
  {"dam.analysis", "mean_levels", "true or false", "false", "seepage: levels are their means over a step, not those at its end"},
  {"dam.analysis", "grids", "integer 1 .. 6", "1", "without end_time: on so many meshes, each with cells of half the size; figures are the last one's"},
  {"dam.soil", "zone", "text", "required", "zone (physical surface) of the mesh"},
  {"dam.soil", "conductivity", "number > 0, m/s", "required for seepage", "hydraulic, saturated, along the bedding"},
  {"dam.soil", "conductivity_across", "number > 0, m/s", "as conductivity", "across the bedding"},
  {"dam.soil", "bedding", "number -90 .. 90, degrees", "0", "of the bedding from x"},
  {"dam.soil", "model", "\"van_genuchten\" or \"gardner\"", "\"van_genuchten\"", "retention and relative conductivity"},
  {"dam.soil", "alpha", "number > 0, 1/m", "required for seepage", "of the model"},
  {"dam.soil", "n", "number > 1", "required for van_genuchten", "of the model; m = 1 - 1/n"},
  {"dam.soil", "saturated_content", "number 0.001 .. 1", "0.4", "volumetric water content; the porosity in the critical gradient"},
  {"dam.soil", "residual_content", "number 0 .. 1", "0.05", "volumetric water content"},
  {"dam.soil", "specific_storage", "number >= 0, 1/m", "0", "elastic, below the phreatic line"},
  {"dam.soil", "specific_gravity", "number > 1", "2.65", "of the grains, for the critical gradient"},
  {"dam.soil", "unit_weight", "number > 0, N/m3", "required for slopes", "above the phreatic line"},
  {"dam.soil", "saturated_unit_weight", "number > 0, N/m3", "as unit_weight", "below it"},
  {"dam.soil", "friction_angle", "number 0 .. 89, degrees", "required for slopes", "effective"},
  {"dam.soil", "cohesion", "number >= 0, Pa", "0", "effective"},
  {"dam.soil", "undrained_cohesion", "number >= 0, Pa", "0", "c_R of the total-stress envelope; with it or the next the soil does not drain in a rapid drawdown"},
  {"dam.soil", "undrained_friction_angle", "number 0 .. 89, degrees", "0", "phi_R"},
  {"dam.seepage", "seepage_face", "text or list of texts", "none", "boundaries through which water may leave and rain enter; the faces of water are too, above its level"},
  {"dam.seepage", "rain", "number or series >= 0; m/s", "none", "on the horizontal, where there is no water; what the ground does not take runs off"},
  {"dam.seepage", "start_level", "number, m", "the steady state", "pressure heads at t = 0 are hydrostatic about it"},
  {"dam.seepage", "exit", "text or list of texts", "none", "boundaries where exit_gradient and piping_factor are measured"},
  {"dam.line", "name", "text", "required", "figure NAME_discharge"},
  {"dam.line", "from", "[number, number], m", "required", "positive is what flows to the right of the way from here"},
  {"dam.line", "to", "[number, number], m", "required", "to here"},
  {"dam.phreatic", "name", "text", "required", "figure NAME_phreatic"},
  {"dam.phreatic", "x", "number, m", "required", "of the vertical"},
  {"dam.slope", "name", "text", "required", "figures NAME_factor, NAME_centre_x and so on"},
  {"dam.slope", "slides", "\"left\" or \"right\"", "required", "the way it would slide"},
  {"dam.slope", "method", "\"bishop\", \"spencer\" or \"morgenstern_price\"", "\"bishop\"", "of slices"},
  {"dam.slope", "circle", "[number, number, number], m", "searched", "centre and radius of one circle"},
  {"dam.slope", "entry", "[number, number], m", "required without circle", "range of x where circles leave the ground above"},
  {"dam.slope", "exit", "[number, number], m", "required without circle", "range of x where they leave it below"},
  {"dam.slope", "divisions", "integer 2 .. 100", "10", "of each range in the first grid of the search"},
  {"dam.slope", "least_depth", "number >= 0, m", "0", "thinner slides are left out"},
  {"dam.slope", "noncircular", "true or false", "false", "goes on from the critical circle to a surface of straight lines"},
  {"dam.slope", "slices", "integer 5 .. 10000", "60", "about so many"},
  {"dam.slope", "seismic", "number -1 .. 1", "0", "horizontal acceleration over gravity, towards the slide"},
  {"dam.slope", "pore_pressure", "\"none\", \"seepage\", \"level\", \"line\" or \"drawdown\"", "\"none\"", "that of the seepage; hydrostatic below the water levels and the straight line between them, or below a line; or that of level_before less the water that has gone from above the ground"},
  {"dam.slope", "line", "list of [x, y], m", "required for \"line\"", "phreatic line"},
  {"dam.slope", "three_stage", "true or false", "false", "undrained strengths after a rapid drawdown from level_before (Duncan, Wright and Wong 1990)"},
  {"dam.slope", "level_before", "number, m", "required for \"drawdown\" and three_stage", "headwater before the drawdown"},
};
// clang-format on

}  // namespace

std::span<const CaseKey> embankment_keys() { return kKeys; }

}  // namespace freshet
