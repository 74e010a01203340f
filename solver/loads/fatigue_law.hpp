#pragma once
#include <array>
#include <functional>
#include <vector>

#include "solver/loads/rainflow.hpp"

namespace freshet::loads {

/// How cycles of a stress (Pa, tension positive) harm a material.
struct FatigueLaw {
  std::function<Real(Real stress)> counted;        ///< the variable whose cycles are counted
  std::function<Real(const Cycle& cycle)> damage;  ///< Miner's share of a cycle of it
  Real least_reversal = 0;                         ///< of the variable: less is round-off
};

FatigueLaw law_of_nothing();             ///< cycles alone
FatigueLaw law_of_steel(Real category);  ///< EN 1993-1-9; strength at 2e6 cycles, Pa
/// fib Model Code 2010; strength in Pa. What is not compression (tension) counts as none.
FatigueLaw law_of_concrete_compression(Real strength);
FatigueLaw law_of_concrete_tension(Real strength);
/// {range, cycles to failure} with falling ranges and rising cycles; straight lines between their
/// logarithms, the first and the last one going on. Throws InputError where the curve rises.
FatigueLaw law_of_table(const std::vector<std::array<Real, 2>>& curve);

}  // namespace freshet::loads
