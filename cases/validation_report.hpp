#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "post/summary.hpp"

namespace freshet {

/// A check of a case of a suite, held against its bound.
struct ValidationRow {
  std::string suite, case_name;
  RunCheck check;
};

/// A skipped check is neither passed nor failed.
struct Tally {
  int passed = 0, failed = 0, skipped = 0;
};

Tally count(const std::vector<ValidationRow>& rows);

/// The table on the screen.
std::string validation_header();
std::string validation_line(const ValidationRow& row);

std::string validation_json(const std::vector<ValidationRow>& rows);
/// A page that needs nothing else.
std::string validation_html(const std::vector<ValidationRow>& rows);

/// `json`: file; `report`: folder for validation.json and index.html. Empty: none. One rank only.
void write_validation(const std::vector<ValidationRow>& rows, const std::filesystem::path& json,
                      const std::filesystem::path& report);

}  // namespace freshet
