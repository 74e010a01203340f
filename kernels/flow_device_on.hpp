#pragma once
#include "kernels/bed_slope.hpp"
#include "kernels/boundary_conditions.hpp"
#include "kernels/boundary_flux.hpp"
#include "kernels/field_copies.hpp"
#include "kernels/flow_device.hpp"
#include "kernels/halo_messages.hpp"
#include "kernels/pixel_run.hpp"
#include "kernels/reconstruct_linear.hpp"
#include "kernels/step_loop.hpp"
#include "kernels/task_range.hpp"
#include "kernels/update_cell.hpp"
#include "kernels/watch_faces.hpp"
#include "kernels/watches.hpp"

namespace freshet {

template <class Space, class Topology>
class FlowDeviceOn : public FlowDevice {
 public:
  /// A core does pixels window by window, see PixelSweep.
  static constexpr bool sweeping = std::is_same_v<FlowDeviceOn, FlowDeviceOn<Cpu, RasterCells>>;
  /// Where values at faces are kept of few cells.
  using Kept = std::conditional_t<sweeping, KeptPixels, Topology>;

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
        moving_ground_(changes_ground(processes_)),
        halo_(space, g, halo_values(), options.direct_messages),
        copies_(space),
        agreement_(agreed_values()),
        times_(steps_at_once<Space>),
        owned_(cells_between(0, memory_.owned)),
        edges_(cells_between(0, memory_.edges)) {
    if (moving_ground_)
      start_ = {on_device<Real, Space>(g.beds), on_device<Real, Space>(g.bed_slopes_x),
                on_device<Real, Space>(g.bed_slopes_y)};
    if (sweeping && !mixing()) sweep_ = std::make_unique<PixelRun>(g);
    for (const auto& faces : memory_.watched_faces()) keep_beside(faces.cells, faces.slots);
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
  bool reads_beside() const override { return steps_at_once<Space> > 1; }
  void begin_to_read(std::string_view field, std::size_t count) override {
    copies_.begin(std::string(field), memory_.fields.newest_data(field), count);
  }
  std::span<const Real> read_beside(std::string_view field) override {
    return copies_.read(std::string(field));
  }
  std::int64_t bytes() const override {
    return geometry_.bytes() + memory_.bytes() + conditions_.bytes() + halo_.bytes() +
           copies_.bytes() + (sweep_ ? sweep_->bytes() : 0);
  }

  std::int64_t stage_bytes(const StageRequest& stage) override;
  double active_share() const override { return memory_.active_share(); }

  StepClock clock() override {
    if (!clock_known_) fetched(memory_.staged_clock(), memory_.space);
    clock_known_ = true;
    return memory_.staged_clock().host()[0];
  }
  void set_clock(const StepClock& clock) override {
    memory_.set_clock(clock);
    clock_known_ = true;
  }

  int watch(std::span<const Index> cells) override {
    watches_.emplace_back(cells);
    return static_cast<int>(watches_.size()) - 1;
  }
  std::span<const Real> watched(int number) override {
    const FlowFields<const Real> s = memory_.state();
    return watches_[number].look(memory_.space, {{s.h, s.u, s.v, memory_.ground().beds}, 4});
  }
  int watch_faces(std::span<const FaceSide> sides) override {
    face_watches_.emplace_back(sides);
    keep_beside(face_watches_.back().cells, face_watches_.back().slots);
    return static_cast<int>(face_watches_.size()) - 1;
  }
  std::span<const FaceLoad> face_loads(int number, int step) override;

  int halo_values() const override { return moving_ground_ ? 5 : 3; }
  void pack() override {
    const HaloFields<Real> f = halo_fields();
    HaloFields<const Real> from{{}, f.count};
    for (int k = 0; k < f.count; ++k) from.values[k] = f.values[k];
    halo_.pack(from);
  }
  std::span<const Real> packed() override { return halo_.packed(); }
  std::span<Real> received() override { return halo_.received(); }
  void unpack() override { halo_.unpack(halo_fields()); }

  void aim(Real stop, int most) override {
    launch_one(memory_.space, AimSteps{memory_.clock(), stop, most});
    clock_known_ = false;
    steps_here_ = false;
  }
  bool forced() const override { return conditions_.forced(); }
  void see_boundaries() override { conditions_.see(memory_); }
  void weigh_boundaries() override { conditions_.weigh(memory_); }
  std::span<std::int64_t> weights() override {
    return fetched(conditions_.weights(), memory_.space);
  }
  void send_weights() override { conditions_.weights().send(memory_.space); }

  void plan_step() override {
    launch_one(memory_.space,
               PlanStep{memory_.clock(), rule_, conditions_.changes(), conditions_.change_count()});
    for (const auto& process : processes_) process->bound_step(memory_);
  }
  void force_largest() override {
    conditions_.template force<true>(memory_);
    launch_max(memory_.space, edges_, boundary_rate(), &memory_.clock()->boundary_rate);
  }
  std::span<Real> largest_rate() override;
  void send_largest_rate() override;
  void settle_step() override { launch_one(memory_.space, SettleStep{memory_.clock(), rule_}); }
  void count_step() override;
  void force() override { conditions_.template force<false>(memory_); }

  void reconstruct(const StageRequest& stage) override;
  void pass_edges(const StageRequest& stage) override {
    linear_ ? pass_edges_as<true>(stage) : pass_edges_as<false>(stage);
    tell_faces(stage);
    for (const auto& process : processes_) process->pass_edges(memory_, stage.step_share);
    if (!face_watches_.empty())
      of_scheme([&]<bool Linear, bool Mixing>() { watch_as<Linear, Mixing>(stage); });
  }
  bool in_parts() const override { return sweep_ == nullptr; }
  void update(const StageRequest& stage, Part part) override {
    if (part != Part::Inside) launch_one(memory_.space, ClearRate{memory_.clock()});
    if (sweep_)
      linear_ ? sweep_as<true>(stage) : sweep_as<false>(stage);
    else
      of_scheme([&]<bool Linear, bool Mixing>() { update_as<Linear, Mixing>(stage, part); });
    if (part != Part::Inside) memory_.fields.turn();
  }
  bool acting() const override {
    return std::any_of(processes_.begin(), processes_.end(),
                       [](const auto& process) { return process->acting; });
  }
  void act() override;
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

  void advance_clock() override {
    launch_one(memory_.space, AdvanceClock{memory_.clock(), times_.data()});
  }
  void record() override {
    for (const auto& process : processes_) process->record(memory_);
  }
  bool rate_needs_halo() const override { return mixing(); }
  void take_rate() override {
    launch_one(memory_.space, TakeRate{memory_.clock()});
    launch_one(memory_.space, SeeGoOn{memory_.clock()});
    clock_known_ = false;
  }
  void fetch_agreement() override;
  std::span<Real> agreement() override;
  void send_agreement() override;

  void run_named(const char* name, const std::function<void()>& task) override {
    const TaskRange<Space> range(name);
    task();
    if (profiling_) wait_for(memory_.space);
  }
  void run_steps(int turns, const std::function<void()>& step,
                 const std::function<void()>& meanwhile) override;
  int most_steps_at_once() const override { return profiling_ ? 1 : steps_at_once<Space>; }
  std::span<const Real> times() override;

  Index first_unsound() const override;

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

  static bool changes_ground(const std::vector<std::unique_ptr<Process<Space>>>& processes) {
    return std::any_of(processes.begin(), processes.end(),
                       [](const auto& process) { return process->changes_ground(); });
  }
  /// Calls visit with the values that ranks agree on, but for the rate, and their number.
  template <class Visit>
  void each_agreed(const Visit& visit);
  Index agreed_values();

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
    return update_of<Linear, Mixing>(mesh, stage, memory_.fields.newest());
  }
  template <bool Linear, bool Mixing, class On>
  UpdateCell<On, Linear, Mixing> update_of(const On& mesh, const StageRequest& stage, int from) {
    const int to = 1 - from;
    return {mesh,
            memory_.ground(),
            memory_.constants,
            memory_.state_at(from),
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
  void update_as(const StageRequest& stage, Part part) {
    const int now = memory_.fields.newest();
    const auto update =
        update_of<Linear, Mixing>(topology(), stage, part == Part::Inside ? 1 - now : now);
    const CellRange cells = part == Part::All      ? memory_.active(0, memory_.owned)
                            : part == Part::Border ? memory_.active_border()
                                                   : memory_.active_interior();
    launch_max(memory_.space, cells, update, &memory_.clock()->stage_rate);
  }

  template <bool Linear, bool Mixing>
  std::int64_t stage_bytes_as(const StageRequest& stage);

  template <bool Linear>
  void sweep_as(const StageRequest& stage) {
    if constexpr (sweeping) sweep_->template update<Linear>(memory_, stage);
  }

  template <bool Linear, bool Mixing>
  void watch_as(const StageRequest& stage) {
    using Update = UpdateCell<Kept, Linear, Mixing>;
    for (auto& watch : face_watches_)
      launch(memory_.space, cells_between(0, watch.count()),
             WatchFaces<Update>{update_of<Linear, Mixing>(kept_topology(), stage),
                                watch.cells.data(), watch.slots.data(), watch.loads(),
                                watch.count(), stage.step_share, !stage.over_start});
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

  StreamOwner<Space> stream_;
  std::vector<CellWatch<Space>> watches_;
  std::vector<FaceWatch<Space>> face_watches_;
  bool linear_, profiling_;
  bool clock_known_ = false;  ///< whether the host has it as it is
  bool steps_here_ = false;   ///< whether the host has what was kept of the last steps
  MixingModel mixing_;
  StepRule rule_;
  std::array<DeviceArray<Real, Space>, 3> start_;  ///< bed and its slopes, where they change
  DeviceGeometry<Topology, Space> geometry_;
  FlowMemory<Space> memory_;
  BoundaryConditions<Space> conditions_;
  std::vector<std::unique_ptr<Process<Space>>> processes_;
  bool moving_ground_;
  HaloMessages<Space> halo_;
  FieldCopies<Space> copies_;
  StagedArray<Real, Space> agreement_, times_;
  Event<Space> agreement_there_;
  CellRange owned_, edges_;
  std::unique_ptr<PixelRun> sweep_;
  StepLoop<Space> loop_;
};

}  // namespace freshet

#include "kernels/flow_device_agree.hpp"
#include "kernels/flow_device_stage.hpp"
#include "kernels/flow_device_watch.hpp"
