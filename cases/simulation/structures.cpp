#include <fmt/format.h>

#include "cases/simulation/breach_figures.hpp"
#include "cases/simulation/schedule.hpp"
#include "cases/simulation/structure_figures.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "post/csv_table.hpp"

namespace freshet {
namespace {

/// structures.csv and pools.csv, at the times of series; what passed by structure and pool goes to
/// the summary. Ends the run where a pool rises above its storage curve.
class StructureRows : public Participant {
 public:
  explicit StructureRows(Simulation& simulation) : simulation_(simulation) {}

  Real next_event(Real time) const override {
    return any() ? times().after(time) : Participant::next_event(time);
  }

  void begin(bool goes_on) override {
    if (!any()) return;
    reader_.emplace(simulation_);
    breaches_.emplace(simulation_);
    open(goes_on);
    const Real time = simulation_.solver().time();
    if (time == 0 || times().contains(time)) write();
  }

  int most_steps() const override { return given().pools.empty() ? Participant::most_steps() : 1; }

  void act() override {
    if (!any()) return;
    hold_pools();
    if (!simulation_.over() && times().contains(simulation_.solver().time())) write();
  }

  void end() override {
    if (!any()) return;
    write();
    RunSummary& s = simulation_.run().summary;
    s.structures = reader_->structure_reports();
    s.pools = reader_->pool_reports();
    s.breaches = breaches_->reports();
  }

 private:
  const Case& given() const { return simulation_.given(); }
  bool any() const { return !given().structures.empty() || !given().pools.empty(); }
  Schedule times() const { return series_times(given()); }

  /// On rank 0.
  template <class Work>
  void on_root(Work&& work) {
    together(simulation_.mesh().communicator, [&] {
      if (simulation_.root()) work();
    });
  }

  void open(bool goes_on) {
    std::vector<std::string> columns, pools;
    for (const auto& s : given().structures) {
      const bool gate = s.is_gate();
      for (const char* what : {"_discharge_m3_per_s", "_level_up_m", "_level_down_m",
                               gate ? "_opening_m" : "_opening", "_state"})
        columns.push_back(s.name + what);
    }
    for (const auto& b : given().breaches)
      for (const char* what : BreachReader::columns) columns.push_back(b.name + what);
    for (const auto& p : given().pools)
      for (const char* what : {"_level_m", "_volume_m3", "_inflow_m3_per_s"})
        pools.push_back(p.name + what);
    const auto& out = simulation_.run().out;
    const Real time = simulation_.solver().time();
    on_root([&] {
      if (!columns.empty()) structures_ = CsvTable(out / "structures.csv", columns, goes_on);
      if (!pools.empty()) pools_ = CsvTable(out / "pools.csv", pools, goes_on);
      if (goes_on && !columns.empty()) structures_.start(time);
      if (goes_on && !pools.empty()) pools_.start(time);
    });
  }

  void write() {
    const Real time = simulation_.solver().time();
    std::vector<Real> row, pool_row;
    const auto figures = reader_->structures();
    for (const auto& f : figures)
      row.insert(row.end(), {f.discharge, f.level_up, f.level_down, f.opening, f.state});
    for (const auto& f : breaches_->breaches(figures))
      row.insert(row.end(), {f.discharge, f.width, f.crest_width, f.invert, f.eroded});
    const auto volumes = reader_->pool_volumes();
    for (std::size_t p = 0; p < volumes.size(); ++p) {
      const PoolSpec& pool = given().pools[p];
      pool_row.insert(pool_row.end(), {level(p, volumes[p]), volumes[p], pool.inflow(time)});
    }
    on_root([&] {
      if (!row.empty()) structures_.add(time, row);
      if (!pool_row.empty()) pools_.add(time, pool_row);
    });
  }

  Real level(std::size_t pool, Real volume) const {
    const PoolSpec& spec = given().pools[pool];
    return PiecewiseLinear(spec.volumes.y(), spec.volumes.x(), spec.origin)(volume);
  }

  void hold_pools() const {
    if (given().pools.empty()) return;
    const auto volumes = reader_->pool_volumes();
    for (std::size_t p = 0; p < volumes.size(); ++p) {
      const PoolSpec& pool = given().pools[p];
      const Real most = pool.volumes.y().back();
      if (!(volumes[p] >= -1e-9 * most))
        throw SimulationError(fmt::format(
            "{}: pool \"{}\" runs dry while boundary \"{}\" takes water from it, at t = "
            "{} s",
            pool.origin, pool.name, pool.boundary, simulation_.solver().time()));
      if (volumes[p] > most)
        throw SimulationError(fmt::format(
            "{}: pool \"{}\" rises above its storage curve, which ends at {} m with {} m3, at t = "
            "{} s",
            pool.origin, pool.name, pool.volumes.x().back(), most, simulation_.solver().time()));
    }
  }

  Simulation& simulation_;
  std::optional<StructureReader> reader_;
  std::optional<BreachReader> breaches_;
  CsvTable structures_, pools_;  ///< of rank 0
};

}  // namespace

std::unique_ptr<Participant> make_structures(Simulation& simulation) {
  return std::make_unique<StructureRows>(simulation);
}

}  // namespace freshet
