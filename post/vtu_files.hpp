#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace freshet {

/// The fields of an owned cell in time; velocity has three components a cell.
struct VtuFields {
  std::span<const Real> depth, level, velocity, bed;
};

/// Why this program cannot write .vtu files; empty where it can.
std::string why_no_vtu();

/// Writes the last of `times`: a piece a rank as vtu/flow_STEP_RANK.vtu, vtu/flow_STEP.pvtu over
/// them, and flow.pvd, which lists all times. In double precision. Collective.
void write_vtu(const Mesh& mesh, const std::filesystem::path& directory,
               const std::vector<Real>& times, const VtuFields& fields);

}  // namespace freshet
