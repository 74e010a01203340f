#pragma once
#include <map>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// What was given for the keys of a kind, and the defaults of what was not; a key that has neither
/// is not there.
struct Settings {
  std::map<std::string, std::string> text;  ///< texts, choices, expressions, files ("": no --data)
  std::map<std::string, std::vector<Real>> numbers;  ///< one for a number; rows one after another

  Real number(const std::string& key) const { return numbers.at(key).at(0); }
  bool has(const std::string& key) const { return text.contains(key) || numbers.contains(key); }
};

}  // namespace freshet
