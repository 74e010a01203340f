#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"

namespace freshet {
namespace {

/// Checkpoints in time, and at the end of a run that may be gone on with.
class Checkpoints : public Participant {
 public:
  explicit Checkpoints(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override { return schedule().after(time); }

  void act() override {
    const bool asked = simulation_.given().output.checkpoint_interval > 0;
    if (asked && schedule().contains(simulation_.solver().time())) simulation_.write_checkpoint();
  }

  void end() override {
    const bool stopped = simulation_.solver().note().signal != 0;
    const bool until = simulation_.arguments().until && !simulation_.left_schedule();
    if (stopped || until) simulation_.write_checkpoint();
  }

 private:
  Schedule schedule() const {
    return {simulation_.given().output.checkpoint_interval, simulation_.given().end_time};
  }

  Simulation& simulation_;
};

}  // namespace

std::unique_ptr<Participant> make_checkpoints(Simulation& simulation) {
  return std::make_unique<Checkpoints>(simulation);
}

}  // namespace freshet
