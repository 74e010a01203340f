#pragma once
#include <map>
#include <string>

#include "kernels/launch.hpp"
#include "kernels/staged_array.hpp"

namespace freshet {

struct CopyValues {
  const Real* from;
  Real* to;
  FRESHET_BODY void operator()(Index k) const { to[k] = from[k]; }
};

/// Copies of fields on their way to the host while steps go on: taken on the stream of the steps,
/// brought on another.
template <class Space>
class FieldCopies {
 public:
  explicit FieldCopies(const Space& space)
      : space_(space), beside_(stream_beside(space)), owner_(beside_) {}

  /// Begins to; the copy before must have been read.
  void begin(const std::string& name, const Real* values, std::size_t count) {
    auto& copy = copies_[name];
    if (copy.size() != count) copy = StagedArray<Real, Space>(count);
    launch(space_, cells_between(0, static_cast<Index>(count)), CopyValues{values, copy.data()});
    taken_.mark(space_);
    taken_.hold(beside_);
    copy.fetch(beside_);
    there_.mark(beside_);
  }
  std::span<const Real> read(const std::string& name) {
    there_.wait();
    return copies_.at(name).host();
  }

  std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (const auto& [name, copy] : copies_) sum += copy.size() * sizeof(Real);
    return sum;
  }

 private:
  Space space_, beside_;
  StreamOwner<Space> owner_;
  std::map<std::string, StagedArray<Real, Space>> copies_;
  Event<Space> taken_, there_;
};

}  // namespace freshet
