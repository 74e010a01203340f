#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

using Kind = Distribution::Kind;
constexpr Real kInfinity = std::numeric_limits<Real>::infinity();

void need_width(const CaseTable& table, Real low, Real high) {
  if (!(low < high))
    table.fail("high", fmt::format("the distribution has no width: low is {}", low));
}

Distribution read_cut(const CaseTable& table, Kind kind) {
  const bool normal = kind == Kind::Normal;
  Distribution d{.kind = kind, .low = normal ? -kInfinity : 0, .high = kInfinity};
  d.middle = normal ? table.number("mean") : std::log(table.number("median"));
  d.deviation = table.number("deviation");
  if (table.has("at_least")) d.low = table.number("at_least");
  if (table.has("at_most")) d.high = table.number("at_most");
  if (!(d.low < d.high))
    table.fail("at_most", fmt::format("the distribution has no width: at_least is {}", d.low));
  if (!normal && table.has("at_least") && d.low < 0)
    table.fail("at_least", "a lognormal distribution has no values below 0");
  const Real p = 1e-9;  // a cut further out would leave nothing
  if (!(d.quantile(p) < d.quantile(1 - p)))
    table.fail(table.has("at_most") ? "at_most" : "at_least",
               "leaves next to nothing of the distribution");
  return d;
}

Distribution read_table(const CaseTable& table) {
  Distribution d{.kind = Kind::Table, .values = table.numbers("values")};
  const std::size_t count = d.values.size();
  const auto same_count = [&](const std::string& key, std::size_t there) {
    if (there != count) table.fail(key, fmt::format("has {} numbers for {} values", there, count));
  };
  if (count < 2) table.fail("values", "the distribution has no width: two values or more");
  if (table.has("cumulative")) {
    if (table.has("weights")) table.fail("weights", "does not go with cumulative");
    d.between = true;
    d.cumulative = table.numbers("cumulative", {.low = 0, .high = 1});
    same_count("cumulative", d.cumulative.size());
    for (std::size_t k = 1; k < count; ++k)
      if (!(d.values[k] > d.values[k - 1]) || !(d.cumulative[k] > d.cumulative[k - 1]))
        table.fail("cumulative", "it and values must increase");
    if (d.cumulative.front() != 0 || d.cumulative.back() != 1)
      table.fail("cumulative", "must go from 0 to 1");
    return d;
  }
  std::vector<Real> weights(count, 1);
  if (table.has("weights")) weights = table.numbers("weights", Range::positive());
  same_count("weights", weights.size());
  Real sum = 0;
  for (const Real weight : weights) d.cumulative.push_back(sum += weight);
  for (auto& share : d.cumulative) share /= sum;
  return d;
}

Distribution read_distribution(const CaseTable& table) {
  const auto kind = table.choice<Kind>("distribution", {{"uniform", Kind::Uniform},
                                                        {"normal", Kind::Normal},
                                                        {"lognormal", Kind::LogNormal},
                                                        {"triangular", Kind::Triangular},
                                                        {"table", Kind::Table}});
  if (kind == Kind::Table) return read_table(table);
  if (kind == Kind::Normal || kind == Kind::LogNormal) return read_cut(table, kind);
  Distribution d{.kind = kind, .low = table.number("low"), .high = table.number("high")};
  need_width(table, d.low, d.high);
  if (kind == Kind::Triangular) d.mode = table.number("mode");
  if (kind == Kind::Triangular && !(d.mode >= d.low && d.mode <= d.high))
    table.fail("mode", fmt::format("lies outside low .. high, {} .. {}", d.low, d.high));
  return d;
}

}  // namespace

EnsembleSpec read_ensemble(const CaseTable& top) {
  EnsembleSpec ensemble;
  if (!top.has("ensemble")) return ensemble;
  const auto table = top.table("ensemble", {"ensemble"});
  ensemble.seed = static_cast<std::uint64_t>(table.integer("seed"));
  std::set<std::string> taken;
  for (const auto& each : table_list(table, "vary", "ensemble.vary")) {
    VariedKey varied{each.texts("key"), read_distribution(each), each.where("key")};
    for (const auto& key : varied.keys) {
      if (!taken.insert(key).second) each.fail("key", "\"" + key + "\" is varied twice");
      if (key.starts_with("ensemble")) each.fail("key", "an ensemble does not vary itself");
      if (key.find_first_of("=,\"\n") != std::string::npos)
        each.fail("key", "must be the dotted path of a key");
    }
    each.no_further_keys("distribution = \"" + each.text("distribution") + "\"");
    ensemble.varied.push_back(std::move(varied));
  }
  if (ensemble.varied.empty()) table.fail("vary", "missing: nothing would differ");
  return ensemble;
}

}  // namespace freshet
