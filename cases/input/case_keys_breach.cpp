#include "cases/input/case_keys_breach.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"", "breach_estimate", "list of tables", "none", "breaches of embankment dams by regressions on past failures: alone, or beside the run; see below"},
  {"", "breach", "list of tables", "none", "breaches in the run, each in a weir; see below"},

  {"", "erodible", "list of tables", "none", "parts of the bed that the flow erodes cell by cell, such as the body of a dam; see below"},

  {"erodible", "name", "text", "required", "heads columns in erosion.csv"},
  {"erodible", "polygon", "list of [x, y], m", "everywhere", "around it"},
  {"erodible", "behind_line", "[[x, y], [x, y]], m", "", "on the left of the line"},
  {"erodible", "where", "expression in x, y", "", "where it is not zero"},
  {"erodible", "floor", "number or expression in x, y, z; m", "required", "level to which it erodes, z the bed of the start"},
  {"erodible", "erodibility", "number >= 0, m3/(N s)", "required", "k of k (t - tc); 1 cm3/(N s) is 1e-6"},
  {"erodible", "critical_shear", "number >= 0, Pa", "required", "tc"},
  {"erodible", "repose_wet", "number > 0, <= 89, degrees", "30", "angle at which it stands under water"},
  {"erodible", "repose_dry", "number > 0, <= 89, degrees", "45", "and above"},

  {"breach", "name", "text", "required", "heads columns in structures.csv"},
  {"breach", "structure", "text", "required", "the weir that it cuts: a dam on a line, or the crest of a pool's dam"},
  {"breach", "model", "\"prescribed\", \"regression\", \"excess_shear\" or \"capacity\"", "required", "what sets its size: the case in time; regressions on past failures; or the stream, by its shear or by the sediment that it can carry"},
  {"breach", "begin", "table", "required", "what begins it"},
  {"breach", "centre", "number >= 0, m", "the middle", "of its bottom, from the start of the structure's line or crest"},
  {"breach", "invert", "number, m", "required; regression: crest less height", "level of its bottom in the end; erosion goes no deeper"},
  {"breach", "width", "number >= 0, m", "required for prescribed", "of its bottom in the end"},
  {"breach", "side_slope", "number >= 0, <= 10", "0; regression: its own", "of its sides, horizontal by vertical; erosion: at the start"},
  {"breach", "duration", "number >= 0, s", "required for prescribed", "from its beginning to its full size; 0: at once"},
  {"breach", "exponent", "number >= 1, <= 4", "1", "prescribed, regression: bottom and width go as time over duration to this power"},
  {"breach", "estimate", "text", "required for regression", "the [[breach_estimate]] that tells of dam and reservoir"},
  {"breach", "regression", "\"froehlich_1995\", \"froehlich_2008\", \"macdonald_1984\", \"von_thun_1990\" or \"xu_zhang_2009\"", "required for regression", "whose width and time it has"},
  {"breach", "invert_start", "number, m", "the crest; required for erosion", "level of its bottom at the start: of a notch or a damaged place"},
  {"breach", "width_start", "number >= 0, m", "0; required for erosion", "of its bottom at the start"},
  {"breach", "coefficient", "number > 0", "1.7", "C of Q = C (b H^1.5 + 4/5 m H^2.5)"},
  {"breach", "crest_width", "number >= 0, m", "required for capacity, else volumes are not told", "of the dam's body, along the flow"},
  {"breach", "upstream_slope", "number >= 0, <= 20", "0", "of the body's face, horizontal by vertical"},
  {"breach", "downstream_slope", "number >= 0, <= 20", "0", "of the other one"},
  {"breach", "erodibility", "number >= 0, m3/(N s)", "required for excess_shear", "k of k (t - tc); 1 cm3/(N s) is 1e-6"},
  {"breach", "critical_shear", "number >= 0, Pa", "required for excess_shear; else 0.03 (s - 1) rho g d", "tc"},
  {"breach", "manning", "number > 0, s/m^(1/3)", "0.025", "erosion: of its bottom"},
  {"breach", "side_ratio", "number >= 0, <= 10", "1", "erosion: of the sides over that of the bottom"},
  {"breach", "grain", "number > 0, m", "required for capacity", "median diameter"},
  {"breach", "grain_density", "number > 1000, <= 8000, kg/m3", "2650", "capacity: of the solids"},
  {"breach", "porosity", "number >= 0, <= 0.9", "0.35", "capacity: of the body"},
  {"breach", "adaptation", "number >= 0", "6", "capacity: length over width in which the load becomes what the stream can carry"},
  {"breach", "cohesion", "number >= 0, Pa", "0", "erosion: of the body, for its sides and a roof"},
  {"breach", "friction_angle", "number > 0, <= 80, degrees", "sides and roof hold", "erosion: of the body; with it sides that are too high and a roof that spans too much fall in"},
  {"breach", "banks_fall", "true or false", "true", "erosion with friction_angle: false keeps the sides at side_slope, and only a roof falls in"},
  {"breach", "unit_weight", "number > 0, N/m3", "20000", "erosion: of the body with its water"},
  {"breach", "pipe_level", "number, m", "none", "erosion: level of the axis of a pipe with which it begins, in place of a notch"},
  {"breach", "pipe_size", "number > 0, m", "required with pipe_level", "width and height of the pipe at the start"},
  {"breach.begin", "time", "number >= 0, s", "", "at this time"},
  {"breach.begin", "level", "number, m", "", "when the water stands this high at the structure, or at `gauge` or in `pool`"},
  {"breach.begin", "gauge", "text", "none", "a gauge whose level is watched"},
  {"breach.begin", "pool", "text", "none", "or a pool"},
  {"breach.begin", "overtopping", "number >= 0, m", "", "when the water stands this high over the crest, at its breach"},
  {"breach.begin", "duration", "number >= 0, s", "0", "overtopping: for how long"},
  {"breach.begin", "after", "text", "", "when this breach begins, or one in this structure"},
  {"breach.begin", "signal", "true or false", "false", "when another part of the program says so; alone it may never begin"},
  {"breach.begin", "delay", "number >= 0, s", "0", "so long after whatever of these comes first"},

  {"breach_estimate", "name", "text", "required", "of its rows in `breach/estimates.csv` and of the figures"},
  {"breach_estimate", "volume", "number > 0, m3", "required", "of the water above the bottom of the final breach when it begins, V_w"},
  {"breach_estimate", "head", "number > 0, m", "required", "level of that water over the bottom of the final breach, h_w"},
  {"breach_estimate", "height", "number > 0, m", "as head", "of the final breach from the crest to its bottom, h_b"},
  {"breach_estimate", "dam_height", "number > 0, m", "as height", "of the dam over its foundation, h_d"},
  {"breach_estimate", "thickness", "number > 0, m", "no peak by Froehlich (2016)", "mean of the embankment along the flow, W_avg"},
  {"breach_estimate", "mode", "\"overtopping\" or \"piping\"", "required", "how it fails; piping stands for all but overtopping"},
  {"breach_estimate", "erodibility", "\"high\", \"medium\" or \"low\"", "\"medium\"", "of the embankment"},
  {"breach_estimate", "zoning", "\"homogeneous\", \"core\" or \"concrete_face\"", "\"homogeneous\"", "of the embankment, for Xu & Zhang (2009)"},
  {"breach_estimate", "fill", "\"earth\" or \"other\"", "\"earth\"", "body of the dam, for MacDonald & Langridge-Monopolis (1984): earth, or rock and others"},
};
// clang-format on

}  // namespace

std::span<const CaseKey> breach_keys() { return kKeys; }

}  // namespace freshet
