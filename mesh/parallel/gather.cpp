#include "mesh/parallel/gather.hpp"

#include <cstring>

namespace freshet {

Gather::Gather(MPI_Comm communicator, const std::vector<Index>& places, std::size_t bytes)
    : communicator_(communicator), bytes_(bytes), own_(static_cast<int>(places.size())) {
  const auto offsets = mpi::offsets_of(communicator, static_cast<GlobalIndex>(places.size()));
  for (std::size_t r = 0; r + 1 < offsets.size(); ++r) {
    counts_.push_back(mpi::int_count(offsets[r + 1] - offsets[r]));
    starts_.push_back(mpi::int_count(offsets[r]));
  }
  places_ = mpi::all_gather(communicator, places);
  if (mpi::rank_of(communicator) != 0) return;
  arrived_.resize(places_.size() * bytes);
  whole_.resize(places_.size() * bytes);
}

const void* Gather::gathered(const void* own) {
  const void* from = own;
  if (counts_.size() > 1) {
    const mpi::BlockType type(bytes_);
    mpi::check(MPI_Gatherv(own, own_, type.get(), arrived_.data(), counts_.data(), starts_.data(),
                           type.get(), 0, communicator_),
               "MPI_Gatherv");
    from = arrived_.data();
  }
  if (whole_.empty()) return nullptr;
  for (std::size_t k = 0; k < places_.size(); ++k)
    std::memcpy(&whole_[places_[k] * bytes_], static_cast<const char*>(from) + k * bytes_, bytes_);
  return whole_.data();
}

}  // namespace freshet
