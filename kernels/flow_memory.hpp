#pragma once
#include "kernels/active_tiles.hpp"
#include "kernels/boundary_edge.hpp"
#include "kernels/device_geometry.hpp"
#include "kernels/field_store.hpp"
#include "kernels/kept_faces.hpp"
#include "kernels/mixing_cell.hpp"
#include "kernels/staged_array.hpp"
#include "kernels/step_clock.hpp"
#include "kernels/watched_faces.hpp"

namespace freshet {

/// What a rank keeps of the flow, whatever its topology: the fields by name and, for kernels, as
/// pointers; the clock; the boundary's edges. Processes see this.
template <class Space>
class FlowMemory {
 public:
  /// `sweeping`: values at faces are kept of few cells only, see FacesOfFew.
  FlowMemory(const Space& on, const FlowGeometry& g, const FlowDeviceOptions& options,
             bool sweeping = false)
      : space(on),
        constants{options.gravity, options.dry_depth},
        cfl(options.rule.cfl),
        cells(g.cells),
        inner(g.inner),
        owned(g.owned),
        edges(static_cast<Index>(g.edge_cell.size())),
        fields({cells, g.slots * cells, edges}),
        edge_cell_(on_device<Index, Space>(g.edge_cell)),
        edge_place_(on_device<Index, Space>(g.edge_place)),
        edge_condition_(on_device<Index, Space>(g.edge_condition)),
        edge_length_(on_device<Real, Space>(edge_lengths(g))),
        area_(g.pixels.dx * g.pixels.dy),
        areas_(on_device<Real, Space>(g.pixels.dx > 0 ? std::vector<Real>{} : g.areas)),
        edge_weight_(edges),
        clock_(1),
        active_(links_of(g, options.conditions), g.cells, options.skip_dry),
        linear_(options.linear),
        sweeping_(sweeping),
        few_(g.cells, g.slots) {
    add_state();
    add_ground(g);
    if (sweeping_ && linear_) few_.add(g.edge_cell);
    if (!sweeping_ && linear_) add_faces();
    if (options.mixing.kind != MixingKind::None) add_eddies();
    add_edges();
    const StepClock start;
    set_clock(start);
  }

  Space space;
  FlowConstants constants;
  Real cfl;                          ///< share of the largest stable step
  Index cells, inner, owned, edges;  ///< local cells; with whole neighbourhoods; owned
  FieldStore<Space> fields;

  /// The newest state, or one of its two copies.
  FlowFields<const Real> state() const { return state_at(fields.newest()); }
  FlowFields<Real> writable_state() { return states_[fields.newest()]; }
  FlowFields<const Real> state_at(int copy) const {
    const FlowFields<Real>& s = states_[copy];
    return {s.h, s.u, s.v};
  }
  FlowFields<Real> writable_state_at(int copy) { return states_[copy]; }
  /// At second order the reconstruction makes it, and keeps it with the values at faces.
  Real* emptying(int copy) const {
    return sweeping_ && linear_ ? few_.emptying() : emptying_[copy];
  }
  Real* friction_rate(int copy) const { return friction_rate_[copy]; }

  Ground ground() const {
    return {ground_.beds, ground_.bed_slopes_x, ground_.bed_slopes_y, ground_.mannings};
  }
  GroundFields<Real> writable_ground() { return ground_; }
  CellAreas areas() const { return {area_, area_ > 0 ? nullptr : areas_.data()}; }

  FaceFields<Real> faces() { return sweeping_ && linear_ ? few_.fields() : faces_; }
  FaceFields<const Real> read_faces() {
    const FaceFields<Real> f = faces();
    return {f.h, f.z, f.u, f.v, f.centre_h, f.shear};
  }
  /// Which cells these are of.
  KeptCells kept() const { return sweeping_ && linear_ ? few_.cells() : KeptCells{cells, cells}; }
  /// Asks for those of some cells as well.
  void keep_faces(std::vector<Index> of) {
    if (sweeping_ && linear_) few_.add(std::move(of));
  }
  EddyFields<Real> eddies() { return eddies_; }
  EddyFields<const Real> read_eddies() const {
    return {eddies_.u_x, eddies_.u_y, eddies_.v_x, eddies_.v_y, eddies_.along, eddies_.across};
  }

