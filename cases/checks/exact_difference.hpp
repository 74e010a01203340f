#pragma once
#include "cases/checks/check_kind.hpp"

/// The comparison with exact solutions, for all kinds that make it.
namespace freshet {

inline constexpr KindKey kExactSolution{"solution", "text", "required",
                                        "name of the exact solution"};
inline constexpr KindKey kExactQuantity{
    "quantity", "\"depth\", \"level\", \"velocity_x\", \"velocity_y\" or \"unit_discharge\"",
    "\"depth\"", "what is compared"};
inline constexpr const char* kExactNorms = "\"l1\", \"l2\" or \"max\"";
inline constexpr KindKey kExactRegion{"region", "expression in x, y", "everywhere",
                                      "cells where it is not zero are compared"};

/// The solution must be one that is known.
void confirm_exact(CheckSpec& check, const CaseTable& table, const OutputOptions& output);

/// The norm of the difference at the end. Collective; the same on all ranks.
Measured exact_difference(const CaseRun& run, const CheckSpec& check, const CheckTools& tools);

}  // namespace freshet
