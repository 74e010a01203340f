#pragma once
#include <string>

#include "solver/breach/embankment_failure.hpp"

namespace freshet {

/// A breach whose geometry, time and peak are estimated: one of [[breach_estimate]].
struct BreachEstimateSpec {
  std::string name;
  breach::EmbankmentFailure failure;
};

}  // namespace freshet
