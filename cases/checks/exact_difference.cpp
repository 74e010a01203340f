#include "cases/checks/exact_difference.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "cases/checks/larger_or_nan.hpp"
#include "cases/exact/exact_solution.hpp"
#include "cases/input/expression.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

Real value_of(const std::string& quantity, const ExactState& state, Real bed) {
  if (quantity == "depth") return state.depth;
  if (quantity == "level") return bed + state.depth;
  if (quantity == "velocity_x") return state.velocity_x;
  if (quantity == "velocity_y") return state.velocity_y;
  return state.depth * std::hypot(state.velocity_x, state.velocity_y);
}

std::string unit_of(const std::string& quantity) {
  if (quantity == "unit_discharge") return "m2/s";
  return quantity.starts_with("velocity") ? "m/s" : "m";
}

/// Sums over the cells that are compared: of areas, area-weighted differences, their squares and
/// area-weighted exact values. Exact, so that no number of ranks changes them.
struct Differences {
  ExactSum area, first, second, exact;
  Real largest = 0;

  void add(Real cell_area, Real found, Real expected) {
    const Real difference = std::abs(found - expected);
    area.add(cell_area);
    first.add(cell_area * difference);
    second.add(cell_area * difference * difference);
    exact.add(cell_area * std::abs(expected));
    largest = larger_or_nan(largest, difference);
  }

  void reduce(MPI_Comm communicator) {
    for (ExactSum* sum : {&area, &first, &second, &exact}) sum->reduce(communicator);
    largest = largest_over_ranks(communicator, largest);
  }

  Real norm(const std::string& name) const {
    if (name == "max") return largest;
    if (name == "l2") return std::sqrt(second.total() / area.total());
    return first.total() / area.total();
  }
};

std::function<bool(Real, Real)> region_of(const CaseRun& run, const CheckSpec& check) {
  const auto text = check.text.find("region");
  if (text == check.text.end()) return [](Real, Real) { return true; };
  const Expression inside(text->second, {"x", "y"}, run.given.parameters,
                          "check \"" + check.name + "\": region");
  return [inside](Real x, Real y) { return inside(x, y) != 0; };
}

Differences compare(const CaseRun& run, const CheckSpec& check) {
  const auto& mesh = run.mesh;
  const auto& quantity = check.text.at("quantity");
  const auto exact =
      exact_solution(check.text.at("solution"), {run.given.flow.gravity, run.given.parameters});
  const auto inside = region_of(run, check);
  Differences sums;
  for (Index c = 0; c < mesh.owned; ++c) {
    const ExactPlace place{mesh.centroid_x[c], mesh.centroid_y[c], run.end.bed[c]};
    if (!inside(place.x, place.y)) continue;
    const ExactState found{run.end.depth[c], run.end.velocity_x[c], run.end.velocity_y[c]};
    const ExactState expected = exact(place, run.summary.simulated_seconds);
    sums.add(mesh.area[c], value_of(quantity, found, place.bed),
             value_of(quantity, expected, place.bed));
  }
  return sums;
}

}  // namespace

void confirm_exact(CheckSpec&, const CaseTable& table, const OutputOptions&) {
  table.one_of("solution", exact_solution_names());
}

Measured exact_difference(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  Differences sums;
  together(run.mesh.communicator, [&] { sums = compare(run, check); });
  sums.reduce(run.mesh.communicator);
  const auto unit = unit_of(check.text.at("quantity"));
  tools.say(fmt::format("{}: l1 {:.4g} {} ({:.4g} of the exact mean), l2 {:.4g} {}, max {:.4g} {}",
                        check.name, sums.norm("l1"), unit, sums.first.total() / sums.exact.total(),
                        sums.norm("l2"), unit, sums.largest, unit));
  return {sums.norm(check.text.at("norm")), unit};
}

}  // namespace freshet
