#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "cases/dam/dam_session.hpp"
#include "cases/environment/signals.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/dam/harmonic.hpp"
#include "solver/dam/linear_solver.hpp"
#include "solver/dam/modal_superposition.hpp"
#include "solver/dam/modes.hpp"
#include "solver/dam/time_integration.hpp"

namespace freshet {
namespace {

using petsc::check;

/// Rayleigh's factors of the case: at its frequencies, else at the first and third of the section.
dam::RayleighFactors factors_of(const DamSession& session) {
  const auto& damping = session.spec().analysis.damping;
  if (damping.ratio == 0) return {};
  auto frequencies = damping.frequencies;
  if (frequencies[0] == 0) {
    const bool acoustic = session.spec().reservoir.kind == dam::Reservoir::Kind::Acoustic;
    const dam::Model dry(session.spec(), session.model().mesh(), !acoustic);
    const auto modes = dam::find_modes(dry, 3);
    frequencies = {modes[0].frequency, modes[2].frequency};
    session.say(fmt::format("dam: damping {} at {:.4f} and {:.4f} Hz", damping.ratio,
                            frequencies[0], frequencies[1]));
  }
  return dam::rayleigh_factors(damping.ratio, frequencies[0], frequencies[1]);
}

/// The ground rests before and after its record.
Real acceleration(const PiecewiseLinear& record, Real time) {
  if (record.empty() || time < 0) return 0;
  const auto& times = record.x();
  const bool constant = times.size() == 1;
  return constant || (time >= times.front() && time <= times.back()) ? record(time) : 0;
}

/// The response of a section from its equilibrium at t = 0.
class Response {
 public:
  Response(DamSession& session, DamResult& result)
      : session_(session), result_(result), model_(session.model()) {}

  void run() {
    const auto& analysis = session_.spec().analysis;
    const auto rayleigh = factors_of(session_);
    const dam::MatrixHandle stiffness = model_.stiffness(), mass = model_.mass();
    const dam::MatrixHandle damping = model_.damping(rayleigh.a0, rayleigh.a1);
    const dam::VectorHandle start = model_.unknowns().vector();
    {
      const dam::LinearSolver solver(stiffness.get(), "dam at rest");
      solver.solve(session_.actions().at(0).vector.get(), start.get());
    }
    for (int d = 0; d < 2; ++d) ground_[d] = model_.ground_motion(d);
    const auto load = [this](Real time, Vec f) {
      check(VecCopy(session_.actions().at(std::max(time, 0.0)).vector.get(), f), "VecCopy");
      for (int d = 0; d < 2; ++d)
        check(VecAXPY(f, motion(d, time), ground_[d].vector.get()), "VecAXPY");
    };
    dam::TimeIntegration integration({mass.get(), damping.get(), stiffness.get(), load},
                                     {analysis.time_step, analysis.spectral_radius}, start.get());
    march(integration);
    result_.figures.merge(session_.last_figures());
    result_.figures.merge(session_.envelope());
    if (analysis.superposed_modes > 0) superpose(rayleigh, stiffness.get(), start.get());
  }

 private:
  Real motion(int direction, Real time) const {
    const auto& ground = session_.spec().ground;
    return acceleration(direction == 0 ? ground.x : ground.y, time);
  }

  void march(dam::TimeIntegration& integration) {
    const SignalGuard signals;
    const auto& output = session_.spec().output;
    const Real end = session_.options().until.value_or(session_.spec().analysis.end_time);
    const Real half = 0.5 * session_.spec().analysis.time_step;
    Real next_row = 0, next_fields = 0;
    for (;; integration.step(), ++result_.steps) {
      const Real time = integration.time();
      const int signal = mpi::max(model_.mesh().communicator, signals.pending());
      const bool last = time > end - half || signal != 0;
      const DamState state{time, integration.displacement(), earthquake(integration), {}, nullptr};
      note_drift(integration);
      session_.tell_progress(result_.steps, time);
      if (last || time > next_row - half) {
        session_.write_row(state);
        next_row = time + output.history_interval;
      }
      if (last || time == 0 || (output.interval > 0 && time > next_fields - half)) {
        session_.write_fields(state);
        next_fields = time + output.interval;
      }
      if (!last) continue;
      result_.simulated_seconds = time;
      result_.signal = signal;
      return;
    }
  }

