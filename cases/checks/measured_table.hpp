#pragma once
#include <string>
#include <vector>

#include "cases/checks/check_kind.hpp"

/// Comparisons with tables of measured columns, for the kinds with the keys file, columns, scale
/// and offset.
namespace freshet {

/// Why a check cannot be made: its measured data are not there. Empty where they are.
std::string why_not_measured(const CheckSpec& check);

/// The columns of the check's file, scaled and shifted.
std::vector<std::vector<Real>> measured_columns(const CheckSpec& check);

/// The state that a check asks for, null where the run does not have it.
const FlowState* state_at(const CaseRun& run, Real time);

inline constexpr const char* kNotKept = "the run was restarted after the check's time";

/// Depth, level and velocity in the cells that hold some points.
struct AtPoints {
  std::vector<bool> inside;  ///< whether the point lies within the mesh; else its values are 0
  std::vector<Real> depth, level, velocity_x, velocity_y;
  const std::vector<Real>& named(const std::string& quantity) const;
};

/// Collective; the same on all ranks.
AtPoints at_points(const Mesh& mesh, const FlowState& state, const std::vector<Real>& x,
                   const std::vector<Real>& y);

/// Root mean square of what is added, each the square of a difference. One that is no number makes
/// the mean none.
struct MeanSquare {
  Real sum = 0;
  int count = 0;
  void add(Real square) {
    sum += square;
    ++count;
  }
  Measured result(const std::string& unit) const;
};

/// Adds lines to a table of the run that all checks of a kind share. One rank only.
void append_lines(const CaseRun& run, const CheckSpec& check, const std::string& table,
                  const std::string& header, const std::vector<std::string>& lines);

}  // namespace freshet
