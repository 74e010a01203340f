#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "kernels/device_geometry.hpp"
#include "kernels/mixing_cell.hpp"
#include "tests/support/device_trial.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

TEST(EddyViscosity, OfElderIsAlphaTimesFrictionVelocityTimesDepth) {
  // u* = 2 sqrt(9.81) 0.03 / 8^(1/6) = 0.132882 m/s.
  EXPECT_NEAR(friction_velocity(2, 0.03, 8, g), 0.1328834, 1e-6);
  const MixingModel elder{.kind = MixingKind::Elder, .longitudinal = 6, .transverse = 0.6};
  const EddyViscosity nu = eddy_viscosity(elder, 8, 2, 0.03, {0, 0, 0, 0}, 1, g);
  EXPECT_NEAR(nu.along, 6 * 8 * 0.1328834, 1e-4);
  EXPECT_NEAR(nu.across, 0.6 * 8 * 0.1328834, 1e-5);
}

TEST(EddyViscosity, OfSmagorinskyIsFilterSquaredTimesStrain) {
  EXPECT_EQ(strain_rate({3, 1, 1, -4}), std::sqrt(2 * (9.0 + 16.0) + 4));
  const MixingModel model{.kind = MixingKind::Smagorinsky, .filter = 0.1};
  EXPECT_NEAR(eddy_viscosity(model, 1, 5, 0.03, {0, 3, 0, 0}, 4, g).along, 0.01 * 4 * 3, 1e-15);
  EXPECT_NEAR(eddy_viscosity(model, 1, 5, 0.03, {0, 3, 0, 0}, 4, g).across, 0.01 * 4 * 3, 1e-15);
}

TEST(EddyViscosity, AtAFaceIsNothingBesideDryGround) {
  EXPECT_EQ(harmonic_mean(3, 0), 0);
  EXPECT_EQ(harmonic_mean(0, 0), 0);
  EXPECT_EQ(harmonic_mean(2, 6), 3);
}

/// Random water on a bent grid, with what the kernels need of it.
template <int Slots>
struct Trial {
  Trial(const FlowGeometry& geometry, const MixingModel& model) : device(geometry) {
    const Ground ground{geometry.beds.data(), geometry.bed_slopes_x.data(),
                        geometry.bed_slopes_y.data(), geometry.mannings.data()};
    std::mt19937_64 random(7);
    std::uniform_real_distribution<Real> unit(0, 1);
    for (Index c = 0; c < geometry.cells; ++c) {
      const bool dry = unit(random) < 0.2;
      h.push_back(dry ? 0 : 3 * unit(random));
      u.push_back(dry ? 0 : unit(random) - 0.5);
      v.push_back(dry ? 0 : unit(random) - 0.5);
    }
    for (auto& field : fields) field.resize(geometry.cells);
    for (Index c = 0; c < geometry.cells; ++c)
      MixingCell<Polygons<Slots>>{
          device.view(), ground, {g, 1e-6}, model, state(), eddies<Real>()}(c);
  }
  FlowFields<const Real> state() const { return {h.data(), u.data(), v.data()}; }
  template <class T>
  EddyFields<T> eddies() {
    return {fields[0].data(), fields[1].data(), fields[2].data(),
            fields[3].data(), fields[4].data(), fields[5].data()};
  }
  DeviceGeometry<Polygons<Slots>, Cpu> device;
  std::vector<Real> h, u, v;
  std::array<std::vector<Real>, 6> fields;
};

template <int Slots>
int faces_that_are_odd(const MixingModel& model) {
  const GridGeometry grid(Slots, 12, 9);
  Trial<Slots> trial(grid.geometry(), model);
  const auto mesh = trial.device.view();
  const auto eddies = trial.template eddies<const Real>();
  int found = 0;
  for (Index cell = 0; cell < grid.geometry().cells; ++cell)
    for (int s = 0; s < Slots; ++s) {
      const auto p = mesh.face(cell, s);
      const Index j = mesh.neighbour(p);
      if (j < 0) continue;
      const Vector a = mixing_flux(mesh, eddies, trial.state(), cell, j, p);
      const Vector b = mixing_flux(mesh, eddies, trial.state(), j, cell, mesh.opposite(p));
      EXPECT_EQ(a.x, -b.x);
      EXPECT_EQ(a.y, -b.y);
      found += a.x != 0;
    }
  return found;
}

const MixingModel models[] = {{.kind = MixingKind::Constant, .viscosity = 2},
                              {.kind = MixingKind::Elder, .longitudinal = 6000, .transverse = 600},
                              {.kind = MixingKind::Smagorinsky, .filter = 10}};

TEST(MixingFlux, TakesFromOneCellWhatItGivesToTheOther) {
  for (const auto& model : models) {
    EXPECT_GT(faces_that_are_odd<3>(model), 100);
    EXPECT_GT(faces_that_are_odd<4>(model), 50);
  }
}

Real energy(const FlowGeometry& geometry, const Water& w) {
  Real sum = 0;
  for (Index c = 0; c < geometry.cells; ++c)
    sum += geometry.areas[c] * w.h[c] * (w.u[c] * w.u[c] + w.v[c] * w.v[c]);
  return sum;
}

/// Steps as long as the device says do not make eddies grow, and take most of their energy.
TEST(MixingFlux, IsStableInStepsOfItsRate) {
  for (const int slots : {3, 4})
    for (const auto& model : models) {
      const GridGeometry grid(slots, 12, 9);
      FlowGeometry geometry = grid.geometry();
      for (auto* field : {&geometry.beds, &geometry.bed_slopes_x, &geometry.bed_slopes_y})
        field->assign(geometry.cells, 0);
      geometry.mannings.assign(geometry.cells, 1e-4);
      std::mt19937_64 random(11);
      std::uniform_real_distribution<Real> unit(-0.01, 0.01);
      Water water{std::vector<Real>(geometry.cells, 1), {}, {}};
      for (Index c = 0; c < geometry.cells; ++c) {
        water.u.push_back(unit(random));
        water.v.push_back(unit(random));
      }
      FlowDeviceOptions options;
      options.gravity = 1e-6;
      options.mixing = model;
      options.rule.cfl = 1;
      DeviceTrial flow(Backend::Cpu, geometry, std::move(options), TimeScheme::Euler, water);
      Real before = energy(geometry, water);
      const Real start = before;
      for (int step = 0; step < 30; ++step) {
        flow.step();
        const Real now = energy(geometry, flow.water());
        ASSERT_LE(now, before * (1 + 1e-3)) << "slots " << slots << " step " << step;
        before = now;
      }
      EXPECT_LT(before, 0.7 * start);
    }
}

TEST(MixingFlux, LeavesALakeAtRest) {
  const GridGeometry grid(4, 12, 9);
  for (const auto& model : models) {
    const std::vector<Real> still(grid.geometry().cells, 0);
    Water water{{}, still, still};
    for (const Real bed : grid.geometry().beds) water.h.push_back(std::max(0.3 - bed, 0.0));
    FlowDeviceOptions options;
    options.mixing = model;
    options.rule.cfl = 0.5;
    DeviceTrial flow(Backend::Cpu, grid.geometry(), std::move(options), TimeScheme::Hancock, water);
    for (int step = 0; step < 20; ++step) flow.step();
    const auto [h, u, v] = flow.water();
    for (std::size_t c = 0; c < u.size(); ++c)
      ASSERT_LT(std::abs(u[c]) + std::abs(v[c]), 1e-13) << c;
  }
}

}  // namespace
}  // namespace freshet
