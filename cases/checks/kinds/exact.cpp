#include "cases/checks/exact_difference.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    kExactSolution,
    kExactQuantity,
    {"norm", kExactNorms, "\"l1\"", "mean, root mean square or largest difference"},
    kExactRegion};

}  // namespace

CheckKind check_exact() {
  return {{"check", "exact", "Difference at the end from an exact solution", kKeys},
          exact_difference,
          confirm_exact};
}

}  // namespace freshet
