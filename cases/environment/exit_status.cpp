#include "cases/environment/exit_status.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <new>
#include <string>
#include <thread>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr std::chrono::seconds kPatience{5};  // for the other ranks to come to the same end

struct Outcome {
  int exit_code = 0;
  std::string error;  // empty where the command came to its end
};

Outcome run_command(const std::function<int()>& command) {
  try {
    return {command(), ""};
  } catch (const Error& error) {
    return {error.exit_code(), error.what()};
  } catch (const std::bad_alloc&) {
    return {4, "out of memory"};
  } catch (const std::exception& error) {
    return {4, error.what()};
  } catch (...) {
    return {4, "an error of an unknown kind"};
  }
}

void print_error(const std::string& text) {
  std::fflush(stdout);
  fmt::print(stderr, "freshet: {}\n", text);
  std::fflush(stderr);
}

/// Waits until all ranks have come here; false if a rank that failed has waited in vain.
bool wait_for_all(MPI_Request& request, bool failed) {
  const auto start = std::chrono::steady_clock::now();
  int done = 0;
  while (MPI_Test(&request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && done == 0) {
    if (failed && std::chrono::steady_clock::now() - start > kPatience) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return done != 0;
}

}  // namespace

int run_alone(const std::function<int()>& command) {
  const Outcome outcome = run_command(command);
  if (!outcome.error.empty()) print_error(outcome.error);
  return outcome.exit_code;
}

int run_on_all_ranks(MPI_Comm communicator, const std::function<int()>& command) {
  MPI_Comm own =
      MPI_COMM_NULL;  // so that this end is never mixed up with a collective call of the command
  MPI_Comm_dup(communicator, &own);
  int rank = 0, ranks = 1;
  MPI_Comm_rank(own, &rank);
  MPI_Comm_size(own, &ranks);

  const Outcome outcome = run_command(command);
  const bool failed = !outcome.error.empty();
  const auto hash = static_cast<std::int64_t>(std::hash<std::string>{}(outcome.error) >> 2);
  const std::array<std::int64_t, 4> mine{outcome.exit_code, hash, -hash, failed};
  std::array<std::int64_t, 4> largest{};
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Iallreduce(mine.data(), largest.data(), 4, MPI_INT64_T, MPI_MAX, own, &request);
  if (!wait_for_all(request, failed)) {
    print_error(fmt::format("rank {}: {}", rank, outcome.error));
    MPI_Abort(communicator, outcome.exit_code);
  }
  const bool alike = largest[1] == -largest[2];
  if (failed && alike && rank == 0) print_error(outcome.error);
  if (failed && !alike) print_error(fmt::format("rank {}: {}", rank, outcome.error));
  MPI_Comm_free(&own);
  return static_cast<int>(largest[0]);
}

}  // namespace freshet
