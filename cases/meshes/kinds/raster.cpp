#include "cases/meshes/mesh_kind.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {{"file", "file", "required", "GeoTIFF or ESRI ASCII of bed levels"}};

void read(MeshSpec& mesh, const CaseTable& table) {
  mesh.source = raster_source(table.file("file"));
}

}  // namespace

MeshKind mesh_raster() {
  return {{"mesh", "raster", "One cell a pixel that has data", kKeys},
          read,
          true,
          false,
          {".tif", ".tiff", ".asc"},
          [](const auto& file, const auto&) { return raster_source(file); }};
}

}  // namespace freshet
