#pragma once
#include <mpi.h>

#include <span>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// Who sends which cells to whom. Cells to send to neighbour n are
/// send_cells[send_offsets[n]..send_offsets[n+1]), what comes from it belongs into
/// receive_cells[receive_offsets[n]..receive_offsets[n+1]).
struct HaloPlan {
  MPI_Comm communicator = MPI_COMM_NULL;
  std::vector<int> neighbours;  ///< ranks, ascending
  std::vector<Index> send_offsets, send_cells;
  std::vector<Index> receive_offsets, receive_cells;

  /// Exchanges `values` doubles a cell, packed cell by cell in the order of send_cells /
  /// receive_cells. Collective.
  void exchange(std::span<const Real> packed_send, std::span<Real> packed_receive,
                int values) const;
  /// Begins to: both must stay until the requests that it adds are waited for.
  void begin_exchange(std::span<const Real> packed_send, std::span<Real> packed_receive, int values,
                      std::vector<MPI_Request>& requests) const;
};

}  // namespace freshet
