#pragma once
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A field of flow.h5.
struct FlowField {
  std::string name;
  std::string unit;
  std::string long_name;
  int columns = 0;  ///< 0: scalar; 3: vector
};

/// depth, level and velocity: written at every output time.
const std::vector<FlowField>& fields_in_time();

FlowField bed_field();

/// Maxima, their times, and arrival and duration for each depth: in the order of MaximaView.
std::vector<FlowField> maxima_fields(const std::vector<Real>& arrival_depths);

}  // namespace freshet
