// What checks say of a state that is made here: sound, not a number, or below the bed.
#include "cases/checks/checks.hpp"

#include <fstream>

#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"

namespace freshet {
namespace {

/// Still water of 1 m, with checks of all kinds that look at the state of cells.
const char* const kPond = R"toml(
[parameters]
lake_level = 1
[mesh]
source = "rectangle"
x = [0, 10]
y = [0, 1]
cells = [10, 1]
[flow]
end_time = 2
[output]
interval = 1
[[check]]
name = "l1"
kind = "exact"
solution = "lake_at_rest"
bound = 1e-9
[[check]]
name = "l2"
kind = "exact"
solution = "lake_at_rest"
norm = "l2"
bound = 1e-9
[[check]]
name = "max"
kind = "exact"
solution = "lake_at_rest"
norm = "max"
bound = 1e-9
[[check]]
name = "speed"
kind = "exact"
solution = "lake_at_rest"
quantity = "velocity_x"
norm = "max"
bound = 1e-9
[[check]]
kind = "max_speed"
bound = 1e-9
[[check]]
kind = "negative_depth"
bound = 0
[[check]]
kind = "steady_discharge"
discharge = 1
since = 1
bound = 1e-9
[[check]]
kind = "profile_rmse"
time = 2
y = 0.5
file = "profile.csv"
bound = 1e-9
[[check]]
kind = "velocity_rmse"
time = 2
file = "velocity.csv"
bound = 1e-9
)toml";

class Checks : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(scratch_ / "case.toml") << kPond;
    std::ofstream profile(scratch_ / "profile.csv"), velocity(scratch_ / "velocity.csv");
    for (int i = 0; i < 10; ++i) {
      profile << i + 0.5 << ",1\n";
      velocity << i + 0.5 << ",0.5,0,0\n";
    }
    profile << "99,1\n";  // outside the mesh
    velocity << "99,0.5,7,7\n";
    profile.close();
    velocity.close();
    run_.given = read_case(scratch_.path().string(), {}, "");
    run_.mesh = make_mesh(MPI_COMM_SELF, run_.given.mesh);
    run_.out = scratch_.path();
    const auto cells = static_cast<std::size_t>(run_.mesh.cells);
    run_.end = {std::vector<Real>(cells, 1), std::vector<Real>(cells, 0),
                std::vector<Real>(cells, 0), std::vector<Real>(cells, 0)};
    run_.kept[1] = run_.end;
    run_.summary.simulated_seconds = run_.given.end_time;
  }

  std::vector<std::string> that_fall_short() {
    std::vector<std::string> names;
    for (const auto& check : evaluate_checks(run_, {[](const std::string&) {}, {}})) {
      EXPECT_FALSE(check.skipped) << check.name << ": " << check.note;
      if (!check.pass) names.push_back(check.name);
    }
    return names;
  }

  test::Scratch scratch_{"checks"};
  CaseRun run_;
};

using Names = std::vector<std::string>;

TEST_F(Checks, StillWaterPasses) { EXPECT_EQ(that_fall_short(), Names{}); }

TEST_F(Checks, ADepthThatIsNoNumberFallsShortWhereverItIs) {
  for (const std::size_t cell : {0, 4, 9}) {
    run_.end.depth.assign(10, 1);
    run_.end.depth[cell] = std::numeric_limits<Real>::quiet_NaN();
    EXPECT_EQ(that_fall_short(),
              (Names{"l1", "l2", "max", "negative_depth", "steady_discharge", "profile_rmse"}));
  }
}

TEST_F(Checks, AVelocityThatIsNoNumberFallsShortWhereverItIs) {
  for (const std::size_t cell : {0, 4, 9}) {
    run_.end.velocity_x.assign(10, 0);
    run_.end.velocity_x[cell] = std::numeric_limits<Real>::quiet_NaN();
    EXPECT_EQ(that_fall_short(), (Names{"speed", "max_speed", "velocity_rmse"}));
  }
}

TEST_F(Checks, WaterBelowTheBedFallsShort) {
  run_.end.depth[3] = -1e-12;
  for (const auto& check : evaluate_checks(run_, {[](const std::string&) {}, {}}))
    if (check.name == "negative_depth") {
      EXPECT_FALSE(check.pass);
      EXPECT_EQ(check.value, 1e-12);
    }
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
