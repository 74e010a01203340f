#pragma once
#include <array>
#include <bit>
#include <map>
#include <string>
#include <vector>

#include "kernels/types.hpp"
#include "post/checksum.hpp"

/// What writer and readers of checkpoints have in common.
///
/// /cells/NAME, /edges/NAME, /lists/NAME: doubles, each with an attribute "checksum";
/// /texts/NAME: bytes, with "checksum"; attributes of /reals and /integers: the single values;
/// attributes of /: format, step, cells, edges, mesh_fingerprint, header_checksum.
namespace freshet::checkpoint_layout {

inline constexpr std::int64_t format = 1;
inline constexpr std::array<const char*, 4> groups{"/cells", "/edges", "/lists", "/texts"};

/// The single values, sizes and names, which one checksum guards together.
struct Header {
  std::int64_t format = checkpoint_layout::format, step = 0, cells = 0, edges = 0;
  std::int64_t mesh_fingerprint = 0;
  std::map<std::string, Real> reals;
  std::map<std::string, std::int64_t> integers;
  std::vector<std::string> lists;  ///< names of all datasets, by group and name

  std::int64_t checksum() const {
    Checksum sum;
    for (const std::int64_t value : {format, step, cells, edges, mesh_fingerprint})
      sum.add(std::to_string(value));
    for (const auto& [name, value] : reals) {
      sum.add(name);
      sum.add(std::to_string(std::bit_cast<std::int64_t>(value)));
    }
    for (const auto& [name, value] : integers) {
      sum.add(name);
      sum.add(std::to_string(value));
    }
    for (const auto& name : lists) sum.add(name);
    return sum.value();
  }
};

}  // namespace freshet::checkpoint_layout
