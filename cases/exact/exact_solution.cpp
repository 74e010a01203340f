#include "cases/exact/exact_solution.hpp"

#include "cases/exact/bump.hpp"
#include "cases/exact/dressler.hpp"
#include "cases/exact/lake_at_rest.hpp"
#include "cases/exact/macdonald.hpp"
#include "cases/exact/oblique_jump.hpp"
#include "cases/exact/radial.hpp"
#include "cases/exact/riemann.hpp"
#include "cases/exact/ritter.hpp"
#include "cases/exact/stoker.hpp"
#include "cases/exact/thacker.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

using Maker = ExactSolution (*)(const ExactSetting& setting);

const std::map<std::string, Maker>& makers() {
  static const std::map<std::string, Maker> all = {
      {"bump_shock", bump_shock},
      {"bump_subcritical", bump_subcritical},
      {"bump_transcritical", bump_transcritical},
      {"dressler", dressler},
      {"lake_at_rest", lake_at_rest},
      {"macdonald_shock", macdonald_shock},
      {"macdonald_transcritical", macdonald_transcritical},
      {"oblique_jump", oblique_jump},
      {"radial_dam_break", radial_dam_break},
      {"radial_spring", radial_spring},
      {"riemann", riemann},
      {"ritter", ritter},
      {"stoker", stoker},
      {"thacker_paraboloid", thacker_paraboloid},
      {"thacker_planar", thacker_planar},
  };
  return all;
}

}  // namespace

Real ExactSetting::parameter(const std::string& name) const {
  const auto found = parameters.find(name);
  require(found != parameters.end(), "the exact solution needs [parameters]", name);
  return found->second;
}

std::vector<std::string> exact_solution_names() {
  std::vector<std::string> names;
  for (const auto& [name, maker] : makers()) names.push_back(name);
  return names;
}

ExactSolution exact_solution(const std::string& name, const ExactSetting& setting) {
  const auto maker = makers().find(name);
  require(maker != makers().end(), "no exact solution of this name", name);
  return maker->second(setting);
}

}  // namespace freshet