  BoundaryEdgesView edge_view() const {
    return {edge_cell_.data(), edge_place_.data(), edge_condition_.data(), edge_weight_.data()};
  }
  std::int64_t* edge_weights() { return edge_weight_.data(); }
  const Real* edge_length() const { return edge_length_.data(); }  ///< m
  Real* edge_memory() const { return edge_memory_; }
  Real* edge_memory_kind() const { return edge_memory_kind_; }
  BoundaryFluxes<Real> fluxes() { return fluxes_; }
  BoundaryFluxes<const Real> read_fluxes() const {
    return {fluxes_.mass, fluxes_.normal, fluxes_.tangential};
  }

  /// Those cells from `first` to before `last` that may have water or get some in a step: all
  /// others are dry, stay dry, and need no look.
  CellRange active(Index first, Index last) const { return active_.cells(first, last); }
  /// Those of them in tiles that other ranks want cells of, and in the others: of owned cells.
  CellRange active_border() const { return active_.border(owned); }
  CellRange active_interior() const { return active_.interior(owned); }
  double active_share() const { return active_.share(); }
  const Index* active_flags() const { return active_.flags(); }
  /// Told of cells whose newest state may have changed outside the step of the active ones.
  void look_at(const CellRange& changed) { active_.look(space, state(), fields.newest(), changed); }
  /// Told that a whole state has come.
  void look_at_all() {
    for (int copy : {0, 1}) active_.look(space, state_at(copy), copy, cells_between(0, cells));
    active_.list(space);
  }
  /// Finds the active cells of the newest state.
  void find_active() {
    active_.look_at_active(space, state(), fields.newest());
    look_at(cells_between(owned, cells));
    active_.list(space);
  }
  /// Has the water that leaves owned cells through some of their faces told in each stage, before
  /// Process::pass_edges and once at the start: m3/s, in this order.
  const Real* watch_faces(const std::vector<Index>& cell, const std::vector<Index>& slot) {
    return watched_faces_.emplace_back(cell, slot).flow.data();
  }
  std::vector<WatchedFaces<Space>>& watched_faces() { return watched_faces_; }

  const StepClock* clock() const { return clock_.data(); }
  StepClock* clock() { return clock_.data(); }
  /// On the host, as `fetch` of it last brought it there.
  StagedArray<StepClock, Space>& staged_clock() { return clock_; }
  void set_clock(const StepClock& value) {
    wait_for(space);
    clock_.host()[0] = value;
    clock_.send(space);
  }

  std::int64_t bytes() const {
    return fields.bytes() + active_.bytes() + few_.bytes() +
           static_cast<std::int64_t>((edge_length_.size() + areas_.size()) * sizeof(Real) +
                                     3 * edge_cell_.size() * sizeof(Index) +
                                     edge_weight_.size() * sizeof(std::int64_t) +
                                     sizeof(StepClock));
  }

 private:
  static std::vector<Real> edge_lengths(const FlowGeometry& g) {
    std::vector<Real> lengths;
    for (const Index place : g.edge_place) lengths.push_back(g.length(place));
    return lengths;
  }

  /// Boundaries that are or become anything but walls may bring water to dry cells.
  static TileLinks links_of(const FlowGeometry& g,
                            const std::vector<std::vector<BoundaryPhase>>& conditions) {
    TileLinks links(g.neighbours, g.cells);
    const Index wall = boundary_kind("wall");
    for (std::size_t e = 0; e < g.edge_cell.size(); ++e)
      if (const auto at = static_cast<std::size_t>(g.edge_condition[e]); at < conditions.size())
        for (const auto& phase : conditions[at])
          if (phase.kind != wall || g.is_inside(g.edge_condition[e]))
            links.pinned[g.edge_cell[e] / tile_cells] = 1;
    for (const Index cell : g.send_cells) links.border[cell / tile_cells] = 1;
    // Water passes a line inside the mesh by what stands on both sides, which may be other ranks'.
    if (g.lines_inside > 0 && g.inner > g.owned)
      for (Index t = g.owned / tile_cells; t <= (g.inner - 1) / tile_cells; ++t)
        links.pinned[t] = 1;
    return links;
  }

