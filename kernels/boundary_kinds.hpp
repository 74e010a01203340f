#pragma once
#include <vector>

#include "kernels/boundary_edge.hpp"
#include "kernels/boundary_list.hpp"

namespace freshet {

/// All kinds of boundary: the files of kernels/boundary/, as the build found them. A kind is known
/// in a run by its place in this list.
template <class... Kinds, class Edge>
FRESHET_BODY FaceFlux flux_of_kind(TypeList<Kinds...>, Index kind, const Edge& edge) {
  FaceFlux flux{0, 0, 0};
  Index k = 0;
  ((kind == k++ ? static_cast<void>(flux = Kinds::flux(edge)) : static_cast<void>(0)), ...);
  return flux;
}

template <class... Kinds, class Edge>
FRESHET_BODY Real speed_of_kind(TypeList<Kinds...>, Index kind, const Edge& edge) {
  Real speed = 0;
  Index k = 0;
  ((kind == k++ ? static_cast<void>(speed = Kinds::speed(edge)) : static_cast<void>(0)), ...);
  return speed;
}

template <class... Kinds>
std::vector<BoundaryWords> words_of(TypeList<Kinds...>) {
  return {Kinds::words...};
}

/// The words of each kind, in the order of the list.
const std::vector<BoundaryWords>& boundary_words();

/// The place of a kind in the list; throws InputError if there is none of this name.
Index boundary_kind(std::string_view name);

}  // namespace freshet
