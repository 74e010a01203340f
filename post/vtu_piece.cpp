#include "post/vtu_piece.hpp"

#include "kernels/error.hpp"

#ifndef FRESHET_HAVE_VTK

namespace freshet {

std::string why_no_vtu() {
  return "this program was built without VTK, which writes .vtu files; ParaView opens flow.xdmf as "
         "well";
}

void write_vtu_piece(const Mesh&, const std::filesystem::path&, const VtuFields&) {
  throw EnvironmentError(why_no_vtu());
}

}  // namespace freshet

#else

#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLUnstructuredGridWriter.h>

namespace freshet {
namespace {

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

}  // namespace

std::string why_no_vtu() { return ""; }

void write_vtu_piece(const Mesh& mesh, const std::filesystem::path& path, const VtuFields& fields) {
  vtkNew<vtkUnstructuredGrid> grid;
  fill_grid(grid, mesh);
  add_array(grid, "depth", fields.depth, 1);
  add_array(grid, "level", fields.level, 1);
  add_array(grid, "velocity", fields.velocity, 3);
  add_array(grid, "bed", fields.bed, 1);
  vtkNew<vtkXMLUnstructuredGridWriter> writer;
  writer->SetFileName(path.c_str());
  writer->SetInputData(grid);
  writer->SetDataModeToAppended();
  writer->EncodeAppendedDataOff();
  if (writer->Write() == 0) throw EnvironmentError("cannot write " + path.string());
}

}  // namespace freshet

#endif