  Real* scratch(const char* name, const char* unit, Place place) {
    return fields.add({name, unit, "", place});
  }

  void add_state() {
    const auto h = fields.add_pair({"depth", "m", "water depth", Place::Cell, Keeping::State});
    const auto u = fields.add_pair(
        {"velocity_x", "m/s", "depth-averaged velocity along x", Place::Cell, Keeping::State});
    const auto v = fields.add_pair(
        {"velocity_y", "m/s", "depth-averaged velocity along y", Place::Cell, Keeping::State});
    for (int k : {0, 1}) states_[k] = {h[k], u[k], v[k]};
    const FieldInfo emptying{"emptying_time", "s", "see emptying_time", Place::Cell};
    if (!linear_)
      emptying_ = fields.add_pair(emptying);
    else if (!sweeping_)
      emptying_[0] = emptying_[1] = fields.add(emptying);
    if (linear_)
      friction_rate_ = fields.add_pair({"friction_rate", "1/s", "", Place::Cell, Keeping::Derived});
  }

  void add_ground(const FlowGeometry& g) {
    const auto add = [&](const char* name, const char* unit, const std::vector<Real>& values) {
      const char* meaning = std::string_view(name) == "bed" ? "bed level" : "";
      Real* data = fields.add({name, unit, meaning, Place::Cell, Keeping::Derived});
      fields.write(name, values);
      return data;
    };
    ground_ = {add("bed", "m", g.beds), add("bed_slope_x", "", g.bed_slopes_x),
               add("bed_slope_y", "", g.bed_slopes_y), add("manning", "s/m^(1/3)", g.mannings)};
  }

  void add_faces() {
    faces_ = {scratch("face_depth", "m", Place::Face),
              scratch("face_bed", "m", Place::Face),
              scratch("face_velocity_x", "m/s", Place::Face),
              scratch("face_velocity_y", "m/s", Place::Face),
              scratch("centre_depth", "m", Place::Cell),
              scratch("shear_share", "", Place::Cell)};
  }

  void add_eddies() {
    eddies_ = {
        scratch("velocity_x_dx", "1/s", Place::Cell), scratch("velocity_x_dy", "1/s", Place::Cell),
        scratch("velocity_y_dx", "1/s", Place::Cell), scratch("velocity_y_dy", "1/s", Place::Cell),
        scratch("eddy_along", "m3/s", Place::Cell),   scratch("eddy_across", "m3/s", Place::Cell)};
  }

  void add_edges() {
    fluxes_ = {scratch("edge_mass_flux", "m2/s", Place::Edge),
               scratch("edge_normal_flux", "m3/s2", Place::Edge),
               scratch("edge_tangential_flux", "m3/s2", Place::Edge)};
    edge_memory_ = fields.add({.name = "boundary_memory",
                               .unit = "",
                               .meaning = "what an edge's kind keeps",
                               .place = Place::Edge,
                               .keeping = Keeping::State,
                               .start = no_memory});
    edge_memory_kind_ = fields.add({.name = "boundary_memory_kind",
                                    .unit = "",
                                    .meaning = "the kind whose it is",
                                    .place = Place::Edge,
                                    .keeping = Keeping::State,
                                    .start = -1});
  }

  DeviceArray<Index, Space> edge_cell_, edge_place_, edge_condition_;
  DeviceArray<Real, Space> edge_length_;
  Real area_;  ///< of each pixel, m2
  DeviceArray<Real, Space> areas_;
  DeviceArray<std::int64_t, Space> edge_weight_;
  StagedArray<StepClock, Space> clock_;
  ActiveTiles<Space> active_;
  bool linear_, sweeping_;
  FacesOfFew<Space> few_;
  std::vector<WatchedFaces<Space>> watched_faces_;
  std::array<FlowFields<Real>, 2> states_{};
  std::array<Real*, 2> emptying_{}, friction_rate_{};
  GroundFields<Real> ground_{};
  FaceFields<Real> faces_{};
  EddyFields<Real> eddies_{};
  BoundaryFluxes<Real> fluxes_{};
  Real *edge_memory_ = nullptr, *edge_memory_kind_ = nullptr;
};

}  // namespace freshet
