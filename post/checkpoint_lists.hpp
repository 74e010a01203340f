#pragma once
#include <string>
#include <vector>

#include "kernels/error.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/checkpoint_layout.hpp"

/// How checkpoints are read: every list by shares, against its checksum. All functions are
/// collective and throw EnvironmentError where the file is damaged.
namespace freshet::checkpoint_layout {

using hdf5::File;

/// Rows first .. first + count - 1 of a list, where the ranks' rows together are all of it.
struct Share {
  GlobalIndex first = 0;
  GlobalIndex count = 0;
};

inline Share equal_share(MPI_Comm communicator, GlobalIndex total) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  const GlobalIndex first = mpi::share_begin(total, rank, ranks);
  return {first, mpi::share_begin(total, rank + 1, ranks) - first};
}

inline void check_sum(const File& file, MPI_Comm communicator, const std::string& name,
                      const Checksum& sum) {
  if (sum.reduced(communicator) != file.integer(name, "checksum"))
    throw EnvironmentError("damaged checkpoint: the checksum of " + name + " does not hold");
}

template <class T>
std::vector<T> read_list(const File& file, MPI_Comm communicator, const std::string& name,
                         const Share& share) {
  std::vector<T> values(share.count);
  file.read<T>(name, share.first, values);
  Checksum sum;
  sum.add(share.first, std::span<const T>(values));
  check_sum(file, communicator, name, sum);
  return values;
}

/// All entries on every rank; the sum is taken over equal shares.
template <class T>
std::vector<T> read_on_all(const File& file, MPI_Comm communicator, const std::string& name) {
  const GlobalIndex total = file.rows(name);
  read_list<T>(file, communicator, name, equal_share(communicator, total));
  std::vector<T> values(total);
  file.read<T>(name, 0, values);
  return values;
}

inline void check_rows(const File& file, const std::string& name, GlobalIndex wanted) {
  if (file.rows(name) != wanted)
    throw EnvironmentError("damaged checkpoint: " + name + " has not the length of its mesh");
}

/// The single values, checked.
Header read_header(const File& file);

}  // namespace freshet::checkpoint_layout
