#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"
#include "post/series.hpp"

namespace freshet {
namespace {

/// Rows of gauges.csv.
class Gauges : public Participant {
 public:
  explicit Gauges(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override {
    return series_times(simulation_.given()).after(time);
  }

  void begin(bool goes_on) override {
    if (simulation_.given().output.gauges.empty()) return;
    writer_.emplace(make_writer(goes_on));
    watch_ = simulation_.watch(writer_->cells());
    const Real time = simulation_.solver().time();
    if (goes_on) writer_->go_on_from(time);
    if (time == 0 || due()) write();
  }

  void act() override {
    if (!simulation_.over() && due()) write();
  }

  void end() override { write(); }

 private:
  bool due() const {
    return series_times(simulation_.given()).contains(simulation_.solver().time());
  }

  void write() {
    if (!writer_) return;
    const FlowState state = simulation_.solver().state_of(watch_);
    writer_->write(simulation_.solver().time(), view(state));
  }

  GaugeWriter make_writer(bool append) const;

  Simulation& simulation_;
  int watch_ = 0;
  std::optional<GaugeWriter> writer_;
};

/// Without a cell on the ranks that do not have the place.
GaugeWriter Gauges::make_writer(bool append) const {
  const Case& given = simulation_.given();
  std::vector<GaugeCell> cells;
  for (const auto& gauge : given.output.gauges)
    cells.push_back({gauge.name, simulation_.location().find(gauge.x, gauge.y)});
  return {simulation_.mesh(), simulation_.run().out, cells, append, given.flow.dry_depth};
}

}  // namespace

std::unique_ptr<Participant> make_gauges(Simulation& simulation) {
  return std::make_unique<Gauges>(simulation);
}

}  // namespace freshet
