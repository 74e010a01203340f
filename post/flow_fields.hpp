#pragma once
#include <span>
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

/// A field with a value for each owned cell.
struct FlowValues {
  FlowField field;
  std::span<const Real> values;
};

/// depth, level and velocity: written at every output time.
const std::vector<FlowField>& fields_in_time();

FlowField bed_field();

}  // namespace freshet
