#include <fmt/format.h>

#include <map>
#include <optional>

#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"
#include "cases/simulation/written_fields.hpp"
#include "kernels/error.hpp"
#include "post/flow_file.hpp"

namespace freshet {
namespace {

/// flow.h5: fields in time, and those that are written at the end.
class Fields : public Participant {
 public:
  explicit Fields(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override { return schedule().after(time); }

  void begin(bool goes_on) override {
    writer_.emplace(simulation_.mesh(), simulation_.run().out, output(), goes_on,
                    fields_of(simulation_.solver(), Written::InTime));
    const Real time = simulation_.solver().time();
    if (goes_on) writer_->go_on_from(time);
    if (time == 0 || schedule().contains(time)) write();
  }

  void act() override {
    if (simulation_.over() || !schedule().contains(simulation_.solver().time())) return;
    if (simulation_.solver().reads_beside())
      begin_to_write();
    else
      write();
  }

  void meanwhile() override {
    if (!begun_) return;
    const FlowSolver& solver = simulation_.solver();
    std::map<std::string, std::vector<Real>> read;
    for (const auto& field : begun_fields()) read[field.name] = solver.read_beside(field);
    const FlowState state{std::move(read["depth"]), std::move(read["velocity_x"]),
                          std::move(read["velocity_y"]), std::move(read["bed"])};
    std::vector<std::vector<Real>> values;
    for (const auto& field : solver.fields())
      if (field.written == Written::InTime)
        values.push_back(field.name == "bed" ? state.bed : std::move(read[field.name]));
    writer_->write(*begun_, view(state), values);
    begun_.reset();
  }

  void end() override {
    write();
    const auto fields = fields_of(simulation_.solver(), Written::AtEnd);
    const auto values = values_of(simulation_.solver(), Written::AtEnd);
    std::vector<FlowValues> all;
    for (std::size_t k = 0; k < fields.size(); ++k) all.push_back({fields[k], values[k]});
    if (!all.empty()) writer_->write_static(all);
  }

  void save(CheckpointView& checkpoint) const override {
    if (output().maxima) checkpoint.lists[kDepths] = output().arrival_depths;
  }

  /// Arrival times of other depths would go on as if they were of these.
  void load(const Checkpoint& checkpoint) override {
    const auto stored = checkpoint.lists.find(kDepths);
    if (!output().maxima || stored == checkpoint.lists.end()) return;
    if (stored->second != output().arrival_depths)
      throw InputError(fmt::format(
          "--restart: output.arrival_depths: the checkpoint was written with [{:g}] (now [{:g}])",
          fmt::join(stored->second, ", "), fmt::join(output().arrival_depths, ", ")));
  }

 private:
  static constexpr const char* kDepths = "arrival_depths";

  const OutputOptions& output() const { return simulation_.given().output; }
  Schedule schedule() const { return {output().interval, simulation_.given().end_time}; }
  void write() {
    writer_->write(simulation_.solver().time(), view(simulation_.state()),
                   values_of(simulation_.solver(), Written::InTime));
  }

  /// The state, and what else is written in time.
  std::vector<FieldInfo> begun_fields() const {
    std::vector<FieldInfo> fields;
    for (const auto& field : simulation_.solver().fields()) {
      const bool state = field.name == "depth" || field.name == "velocity_x" ||
                         field.name == "velocity_y" || field.name == "bed";
      if (state || field.written == Written::InTime) fields.push_back(field);
    }
    return fields;
  }
  void begin_to_write() {
    begun_ = simulation_.solver().time();
    for (const auto& field : begun_fields()) simulation_.own_solver().begin_to_read(field);
  }

  Simulation& simulation_;
  std::optional<FlowWriter> writer_;
  std::optional<Real> begun_;  ///< the time (s) of what is on its way to the host
};

}  // namespace

std::unique_ptr<Participant> make_fields(Simulation& simulation) {
  return std::make_unique<Fields>(simulation);
}

}  // namespace freshet
