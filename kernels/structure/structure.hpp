#pragma once
#include <cstdint>

#include "kernels/arithmetic.hpp"

namespace freshet {

enum class StructureKind : std::int32_t {
  BroadWeir,
  OgeeWeir,
  SluiceGate,
  RadialGate,
  Bridge,
  Culvert,
  Rating,
  Pump
};

/// How water passes a structure; the numbers stand in structures.csv.
enum class StructureState : std::int32_t {
  None = 0,           ///< closed, dry or level
  Free = 1,           ///< the tailwater has no say
  Submerged = 2,      ///< it has
  Inlet = 3,          ///< culvert: its inlet controls
  Outlet = 4,         ///< its outlet does, above the tailwater
  Full = 5,           ///< it does, below the tailwater
  Pressure = 6,       ///< bridge: the water stands at its soffit
  Overflow = 7,       ///< it runs over its deck as well
  Running = 8,        ///< pump
  Breach = 9,         ///< water runs through a breach, the tailwater has no say
  BreachDrowned = 10  ///< it has
};

/// Discharge (m3/s, or m2/s of a metre of width) and how it comes about.
struct Passage {
  Real discharge = 0;
  StructureState state = StructureState::None;
};

// The ends of a structure between two places: a place of the mesh from 0 on, else one of these.
constexpr Index outside_end = -1;  ///< water leaves, or comes from, the world
FRESHET_BODY Index pool_end(Index pool) { return -2 - pool; }
FRESHET_BODY bool is_pool(Index end) { return end <= -2; }
FRESHET_BODY bool is_place(Index end) { return end >= 0; }
FRESHET_BODY Index pool_of(Index end) { return -2 - end; }

/// What a structure is made of. What can change in a run, its opening, how far its crest has sunk
/// and the share of its width that passes water, is state and stands elsewhere.
struct Structure {
  StructureKind kind = StructureKind::BroadWeir;
  Index from = outside_end, to = outside_end;  ///< ends; of those on a line without meaning
  Index curve = -1;                            ///< rating, or a pump's discharge in time
  std::int32_t one_way = 0;                    ///< nothing comes back from `to`
  Real width = 0;                 ///< m; of those on a line the share of the edges' length
  Real crest = 0;                 ///< of a weir, sill of a gate, invert of a culvert at `from`, m
  Real crest_to = 0;              ///< invert at `to`, m
  Real coefficient = 0;           ///< of a weir, of a bridge, of a culvert's inlet as an orifice
  Real contraction = 0;           ///< sluice gate: depth of the jet over the opening
  Real radius = 0, trunnion = 0;  ///< radial gate: of the leaf, m; its axis above the sill, m
  Real height = 0;                ///< culvert, m; bridge: level of its soffit, m
  Real area = 0;                  ///< culvert, all barrels, m2
  Real loss = 0;                  ///< culvert, full: head lost over v^2 / 2g
  Real deck = 0, deck_coefficient = 0;  ///< bridge: level of the deck, m; of the weir that it is
};

}  // namespace freshet
