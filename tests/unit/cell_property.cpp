// Properties of the ground by expression, zone, polygon and raster.
#include "cases/model/cell_property.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "kernels/error.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"

namespace freshet {
namespace {

/// Four cells in a row at y = 0.5, the second and third in the zone "forest".
struct Cells {
  std::vector<Real> x{0.5, 1.5, 2.5, 3.5}, y = std::vector<Real>(4, 0.5);
  std::vector<Index> zone{0, 1, 1, 0};
  std::vector<std::string> names{"default", "forest"};

  std::vector<Real> property(const CellProperty& steps, Real least = 0) const {
    return cell_property(steps, {x, y, zone, names}, 9, least);
  }
};

PropertyStep constant(Real value) {
  PropertyStep step;
  step.value = [value](Real, Real) { return value; };
  step.origin = "case.toml:5: soil.conductivity";
  return step;
}

std::string error_of(const CellProperty& steps) {
  try {
    Cells().property(steps);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(CellProperty, FallsBackWithoutSteps) {
  EXPECT_EQ(Cells().property({}), std::vector<Real>(4, 9));
}

TEST(CellProperty, LaterStepsOverwriteWhereTheyApply) {
  PropertyStep field = constant(0), forest = constant(5), polygon = constant(6);
  field.value = [](Real x, Real y) { return x + y; };
  forest.zone = "forest";
  polygon.region.polygon = {{2, 0}, {4, 0}, {4, 1}, {2, 1}};
  EXPECT_EQ(Cells().property({field, forest}), (std::vector<Real>{1, 5, 5, 4}));
  EXPECT_EQ(Cells().property({field, forest, polygon}), (std::vector<Real>{1, 5, 6, 6}));
  polygon.zone = "forest";
  EXPECT_EQ(Cells().property({field, polygon}), (std::vector<Real>{1, 2, 6, 4}));
}

TEST(CellProperty, RastersGiveValuesOrClasses) {
  const test::Scratch scratch("property");
  std::ofstream(scratch / "a.asc")
      << "ncols 4\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\nnodata_value -1\n"
         "41 82 -1 41\n";
  PropertyStep raster;
  raster.raster = scratch / "a.asc";
  raster.origin = "case.toml:7: friction.manning";
  EXPECT_EQ(Cells().property({constant(1), raster}), (std::vector<Real>{41, 82, 1, 41}));
  raster.classes = {{41, 0.5}, {82, 0.25}};
  raster.convert = [](Real value) { return 1 / value; };
  EXPECT_EQ(Cells().property({constant(1), raster}), (std::vector<Real>{2, 4, 1, 2}));
  EXPECT_NE(error_of({raster}).find("friction.manning: the raster"), std::string::npos);
  EXPECT_NE(error_of({raster}).find("has no value at x = 2.5, y = 0.5"), std::string::npos);
  raster.classes.erase(82);
  EXPECT_NE(error_of({constant(1), raster}).find("has 82, which classes does not name at x = 1.5"),
            std::string::npos);
}

TEST(CellProperty, MistakesNameKeyAndPlace) {
  auto step = constant(1);
  step.zone = "forrest";
  EXPECT_EQ(error_of({step}),
            "case.toml:5: soil.conductivity: the mesh has no zone of this name (forrest); did you "
            "mean \"forest\"?; it has: default, forest");
  EXPECT_EQ(error_of({constant(-2)}),
            "case.toml:5: soil.conductivity: must be at least 0 (-2) at x = 0.5, y = 0.5");
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
