#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cases/model/cell_property.hpp"
#include "cases/model/region.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// A hydrograph inside the domain.
struct SourceSpec {
  enum class Shape { Point, Line, Polygon };
  std::string name;
  Shape shape = Shape::Point;
  std::vector<std::array<Real, 2>> points;  ///< m
  PiecewiseLinear discharge;                ///< s -> m3/s; negative: out of the domain
  std::string origin;                       ///< "case.toml:31: source.0.point", for messages
};

/// Rain from rasters: a file with a band a time.
struct RainFiles {
  std::filesystem::path file;
  std::string variable;                    ///< of a NetCDF file; empty: its only one
  std::optional<std::vector<Real>> times;  ///< s, of the bands' starts; else the file tells them
  Real start = 0;                          ///< s of the run at which the file's first time lies
  Real unit = 1;                           ///< m/s that 1 in the file stands for
};

struct RainSpec {
  std::string name;
  PiecewiseLinear rate;            ///< s -> m/s
  std::optional<RainFiles> files;  ///< in place of `rate`
  Region region;
  std::string origin;
};

struct InfiltrationSpec {
  enum class Model { GreenAmpt, Constant, CurveNumber };
  Model model = Model::GreenAmpt;
  CellProperty conductivity;      ///< m/s; of Constant the rate
  CellProperty suction_head;      ///< m
  CellProperty moisture_deficit;  ///< 1
  CellProperty initial_loss;      ///< m
  CellProperty curve_number;      ///< 1
  Real initial_share = 0.2;       ///< of the curve number's storage
};

struct EvaporationSpec {
  PiecewiseLinear rate;  ///< s -> m/s
  Region region;
};

/// Where water comes from and goes to inside the domain.
struct WaterSpec {
  std::vector<SourceSpec> sources;
  std::vector<RainSpec> rains;
  std::optional<InfiltrationSpec> infiltration;
  std::optional<EvaporationSpec> evaporation;
};

}  // namespace freshet
