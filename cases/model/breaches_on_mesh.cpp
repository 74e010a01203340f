#include "cases/model/breaches_on_mesh.hpp"

#include <fmt/format.h>

#include "kernels/error.hpp"

namespace freshet {
namespace {

/// A place whose level comes from somewhere else than a cell.
Index place_without_cell(StructuresOptions& o) {
  o.place_cells.push_back(-1);
  return static_cast<Index>(o.place_cells.size()) - 1;
}

void refuse(const BreachSpec& spec, Real foundation, const char* what) {
  throw InputError(fmt::format("{}.invert: \"{}\" goes below {}, {} m ({} m)", spec.origin,
                               spec.name, what, foundation, spec.physics.floor));
}

}  // namespace

void add_breaches(StructuresOptions& options, const Case& given,
                  const std::function<Index(const PlaceSpec&)>& end_of) {
  for (const auto& spec : given.breaches) {
    Breach b = spec.physics;
    const Structure& s = options.structures[b.structure];
    b.on_line = options.on_line[b.structure];
    for (const int what : {0, 1}) {
      b.upper[what] = b.on_line != 0 ? place_without_cell(options) : s.from;
      b.lower[what] = b.on_line != 0 ? place_without_cell(options) : s.to;
    }
    if (b.trigger.level < never)
      b.trigger.watched = spec.watches ? end_of(spec.watched) : b.upper[0];
    options.breaches.push_back(b);
  }
}

void confirm_foundations(const StructuresOptions& options, const Case& given) {
  for (const auto& spec : given.breaches) {
    const Breach& b = spec.physics;
    for (const StructureEdge& e : options.edges)
      if (e.structure == b.structure && e.start <= b.centre && b.centre < e.end &&
          b.floor < e.bed - 1e-6)
        refuse(spec, e.bed, "the foundation, the bed under its centre");
    const PlaceSpec& from = given.structures[b.structure].from;
    for (const PoolSpec& pool : given.pools)
      if (from.kind == PlaceSpec::Kind::Pool && from.pool == pool.name &&
          b.floor < pool.volumes.x().front())
        refuse(spec, pool.volumes.x().front(), "the bottom of its pool's storage curve");
  }
}

std::string describe_breaches(const Case& given) {
  std::string text;
  for (const auto& spec : given.breaches) {
    const Breach& b = spec.physics;
    text += fmt::format("breach      \"{}\": in \"{}\" at {:.6g} m, between {:.6g} and {:.6g} m, ",
                        spec.name, given.structures[b.structure].name, b.centre, b.low, b.high);
    if (b.model == BreachModel::Prescribed)
      text += fmt::format("to {:.6g} m of bottom at {:.6g} m, sides {:.3g}, in {:.6g} s\n",
                          b.last_width, b.floor, b.first_slope, b.duration);
    else
      text += fmt::format("erodes from {:.6g} m of bottom at {:.6g} m down to {:.6g} m\n",
                          b.first_width, b.first_bottom, b.floor);
  }
  return text;
}

}  // namespace freshet
