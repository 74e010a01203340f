#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kernels/boundary_flux.hpp"
#include "kernels/mixing_eddy.hpp"
#include "kernels/types.hpp"

namespace freshet {

enum class Backend { Cpu, Cuda };

/// Everything that a device needs to know of a rank's part of the mesh, on the host. Slot-major
/// arrays as in Polygons.
struct FlowGeometry {
  int slots = 3;
  Index cells = 0, inner = 0, owned = 0;  ///< local cells; with whole neighbourhoods; owned
  std::vector<Index> neighbours, opposites;
  std::vector<Real> normals_x, normals_y, lengths, offsets_x, offsets_y, weights_x, weights_y;
  std::vector<Real> areas, inverse_sizes, beds, bed_slopes_x, bed_slopes_y, mannings;
  std::vector<Index> edge_cell, edge_place, edge_condition;  ///< boundary edges of owned cells
  std::vector<Real> condition_length;            ///< of each condition over all ranks, m
  std::vector<Index> send_cells, receive_cells;  ///< halo, in the order of the packed buffers
};

struct FlowDeviceOptions {
  Real gravity = 9.81, dry_depth = 1e-6;
  bool linear = true;  ///< second order
  bool maxima = true;
  std::vector<Real> arrival_depths;
  MixingModel mixing = {};
};

/// One stage of a time step.
struct StageRequest {
  Real dt = 0;          ///< s
  Real half_step = 0;   ///< s that the reconstruction is advanced by (dt / 2 for Hancock)
  Real old_share = 0;   ///< of the step's first state in the result
  Real part = 1;        ///< that this stage's boundary fluxes contribute to the step
  bool back = false;    ///< second stage: writes over the state that the step began with
  bool stages = false;  ///< one of several stages, else the whole step
};

/// Named arrays of a device, for checkpoints and output, all in doubles.
struct MaximaArrays {
  std::vector<Real> depth, depth_time, speed, speed_time, discharge, discharge_time;
  std::vector<std::vector<Real>> arrival, duration;
};

/// EdgeRecords of all boundary edges.
struct EdgeRecordArrays {
  std::vector<Real> left, left_carry, entered, entered_carry, incoming;
  std::array<std::vector<Real>*, 5> all() {
    return {&left, &left_carry, &entered, &entered_carry, &incoming};
  }
  std::array<const std::vector<Real>*, 5> all() const {
    return {&left, &left_carry, &entered, &entered_carry, &incoming};
  }
};

/// State and kernels of one rank's cells on one backend. No method communicates.
class FlowDevice {
 public:
  virtual ~FlowDevice() = default;

  /// State of owned cells; follow with a halo exchange and derive().
  virtual void set_state(std::span<const Real> h, std::span<const Real> u,
                         std::span<const Real> v) = 0;
  virtual void get_state(std::span<Real> h, std::span<Real> u, std::span<Real> v) const = 0;

  /// Halo cells of the newest state, three values (h, u, v) a cell.
  virtual void pack(std::span<Real> packed) = 0;
  virtual void unpack(std::span<const Real> packed) = 0;

  /// Derived fields of all cells; returns the largest rate (1/s) of waves and mixing in the owned
  /// ones.
  virtual Real derive_all() = 0;
  /// Derived fields of halo cells, and what mixing needs of all cells; returns the largest rate
  /// (1/s) of waves and mixing in the owned cells, 0 without mixing.
  virtual Real derive_halo() = 0;

  /// Runs a stage on owned cells; returns their largest wave rate, marked (see WaveMarks). At least
  /// 1e300 where a cell has no sound state.
  virtual Real stage(const StageRequest& request) = 0;
  virtual Index first_unsound() const = 0;  ///< -1 if none

  /// The first owned cell, or the cell of the first boundary edge, that has this wave rate (1/s);
  /// -1 if none has.
  virtual Index cell_of_rate(Real rate) const = 0;
  virtual Index cell_of_boundary_rate(Real rate) const = 0;

  /// Deepest water (m) and highest level (m) in the wet cells beside each boundary condition.
  virtual void scan_boundaries(std::span<Real> deepest, std::span<Real> highest) const = 0;
  /// Weights of all edges for a prescribed discharge; returns their sum for each condition.
  virtual std::vector<std::int64_t> weigh_boundaries(std::span<const Real> deepest) = 0;
  virtual void set_forcings(std::span<const BoundaryForcing> forcings) = 0;
  virtual Real boundary_wave_rate() const = 0;

  virtual EdgeRecordArrays edge_records() const = 0;
  virtual void set_edge_records(const EdgeRecordArrays& records) = 0;

  virtual std::int64_t bytes() const = 0;  ///< of device memory held

  virtual void update_maxima(Real time, Real dt) = 0;
  virtual MaximaArrays maxima() const = 0;
  virtual void set_maxima(const MaximaArrays& arrays) = 0;
};

/// Throws EnvironmentError if the backend is not built in or no device is there.
std::unique_ptr<FlowDevice> make_flow_device(Backend backend, const FlowGeometry& geometry,
                                             const FlowDeviceOptions& options);
std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry&, const FlowDeviceOptions&);

/// Empty if a CUDA device can be used, else why not.
std::string why_no_gpu();

}  // namespace freshet
