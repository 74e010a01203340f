// Steps that leave out what is dry give the bits of steps that do all cells.
#include <gtest/gtest.h>

#include <cstring>

#include "kernels/process/maxima.hpp"
#include "tests/support/device_trial.hpp"

namespace freshet {
namespace {

constexpr Index side = 48;  // 36 or 72 tiles of the grid

struct Scheme {
  const char* name;
  int slots;
  bool linear;
  TimeScheme time;
  MixingKind mixing;
};

/// Water in a corner only; what comes in at the other side meets dry ground.
Water corner_of_water(const GridGeometry& grid) {
  const Index cells = grid.geometry().cells;
  Water water{std::vector<Real>(cells), std::vector<Real>(cells), std::vector<Real>(cells)};
  for (Index c = 0; c < cells; ++c)
    water.h[c] = grid.x(c) < 4 && grid.y(c) < 4 ? larger(1.5 - grid.geometry().beds[c], 0) : 0;
  return water;
}

DeviceTrial trial(const GridGeometry& grid, const Scheme& scheme, bool skipping) {
  FlowDeviceOptions options;
  options.linear = scheme.linear;
  options.mixing.kind = scheme.mixing;
  options.mixing.viscosity = 0.1;
  options.skip_dry = skipping;
  options.conditions.assign(4, std::vector<BoundaryPhase>(1));
  options.conditions[1] = all_round("discharge", 3)[0];
  options.processes.push_back(std::make_unique<MaximaOptions>(std::vector<Real>{0.1}));
  return DeviceTrial(Backend::Cpu, grid.geometry(), std::move(options), scheme.time,
                     corner_of_water(grid));
}

std::vector<Real> kept(DeviceTrial& flow, const FlowGeometry& g) {
  std::vector<Real> all;
  for (const auto& field : flow.device().fields()) {
    if (field.keeping != Keeping::State || field.place == Place::Process) continue;
    const auto values =
        flow.values(field.name, field.place == Place::Cell ? g.owned : g.edge_cell.size());
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

class ActiveTilesOf : public testing::TestWithParam<Scheme> {};

TEST_P(ActiveTilesOf, ChangeNoBit) {
  const GridGeometry grid(GetParam().slots, side, side);
  DeviceTrial skipping = trial(grid, GetParam(), true), whole = trial(grid, GetParam(), false);
  for (int k = 0; k < 120; ++k) {
    skipping.step();
    whole.step();
    const auto a = kept(skipping, grid.geometry()), b = kept(whole, grid.geometry());
    ASSERT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof(Real)), 0) << "step " << k;
  }
  // Something came in, and something is still dry: else nothing was tried.
  const Water water = whole.water();
  EXPECT_GT(water.h[side * (side / 2) * (GetParam().slots == 3 ? 2 : 1) - 1], 0);
  EXPECT_GT(std::count(water.h.begin(), water.h.end(), 0), grid.geometry().cells / 4);
}

INSTANTIATE_TEST_SUITE_P(
    Schemes, ActiveTilesOf,
    testing::Values(Scheme{"euler3", 3, false, TimeScheme::Euler, MixingKind::None},
                    Scheme{"hancock3", 3, true, TimeScheme::Hancock, MixingKind::None},
                    Scheme{"hancock4", 4, true, TimeScheme::Hancock, MixingKind::None},
                    Scheme{"rk4", 4, true, TimeScheme::RungeKutta2, MixingKind::None},
                    Scheme{"mixing4", 4, true, TimeScheme::Hancock, MixingKind::Constant}),
    [](const auto& info) { return info.param.name; });

/// A tile that dries is worked on until both copies of the state are dry, then no more.
TEST(ActiveTiles, ListsWhatIsWetAndWhatIsBeside) {
  constexpr Index tiles = 6, cells = tiles * tile_cells;
  std::vector<Index> neighbours(2 * cells);  // a row of cells: the one before, the one behind
  for (Index c = 0; c < cells; ++c) {
    neighbours[c] = c > 0 ? c - 1 : -1;
    neighbours[cells + c] = c + 1 < cells ? c + 1 : -2;
  }
  TileLinks links(neighbours, cells);
  links.pinned[0] = 1;
  ActiveTiles<Cpu> active(links, cells, true);
  std::vector<Real> h(cells), u(cells), dry(cells);
  h[4 * tile_cells + 63] = 1;
  const FlowFields<const Real> wet{h.data(), u.data(), u.data()},
      none{dry.data(), u.data(), u.data()};
  const auto listed = [&] {
    active.list(Cpu{});
    const CellRange range = active.cells(0, cells);
    return std::vector<Index>(range.tiles, range.tiles + range.blocks());
  };
  active.look(Cpu{}, wet, 0, cells_between(0, cells));
  active.look(Cpu{}, none, 1, cells_between(0, cells));
  EXPECT_EQ(listed(), (std::vector<Index>{0, 3, 4, 5}));
  h[4 * tile_cells + 63] = 0;
  active.look_at_active(Cpu{}, wet, 1);
  EXPECT_EQ(listed(), (std::vector<Index>{0, 3, 4, 5}));  // copy 0 was not looked at since
  active.look_at_active(Cpu{}, wet, 0);
  EXPECT_EQ(listed(), (std::vector<Index>{0}));
  u[70] = -0.0;
  active.look(Cpu{}, wet, 0, cells_between(70, 71));
  EXPECT_EQ(listed(), (std::vector<Index>{0, 1, 2}));
}

}  // namespace
}  // namespace freshet
