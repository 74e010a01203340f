#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cases/model/case.hpp"
#include "post/summary.hpp"

namespace freshet {

/// A case of a suite, or a variant of one, and its checks held against their bounds.
struct ValidatedCase {
  std::string suite, name;
  std::filesystem::path folder;  ///< with its results
  Case given;                    ///< empty where it did not run
  RunSummary summary;
  std::vector<RunCheck> checks;
  Real wall_seconds = 0;  ///< with all meshes that its checks needed
};

/// A skipped check is neither passed nor failed.
struct Tally {
  int passed = 0, failed = 0, skipped = 0;
};

Tally count(const std::vector<ValidatedCase>& cases);

/// The table on the screen.
std::string validation_header();
std::string validation_line(const ValidatedCase& validated, const RunCheck& check);

/// All checks, the counts, and under "cases" what a page with plots needs to know.
std::string validation_json(const std::vector<ValidatedCase>& cases);
/// A page with the table alone, which needs nothing else.
std::string validation_html(const std::vector<ValidatedCase>& cases);

/// `json`: file; `report`: folder for validation.json and index.html, drawn by
/// post/validation/report.py, or the table alone where Python or Matplotlib is not there. Empty:
/// none. One rank only.
void write_validation(const std::vector<ValidatedCase>& cases, const std::filesystem::path& json,
                      const std::filesystem::path& report);

}  // namespace freshet
