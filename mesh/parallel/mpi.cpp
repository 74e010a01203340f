#include "mesh/parallel/mpi.hpp"

#if __has_include(<mpi-ext.h>)
#include <mpi-ext.h>
#endif

namespace freshet::mpi {

void check(int code, const char* what) {
  if (code == MPI_SUCCESS) return;
  char text[MPI_MAX_ERROR_STRING] = "";
  int length = 0;
  MPI_Error_string(code, text, &length);
  throw EnvironmentError(std::string(what) + ": " + std::string(text, length));
}

Session::Session(int& argc, char**& argv) {
  check(MPI_Init(&argc, &argv), "MPI_Init");
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
}

Session::~Session() { MPI_Finalize(); }

void wait_all(std::vector<MPI_Request>& requests) {
  check(MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE),
        "MPI_Waitall");
  requests.clear();
}

bool takes_device_memory() {
#ifdef MPIX_CUDA_AWARE_SUPPORT
  return MPIX_Query_cuda_support() == 1;
#else
  return false;
#endif
}

int rank_of(MPI_Comm communicator) {
  int rank = 0;
  check(MPI_Comm_rank(communicator, &rank), "MPI_Comm_rank");
  return rank;
}

int size_of(MPI_Comm communicator) {
  int size = 0;
  check(MPI_Comm_size(communicator, &size), "MPI_Comm_size");
  return size;
}

int share_owner(GlobalIndex total, GlobalIndex number, int ranks) {
  int low = 0, high = ranks;  // share_begin(low) <= number < share_begin(high)
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (share_begin(total, middle, ranks) <= number ? low : high) = middle;
  }
  return low;
}

BlockType::BlockType(std::size_t bytes) {
  check(MPI_Type_contiguous(static_cast<int>(bytes), MPI_BYTE, &type_), "MPI_Type_contiguous");
  check(MPI_Type_commit(&type_), "MPI_Type_commit");
}

BlockType::~BlockType() { MPI_Type_free(&type_); }

int int_count(std::int64_t count) {
  if (count > std::numeric_limits<int>::max())
    throw EnvironmentError("one rank would hold " + std::to_string(count) +
                           " items, more than MPI can count: use more ranks");
  return static_cast<int>(count);
}

std::vector<GlobalIndex> offsets_of(MPI_Comm communicator, GlobalIndex count) {
  const auto counts = all_gather(communicator, count);
  std::vector<GlobalIndex> offsets(counts.size() + 1, 0);
  std::partial_sum(counts.begin(), counts.end(), offsets.begin() + 1);
  return offsets;
}

void broadcast(MPI_Comm communicator, std::string& text, int root) {
  std::vector<char> bytes(text.begin(), text.end());
  broadcast(communicator, bytes, root);
  text.assign(bytes.begin(), bytes.end());
}

void broadcast(MPI_Comm communicator, std::vector<std::string>& texts, int root) {
  std::vector<std::int64_t> lengths;
  std::string joined;
  for (const auto& text : texts) {
    lengths.push_back(text.size());
    joined += text;
  }
  broadcast(communicator, lengths, root);
  broadcast(communicator, joined, root);
  texts.clear();
  std::size_t start = 0;
  for (const auto length : lengths) {
    texts.push_back(joined.substr(start, length));
    start += length;
  }
}

std::vector<std::int64_t> exchange_counts(MPI_Comm communicator,
                                          std::span<const std::int64_t> counts) {
  std::vector<std::int64_t> arriving(counts.size());
  check(MPI_Alltoall(counts.data(), 1, MPI_INT64_T, arriving.data(), 1, MPI_INT64_T, communicator),
        "MPI_Alltoall");
  return arriving;
}

void exchange_blocks(MPI_Comm communicator, const void* send, std::span<const std::int64_t> from,
                     void* receive, std::span<const std::int64_t> to, std::size_t bytes) {
  const std::size_t ranks = from.size() - 1;
  std::vector<int> send_counts(ranks), send_starts(ranks), counts(ranks), starts(ranks);
  for (std::size_t r = 0; r < ranks; ++r) {
    send_starts[r] = int_count(from[r]);
    send_counts[r] = int_count(from[r + 1] - from[r]);
    starts[r] = int_count(to[r]);
    counts[r] = int_count(to[r + 1] - to[r]);
  }
  const BlockType type(bytes);
  check(MPI_Alltoallv(send, send_counts.data(), send_starts.data(), type.get(), receive,
                      counts.data(), starts.data(), type.get(), communicator),
        "MPI_Alltoallv");
}

}  // namespace freshet::mpi