  /// On the dam: inertia of its motion and the ground's, and the water's pressures.
  dam::Resultant earthquake(const dam::TimeIntegration& integration) const {
    std::array<Real, 3> sum{};
    for (int k = 0; k < 3; ++k) {
      Real inertia = 0, water = 0;
      check(VecDot(model_.dam_inertia()[k].get(), integration.acceleration(), &inertia), "VecDot");
      check(VecDot(model_.dam_pressure()[k].get(), integration.displacement(), &water), "VecDot");
      sum[k] = water - inertia;
    }
    dam::Resultant all{sum[0], sum[1], sum[2], 0};
    for (int d = 0; d < 2; ++d) all += ground_[d].sum * motion(d, integration.time());
    return all;
  }

  /// Displacements of the first point, to hold superposed modes against.
  void note_drift(const dam::TimeIntegration& integration) {
    if (session_.spec().analysis.superposed_modes == 0 || session_.probes().empty()) return;
    const auto local = model_.unknowns().local_values(integration.displacement());
    drift_.push_back(session_.probes()[0].displacement(local)[0]);
  }

  void superpose(const dam::RayleighFactors& rayleigh, Mat, Vec start) {
    const auto& analysis = session_.spec().analysis;
    require(!session_.probes().empty(), "dam.analysis.superposed_modes: needs a dam.point", 0);
    const auto modes = dam::find_modes(model_, analysis.superposed_modes);
    const auto at = [&](Vec u) {
      return session_.probes()[0].displacement(model_.unknowns().local_values(u))[0];
    };
    std::vector<Real> sum(drift_.size(), at(start));
    for (const auto& mode : modes) {
      std::array<Real, 2> push{};
      for (int d = 0; d < 2; ++d)
        check(VecDot(mode.shape.get(), ground_[d].vector.get(), &push[d]), "VecDot");
      dam::LinearForceOscillator oscillator(mode.frequency, rayleigh, analysis.time_step);
      const Real shape = at(mode.shape.get());
      for (std::size_t i = 0; i < sum.size(); ++i) {
        const Real time = analysis.time_step * static_cast<Real>(i);
        const Real force = push[0] * motion(0, time) + push[1] * motion(1, time);
        sum[i] += shape * (i == 0 ? oscillator.start(force) : oscillator.step(force));
      }
    }
    Real difference = 0, most = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
      difference = std::max(difference, std::abs(sum[i] - drift_[i]));
      most = std::max(most, std::abs(drift_[i] - drift_[0]));
    }
    result_.figures["superposition_difference"] = difference / most;
    session_.say(fmt::format("dam: {} modes superposed differ by {:.3g} of the largest motion",
                             modes.size(), difference / most));
  }

  DamSession& session_;
  DamResult& result_;
  const dam::Model& model_;
  std::array<dam::Load, 2> ground_;
  std::vector<Real> drift_;
};

}  // namespace

void analyse_response(DamSession& session, DamResult& result) { Response(session, result).run(); }

