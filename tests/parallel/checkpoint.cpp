#include "post/checkpoint.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "kernels/error.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/strip_mesh.hpp"

namespace freshet {
namespace {

using test::StripShape;

/// Communicator of the first `ranks` ranks; null on the others.
class FirstRanks {
 public:
  explicit FirstRanks(int ranks) {
    const int rank = mpi::rank_of(MPI_COMM_WORLD);
    MPI_Comm_split(MPI_COMM_WORLD, rank < ranks ? 0 : MPI_UNDEFINED, rank, &communicator_);
  }
  ~FirstRanks() {
    if (communicator_ != MPI_COMM_NULL) MPI_Comm_free(&communicator_);
  }
  FirstRanks(const FirstRanks&) = delete;
  FirstRanks& operator=(const FirstRanks&) = delete;
  MPI_Comm get() const { return communicator_; }
  bool mine() const { return communicator_ != MPI_COMM_NULL; }

 private:
  MPI_Comm communicator_ = MPI_COMM_NULL;
};

/// Runs `body` with a mesh on the first `ranks` ranks.
template <class Body>
void on_ranks(int ranks, const Body& body) {
  const FirstRanks first(ranks);
  if (first.mine()) body(test::strip_mesh(13, 7, StripShape::Mixed, first.get()));
  MPI_Barrier(MPI_COMM_WORLD);
}

std::vector<Real> cell_values(const Mesh& mesh) {
  std::vector<Real> values;
  for (Index c = 0; c < mesh.owned; ++c)
    values.push_back(1.0 / static_cast<Real>(mesh.global_number[c] + 3));
  return values;
}

std::vector<Real> edge_values(const Mesh& mesh) {
  std::vector<Real> values;
  for (Index e = 0; e < mesh.boundary.size(); ++e)
    values.push_back(std::sqrt(static_cast<Real>(mesh.boundary.first + e)));
  return values;
}

const std::vector<Real> list_values{0.1, -0.0, std::numeric_limits<Real>::denorm_min()};
constexpr std::int64_t large = (std::int64_t{1} << 62) + 1;

std::filesystem::path write_one(const Mesh& mesh, const std::filesystem::path& folder,
                                std::int64_t step, int kept = 2) {
  const auto cells = cell_values(mesh), edges = edge_values(mesh);
  const CheckpointView state{step,
                             {{"depth", cells}, {"discharge_x", cells}},
                             {{"inflow", edges}},
                             {{"breach", list_values}, {"empty", {}}},
                             {{"time", 0.1 + 0.2}},
                             {{"large", large}},
                             {{"case", "name = \"a\"\n\xc3\xa9"}, {"none", ""}}};
  return write_checkpoint(mesh, folder, state, kept);
}

void expect_read_back(const Mesh& mesh, const std::filesystem::path& file) {
  const Checkpoint state = read_checkpoint(mesh, file);
  EXPECT_EQ(state.cells.at("depth"), cell_values(mesh));
  EXPECT_EQ(state.cells.at("discharge_x"), cell_values(mesh));
  EXPECT_EQ(state.edges.at("inflow"), edge_values(mesh));
  EXPECT_EQ(state.lists.at("breach"), list_values);
  EXPECT_TRUE(std::signbit(state.lists.at("breach")[1]));
  EXPECT_TRUE(state.lists.at("empty").empty());
  EXPECT_EQ(state.reals.at("time"), 0.1 + 0.2);
  EXPECT_EQ(state.integers.at("large"), large);
  EXPECT_EQ(state.texts.at("case"), "name = \"a\"\n\xc3\xa9");
  EXPECT_EQ(state.texts.at("none"), "");
  EXPECT_EQ(state.step, 7);
}

TEST(Checkpoint, IsReadOnAnyRanks) {
  const test::Scratch scratch("checkpoint");
  const int ranks = mpi::size_of(MPI_COMM_WORLD);
  for (int writers = 1; writers <= ranks; ++writers) {
    on_ranks(writers, [&](const Mesh& mesh) { write_one(mesh, scratch.path(), 7); });
    for (int readers = 1; readers <= ranks; ++readers)
      on_ranks(readers, [&](const Mesh& mesh) {
        const auto file = newest_sound(mesh.communicator, scratch.path());
        ASSERT_TRUE(file.has_value());
        expect_read_back(mesh, *file);
      });
  }
}

TEST(Checkpoint, KeepsTheNewestAndDropsThoseOfLaterSteps) {
  const test::Scratch scratch("checkpoint");
  on_ranks(mpi::size_of(MPI_COMM_WORLD), [&](const Mesh& mesh) {
    for (const int step : {5, 900, 1000, 20, 30, 40}) write_one(mesh, scratch.path(), step);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(scratch.path()))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names,
              (std::vector<std::string>{"checkpoint_0000000030.h5", "checkpoint_0000000040.h5"}));
    MPI_Barrier(mesh.communicator);
  });
}

