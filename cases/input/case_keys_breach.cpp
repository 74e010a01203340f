#include "cases/input/case_keys_breach.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"", "breach_estimate", "list of tables", "none", "breaches of embankment dams by regressions on past failures: alone, or beside the run; see below"},

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
