#include "post/vtu_files.hpp"

#include <fmt/format.h>

#include "mesh/parallel/agreement.hpp"
#include "post/text_file.hpp"
#include "post/vtu_piece.hpp"

namespace freshet {
namespace {

std::string piece_name(std::size_t step, int rank) {
  return fmt::format("flow_{:06}_{:04}.vtu", step, rank);
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
    write_vtu_piece(mesh, folder / piece_name(step, mesh.rank), fields);
  });
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    write_text_atomically(folder / fmt::format("flow_{:06}.pvtu", step),
                          pvtu_text(step, mesh.ranks));
    write_text_atomically(directory / "flow.pvd", pvd_text(times));
  });
}

}  // namespace freshet
