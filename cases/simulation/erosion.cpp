#include "cases/model/erodible_on_mesh.hpp"
#include "cases/simulation/schedule.hpp"
#include "cases/simulation/structure_figures.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/csv_table.hpp"

namespace freshet {
namespace {

/// erosion.csv: what the flow has carried off each body, and how low its bed stands. The summary
/// holds that against the volume that the bed has lost.
class ErosionRows : public Participant {
 public:
  explicit ErosionRows(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override {
    return any() ? times().after(time) : Participant::next_event(time);
  }

  void begin(bool goes_on) override {
    if (!any()) return;
    body_ = bodies_of_cells(given().erodible, simulation_.mesh());
    const Real time = simulation_.solver().time();
    std::vector<std::string> columns;
    for (const auto& each : given().erodible)
      for (const char* what : {"_eroded_m3", "_lowest_m"}) columns.push_back(each.name + what);
    on_root([&] {
      table_ = CsvTable(simulation_.run().out / "erosion.csv", columns, goes_on);
      if (goes_on) table_.start(time);
    });
    if (time == 0 || times().contains(time)) write();
  }

  void act() override {
    if (any() && !simulation_.over() && times().contains(simulation_.solver().time())) write();
  }

  void end() override {
    if (!any()) return;
    write();
    const Mesh& mesh = simulation_.mesh();
    const auto eroded = field_values(simulation_, "eroded"), bed = field_values(simulation_, "bed");
    ExactSum carried, lost, moved;
    for (Index c = 0; c < mesh.owned; ++c) {
      carried.add(mesh.area[c] * eroded[c]);
      lost.add(mesh.area[c] * (mesh.bed[c] - bed[c]));
      moved.add(mesh.area[c] * std::abs(mesh.bed[c] - bed[c]));
    }
    carried.reduce(mesh.communicator);
    lost.reduce(mesh.communicator);
    moved.reduce(mesh.communicator);
    const Real scale = std::max(carried.total(), moved.total());
    const Real error = std::abs(carried.total() - lost.total());
    auto& figures = simulation_.run().summary.erosion;
    figures["eroded_m3"] = carried.total();
    figures["bed_lost_m3"] = lost.total();
    figures["moved_m3"] = moved.total();
    figures["sediment_error_relative"] = scale > 0 ? error / scale : 0;
  }

 private:
  const Case& given() const { return simulation_.given(); }
  bool any() const { return !given().erodible.empty(); }
  Schedule times() const { return series_times(given()); }

  template <class Work>
  void on_root(Work&& work) {
    together(simulation_.mesh().communicator, [&] {
      if (simulation_.root()) work();
    });
  }

  void write() {
    const Mesh& mesh = simulation_.mesh();
    const auto eroded = field_values(simulation_, "eroded"), bed = field_values(simulation_, "bed");
    std::vector<Real> row;
    for (std::size_t b = 0; b < given().erodible.size(); ++b) {
      ExactSum volume;
      Real lowest = std::numeric_limits<Real>::infinity();
      for (Index c = 0; c < mesh.owned; ++c) {
        if (body_[c] != static_cast<Index>(b)) continue;
        volume.add(mesh.area[c] * eroded[c]);
        lowest = std::min(lowest, bed[c]);
      }
      volume.reduce(mesh.communicator);
      row.insert(row.end(), {volume.total(), -mpi::max(mesh.communicator, -lowest)});
    }
    on_root([&] { table_.add(simulation_.solver().time(), row); });
  }

  Simulation& simulation_;
  std::vector<Index> body_;  ///< of each cell
  CsvTable table_;           ///< of rank 0
};

}  // namespace

std::unique_ptr<Participant> make_erosion(Simulation& simulation) {
  return std::make_unique<ErosionRows>(simulation);
}

}  // namespace freshet
