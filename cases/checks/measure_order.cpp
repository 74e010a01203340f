#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "cases/checks/coarser_run.hpp"
#include "cases/checks/measure.hpp"
#include "mesh/agreement.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

struct Level {
  GlobalIndex cells = 0;
  Real error = 0;
};

/// Slope of the straight line nearest to the logarithms of the errors: each level halves the cells'
/// size.
Real slope_of(const std::vector<Level>& levels) {
  const Real middle = 0.5 * static_cast<Real>(levels.size() - 1);
  Real above = 0, below = 0;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const Real at = static_cast<Real>(k) - middle;
    above -= at * std::log2(levels[k].error);
    below += at * at;
  }
  return above / below;
}

/// orders.csv: the levels of all checks of this kind, coarsest first.
void append_to_orders(const CaseRun& run, const CheckSpec& check,
                      const std::vector<Level>& levels) {
  const auto& checks = run.given.checks;
  const bool first = std::none_of(checks.begin(), checks.end(), [&](const CheckSpec& other) {
    return other.kind == check.kind && &other < &check;
  });
  std::ofstream file(run.out / "orders.csv", first ? std::ios::trunc : std::ios::app);
  if (first) file << "check,cells,error\n";
  for (const auto& level : levels)
    file << fmt::format("\"{}\",{},{:.9g}\n", check.name, level.cells, level.error);
  file.close();
  if (!file) throw EnvironmentError("cannot write " + (run.out / "orders.csv").string());
}

}  // namespace

Measured measure_order(const CaseRun& run, const CheckSpec& check, const SayLine& say) {
  const int levels = static_cast<int>(check.numbers.at("levels")[0]);
  std::vector<Level> found;
  for (int times = levels - 1; times >= 0; --times) {
    std::unique_ptr<CaseRun> coarser;
    if (times > 0) coarser = run_coarser(run, times);
    if (coarser && coarser->exit_code != 0)
      return {std::numeric_limits<Real>::quiet_NaN(), "1", "a coarser run was stopped"};
    const CaseRun& level = coarser ? *coarser : run;
    found.push_back(
        {level.mesh.cells_global, measure_exact(level, check, [](const auto&) {}).value});
    const std::size_t k = found.size() - 1;
    say(fmt::format(
        "{}: {} cells: {} {:.4g}{}", check.name, found[k].cells, check.text.at("norm"),
        found[k].error,
        k == 0 ? ""
               : fmt::format(", order {:.2f}", std::log2(found[k - 1].error / found[k].error))));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) append_to_orders(run, check, found);
  });
  return {slope_of(found), "1"};
}

}  // namespace freshet
