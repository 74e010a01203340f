#include "post/vtu_files.hpp"

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLUnstructuredGridWriter.h>

#include "kernels/error.hpp"
#include "mesh/agreement.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

std::string piece_name(std::size_t step, int rank) {
  return fmt::format("flow_{:06}_{:04}.vtu", step, rank);
}

void add_array(vtkUnstructuredGrid* grid, const char* name, std::span<const Real> values,
               int columns) {
  vtkNew<vtkDoubleArray> array;
  array->SetName(name);
  array->SetNumberOfComponents(columns);
  array->SetNumberOfTuples(static_cast<vtkIdType>(values.size()) / columns);
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  grid->GetCellData()->AddArray(array);
}

/// Owned cells and all local vertices.
void fill_grid(vtkUnstructuredGrid* grid, const Mesh& mesh) {
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  for (Index v = 0; v < mesh.vertices; ++v)
    points->InsertNextPoint(mesh.vertex_x[v], mesh.vertex_y[v],
                            mesh.vertex_bed.empty() ? 0 : mesh.vertex_bed[v]);
  grid->SetPoints(points);
  grid->Allocate(mesh.owned);
  for (Index c = 0; c < mesh.owned; ++c) {
    vtkIdType corners[4];
    int count = 0;
    for (int s = 0; s < mesh.slots; ++s) {
      const Index vertex = mesh.cell_vertices[s * static_cast<std::size_t>(mesh.cells) + c];
      if (vertex >= 0) corners[count++] = vertex;
    }
    grid->InsertNextCell(count == 3 ? VTK_TRIANGLE : VTK_QUAD, count, corners);
  }
}

void write_piece(const Mesh& mesh, const std::filesystem::path& path, const VtuFields& fields) {
  vtkNew<vtkUnstructuredGrid> grid;
  fill_grid(grid, mesh);
  add_array(grid, "depth", fields.depth, 1);
  add_array(grid, "level", fields.level, 1);
  add_array(grid, "velocity", fields.velocity, 3);
  add_array(grid, "bed", std::span(mesh.bed).first(mesh.owned), 1);
  vtkNew<vtkXMLUnstructuredGridWriter> writer;
  writer->SetFileName(path.c_str());
  writer->SetInputData(grid);
  writer->SetDataModeToAppended();
  writer->EncodeAppendedDataOff();
  if (writer->Write() == 0) throw EnvironmentError("cannot write " + path.string());
}

std::string pvtu_text(std::size_t step, int ranks) {
  std::string text =
      "<?xml version=\"1.0\"?>\n"
      "<VTKFile type=\"PUnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\""
      " header_type=\"UInt64\">\n  <PUnstructuredGrid GhostLevel=\"0\">\n    <PCellData>\n";
  for (const char* name : {"depth", "level", "velocity", "bed"})
    text +=
        fmt::format("      <PDataArray type=\"Float64\" Name=\"{}\" NumberOfComponents=\"{}\"/>\n",
                    name, std::string_view(name) == "velocity" ? 3 : 1);
  text +=
      "    </PCellData>\n    <PPoints>\n"
      "      <PDataArray type=\"Float64\" Name=\"Points\" NumberOfComponents=\"3\"/>\n"
      "    </PPoints>\n";
  for (int rank = 0; rank < ranks; ++rank)
    text += fmt::format("    <Piece Source=\"{}\"/>\n", piece_name(step, rank));
  return text + "  </PUnstructuredGrid>\n</VTKFile>\n";
}

std::string pvd_text(const std::vector<Real>& times) {
  std::string text =
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"1.0\">\n  <Collection>\n";
  for (std::size_t step = 0; step < times.size(); ++step)
    text += fmt::format("    <DataSet timestep=\"{}\" file=\"vtu/flow_{:06}.pvtu\"/>\n",
                        times[step], step);
  return text + "  </Collection>\n</VTKFile>\n";
}

}  // namespace

void write_vtu(const Mesh& mesh, const std::filesystem::path& directory,
               const std::vector<Real>& times, const VtuFields& fields) {
  const std::size_t step = times.size() - 1;
  const auto folder = directory / "vtu";
  together(mesh.communicator, [&] {
    make_folder(folder);
    write_piece(mesh, folder / piece_name(step, mesh.rank), fields);
  });
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    write_text_atomically(folder / fmt::format("flow_{:06}.pvtu", step),
                          pvtu_text(step, mesh.ranks));
    write_text_atomically(directory / "flow.pvd", pvd_text(times));
  });
}

}  // namespace freshet
