#pragma once
#include <algorithm>
#include <array>

#include "kernels/device_geometry.hpp"
#include "kernels/flow_device.hpp"
#include "kernels/halo_cells.hpp"
#include "kernels/launch.hpp"
#include "kernels/maxima_cell.hpp"
#include "kernels/reconstruct_linear.hpp"
#include "kernels/update_cell.hpp"

namespace freshet {

template <class Space, int Slots>
class FlowDeviceOn : public FlowDevice {
 public:
  using Topology = Polygons<Slots>;
  template <class T>
  using Array = DeviceArray<T, Space>;

  FlowDeviceOn(const FlowGeometry& g, const FlowDeviceOptions& options)
      : geometry_(g),
        options_(options),
        cells_(g.cells),
        inner_(g.inner),
        owned_(g.owned),
        edges_(static_cast<Index>(g.edge_cell.size())),
        edge_cell_(on_device<Index, Space>(g.edge_cell)),
        edge_place_(on_device<Index, Space>(g.edge_place)),
        edge_condition_(on_device<Index, Space>(g.edge_condition)),
        condition_length_(on_device<Real, Space>(g.condition_length)),
        send_(on_device<Index, Space>(g.send_cells)),
        receive_(on_device<Index, Space>(g.receive_cells)),
        send_packed_(3 * g.send_cells.size()),
        receive_packed_(3 * g.receive_cells.size()),
        edge_weight_(edges_),
        forcings_(g.condition_length.size()),
        friction_rate_(cells_),
        host_condition_(g.edge_condition),
        host_edge_cell_(g.edge_cell),
        host_beds_(g.beds) {
    for (auto& field : state_) field = Array<Real>(cells_);
    for (auto& field : emptying_) field = Array<Real>(cells_);
    if (options.linear)
      for (auto& field : faces_) field = Array<Real>(static_cast<std::size_t>(Slots) * cells_);
    for (auto& field : edge_reals_) field = Array<Real>(edges_);
    for (auto& field : edge_records_) field = Array<Real>(edges_);
    edge_records_[4].upload(std::vector<Real>(edges_, 1e300));
    centre_h_ = Array<Real>(options.linear ? cells_ : 0);
    compression_ = Array<Real>(options.linear ? cells_ : 0);
    if (mixing())
      for (auto& field : eddies_) field = Array<Real>(cells_);
    start_maxima();
  }

  void set_state(std::span<const Real> h, std::span<const Real> u,
                 std::span<const Real> v) override {
    state_[3 * now_].upload(h);
    state_[3 * now_ + 1].upload(u);
    state_[3 * now_ + 2].upload(v);
  }
  void get_state(std::span<Real> h, std::span<Real> u, std::span<Real> v) const override {
    state_[3 * now_].download(h);
    state_[3 * now_ + 1].download(u);
    state_[3 * now_ + 2].download(v);
  }

  void pack(std::span<Real> packed) override {
    launch(Space{}, 0, static_cast<Index>(send_.size()),
           PackCells{fields(now_), send_.data(), send_packed_.data()});
    send_packed_.download(packed);
  }
  void unpack(std::span<const Real> packed) override {
    receive_packed_.upload(packed);
    launch(Space{}, 0, static_cast<Index>(receive_.size()),
           UnpackCells{writable(now_), receive_.data(), receive_packed_.data()});
  }

  Real derive_all() override {
    const Real mixed = derive_halo();
    return larger(derive(0, owned_), mixed);
  }
  Real derive_halo() override {
    derive(owned_, cells_);
    return mixing() ? mix() : 0;
  }

  Real stage(const StageRequest& request) override {
    if (mixing())
      return options_.linear ? run_stage<true, true>(request) : run_stage<false, true>(request);
    return options_.linear ? run_stage<true, false>(request) : run_stage<false, false>(request);
  }

  Index first_unsound() const override;

