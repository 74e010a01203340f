#include "cases/meshes/mesh_kind.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {

MeshSpec read_mesh(const CaseTable& top) {
  const auto table = top.table("mesh", tables_of_kinds("mesh"));
  const MeshKind& kind = *mesh_kind(table.one_of("source", kind_names("mesh")));
  MeshSpec mesh;
  kind.read(mesh, table);
  if (kind.refinable) mesh.refinements = static_cast<int>(table.integer("refinements"));
  table.no_further_keys("mesh.source = \"" + std::string(kind.name) + "\"");
  mesh.bed = read_bed(top, kind.has_bed);
  return mesh;
}

BedSpec read_bed(const CaseTable& top, bool mesh_has_bed) {
  BedSpec spec;
  if (!top.has("bed")) {
    if (mesh_has_bed) return spec;
    spec.source = BedSource::Expression;
    spec.expression = [](Real, Real) { return Real{0}; };
    return spec;
  }
  const auto bed = top.table("bed", {"bed"});
  const bool profile = bed.has("profile");
  const BedSource implied = bed.has("expression") || profile ? BedSource::Expression
                            : bed.has("file")                ? BedSource::Raster
                                                             : BedSource::Mesh;
  spec.source = bed.choice_or<BedSource>("source", implied,
                                         {{"mesh", BedSource::Mesh},
                                          {"raster", BedSource::Raster},
                                          {"expression", BedSource::Expression},
                                          {"profile", BedSource::Expression}});
  if (spec.source == BedSource::Raster) spec.raster = bed.file("file");
  if (spec.source == BedSource::Expression && profile)
    spec.expression = [levels = read_profile(bed, "profile")](Real x, Real) { return levels(x); };
  else if (spec.source == BedSource::Expression)
    spec.expression = bed.field<Real, Real>("expression", {"x", "y"}, Range::level());
  if (spec.source == BedSource::Mesh && !mesh_has_bed)
    fail_at(bed.self(), "bed.source",
            "\"mesh\" needs a mesh from a file; a generated one has no bed");
  bed.no_further_keys("bed.source = \"" + bed.text_or("source", "(as implied)") + "\"");
  return spec;
}

}  // namespace freshet
