#include "solver/loads/cycle_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "kernels/error.hpp"

namespace freshet::loads {
namespace {

constexpr Real kYear = 365.25 * 86400;  // s

void check_series(const std::vector<Real>& time, const std::vector<Real>& stress) {
  require(time.size() == stress.size(), "series: times and values differ in number", stress.size());
  require(time.size() >= 2, "series: two or more rows are needed to count cycles", time.size());
  for (std::size_t i = 0; i < time.size(); ++i) {
    const std::string row = "series, row " + std::to_string(i + 1);
    require(std::isfinite(stress[i]), row + ": no finite value, it must have no gaps", stress[i]);
    require(i == 0 || time[i] > time[i - 1], row + ": time must rise, s", time[i]);
  }
}

/// Equal classes from `low` to `high`; a single one where they are the same.
Histogram empty(Real low, Real high, int classes) {
  Histogram h;
  const int count = high > low ? classes : 1;
  for (int i = 0; i < count; ++i) h.edges.push_back(low + (high - low) * i / count);
  h.edges.push_back(high);
  h.amount.assign(count, 0);
  return h;
}

void add(Histogram& h, Real value, Real amount) {
  const auto above = std::upper_bound(h.edges.begin(), h.edges.end(), value) - h.edges.begin();
  const auto last = static_cast<std::ptrdiff_t>(h.amount.size());
  if (above == 0 || value > h.edges.back()) return;
  h.amount[std::clamp<std::ptrdiff_t>(above - 1, 0, last - 1)] += amount;
}

/// A straight way from `a` to `b` in `seconds`: the time that it spends in each class.
void add_way(Histogram& h, Real a, Real b, Real seconds) {
  const auto [low, high] = std::minmax(a, b);
  if (high == low) return add(h, a, seconds);
  auto i = std::max<std::ptrdiff_t>(
      std::upper_bound(h.edges.begin(), h.edges.end(), low) - h.edges.begin() - 1, 0);
  for (; i < static_cast<std::ptrdiff_t>(h.amount.size()) && h.edges[i] < high; ++i) {
    const Real within = std::min(high, h.edges[i + 1]) - std::max(low, h.edges[i]);
    h.amount[i] += seconds * within / (high - low);
  }
}

void fill_histograms(CycleStatistics& s, const std::vector<Real>& time,
                     const std::vector<Real>& counted, const CycleOptions& options) {
  const auto [least, most] = std::minmax_element(counted.begin(), counted.end());
  s.levels = empty(*least, *most, options.classes);
  std::vector<Real> rates;
  for (std::size_t i = 1; i < time.size(); ++i) {
    add_way(s.levels, counted[i - 1], counted[i], time[i] - time[i - 1]);
    rates.push_back((counted[i] - counted[i - 1]) / (time[i] - time[i - 1]));
  }
  const auto [slowest, fastest] = std::minmax_element(rates.begin(), rates.end());
  s.rates = empty(*slowest, *fastest, options.classes);
  for (std::size_t i = 1; i < time.size(); ++i) add(s.rates, rates[i - 1], time[i] - time[i - 1]);
  s.ranges = empty(0, s.largest_range, options.classes);
  if (!options.edges.empty())
    s.ranges = {options.edges, std::vector<Real>(options.edges.size() - 1, 0.)};
  for (const auto& cycle : s.list) add(s.ranges, cycle.range(), cycle.count);
}

void sum_up(CycleStatistics& s, const FatigueLaw& law) {
  Real cubes = 0;
  for (const auto& cycle : s.list) {
    s.damages.push_back(law.damage(cycle));
    s.damage += s.damages.back();
    s.cycles += cycle.count;
    s.largest_range = std::max(s.largest_range, cycle.range());
    cubes += cycle.count * std::pow(cycle.range(), 3);
  }
  s.equivalent_range = s.cycles > 0 ? std::cbrt(cubes / s.cycles) : 0;
}

}  // namespace

CycleStatistics count_cycles(const std::vector<Real>& time, const std::vector<Real>& stress,
                             const FatigueLaw& law, const CycleOptions& options) {
  check_series(time, stress);
  CycleStatistics s;
  std::vector<Real> counted(stress.size());
  std::transform(stress.begin(), stress.end(), counted.begin(), law.counted);
  Rainflow flow;
  const auto keep = [&](const Cycle& cycle) {
    if (cycle.range() > 0) s.list.push_back(cycle);
  };
  const Real least = std::max(options.least_range, law.least_reversal);
  for (const Real value : counted) flow.push(value, least, keep);
  flow.finish(keep);
  sum_up(s, law);
  s.duration = options.duration > 0 ? options.duration : time.back() - time.front();
  s.years_to_failure =
      s.damage > 0 ? s.duration / s.damage / kYear : std::numeric_limits<Real>::infinity();
  fill_histograms(s, time, counted, options);
  return s;
}

}  // namespace freshet::loads
