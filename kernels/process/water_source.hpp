#pragma once
#include "kernels/filling_limit.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"
#include "kernels/water_exchange.hpp"

namespace freshet {

/// Water that comes in or is taken out at places: hydrographs, each spread over one or more cells.
/// The owned cells that any of them touches, each once, rising; entries (a cell's share in a
/// source) in the order of cells, then of sources.
struct WaterSourceOptions : ProcessOptions {
  std::vector<std::string> names;           ///< of the sources
  std::vector<PiecewiseLinear> discharges;  ///< s -> m3/s; negative: out of the domain
  std::vector<Real> filling;  ///< largest share / (area size^2) of each source, all ranks, 1/m4
  std::vector<Index> cells;
  std::vector<Index> first_entry;  ///< of each of the cells, and one past the last
  std::vector<Index> entry_source;
  std::vector<Real> entry_share;   ///< of the source's discharge
  Index entries_of_all = 0;        ///< on all ranks
  std::vector<Index> entry_place;  ///< of each own entry among them
};

/// What a source brings in the step, m3.
struct TellSource {
  SeriesListView discharges;
  const StepClock* clock;
  Real* volume;

  FRESHET_BODY void operator()(Index source) const {
    volume[source] =
        discharges[source].mean(clock->time, clock->next) * (clock->next - clock->time);
  }
};

struct PourSources {
  FlowFields<Real> state;
  WaterAccount in, out;  ///< of entries, m3
  const Index *cells, *first_entry, *entry_source;
  const Real *entry_share, *volume;
  CellAreas areas;
  Real dry_depth;

  FRESHET_BODY void operator()(Index k) const {
    const Index cell = cells[k];
    const Real area = areas[cell];
    for (Index e = first_entry[k]; e < first_entry[k + 1]; ++e) {
      const Real depth = entry_share[e] * volume[entry_source[e]] / area;
      if (depth > 0) pour_on_account(state, in, e, cell, depth, area, dry_depth);
      if (depth < 0) draw_on_account(state, out, e, cell, -depth, area, dry_depth);
    }
  }
};

template <class Space>
class WaterSource : public Process<Space> {
 public:
  using Options = WaterSourceOptions;

  WaterSource(const Options& options, FlowMemory<Space>& memory)
      : discharges_(options.discharges),
        filling_(on_device<Real, Space>(options.filling)),
        volume_(options.names.size()),
        cells_(on_device<Index, Space>(options.cells)),
        first_entry_(on_device<Index, Space>(options.first_entry)),
        entry_source_(on_device<Index, Space>(options.entry_source)),
        entry_share_(on_device<Real, Space>(options.entry_share)),
        in_(account(options, memory, "source_in", Passed::In)),
        out_(account(options, memory, "source_out", Passed::Out)) {
    std::vector<Index> tiles;
    for (const Index cell : options.cells)
      if (tiles.empty() || tiles.back() != cell / tile_cells) tiles.push_back(cell / tile_cells);
    tiles_ = on_device<Index, Space>(tiles);
  }

  void bound_step(FlowMemory<Space>& memory) override {
    launch_one(memory.space, LimitFilling{memory.clock(), discharges_.view(), filling_.data(),
                                          memory.constants.gravity, memory.cfl});
  }

  CellRange act(FlowMemory<Space>& memory) override {
    launch(memory.space, cells_between(0, static_cast<Index>(volume_.size())),
           TellSource{discharges_.view(), memory.clock(), volume_.data()});
    launch(memory.space, cells_between(0, static_cast<Index>(cells_.size())),
           PourSources{memory.writable_state(), in_, out_, cells_.data(), first_entry_.data(),
                       entry_source_.data(), entry_share_.data(), volume_.data(), memory.areas(),
                       memory.constants.dry_depth});
    return {0, memory.owned, tiles_.data(), static_cast<Index>(tiles_.size())};
  }

 private:
  static WaterAccount account(const Options& options, FlowMemory<Space>& memory,
                              const std::string& name, Passed water) {
    const auto add = [&](const std::string& field, const char* unit, const char* meaning,
                         Passed passed) {
      return memory.fields.add({.name = field,
                                .unit = unit,
                                .meaning = meaning,
                                .place = Place::Entry,
                                .keeping = Keeping::State,
                                .water = passed,
                                .count = options.entries_of_all,
                                .own = options.entry_place,
                                .accounts = options.names,
                                .account_of = options.entry_source});
    };
    return {add(name, "m3", "water of a source in a cell", water),
            add(name + "_carry", "m3", "what it lacks", Passed::None),
            add(name + "_owed", "m", "what depths lack", Passed::None)};
  }

  SeriesList<Space> discharges_;
  DeviceArray<Real, Space> filling_, volume_;
  DeviceArray<Index, Space> cells_, first_entry_, entry_source_;
  DeviceArray<Real, Space> entry_share_;
  DeviceArray<Index, Space> tiles_;
  WaterAccount in_, out_;
};

}  // namespace freshet
