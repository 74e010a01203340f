#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// How a number is distributed.
struct Distribution {
  enum class Kind { Uniform, Normal, LogNormal, Triangular, Table };
  Kind kind = Kind::Uniform;
  Real low = 0, mode = 0, high = 1;      ///< uniform, triangular; where the others are cut
  Real middle = 0, deviation = 1;        ///< normal: mean; lognormal: log of the median
  std::vector<Real> values, cumulative;  ///< table: probabilities not to exceed each value
  bool between = false;                  ///< table: straight lines between the values

  /// The value that a share `p`, 0 < p < 1, of all does not exceed.
  Real quantile(Real p) const;
};

/// Keys of the case that take one value in each member.
struct VariedKey {
  std::vector<std::string> keys;  ///< dotted paths
  Distribution distribution;
  std::string origin;  ///< "case.toml:31: ensemble.vary.0.key", for messages
};

struct EnsembleSpec {
  std::uint64_t seed = 1;
  std::vector<VariedKey> varied;
};

/// A number in (0, 1) that follows from these alone: how many members or other keys there are has
/// no say. By SplitMix64 (Steele, Lea and Flood 2014).
Real draw_share(std::uint64_t seed, std::uint64_t member, const std::string& key);

/// What differs in a member, counted from 1: a "key=value" for each key.
std::vector<std::string> member_settings(const EnsembleSpec& ensemble, int member);

/// The same with the medians of all distributions.
std::vector<std::string> median_settings(const EnsembleSpec& ensemble);

/// member_0001, ...
std::string member_folder(int member);

}  // namespace freshet
