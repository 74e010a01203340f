#include "cases/simulation/face_loads.hpp"
#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"

namespace freshet {
namespace {

/// Writes the loads of the case's faces.
class Loads : public Participant {
 public:
  explicit Loads(Simulation& simulation) : simulation_(simulation) {
    const auto& faces = simulation.given().output.faces;
    if (!faces.empty()) loads_.emplace(simulation.mesh(), faces, simulation.given().flow.gravity);
  }

  Real next_event(Real time) const override {
    return !loads_ || every_step() ? Participant::next_event(time) : schedule().after(time);
  }

  void begin(bool goes_on) override {
    if (loads_) loads_->begin(simulation_.own_solver(), simulation_.run().out, goes_on);
  }

  /// A row at the end of a run that was stopped earlier would not be one of a run in one go.
  void act() override {
    if (loads_)
      loads_->add_steps(simulation_.solver(),
                        [&](Real time) { return every_step() || schedule().contains(time); });
  }

  void end() override {
    if (loads_) loads_->flush();
  }

  void save(CheckpointView& checkpoint) const override {
    if (!loads_) return;
    checkpoint.lists[kSums] = loads_->save();
    loads_->flush();
  }

  void load(const Checkpoint& checkpoint) override {
    if (!loads_) return;
    const auto found = checkpoint.lists.find(kSums);
    loads_->load(found == checkpoint.lists.end() ? std::vector<Real>() : found->second);
  }

 private:
  static constexpr const char* kSums = "face_load_sums";

  bool every_step() const { return simulation_.given().output.loads_interval == 0; }
  Schedule schedule() const { return load_times(simulation_.given()); }

  Simulation& simulation_;
  std::optional<FaceLoads> loads_;
};

}  // namespace

std::unique_ptr<Participant> make_loads(Simulation& simulation) {
  return std::make_unique<Loads>(simulation);
}

}  // namespace freshet
