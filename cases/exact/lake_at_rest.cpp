#include "cases/exact/lake_at_rest.hpp"

#include <algorithm>

namespace freshet {

ExactSolution lake_at_rest(const ExactSetting& setting) {
  const Real level = setting.parameter("lake_level");
  return [=](const ExactPlace& place, Real) -> ExactState {
    return {std::max(Real(0), level - place.bed), 0, 0};
  };
}

}  // namespace freshet
