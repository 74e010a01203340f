#include "mesh/build/bed.hpp"

#include "kernels/error.hpp"
#include "mesh/formats/raster.hpp"
#include "mesh/parallel/agreement.hpp"

namespace freshet {
namespace {

void sample_raster(RawMesh& mesh, const std::filesystem::path& file) {
  const Raster raster(file);
  mesh.bed_origin = file.string();
  for (auto& vertex : mesh.vertices)
    vertex.bed = raster.sample(vertex.x, vertex.y).value_or(kNoBed);
}

void evaluate(RawMesh& mesh, const BedSpec& spec) {
  require(static_cast<bool>(spec.expression), "bed: no expression for the mesh", mesh.origin);
  mesh.bed_origin = "bed expression (not a finite value)";
  for (auto& vertex : mesh.vertices) vertex.bed = spec.expression(vertex.x, vertex.y);
}

}  // namespace

void apply_bed(MPI_Comm communicator, RawMesh& mesh, const BedSpec& spec) {
  if (spec.source == BedSource::Mesh) return;
  for (auto& cell : mesh.cells) cell.bed = kNoBed;
  together(communicator, [&] {
    if (spec.source == BedSource::Raster) sample_raster(mesh, spec.raster);
    if (spec.source == BedSource::Expression) evaluate(mesh, spec);
  });
}

}  // namespace freshet
