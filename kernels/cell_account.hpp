#pragma once
#include "kernels/flow_memory.hpp"
#include "kernels/water_exchange.hpp"

namespace freshet {

/// Declares the account of what a process exchanges with every cell, as depths in m.
template <class Space>
WaterAccount cell_account(FlowMemory<Space>& memory, const std::string& field,
                          const std::string& meaning, Passed water, const std::string& account,
                          Written written) {
  const auto add = [&](const char* ending, const std::string& what) {
    return memory.fields.add(
        {field + ending, "m", what + " of " + field, Place::Cell, Keeping::State});
  };
  Real* sum = memory.fields.add({.name = field,
                                 .unit = "m",
                                 .meaning = meaning,
                                 .place = Place::Cell,
                                 .keeping = Keeping::State,
                                 .written = written,
                                 .water = water,
                                 .account = account});
  return {sum, add("_carry", "rounding"), add("_owed", "what depths lack")};
}

}  // namespace freshet
