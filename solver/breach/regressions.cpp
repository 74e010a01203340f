#include "solver/breach/regressions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/error.hpp"

namespace freshet::breach {
namespace {

constexpr Real g = 9.81;     // m/s2, as the regressions were fitted
constexpr Real hour = 3600;  // s

Real positive(Real dimension, const char* name) {
  require(dimension > 0 && std::isfinite(dimension), std::string(name) + ": must be above 0",
          dimension);
  return dimension;
}

Real volume(const EmbankmentFailure& dam) { return positive(dam.volume, "volume"); }
Real head(const EmbankmentFailure& dam) { return positive(dam.head, "head"); }
Real height(const EmbankmentFailure& dam) { return positive(dam.height, "height"); }
Real dam_height(const EmbankmentFailure& dam) { return positive(dam.dam_height, "dam_height"); }
Real thickness(const EmbankmentFailure& dam) { return positive(dam.thickness, "thickness"); }

Real by_mode(const EmbankmentFailure& dam, Real overtopping, Real piping) {
  return dam.mode == Mode::Overtopping ? overtopping : piping;
}

Real by_erodibility(const EmbankmentFailure& dam, Real high, Real medium, Real low) {
  return dam.erodibility == Erodibility::High     ? high
         : dam.erodibility == Erodibility::Medium ? medium
                                                  : low;
}

}  // namespace

Real peak_froehlich_1995(const EmbankmentFailure& dam) {
  return 0.607 * std::pow(volume(dam), 0.295) * std::pow(head(dam), 1.24);
}

Real peak_webby_1996(const EmbankmentFailure& dam) {
  return 0.0443 * std::sqrt(g) * std::pow(volume(dam), 0.365) * std::pow(head(dam), 1.40);
}

Real peak_macdonald_1984(const EmbankmentFailure& dam) {
  return 1.154 * std::pow(volume(dam) * head(dam), 0.412);
}

Real peak_xu_zhang_2009(const EmbankmentFailure& dam) {
  const Real factor = by_erodibility(dam, 1.51, 1, 0.39) * by_mode(dam, 1.56, 1);
  return 0.024 * factor * std::sqrt(g) * std::pow(head(dam), 1.28) * std::pow(volume(dam), 0.41);
}

Real peak_froehlich_2016(const EmbankmentFailure& dam) {
  const Real tall = std::max<Real>(std::pow(height(dam) / 6.1, 0.125), 1);
  const Real inside = g * volume(dam) * head(dam) * height(dam) * height(dam) / thickness(dam);
  return 0.0175 * by_mode(dam, 1.85, 1) * tall * std::sqrt(inside);
}

Real peak_yassin_2025(const EmbankmentFailure& dam) {
  return 0.011 * by_erodibility(dam, 3.8, 1, 1) * std::sqrt(g) * std::pow(head(dam), 1.11) *
         std::pow(volume(dam), 0.46);
}

Real time_froehlich_1995(const EmbankmentFailure& dam) {
  return hour * 3.84 * std::pow(volume(dam) / 1e6, 0.53) * std::pow(height(dam), -0.90);
}

Real time_froehlich_2008(const EmbankmentFailure& dam) {
  return 63.2 * std::sqrt(volume(dam) / g) / height(dam);
}

Real time_macdonald_1984(const EmbankmentFailure& dam) {
  return hour * 0.0179 * std::pow(eroded_macdonald_1984(dam), 0.364);
}

Real time_von_thun_1990(const EmbankmentFailure& dam) {
  const bool erodible = dam.erodibility == Erodibility::High;
  return hour * (erodible ? 0.015 * head(dam) : 0.02 * head(dam) + 0.25);
}

Real time_xu_zhang_2009(const EmbankmentFailure& dam) {
  return hour * 0.01122 * by_erodibility(dam, 0.58, 1, 3.11) * std::pow(dam_height(dam), 0.654) *
         std::pow(volume(dam), 0.415) * std::pow(head(dam), -1.246);
}

Real width_froehlich_1995(const EmbankmentFailure& dam) {
  return 0.1803 * by_mode(dam, 1.4, 1) * std::pow(volume(dam), 0.32) * std::pow(height(dam), 0.19);
}

Real width_froehlich_2008(const EmbankmentFailure& dam) {
  return 0.27 * by_mode(dam, 1.3, 1) * std::pow(volume(dam), 0.32) * std::pow(height(dam), 0.04);
}

Real width_von_thun_1990(const EmbankmentFailure& dam) {
  const Real v = volume(dam);
  const Real offset = v < 1.23e6 ? 6.1 : v < 6.17e6 ? 18.3 : v < 1.23e7 ? 42.7 : 54.9;
  return 2.5 * head(dam) + offset;
}

Real width_xu_zhang_2009(const EmbankmentFailure& dam) {
  const Real zoning = dam.zoning == Zoning::Core           ? -0.041
                      : dam.zoning == Zoning::ConcreteFace ? 0.026
                                                           : -0.226;
  const Real exponent =
      zoning + by_mode(dam, 0.149, -0.389) + by_erodibility(dam, 0.291, -0.14, -0.391);
  return 0.787 * height(dam) * std::pow(dam_height(dam) / 15, 0.133) *
         std::pow(std::cbrt(volume(dam)) / head(dam), 0.652) * std::exp(exponent);
}

Real side_froehlich_1995(const EmbankmentFailure& dam) { return by_mode(dam, 1.4, 0.9); }

Real side_froehlich_2008(const EmbankmentFailure& dam) { return by_mode(dam, 1.0, 0.7); }

Real eroded_macdonald_1984(const EmbankmentFailure& dam) {
  const Real energy = volume(dam) * head(dam);
  return dam.earthfill ? 0.0261 * std::pow(energy, 0.769) : 0.00348 * std::pow(energy, 0.852);
}

std::span<const Regression> regressions() {
  // Errors: statistics that Yassin (2025) publishes with the tool EEDBC, over its own database.
  static const std::array<Regression, 18> all{{
      {"peak", "m3/s", "froehlich_1995", "Froehlich (1995a)", peak_froehlich_1995,
       LogError{0.2558, 0.4828}},
      {"peak", "m3/s", "webby_1996", "Webby (1996)", peak_webby_1996, LogError{0.1738, 0.4483}},
      {"peak", "m3/s", "macdonald_1984", "MacDonald & Langridge-Monopolis (1984)",
       peak_macdonald_1984},
      {"peak", "m3/s", "xu_zhang_2009", "Xu & Zhang (2009)", peak_xu_zhang_2009,
       LogError{0.2136, 0.4268}},
      {"peak", "m3/s", "froehlich_2016", "Froehlich (2016)", peak_froehlich_2016,
       LogError{0.2234, 0.4517}},
      {"peak", "m3/s", "yassin_2025", "Yassin (2025)", peak_yassin_2025, LogError{-0.0174, 0.3635}},
      {"time", "s", "froehlich_1995", "Froehlich (1995b)", time_froehlich_1995,
       LogError{-0.0997, 0.3562}},
      {"time", "s", "froehlich_2008", "Froehlich (2008)", time_froehlich_2008,
       LogError{-0.0684, 0.3410}},
      {"time", "s", "macdonald_1984", "MacDonald & Langridge-Monopolis (1984)",
       time_macdonald_1984},
      {"time", "s", "von_thun_1990", "Von Thun & Gillette (1990)", time_von_thun_1990},
      {"time", "s", "xu_zhang_2009", "Xu & Zhang (2009)", time_xu_zhang_2009,
       LogError{0.1456, 0.3495}},
      {"width", "m", "froehlich_1995", "Froehlich (1995b)", width_froehlich_1995},
      {"width", "m", "froehlich_2008", "Froehlich (2008)", width_froehlich_2008},
      {"width", "m", "von_thun_1990", "Von Thun & Gillette (1990)", width_von_thun_1990},
      {"width", "m", "xu_zhang_2009", "Xu & Zhang (2009)", width_xu_zhang_2009},
      {"side_slope", "1", "froehlich_1995", "Froehlich (1995b)", side_froehlich_1995},
      {"side_slope", "1", "froehlich_2008", "Froehlich (2008)", side_froehlich_2008},
      {"eroded_volume", "m3", "macdonald_1984", "MacDonald & Langridge-Monopolis (1984)",
       eroded_macdonald_1984},
  }};
  return all;
}

std::vector<Estimate> estimate_all(const EmbankmentFailure& dam) {
  std::vector<Estimate> estimates;
  for (const auto& regression : regressions()) {
    if (regression.value == peak_froehlich_2016 && dam.thickness == 0) continue;
    Estimate found{&regression, regression.value(dam)};
    if (regression.error) {
      const auto [mean, deviation] = *regression.error;
      found.middle = found.value / std::pow(10, mean);
      found.low = found.value / std::pow(10, mean + 2 * deviation);
      found.high = found.value / std::pow(10, mean - 2 * deviation);
    }
    estimates.push_back(found);
  }
  return estimates;
}

}  // namespace freshet::breach