void analyse_harmonic(DamSession& session, DamResult& result) {
  const dam::Model& model = session.model();
  const auto rayleigh = factors_of(session);
  const dam::MatrixHandle stiffness = model.stiffness(), mass = model.mass();
  const dam::MatrixHandle damping = model.damping(rayleigh.a0, rayleigh.a1);
  const auto& frequencies = session.spec().analysis.frequencies;
  for (std::size_t k = 0; k < frequencies.size(); ++k) {
    const auto answer =
        solve_harmonic(model, mass.get(), damping.get(), stiffness.get(), frequencies[k]);
    const auto real = model.unknowns().local_values(answer.real.get());
    const auto imaginary = model.unknowns().local_values(answer.imaginary.get());
    for (const auto& probe : session.probes()) {
      const auto put = [&](const std::string& what, Real re, Real im) {
        result.figures[fmt::format("{}_{}_{}", probe.name(), what, k + 1)] = std::hypot(re, im);
      };
      if (probe.in_water()) {
        put("pressure", probe.pressure(real), probe.pressure(imaginary));
        continue;
      }
      const auto a = probe.displacement(real), b = probe.displacement(imaginary);
      put("x", a[0], b[0]);
      put("y", a[1], b[1]);
    }
    // The ground's part in the water's equations is rho times the area of what moves along x.
    const dam::Load ground = model.ground_motion(0);
    const auto force = [&](Vec part) {
      Real sum = 0;
      check(VecDot(ground.vector.get(), part, &sum), "VecDot");
      return sum / session.spec().headwater->density;
    };
    if (session.spec().materials.empty())  // a reservoir before a rigid face
      result.figures[fmt::format("water_force_{}", k + 1)] =
          std::hypot(force(answer.real.get()), force(answer.imaginary.get()));
    DamState state;
    state.time = frequencies[k];  // fields lie in the file by frequency
    state.unknowns = answer.real.get();
    session.write_fields(state);
    session.say(fmt::format("dam: {:.5g} Hz solved", frequencies[k]));
  }
  result.steps = static_cast<std::int64_t>(frequencies.size());
}

void analyse_oscillator(const dam::Spec& spec, const DamRunOptions& options, DamResult& result) {
  petsc::ensure_initialised();
  const auto& oscillator = *spec.oscillator;
  const MPI_Comm world = MPI_COMM_WORLD;
  const bool root = mpi::rank_of(world) == 0;
  const auto single = [&](Real value) {
    dam::MatrixHandle matrix;
    check(
        MatCreateAIJ(world, root ? 1 : 0, root ? 1 : 0, 1, 1, 1, nullptr, 1, nullptr, matrix.put()),
        "MatCreateAIJ");
    if (root) check(MatSetValue(matrix.get(), 0, 0, value, INSERT_VALUES), "MatSetValue");
    check(MatAssemblyBegin(matrix.get(), MAT_FINAL_ASSEMBLY), "MatAssembly");
    check(MatAssemblyEnd(matrix.get(), MAT_FINAL_ASSEMBLY), "MatAssembly");
    return matrix;
  };
  const auto stiffness = single(oscillator.stiffness), mass = single(oscillator.mass),
             damping = single(oscillator.damping);
  const auto value_of = [&](Vec vector) {
    Real sum = 0;
    check(VecSum(vector, &sum), "VecSum");
    return sum;
  };
  dam::VectorHandle start;
  check(MatCreateVecs(stiffness.get(), start.put(), nullptr), "MatCreateVecs");
  check(VecSet(start.get(), oscillator.force(0) / oscillator.stiffness), "VecSet");
  const auto load = [&](Real time, Vec f) {
    check(VecSet(f, oscillator.force(std::max(time, 0.0))), "VecSet");
  };
  dam::TimeIntegration integration({mass.get(), damping.get(), stiffness.get(), load},
                                   {spec.analysis.time_step, spec.analysis.spectral_radius},
                                   start.get());
  std::optional<CsvTable> history;
  const Real end = options.until.value_or(spec.analysis.end_time);
  Real most = 0;
  for (;; integration.step(), ++result.steps) {
    const std::array<Real, 3> row{value_of(integration.displacement()),
                                  value_of(integration.velocity()),
                                  value_of(integration.acceleration())};
    most = std::max(most, std::abs(row[0]));
    result.figures[fmt::format("displacement_{}", result.steps)] = row[0];
    together(world, [&] {
      if (!root) return;
      if (!history)
        history.emplace(options.out / "dam" / "history.csv",
                        std::vector<std::string>{"displacement", "velocity", "acceleration"},
                        false);
      history->add(integration.time(), row);
    });
    if (integration.time() > end - 0.5 * spec.analysis.time_step) break;
  }
  result.figures["displacement_max"] = most;
  result.simulated_seconds = integration.time();
}

}  // namespace freshet
