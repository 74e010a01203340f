#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "mesh/mesh.hpp"

namespace freshet {

/// A 64-bit sum over the bits of values and their places: ranks' sums add up (modulo 2^64) to that
/// of the whole list, however it is shared out. Finds any accidental change; no protection against
/// intent.
class Checksum {
 public:
  /// Adds values that stand at `first`, `first` + 1 ... in the whole list.
  void add(GlobalIndex first, std::span<const Real> values);
  void add(GlobalIndex first, std::span<const std::uint8_t> values);
  void add(const std::string& text);  ///< after all texts added before

  std::int64_t value() const { return static_cast<std::int64_t>(sum_); }

  /// The sum over all ranks, on all ranks. Collective.
  std::int64_t reduced(MPI_Comm communicator) const;

 private:
  void add_bits(std::uint64_t place, std::uint64_t bits);
  std::uint64_t sum_ = 0;
  GlobalIndex characters_ = 0;
};

/// Tells meshes apart: from centroids and bed of all cells in the order of global numbers. The same
/// for any number of ranks. Collective.
std::int64_t mesh_fingerprint(const Mesh& mesh);

}  // namespace freshet
