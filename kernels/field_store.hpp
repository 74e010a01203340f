#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/device_array.hpp"
#include "kernels/error.hpp"

namespace freshet {

/// What a field has values for. Those of a process are a short list, the same on all ranks; entries
/// are a list of which each value lies on one rank, see FieldInfo::own.
enum class Place { Cell, Face, Edge, Process, Entry };

/// State goes into checkpoints and comes back from them; Derived follows from the state; Scratch
/// holds nothing from one step to the next.
enum class Keeping { State, Derived, Scratch };

/// When a field of cells is written to flow.h5: at every output time, or once at the end.
enum class Written { Never, InTime, AtEnd };

/// Whether a field holds water (since the start; m3, or m over the area of cells) that came into
/// the domain or left it.
enum class Passed { None, In, Out };

struct FieldInfo {
  std::string name;  ///< in checkpoints and flow.h5
  std::string unit;
  std::string meaning;
  Place place = Place::Cell;
  Keeping keeping = Keeping::Scratch;
  Written written = Written::Never;
  Real start = 0;  ///< value at first
  Passed water = Passed::None;
  std::string account = {};  ///< the name under which its water stands in the balance
  Index count = 0;  ///< of values; only for Place::Process and, over all ranks, Place::Entry

  std::vector<Index> own = {};  ///< which of the values lie on this rank; only for Place::Entry
  std::vector<std::string> accounts = {};  ///< in place of `account`, the same on all ranks
  std::vector<Index> account_of = {};      ///< of each own value, in them; -1: of none
};

/// The fields of a rank, in the memory of a space. Pointers stay valid while the store lives. A
/// field with two copies has an old and a new one that change places in a step, see `turn`; it is
/// read and written where it is newest.
template <class Space>
class FieldStore {
 public:
  struct Sizes {
    Index cells, faces, edges;
  };

  explicit FieldStore(const Sizes& sizes) : sizes_(sizes) {}

  /// Makes a field; throws InputError where there is one of this name.
  Real* add(const FieldInfo& info) { return add_copies(info, 1)[0]; }
  std::array<Real*, 2> add_pair(const FieldInfo& info) { return add_copies(info, 2); }

  /// The values of a field that has one copy.
  Real* data(std::string_view name) { return values_[at(name)][0].data(); }

  const Real* newest_data(std::string_view name) const {
    const std::size_t k = at(name);
    return values_[k][newest_of(k)].data();
  }

  const std::vector<FieldInfo>& list() const { return list_; }
  std::size_t size(std::string_view name) const { return values_[at(name)][0].size(); }
  bool has(std::string_view name) const { return find(name) < list_.size(); }

  /// A field that a process changes becomes state.
  void keep(std::string_view name, Keeping keeping) { list_[at(name)].keeping = keeping; }
  void write_in_time(std::string_view name) { list_[at(name)].written = Written::InTime; }

  int newest() const { return newest_; }
  void turn() { newest_ = 1 - newest_; }

  /// The first values of a field, as many as `to` has.
  void read(std::string_view name, std::span<Real> to) const {
    const std::size_t k = at(name);
    values_[k][newest_of(k)].download(to);
  }
  void write(std::string_view name, std::span<const Real> from) {
    const std::size_t k = at(name);
    values_[k][newest_of(k)].upload(from);
  }

  std::int64_t bytes() const {
    std::int64_t sum = 0;
    for (const auto& copies : values_)
      for (const auto& array : copies)
        sum += static_cast<std::int64_t>(sizeof(Real) * array.size());
    return sum;
  }

 private:
  using Array = DeviceArray<Real, Space>;

  std::size_t size_of(const FieldInfo& info) const {
    switch (info.place) {
      case Place::Cell:
        return sizes_.cells;
      case Place::Face:
        return sizes_.faces;
      case Place::Edge:
        return sizes_.edges;
      case Place::Entry:
        return info.own.size();
      default:
        return info.count;
    }
  }

  std::array<Real*, 2> add_copies(const FieldInfo& info, std::size_t copies) {
    require(!has(info.name), "two fields of one name", info.name);
    const bool state = info.keeping == Keeping::State;
    require(!state || info.place != Place::Face, "state of faces is not kept in checkpoints",
            info.name);
    require(info.written == Written::Never || info.place == Place::Cell,
            "only fields of cells are written", info.name);
    require(info.water == Passed::None || state, "water that is accounted for is state", info.name);
    list_.push_back(info);
    auto& arrays = values_.emplace_back();
    std::array<Real*, 2> data{};
    for (std::size_t k = 0; k < copies; ++k) {
      arrays.emplace_back(size_of(info));
      if (info.start != 0) arrays.back().upload(std::vector<Real>(size_of(info), info.start));
      data[k] = arrays.back().data();
    }
    return data;
  }

  std::size_t find(std::string_view name) const {
    std::size_t k = 0;
    while (k < list_.size() && list_[k].name != name) ++k;
    return k;
  }
  std::size_t at(std::string_view name) const {
    const std::size_t k = find(name);
    require(k < list_.size(), "no field of this name", name);
    return k;
  }
  /// The copy of a field that is newest.
  std::size_t newest_of(std::size_t k) const { return values_[k].size() > 1 ? newest_ : 0; }

  Sizes sizes_;
  int newest_ = 0;
  std::vector<FieldInfo> list_;
  std::vector<std::vector<Array>> values_;
};

}  // namespace freshet
