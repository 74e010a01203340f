#include "cases/command_validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <ostream>

#include "cases/case_library.hpp"
#include "cases/exit_status.hpp"
#include "cases/missing_data.hpp"
#include "cases/run_case.hpp"
#include "cases/validation_report.hpp"
#include "mesh/agreement.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

/// What a case is called and belongs to, known even where it does not run.
struct Listed {
  std::string where, suite;
};

std::vector<Listed> listed_cases(const ValidateArguments& arguments) {
  const auto names = arguments.names.empty() ? library_names() : arguments.names;
  std::vector<Listed> cases;
  for (const auto& name : names) {
    const std::string suite = suite_of(find_case(name));
    if (arguments.suite.empty() || suite == arguments.suite) cases.push_back({name, suite});
  }
  require(!cases.empty(), "--suite: no case belongs to it", arguments.suite);
  return cases;
}

RunArguments run_arguments(const ValidateArguments& arguments, const std::string& name) {
  RunArguments run;
  run.case_name = name;
  run.backend = arguments.backend;
  run.data = arguments.data;
  run.any_file = arguments.any_file;
  const auto folder =
      arguments.report.empty() ? std::filesystem::path("results") / "validate" : arguments.report;
  run.out = folder /
            std::filesystem::absolute(find_case(name)).lexically_normal().parent_path().filename();
  return run;
}

/// Runs one case. A case that fails counts as a check that falls short, one without its data as a
/// check that is skipped.
std::vector<ValidationRow> validate_case(const ValidateArguments& arguments, const Listed& listed) {
  const auto run = run_arguments(arguments, listed.where);
  const std::string name = run.out.filename().string();
  std::vector<RunCheck> checks;
  std::string error;
  bool no_data = false;
  const int code = run_on_all_ranks(MPI_COMM_WORLD, [&] {
    try {
      std::ostream nowhere(nullptr);
      Log log(nowhere, ProgressStyle::Log);
      const auto done = run_case(run, log);
      checks = done->summary.checks;
      return done->exit_code;
    } catch (const MissingDataError& missing) {
      error = missing.what();
      no_data = true;
      return 0;
    } catch (const std::exception& other) {
      error = other.what();
      throw;
    }
  });
  if (code > 128) throw SimulationError(fmt::format("stopped by signal {}", code - 128));
  if (!error.empty() || code != 0) checks = {{"runs", 0, 0, false, "1", no_data, error}};
  if (!error.empty()) checks[0].value = std::numeric_limits<Real>::quiet_NaN();
  if (checks.empty()) checks = {{"runs", 0, 0, true, "1", false, "the case has no checks"}};
  std::vector<ValidationRow> rows;
  for (auto& check : checks) rows.push_back({listed.suite, name, std::move(check)});
  return rows;
}

}  // namespace

int command_validate(const ValidateArguments& arguments) {
  const bool root = mpi::rank_of(MPI_COMM_WORLD) == 0;
  std::vector<ValidationRow> rows;
  const auto cases = listed_cases(arguments);
  if (root) fmt::print("{}\n", validation_header());
  for (const auto& listed : cases) {
    for (auto& row : validate_case(arguments, listed)) {
      if (root) fmt::print("{}\n", validation_line(row));
      rows.push_back(std::move(row));
    }
    std::fflush(stdout);
  }
  together(MPI_COMM_WORLD, [&] {
    if (root) write_validation(rows, arguments.json, arguments.report);
  });
  const Tally tally = count(rows);
  if (root)
    fmt::print("{} passed, {} failed, {} skipped\n", tally.passed, tally.failed, tally.skipped);
  return tally.failed > 0 ? 1 : 0;
}

}  // namespace freshet
