#pragma once
#include <memory>
#include <vector>

#include "cases/model/water_spec.hpp"
#include "kernels/process.hpp"
#include "mesh/mesh.hpp"

/// What brings and takes water in a case becomes what processes need of it on a mesh. All are
/// collective and throw InputError, on all ranks alike, where it does not fit.
namespace freshet {

/// Hydrographs, rain, infiltration and evaporation: water comes before it goes.
void add_water_processes(std::vector<std::unique_ptr<ProcessOptions>>& processes,
                         const WaterSpec& water, const Mesh& mesh);

/// Of sources at points, along lines and over polygons; at least one.
std::unique_ptr<ProcessOptions> sources_on_mesh(const std::vector<SourceSpec>& sources,
                                                const Mesh& mesh);

/// Of the n-th rain, with the name of the field of its depth.
std::unique_ptr<ProcessOptions> rain_on_mesh(const RainSpec& rain, const std::string& field,
                                             const Mesh& mesh);
std::unique_ptr<ProcessOptions> raster_rain_on_mesh(const RainSpec& rain, const std::string& field,
                                                    const Mesh& mesh);

/// 1 in the owned cells of a region, 0 elsewhere.
std::vector<Real> share_of(const Region& region, const Mesh& mesh);

}  // namespace freshet
