#include "cases/input/case_keys.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "cases/input/case_keys_breach.hpp"
#include "cases/input/case_keys_embankment.hpp"
#include "cases/input/case_keys_ensemble.hpp"
#include "cases/input/case_keys_loads.hpp"
#include "cases/input/case_keys_structures.hpp"
#include "cases/input/case_keys_water.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kSchema[] = {
  {"", "title", "text", "name of the folder", "one line for reports"},
  {"", "description", "text", "", "a few lines on what the case is for"},
  {"", "suite", "text", "", "group of cases that `freshet validate --suite` runs"},
  {"", "data_source", "text", "", "where to get the files under {data}; shown when one is missing"},
  {"", "crs", "text", "that of the raster of bed or mesh", "coordinate reference of x and y, e.g. \"EPSG:2154\"; for maps"},
  {"", "parameters", "table", "", "named numbers, known in every expression of the case"},
  {"", "mesh", "table", "required with flow", "see below"},
  {"", "bed", "table", "", "see below"},
  {"", "flow", "table", "required without dam", "see below"},
  {"", "friction", "table", "no friction", "see below"},
  {"", "mixing", "table", "no mixing", "see below"},
  {"", "boundary", "list of tables", "walls", "see below"},
  {"", "initial", "list of tables", "dry", "see below; in order, later ones overwrite earlier ones"},
  {"", "output", "table", "", "see below"},
  {"", "gauge", "list of tables", "", "points whose time series are written"},
  {"", "section", "list of tables", "", "lines through which the discharge is written"},
  {"", "face", "list of tables", "", "faces whose loads are written: force, moment, overtopping"},
  {"", "river", "list of tables", "", "lines along which `freshet post` follows the flood"},
  {"", "reservoir", "list of tables", "", "areas whose storage `freshet post` tells"},
  {"", "dam", "table", "none", "the dam as a structure: alone, or after the flow; see below"},
  {"", "loads", "table", "none", "what drives alternating loads, and loads by formula; see below"},
  {"", "load_cases", "list of tables", "none", "combinations of loads on [loads.section]: alone, or beside a run"},
  {"", "cycles", "list of tables", "", "series whose cycles are counted, with their damage: alone, or after the run"},
  {"", "check", "list of tables", "", "figures held against a bound"},
  {"", "facility", "table", "", "see below; a test facility that the case stands beside"},
  {"", "variant", "list of tables", "", "the same case with some keys changed, which `freshet validate` runs as well"},


  {"mesh", "source", "text", "required", "where the mesh comes from; the sources and their further keys follow"},
  {"mesh", "refinements", "integer 0 .. 8", "0", "times that every cell is split in four (not for raster)"},

  {"bed", "source", "\"mesh\", \"raster\", \"expression\" or \"profile\"", "by the key that is there, else \"mesh\"", "where bed levels come from"},
  {"bed", "file", "file", "required for raster", "GeoTIFF or ESRI ASCII of levels in m, sampled bilinearly"},
  {"bed", "expression", "number or expression in x, y; m", "required for expression", "bed level"},
  {"bed", "profile", "series of x and level; m", "required for profile", "the same across the whole width; beyond its ends the level is held"},

  {"flow", "end_time", "number > 0, s", "required", "how long to simulate"},
  {"flow", "gravity", "number > 0, m/s2", "9.81", "gravity"},
  {"flow", "dry_depth", "number > 0, m", "1e-6", "cells with less water have no velocity"},
  {"flow", "order", "integer 1 .. 2", "2", "1: water constant in a cell; 2: linear"},
  {"flow", "scheme", "\"hancock\", \"rk2\" or \"euler\"", "\"hancock\"", "time stepping; order 1 is always \"euler\""},
  {"flow", "cfl", "number > 0, <= 1", "0.9", "share of the largest stable time step"},
  {"flow", "max_time_step", "number > 0, s", "none", "no time step is longer"},
  {"flow", "skip_dry", "true or false", "true", "no work where there is no water in or beside a block of cells; changes no bit of the results"},

  {"friction", "manning", "number >= 0, expression in x, y, or raster; s/m^(1/3)", "0", "Manning's n"},
  {"friction", "strickler", "number > 0, expression in x, y, or raster; m^(1/3)/s", "", "Strickler's K, in place of manning: n = 1/K"},
  {"friction", "zones", "table of numbers >= 0, s/m^(1/3)", "", "Manning's n by zone name of the mesh; goes before manning"},
  {"friction", "region", "list of tables", "", "other values in parts of the mesh; in order, later ones overwrite earlier ones and zones"},
  {"friction.region", "manning", "as above", "required, or strickler", "Manning's n there"},
  {"friction.region", "strickler", "as above", "", "in place of manning"},
  {"friction.region", "zone", "text", "everywhere", "only in cells of this zone of the mesh"},
  {"friction.region", "polygon", "list of [x, y], m", "everywhere", "only inside this polygon"},
  {"friction.region", "behind_line", "[[x1, y1], [x2, y2]], m", "everywhere", "only on the left of the line as seen from its first to its second point"},
  {"friction.region", "where", "expression in x, y", "everywhere", "only where it is not zero"},
  {"property", "raster", "file", "required", "GeoTIFF or ESRI ASCII; a cell takes the value of the pixel that holds its centroid, and where that has no data keeps what it had"},
  {"property", "classes", "table of numbers", "none", "by value of the raster, such as a land cover: { 41 = 0.1, 82 = 0.04 }; without it the raster holds the values"},

  {"mixing", "model", "\"none\", \"constant\", \"elder\" or \"smagorinsky\"", "required", "eddy viscosity nu of div(h nu grad u): given; alpha u* h; (C size)^2 times the strain rate"},
  {"mixing", "viscosity", "number >= 0, m2/s", "required for constant", "nu"},
  {"mixing", "longitudinal", "number >= 0", "0.6", "elder: alpha along the flow"},
  {"mixing", "transverse", "number >= 0", "0.6", "elder: alpha across the flow"},
  {"mixing", "coefficient", "number >= 0", "0.1", "smagorinsky: C; the size is the square root of the cell's area"},

  {"boundary", "name", "text", "required", "a boundary of the mesh"},

  {"boundary", "change", "list of tables", "none", "what it becomes later, see below"},

  {"change", "time", "number > 0, s", "required", "when; later than the change before; a time step ends there"},
  {"change", "type", "as in `[[boundary]]`", "required", "what the boundary is from then on, with the keys that go with it"},

  {"series", "time", "list of numbers, s; or a column", "required", "increasing; before the first and after the last the value is held"},
  {"series", "value", "list of numbers; or a column", "required", "m3/s or m"},
  {"series", "file", "file", "none", "CSV with a header; then time and value name its columns"},
  {"series", "scale", "number >= 0", "1", "factor of all values"},
  {"series", "delay", "number, s", "0", "added to all times"},
  {"profile", "x", "list of numbers, m; or a column", "required", "increasing"},
  {"profile", "level", "list of numbers, m; or a column", "required", "bed level there, between them by straight lines"},
  {"profile", "file", "file", "none", "CSV with a header; then x and level name its columns"},
  {"rating", "level", "list of numbers, m; or a column", "required", "increasing"},
  {"rating", "discharge", "list of numbers, m3/s; or a column", "required", "out of the domain"},
  {"rating", "file", "file", "none", "CSV with a header; then level and discharge name its columns"},

  {"initial", "level", "number or expression in x, y, z; m", "", "water level; where it is below the bed the cell is dry"},
  {"initial", "depth", "number >= 0 or expression in x, y, z; m", "", "water depth, in place of level"},
  {"initial", "velocity_x", "number or expression in x, y, z; m/s", "0", "velocity along x"},
  {"initial", "velocity_y", "number or expression in x, y, z; m/s", "0", "velocity along y"},
  {"initial", "raster", "file", "", "levels or depths from a raster, in place of level and depth"},
  {"initial", "quantity", "\"level\" or \"depth\"", "required for raster", "what the raster holds"},
  {"initial", "checkpoint", "file", "", "state of an earlier run on the same mesh, in place of the above"},
  {"initial", "polygon", "list of [x, y], m", "everywhere", "only inside this polygon"},
  {"initial", "behind_line", "[[x1, y1], [x2, y2]], m", "everywhere", "only on the left of the line as seen from its first to its second point"},
  {"initial", "where", "expression in x, y", "everywhere", "only where it is not zero, e.g. \"hypot(x, y) > 200\""},

  {"output", "interval", "number >= 0, s", "0", "between fields in flow.h5; 0: first and last only"},
  {"output", "series_interval", "number >= 0, s", "as interval", "between rows of gauges.csv and sections.csv"},
  {"output", "loads_interval", "number >= 0, s", "as series_interval", "between rows of loads.csv and loads.h5; 0: every step"},
  {"output", "checkpoint_interval", "number >= 0, s", "0", "between checkpoints; 0: only when stopped by a signal"},
  {"output", "checkpoints_kept", "integer 1 .. 1000", "2", "older ones are removed"},
  {"output", "precision", "\"single\" or \"double\"", "\"single\"", "of the fields in flow.h5"},
  {"output", "compression", "integer 0 .. 9", "0", "deflate level of flow.h5"},
  {"output", "vtu", "true or false", "false", "also .vtu files for ParaView"},
  {"output", "maxima", "true or false", "true", "write maxima, arrival times and durations"},
  {"output", "allow_outside", "true or false", "false", "gauges (written as nan) and sections (as 0) outside the mesh are noted, not refused"},
  {"output", "hazard", "true or false", "true", "beside maxima: write classes of hazard by AIDR, DEFRA, FEMA and ICOLD, each the worst of all steps"},
  {"output", "alarm_time", "number >= 0, s", "none", "beside arrival times: write the time that is left from this alarm to the arrival of the least of arrival_depths"},
  {"output", "arrival_depths", "list of numbers > 0, m", "[0.01, 0.1, 0.5, 1]", "depths whose first times and durations are kept; increasing"},

  {"gauge", "name", "text", "required", "column in gauges.csv"},
  {"gauge", "x", "number, m", "required", "place"},
  {"gauge", "y", "number, m", "required", "place"},
  {"section", "name", "text", "required", "column in sections.csv"},
  {"section", "points", "list of [x, y], m", "required", "discharge counts positive from the left to the right of its direction"},
  {"face", "name", "text", "required", "columns in loads.csv"},
  {"face", "boundary", "text or list of texts", "this or line is required", "boundaries of the mesh that the water presses on"},
  {"face", "line", "list of [x, y], m", "this or boundary is required", "the edges of the mesh along this line"},
  {"face", "side", "\"both\", \"left\" or \"right\"", "\"both\"", "of the line on which water counts, as seen along it; both: what is left of one against the other"},
  {"face", "at_corners", "true or false", "false", "a segment from corner to corner (30 degrees and more), or for each piece of the line"},
  {"face", "segment_length", "number >= 0, m", "0", "then cut into equal segments of at most this length; 0: not cut"},
  {"face", "about", "[x, y, z], m", "[0, 0, 0]", "point of the moments"},
  {"face", "density", "number > 0, kg/m3", "1000", "of the water"},
  {"face", "impact_factor", "number >= 1", "3", "upper end of the bracket: pressure of water that arrives shooting (Froude number above 1) counts so many times"},

  {"river", "name", "text", "required", "shown in tables and plots"},
  {"river", "points", "list of [x, y], m", "required", "downstream"},
  {"reservoir", "name", "text", "required", "shown in tables and plots"},
  {"reservoir", "polygon", "list of [x, y], m", "required", "around it; cells count whose centroid is inside"},

  {"facility", "length_scale", "number >= 1", "1", "length of the prototype over that of the model (Froude scale)"},
  {"facility", "case_scale", "\"model\" or \"prototype\"", "\"model\"", "in which of the two this case is computed"},
  {"facility", "sensor", "list of tables", "", "what was measured"},
  {"sensor", "name", "text", "required", "shown in tables and plots"},
  {"sensor", "quantity", "\"depth\", \"level\", \"speed\", \"discharge\", \"force\" or \"pressure\"", "required", "what is measured; it sets the scale"},
  {"sensor", "table", "\"gauges\", \"sections\", \"structures\" or \"loads\"", "by the quantity", "the .csv of the results that holds the computed series"},
  {"sensor", "place", "text", "as name", "gauge or section of this case, or start of the column's name"},
  {"sensor", "file", "file", "none", "measured series, as a CSV; the sensor is only computed without it"},
  {"sensor", "time", "text", "\"time\"", "column of the times in s"},
  {"sensor", "value", "text", "required with file", "column of the measured quantity, in SI units"},
  {"sensor", "offset", "number", "0", "added to measured values, in their scale"},
  {"sensor", "time_offset", "number, s", "0", "added to measured times, in their scale"},
  {"sensor", "measured_scale", "\"model\" or \"prototype\"", "\"model\"", "in which of the two the file's numbers are"},
  {"cycles", "name", "text", "required", "of the files in `cycles/` and of the figures"},
  {"cycles", "file", "file", "this or table is required", "a CSV that holds the series"},
  {"cycles", "table", "text", "this or file is required", "table of this run's results without .csv: gauges, sections, dam/history, ..."},
  {"cycles", "value", "text", "required", "column that is counted"},
  {"cycles", "time", "text", "time_s of a table; of a file the number of the row, or its share of duration", "column of the times in s"},
  {"cycles", "factor", "number", "1", "stress in Pa per unit of the column; tension is positive"},
  {"cycles", "offset", "number, Pa", "0", "then added"},
  {"cycles", "law", "\"none\", \"steel\", \"concrete_compression\", \"concrete_tension\" or \"table\"", "\"none\"", "of fatigue: EN 1993-1-9, fib Model Code 2010, or a curve"},
  {"cycles", "detail_category", "number > 0, MPa", "required for steel", "stress range that is borne 2e6 times"},
  {"cycles", "strength", "number > 0, Pa", "required for concrete", "fatigue reference strength"},
  {"cycles", "curve", "list of [Pa, cycles]", "required for table", "S-N curve, falling ranges; straight between logarithms"},
  {"cycles", "partial_factor", "number > 0", "1", "what strengths are divided by"},
  {"cycles", "classes", "integer 1 .. 10000", "20", "of the histograms"},
  {"cycles", "edges", "list of numbers >= 0", "equal classes", "of the classes of ranges"},
  {"cycles", "least_range", "number >= 0", "0", "a smaller reversal is none"},
  {"cycles", "duration", "number > 0, s", "that of the series", "what the series stands for"},
  {"dam", "mesh", "file", "required", "section of the dam: Gmsh .msh or .geo with physical names; y points up"},
  {"dam", "refinements", "integer 0 .. 6", "0", "times that every cell is split in four"},
  {"dam", "plane", "\"strain\" or \"stress\"", "\"strain\"", "plane state"},
  {"dam", "gravity", "number > 0, m/s2", "9.81", "gravity"},
  {"dam", "self_weight", "true or false", "true", "whether weight is a load"},
  {"dam", "temperature", "number or series; K", "none", "above that without stress, uniform over the section"},
  {"dam", "material", "list of tables", "required", "one a zone of the mesh"},
  {"dam", "support", "list of tables", "required", "what holds the section"},
  {"dam", "headwater", "table", "none", "water upstream"},
  {"dam", "tailwater", "table", "none", "water downstream"},
  {"dam", "reservoir", "table", "none", "how the headwater answers to motion"},
  {"dam", "silt", "table", "none", "silt before the headwater's face"},
  {"dam", "base", "table", "none", "base over which forces are summed, its strength, uplift and opening"},
  {"dam", "ground_motion", "table", "none", "acceleration of the ground"},
  {"dam", "damping", "table", "none", "Rayleigh damping of the section"},
  {"dam", "oscillator", "table", "none", "a mass on a spring in place of the section"},
  {"dam", "analysis", "table", "required", "what is computed"},
  {"dam", "point", "list of tables", "none", "points with columns in dam/history.csv"},
  {"dam", "output", "table", "", "what is written under dam/"},
  {"dam.material", "zone", "text", "required", "zone (physical surface) of the mesh"},
  {"dam.material", "young_modulus", "number > 0, Pa", "required", "Young's modulus"},
  {"dam.material", "poisson_ratio", "number 0 .. 0.499", "required", "Poisson's ratio"},
  {"dam.material", "density", "number > 0, kg/m3", "required", "density"},
  {"dam.material", "massless", "true or false", "false", "stiffness without weight and inertia, as of a foundation"},
  {"dam.material", "foundation", "true or false", "as massless", "no part of the dam: its weight does not act on the base"},
  {"dam.material", "thermal_expansion", "number >= 0, 1/K", "0", "linear"},
  {"dam.material", "compressive_strength", "number > 0, Pa", "no damage", "fatigue reference strength in compression"},
  {"dam.material", "tensile_strength", "number > 0, Pa", "no damage", "in tension"},
  {"dam.support", "boundary", "text", "required", "boundary (physical curve) of the mesh"},
  {"dam.support", "type", "\"fixed\", \"roller_x\", \"roller_y\" or \"absorbing\"", "\"fixed\"", "held in both directions, along x only, along y only; or viscous dashpots"},
  {"dam.water", "face", "text or list of texts", "required", "boundaries that the water presses on"},
  {"dam.water", "level", "number or series; m", "required", "water level, y"},
  {"dam.water", "density", "number > 0, kg/m3", "1000", "of the water"},
  {"dam.water", "above_crest", "true or false", "false", "levels above the top of the face are meant"},
  {"dam.reservoir", "model", "\"none\", \"westergaard\" or \"acoustic\"", "required", "added mass, or compressible water in a zone of the mesh"},
  {"dam.reservoir", "zone", "text", "required for acoustic", "the water's zone; in other models it is left out"},
  {"dam.reservoir", "surface", "text", "required for acoustic", "boundary with pressure 0"},
  {"dam.reservoir", "bottom", "text", "none", "boundary that absorbs and moves with the ground"},
  {"dam.reservoir", "far", "text", "none", "boundary through which waves leave"},
  {"dam.reservoir", "sound_speed", "number > 0, m/s", "1440", "of the water"},
  {"dam.reservoir", "bottom_reflection", "number 0 .. 1", "1", "alpha of Fenves & Chopra: 1 rigid, 0 swallows all"},
  {"dam.silt", "level", "number, m", "required", "top of the silt, y"},
  {"dam.silt", "submerged_unit_weight", "number > 0, N/m3", "required", "under water"},
  {"dam.silt", "pressure_coefficient", "number > 0", "0.5", "horizontal by vertical pressure"},
  {"dam.base", "boundary", "text", "required", "boundary of the mesh under the dam"},
  {"dam.base", "friction_angle", "number 0 .. 89, degrees", "45", "of the base"},
  {"dam.base", "cohesion", "number >= 0, Pa", "0", "of the base where it is not cracked"},
  {"dam.base", "uplift", "true or false", "false", "pressure of the water in the base"},
  {"dam.base", "drain_distance", "number >= 0, m", "no drains", "of the drains from the heel"},
  {"dam.base", "drain_efficiency", "number 0 .. 1", "0", "share of the excess pressure that the drains take"},
  {"dam.base", "no_tension", "true or false", "false", "the base is a joint on rigid ground that opens (static only)"},
  {"dam.base", "normal_stiffness", "number > 0, Pa/m", "required for no_tension", "of the closed joint"},
  {"dam.base", "tangential_stiffness", "number > 0, Pa/m", "as normal_stiffness", "of the closed joint"},
  {"dam.ground_motion", "x", "number or series; m/s2", "none", "acceleration along x; 0 before its first time and after its last"},
  {"dam.ground_motion", "y", "number or series; m/s2", "none", "acceleration along y"},
  {"dam.ground_motion", "factor", "number", "1", "times both, e.g. 9.81 for records in g"},
  {"dam.damping", "ratio", "number 0 .. 1", "required", "of critical damping, at both frequencies"},
  {"dam.damping", "frequencies", "[number, number], Hz", "first and third of the section with added mass", "where the ratio holds"},
  {"dam.oscillator", "mass", "number > 0", "required", "in any consistent units"},
  {"dam.oscillator", "stiffness", "number > 0", "required", "of the spring"},
  {"dam.oscillator", "damping", "number >= 0", "0", "of the dashpot"},
  {"dam.oscillator", "force", "number or series", "required", "on the mass"},
  {"dam.analysis", "kind", "\"static\", \"modal\", \"response\", \"harmonic\", \"series\", \"seepage\" or \"slopes\"", "required", "equilibrium at t = 0, modes, motion in time, steady vibration, or equilibrium at many times with damage; of an embankment its seepage, with its slopes if there are, or its slopes alone"},
  {"dam.analysis", "modes", "integer 1 .. 1000", "4", "modal: how many"},
  {"dam.analysis", "time_step", "number > 0, s", "required for response and series", "between solutions"},
  {"dam.analysis", "end_time", "number >= time_step, s", "required for response and series", "how long"},
  {"dam.analysis", "spectral_radius", "number 0 .. 1", "0.9", "response: of generalised-alpha at infinity; 1 is Newmark's average acceleration"},
  {"dam.analysis", "superposed_modes", "integer 0 .. 1000", "0", "response: also by superposition of so many modes, as a check"},
  {"dam.analysis", "frequencies", "list of numbers >= 0, Hz", "required for harmonic", "of a ground motion of 1 m/s2 along x"},
  {"dam.point", "name", "text", "required", "heads columns in dam/history.csv and names figures"},
  {"dam.point", "x", "number, m", "required", "place; the nearest node is taken"},
  {"dam.point", "y", "number, m", "required", "place"},
  {"dam.output", "interval", "number >= 0, s", "0", "between fields in dam/dam.h5; 0: first and last only"},
  {"dam.output", "history_interval", "number >= 0, s", "0", "between rows of dam/history.csv; 0: every step"},
  {"dam.output", "checkpoint_interval", "number >= 0, s", "0", "series: between checkpoints; 0: only when stopped by a signal"},

  {"check", "name", "text", "kind", "shown in reports"},
  {"check", "kind", "text", "required", "which measure; the kinds and their further keys follow"},
  {"check", "bound", "number >= 0", "required", "the figure may be at most this; an order must be at least this"},
  {"check", "coarse_bound", "number >= 0", "as bound", "the bound in `freshet validate --coarse`"},
  {"variant", "name", "text", "required", "shown in the reports as CASE/NAME"},
  {"variant", "set", "list of texts", "required", "keys that differ, each as after --set, e.g. \"mesh.shape='triangles'\""},
};
// clang-format on

}  // namespace

std::span<const CaseKey> case_keys() {
  // Some keys stand in files of their own: at the end of their tables, or before checks.
  static const std::vector<CaseKey> all = [] {
    std::vector<CaseKey> keys(std::begin(kSchema), std::end(kSchema));
    const auto add = [&](const CaseKey& key) {
      const auto same = [&](const CaseKey& other) { return other.table == key.table; };
      const auto last = std::find_if(keys.rbegin(), keys.rend(), same);
      const auto checks = std::find_if(keys.begin(), keys.end(),
                                       [](const CaseKey& other) { return other.table == "check"; });
      keys.insert(last == keys.rend() ? checks : last.base(), key);
    };
    for (const auto& list : {water_keys(), structure_keys(), breach_keys(), embankment_keys(),
                             loads_keys(), ensemble_keys()})
      for (const auto& key : list) add(key);
    return keys;
  }();
  return all;
}

}  // namespace freshet
