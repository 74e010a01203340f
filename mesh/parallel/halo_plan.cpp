#include "mesh/parallel/halo_plan.hpp"

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {
constexpr int kTag = 417;
}

void HaloPlan::exchange(std::span<const Real> packed_send, std::span<Real> packed_receive,
                        int values) const {
  std::vector<MPI_Request> requests;
  begin_exchange(packed_send, packed_receive, values, requests);
  mpi::wait_all(requests);
}

void HaloPlan::begin_exchange(std::span<const Real> packed_send, std::span<Real> packed_receive,
                              int values, std::vector<MPI_Request>& requests) const {
  const std::size_t width = static_cast<std::size_t>(values);
  if (packed_send.size() < send_cells.size() * width ||
      packed_receive.size() < receive_cells.size() * width)
    throw EnvironmentError("halo exchange: buffer too short");
  requests.reserve(requests.size() + 2 * neighbours.size());
  for (std::size_t n = 0; n < neighbours.size(); ++n) {
    const Index begin = receive_offsets[n], count = receive_offsets[n + 1] - begin;
    if (count == 0) continue;
    mpi::check(MPI_Irecv(packed_receive.data() + begin * width,
                         mpi::int_count(std::int64_t{count} * values), MPI_DOUBLE, neighbours[n],
                         kTag, communicator, &requests.emplace_back()),
               "MPI_Irecv");
  }
  for (std::size_t n = 0; n < neighbours.size(); ++n) {
    const Index begin = send_offsets[n], count = send_offsets[n + 1] - begin;
    if (count == 0) continue;
    mpi::check(
        MPI_Isend(packed_send.data() + begin * width, mpi::int_count(std::int64_t{count} * values),
                  MPI_DOUBLE, neighbours[n], kTag, communicator, &requests.emplace_back()),
        "MPI_Isend");
  }
}

}  // namespace freshet