  void scan_boundaries(std::span<Real> deepest, std::span<Real> highest) const override;
  std::vector<std::int64_t> weigh_boundaries(std::span<const Real> deepest) override;
  void set_forcings(std::span<const BoundaryForcing> forcings) override {
    forcings_.upload(forcings);
  }
  Real boundary_wave_rate() const override {
    return launch_max(Space{}, 0, edges_, boundary_rate());
  }
  Index cell_of_rate(Real rate) const override {
    return first_of(CellWaveRate<Topology>{geometry_.view(), constants(), fields(now_)}, rate,
                    owned_);
  }
  Index cell_of_boundary_rate(Real rate) const override {
    const Index edge = first_of(boundary_rate(), rate, edges_);
    return edge < 0 ? edge : host_edge_cell_[edge];
  }

  EdgeRecordArrays edge_records() const override {
    EdgeRecordArrays out;
    const auto to = out.all();
    for (std::size_t k = 0; k < to.size(); ++k) {
      to[k]->resize(edges_);
      edge_records_[k].download(*to[k]);
    }
    return out;
  }
  void set_edge_records(const EdgeRecordArrays& in) override {
    const auto from = in.all();
    for (std::size_t k = 0; k < from.size(); ++k) edge_records_[k].upload(*from[k]);
  }

  std::int64_t bytes() const override;

  void update_maxima(Real time, Real dt) override;
  MaximaArrays maxima() const override;
  void set_maxima(const MaximaArrays& arrays) override;

 private:
  FlowConstants constants() const { return {options_.gravity, options_.dry_depth}; }
  FlowFields<const Real> fields(int k) const {
    return {state_[3 * k].data(), state_[3 * k + 1].data(), state_[3 * k + 2].data()};
  }
  FlowFields<Real> writable(int k) {
    return {state_[3 * k].data(), state_[3 * k + 1].data(), state_[3 * k + 2].data()};
  }
  FaceFields<Real> faces() {
    return {faces_[0].data(), faces_[1].data(), faces_[2].data(),
            faces_[3].data(), centre_h_.data(), compression_.data()};
  }
  FaceFields<const Real> read_faces() const {
    return {faces_[0].data(), faces_[1].data(), faces_[2].data(),
            faces_[3].data(), centre_h_.data(), compression_.data()};
  }
  BoundaryEdgesView edges() const {
    return {edge_cell_.data(), edge_place_.data(), edge_condition_.data(), edge_weight_.data()};
  }
  BoundaryWaveRate<Topology> boundary_rate() const {
    return {geometry_.view(), constants(), fields(now_), edges(), forcings_.data()};
  }
  template <class Rate>
  static Index first_of(const Rate& rate_of, Real rate, Index end) {
    const auto before = launch_max(Space{}, 0, end, FindRate<Rate>{rate_of, rate, end});
    return before > 0 ? end - static_cast<Index>(before) : -1;
  }
  template <bool Linear>
  Real derive_as(Index first, Index last) {
    return launch_max(
        Space{}, first, last,
        DeriveCell<Topology, Linear>{geometry_.view(),
                                     constants(),
                                     fields(now_),
                                     {emptying_[now_].data(), friction_rate_.data()}});
  }
  Real derive(Index first, Index last) {
    return options_.linear ? derive_as<true>(first, last) : derive_as<false>(first, last);
  }

  bool mixing() const { return options_.mixing.kind != MixingKind::None; }
  template <class T, class Arrays>
  static EddyFields<T> eddies_of(Arrays& a) {
    return {a[0].data(), a[1].data(), a[2].data(), a[3].data(), a[4].data(), a[5].data()};
  }
  /// Eddy viscosities of the newest state; returns the largest rate of the owned cells.
  Real mix() {
    const MixingCell<Topology> kernel{geometry_.view(), constants(), options_.mixing, fields(now_),
                                      eddies_of<Real>(eddies_)};
    launch_max(Space{}, owned_, inner_, kernel);
    return launch_max(Space{}, 0, owned_, kernel);
  }

