#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernels/structure/control.hpp"
#include "kernels/structure/structure.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// Where a structure ends, or a rule looks: a point of the mesh, a pool, or outside of all.
struct PlaceSpec {
  enum class Kind { Outside, Point, Pool };
  Kind kind = Kind::Outside;
  std::array<Real, 2> point{};            ///< m
  std::vector<std::array<Real, 2>> line;  ///< over whose cells water comes out; empty: at `point`
  std::string pool;
  std::string origin;  ///< "case.toml:31: structure.0.from", for messages
};

/// A rule with the place that it watches.
struct RuleSpec {
  PlaceSpec watched;
  Rule rule;  ///< all but `watched`
};

/// A structure as the case has it.
struct StructureSpec {
  std::string name, type, origin;
  Structure physics;                      ///< all but ends and curve; crest where one is given
  std::vector<std::array<Real, 2>> line;  ///< m; empty: between two places
  PlaceSpec from, to;
  PiecewiseLinear crest;  ///< along a line, m over m from its start
  bool crest_given = false, crest_to_given = false, width_given = false;
  std::string crest_key = "crest";  ///< what the case calls it
  Real opening = 1;                 ///< at the start, m or a share
  PiecewiseLinear opening_series;   ///< over s; empty: none
  PiecewiseLinear opening_table;    ///< over the level at `watched`; empty: none
  PlaceSpec watched;
  PiecewiseLinear curve;  ///< rating (m -> m3/s) or a pump's discharge (s -> m3/s)
  Real rate = 0;          ///< at which it opens at most, 1/s or m/s; 0: at once
  std::vector<RuleSpec> rules;

  bool on_line() const { return !line.empty(); }
  bool is_gate() const {
    return physics.kind == StructureKind::SluiceGate || physics.kind == StructureKind::RadialGate;
  }
};

/// A reservoir without a mesh.
struct PoolSpec {
  std::string name, origin;
  PiecewiseLinear volumes;  ///< m3 over m
  Real level = 0;           ///< at the start, m
  std::string boundary;     ///< of the mesh: what passes there comes to the pool; empty: none
  PiecewiseLinear inflow, evaporation;  ///< m3/s and m/s over s; empty: none
};

}  // namespace freshet
