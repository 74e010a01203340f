#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/coarser_run.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/checks/measured_table.hpp"
#include "cases/checks/needs.hpp"
#include "cases/input/csv_columns.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"column", "text", "required", "of loads.csv, e.g. \"wall_force_x_N\""},
    {"measure", "\"mean\", \"largest\", \"impulse\", \"amplitude\" or \"phase\"", "\"mean\"",
     "of the column over the times: in time; its integral, unit times s; of its part of one "
     "period"},
    {"between", "[number, number], s", "all", "times that count"},
    {"period", "number > 0, s", "required for amplitude and phase", "of the part that is taken"},
    {"value", "number", "required without file",
     "what it should be; held against the bound is the relative difference, the absolute one for a "
     "value of 0 and of a phase, in degrees"},
    {"file", "file", "", "a measured series that gives the value by the same measure"},
    {"columns", "[integer, integer]", "[1, 2]", "of the file: time and value, counted from 1"},
    {"scale", "[number, number]", "[1, 1]", "factors that make them s and the column's unit"},
    {"offset", "[number, number]", "[0, 0]", "then added"},
    {"levels", "integer 1 .. 6", "1",
     "also on so many meshes, each with half the cells along a side, to tell the order"}};

/// A column whose row holds the mean since the row before: a staircase.
struct Means {
  std::vector<Real> from, to, value;
};

Means column_of(const CaseRun& run, const std::string& column) {
  const auto read = read_csv_columns(run.out / "loads.csv", {"time_s", column}, Real(0));
  Means means;
  for (std::size_t i = 0; i < read[0].size(); ++i) {
    means.from.push_back(i == 0 ? 0 : read[0][i - 1]);
    means.to.push_back(read[0][i]);
    means.value.push_back(read[1][i]);
  }
  return means;
}

/// Measured values in the order of their times, which may be of more than one test; each counts for
/// the times nearest to its own.
Means measured_means(const CheckSpec& check) {
  const auto read = measured_columns(check);
  const std::size_t n = read[0].size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return read[0][a] < read[0][b]; });
  const auto time = [&](std::size_t i) { return read[0][order[i]]; };
  Means means;
  for (std::size_t i = 0; i < n; ++i) {
    means.from.push_back(0.5 * (time(i) + time(i == 0 ? 0 : i - 1)));
    means.to.push_back(0.5 * (time(i) + time(std::min(i + 1, n - 1))));
    means.value.push_back(read[1][order[i]]);
  }
  return means;
}

/// Calls visit(from, to, value) for the part of each row that lies within the times.
template <class Visit>
void each_within(const Means& means, std::array<Real, 2> between, const Visit& visit) {
  for (std::size_t i = 0; i < means.value.size(); ++i) {
    const Real from = std::max(means.from[i], between[0]);
    const Real to = std::min(means.to[i], between[1]);
    if (to > from) visit(from, to, means.value[i]);
  }
}

/// Least squares of a constant and a wave of one period over the times: of a whole number of
/// periods, Fourier's coefficients.
std::array<Real, 2> fourier(const Means& means, std::array<Real, 2> between, Real period) {
  const Real omega = 2 * std::numbers::pi / period;
  Real seconds = 0, sum = 0, cosine = 0, sine = 0;
  each_within(means, between, [&](Real from, Real to, Real value) {
    seconds += to - from;
    sum += value * (to - from);
    cosine += value * (std::sin(omega * to) - std::sin(omega * from)) / omega;
    sine += value * (std::cos(omega * from) - std::cos(omega * to)) / omega;
  });
  return {2 * cosine / seconds, 2 * sine / seconds};
}

Real measure_of(const Means& means, const CheckSpec& check) {
  const std::string& measure = check.text.at("measure");
  const auto between = between_of(check);
  if (measure == "amplitude" || measure == "phase") {
    const auto [cosine, sine] = fourier(means, between, check.number("period"));
    return measure == "amplitude" ? std::hypot(cosine, sine)
                                  : std::atan2(sine, cosine) * 180 / std::numbers::pi;
  }
  Real seconds = 0, sum = 0, largest = -kNever;
  each_within(means, between, [&](Real from, Real to, Real value) {
    seconds += to - from;
    sum += value * (to - from);
    largest = std::max(largest, value);
  });
  if (measure == "largest") return largest;
  return measure == "impulse" ? sum : sum / seconds;
}

Real difference_of(Real found, Real expected, const CheckSpec& check) {
  if (check.text.at("measure") == "phase") return std::abs(std::remainder(found - expected, 360.0));
  const Real difference = std::abs(found - expected);
  return expected == 0 ? difference : difference / std::abs(expected);
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const std::string unit = check.text.at("measure") == "phase" ? "degrees" : "1";
  const bool from_file = check.has("file");
  if (from_file)
    if (const auto why = why_not_measured(check); !why.empty()) return {0, unit, why, true};
  const int levels = static_cast<int>(check.number("levels"));
  Measured finest;
  Real before = 0;
  for (int times = levels - 1; times >= 0; --times) {
    std::unique_ptr<CaseRun> coarser;
    if (times > 0) coarser = run_coarser(run, times, tools);
    if (coarser && coarser->exit_code != 0) return {kNever, unit, "a coarser run was stopped"};
    const CaseRun& level = coarser ? *coarser : run;
    finest = on_rank_0(run, unit, [&]() -> Measured {
      const Real expected =
          from_file ? measure_of(measured_means(check), check) : check.number("value");
      const Real found = measure_of(column_of(level, check.text.at("column")), check);
      const Real off = difference_of(found, expected, check);
      tools.say(fmt::format(
          "{}: {} cells: {:.7g}, expected {:.7g}, off by {:.3g}{}", check.name,
          level.mesh.cells_global, found, expected, off,
          times + 1 < levels ? fmt::format(", order {:.2f}", std::log2(before / off)) : ""));
      return {std::isfinite(off) ? off : kNever, unit};
    });
    before = finest.value;
  }
  return finest;
}

void confirm(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  if (output.faces.empty()) table.fail("column", "needs a [[face]], whose loads are written");
  need_increasing(table, "between");
  if (check.has("file") == check.has("value"))
    table.fail(check.has("file") ? "file" : "column", "needs one of value and file");
  const bool wave = check.text.at("measure") == "amplitude" || check.text.at("measure") == "phase";
  if (wave && !check.has("period")) table.fail("measure", "needs period");
}

}  // namespace

CheckKind check_face_load() {
  return {{"check", "face_load", "A measure of a column of loads.csv", kKeys}, measure, confirm};
}

}  // namespace freshet
