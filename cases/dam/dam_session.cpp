#include "cases/dam/dam_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/dam/embankment/run_embankment.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
DamSession::DamSession(const dam::Spec& spec, const DamRunOptions& options, bool append)
    : spec_(spec),
      options_(options),
      mesh_(dam::read_section(MPI_COMM_WORLD, spec.mesh, spec.refinements, options.out / "mesh")),
      model_(std::make_unique<dam::Model>(spec_, mesh_)),
      history_(mesh_.communicator, options.out / "dam" / "history.csv", append) {
  stress_ = std::make_unique<dam::StressMap>(*model_);
  actions_ = std::make_unique<dam::Actions>(*model_);
  for (const auto& point : spec.output.points) probes_.emplace_back(*model_, point);
  say(fmt::format("dam: {} cells, {} unknowns, {} ranks, results in {}", mesh_.cells_global,
                  model_->unknowns().total(), mesh_.ranks, (options.out / "dam").string()));
}

void DamSession::measure_base(std::map<std::string, Real>& found, const DamState& state) const {
  if (!spec_.base) return;
  const auto forces = actions_->base_forces(state.time, state.earthquake);
  const auto ends = actions_->base_pressures(state.time);
  const Real length = model_->base().length;
  const dam::Stability s = state.crack
                               ? stability_at(forces, *spec_.base, ends, length, *state.crack)
                               : stability_cracked(forces, *spec_.base, ends, length);
  found["normal"] = forces.normal;
  found["thrust"] = forces.thrust;
  found["uplift"] = s.uplift;
  found["crack"] = s.crack;
  found["resultant"] = s.resultant;
  found["heel_stress"] = s.heel_stress;
  found["toe_stress"] = s.toe_stress;
  found["sliding_factor"] = s.sliding_factor;
  found["overturning_factor"] = s.overturning_factor;
  for (const auto& rule : dam::kCriteria) found[rule.name] = holds(rule, s, length) ? 1 : 0;
}

std::map<std::string, Real> DamSession::measure(const DamState& state) const {
  std::map<std::string, Real> found;
  if (spec_.headwater) found["headwater_level"] = actions_->headwater(state.time);
  if (spec_.tailwater) found["tailwater_level"] = actions_->tailwater(state.time);
  const auto local = model_->unknowns().local_values(state.unknowns);
  for (const auto& probe : probes_) {
    if (probe.in_water()) {
      found[probe.name() + "_pressure"] = probe.pressure(local);
      continue;
    }
    const auto u = probe.displacement(local);
    found[probe.name() + "_x"] = u[0];
    found[probe.name() + "_y"] = u[1];
  }
  const auto stresses = stress_->stress(state.unknowns, actions_->temperature(state.time));
  Real tension = 0, compression = 0;
  for (std::size_t i = 0; i < stress_->vertices().size(); ++i) {
    if (spec_.materials[stress_->materials()[i]].foundation) continue;
    const auto both = dam::principal(stresses[3 * i], stresses[3 * i + 1], stresses[3 * i + 2]);
    tension = std::max(tension, both[0]);
    compression = std::max(compression, -both[1]);
  }
  found["largest_tension"] = mpi::max(mesh_.communicator, tension);
  found["largest_compression"] = mpi::max(mesh_.communicator, compression);
  measure_base(found, state);
  return found;
}

void DamSession::write_row(const DamState& state) { history_.write(state.time, measure(state)); }

void DamSession::write_fields(const DamState& state) {
  if (!writer_) {
    const auto topology = gather_topology(mesh_);
    writer_ = std::make_unique<DamWriter>(
        mesh_.communicator, options_.out / "dam",
        PlaneMeshView{topology.points, topology.corners, topology.first, topology.zone});
  }
  const auto fields =
      gather_fields(*model_, *stress_, state.unknowns, actions_->temperature(state.time));
  const auto column = [](const std::vector<Real>& all, std::size_t width, std::size_t which) {
    std::vector<Real> one;
    for (std::size_t i = which; i < all.size(); i += width) one.push_back(all[i]);
    return one;
  };
  const auto xx = column(fields.stress, 3, 0), yy = column(fields.stress, 3, 1),
             xy = column(fields.stress, 3, 2), largest = column(fields.principal, 2, 0),
             least = column(fields.principal, 2, 1);
  std::vector<VertexField> list{{"displacement", "m", 2, fields.displacement},
                                {"stress_xx", "Pa", 1, xx},
                                {"stress_yy", "Pa", 1, yy},
                                {"stress_xy", "Pa", 1, xy},
                                {"principal_largest", "Pa", 1, largest},
                                {"principal_least", "Pa", 1, least}};
  if (spec_.reservoir.kind == dam::Reservoir::Kind::Acoustic)
    list.push_back({"water_pressure", "Pa", 1, fields.pressure});
  if (state.damage) list.push_back({"damage", "1", 1, *state.damage});
  writer_->write(state.time, list);
}

void check_dam_options(const dam::Spec& spec, const DamRunOptions& options) {
  const bool has_end = spec.analysis.end_time > 0;
  const bool series = spec.analysis.kind == dam::Analysis::Series ||
                      (spec.analysis.kind == dam::Analysis::Seepage && has_end);
  const bool in_time = series || spec.analysis.kind == dam::Analysis::Response ||
                       (spec.analysis.kind == dam::Analysis::Slopes && has_end);
  require(
      options.restart.empty() || series,
      "--restart: of a dam only a series can go on, and seepage in time; any other analysis begins "
      "anew without it",
      options.restart);
  require(!options.until || in_time, "--until: this dam.analysis.kind has no time",
          options.until.value_or(0));
  require(!options.until || (*options.until > 0 && *options.until <= spec.analysis.end_time),
          "--until: must lie in (0, dam.analysis.end_time]", options.until.value_or(0));
  if (options.restart.empty()) return;
  std::error_code error;
  const auto file = checkpoint_file(options);
  require(std::filesystem::is_regular_file(file, error),
          "--restart: there is no such checkpoint of a series", file.string());
}

std::filesystem::path checkpoint_file(const DamRunOptions& options) {
  const bool named = !options.restart.empty() && options.restart != "latest";
  return named ? std::filesystem::path(options.restart) : options.out / "dam" / "checkpoint.h5";
}

DamResult run_dam(const dam::Spec& spec, const DamRunOptions& options) {
  DamResult result;
  check_dam_options(spec, options);
  if (spec.oscillator) {
    analyse_oscillator(spec, options, result);
    return result;
  }
  if (spec.embankment) return run_embankment(spec, options);
  DamSession session(spec, options, !options.restart.empty());
  result.cells = session.model().mesh().cells_global;
  result.figures["dam_mass"] = session.model().dam_mass();
  result.figures["added_mass"] = session.model().added_mass();
  switch (spec.analysis.kind) {
    case dam::Analysis::Static:
      analyse_static(session, result);
      break;
    case dam::Analysis::Modal:
      analyse_modes(session, result);
      break;
    case dam::Analysis::Response:
      analyse_response(session, result);
      break;
    case dam::Analysis::Harmonic:
      analyse_harmonic(session, result);
      break;
    case dam::Analysis::Series:
      analyse_series(session, result);
      break;
    case dam::Analysis::Seepage:
    case dam::Analysis::Slopes:
      break;  // of an embankment
  }
  return result;
}

}  // namespace freshet
