#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "cases/model/region.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// One of the steps that give cells a property of the ground, such as Manning's n or a soil's
/// conductivity, in the order of the case; later ones overwrite earlier ones where they apply.
struct PropertyStep {
  std::function<Real(Real x, Real y)> value;  ///< m, m; empty where a raster gives it
  std::filesystem::path raster;               ///< the value of the pixel that holds the centroid
  std::map<Real, Real> classes;               ///< by the raster's value; empty: that value itself
  std::function<Real(Real)> convert;  ///< from what the raster or its classes hold; empty: as it is
  Region region;
  std::string zone;    ///< of the mesh; empty: all
  std::string origin;  ///< "case.toml:31: friction.manning", for messages
};

using CellProperty = std::vector<PropertyStep>;

/// Where a rank's cells lie; the first three have one length.
struct PropertyCells {
  std::span<const Real> x, y;   ///< centroid, m
  std::span<const Index> zone;  ///< indices into zone_names
  std::span<const std::string> zone_names;
};

/// The property of each cell, `fallback` where no step applies. A raster without a value leaves
/// what earlier steps gave. Throws InputError naming key and place: a zone that the mesh does not
/// have, no value or a class without one, a value below `least`.
std::vector<Real> cell_property(const CellProperty& steps, const PropertyCells& cells,
                                Real fallback, Real least);

}  // namespace freshet
