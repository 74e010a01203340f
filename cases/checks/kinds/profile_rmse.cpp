#include <fmt/format.h>

#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/checks/measured_table.hpp"
#include "cases/checks/needs.hpp"
#include "mesh/parallel/agreement.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"time", "number > 0, s", "required", "when; a time of output"},
    {"y", "number, m", "required", "along this line"},
    kGaugeQuantity,
    {"file", "file", "required", "measured profile; lines that hold no numbers are left out"},
    {"columns", "[integer, integer]", "[1, 2]", "which columns are x and value, counted from 1"},
    {"scale", "[number, number]", "[1, 1]", "factors that make them m and m or m/s"},
    {"offset", "[number, number]", "[0, 0]", "then added"},
    {"between", "[number, number], m", "all", "range of x that is compared"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  const auto unit = unit_of(check.text.at("quantity"));
  if (const auto why = why_not_measured(check); !why.empty()) return {0, unit, why, true};
  const FlowState* state = state_at(run, check.number("time"));
  if (state == nullptr) return {0, unit, kNotKept, true};
  std::vector<std::vector<Real>> measured;
  together(run.mesh.communicator, [&] { measured = measured_columns(check); });
  const std::vector<Real> y(measured[0].size(), check.number("y"));
  const auto found = at_points(run.mesh, *state, measured[0], y);
  const auto between = between_of(check);
  const auto& ours = found.named(check.text.at("quantity"));
  MeanSquare squares;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (measured[0][i] < between[0] || measured[0][i] > between[1]) continue;
    if (found.inside[i]) squares.add(std::pow(ours[i] - measured[1][i], 2));
    lines.push_back(fmt::format("{:.7g},{:.7g},{:.7g}", measured[0][i], measured[1][i], ours[i]));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) append_lines(run, check, "profiles.csv", "x,measured,computed", lines);
  });
  return squares.result(unit);
}

void confirm(CheckSpec& check, const CaseTable& table, const OutputOptions&) {
  check.times = check.numbers.at("time");
  need_increasing(table, "between");
}

}  // namespace

CheckKind check_profile_rmse() {
  return {{"check", "profile_rmse",
           "Root mean square of differences from a profile measured along x", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
