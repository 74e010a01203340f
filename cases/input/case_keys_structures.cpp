#include "cases/input/case_keys_structures.hpp"

namespace freshet {
namespace {

// clang-format off
constexpr CaseKey kKeys[] = {
  {"", "structure", "list of tables", "none", "weirs, gates, culverts, pumps and the like, see below"},
  {"", "pool", "list of tables", "none", "reservoirs without a mesh, see below"},

  {"structure", "name", "text", "required", "heads columns in structures.csv"},
  {"structure", "type", "\"weir\", \"gate\", \"bridge\", \"culvert\", \"spillway\" or \"pump\"", "required", "what it is"},
  {"structure", "line", "list of [x, y], m", "", "weir, gate, bridge: the line that it stands on, which takes the nearest edges of the mesh and lets nothing else through"},
  {"structure", "from", "[x, y] in m, the name of a pool, or \"outside\"", "required without line", "where water is taken"},
  {"structure", "to", "[x, y] or a list of these in m, the name of a pool, or \"outside\"", "required without line", "where it comes out, along a line spread over its cells; all but spillways and pumps let it come back where the level is higher there"},
  {"structure", "one_way", "true or false", "false", "nothing comes back from `to`, or from the right of the line to its left"},
  {"structure", "width", "number > 0, m", "length of the line", "of the water's way; of a box culvert, each barrel"},
  {"structure", "crest", "number, or profile of distance and level; m", "required for weir", "weir: level of the crest, along a line also by the distance from its start"},
  {"structure", "shape", "\"broad\", \"ogee\", \"sluice\", \"radial\", \"box\" or \"circular\"", "\"broad\", \"sluice\" or \"box\"", "of a weir, a gate or a culvert"},
  {"structure", "coefficient", "number > 0", "1.705, 2.1 (ogee), 0.9 (bridge), 0.6 (culvert)", "weir: C of q = C H^1.5; bridge: K of d'Aubuisson; culvert: of its inlet as an orifice"},
  {"structure", "sill", "number, m", "the bed", "gate: level of the sill; bridge: the bed under it"},
  {"structure", "contraction", "number > 0, <= 1", "0.61", "sluice gate: depth of the jet over the opening"},
  {"structure", "radius", "number > 0, m", "required for radial", "of the leaf of a radial gate"},
  {"structure", "trunnion", "number > 0, m", "required for radial", "height of its axis over the sill"},
  {"structure", "clear_share", "number > 0, <= 1", "1", "bridge: share of the width that piers and abutments leave"},
  {"structure", "soffit", "number, m", "required for bridge", "level of the underside of the deck"},
  {"structure", "deck", "number, m", "required for bridge", "level from which water runs over the deck"},
  {"structure", "deck_coefficient", "number > 0", "1.5", "C of the deck as a weir"},
  {"structure", "invert", "number, m", "the bed", "culvert: level of its bottom at `from`"},
  {"structure", "invert_to", "number, m", "the bed, or as invert", "culvert: the same at `to`"},
  {"structure", "height", "number > 0, m", "required for box", "of a box culvert"},
  {"structure", "diameter", "number > 0, m", "required for circular", "of a circular culvert or pipe"},
  {"structure", "barrels", "integer 1 .. 1000", "1", "culvert: how many side by side"},
  {"structure", "length", "number > 0, m", "required for culvert", "culvert: its length"},
  {"structure", "manning", "number >= 0, s/m^(1/3)", "0.013", "culvert: of its walls"},
  {"structure", "entrance_loss", "number >= 0", "0.5", "culvert: head lost over v^2/2g"},
  {"structure", "exit_loss", "number >= 0", "1", "culvert: head lost over v^2/2g"},
  {"structure", "rating", "series of level and discharge; m, m3/s", "required for spillway", "spillway: discharge by the level at `from`"},
  {"structure", "discharge", "number or series >= 0; m3/s", "required for pump", "pump: discharge in time"},
  {"structure", "opening", "number or series >= 0; m, or a share", "required for gate, else 1", "how far it is open, in time: gates in m, all else as a share of what they pass; at the start, where rules or a table move it"},
  {"structure", "opening_by_level", "table of level and opening", "none", "opening by the level at the gauge or pool"},
  {"structure", "gauge", "text", "none", "a gauge at which opening_by_level looks"},
  {"structure", "pool", "text", "none", "or a pool"},
  {"structure", "rate", "number > 0, m/s or 1/s", "at once", "how fast the opening changes at most"},
  {"structure", "rule", "list of tables", "none", "what opens and closes it; the first that bids something has its way"},
  {"structure.rule", "gauge", "text", "", "a gauge whose level is watched"},
  {"structure.rule", "pool", "text", "", "or a pool"},
  {"structure.rule", "above", "number, m", "required", "at this level or higher the opening becomes opening_above"},
  {"structure.rule", "below", "number, m", "required", "at this level or lower it becomes opening_below; between the two it stays"},
  {"structure.rule", "opening_above", "number >= 0; m, or a share", "required", "see above"},
  {"structure.rule", "opening_below", "number >= 0; m, or a share", "required", "see below"},
  {"structure.rule", "delay", "number >= 0, s", "0", "how long the level must stand there first"},
  {"pool", "name", "text", "required", "heads columns in pools.csv"},
  {"pool", "storage", "series of level and volume; m, m3", "required", "both rising; the pool may not rise above it"},
  {"pool", "level", "number, m", "required", "at the start"},
  {"pool", "inflow", "number or series >= 0; m3/s", "none", "from its catchment"},
  {"pool", "boundary", "text", "none", "a boundary of the mesh: what leaves there comes to the pool, and what enters is taken from it"},
  {"pool", "evaporation", "number or series >= 0; m/s", "none", "from its surface"},
  {"storage", "level", "list of numbers, m; or a column", "required", "increasing"},
  {"storage", "volume", "list of numbers >= 0, m3; or a column", "required", "increasing; below that level"},
  {"storage", "file", "file", "none", "CSV with a header; then level and volume name its columns"},
  {"crest", "distance", "list of numbers, m; or a column", "required", "from the start of the line, increasing"},
  {"crest", "level", "list of numbers, m; or a column", "required", "of the crest, between them by straight lines"},
  {"crest", "file", "file", "none", "CSV with a header; then distance and level name its columns"},
  {"opening_by_level", "level", "list of numbers, m; or a column", "required", "increasing"},
  {"opening_by_level", "opening", "list of numbers >= 0; or a column", "required", "m, or a share"},
  {"opening_by_level", "file", "file", "none", "CSV with a header; then level and opening name its columns"},
};
// clang-format on

}  // namespace

std::span<const CaseKey> structure_keys() { return kKeys; }

}  // namespace freshet
