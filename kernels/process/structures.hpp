#pragma once
#include "kernels/breach/breach_set.hpp"
#include "kernels/filling_limit.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/process.hpp"
#include "kernels/structure/controls.hpp"
#include "kernels/structure/exchange.hpp"
#include "kernels/structure/pools.hpp"
#include "kernels/structure/structures_options.hpp"

namespace freshet {

struct KeepStep {
  const StepClock* clock;
  Real* step;
  FRESHET_BODY void operator()(Index) const { *step = clock->next - clock->time; }
};

struct ClearGrowth {
  Real* growth;
  FRESHET_BODY void operator()(Index) const { *growth = 0; }
};

/// Shortens the planned step so that no structure fills a cell too fast.
struct LimitByGrowth {
  StepClock* clock;
  const Real* growth;
  Real cfl;
  FRESHET_BODY void operator()(Index) const {
    const Real shorter = filling_time(clock->dt, unmarked(clock->rate), *growth, cfl);
    if (!(shorter < clock->dt)) return;
    clock->dt = shorter;
    clock->by = StepLimit::Schedule;
  }
};

/// Weirs, gates, bridges, culverts, spillways, pumps and level pools.
///
/// A structure on a line of edges splits the mesh there: both sides are boundary edges, and both
/// ranks that look at one work out the same water (PassStructureEdge). One between two places works
/// with levels that every rank knows: each has one owner and goes round with the wave rate, at the
/// largest of all ranks, as do the volumes that a place has sent off since the start, which only
/// grow. What is drawn from a cell in a step comes out at the other end in the next one; so the one
/// that has the cell bounds it by the water that is there. Pools, rules and openings follow on
/// every rank alike.
template <class Space>
class Structures : public Process<Space> {
 public:
  using Options = StructuresOptions;

  Structures(const Options& o, FlowMemory<Space>& memory)
      : count_(static_cast<Index>(o.structures.size())),
        places_(static_cast<Index>(o.place_cells.size())),
        pool_count_(static_cast<Index>(o.pools.size())),
        pool_edge_count_(static_cast<Index>(o.pool_edges.size())),
        structures_(on_device<Structure, Space>(o.structures)),
        on_line_(on_device<std::int32_t, Space>(o.on_line)),
        controls_(on_device<Control, Space>(o.controls)),
        rules_(on_device<Rule, Space>(o.rules)),
        edges_(on_device<StructureEdge, Space>(o.edges)),
        pool_edges_(on_device<Index, Space>(o.pool_edges)),
        edge_pools_(on_device<Index, Space>(o.edge_pools)),
        place_cells_(on_device<Index, Space>(o.place_cells)),
        place_areas_(on_device<Real, Space>(o.place_areas)),
        place_fillings_(on_device<Real, Space>(o.place_fillings)),
        curves_(o.curves),
        pool_levels_(each(o.pools, &PoolOptions::levels)),
        pool_inflows_(each(o.pools, &PoolOptions::inflow)),
        pool_evaporations_(each(o.pools, &PoolOptions::evaporation)),
        breaches_(o, memory),
        scratch_(4 * o.structures.size() + 6 * o.pools.size() + 1 + o.structures.size() +
                 o.pools.size() * o.pools.size()) {
    add_fields(o, memory);
    list_mouths(o);
    std::vector<Index> beside;
    for (const auto& edge : o.edges) beside.insert(beside.end(), {edge.cell[0], edge.cell[1]});
    memory.keep_faces(std::move(beside));
  }

  std::string agreed() const override { return StructureFields::signals; }

  void bound_step(FlowMemory<Space>& m) override {
    launch_one(m.space, ClearGrowth{growth()});
    launch_shared(m.space, all(),
                  PlanPassage{view(m), place_fillings_.data(), on_line_.data(), growth()});
    launch_one(m.space, LimitByGrowth{m.clock(), growth(), m.cfl});
    breaches_.bound_step(m, view(m));
  }

  void pass_edges(FlowMemory<Space>& m, Real) override {
    const int newest = m.fields.newest();
    launch_shared(
        m.space, cells_between(0, static_cast<Index>(edges_.size())),
        PassStructureEdge{view(m), edges_.data(), m.state(), m.read_faces(), m.kept(), m.ground(),
                          m.emptying(newest), m.fluxes(), edge_discharge_, edge_state_,
                          edge_breached_, m.constants.dry_depth, m.read_faces().h != nullptr});
  }

