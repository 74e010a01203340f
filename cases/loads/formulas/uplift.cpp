#include "solver/dam/uplift.hpp"

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"
#include "solver/loads/formula/hydrostatic.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"unit_weight", "number > 0, N/m3", "9810", "of the water"},
    {"headwater", "number >= 0, m", "required", "its depth over the base"},
    {"tailwater", "number >= 0, m", "0", "its depth over the base"},
    {"base_length", "number > 0, m", "required", "from heel to toe"},
    {"crack", "number >= 0, m", "0", "of the base, from the heel"},
    {"drain_distance", "number >= 0, m", "0",
     "of the drains from the heel, less than base_length; 0: none"},
    {"drain_efficiency", "number 0 .. 1", "0", "share of the excess pressure that they take"}};

std::vector<FormulaFigure> evaluate(const FormulaSpec& given) {
  using namespace loads;
  const Real gamma = given.number("unit_weight"), length = given.number("base_length");
  const dam::Uplift drains{given.number("drain_distance"), given.number("drain_efficiency")};
  dam::check_drains(drains, length, given.origin + ": drain_distance");
  const bool drained = drains.drain_distance > 0;
  require(drained || drains.drain_efficiency == 0,
          given.origin + ": drain_efficiency: needs drain_distance", drains.drain_efficiency);
  const Real crack = given.number("crack");
  require(crack <= length, given.origin + ": crack: is longer than the base, m", crack);
  const dam::BasePressures ends{gamma * given.number("headwater"),
                                gamma * given.number("tailwater")};
  const auto uplift = dam::uplift_force(drains, ends, length, crack);
  std::vector<FormulaFigure> figures{{"force", "N/m", uplift.force},
                                     {"moment_about_toe", "N", uplift.moment}};
  if (drained)
    figures.push_back({"pressure_at_drain", "Pa",
                       dam::uplift_pressure(drains, ends, length, crack, drains.drain_distance)});
  return figures;
}

}  // namespace

FormulaKind formula_uplift() {
  return {{"loads.formula", "uplift", "Pressure of the water under a base, with drains", kKeys},
          evaluate};
}

}  // namespace freshet
