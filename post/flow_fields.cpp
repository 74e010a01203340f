#include "post/flow_fields.hpp"

namespace freshet {
const std::vector<FlowField>& fields_in_time() {
  static const std::vector<FlowField> fields{
      {"depth", "m", "water depth", 0},
      {"level", "m", "water level; bed level where dry", 0},
      {"velocity", "m/s", "depth-averaged velocity", 3},
  };
  return fields;
}

FlowField bed_field() { return {"bed", "m", "bed level", 0}; }

}  // namespace freshet
