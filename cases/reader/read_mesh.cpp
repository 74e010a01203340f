#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr GlobalIndex kMostCells = GlobalIndex{1} << 40;

CellShape read_shape(const CaseTable& mesh) {
  return mesh.choice_or<CellShape>("shape", CellShape::Quadrilaterals,
                                   {{"quadrilaterals", CellShape::Quadrilaterals},
                                    {"triangles", CellShape::Triangles},
                                    {"triangles_unaligned", CellShape::TrianglesUnaligned}});
}

std::array<GlobalIndex, 2> read_cells(const CaseTable& mesh) {
  const auto* list = mesh.value("cells").as<CaseValue::Array>();
  if (list == nullptr || list->size() != 2) mesh.fail("cells", "must be two integers [a, b]");
  std::array<GlobalIndex, 2> cells{};
  for (int i = 0; i < 2; ++i) {
    const auto* count = (*list)[i].as<std::int64_t>();
    if (count == nullptr || *count < 1) mesh.fail("cells", "must be two integers of at least 1");
    cells[i] = *count;
  }
  if (cells[0] > kMostCells / cells[1]) mesh.fail("cells", "is more than any machine holds");
  return cells;
}

std::array<Real, 2> read_range(const CaseTable& mesh, const std::string& key) {
  const auto range = mesh.pair(key);
  if (!(range[1] > range[0])) mesh.fail(key, "must be two increasing numbers");
  return range;
}

RectangleSpec read_rectangle(const CaseTable& mesh) {
  return {read_range(mesh, "x"), read_range(mesh, "y"), read_cells(mesh), read_shape(mesh)};
}

ChannelSpec read_channel(const CaseTable& mesh) {
  ChannelSpec channel{mesh.points("centreline", 2), mesh.number("width", Range::positive()),
                      read_cells(mesh), read_shape(mesh)};
  for (std::size_t i = 1; i < channel.centreline.size(); ++i)
    if (channel.centreline[i] == channel.centreline[i - 1])
      mesh.fail("centreline", "has one point twice in a row");
  return channel;
}

}  // namespace

MeshSpec read_mesh(const CaseTable& top) {
  const auto mesh = top.table("mesh", {"mesh"});
  MeshSpec spec;
  spec.source = mesh.choice<MeshSource>("source", {{"gmsh", MeshSource::Gmsh},
                                                   {"selafin", MeshSource::Selafin},
                                                   {"raster", MeshSource::Raster},
                                                   {"rectangle", MeshSource::Rectangle},
                                                   {"channel", MeshSource::Channel}});
  if (spec.source == MeshSource::Rectangle) {
    spec.rectangle = read_rectangle(mesh);
  } else if (spec.source == MeshSource::Channel) {
    spec.channel = read_channel(mesh);
  } else {
    spec.file = mesh.file("file");
  }
  if (spec.source == MeshSource::Selafin && mesh.has("boundary_file"))
    spec.boundary_file = mesh.file("boundary_file");
  if (spec.source != MeshSource::Raster)
    spec.refinements = static_cast<int>(mesh.integer_or("refinements", 0, 0, 8));
  mesh.no_further_keys("mesh.source = \"" + mesh.text("source") + "\"");
  spec.bed = read_bed(top, spec.source);
  return spec;
}

BedSpec read_bed(const CaseTable& top, MeshSource mesh) {
  BedSpec spec;
  const bool generated = mesh == MeshSource::Rectangle || mesh == MeshSource::Channel;
  if (!top.has("bed")) {
    if (!generated) return spec;
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
  if (spec.source == BedSource::Mesh && generated)
    fail_at(bed.self(), "bed.source",
            "\"mesh\" needs a mesh from a file; a generated one has no bed");
  bed.no_further_keys("bed.source = \"" + bed.text_or("source", "(as implied)") + "\"");
  return spec;
}

}  // namespace freshet
