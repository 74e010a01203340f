#pragma once
#include <optional>

#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"
#include "post/series.hpp"

namespace freshet {

/// Rows of a table in time, at the times of series: what a writer of gauges and one of sections
/// have in common. No file where there is no writer.
template <class Writer>
class SeriesRows : public Participant {
 public:
  /// Makes the writer, or none where the case asks for nothing.
  using Make = std::optional<Writer> (*)(Simulation& simulation, bool append);

  SeriesRows(Simulation& simulation, Make make) : simulation_(simulation), make_(make) {}

  Real next_event(Real time) const override {
    return series_times(simulation_.given()).after(time);
  }

  void begin(bool goes_on) override {
    auto made = make_(simulation_, goes_on);
    if (!made) return;
    writer_.emplace(std::move(*made));
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

  Simulation& simulation_;
  Make make_;
  int watch_ = 0;
  std::optional<Writer> writer_;
};

}  // namespace freshet
