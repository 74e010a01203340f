#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"
#include "post/series.hpp"

namespace freshet {
namespace {

/// Rows of sections.csv.
class Sections : public Participant {
 public:
  explicit Sections(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override {
    return series_times(simulation_.given()).after(time);
  }

  void begin(bool goes_on) override {
    if (simulation_.given().output.sections.empty()) return;
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

  SectionWriter make_writer(bool append) const;

  Simulation& simulation_;
  int watch_ = 0;
  std::optional<SectionWriter> writer_;
};

/// Discharge counts from the left to the right of a section's direction.
SectionWriter Sections::make_writer(bool append) const {
  std::vector<SectionCells> sections;
  for (const auto& section : simulation_.given().output.sections) {
    SectionCells cells{section.name, {}};
    for (const auto& piece : simulation_.location().cross(section.points))
      cells.pieces.push_back({piece.cell, piece.length, piece.along_y, -piece.along_x});
    sections.push_back(std::move(cells));
  }
  return {simulation_.mesh(), simulation_.run().out, sections, append};
}

}  // namespace

std::unique_ptr<Participant> make_sections(Simulation& simulation) {
  return std::make_unique<Sections>(simulation);
}

}  // namespace freshet
