#include <fmt/format.h>

#include "cases/dam/dam_session.hpp"
#include "cases/dam/embankment/run_embankment.hpp"
#include "solver/dam/base_joint.hpp"
#include "solver/dam/linear_solver.hpp"
#include "solver/dam/modes.hpp"

namespace freshet {

void analyse_static(DamSession& session, DamResult& result) {
  const dam::Model& model = session.model();
  DamState state;
  dam::OpenedBase opened;
  dam::VectorHandle u = model.unknowns().vector();
  if (session.spec().base && session.spec().base->no_tension) {
    dam::BaseJoint joint(model, session.actions());
    opened = joint.solve(0);
    u = std::move(opened.displacement);
    state.crack = opened.crack;
    session.say(fmt::format("dam: the base is open over {:.4f} m, after {} equilibria",
                            opened.crack, opened.iterations));
  } else {
    const dam::MatrixHandle stiffness = model.stiffness();
    const dam::LinearSolver solver(stiffness.get(), "dam");
    solver.solve(session.actions().at(0).vector.get(), u.get());
  }
  state.unknowns = u.get();
  session.write_row(state);
  session.write_fields(state);
  result.figures.merge(session.last_figures());
  if (session.spec().base) {
    // The gravity method beside the finite elements, with the crack that it finds itself.
    const auto rigid = stability_cracked(session.actions().base_forces(0), *session.spec().base,
                                         session.actions().base_pressures(0), model.base().length);
    result.figures["rigid_crack"] = rigid.crack;
    result.figures["rigid_sliding_factor"] = rigid.sliding_factor;
    const auto whole = stability_at(session.actions().base_forces(0), *session.spec().base,
                                    session.actions().base_pressures(0), model.base().length, 0);
    result.figures["uncracked_heel_stress"] = whole.heel_stress;
    result.figures["uncracked_toe_stress"] = whole.toe_stress;
    result.figures["uncracked_resultant"] = whole.resultant;
    result.figures["uncracked_sliding_factor"] = whole.sliding_factor;
    result.figures["uncracked_overturning_factor"] = whole.overturning_factor;
    result.figures["uncracked_uplift"] = whole.uplift;
  }
  result.steps = 1;
}

void analyse_modes(DamSession& session, DamResult& result) {
  const auto modes = dam::find_modes(session.model(), session.spec().analysis.modes);
  for (std::size_t k = 0; k < modes.size(); ++k) {
    const Real frequency = modes[k].frequency;
    result.figures[fmt::format("frequency_{}", k + 1)] = frequency;
    result.figures[fmt::format("mass_share_{}", k + 1)] = modes[k].mass_share;
    session.say(fmt::format("dam: mode {}: {:.4f} Hz, {:.1f} % of the mass along x", k + 1,
                            frequency, 100 * modes[k].mass_share));
    // Mode shapes lie in the file one after the other, at the "times" 1, 2, ...
    DamState state;
    state.time = static_cast<Real>(k + 1);
    state.unknowns = modes[k].shape.get();
    session.write_fields(state);
  }
  result.steps = static_cast<std::int64_t>(modes.size());
  if (session.spec().reservoir.kind != dam::Reservoir::Kind::Westergaard) return;
  const dam::Model empty(session.spec(), session.model().mesh(), false);
  const auto dry = dam::find_modes(empty, session.spec().analysis.modes);
  for (std::size_t k = 0; k < dry.size(); ++k) {
    result.figures[fmt::format("empty_frequency_{}", k + 1)] = dry[k].frequency;
    session.say(
        fmt::format("dam: mode {} of the empty reservoir: {:.4f} Hz", k + 1, dry[k].frequency));
  }
}

std::string describe_dam(const dam::Spec& spec, const std::filesystem::path& work_directory) {
  if (spec.oscillator)
    return fmt::format("dam         no cells: an oscillator of mass {} and stiffness {}\n",
                       spec.oscillator->mass, spec.oscillator->stiffness);
  if (spec.embankment) return describe_embankment(spec, work_directory);
  const auto mesh = dam::read_section(MPI_COMM_WORLD, spec.mesh, spec.refinements, work_directory);
  const dam::Model whole(spec, mesh);
  const dam::Actions checks_levels(whole);
  std::string text = fmt::format("dam         {} cells, {} vertices, {} unknowns\n",
                                 mesh.cells_global, mesh.vertices_global, whole.unknowns().total());
  text += "dam zones  ";
  for (const auto& name : mesh.zone_names) text += " \"" + name + "\"";
  text += "\ndam boundaries";
  for (const auto& name : mesh.boundary_names) text += " \"" + name + "\"";
  text += fmt::format("\ndam mass    {:.6g} kg/m, water added {:.6g} kg/m along x\n",
                      whole.dam_mass(), whole.added_mass());
  const bool on_springs = spec.base && spec.base->no_tension;
  if (spec.materials.empty() || on_springs) return text;
  const bool acoustic = spec.reservoir.kind == dam::Reservoir::Kind::Acoustic;
  const dam::Model dry(spec, mesh, !acoustic);
  text += fmt::format("dam         first frequency about {:.4g} Hz (Rayleigh's quotient{})\n",
                      dam::estimate_first_frequency(dry), acoustic ? ", without the water" : "");
  return text;
}

}  // namespace freshet
