#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// All members of an ensemble in one table.
struct Ensemble {
  std::size_t members = 0;
  std::string table;                 ///< CSV, a member a row
  std::vector<std::string> missing;  ///< members that are not done, and why
};

/// Reads `folder`/member_0001, ...: what each was given (members.csv), figures of its summary, its
/// checks, and the largest value of each column of its time series. Throws InputError where there
/// are no members.
Ensemble read_ensemble(const std::filesystem::path& folder);

}  // namespace freshet