  /// Reconstruct, boundaries, update: the one order of a stage on every backend.
  template <bool Linear, bool Mixing>
  Real run_stage(const StageRequest& r) {
    const int to = 1 - now_, base = r.back ? to : now_;
    const Topology mesh = geometry_.view();
    if constexpr (Linear)
      launch(Space{}, 0, inner_,
             ReconstructLinear<Topology>{mesh, constants(), fields(now_), friction_rate_.data(),
                                         faces(), emptying_[now_].data(), r.half_step});
    launch(Space{}, 0, edges_,
           BoundaryFlux<Topology, Linear>{
               mesh,
               constants(),
               fields(now_),
               read_faces(),
               emptying_[now_].data(),
               edges(),
               forcings_.data(),
               {edge_reals_[0].data(), edge_reals_[1].data(), edge_reals_[2].data()},
               {edge_records_[0].data(), edge_records_[1].data(), edge_records_[2].data(),
                edge_records_[3].data(), edge_records_[4].data()},
               r.dt,
               r.part});
    const Real rate =
        launch_max(Space{}, 0, owned_,
                   UpdateCell<Topology, Linear, Mixing>{
                       mesh,
                       constants(),
                       fields(now_),
                       fields(base),
                       read_faces(),
                       emptying_[now_].data(),
                       eddies_of<const Real>(eddies_),
                       {edge_reals_[0].data(), edge_reals_[1].data(), edge_reals_[2].data()},
                       writable(to),
                       {emptying_[to].data(), friction_rate_.data()},
                       r.dt,
                       r.old_share,
                       FrictionTime::of(r.stages)});
    now_ = to;
    return rate;
  }

  void start_maxima() {
    if (!options_.maxima) return;
    for (auto& field : maxima_) field = Array<Real>(owned_);
    const std::vector<Real> never(owned_, -1);
    for (int k : {1, 3, 5}) maxima_[k].upload(never);
    for (std::size_t k = 0; k < options_.arrival_depths.size(); ++k) {
      arrival_.push_back(on_device<Real, Space>(never));
      duration_.emplace_back(owned_);
    }
  }

