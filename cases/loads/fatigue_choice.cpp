#include <fmt/format.h>

#include "cases/loads/cycles.hpp"
#include "kernels/error.hpp"

namespace freshet {

const std::vector<std::string>& fatigue_law_names() {
  static const std::vector<std::string> names = {"none", "steel", "concrete_compression",
                                                 "concrete_tension", "table"};
  return names;
}

loads::FatigueLaw make_law(const FatigueChoice& choice) {
  const Real divisor = choice.partial_factor;
  require(divisor > 0, "partial_factor: must be greater than 0", divisor);
  if (choice.law == "steel") {
    require(choice.detail_category > 0, "detail_category: must be greater than 0, MPa",
            choice.detail_category);
    return loads::law_of_steel(1e6 * choice.detail_category / divisor);
  }
  if (choice.law == "table") {
    auto curve = choice.curve;
    for (auto& point : curve) point[0] /= divisor;
    return loads::law_of_table(curve);
  }
  if (choice.law == "none") return loads::law_of_nothing();
  require(choice.strength > 0, "strength: must be greater than 0, Pa", choice.strength);
  return choice.law == "concrete_tension"
             ? loads::law_of_concrete_tension(choice.strength / divisor)
             : loads::law_of_concrete_compression(choice.strength / divisor);
}

std::string describe(const FatigueChoice& choice) {
  std::string text = "cycles alone";
  if (choice.law == "steel")
    text = fmt::format("EN 1993-1-9, category {:g} MPa", choice.detail_category);
  if (choice.law == "table") text = fmt::format("S-N curve of {} points", choice.curve.size());
  if (choice.law == "concrete_compression")
    text =
        fmt::format("fib Model Code 2010, compression, strength {:g} MPa", choice.strength / 1e6);
  if (choice.law == "concrete_tension")
    text = fmt::format("fib Model Code 2010, tension, strength {:g} MPa", choice.strength / 1e6);
  if (choice.partial_factor != 1 && choice.law != "none")
    text += fmt::format(", divided by {:g}", choice.partial_factor);
  return text;
}

}  // namespace freshet
