#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>

#include "cases/input/case_schema.hpp"
#include "cases/input/case_table.hpp"
#include "cases/model/case_run.hpp"

namespace freshet {

/// What a check of a case found.
struct Measured {
  Real value = 0;
  std::string unit;
  std::string note = {};  ///< why it was skipped, or why there is no finite value
  bool skipped = false;   ///< what to compare with is not there
};

/// A figure that never holds a bound.
inline constexpr Real kNever = std::numeric_limits<Real>::infinity();

/// What a check may use beside the run.
struct CheckTools {
  std::function<void(const std::string&)> say;  ///< a line of detail; goes on on rank 0 only
  /// Runs a case, such as that of the check on another mesh. Collective.
  std::function<std::unique_ptr<CaseRun>(const RunArguments&)> run_case;
};

/// A kind of [[check]].
struct CheckKind : CaseKind {
  /// Collective; the same on all ranks.
  Measured (*measure)(const CaseRun& run, const CheckSpec& check,
                      const CheckTools& tools) = nullptr;
  /// What its keys need of each other and of [output], beyond their types; may fill in more.
  void (*confirm)(CheckSpec& check, const CaseTable& table, const OutputOptions& output) = nullptr;
  bool at_any_time = false;  ///< it has a meaning before the run has come to its end
  bool at_least = false;     ///< the figure must be at least the bound
};

/// All kinds, by name. The build makes this list of the functions check_NAME() in
/// cases/checks/kinds/NAME.cpp.
std::span<const CheckKind> check_kinds();

/// The kind of this name. Throws InputError where there is none.
const CheckKind& check_kind(const std::string& name);

}  // namespace freshet
