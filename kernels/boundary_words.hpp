#pragma once
#include <array>
#include <string_view>

#include "kernels/types.hpp"

namespace freshet {

/// What values a series may have: any level, a discharge, a depth that is not negative.
enum class SeriesRange { Level, Discharge, Depth };

/// How a series goes into a step: imposed, as its mean over the step, while its largest value
/// bounds the waves that it brings; beside such a one, as its mean; as its mean rate of change
/// (1/s) over the step; or by the highest level on the boundary (m) in place of time (s).
enum class SeriesUse { Imposed, Beside, Rate, OverLevel };

/// A series that goes with a kind of boundary, as its key in the case states it.
struct BoundarySeries {
  std::string_view key = {};  ///< empty: there is none
  std::string_view type = {};
  std::string_view fallback = {};  ///< what holds without it; "required" where there is none
  std::string_view meaning = {};
  SeriesRange range = SeriesRange::Level;
  SeriesUse use = SeriesUse::Imposed;

  constexpr bool given() const { return !key.empty(); }
  constexpr bool required() const { return fallback == "required"; }
};

constexpr int series_a_boundary = 2;

/// What a kind of boundary is called in a case and what it needs. Units are SI.
struct BoundaryWords {
  std::string_view name;
  std::array<BoundarySeries, series_a_boundary> series = {};
  /// Whether it imposes something: then `speed` bounds the step, and edges have shares in what is
  /// imposed on the whole boundary, by conveyance.
  bool imposes = false;
  /// Whether the water beside it is as that beside its own image.
  bool mirrors = false;
};

}  // namespace freshet
