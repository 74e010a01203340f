#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "solver/breach/embankment_failure.hpp"

/// Geometry, time and peak discharge of embankment breaches from regressions on past failures. V_w
/// in m3, lengths in m, g = 9.81 m/s2; symbols as in EmbankmentFailure. Each throws InputError
/// where a dimension that it asks for is not positive and finite.
namespace freshet::breach {

/// Peak outflow, m3/s.
/// Froehlich (1995a), J. Water Resour. Plan. Manage. 121(1): 0.607 V_w^0.295 h_w^1.24.
Real peak_froehlich_1995(const EmbankmentFailure& dam);
/// Webby (1996), discussion of Froehlich (1995a): 0.0443 g^0.5 V_w^0.365 h_w^1.40.
Real peak_webby_1996(const EmbankmentFailure& dam);
/// MacDonald & Langridge-Monopolis (1984), best fit: 1.154 (V_w h_w)^0.412.
Real peak_macdonald_1984(const EmbankmentFailure& dam);
/// Xu & Zhang (2009), J. Geotech. Geoenviron. Eng. 135(12), simplified: 0.024 k_E k_M g^0.5
/// h_w^1.28 V_w^0.41; k_E = 1.51, 1 or 0.39 by erodibility, k_M = 1.56 where overtopped, else 1.
Real peak_xu_zhang_2009(const EmbankmentFailure& dam);
/// Froehlich (2016), J. Hydrol. Eng. 21(2): 0.0175 k_M k_H (g V_w h_w h_b^2 / W_avg)^0.5;
/// k_M = 1.85 where overtopped, else 1; k_H = (h_b / 6.1 m)^(1/8), at least 1.
Real peak_froehlich_2016(const EmbankmentFailure& dam);
/// Yassin (2025): 0.011 k_E g^0.5 h_w^1.11 V_w^0.46; k_E = 3.8 where highly erodible, else 1.
Real peak_yassin_2025(const EmbankmentFailure& dam);

/// Time from the beginning of the breach to its full size, s.
/// Froehlich (1995b): 3.84 h (V_w / 1e6)^0.53 h_b^-0.90.
Real time_froehlich_1995(const EmbankmentFailure& dam);
/// Froehlich (2008), J. Hydraul. Eng. 134(12): 63.2 s (V_w / (g h_b^2))^0.5, with 1 in m and s.
Real time_froehlich_2008(const EmbankmentFailure& dam);
/// MacDonald & Langridge-Monopolis (1984): 0.0179 h V_e^0.364, of the eroded volume V_e.
Real time_macdonald_1984(const EmbankmentFailure& dam);
/// Von Thun & Gillette (1990), by head: 0.02 h_w + 0.25 h, highly erodible: 0.015 h_w.
Real time_von_thun_1990(const EmbankmentFailure& dam);
/// Xu & Zhang (2009), simplified: 0.01122 h k_E h_d^0.654 V_w^0.415 h_w^-1.246; k_E = 0.58, 1 or
/// 3.11. The authors' time is longer than that of the others: it counts initial erosion as well.
Real time_xu_zhang_2009(const EmbankmentFailure& dam);

/// Mean width of the final breach, m.
/// Froehlich (1995b): 0.1803 k V_w^0.32 h_b^0.19; k = 1.4 where overtopped, else 1.
Real width_froehlich_1995(const EmbankmentFailure& dam);
/// Froehlich (2008): 0.27 k V_w^0.32 h_b^0.04; k = 1.3 where overtopped, else 1.
Real width_froehlich_2008(const EmbankmentFailure& dam);
/// Von Thun & Gillette (1990): 2.5 h_w + 6.1, 18.3, 42.7 or 54.9 m for V_w below 1.23e6, 6.17e6,
/// 1.23e7 m3, or more.
Real width_von_thun_1990(const EmbankmentFailure& dam);
/// Xu & Zhang (2009), full: 0.787 h_b (h_d / 15 m)^0.133 (V_w^(1/3) / h_w)^0.652 exp(b_3 + b_4 +
/// b_5); b_3 = -0.041 core, 0.026 concrete face, -0.226 homogeneous; b_4 = 0.149 overtopped, -0.389
/// piping; b_5 = 0.291, -0.14, -0.391 by erodibility.
Real width_xu_zhang_2009(const EmbankmentFailure& dam);

/// Sides of the final breach, horizontal by vertical.
/// Froehlich (1995b): 1.4 where overtopped, else 0.9.
Real side_froehlich_1995(const EmbankmentFailure& dam);
/// Froehlich (2008): 1.0 where overtopped, else 0.7.
Real side_froehlich_2008(const EmbankmentFailure& dam);

/// Eroded volume, m3. MacDonald & Langridge-Monopolis (1984): 0.0261 (V_w h_w)^0.769 of earthfill,
/// 0.00348 (V_w h_w)^0.852 of other dams.
Real eroded_macdonald_1984(const EmbankmentFailure& dam);

/// Error of a regression over past failures: mean and standard deviation of log10(predicted /
/// observed).
struct LogError {
  Real mean = 0, deviation = 0;
};

/// One regression as tables name it.
struct Regression {
  const char* quantity;  ///< "peak", "time", "width", "side_slope" or "eroded_volume"
  const char* unit;      ///< "m3/s", "s", "m", "1" or "m3"
  const char* name;      ///< "froehlich_1995"
  const char* source;    ///< "Froehlich (1995a)"
  Real (*value)(const EmbankmentFailure& dam);
  std::optional<LogError> error = {};  ///< none where no statistics are at hand
};

/// All of them, by quantity.
std::span<const Regression> regressions();

/// A regression's value, and the band that holds about 95 of 100 failures like those it was tried
/// on: value / 10^(mean +- 2 deviations), after Wahl (2004), J. Hydraul. Eng. 130(5).
struct Estimate {
  const Regression* of;
  Real value = 0;
  std::optional<Real> low = {}, middle = {}, high = {};
};

/// Of all regressions whose dimensions are there: without W_avg not the peak of Froehlich (2016).
std::vector<Estimate> estimate_all(const EmbankmentFailure& dam);

}  // namespace freshet::breach
