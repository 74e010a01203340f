#pragma once
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>

#include "kernels/process/maxima.hpp"
#include "tests/support/device_trial.hpp"

/// Whether the same steps on two backends give the same bits.
namespace freshet {

struct Scheme {
  const char* name;
  bool linear;
  TimeScheme time;
};

/// All arrays of a device after some steps.
struct Outcome {
  std::vector<std::vector<Real>> arrays;
  std::vector<std::string> names;
  Real seconds = 0;  ///< s, of the steps alone
  void add(const std::string& name, std::vector<Real> values) {
    names.push_back(name);
    arrays.push_back(std::move(values));
  }
};

/// Runs steps of a dam break with a boundary of each kind, as a run takes them on one rank.
class BackendTrial {
 public:
  static constexpr int look = 10;  ///< steps after which the clock is looked at

  BackendTrial(Backend backend, const GridGeometry& grid, const Scheme& scheme)
      : edges_(grid.geometry().edge_cell.size()),
        cells_(grid.geometry().cells),
        flow_(backend, grid.geometry(), options(grid.geometry(), scheme), scheme.time,
              water(grid)) {}

  Outcome run(int steps) {
    Outcome out;
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < steps; k += look) {
      flow_.steps(std::min(look, steps - k));
      const StepClock clock = flow_.device().clock();
      out.add("clock of step " + std::to_string(clock.steps),
              {clock.time, clock.rate, clock.boundary_rate});
    }
    for (const auto& field : flow_.device().fields())
      if (field.keeping == Keeping::State)
        out.add(field.name, flow_.values(field.name, field.place == Place::Edge ? edges_ : cells_));
    out.seconds = std::chrono::duration<Real>(std::chrono::steady_clock::now() - start).count();
    return out;
  }

  DeviceTrial& flow() { return flow_; }

 private:
  static Water water(const GridGeometry& grid) {
    const FlowGeometry& g = grid.geometry();
    Water w;
    for (Index c = 0; c < g.cells; ++c) {
      const Real level = grid.x(c) < 0.4 * grid.x(g.cells - 1) ? 2.5 : 0.1;
      w.h.push_back(level > g.beds[c] ? level - g.beds[c] : 0);
      w.u.push_back(w.h[c] > 0 ? 0.3 : 0);
      w.v.push_back(0);
    }
    return w;
  }

  static BoundaryPhase phase(std::string_view kind, Real from, PiecewiseLinear series = {}) {
    return {boundary_kind(kind), {std::move(series)}, from};
  }

  /// In through the left; and in turn all the others on the right, below, above.
  static FlowDeviceOptions options(const FlowGeometry& g, const Scheme& scheme) {
    const Real before = BoundaryPhase{}.from, in = 5 * g.condition_length[0];
    FlowDeviceOptions o;
    o.linear = scheme.linear;
    o.rule.cfl = 0.45;
    o.conditions = {
        {phase("discharge", before, {{0, 3, 9}, {in, 0.5 * in, in}, "inflow"})},
        {phase("critical", before), phase("transmissive", 2), phase("critical", 4)},
        {phase("level", before, {{0, 20}, {0.5, 1.5}, "level"})},
        {phase("wall", before), phase("discharge", 1, {{0}, {-0.2 * g.condition_length[3]}, "out"}),
         phase("rating", 3, {{0, 2}, {0, g.condition_length[3]}, "rating"})}};
    o.processes.push_back(std::make_unique<MaximaOptions>(std::vector<Real>{0.01, 0.5}));
    return o;
  }

  std::size_t edges_, cells_;
  DeviceTrial flow_;
};

/// Number of values that differ in any bit; names the first of each array.
inline int differences(const Outcome& a, const Outcome& b, const std::string& what) {
  int found = a.arrays.size() == b.arrays.size() ? 0 : 1;
  for (std::size_t k = 0; k < a.arrays.size() && !found; ++k) {
    const auto &x = a.arrays[k], &y = b.arrays[k];
    if (x.size() != y.size()) return 1;
    for (std::size_t i = 0; i < x.size(); ++i)
      if (std::memcmp(&x[i], &y[i], sizeof(Real)) != 0 && ++found == 1)
        std::printf("FAILED %s: %s[%zu] is %.17g and %.17g\n", what.c_str(), a.names[k].c_str(), i,
                    x[i], y[i]);
  }
  return found;
}

/// The run must be one that could tell: water that moves, cells that stay dry, all numbers finite.
inline bool worth_it(const Outcome& a, const std::string& what) {
  Real speed = 0, depth = 0;
  std::size_t dry = 0;  // at the start
  bool finite = true;
  for (std::size_t k = 0; k < a.arrays.size(); ++k)
    for (const Real value : a.arrays[k]) {
      finite = finite && value - value == 0;
      if (a.names[k] == "max_speed" && value > speed) speed = value;
      if (a.names[k] == "depth" && value > depth) depth = value;
      if (a.names[k] == "arrival_0.01m" && value != 0) ++dry;
    }
  const bool good = finite && speed > 1 && depth > 0.5 && dry > 0;
  if (!good)
    std::printf("FAILED %s: speed %g, depth %g, %zu cells dry at the start, %s\n", what.c_str(),
                speed, depth, dry, finite ? "finite" : "not finite");
  return good;
}

/// How many of 8 trials differ; prints each.
inline int compare(Backend other, Index size, int steps) {
  constexpr Scheme schemes[] = {{"order 1", false, TimeScheme::Euler},
                                {"hancock", true, TimeScheme::Hancock},
                                {"rk2", true, TimeScheme::RungeKutta2},
                                {"euler", true, TimeScheme::Euler}};
  int failed = 0;
  for (const int slots : {3, 4})
    for (const auto& scheme : schemes) {
      const GridGeometry grid(slots, 2 * size, size);
      const std::string what =
          std::string(slots == 3 ? "triangles " : "quadrilaterals ") + scheme.name;
      const Outcome cpu = BackendTrial(Backend::Cpu, grid, scheme).run(steps);
      const Outcome gpu = BackendTrial(other, grid, scheme).run(steps);
      const bool good = worth_it(cpu, what) && differences(cpu, gpu, what) == 0;
      failed += !good;
      const Real cell_steps = 1e-6 * grid.geometry().cells * steps;
      std::printf("%-24s %8d cells %4d steps  cpu %8.2f  other %8.2f Mcell-steps/s  %s\n",
                  what.c_str(), static_cast<int>(grid.geometry().cells), steps,
                  cell_steps / cpu.seconds, cell_steps / gpu.seconds, good ? "same" : "DIFFERENT");
    }
  return failed;
}

}  // namespace freshet