  DeviceGeometry<Slots, Space> geometry_;
  FlowDeviceOptions options_;
  Index cells_, inner_, owned_, edges_;
  int now_ = 0;
  std::array<Array<Real>, 6> state_;  // h, u, v; and again
  std::array<Array<Real>, 2> emptying_;
  std::array<Array<Real>, 4> faces_;       // h, z, u, v
  std::array<Array<Real>, 3> edge_reals_;  // mass, normal, tangential flux
  std::array<Array<Real>, 5> edge_records_;
  Array<Real> centre_h_, compression_;
  std::array<Array<Real>, 6> eddies_;  // see EddyFields; empty without mixing
  Array<Index> edge_cell_, edge_place_, edge_condition_;
  Array<Real> condition_length_;
  Array<Index> send_, receive_;
  Array<Real> send_packed_, receive_packed_;
  Array<std::int64_t> edge_weight_;
  Array<BoundaryForcing> forcings_;
  Array<Real> friction_rate_;
  std::array<Array<Real>, 6> maxima_;
  std::vector<Array<Real>> arrival_, duration_;
  std::vector<Index> host_condition_, host_edge_cell_;
  std::vector<Real> host_beds_;
};

template <class Space, int Slots>
std::int64_t FlowDeviceOn<Space, Slots>::bytes() const {
  std::int64_t sum = 0;
  const auto add = [&]<class T>(const Array<T>& array) {
    sum += static_cast<std::int64_t>(array.size() * sizeof(T));
  };
  const auto add_all = [&](const auto& arrays) {
    for (const auto& array : arrays) add(array);
  };
  add(geometry_.neighbours);
  add(geometry_.opposites);
  add_all(geometry_.reals);
  for (const auto* array : {&centre_h_, &compression_, &condition_length_, &send_packed_,
                            &receive_packed_, &friction_rate_})
    add(*array);
  for (const auto* array : {&edge_cell_, &edge_place_, &edge_condition_, &send_, &receive_})
    add(*array);
  add(edge_weight_);
  add(forcings_);
  add_all(state_);
  add_all(emptying_);
  add_all(faces_);
  add_all(eddies_);
  add_all(edge_reals_);
  add_all(edge_records_);
  add_all(maxima_);
  add_all(arrival_);
  add_all(duration_);
  return sum;
}

template <class Space, int Slots>
Index FlowDeviceOn<Space, Slots>::first_unsound() const {
  std::vector<Real> h(owned_), u(owned_), v(owned_);
  get_state(h, u, v);
  for (Index i = 0; i < owned_; ++i)
    if (!(h[i] >= 0) || !(absolute(u[i]) + absolute(v[i]) + h[i] < 1e150)) return i;
  return -1;
}

template <class Space, int Slots>
void FlowDeviceOn<Space, Slots>::scan_boundaries(std::span<Real> deepest,
                                                 std::span<Real> highest) const {
  std::vector<Real> h(owned_);
  state_[3 * now_].download(h);
  for (Index e = 0; e < edges_; ++e) {
    const Index cell = host_edge_cell_[e], condition = host_condition_[e];
    if (h[cell] < options_.dry_depth) continue;
    deepest[condition] = larger(deepest[condition], h[cell]);
    highest[condition] = larger(highest[condition], h[cell] + host_beds_[cell]);
  }
}

template <class Space, int Slots>
std::vector<std::int64_t> FlowDeviceOn<Space, Slots>::weigh_boundaries(
    std::span<const Real> deepest) {
  Array<Real> deepest_here(deepest.size());
  deepest_here.upload(deepest);
  launch(Space{}, 0, edges_,
         WeighEdge<Topology>{geometry_.view(), state_[3 * now_].data(), edges(),
                             deepest_here.data(), condition_length_.data(), edge_weight_.data()});
  std::vector<std::int64_t> weight(edges_), sum(deepest.size());
  edge_weight_.download(weight);
  for (Index e = 0; e < edges_; ++e) sum[host_condition_[e]] += weight[e];
  return sum;
}

template <class Space, int Slots>
void FlowDeviceOn<Space, Slots>::update_maxima(Real time, Real dt) {
  if (!options_.maxima) return;
  launch(Space{}, 0, owned_,
         MaximaCell{fields(now_), maxima_[0].data(), maxima_[1].data(), maxima_[2].data(),
                    maxima_[3].data(), maxima_[4].data(), maxima_[5].data(), time});
  for (std::size_t k = 0; k < arrival_.size(); ++k)
    launch(Space{}, 0, owned_,
           ArrivalCell{state_[3 * now_].data(), arrival_[k].data(), duration_[k].data(),
                       options_.arrival_depths[k], time, dt});
}

template <class Space, int Slots>
MaximaArrays FlowDeviceOn<Space, Slots>::maxima() const {
  MaximaArrays out;
  if (!options_.maxima) return out;
  const auto fetch = [&](const Array<Real>& from, std::vector<Real>& to) {
    to.resize(owned_);
    from.download(to);
  };
  std::vector<Real>* to[] = {&out.depth,      &out.depth_time, &out.speed,
                             &out.speed_time, &out.discharge,  &out.discharge_time};
  for (int k = 0; k < 6; ++k) fetch(maxima_[k], *to[k]);
  out.arrival.resize(arrival_.size());
  out.duration.resize(arrival_.size());
  for (std::size_t k = 0; k < arrival_.size(); ++k) {
    fetch(arrival_[k], out.arrival[k]);
    fetch(duration_[k], out.duration[k]);
  }
  return out;
}

template <class Space, int Slots>
void FlowDeviceOn<Space, Slots>::set_maxima(const MaximaArrays& in) {
  if (!options_.maxima) return;
  const std::vector<Real>* from[] = {&in.depth,      &in.depth_time, &in.speed,
                                     &in.speed_time, &in.discharge,  &in.discharge_time};
  for (int k = 0; k < 6; ++k) maxima_[k].upload(*from[k]);
  for (std::size_t k = 0; k < arrival_.size(); ++k) {
    arrival_[k].upload(in.arrival[k]);
    duration_[k].upload(in.duration[k]);
  }
}

}  // namespace freshet
