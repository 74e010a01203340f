#include "cases/input/case_keys_loads.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"loads", "series", "list of tables", "none", "series in time by name: whatever takes a series may name one"},
  {"loads", "ground_motion", "table", "none", "acceleration of the ground under the flow: its water sloshes"},
  {"loads", "section", "table", "none", "a rigid section of a gravity dam, for [[load_cases]]"},
  {"loads", "formula", "list of tables", "none", "loads by formula; the kinds and their further keys follow"},
  {"loads.series", "name", "text", "required", "by which series are asked for"},
  {"loads.series", "kind", "\"table\", \"sinusoid\", \"sawtooth\", \"bursts\", \"waves\", \"operation\" or \"record\"", "required", "given points; formulas; an annual rule of operation; a recorded accelerogram (PEER AT2 or CSV)"},
  {"loads.series", "factor", "number", "1", "times its values, e.g. 9.81 for records in g"},
  {"loads.series", "offset", "number", "0", "then added"},
  {"loads.series", "start", "number, s", "0", "when its first point comes"},
  {"loads.series", "duration", "number > 0, s", "required for formulas", "how long it lasts; then its last value is held"},
  {"loads.series", "values", "number or series", "required for table", "its points"},
  {"loads.series", "amplitude", "number > 0", "required for sinusoid and bursts", "half the range"},
  {"loads.series", "period", "number > 0, s", "required for sinusoid and bursts", "of a wave"},
  {"loads.series", "phase", "number, degrees", "0", "sinusoid: at the start"},
  {"loads.series", "ramp", "number >= 0, s", "0", "sinusoid: over which it grows from nothing"},
  {"loads.series", "low", "number", "required for sawtooth", "lower end"},
  {"loads.series", "high", "number", "required for sawtooth", "upper end"},
  {"loads.series", "rise", "number > 0, s", "required for sawtooth", "time from low to high"},
  {"loads.series", "fall", "number > 0, s", "required for sawtooth", "time back"},
  {"loads.series", "waves", "integer 1 .. 100000", "1", "bursts: whole waves in each"},
  {"loads.series", "pause", "number >= 0, s", "0", "bursts: between two"},
  {"loads.series", "components", "list of [amplitude, period, phase]", "a JONSWAP spectrum", "waves: a cos(2 pi t / T + phase), s and degrees"},
  {"loads.series", "significant_height", "number > 0", "required for waves without components", "Hs = 4 sqrt(m0), in the unit of the values"},
  {"loads.series", "peak_period", "number > 0, s", "required for waves without components", "of the spectrum"},
  {"loads.series", "peak_enhancement", "number >= 1", "3.3", "gamma of JONSWAP"},
  {"loads.series", "parts", "integer 1 .. 10000", "100", "of the spectrum"},
  {"loads.series", "seed", "integer 0 .. 1000000000", "1", "of the phases"},
  {"loads.series", "rule", "list of [day, value]", "required for operation", "days of the year; between them by straight lines, round the year"},
  {"loads.series", "years", "integer 1 .. 10000", "1", "operation: how often"},
  {"loads.series", "file", "file", "required for record", ".at2, or a CSV at even times"},
  {"loads.series", "time", "text", "\"time\"", "record: column of the times in s"},
  {"loads.series", "value", "text", "\"value\"", "record: column of the values"},
  {"loads.ground_motion", "x", "number or series; m/s2", "none", "acceleration along x; 0 before its first time and after its last"},
  {"loads.ground_motion", "y", "number or series; m/s2", "none", "acceleration along y"},
  {"loads.ground_motion", "factor", "number", "1", "times both"},
  {"loads.section", "outline", "list of [x, y], m", "required", "corners of the section; y points up, x downstream; its lowest side is the base and must be level"},
  {"loads.section", "unit_weight", "number > 0, N/m3", "required", "of the dam"},
  {"loads.section", "water_unit_weight", "number > 0, N/m3", "9810", "of the water"},
  {"loads.section", "friction_angle", "number 0 .. 89, degrees", "45", "of the base"},
  {"loads.section", "cohesion", "number >= 0, Pa", "0", "of the base where it is not cracked"},
  {"loads.section", "drain_distance", "number >= 0, m", "0", "of the drains from the heel, less than the base; 0: no drains"},
  {"loads.section", "drain_efficiency", "number 0 .. 1", "0", "share of the excess pressure that the drains take"},
  {"loads.formula", "name", "text", "kind", "begins the names of its figures"},
  {"loads.formula", "kind", "text", "required", "which formula; the kinds and their further keys follow"},
  {"load_cases", "name", "text", "required", "begins the names of its figures"},
  {"load_cases", "class", "\"usual\", \"unusual\" or \"extreme\"", "\"usual\"", "of the combination"},
  {"load_cases", "rules", "\"usace\" or \"cadam\"", "\"usace\"", "whose factors are asked for: EM 1110-2-2200, or CADAM's normal, flood and seismic"},
  {"load_cases", "headwater", "number, m", "none", "level; at most that of the crest"},
  {"load_cases", "tailwater", "number, m", "none", "level"},
  {"load_cases", "uplift", "number 0 .. 1", "1", "share of the heads that acts under the base"},
  {"load_cases", "drain_efficiency", "number 0 .. 1", "that of the section", "e.g. 0 for drains that are clogged"},
  {"load_cases", "crack", "true or false", "true", "the base opens where its heel would be in tension, with the full head in the crack, until both agree"},
  {"load_cases", "silt_level", "number, m", "none", "top of the silt before the dam"},
  {"load_cases", "silt_unit_weight", "number > 0, N/m3", "required with silt_level", "under water"},
  {"load_cases", "silt_coefficient", "number > 0", "0.5", "horizontal by vertical pressure"},
  {"load_cases", "ice_thrust", "number >= 0, N/m", "0", "at the headwater's level"},
  {"load_cases", "acceleration_x", "number -1 .. 1", "0", "seismic coefficient: of the ground upstream, by gravity"},
  {"load_cases", "acceleration_y", "number -1 .. 1", "0", "of the ground downward, by gravity"},
  {"load_cases", "hydrodynamic", "\"none\", \"westergaard\", \"westergaard_exact\" or \"zangar\"", "\"westergaard\"", "how the headwater answers to acceleration_x"},
  {"load_cases", "frequency_ratio", "number 0 .. 0.999", "0", "westergaard_exact: of the shaking by the first of the reservoir"},
  {"load_cases", "forces", "list of [N/m, level]", "none", "further horizontal forces downstream and where between base and crest they act, such as a wave's thrust"},
};
// clang-format on

}  // namespace

std::span<const CaseKey> loads_keys() { return kKeys; }

}  // namespace freshet
