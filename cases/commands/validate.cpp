#include "cases/commands/validate.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <limits>
#include <ostream>

#include "cases/environment/exit_status.hpp"
#include "cases/input/case_library.hpp"
#include "cases/input/missing_data.hpp"
#include "cases/reader/variants.hpp"
#include "cases/simulation/run_case.hpp"
#include "cases/validation/validation_cells.hpp"
#include "cases/validation/validation_report.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// What a case is called and belongs to, known even where it does not run.
struct Listed {
  std::string where, suite;
  VariantSpec variant;  ///< without a name: the case as it stands

  std::string name() const {
    const auto file = std::filesystem::absolute(find_case(where)).lexically_normal();
    const std::string own = file.parent_path().filename().string();
    return variant.name.empty() ? own : own + "/" + variant.name;
  }
};

std::vector<Listed> listed_cases(const ValidateArguments& arguments) {
  const auto names = arguments.names.empty() ? library_names() : arguments.names;
  const std::string wanted = arguments.suite == "all" ? "" : arguments.suite;
  std::vector<Listed> cases;
  for (const auto& name : names) {
    const auto file = find_case(name);
    const std::string suite = suite_of(file);
    if (!wanted.empty() && suite != wanted) continue;
    cases.push_back({name, suite, {}});
    for (auto& variant : variants_of(file)) cases.push_back({name, suite, std::move(variant)});
  }
  require(!cases.empty(), "--suite: no case belongs to it", arguments.suite);
  return cases;
}

RunArguments run_arguments(const ValidateArguments& arguments, const Listed& listed) {
  RunArguments run;
  run.case_name = listed.where;
  run.backend = arguments.backend;
  run.data = arguments.data;
  run.overrides = listed.variant.overrides;
  run.coarser = arguments.coarse ? 1 : 0;
  run.any_file = arguments.any_file;
  const auto folder =
      arguments.report.empty() ? std::filesystem::path("results") / "validate" : arguments.report;
  run.out = folder / listed.name();
  return run;
}

/// Runs one case. A case that fails counts as a check that falls short, one without its data as a
/// check that is skipped.
ValidatedCase validate_case(const ValidateArguments& arguments, const Listed& listed) {
  const auto run = run_arguments(arguments, listed);
  ValidatedCase result{listed.suite, listed.name(), run.out, {}, {}, {}, 0};
  std::string error;
  bool no_data = false;
  const auto start = std::chrono::steady_clock::now();
  const int code = run_on_all_ranks(MPI_COMM_WORLD, [&] {
    try {
      std::ostream nowhere(nullptr);
      Log log(nowhere, ProgressStyle::Log);
      const auto done = run_case(run, log);
      result.summary = done->summary;
      result.given = done->given;
      if (!arguments.report.empty()) write_cells(*done);
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
  auto& checks = result.checks = result.summary.checks;
  if (!error.empty() || code != 0) checks = {{"runs", 0, 0, false, "1", no_data, error}};
  if (!error.empty()) checks[0].value = std::numeric_limits<Real>::quiet_NaN();
  if (checks.empty()) checks = {{"runs", 0, 0, true, "1", false, "the case has no checks"}};
  result.wall_seconds =
      std::chrono::duration<Real>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace

int command_validate(const ValidateArguments& arguments) {
  const bool root = mpi::rank_of(MPI_COMM_WORLD) == 0;
  std::vector<ValidatedCase> done;
  const auto cases = listed_cases(arguments);
  if (root) fmt::print("{}\n", validation_header());
  for (const auto& listed : cases) {
    done.push_back(validate_case(arguments, listed));
    for (const auto& check : done.back().checks)
      if (root) fmt::print("{}\n", validation_line(done.back(), check));
    std::fflush(stdout);
  }
  together(MPI_COMM_WORLD, [&] {
    if (root) write_validation(done, arguments.json, arguments.report);
  });
  const Tally tally = count(done);
  if (root)
    fmt::print("{} passed, {} failed, {} skipped\n", tally.passed, tally.failed, tally.skipped);
  return tally.failed > 0 ? 1 : 0;
}

}  // namespace freshet
