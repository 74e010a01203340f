#include <algorithm>

#include "cases/model/sections_on_mesh.hpp"
#include "cases/simulation/schedule.hpp"
#include "cases/simulation/simulation.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "post/series.hpp"

namespace freshet {
namespace {

/// sections.csv and section_volumes.csv: what crossed the faces of each section, exactly summed.
class SectionRows : public Participant {
 public:
  explicit SectionRows(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override { return times().after(time); }

  void begin(bool goes_on) override {
    if (sections().empty()) return;
    of_face_ = sections_on_mesh(sections(), simulation_.mesh()).section;
    std::vector<std::string> names;
    for (const auto& section : sections()) names.push_back(section.name);
    writer_.emplace(simulation_.mesh(), simulation_.run().out, names, goes_on);
    const Real time = simulation_.solver().time();
    if (goes_on) writer_->go_on_from(time);
    if (time == 0 || times().contains(time)) write();
  }

  void act() override {
    if (!simulation_.over() && times().contains(simulation_.solver().time())) write();
  }

  void end() override { write(); }

 private:
  const std::vector<Section>& sections() const { return simulation_.given().output.sections; }
  Schedule times() const { return series_times(simulation_.given()); }

  void write() {
    if (writer_)
      writer_->write(simulation_.solver().time(), sums("section_discharge"),
                     sums("section_volume"));
  }

  /// Of a field of faces, by section; 0 where it has none.
  std::vector<Real> sums(const char* name) const {
    const auto& fields = simulation_.solver().fields();
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&](const FieldInfo& info) { return info.name == name; });
    std::vector<ExactSum> exact(sections().size());
    if (field != fields.end()) {
      const auto values = simulation_.solver().values(*field);
      for (std::size_t k = 0; k < values.size(); ++k) exact[of_face_[k]].add(values[k]);
    }
    std::vector<Real> totals;
    for (auto& sum : exact) {
      sum.reduce(simulation_.mesh().communicator);
      totals.push_back(sum.total());
    }
    return totals;
  }

  Simulation& simulation_;
  std::vector<Index> of_face_;
  std::optional<SectionWriter> writer_;
};

}  // namespace

std::unique_ptr<Participant> make_sections(Simulation& simulation) {
  return std::make_unique<SectionRows>(simulation);
}

}  // namespace freshet
