#pragma once
#include <string>
#include <vector>

#include "kernels/breach/breach.hpp"
#include "kernels/process.hpp"
#include "kernels/structure/control.hpp"
#include "kernels/structure/pass_edge.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// A level pool as a run needs it.
struct PoolOptions {
  std::string name;
  PiecewiseLinear levels;               ///< m over m3
  PiecewiseLinear inflow, evaporation;  ///< m3/s, m/s over s; empty: none
  Real volume = 0;                      ///< at the start, m3
};

/// A cell over which part of a structure's water comes out.
struct SpreadCell {
  Index structure = 0, cell = 0;  ///< owned
  Real share = 0;
};

/// The structures and pools of a run, with what of the mesh belongs to them on this rank.
struct StructuresOptions : ProcessOptions {
  std::vector<std::string> names;  ///< of the structures
  std::vector<Structure> structures;
  std::vector<std::int32_t> on_line;  ///< whether a structure lies on a line of edges
  std::vector<Real> openings;         ///< at the start, m or shares
  std::vector<Control> controls;
  std::vector<Rule> rules;
  std::vector<PiecewiseLinear> curves;
  std::vector<PoolOptions> pools;
  std::vector<StructureEdge> edges;  ///< of which this rank owns a side, by structure
  std::vector<Breach> breaches;      ///< by structure

  // Places of the mesh, the same on all ranks but for the cell.
  std::vector<Index> place_cells;    ///< owned; -1 where another rank has it
  std::vector<Real> place_areas;     ///< of their cells, m2
  std::vector<Real> place_fillings;  ///< 1 / (area size^2), 1/m4

  std::vector<std::int32_t> spread;  ///< whether a structure comes out over several cells,
  std::vector<SpreadCell> spreads;   ///< and those that this rank owns

  // Boundary edges that lead to pools, in global order, the same on all ranks but for the edge.
  std::vector<Index> pool_edges;  ///< owned; -1 where another rank has it
  std::vector<Index> edge_pools;  ///< the pool
};

/// Names of the fields by which structures.csv and the summary read how things stand.
struct StructureFields {
  static constexpr const char* signals = "structure_signals";  ///< levels, then sent both ways
  static constexpr const char* before = "structure_before";    ///< sent both ways before the step
  static constexpr const char* step = "structure_step";        ///< length of that step, s
  static constexpr const char* opening = "structure_opening";
  static constexpr const char* state = "structure_state";
  static constexpr const char* edge_discharge = "structure_edge_discharge";
  static constexpr const char* edge_state = "structure_edge_state";
  static constexpr const char* edge_breached = "structure_edge_breached";
  static constexpr const char* breach = "breach_state";          ///< see BreachState
  static constexpr const char* breach_signal = "breach_signal";  ///< not 0 begins one
  static constexpr const char* pool_volume = "pool_volume";
  static constexpr const char* pool_inflow = "pool_inflow";
  static constexpr const char* pool_evaporated = "pool_evaporated";
  static constexpr const char* pool_passed = "pool_passed";  ///< net, from boundaries
};

}  // namespace freshet
