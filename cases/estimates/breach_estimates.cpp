#include "cases/estimates/breach_estimates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/text_file.hpp"
#include "solver/breach/regressions.hpp"

namespace freshet {
namespace {

std::string field(const std::optional<Real>& value) {
  return value ? fmt::format("{}", *value) : "";
}

std::string rows_of(const BreachEstimateSpec& spec) {
  std::string text;
  for (const auto& e : breach::estimate_all(spec.failure))
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", spec.name, e.of->quantity, e.of->unit,
                        e.of->name, e.value, field(e.low), field(e.middle), field(e.high),
                        e.of->source);
  return text;
}

/// "breach teton: peak 9340 to 76900 m3/s by 5 regressions", a line for each quantity.
void tell(const BreachEstimateSpec& spec, const std::function<void(const std::string&)>& say) {
  const auto all = breach::estimate_all(spec.failure);
  for (auto from = all.begin(); from != all.end();) {
    const std::string quantity = from->of->quantity;
    const auto to = std::find_if(from, all.end(), [&](const breach::Estimate& other) {
      return other.of->quantity != quantity;
    });
    const auto [low, high] = std::minmax_element(
        from, to, [](const auto& a, const auto& b) { return a.value < b.value; });
    const std::string unit =
        std::string(from->of->unit) == "1" ? "" : std::string(" ") + from->of->unit;
    if (to - from == 1)
      say(fmt::format("breach {}: {} {:.4g}{} by {}", spec.name, quantity, from->value, unit,
                      from->of->source));
    else
      say(fmt::format("breach {}: {} {:.4g} to {:.4g}{} by {} regressions", spec.name, quantity,
                      low->value, high->value, unit, to - from));
    from = to;
  }
}

}  // namespace

std::map<std::string, Real> figures_of(const BreachEstimateSpec& spec) {
  std::map<std::string, Real> figures;
  for (const auto& e : breach::estimate_all(spec.failure)) {
    const auto name = fmt::format("{}_{}_{}", spec.name, e.of->quantity, e.of->name);
    figures[name] = e.value;
    if (e.low) figures[name + "_low"] = *e.low;
    if (e.middle) figures[name + "_middle"] = *e.middle;
    if (e.high) figures[name + "_high"] = *e.high;
  }
  return figures;
}

std::map<std::string, Real> estimate_breaches(std::span<const BreachEstimateSpec> specs,
                                              const std::filesystem::path& out,
                                              MPI_Comm communicator,
                                              const std::function<void(const std::string&)>& say) {
  if (specs.empty()) return {};
  std::map<std::string, Real> figures;
  std::string table = "breach,quantity,unit,regression,value,low,middle,high,source\n";
  for (const auto& spec : specs) {
    figures.merge(figures_of(spec));
    table += rows_of(spec);
    tell(spec, say);
  }
  together(communicator, [&] {
    if (mpi::rank_of(communicator) != 0) return;
    make_folder(out / "breach");
    write_text_atomically(out / "breach" / "estimates.csv", table);
  });
  return figures;
}

}  // namespace freshet
