#include "mesh/parallel/hdf5.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"

namespace freshet {
namespace {

using hdf5::File;

/// This rank's share of 0, 1, 2 ...
template <class T>
struct Share {
  GlobalIndex first;
  std::vector<T> values;
};

template <class T>
Share<T> share_of(GlobalIndex rows, int columns, T offset = 0) {
  const int rank = mpi::rank_of(MPI_COMM_WORLD), ranks = mpi::size_of(MPI_COMM_WORLD);
  const GlobalIndex begin = mpi::share_begin(rows, rank, ranks);
  const GlobalIndex end = mpi::share_begin(rows, rank + 1, ranks);
  Share<T> share{begin, std::vector<T>((end - begin) * columns)};
  std::iota(share.values.begin(), share.values.end(), static_cast<T>(begin * columns + offset));
  return share;
}

template <class T>
void write_and_read(const hdf5::Layout& layout, std::int64_t transfer_limit) {
  const test::Scratch scratch("hdf5");
  const int columns = std::max(layout.columns, 1);
  const auto mine = share_of<T>(layout.rows, columns);
  {
    File file(MPI_COMM_WORLD, scratch / "a.h5", File::Mode::Create);
    file.set_transfer_limit(transfer_limit);
    file.make_dataset("/group/data", layout);
    file.write<T>("/group/data", mine.first, mine.values);
    file.close();
  }
  File file(MPI_COMM_WORLD, scratch / "a.h5", File::Mode::Read);
  file.set_transfer_limit(transfer_limit);
  ASSERT_EQ(file.rows("/group/data"), layout.rows);
  std::vector<T> all(layout.rows * columns);
  file.read<T>("/group/data", 0, all);
  for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], static_cast<T>(i));
}

TEST(Hdf5, ReadsWhatItWrote) {
  write_and_read<double>({hdf5::Type::Float64, 1000}, 1 << 20);
  write_and_read<float>({hdf5::Type::Float32, 1000, 3}, 1 << 20);
  write_and_read<std::int64_t>({hdf5::Type::Int64, 2}, 1 << 20);
  write_and_read<std::int32_t>({hdf5::Type::Int32, 0}, 1 << 20);
}

TEST(Hdf5, SplitsLargeTransfers) {
  write_and_read<double>({hdf5::Type::Float64, 1000, 3}, 100);
  write_and_read<double>({hdf5::Type::Float64, 1000}, 1);
}

TEST(Hdf5, CompressesInParallel) {
  const hdf5::Layout layout{
      .type = hdf5::Type::Float32, .rows = 5000, .columns = 3, .chunk_rows = 700, .deflate = 4};
  write_and_read<float>(layout, 1 << 20);
  write_and_read<float>(layout, 999);
}

TEST(Hdf5, GrowsStepByStep) {
  const test::Scratch scratch("hdf5");
  for (const int deflate : {0, 3}) {
    File file(MPI_COMM_WORLD, scratch / "a.h5", File::Mode::Create);
    file.make_dataset("/x", {.rows = 0, .extendible = true, .chunk_rows = 64, .deflate = deflate});
    for (int step = 0; step < 3; ++step) {
      file.resize("/x", 100 * (step + 1));
      const auto mine = share_of<double>(100, 1, 100 * step);
      file.write<double>("/x", 100 * step + mine.first, mine.values);
    }
    std::vector<double> all(300);
    file.read<double>("/x", 0, all);
    for (int i = 0; i < 300; ++i) ASSERT_EQ(all[i], i);
  }
}

TEST(Hdf5, KeepsAttributes) {
  const test::Scratch scratch("hdf5");
  File file(MPI_COMM_WORLD, scratch / "a.h5", File::Mode::Create);
  file.make_group("/a/b");
  file.set_text("/a/b", "Type", "first");
  file.set_text("/a/b", "Type", "second one");
  file.set_integer("/a/b", "count", (std::int64_t{1} << 62) + 1);
  file.set_real("/a/b", "value", 0.1);
  EXPECT_EQ(file.text("/a/b", "Type"), "second one");
  EXPECT_EQ(file.integer("/a/b", "count"), (std::int64_t{1} << 62) + 1);
  EXPECT_EQ(file.real("/a/b", "value"), 0.1);
  EXPECT_EQ(file.attributes("/a/b"), (std::vector<std::string>{"Type", "count", "value"}));
  EXPECT_EQ(file.members("/a"), std::vector<std::string>{"b"});
  EXPECT_TRUE(file.has("/a/b"));
  EXPECT_FALSE(file.has("/a/c/d"));
}

TEST(Hdf5, SaysWhatIsWrong) {
  const test::Scratch scratch("hdf5");
  try {
    File(MPI_COMM_WORLD, scratch / "no/such/folder.h5", File::Mode::Create);
    FAIL() << "no error";
  } catch (const EnvironmentError& error) {
    EXPECT_NE(std::string(error.what()).find("folder.h5"), std::string::npos) << error.what();
  }
  File file(MPI_COMM_WORLD, scratch / "a.h5", File::Mode::Create);
  EXPECT_THROW(file.rows("/missing"), EnvironmentError);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
