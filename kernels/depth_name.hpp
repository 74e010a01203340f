#pragma once
#include <string>

#include "kernels/types.hpp"

namespace freshet {

/// A depth (m) in the name of a field: 0.1 -> "0.10m"; two decimals, more where the depth has more.
std::string depth_name(Real depth);

}  // namespace freshet
