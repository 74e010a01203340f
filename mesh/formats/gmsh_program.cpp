#include "mesh/formats/gmsh_program.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "kernels/error.hpp"
#include "mesh/formats/run_program.hpp"

namespace freshet {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw InputError(file.string() + ": " + what);
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The first lines of gmsh's output that tell what went wrong, or its end.
std::string complaints(const std::string& output) {
  constexpr int kLines = 5;
  constexpr std::size_t kBytes = 500;
  std::istringstream lines(output);
  std::string line, result;
  for (int found = 0; found < kLines && std::getline(lines, line);)
    if (line.find("Error") != std::string::npos) {
      result.append("\n  ").append(line);
      ++found;
    }
  if (!result.empty()) return result;
  return result.append("\n").append(output, output.size() - std::min(output.size(), kBytes));
}

}  // namespace

std::filesystem::path mesh_geometry(const std::filesystem::path& geometry,
                                    std::filesystem::path folder) {
  if (!std::filesystem::is_regular_file(geometry)) fail(geometry, "cannot be opened");
  if (folder.empty())
    folder = std::filesystem::temp_directory_path() / ("freshet_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto mesh = folder / geometry.stem().concat(".msh");
  const auto log = folder / geometry.stem().concat(".gmsh.log");
  std::filesystem::remove(mesh);
  const int status =
      run_program({"gmsh", "-2", "-format", "msh41", "-o", mesh.string(), geometry.string()}, log);
  if (status != 0 || !std::filesystem::exists(mesh))
    fail(geometry,
         "gmsh failed (exit status " + std::to_string(status) + "):" + complaints(read_text(log)));
  return mesh;
}

}  // namespace freshet
