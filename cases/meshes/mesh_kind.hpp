#pragma once
#include <filesystem>
#include <span>
#include <vector>

#include "cases/input/case_schema.hpp"
#include "cases/input/case_table.hpp"
#include "mesh/mesh_spec.hpp"

namespace freshet {

/// A source of [mesh]: its keys, how they are read, and the mesh that they mean.
struct MeshKind : CaseKind {
  /// Fills in the source, and what else the keys say.
  void (*read)(MeshSpec& mesh, const CaseTable& table) = nullptr;
  bool has_bed = true;                    ///< false: the mesh is flat at 0 without [bed]
  bool refinable = true;                  ///< takes the key "refinements"
  std::vector<std::string> endings = {};  ///< of files that `freshet mesh info` takes; ".msh"
  MeshSource (*open)(const std::filesystem::path& file,
                     const std::filesystem::path& boundary_file) = nullptr;  ///< such a file
};

/// All sources, by name. The build makes this list of the functions mesh_NAME() in
/// cases/meshes/kinds/NAME.cpp.
std::span<const MeshKind> mesh_kinds();

/// The source of this name, or null.
const MeshKind* mesh_kind(std::string_view name);

}  // namespace freshet
