#include <fmt/format.h>

#include "cases/simulation/simulation.hpp"

namespace freshet {
namespace {

/// Has the cells divided anew where the work of the ranks has become uneven.
class WorkBalance : public Participant {
 public:
  explicit WorkBalance(Simulation& simulation) : simulation_(simulation) {}

  void act() override {
    RunBalance& balance = simulation_.balance();
    if (simulation_.over() || simulation_.left_schedule()) return;
    if (!balance.look_due(simulation_.solver())) return;
    const Real dry_depth = simulation_.given().flow.dry_depth;
    if (!balance.wants_division(simulation_.mesh(), simulation_.solver(), dry_depth)) return;
    simulation_.say(
        fmt::format("imbalance {:.2f} at {} s: dividing the cells anew, a dry one counts {:.2f}",
                    balance.imbalance(), simulation_.solver().time(), balance.dry_work()));
    simulation_.divide();
  }

  /// Taken back by RunBalance::shares_of, before there is a mesh.
  void save(CheckpointView& checkpoint) const override {
    checkpoint.reals["dry_work"] = simulation_.balance().dry_work();
  }

 private:
  Simulation& simulation_;
};

}  // namespace

std::unique_ptr<Participant> make_work_balance(Simulation& simulation) {
  return std::make_unique<WorkBalance>(simulation);
}

}  // namespace freshet
