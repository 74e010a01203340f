#include "cases/input/case_keys_water.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"", "source", "list of tables", "", "hydrographs at points, along lines and over polygons"},
  {"", "rain", "list of tables", "", "rain, uniform or from rasters; several add up"},
  {"", "infiltration", "table", "none", "water that the soil takes"},
  {"", "evaporation", "table", "none", "of the water that stands in cells"},

  {"source", "name", "text", "required", "its account in summary.json"},
  {"source", "point", "[x, y], m", "this, line or polygon is required", "the cell that holds it"},
  {"source", "line", "list of [x, y], m", "", "the cells that it crosses, by the length in each"},
  {"source", "polygon", "list of [x, y], m", "", "the cells whose centroid is inside, by their area"},
  {"source", "discharge", "number or series; m3/s", "required", "into the domain; negative: out of it, as far as there is water"},

  {"rain", "name", "text", "\"rain\"", "its account in summary.json"},
  {"rain", "rate", "number or series; m/s, >= 0", "this, rate_mm_per_h or raster is required", "depth of rain in time"},
  {"rain", "rate_mm_per_h", "number or series; mm/h, >= 0", "", "in place of rate"},
  {"rain", "interpolation", "\"linear\" or \"step\"", "\"linear\"", "of the series: by straight lines, or each value until the next time"},
  {"rain", "raster", "table", "", "rain in time and space, in place of rate"},
  {"rain", "polygon", "list of [x, y], m", "everywhere", "only inside this polygon"},
  {"rain", "behind_line", "[[x1, y1], [x2, y2]], m", "everywhere", "only on the left of the line as seen from its first to its second point"},
  {"rain", "where", "expression in x, y", "everywhere", "only where it is not zero"},

  {"rain.raster", "file", "file", "required", "NetCDF, GeoTIFF or whatever GDAL reads, a band a time; a cell takes the pixel that holds its centroid"},
  {"rain.raster", "variable", "text", "the only one", "of a NetCDF file"},
  {"rain.raster", "unit", "\"m/s\" or \"mm/h\"", "required", "of the values"},
  {"rain.raster", "times", "list of numbers, s", "those of a NetCDF file from its first one on", "when each band begins to hold; one more says when the last one ends"},
  {"rain.raster", "start", "number, s", "0", "time of the run at which the file's first time lies"},

  {"infiltration", "model", "\"green_ampt\", \"constant\" or \"scs_cn\"", "required", "Green and Ampt; an initial loss and a rate; curve numbers of the rain"},
  {"infiltration", "conductivity", "number >= 0, expression in x, y, or raster; m/s", "0", "green_ampt: of the wetted soil"},
  {"infiltration", "conductivity_mm_per_h", "as above; mm/h", "", "in place of conductivity"},
  {"infiltration", "suction_head", "number >= 0, expression in x, y, or raster; m", "0", "green_ampt: at the wetting front"},
  {"infiltration", "moisture_deficit", "number 0 .. 1, expression in x, y, or raster", "0", "green_ampt: water content of the wetted soil less that of the soil at the start"},
  {"infiltration", "rate", "number >= 0, expression in x, y, or raster; m/s", "0", "constant: after the initial loss"},
  {"infiltration", "rate_mm_per_h", "as above; mm/h", "", "in place of rate"},
  {"infiltration", "initial_loss", "number >= 0, expression in x, y, or raster; m", "0", "constant: taken as fast as water comes"},
  {"infiltration", "curve_number", "number > 0, <= 100, expression in x, y, or raster", "100", "scs_cn: storage S = 25.4 mm (1000/CN - 10)"},
  {"infiltration", "initial_abstraction", "number >= 0", "0.2", "scs_cn: initial loss over S"},
  {"infiltration", "region", "list of tables", "", "other soils in parts of the mesh; in order, later ones overwrite earlier ones"},
  {"infiltration.region", "conductivity", "as above", "as before", "there"},
  {"infiltration.region", "conductivity_mm_per_h", "as above", "", "in place of conductivity"},
  {"infiltration.region", "suction_head", "as above", "as before", "there"},
  {"infiltration.region", "moisture_deficit", "as above", "as before", "there"},
  {"infiltration.region", "rate", "as above", "as before", "there"},
  {"infiltration.region", "rate_mm_per_h", "as above", "", "in place of rate"},
  {"infiltration.region", "initial_loss", "as above", "as before", "there"},
  {"infiltration.region", "curve_number", "as above", "as before", "there"},
  {"infiltration.region", "zone", "text", "everywhere", "only in cells of this zone of the mesh"},
  {"infiltration.region", "polygon", "list of [x, y], m", "everywhere", "only inside this polygon"},
  {"infiltration.region", "behind_line", "[[x1, y1], [x2, y2]], m", "everywhere", "only on the left of the line as seen from its first to its second point"},
  {"infiltration.region", "where", "expression in x, y", "everywhere", "only where it is not zero"},

  {"evaporation", "rate", "number or series; m/s, >= 0", "this or rate_mm_per_day is required", "depth in time, as far as there is water"},
  {"evaporation", "rate_mm_per_day", "number or series; mm/day, >= 0", "", "in place of rate"},
  {"evaporation", "interpolation", "\"linear\" or \"step\"", "\"linear\"", "as of rain"},
  {"evaporation", "polygon", "list of [x, y], m", "everywhere", "only inside this polygon"},
  {"evaporation", "behind_line", "[[x1, y1], [x2, y2]], m", "everywhere", "only on the left of the line as seen from its first to its second point"},
  {"evaporation", "where", "expression in x, y", "everywhere", "only where it is not zero"},
};
// clang-format on

}  // namespace

std::span<const CaseKey> water_keys() { return kKeys; }

}  // namespace freshet
