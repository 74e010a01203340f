#include "cases/model/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace freshet {
namespace {

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// FNV-1a.
std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3u;
  return hash;
}

Real normal_share(Real x) { return 0.5 * std::erfc(-x / std::sqrt(Real{2})); }

/// The x at which normal_share is p, by halving: this runs once a member and key.
Real normal_quantile(Real p) {
  Real low = -40, high = 40;
  for (int k = 0; k < 80; ++k) {
    const Real middle = 0.5 * (low + high);
    (normal_share(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

Real cut_normal(const Distribution& d, Real p, Real low, Real high) {
  const Real first = normal_share((low - d.middle) / d.deviation);
  const Real last = normal_share((high - d.middle) / d.deviation);
  const Real x = d.middle + d.deviation * normal_quantile(first + p * (last - first));
  return std::clamp(x, low, high);
}

Real triangular(const Distribution& d, Real p) {
  const Real width = d.high - d.low, turn = (d.mode - d.low) / width;
  return p < turn ? d.low + std::sqrt(p * width * (d.mode - d.low))
                  : d.high - std::sqrt((1 - p) * width * (d.high - d.mode));
}

Real from_table(const Distribution& d, Real p) {
  const auto& c = d.cumulative;
  const auto at = static_cast<std::size_t>(std::lower_bound(c.begin(), c.end(), p) - c.begin());
  const std::size_t k = std::min(at, c.size() - 1);
  if (!d.between || k == 0) return d.values[k];
  const Real share = (p - c[k - 1]) / (c[k] - c[k - 1]);
  return d.values[k - 1] + share * (d.values[k] - d.values[k - 1]);
}

/// To nine digits, so that the last bits of a library's functions have no say.
std::vector<std::string> settings_of(const EnsembleSpec& ensemble,
                                     const std::function<Real(const VariedKey&)>& share) {
  std::vector<std::string> settings;
  for (const auto& each : ensemble.varied) {
    const Real value = each.distribution.quantile(share(each));
    for (const auto& key : each.keys) settings.push_back(fmt::format("{}={:.9g}", key, value));
  }
  return settings;
}

}  // namespace

Real Distribution::quantile(Real p) const {
  switch (kind) {
    case Kind::Uniform:
      return low + p * (high - low);
    case Kind::Normal:
      return cut_normal(*this, p, low, high);
    case Kind::LogNormal:
      return std::exp(cut_normal(*this, p, std::log(low), std::log(high)));
    case Kind::Triangular:
      return triangular(*this, p);
    default:
      return from_table(*this, p);
  }
}

Real draw_share(std::uint64_t seed, std::uint64_t member, const std::string& key) {
  const std::uint64_t bits = mixed(mixed(mixed(seed) ^ member) ^ hash_of(key));
  return (static_cast<Real>(bits >> 12) + 0.5) / static_cast<Real>(std::uint64_t{1} << 52);
}

std::vector<std::string> member_settings(const EnsembleSpec& ensemble, int member) {
  return settings_of(ensemble, [&](const VariedKey& each) {
    return draw_share(ensemble.seed, static_cast<std::uint64_t>(member), each.keys.front());
  });
}

std::vector<std::string> median_settings(const EnsembleSpec& ensemble) {
  return settings_of(ensemble, [](const VariedKey&) { return 0.5; });
}

std::string member_folder(int member) { return fmt::format("member_{:04}", member); }

}  // namespace freshet
