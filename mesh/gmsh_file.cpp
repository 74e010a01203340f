#include "mesh/gmsh_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "kernels/error.hpp"
#include "mesh/run_program.hpp"

namespace freshet {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw InputError(file.string() + ": " + what);
}

void check_format(const std::filesystem::path& file, std::istream& stream) {
  std::string line;
  double version = 0;
  if (!std::getline(stream, line) || !line.starts_with("$MeshFormat"))
    fail(file, "not a Gmsh mesh: does not start with $MeshFormat");
  if (!(stream >> version)) fail(file, "not a Gmsh mesh: no version after $MeshFormat");
  const bool known = std::abs(version - 2.2) < 1e-9 || std::abs(version - 4.0) < 1e-9 ||
                     std::abs(version - 4.1) < 1e-9;
  if (!known) {
    std::ostringstream text;
    text << "Gmsh format " << version << "; 2.2, 4.0 or 4.1 are needed";
    fail(file, text.str());
  }
  std::getline(stream, line);
}

GmshNames read_groups(const std::filesystem::path& file, std::istream& stream) {
  GmshNames names;
  int count = 0;
  stream >> count;
  for (int i = 0; i < count && stream; ++i) {
    int dimension = 0, number = 0;
    std::string name;
    stream >> dimension >> number;
    std::getline(stream, name);
    const auto begin = name.find('"'), end = name.rfind('"');
    if (!stream || begin == std::string::npos || begin == end)
      fail(file, "damaged in $PhysicalNames, entry " + std::to_string(i + 1));
    if (dimension != 1 && dimension != 2) continue;
    auto& groups = dimension == 1 ? names.curves : names.surfaces;
    name = name.substr(begin + 1, end - begin - 1);
    const auto known = std::find(groups.names.begin(), groups.names.end(), name);
    groups.index[number] = static_cast<Index>(known - groups.names.begin());
    if (known == groups.names.end()) groups.names.push_back(name);
  }
  return names;
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

Index GmshGroups::find_or_add(int number) {
  const auto found = index.find(number);
  if (found != index.end()) return found->second;
  const auto added = static_cast<Index>(names.size());
  names.push_back(std::to_string(number));
  index[number] = added;
  return added;
}

GmshNames read_gmsh_names(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file)) fail(file, "cannot be opened");
  check_format(file, stream);
  GmshNames names;
  std::set<std::string> sections;
  std::string line;
  while (std::getline(stream, line)) {
    if (line.empty() || line[0] != '$') continue;
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back()))) line.pop_back();
    sections.insert(line);
    if (line == "$PhysicalNames") names = read_groups(file, stream);
  }
  for (const char* section : {"$Nodes", "$EndNodes", "$Elements", "$EndElements"})
    if (!sections.contains(section)) fail(file, std::string("truncated or damaged: no ") + section);
  return names;
}

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
