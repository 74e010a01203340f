#pragma once
#include <cstdint>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// Spreads the bits of a number (the finaliser of splitmix64): the same on every machine.
inline std::uint64_t mix_bits(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ull;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ull;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebull;
  return value ^ (value >> 31);
}

/// Numbers 0, 1, 2, ... for the ids that it meets, in the order that it first meets them.
class IdTable {
 public:
  explicit IdTable(std::size_t expected) { reserve(expected); }

  /// The number of `id`, which is new if it was not met before.
  Index number(GlobalIndex id) {
    if (2 * (ids_.size() + 1) > slots_.size()) reserve(2 * ids_.size() + 8);
    Index& slot = slots_[find_slot(id)];
    if (slot < 0) {
      slot = static_cast<Index>(ids_.size());
      ids_.push_back(id);
    }
    return slot;
  }

  /// The number of `id`, -1 if it was never met.
  Index find(GlobalIndex id) const { return slots_[find_slot(id)]; }

  const std::vector<GlobalIndex>& ids() const { return ids_; }

 private:
  std::size_t find_slot(GlobalIndex id) const {
    std::size_t slot = mix_bits(static_cast<std::uint64_t>(id)) & (slots_.size() - 1);
    while (slots_[slot] >= 0 && ids_[slots_[slot]] != id) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  void reserve(std::size_t expected) {
    std::size_t size = 16;
    while (size < 2 * expected) size *= 2;
    slots_.assign(size, -1);
    for (std::size_t i = 0; i < ids_.size(); ++i) slots_[find_slot(ids_[i])] = Index(i);
  }

  std::vector<GlobalIndex> ids_;
  std::vector<Index> slots_;
};

}  // namespace freshet
