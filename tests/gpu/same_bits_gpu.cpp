// The same steps on the CPU and on a CUDA device give the same bits. Needs no package but CUDA.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>

#include "kernels/error.hpp"
#include "tests/support/grid_geometry.hpp"

namespace freshet {
namespace {

constexpr int skipped = 77;

struct Scheme {
  const char* name;
  bool linear, two_stages, half_step;
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

/// Runs steps of a dam break with a boundary of each kind, as the solver does on one rank.
class Trial {
 public:
  Trial(Backend backend, const GridGeometry& grid, const Scheme& scheme)
      : g_(grid.geometry()),
        scheme_(scheme),
        device_(make_flow_device(backend, g_, {9.81, 1e-6, scheme.linear, true, {0.01, 0.5}})) {
    const std::size_t cells = g_.cells;
    std::vector<Real> h(cells), u(cells), v(cells);
    for (Index c = 0; c < g_.cells; ++c) {
      const Real level = grid.x(c) < 0.4 * grid.x(g_.cells - 1) ? 2.5 : 0.1;
      h[c] = level > g_.beds[c] ? level - g_.beds[c] : 0;
      u[c] = h[c] > 0 ? 0.3 : 0;
    }
    device_->set_state(h, u, v);
    rate_ = device_->derive_all();
    device_->update_maxima(0, 0);
  }

  Outcome run(int steps) {
    Outcome out;
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < steps; ++k) step(out, k);
    collect(out);
    out.seconds = std::chrono::duration<Real>(std::chrono::steady_clock::now() - start).count();
    return out;
  }

 private:
  void step(Outcome& out, int k) {
    const std::size_t count = g_.condition_length.size();
    std::vector<Real> deepest(count, 0), highest(count, -1e300);
    device_->scan_boundaries(deepest, highest);
    const auto weights = device_->weigh_boundaries(deepest);
    // In through the left, and out again, and in turn all the others on the right, below, above.
    const BoundaryKind right = k % 2 ? BoundaryKind::Critical : BoundaryKind::Transmissive;
    const BoundaryKind top = k % 3 ? BoundaryKind::Wall : BoundaryKind::Discharge;
    const auto& length = g_.condition_length;
    device_->set_forcings(std::vector<BoundaryForcing>{
        {BoundaryKind::Discharge, 5 * length[0], weights[0], length[0]},
        {right, 0, weights[1], length[1]},
        {BoundaryKind::Level, 0.5 + 0.01 * k, weights[2], length[2]},
        {top, -0.2 * length[3], weights[3], length[3]}});
    const Real forced = device_->boundary_wave_rate();
    const Real dt = 0.45 / (rate_ > forced ? rate_ : forced);
    if (scheme_.two_stages) {
      device_->stage({.dt = dt, .part = 0.5, .stages = true});
      device_->derive_halo();
      rate_ =
          device_->stage({.dt = dt, .old_share = 0.5, .part = 0.5, .back = true, .stages = true});
    } else {
      rate_ = device_->stage({.dt = dt, .half_step = scheme_.half_step ? 0.5 * dt : 0});
    }
    device_->derive_halo();
    time_ += dt;
    device_->update_maxima(time_, dt);
    if (k % 10 == 0) out.add("rate of step " + std::to_string(k), {rate_, forced, time_});
  }

  void collect(Outcome& out) const {
    std::vector<Real> h(g_.owned), u(g_.owned), v(g_.owned);
    device_->get_state(h, u, v);
    const EdgeRecordArrays volumes = device_->edge_records();
    const MaximaArrays m = device_->maxima();
    out.add("h", h);
    out.add("u", u);
    out.add("v", v);
    out.add("volume", volumes.left);
    out.add("carry", volumes.left_carry);
    out.add("volume in", volumes.entered);
    out.add("carry in", volumes.entered_carry);
    out.add("incoming", volumes.incoming);
    out.add("max depth", m.depth);
    out.add("time of max depth", m.depth_time);
    out.add("max speed", m.speed);
    out.add("time of max speed", m.speed_time);
    out.add("max discharge", m.discharge);
    out.add("time of max discharge", m.discharge_time);
    for (const auto& values : m.arrival) out.add("arrival", values);
    for (const auto& values : m.duration) out.add("duration", values);
  }

  const FlowGeometry& g_;
  Scheme scheme_;
  std::unique_ptr<FlowDevice> device_;
  Real rate_ = 0, time_ = 0;
};

/// Number of values that differ in any bit; names the first of each array.
int differences(const Outcome& a, const Outcome& b, const std::string& what) {
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
bool worth_it(const Outcome& a, const std::string& what) {
  Real speed = 0, depth = 0;
  std::size_t dry = 0;  // at the start
  bool finite = true;
  for (std::size_t k = 0; k < a.arrays.size(); ++k)
    for (const Real value : a.arrays[k]) {
      finite = finite && value - value == 0;
      if (a.names[k] == "max speed" && value > speed) speed = value;
      if (a.names[k] == "h" && value > depth) depth = value;
      if (a.names[k] == "arrival" && value != 0) ++dry;
    }
  const bool good = finite && speed > 1 && depth > 0.5 && dry > 0;
  if (!good)
    std::printf("FAILED %s: speed %g, depth %g, %zu cells dry at the start, %s\n", what.c_str(),
                speed, depth, dry, finite ? "finite" : "not finite");
  return good;
}

int compare(Backend other, Index size, int steps) {
  constexpr Scheme schemes[] = {{"order 1", false, false, false},
                                {"hancock", true, false, true},
                                {"rk2", true, true, false},
                                {"euler", true, false, false}};
  int failed = 0;
  for (const int slots : {3, 4})
    for (const auto& scheme : schemes) {
      const GridGeometry grid(slots, 2 * size, size);
      const std::string what =
          std::string(slots == 3 ? "triangles " : "quadrilaterals ") + scheme.name;
      const Outcome cpu = Trial(Backend::Cpu, grid, scheme).run(steps);
      const Outcome gpu = Trial(other, grid, scheme).run(steps);
      const bool good = worth_it(cpu, what) && differences(cpu, gpu, what) == 0;
      failed += !good;
      const Real cell_steps = 1e-6 * grid.geometry().cells * steps;
      std::printf("%-24s %8d cells %4d steps  cpu %8.2f  other %8.2f Mcell-steps/s  %s\n",
                  what.c_str(), static_cast<int>(grid.geometry().cells), steps,
                  cell_steps / cpu.seconds, cell_steps / gpu.seconds, good ? "same" : "DIFFERENT");
    }
  return failed;
}

}  // namespace
}  // namespace freshet

/// same_bits_gpu [--cpu] [SIZE STEPS]: --cpu compares the CPU with itself, to try the program.
int main(int argc, char** argv) {
  const bool alone = argc > 1 && std::strcmp(argv[1], "--cpu") == 0;
  const std::string reason = freshet::why_no_gpu();
  if (!alone && !reason.empty()) {
    std::printf("skipped: no CUDA device (%s)\n", reason.c_str());
    return freshet::skipped;
  }
  char** rest = argv + (alone ? 2 : 1);
  const bool sized = argc - (rest - argv) == 2;
  const int size = sized ? std::stoi(rest[0]) : 40, steps = sized ? std::stoi(rest[1]) : 200;
  try {
    const auto other = alone ? freshet::Backend::Cpu : freshet::Backend::Cuda;
    const int failed = freshet::compare(other, size, steps);
    std::printf(failed ? "%d of 8 differ\n" : "all bits are the same\n", failed);
    return failed ? 1 : 0;
  } catch (const freshet::Error& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
