#pragma once
#include "kernels/bed_slope.hpp"
#include "kernels/boundary_conditions.hpp"
#include "kernels/boundary_flux.hpp"
#include "kernels/flow_device.hpp"
#include "kernels/halo_cells.hpp"
#include "kernels/pixel_run.hpp"
#include "kernels/reconstruct_linear.hpp"
#include "kernels/staged_array.hpp"
#include "kernels/stream_owner.hpp"
#include "kernels/task_graph.hpp"
#include "kernels/task_range.hpp"
#include "kernels/update_cell.hpp"
#include "kernels/watch_faces.hpp"

namespace freshet {

template <class Space, class Topology>
class FlowDeviceOn : public FlowDevice {
 public:
  /// A core does pixels window by window, see PixelSweep.
  static constexpr bool sweeping = std::is_same_v<FlowDeviceOn, FlowDeviceOn<Cpu, RasterCells>>;
  /// Where values at faces are kept of few cells.
  using Kept = std::conditional_t<sweeping, KeptPixels, Topology>;
  static constexpr int watched_values = 4;

  FlowDeviceOn(const Space& space, const FlowGeometry& g, FlowDeviceOptions options)
      : stream_(space),
        linear_(options.linear),
        profiling_(options.profiling),
        mixing_(options.mixing),
        rule_(options.rule),
        geometry_(g),
        memory_(space, g, options, sweeping && options.mixing.kind == MixingKind::None),
        conditions_(options.conditions, g.condition_length),
        processes_(make_processes<Space>(options.processes, memory_)),
        send_(on_device<Index, Space>(g.send_cells)),
        receive_(on_device<Index, Space>(g.receive_cells)),
        owned_(cells_between(0, memory_.owned)),
        edges_(cells_between(0, memory_.edges)) {
    for (const auto& process : processes_) moving_ground_ |= process->changes_ground();
    if (moving_ground_)
      start_ = {on_device<Real, Space>(g.beds), on_device<Real, Space>(g.bed_slopes_x),
                on_device<Real, Space>(g.bed_slopes_y)};
    if (sweeping && !mixing()) sweep_ = std::make_unique<PixelRun>(g);
    for (const auto& faces : memory_.watched_faces()) keep_beside(faces.cells, faces.slots);
    const auto values = static_cast<std::size_t>(halo_values());
    sent_ = StagedArray<Space>(values * g.send_cells.size());
    received_ = StagedArray<Space>(values * g.receive_cells.size());
    conditions_.see(memory_);
    conditions_.template force<false>(memory_);
  }

  const std::vector<FieldInfo>& fields() const override { return memory_.fields.list(); }
  void read(std::string_view field, std::span<Real> to) const override {
    memory_.fields.read(field, to);
  }
  void write(std::string_view field, std::span<const Real> from) override {
    memory_.fields.write(field, from);
  }
  std::int64_t bytes() const override {
    return geometry_.bytes() + memory_.bytes() + conditions_.bytes() +
           (sweep_ ? sweep_->bytes() : 0) +
           static_cast<std::int64_t>((send_.size() + receive_.size()) * sizeof(Index) +
                                     (sent_.size() + received_.size()) * sizeof(Real));
  }

  std::int64_t stage_bytes(const StageRequest& stage) override;
  double active_share() const override { return memory_.active_share(); }

  StepClock clock() const override { return memory_.read_clock(); }
  void set_clock(const StepClock& clock) override { memory_.set_clock(clock); }

  int watch(std::span<const Index> cells) override;
  std::span<const Real> watched(int number) override;
  int watch_faces(std::span<const FaceSide> sides) override;
  std::span<const FaceLoad> face_loads(int number) override;

  int halo_values() const override { return moving_ground_ ? 5 : 3; }
  std::span<const Real> pack() override {
    const HaloFields<Real> f = halo_fields();
    HaloFields<const Real> from{{}, f.count};
    for (int k = 0; k < f.count; ++k) from.values[k] = f.values[k];
    launch(memory_.space, cells_between(0, static_cast<Index>(send_.size())),
           PackCells{from, send_.data(), sent_.data()});
    return sent_.fetched(memory_.space);
  }
  std::span<Real> received() override { return received_.host(); }
  void unpack() override {
    received_.send(memory_.space);
    launch(memory_.space, cells_between(0, static_cast<Index>(receive_.size())),
           UnpackCells{halo_fields(), receive_.data(), received_.data()});
  }

