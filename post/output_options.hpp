#pragma once
#include <array>
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

struct OutputOptions {
  Real interval = 0;         ///< s between fields in flow.h5; 0: first and last only
  Real series_interval = 0;  ///< s between rows of gauges.csv and sections.csv; 0: as `interval`
  Real checkpoint_interval = 0;  ///< s; 0: none but when stopped by a signal
  int checkpoints_kept = 2;
  bool double_precision = false;  ///< of the fields in flow.h5
  int compression = 0;            ///< deflate level 0..9
  bool vtu = false;               ///< also .vtu/.pvtu pieces and a .pvd
  bool maxima = true;
  std::vector<Real> arrival_depths = {0.01, 0.1, 0.5, 1.0};  ///< m
  bool allow_outside = false;  ///< gauges and sections outside the mesh are no error
  std::vector<Gauge> gauges;
  std::vector<Section> sections;
};

}  // namespace freshet
