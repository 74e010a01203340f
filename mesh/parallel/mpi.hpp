#pragma once
#include <mpi.h>

#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "kernels/error.hpp"
#include "kernels/types.hpp"

/// The one place where MPI's return codes, datatypes and counts are dealt with.
namespace freshet::mpi {

/// Throws EnvironmentError "what: MPI's own text" unless `code` is MPI_SUCCESS.
void check(int code, const char* what);

/// Initialises MPI, makes its errors return codes, and finalises it. `main` holds one.
class Session {
 public:
  Session(int& argc, char**& argv);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
};

/// Waits for requests, and empties the list.
void wait_all(std::vector<MPI_Request>& requests);

/// Whether messages may lie in the memory of a CUDA device, as MPI says at run time.
bool takes_device_memory();

int rank_of(MPI_Comm communicator);
int size_of(MPI_Comm communicator);

/// First of the `total` things in rank `rank`'s share of a contiguous equal division.
inline GlobalIndex share_begin(GlobalIndex total, int rank, int ranks) {
  const GlobalIndex whole = total / ranks, rest = total % ranks;
  return whole * rank + rest * rank / ranks;
}

/// The rank whose share holds `number`.
int share_owner(GlobalIndex total, GlobalIndex number, int ranks);

template <class T>
MPI_Datatype datatype() {
  if constexpr (std::is_same_v<T, double>) return MPI_DOUBLE;
  if constexpr (std::is_same_v<T, std::int32_t>) return MPI_INT32_T;
  if constexpr (std::is_same_v<T, std::int64_t>) return MPI_INT64_T;
  if constexpr (std::is_same_v<T, std::uint64_t>) return MPI_UINT64_T;
  return MPI_DATATYPE_NULL;
}

/// Bytes of one trivially copyable T as an MPI type, so that counts are in T and stay below 2^31.
class BlockType {
 public:
  explicit BlockType(std::size_t bytes);
  ~BlockType();
  BlockType(const BlockType&) = delete;
  BlockType& operator=(const BlockType&) = delete;
  MPI_Datatype get() const { return type_; }

 private:
  MPI_Datatype type_ = MPI_DATATYPE_NULL;
};

/// `count` as MPI's int; throws EnvironmentError where one rank would hold too many.
int int_count(std::int64_t count);

/// Collective. Sum, minimum or maximum over all ranks.
template <class T>
T all_reduce(MPI_Comm communicator, T value, MPI_Op operation) {
  T result{};
  check(MPI_Allreduce(&value, &result, 1, datatype<T>(), operation, communicator), "MPI_Allreduce");
  return result;
}
template <class T>
T sum(MPI_Comm communicator, T value) {
  return all_reduce(communicator, value, MPI_SUM);
}
template <class T>
T min(MPI_Comm communicator, T value) {
  return all_reduce(communicator, value, MPI_MIN);
}
template <class T>
T max(MPI_Comm communicator, T value) {
  return all_reduce(communicator, value, MPI_MAX);
}

/// Collective. Element by element over all ranks, in place.
template <class T>
void all_reduce(MPI_Comm communicator, std::vector<T>& values, MPI_Op operation) {
  check(MPI_Allreduce(MPI_IN_PLACE, values.data(), int_count(values.size()), datatype<T>(),
                      operation, communicator),
        "MPI_Allreduce");
}

/// Collective. One value of every rank, on all ranks.
template <class T>
std::vector<T> all_gather(MPI_Comm communicator, const T& value) {
  std::vector<T> values(size_of(communicator));
  const BlockType type(sizeof(T));
  check(MPI_Allgather(&value, 1, type.get(), values.data(), 1, type.get(), communicator),
        "MPI_Allgather");
  return values;
}

/// Collective. 0, then the running sums of every rank's `count`: size ranks + 1, the last is the
/// total.
std::vector<GlobalIndex> offsets_of(MPI_Comm communicator, GlobalIndex count);

/// Collective. All ranks' vectors, one after the other, on all ranks.
template <class T>
std::vector<T> all_gather(MPI_Comm communicator, const std::vector<T>& values) {
  static_assert(std::is_trivially_copyable_v<T>);
  const auto offsets = offsets_of(communicator, static_cast<GlobalIndex>(values.size()));
  std::vector<int> counts, starts;
  for (std::size_t r = 0; r + 1 < offsets.size(); ++r) {
    counts.push_back(int_count(offsets[r + 1] - offsets[r]));
    starts.push_back(int_count(offsets[r]));
  }
  std::vector<T> all(offsets.back());
  const BlockType type(sizeof(T));
  check(MPI_Allgatherv(values.data(), int_count(values.size()), type.get(), all.data(),
                       counts.data(), starts.data(), type.get(), communicator),
        "MPI_Allgatherv");
  return all;
}

/// Collective. What rank `root` has, on all ranks.
void broadcast(MPI_Comm communicator, std::string& text, int root = 0);
void broadcast(MPI_Comm communicator, std::vector<std::string>& texts, int root = 0);
template <class T>
void broadcast(MPI_Comm communicator, std::vector<T>& values, int root = 0) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::int64_t count = values.size();
  check(MPI_Bcast(&count, 1, MPI_INT64_T, root, communicator), "MPI_Bcast");
  values.resize(count);
  const BlockType type(sizeof(T));
  check(MPI_Bcast(values.data(), int_count(count), type.get(), root, communicator), "MPI_Bcast");
}

/// Items grouped by rank: those of rank r are values[offsets[r]..offsets[r + 1]).
template <class T>
struct ByRank {
  std::vector<T> values;
  std::vector<std::int64_t> offsets;
  std::span<const T> of(int rank) const {
    return {values.data() + offsets[rank], values.data() + offsets[rank + 1]};
  }
};

/// Collective. Counts to send to each rank -> counts that come from each rank.
std::vector<std::int64_t> exchange_counts(MPI_Comm communicator,
                                          std::span<const std::int64_t> counts);
/// Collective. MPI_Alltoallv of blocks of `bytes` bytes; offsets have ranks + 1 entries.
void exchange_blocks(MPI_Comm communicator, const void* send, std::span<const std::int64_t> from,
                     void* receive, std::span<const std::int64_t> to, std::size_t bytes);

/// Collective. Every rank gets what the others have for it, in the order of their ranks.
template <class T>
ByRank<T> all_to_all(MPI_Comm communicator, const ByRank<T>& outgoing) {
  static_assert(std::is_trivially_copyable_v<T>);
  const int ranks = size_of(communicator);
  std::vector<std::int64_t> counts(ranks);
  for (int r = 0; r < ranks; ++r) counts[r] = outgoing.offsets[r + 1] - outgoing.offsets[r];
  const auto arriving = exchange_counts(communicator, counts);
  ByRank<T> incoming;
  incoming.offsets.assign(ranks + 1, 0);
  std::partial_sum(arriving.begin(), arriving.end(), incoming.offsets.begin() + 1);
  incoming.values.resize(incoming.offsets.back());
  exchange_blocks(communicator, outgoing.values.data(), outgoing.offsets, incoming.values.data(),
                  incoming.offsets, sizeof(T));
  return incoming;
}

}  // namespace freshet::mpi
