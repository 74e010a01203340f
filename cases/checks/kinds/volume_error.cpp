#include "cases/checks/check_kind.hpp"

namespace freshet {
namespace {

Measured measure(const CaseRun& run, const CheckSpec&, const CheckTools&) {
  return {run.summary.volume_error_relative, "1"};
}

}  // namespace

CheckKind check_volume_error() {
  return {
      {"check", "volume_error", "Relative error of the water balance", {}}, measure, nullptr, true};
}

}  // namespace freshet
