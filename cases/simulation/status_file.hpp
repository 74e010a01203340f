#pragma once
#include <chrono>
#include <filesystem>

#include "post/run_progress.hpp"

namespace freshet {

/// progress.json of a run: where it stands, for `freshet status`. All functions are for rank 0.
class StatusFile {
 public:
  using Clock = std::chrono::steady_clock;

  /// Writes the file for the first time.
  void open(const std::filesystem::path& folder, const std::string& case_name, int ranks,
            Real end_time);
  bool is_open() const { return !folder_.empty(); }

  /// The clock of the run starts, at `first_seconds` of simulated time and after `first_step`.
  void start(Real first_seconds, std::int64_t first_step);
  double wall_seconds() const;  ///< since then
  std::int64_t first_step() const { return first_step_; }

  /// The newest checkpoint; told with the next call of `tell`.
  void checkpoint(const std::filesystem::path& file, Real time);

  bool due() const;  ///< whether others have heard nothing for a while
  void tell(GlobalIndex cells, std::int64_t steps, Real time);

  /// What ended the run. Never throws.
  void fail(const std::string& what) noexcept;

 private:
  RunProgress progress_;
  std::filesystem::path folder_;
  std::int64_t first_step_ = 0;
  Clock::time_point started_ = Clock::now(), told_;
};

}  // namespace freshet