  bool forced() const override { return conditions_.forced(); }
  void see_boundaries() override { conditions_.see(memory_); }
  std::vector<Real> sight() const override { return conditions_.sight(); }
  void set_sight(std::span<const Real> agreed) override { conditions_.set_sight(agreed); }
  void weigh_boundaries() override { conditions_.weigh(memory_); }
  std::vector<std::int64_t> weights() const override { return conditions_.weights(); }
  void set_weights(std::span<const std::int64_t> agreed) override {
    conditions_.set_weights(agreed);
  }

  void plan_step() override {
    launch_one(memory_.space,
               PlanStep{memory_.clock(), rule_, conditions_.changes(), conditions_.change_count()});
    for (const auto& process : processes_) process->bound_step(memory_);
  }
  void force_largest() override {
    conditions_.template force<true>(memory_);
    launch_max(memory_.space, edges_, boundary_rate(), &memory_.clock()->boundary_rate);
  }
  void settle_step() override { launch_one(memory_.space, SettleStep{memory_.clock(), rule_}); }
  void count_step() override;
  void force() override { conditions_.template force<false>(memory_); }

  void reconstruct(const StageRequest& stage) override {
    if (!linear_) return;
    const auto kernel = reconstruction(kept_topology(), stage);
    if (sweep_) {  // all else window by window, in update
      const KeptCells kept = memory_.kept();
      return launch(memory_.space, cells_between(0, kept.count), AtCells{kernel, kept.list});
    }
    launch(memory_.space, memory_.active(0, memory_.inner), kernel);
    // What is left out there is wanted where somebody looks at it.
    const auto beside = [&](const auto& faces) {
      launch(memory_.space, cells_between(0, static_cast<Index>(faces.cells.size())),
             BesideFaces{kernel, faces.cells.data(), faces.slots.data()});
    };
    for (const auto& faces : memory_.watched_faces()) beside(faces);
    for (const auto& faces : face_watches_) beside(faces);
  }
  void pass_edges(const StageRequest& stage) override {
    linear_ ? pass_edges_as<true>(stage) : pass_edges_as<false>(stage);
    tell_faces(stage);
    for (const auto& process : processes_) process->pass_edges(memory_, stage.step_share);
    if (!face_watches_.empty())
      of_scheme([&]<bool Linear, bool Mixing>() { watch_as<Linear, Mixing>(stage); });
  }
  void update(const StageRequest& stage) override {
    if (sweep_) return linear_ ? sweep_as<true>(stage) : sweep_as<false>(stage);
    of_scheme([&]<bool Linear, bool Mixing>() { update_as<Linear, Mixing>(stage); });
  }
  void act() override {
    bool everywhere = false;
    for (const auto& process : processes_) {
      const CellRange changed = process->act(memory_);
      const bool all =
          changed.tiles == nullptr && changed.first == 0 && changed.last == owned_.last;
      everywhere = everywhere || all;
      if (all) continue;
      derive(changed);
      memory_.look_at(changed);
    }
    if (!everywhere) return;
    derive(owned_);
    memory_.look_at(owned_);
  }
  void derive_halo() override {
    memory_.find_active();
    if (moving_ground_)
      launch(memory_.space, cells_between(0, memory_.inner),
             SlopeOfChangedBed<Topology>{
                 topology(),
                 {start_[0].data(), start_[1].data(), start_[2].data(), nullptr},
                 memory_.writable_ground()});
    derive_cells(cells_between(memory_.owned, memory_.cells), &memory_.clock()->unread);
    if (mixing()) mix();
  }
  void derive_all() override {
    launch_one(memory_.space, ClearRate{memory_.clock()});
    memory_.look_at_all();
    derive_halo();
    derive(owned_);
    if (memory_.watched_faces().empty()) return;
    reconstruct({});
    tell_faces({});
  }

  void advance_clock() override { launch_one(memory_.space, AdvanceClock{memory_.clock()}); }
  void record() override {
    for (const auto& process : processes_) process->record(memory_);
  }
  void take_rate() override { launch_one(memory_.space, TakeRate{memory_.clock()}); }
  std::vector<Real> agreement() const override;
  void set_agreement(std::span<const Real> agreed) override;

