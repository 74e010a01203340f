#pragma once
#include <span>
#include <vector>

#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// Brings items that ranks hold to rank 0, again and again, in an order that tells nothing of the
/// ranks.
class Gather {
 public:
  Gather() = default;
  /// `places`: of this rank's items in the whole list. Collective.
  Gather(MPI_Comm communicator, const std::vector<Index>& places, std::size_t bytes);

  /// The whole list on rank 0, nothing elsewhere. Collective.
  template <class T>
  std::span<const T> operator()(std::span<const T> own) {
    static_assert(std::is_trivially_copyable_v<T>);
    return {reinterpret_cast<const T*>(gathered(own.data())), whole_.size() / sizeof(T)};
  }

 private:
  const void* gathered(const void* own);

  MPI_Comm communicator_ = MPI_COMM_NULL;
  std::size_t bytes_ = 0;
  int own_ = 0;
  std::vector<int> counts_, starts_;
  std::vector<Index> places_;  ///< of all ranks' items; on rank 0
  std::vector<char> arrived_, whole_;
};

}  // namespace freshet
