#include "kernels/depth_name.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace freshet {

std::string depth_name(Real depth) {
  char two[64];
  std::snprintf(two, sizeof two, "%.2f", depth);
  if (std::abs(std::stod(two) - depth) < 1e-9) return std::string(two) + "m";
  char shortest[64];
  const auto end = std::to_chars(shortest, shortest + sizeof shortest, depth).ptr;
  return std::string(shortest, end) + "m";
}

}  // namespace freshet