  void run_named(const char* name, const std::function<void()>& task) override {
    const TaskRange<Space> range(name);
    task();
    if (profiling_) wait_for(memory_.space);
  }
  void run_recorded(int turns, const std::function<void()>& tasks) override {
    if (profiling_) return tasks();
    const int newest = memory_.fields.newest();
    graph_.run(memory_.space, newest, tasks);
    if ((memory_.fields.newest() + newest + turns) % 2 != 0) memory_.fields.turn();
  }

  Index first_unsound() const override {
    const auto owned = static_cast<std::size_t>(memory_.owned);
    std::vector<Real> h(owned), u(owned), v(owned);
    read("depth", h);
    read("velocity_x", u);
    read("velocity_y", v);
    for (std::size_t i = 0; i < owned; ++i)
      if (!(h[i] >= 0) || !(absolute(u[i]) + absolute(v[i]) + h[i] < 1e150))
        return static_cast<Index>(i);
    return -1;
  }

 private:
  Topology topology() const { return geometry_.view(); }
  Kept kept_topology() const {
    if constexpr (sweeping)
      return {geometry_.view(), memory_.kept()};
    else
      return geometry_.view();
  }
  /// The reconstruction on both sides of faces is wanted from outside a sweep.
  void keep_beside(const DeviceArray<Index, Space>& cells, const DeviceArray<Index, Space>& slots);
  bool mixing() const { return mixing_.kind != MixingKind::None; }
  /// Writes the eddy viscosities again, to the same values.
  MixingCell<Topology> mixing_rate() {
    return {topology(), memory_.ground(), memory_.constants,
            mixing_,    memory_.state(),  memory_.eddies()};
  }
  BoundaryWaveRate<Topology> boundary_rate() const {
    return {topology(),          memory_.ground(),       memory_.constants,    memory_.state(),
            memory_.edge_view(), conditions_.forcings(), memory_.edge_memory()};
  }
  HaloFields<Real> halo_fields() {
    const FlowFields<Real> s = memory_.writable_state();
    const GroundFields<Real> g = memory_.writable_ground();
    return {{s.h, s.u, s.v, g.beds, g.mannings}, halo_values()};
  }

  /// Calls visit with name and size of each field that processes agree on.
  template <class Visit>
  void each_agreed(const Visit& visit) const {
    for (const auto& process : processes_)
      if (const std::string name = process->agreed(); !name.empty())
        visit(name, memory_.fields.size(name));
  }

  template <class On>
  ReconstructLinear<On> reconstruction(const On& mesh, const StageRequest& stage) {
    const int now = memory_.fields.newest();
    return {mesh,
            memory_.ground(),
            memory_.constants,
            memory_.state(),
            memory_.friction_rate(now),
            memory_.faces(),
            memory_.emptying(now),
            memory_.clock(),
            stage.ahead};
  }

  template <bool Linear>
  void pass_edges_as(const StageRequest& stage) {
    launch(memory_.space, edges_,
           BoundaryFlux<Kept, Linear>{
               kept_topology(), memory_.ground(), memory_.constants, memory_.state(),
               memory_.read_faces(), memory_.emptying(memory_.fields.newest()), memory_.edge_view(),
               conditions_.forcings(), memory_.fluxes(), memory_.edge_memory(),
               memory_.edge_memory_kind(), memory_.clock(), stage.step_share});
  }

  /// Calls work<Linear, Mixing>().
  template <class Work>
  void of_scheme(const Work& work) const {
    if (mixing())
      linear_ ? work.template operator()<true, true>() : work.template operator()<false, true>();
    else
      linear_ ? work.template operator()<true, false>() : work.template operator()<false, false>();
  }

  template <bool Linear, bool Mixing, class On>
  UpdateCell<On, Linear, Mixing> update_of(const On& mesh, const StageRequest& stage) {
    const int from = memory_.fields.newest(), to = 1 - from;
    return {mesh,
            memory_.ground(),
            memory_.constants,
            memory_.state(),
            memory_.state_at(stage.over_start ? to : from),
            memory_.read_faces(),
            memory_.emptying(from),
            memory_.read_eddies(),
            memory_.read_fluxes(),
            memory_.writable_state_at(to),
            {memory_.emptying(to), memory_.friction_rate(to)},
            memory_.clock(),
            stage.old_share,
            FrictionTime::of(stage.one_of_several)};
  }

