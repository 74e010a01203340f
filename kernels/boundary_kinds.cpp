#include "kernels/boundary_kinds.hpp"

#include <algorithm>
#include <string>

#include "kernels/error.hpp"

namespace freshet {

const std::vector<BoundaryWords>& boundary_words() {
  static const std::vector<BoundaryWords> words = words_of(BoundaryList{});
  return words;
}

Index boundary_kind(std::string_view name) {
  const auto& words = boundary_words();
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.name == name; });
  require(found != words.end(), "no such kind of boundary", name);
  return static_cast<Index>(found - words.begin());
}

}  // namespace freshet
