#include "cases/simulation/run_summary.hpp"
#include "cases/simulation/simulation.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// What the log, the screen and progress.json tell of a run on its way.
class ShownProgress : public Participant {
 public:
  explicit ShownProgress(Simulation& simulation) : simulation_(simulation) {}

  void begin(bool) override {
    const auto& solver = simulation_.solver();
    progress_.emplace(simulation_.log(), simulation_.mesh().cells_global, solver.time(),
                      simulation_.end(), solver.steps());
  }

  bool wants_attention() const override {
    return simulation_.root() &&
           (progress_->due(simulation_.solver().time()) || simulation_.status().due());
  }

  void act() override {
    const auto& solver = simulation_.solver();
    if (!solver.note().attention && solver.time() < simulation_.end()) return;
    GlobalIndex wet = 0;
    for (const Real depth : simulation_.state().depth)
      wet += depth >= simulation_.given().flow.dry_depth;
    const ProgressState state{solver.time(), solver.last_time_step(), solver.steps(),
                              mpi::sum(simulation_.mesh().communicator, wet),
                              volume_error(solver.volumes(), simulation_.volume_start())};
    if (simulation_.root()) progress_->show(state);
    simulation_.tell_status();
  }

 private:
  Simulation& simulation_;
  std::optional<Progress> progress_;
};

}  // namespace

std::unique_ptr<Participant> make_progress(Simulation& simulation) {
  return std::make_unique<ShownProgress>(simulation);
}

}  // namespace freshet
