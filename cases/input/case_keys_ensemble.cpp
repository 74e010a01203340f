#include "cases/input/case_keys_ensemble.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"", "ensemble", "table", "none", "distributions of keys, for `freshet run CASE --ensemble N`; see below"},

  {"ensemble", "seed", "integer 0 .. 2000000000", "1", "a member's values depend on it, on the member's number and on the key alone"},
  {"ensemble", "vary", "list of tables", "required", "what differs from member to member"},
  {"ensemble.vary", "key", "text or list of texts", "required", "dotted path of a key that takes a number, as after --set, e.g. \"friction.manning\"; several take the same draw"},
  {"ensemble.vary", "distribution", "\"uniform\", \"normal\", \"lognormal\", \"triangular\" or \"table\"", "required", "of its values"},
  {"ensemble.vary", "low", "number", "required", "uniform, triangular: the least"},
  {"ensemble.vary", "high", "number", "required", "uniform, triangular: the greatest"},
  {"ensemble.vary", "mode", "number", "required", "triangular: the most likely"},
  {"ensemble.vary", "mean", "number", "required", "normal"},
  {"ensemble.vary", "median", "number > 0", "required", "lognormal"},
  {"ensemble.vary", "deviation", "number > 0", "required", "normal: standard deviation; lognormal: that of the natural logarithm"},
  {"ensemble.vary", "at_least", "number", "none", "normal, lognormal: cuts the distribution below"},
  {"ensemble.vary", "at_most", "number", "none", "normal, lognormal: and above"},
  {"ensemble.vary", "values", "list of numbers", "required", "table: the values, two or more"},
  {"ensemble.vary", "weights", "list of numbers > 0", "all alike", "table: how likely each value is"},
  {"ensemble.vary", "cumulative", "list of numbers", "none", "table: probabilities from 0 to 1 not to exceed each value, between them by straight lines; in place of weights"},
};
// clang-format on

}  // namespace

std::span<const CaseKey> ensemble_keys() { return kKeys; }

}  // namespace freshet
