#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "mesh/parallel/hdf5.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// Writes a rank's rows of a dataset from `first_row` on in blocks, so that no second copy of all
/// of them is in memory: append(block, item) adds the values of each of `count` items (cells,
/// vertices; not the same number on all ranks). Collective.
template <class T, class Append>
void write_in_blocks(hdf5::File& file, MPI_Comm communicator, const std::string& name,
                     GlobalIndex first_row, int columns, Index count, const Append& append) {
  constexpr Index items = 1 << 21;
  const Index blocks = mpi::max(communicator, (count + items - 1) / items);
  std::vector<T> block;
  for (Index b = 0; b < blocks; ++b) {
    block.clear();
    const Index from = std::min(count, b * items), to = std::min(count, from + items);
    for (Index item = from; item < to; ++item) append(block, item);
    file.write<T>(name, first_row, block);
    first_row += static_cast<GlobalIndex>(block.size()) / std::max(columns, 1);
  }
}

}  // namespace freshet