/// Changes a file on rank 0 only.
template <class Change>
void damage(const Change& change) {
  MPI_Barrier(MPI_COMM_WORLD);
  if (mpi::rank_of(MPI_COMM_WORLD) == 0) change();
  MPI_Barrier(MPI_COMM_WORLD);
}

/// Changes the last bit of the double `value` wherever it stands: HDF5 may leave dead copies of
/// metadata.
void change_value(const std::filesystem::path& file, Real value) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  const std::string wanted(reinterpret_cast<const char*>(&value), sizeof value);
  for (auto place = bytes.find(wanted); place != std::string::npos; place = bytes.find(wanted))
    bytes[place] = static_cast<char>(bytes[place] ^ 1);
  std::ofstream(file, std::ios::binary) << bytes;
}

TEST(Checkpoint, IsNotUsedWhenDamaged) {
  const test::Scratch scratch("checkpoint");
  on_ranks(mpi::size_of(MPI_COMM_WORLD), [&](const Mesh& mesh) {
    const auto older = write_one(mesh, scratch.path(), 7, 9);
    const auto changed = write_one(mesh, scratch.path(), 8, 9);
    const auto changed_real = write_one(mesh, scratch.path(), 9, 9);
    const auto cut = write_one(mesh, scratch.path(), 10, 9);
    const auto empty = write_one(mesh, scratch.path(), 11, 9);
    damage([&] {
      change_value(changed, 1.0 / 40);  // a value of cell 37
      change_value(changed_real, 0.1 + 0.2);
      std::filesystem::resize_file(cut, std::filesystem::file_size(cut) - 100);
      std::filesystem::resize_file(empty, 0);
    });
    EXPECT_EQ(newest_sound(mesh.communicator, scratch.path()), older);
    EXPECT_THROW(read_checkpoint(mesh, changed), EnvironmentError);
    EXPECT_THROW(read_checkpoint(mesh, changed_real), EnvironmentError);
    EXPECT_THROW(read_checkpoint(mesh, cut), EnvironmentError);
    EXPECT_EQ(newest_sound(mesh.communicator, scratch / "none"), std::nullopt);
  });
}

TEST(Checkpoint, OfAnotherMeshIsRefused) {
  const test::Scratch scratch("checkpoint");
  const Mesh mesh = test::strip_mesh(6, 6, StripShape::Quadrilaterals);
  const auto file = write_one(mesh, scratch.path(), 1);
  EXPECT_THROW(read_checkpoint(test::strip_mesh(6, 7, StripShape::Quadrilaterals), file),
               InputError);
  EXPECT_THROW(read_checkpoint(test::strip_mesh(12, 3, StripShape::Quadrilaterals), file),
               InputError);
  Mesh other_bed = mesh;
  if (mesh.rank == mesh.ranks - 1) other_bed.bed.back() += 1e-13;
  EXPECT_THROW(read_checkpoint(other_bed, file), InputError);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