  CellRange act(FlowMemory<Space>& m) override {
    launch_one(m.space, KeepStep{m.clock(), step_});
    breaches_.trigger(m, view(m));
    launch_shared(m.space, all(), SendThrough{view(m), on_line_.data()});
    launch_one(m.space, StepPools{view(m), pools()});
    launch_shared(m.space, cells_between(0, static_cast<Index>(mouth_cells_.size())),
                  PassMouth{view(m),
                            {mouth_cells_.data(), first_end_.data(), ends_.data()},
                            m.writable_state(),
                            m.areas(),
                            m.constants.dry_depth});
    launch_shared(m.space, all(),
                  MoveOpening{view(m),
                              controls_.data(),
                              rules_.data(),
                              {control_, control_ + count_, control_ + 2 * count_}});
    breaches_.grow(m, view(m));
    return {0, m.owned, tiles_.data(), static_cast<Index>(tiles_.size())};
  }

  void record(FlowMemory<Space>& m) override {
    launch_shared(m.space, cells_between(0, places_),
                  SeePlace{place_cells_.data(), m.state().h, m.ground().beds, signals_});
    breaches_.see(m, edges_.data(), signals_);
    if (pool_edge_count_ == 0) return;
    launch_shared(m.space, cells_between(0, pool_edge_count_),
                  TellBoundary{pool_edges_.data(), m.fields.data("volume"),
                               m.fields.data("volume_in"), edge_out(), edge_in()});
  }

 private:
  using Names = StructureFields;

  static std::vector<PiecewiseLinear> each(const std::vector<PoolOptions>& pools,
                                           PiecewiseLinear PoolOptions::*member) {
    std::vector<PiecewiseLinear> series;
    for (const auto& pool : pools) series.push_back(pool.*member);
    return series;
  }

  CellRange all() const { return cells_between(0, count_); }

  void add_fields(const Options& o, FlowMemory<Space>& m) {
    const auto add = [&](const char* name, const char* unit, Index count, Real start = 0) {
      return m.fields.add({.name = name,
                           .unit = unit,
                           .meaning = "",
                           .place = Place::Process,
                           .keeping = Keeping::State,
                           .start = start,
                           .count = count});
    };
    signals_ = add_water(o, m, Names::signals, Passed::Out, places_ + 2 * pool_edge_count_);
    delivered_ = add_water(o, m, "structure_delivered", Passed::In, 0);
    before_ = add(Names::before, "m3", 2 * count_);
    step_ = add(Names::step, "s", 1);
    opening_ = add(Names::opening, "", count_);
    control_ = add("structure_control", "", 3 * count_, no_opening);
    sunk_ = add("structure_sunk", "m", count_);
    width_share_ = add("structure_width_share", "", count_, 1);
    state_ = add(Names::state, "", count_);
    const auto on_edges = [&](const char* name, const char* unit) {
      return m.fields.add({.name = name,
                           .unit = unit,
                           .meaning = "",
                           .place = Place::Edge,
                           .keeping = Keeping::State});
    };
    edge_discharge_ = on_edges(Names::edge_discharge, "m2/s");
    edge_state_ = on_edges(Names::edge_state, "");
    edge_breached_ = on_edges(Names::edge_breached, "m2/s");
    pool_volume_ = add(Names::pool_volume, "m3", pool_count_);
    pool_inflow_ = add(Names::pool_inflow, "m3", pool_count_);
    pool_evaporated_ = add(Names::pool_evaporated, "m3", pool_count_);
    pool_passed_ = add(Names::pool_passed, "m3", pool_count_);

    m.fields.write(Names::opening, o.openings);
    std::vector<Real> control(3 * o.openings.size(), no_opening);
    std::copy(o.openings.begin(), o.openings.end(), control.begin());
    m.fields.write("structure_control", control);
    std::vector<Real> volumes;
    for (const auto& pool : o.pools) volumes.push_back(pool.volume);
    m.fields.write(Names::pool_volume, volumes);
  }

  /// Volumes that structures have sent, or delivered, both ways, after `ahead` other values: in the
  /// balance where they leave the mesh, or come to it.
  Real* add_water(const Options& o, FlowMemory<Space>& m, const char* name, Passed water,
                  Index ahead) {
    std::vector<Index> account(ahead + 2 * count_, -1);
    for (Index k = 0; k < count_; ++k) {
      const Structure& s = o.structures[k];
      if (o.on_line[k] != 0) continue;
      const bool out = water == Passed::Out;
      if (is_place(out ? s.from : s.to)) account[ahead + k] = k;
      if (is_place(out ? s.to : s.from)) account[ahead + count_ + k] = k;
    }
    return m.fields.add({.name = name,
                         .unit = "m3",
                         .meaning = "",
                         .place = Place::Process,
                         .keeping = Keeping::State,
                         .water = water,
                         .count = ahead + 2 * count_,
                         .accounts = o.names,
                         .account_of = account});
  }

