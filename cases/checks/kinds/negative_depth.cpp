#include "cases/checks/check_kind.hpp"
#include "cases/checks/larger_or_nan.hpp"

namespace freshet {
namespace {

Measured measure(const CaseRun& run, const CheckSpec&, const CheckTools&) {
  Real most = 0;
  for (const Real depth : run.end.depth) most = larger_or_nan(most, -depth);
  return {largest_over_ranks(run.mesh.communicator, most), "m"};
}

}  // namespace

CheckKind check_negative_depth() {
  return {
      {"check", "negative_depth", "How far the depth is below 0 at the end, m; the bound is 0", {}},
      measure,
      nullptr,
      true};
}

}  // namespace freshet
