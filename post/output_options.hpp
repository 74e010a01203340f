#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

struct Gauge {
  std::string name;
  Real x = 0, y = 0;        ///< m
  std::string origin = {};  ///< "case.toml:31: gauge.0", for messages
};

struct Section {
  std::string name;
  std::vector<std::array<Real, 2>>
      points;  ///< m; discharge is positive from left to right of its direction
  std::string origin = {};
};

/// Faces whose loads are written: edges of boundaries or of a line.
struct LoadFace {
  enum class Side { Both, Left, Right };
  std::string name;
  std::vector<std::string> boundaries;
  std::vector<std::array<Real, 2>> line;  ///< m, where no boundaries are named
  Side side = Side::Both;                 ///< of the line on which water counts
  bool at_corners = false;                ///< segments from corner to corner
  Real segment_length = 0;                ///< m, at most; 0: not cut
  std::array<Real, 3> about{};            ///< point of the moments, m
  Real density = 1000;                    ///< kg/m3
  Real impact_factor = 3;
  std::string origin = {};
};

struct OutputOptions {
  Real interval = 0;         ///< s between fields in flow.h5; 0: first and last only
  Real series_interval = 0;  ///< s between rows of gauges.csv and sections.csv; 0: as `interval`
  Real checkpoint_interval = 0;  ///< s; 0: none but when stopped by a signal
  Real loads_interval = -1;      ///< s between rows of loads; 0: every step; < 0: as the series
  int checkpoints_kept = 2;
  bool double_precision = false;  ///< of the fields in flow.h5
  int compression = 0;            ///< deflate level 0..9
  bool vtu = false;               ///< also .vtu/.pvtu pieces and a .pvd
  bool maxima = true;
  bool hazard = true;                                        ///< classes of hazard, beside maxima
  std::optional<Real> alarm_time;                            ///< s; from which warning times count
  std::vector<Real> arrival_depths = {0.01, 0.1, 0.5, 1.0};  ///< m
  bool allow_outside = false;  ///< gauges and sections outside the mesh are no error
  std::vector<Gauge> gauges;
  std::vector<Section> sections;
  std::vector<LoadFace> faces;
};

}  // namespace freshet