  template <bool Linear, bool Mixing>
  void update_as(const StageRequest& stage) {
    launch_one(memory_.space, ClearRate{memory_.clock()});
    launch_max(memory_.space, memory_.active(0, memory_.owned),
               update_of<Linear, Mixing>(topology(), stage), &memory_.clock()->stage_rate);
    memory_.fields.turn();
  }

  template <bool Linear, bool Mixing>
  std::int64_t stage_bytes_as(const StageRequest& stage);

  template <bool Linear>
  void sweep_as(const StageRequest& stage) {
    launch_one(memory_.space, ClearRate{memory_.clock()});
    if constexpr (sweeping) sweep_->template update<Linear>(memory_, stage);
    memory_.fields.turn();
  }

  template <bool Linear, bool Mixing>
  void watch_as(const StageRequest& stage) {
    using Update = UpdateCell<Kept, Linear, Mixing>;
    for (auto& watch : face_watches_)
      launch(
          memory_.space, cells_between(0, static_cast<Index>(watch.cells.size())),
          WatchFaces<Update>{update_of<Linear, Mixing>(kept_topology(), stage), watch.cells.data(),
                             watch.slots.data(), reinterpret_cast<FaceLoad*>(watch.values.data()),
                             stage.step_share, !stage.over_start});
  }
  void tell_faces(const StageRequest& stage) {
    for (auto& faces : memory_.watched_faces())
      linear_ ? tell_faces_as<true>(faces, stage) : tell_faces_as<false>(faces, stage);
  }
  /// Mixing moves no water.
  template <bool Linear>
  void tell_faces_as(WatchedFaces<Space>& faces, const StageRequest& stage) {
    using Update = UpdateCell<Kept, Linear, false>;
    launch(memory_.space, cells_between(0, faces.count()),
           TellFaces<Update>{update_of<Linear, false>(kept_topology(), stage), faces.cells.data(),
                             faces.slots.data(), faces.flow.data()});
  }

  /// Derived fields of owned cells; raises the stage's rate to theirs.
  void derive(const CellRange& range) { derive_cells(range, &memory_.clock()->stage_rate); }
  void derive_cells(const CellRange& range, Real* rate) {
    linear_ ? derive_as<true>(range, rate) : derive_as<false>(range, rate);
  }
  template <bool Linear>
  void derive_as(const CellRange& range, Real* rate) {
    launch_max(memory_.space, range,
               DeriveCell<Topology, Linear>{topology(),
                                            memory_.ground(),
                                            memory_.constants,
                                            memory_.state(),
                                            {memory_.emptying(memory_.fields.newest()),
                                             memory_.friction_rate(memory_.fields.newest())}},
               rate);
  }
  /// Eddy viscosities of the newest state; raises the stage's rate to that of the owned cells.
  void mix() {
    const MixingCell<Topology> kernel = mixing_rate();
    launch_max(memory_.space, memory_.active(memory_.owned, memory_.inner), kernel,
               &memory_.clock()->unread);
    launch_max(memory_.space, memory_.active(0, memory_.owned), kernel,
               &memory_.clock()->stage_rate);
  }

  struct Watch {
    DeviceArray<Index, Space> cells;
    StagedArray<Space> values;
  };

  struct FaceWatch {
    DeviceArray<Index, Space> cells, slots;
    StagedArray<Space> values;  ///< a FaceLoad for each
  };

  StreamOwner<Space> stream_;
  std::vector<Watch> watches_;
  std::vector<FaceWatch> face_watches_;
  bool linear_, profiling_, moving_ground_ = false;
  MixingModel mixing_;
  StepRule rule_;
  std::array<DeviceArray<Real, Space>, 3> start_;  ///< bed and its slopes, where they change
  DeviceGeometry<Topology, Space> geometry_;
  FlowMemory<Space> memory_;
  BoundaryConditions<Space> conditions_;
  std::vector<std::unique_ptr<Process<Space>>> processes_;
  DeviceArray<Index, Space> send_, receive_;
  StagedArray<Space> sent_, received_;
  CellRange owned_, edges_;
  std::unique_ptr<PixelRun> sweep_;
  TaskGraph<Space> graph_;
};

}  // namespace freshet

#include "kernels/flow_device_agree.hpp"
#include "kernels/flow_device_watch.hpp"