  void list_mouths(const Options& o) {
    std::vector<std::pair<Index, MouthEnd>> ends;  // with its cell
    std::vector<Index> passing;
    const auto add = [&](Index place, const MouthEnd& end) {
      if (is_place(place) && o.place_cells[place] >= 0)
        ends.emplace_back(o.place_cells[place], end);
    };
    for (Index k = 0; k < count_; ++k) {
      const Structure& s = o.structures[k];
      if (o.on_line[k] != 0) continue;
      if (is_pool(s.from) || is_pool(s.to)) passing.push_back(k);
      add(s.from, {2 * k, 1, 1});
      add(s.to, {2 * k + 1, 1, o.spread[k] != 0 ? Real(0) : Real(1)});
    }
    for (const auto& each : o.spreads)
      ends.emplace_back(each.cell, MouthEnd{2 * each.structure + 1, 0, each.share});
    std::stable_sort(ends.begin(), ends.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second.end) < std::pair(b.first, b.second.end);
    });
    std::vector<Index> cells, first, tiles;
    std::vector<MouthEnd> list;
    for (const auto& [cell, end] : ends) {
      if (cells.empty() || cells.back() != cell) {
        cells.push_back(cell);
        first.push_back(static_cast<Index>(list.size()));
      }
      if (tiles.empty() || tiles.back() != cell / tile_cells) tiles.push_back(cell / tile_cells);
      list.push_back(end);
    }
    first.push_back(static_cast<Index>(list.size()));
    passing_ = on_device<Index, Space>(passing);
    mouth_cells_ = on_device<Index, Space>(cells);
    first_end_ = on_device<Index, Space>(first);
    ends_ = on_device<MouthEnd, Space>(list);
    tiles_ = on_device<Index, Space>(tiles);
  }

  StructuresView view(FlowMemory<Space>& m) {
    Real* s = scratch_.data();
    return {structures_.data(),
            curves_.view(),
            m.clock(),
            signals_,
            place_areas_.data(),
            {sent(), sent() + count_},
            {delivered_, delivered_ + count_},
            {before_, before_ + count_},
            {s, s + count_},
            {s + 2 * count_, s + 3 * count_},
            opening_,
            sunk_,
            width_share_,
            state_,
            pool_volume_,
            pool_levels_.view(),
            m.constants.gravity,
            breaches_.view()};
  }

  PoolsView pools() {
    Real* s = scratch_.data() + 4 * count_;
    const Index n = pool_count_;
    return {n,
            pool_inflows_.view(),
            pool_evaporations_.view(),
            pool_inflow_,
            pool_evaporated_,
            pool_passed_,
            pool_edge_count_,
            edge_pools_.data(),
            edge_out(),
            edge_in(),
            passing_.data(),
            static_cast<Index>(passing_.size()),
            s,
            s + n,
            s + 2 * n,
            s + 3 * n,
            s + 4 * n,
            s + 5 * n,
            s + 6 * n + 1,
            s + 6 * n + 1 + count_};
  }
  // Signals: levels of places, water through the edges to pools, water sent through structures.
  Real* edge_out() { return signals_ + places_; }
  Real* edge_in() { return edge_out() + pool_edge_count_; }
  Real* sent() { return edge_in() + pool_edge_count_; }
  Real* growth() { return scratch_.data() + 4 * count_ + 6 * pool_count_; }

  Index count_, places_, pool_count_, pool_edge_count_;
  DeviceArray<Structure, Space> structures_;
  DeviceArray<std::int32_t, Space> on_line_;
  DeviceArray<Control, Space> controls_;
  DeviceArray<Rule, Space> rules_;
  DeviceArray<StructureEdge, Space> edges_;
  DeviceArray<Index, Space> pool_edges_, edge_pools_;
  DeviceArray<Index, Space> place_cells_, passing_, mouth_cells_, first_end_, tiles_;
  DeviceArray<MouthEnd, Space> ends_;
  DeviceArray<Real, Space> place_areas_, place_fillings_;
  SeriesList<Space> curves_, pool_levels_, pool_inflows_, pool_evaporations_;
  BreachSet<Space> breaches_;
  DeviceArray<Real, Space> scratch_;
  Real *signals_, *delivered_, *before_, *step_, *opening_, *control_, *sunk_, *width_share_;
  Real *state_, *edge_discharge_, *edge_state_, *edge_breached_, *pool_volume_, *pool_inflow_,
      *pool_evaporated_;
  Real* pool_passed_;
};

}  // namespace freshet
