#include "post/state_hash.hpp"

#include <gtest/gtest.h>

#include "tests/mpi_main.hpp"
#include "tests/support/strip_mesh.hpp"

namespace freshet {
namespace {

using test::StripShape;

std::string hash_of(const Mesh& mesh, const test::StripState& s) {
  return state_hash(mesh, {s.depth, s.velocity_x, s.velocity_y, test::owned_bed(mesh)});
}

TEST(StateHash, IsTheKnownValueOnAnyRanks) {
  // Two cells with h = 1, u = 2, v = 3 and h = 0.5, u = -0.0, v = 0, z = 7:
  // python3: hashlib.sha256(struct.pack("<8d", 1, 2, 3, 7, .5, 0, 0, 7)).hexdigest()
  Mesh mesh = test::strip_mesh(2, 1, StripShape::Quadrilaterals);
  test::StripState state;
  for (Index c = 0; c < mesh.owned; ++c) {
    const bool first = mesh.global_number[c] == 0;
    mesh.bed[c] = 7;
    state.depth.push_back(first ? 1 : 0.5);
    state.velocity_x.push_back(first ? 2 : -0.0);
    state.velocity_y.push_back(first ? 3 : 0);
  }
  EXPECT_EQ(hash_of(mesh, state),
            "b9152a904e4904a3deb9952881085d14c38c96bf7ac204fc5e5e33cf4fd0350a");
}

TEST(StateHash, DependsOnTheStateNotOnTheRanks) {
  const Mesh mesh = test::strip_mesh(40, 30, StripShape::Mixed);
  const Mesh alone = test::strip_mesh(40, 30, StripShape::Mixed, MPI_COMM_SELF);
  auto state = test::strip_state(mesh, 0.1);
  const std::string hash = hash_of(mesh, state);
  EXPECT_EQ(hash, hash_of(alone, test::strip_state(alone, 0.1)));
  if (mesh.rank == mesh.ranks - 1) state.velocity_y.back() += 1e-12;
  EXPECT_NE(hash, hash_of(mesh, state));
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
