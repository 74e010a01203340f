#pragma once
#include <cstdint>

namespace freshet {

using Real = double;
using Index = std::int32_t;        ///< number of a cell, face or vertex on one rank
using GlobalIndex = std::int64_t;  ///< number of a cell, face or vertex in the whole mesh

}  // namespace freshet
