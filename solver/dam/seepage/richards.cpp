#include "solver/dam/seepage/richards.hpp"

#include <algorithm>
#include <map>

#include "mesh/parallel/mpi.hpp"
#include "solver/dam/seepage/mean_conductivity.hpp"

namespace freshet::dam {

using petsc::check;

Richards::Richards(const PressureSpace& space, const std::vector<Soil>& soils,
                   const std::vector<int>& soil_of_zone)
    : space_(&space),
      soils_(soils),
      given_soils_(soils),
      soil_of_zone_(soil_of_zone),
      elements_(space.mesh(), soils, soil_of_zone) {
  std::map<std::pair<PetscInt, int>, Real> areas;
  std::vector<PetscInt> rows, columns;
  for (const auto& cell : cells())
    for (PetscInt i = 0; i < cell.corners; ++i) {
      areas[{cell.vertex[i], soil_of_zone_[cell.zone]}] += cell.share[i];
      for (PetscInt j = 0; j < cell.corners; ++j) {
        rows.push_back(space.number(cell.vertex[i]));
        columns.push_back(space.number(cell.vertex[j]));
      }
    }
  for (const auto& [place, area] : areas) {
    lumps_.push_back({place.first, place.second, area});
    rows.push_back(space.number(place.first));
    columns.push_back(space.number(place.first));
  }
  entries_.resize(rows.size());
  for (const auto& lump : lumps_) largest_lump_ = std::max(largest_lump_, lump.area);
  largest_lump_ = mpi::max(space.mesh().communicator, largest_lump_);
  const auto& mesh = space.mesh();
  for (const auto& place : mesh.place) height_.push_back(place[1]);
  check(MatCreate(mesh.communicator, matrix_.put()), "MatCreate");
  check(MatSetSizes(matrix_.get(), space.owned(), space.owned(), PETSC_DETERMINE, PETSC_DETERMINE),
        "MatSetSizes");
  check(MatSetType(matrix_.get(), MATAIJ), "MatSetType");
  check(MatSetPreallocationCOO(matrix_.get(), static_cast<PetscCount>(rows.size()), rows.data(),
                               columns.data()),
        "MatSetPreallocationCOO");
}

std::array<Real, 4> Richards::values_of(const FlowCell& cell,
                                        const std::vector<Real>& local) const {
  std::array<Real, 4> values{};
  for (PetscInt i = 0; i < cell.corners; ++i) values[i] = local[cell.vertex[i]];
  return values;
}

Real Richards::mean_conductivity(const FlowCell& cell, const Retention& soil,
                                 const std::array<Real, 4>& psi, std::array<Real, 4>& slopes) {
  slopes = {};
  if (*std::min_element(psi.begin(), psi.begin() + cell.corners) >= 0) return 1;
  Real mean = 0;
  for (int t = 0; t < cell.triangles; ++t) {
    const auto& corner = cell.triangle[t];
    const auto part =
        dam::mean_conductivity(soil, {psi[corner[0]], psi[corner[1]], psi[corner[2]]});
    mean += cell.triangle_share[t] * part.value;
    for (int i = 0; i < 3; ++i) slopes[corner[i]] += cell.triangle_share[t] * part.slope[i];
  }
  return mean;
}

void Richards::set_sharpness(Real share) {
  for (std::size_t s = 0; s < soils_.size(); ++s)
    soils_[s].retention.alpha = share * given_soils_[s].retention.alpha;
}

void Richards::begin(Vec psi, Real rate) {
  rate_ = rate;
  space_->to_local(local_, psi);
  before_.clear();
  for (const auto& lump : lumps_) {
    const Soil& s = soils_[lump.soil];
    before_.push_back(water_content(s.retention, s.specific_storage, local_[lump.vertex]).value);
  }
}

Real Richards::saturated_flow(const FlowCell& cell, PetscInt corner,
                              const std::array<Real, 4>& values) const {
  Real flow = 0;
  for (PetscInt j = 0; j < cell.corners; ++j)
    flow += cell.conductance[corner][j] * (values[j] + height_[cell.vertex[j]]);
  return flow;
}

void Richards::residual(Vec out, Vec psi) {
  space_->to_local(local_, psi);
  sum_.assign(local_.size(), 0);
  std::array<Real, 4> slopes;
  for (const auto& cell : cells()) {
    const auto values = values_of(cell, local_);
    const Real k = mean_conductivity(cell, soil(cell).retention, values, slopes);
    for (PetscInt i = 0; i < cell.corners; ++i)
      sum_[cell.vertex[i]] += k * saturated_flow(cell, i, values);
  }
  for (std::size_t l = 0; rate_ > 0 && l < lumps_.size(); ++l) {
    const Lump& lump = lumps_[l];
    const Soil& s = soils_[lump.soil];
    const Real now = water_content(s.retention, s.specific_storage, local_[lump.vertex]).value;
    sum_[lump.vertex] += rate_ * lump.area * (now - before_[l]);
  }
  space_->add_up(out, sum_);
}

void Richards::fill_matrix(Vec psi) {
  space_->to_local(local_, psi);
  std::array<Real, 4> slopes;
  std::size_t at = 0;
  for (const auto& cell : cells()) {
    const auto values = values_of(cell, local_);
    const Real k = mean_conductivity(cell, soil(cell).retention, values, slopes);
    for (PetscInt i = 0; i < cell.corners; ++i) {
      const Real flow = saturated_flow(cell, i, values);
      for (PetscInt j = 0; j < cell.corners; ++j)
        entries_[at++] = k * cell.conductance[i][j] + slopes[j] * flow;
    }
  }
  for (const auto& lump : lumps_) {
    const Soil& s = soils_[lump.soil];
    entries_[at++] = rate_ * lump.area *
                     water_content(s.retention, s.specific_storage, local_[lump.vertex]).slope;
  }
  check(MatSetValuesCOO(matrix_.get(), entries_.data(), INSERT_VALUES), "MatSetValuesCOO");
}

Real Richards::stored(Vec psi) {
  space_->to_local(local_, psi);
  Real sum = 0;
  for (const auto& lump : lumps_) {
    const Soil& s = soils_[lump.soil];
    sum += lump.area * water_content(s.retention, s.specific_storage, local_[lump.vertex]).value;
  }
  return mpi::sum(space_->mesh().communicator, sum);
}

std::array<Real, 2> Richards::head_gradient(const FlowCell& cell,
                                            const std::vector<Real>& local) const {
  std::array<Real, 2> sum{};
  for (PetscInt i = 0; i < cell.corners; ++i)
    for (int d = 0; d < 2; ++d)
      sum[d] += cell.gradient[i][d] * (local[cell.vertex[i]] + height_[cell.vertex[i]]);
  return sum;
}

std::vector<std::array<Real, 2>> Richards::discharge(const std::vector<Real>& local) const {
  std::vector<std::array<Real, 2>> result;
  std::array<Real, 4> slopes;
  for (const auto& cell : cells()) {
    const auto values = values_of(cell, local);
    const Real k = mean_conductivity(cell, soil(cell).retention, values, slopes);
    const auto t = conductivity_tensor(soil(cell));
    const auto g = head_gradient(cell, local);
    result.push_back({-k * (t[0] * g[0] + t[1] * g[1]), -k * (t[1] * g[0] + t[2] * g[1])});
  }
  return result;
}

std::vector<Real> Richards::vertex_fields(Vec psi) {
  space_->to_local(local_, psi);
  const auto flow = discharge(local_);
  std::array<std::vector<Real>, 4> sums;  // area, saturation, discharge along x and y
  for (auto& sum : sums) sum.assign(local_.size(), 0);
  for (std::size_t c = 0; c < cells().size(); ++c) {
    const FlowCell& cell = cells()[c];
    for (PetscInt i = 0; i < cell.corners; ++i) {
      const PetscInt v = cell.vertex[i];
      const Real s = effective_saturation(soil(cell).retention, local_[v]).value;
      const std::array<Real, 4> values{1, s, flow[c][0], flow[c][1]};
      for (int k = 0; k < 4; ++k) sums[k][v] += cell.share[i] * values[k];
    }
  }
  std::array<std::vector<Real>, 4> own;
  const VectorHandle all = space_->vector();
  for (int k = 0; k < 4; ++k) {
    space_->add_up(all.get(), sums[k]);
    own[k] = space_->own_values(all.get());
  }
  std::vector<Real> result;
  for (std::size_t i = 0; i < own[0].size(); ++i)
    for (int k = 1; k < 4; ++k) result.push_back(own[k][i] / own[0][i]);
  return result;
}

}  // namespace freshet::dam
