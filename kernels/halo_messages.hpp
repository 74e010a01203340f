#pragma once
#include "kernels/device_geometry.hpp"
#include "kernels/halo_cells.hpp"
#include "kernels/launch.hpp"
#include "kernels/staged_array.hpp"

namespace freshet {

/// What a rank sends to others of its cells and what comes from them. Packing and copying run on a
/// stream of their own, so that the step goes on meanwhile.
template <class Space>
class HaloMessages {
 public:
  /// `direct`: messages are sent from the memory of the space and come there.
  HaloMessages(const Space& space, const FlowGeometry& g, int values, bool direct)
      : space_(space),
        beside_(stream_beside(space)),
        owner_(beside_),
        direct_(direct),
        send_(on_device<Index, Space>(g.send_cells)),
        receive_(on_device<Index, Space>(g.receive_cells)),
        sent_(values * g.send_cells.size()),
        received_(values * g.receive_cells.size()) {}

  /// Begins to pack, as the values are when all that was launched before has run.
  void pack(const HaloFields<const Real>& fields) {
    ready_.mark(space_);
    ready_.hold(beside_);
    launch(beside_, cells_between(0, static_cast<Index>(send_.size())),
           PackCells{fields, send_.data(), sent_.data()});
    if (!direct_) sent_.fetch(beside_);
    packed_.mark(beside_);
  }
  /// Waits for what was packed.
  std::span<const Real> packed() {
    packed_.wait();
    if (direct_) return {sent_.data(), sent_.size()};
    return sent_.host();
  }
  /// To be filled after `packed`, when nothing reads it any more.
  std::span<Real> received() {
    if (direct_) return {received_.data(), received_.size()};
    return received_.host();
  }
  void unpack(const HaloFields<Real>& fields) {
    if (!direct_) received_.send(beside_);
    arrived_.mark(beside_);
    arrived_.hold(space_);
    launch(space_, cells_between(0, static_cast<Index>(receive_.size())),
           UnpackCells{fields, receive_.data(), received_.data()});
  }

  std::int64_t bytes() const {
    return static_cast<std::int64_t>((send_.size() + receive_.size()) * sizeof(Index) +
                                     (sent_.size() + received_.size()) * sizeof(Real));
  }

 private:
  Space space_, beside_;
  StreamOwner<Space> owner_;
  bool direct_;
  DeviceArray<Index, Space> send_, receive_;
  StagedArray<Real, Space> sent_, received_;
  Event<Space> ready_, packed_, arrived_;
};

}  // namespace freshet
