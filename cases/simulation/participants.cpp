#include "cases/simulation/participant.hpp"

namespace freshet {

// Each is a file of this folder.
std::unique_ptr<Participant> make_kept_states(Simulation& simulation);
std::unique_ptr<Participant> make_loads(Simulation& simulation);
std::unique_ptr<Participant> make_checkpoints(Simulation& simulation);
std::unique_ptr<Participant> make_gauges(Simulation& simulation);
std::unique_ptr<Participant> make_sections(Simulation& simulation);
std::unique_ptr<Participant> make_structures(Simulation& simulation);
std::unique_ptr<Participant> make_erosion(Simulation& simulation);
std::unique_ptr<Participant> make_fields(Simulation& simulation);
std::unique_ptr<Participant> make_progress(Simulation& simulation);
std::unique_ptr<Participant> make_work_balance(Simulation& simulation);

std::vector<std::unique_ptr<Participant>> participants(Simulation& simulation) {
  std::vector<std::unique_ptr<Participant>> all;
  for (const auto make :
       {make_kept_states, make_loads, make_checkpoints, make_gauges, make_sections, make_structures,
        make_erosion, make_fields, make_progress, make_work_balance})
    all.push_back(make(simulation));
  return all;
}

Real Participant::next_event(Real) const { return std::numeric_limits<Real>::infinity(); }
void Participant::begin(bool) {}
int Participant::most_steps() const { return std::numeric_limits<int>::max(); }
void Participant::save(CheckpointView&) const {}
void Participant::load(const Checkpoint&) {}

}  // namespace freshet
