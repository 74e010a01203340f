#include <cmath>

#include "cases/simulation/simulation.hpp"

namespace freshet {
namespace {

/// Keeps the state where a check asks for it. Those times are times of output, so that they shorten
/// no further step.
class KeptStates : public Participant {
 public:
  explicit KeptStates(Simulation& simulation) : simulation_(simulation) {}

  void act() override {
    const Real time = simulation_.solver().time();
    for (const auto& check : simulation_.given().checks)
      for (const Real asked : check.times)
        if (std::abs(time - asked) <= 1e-9 * asked)
          simulation_.run().kept[asked] = simulation_.state();
  }

 private:
  Simulation& simulation_;
};

}  // namespace

std::unique_ptr<Participant> make_kept_states(Simulation& simulation) {
  return std::make_unique<KeptStates>(simulation);
}

}  // namespace freshet
