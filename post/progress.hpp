#pragma once
#include <chrono>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>

#include "kernels/types.hpp"

namespace freshet {

/// How a run shows where it stands: one line that updates, a line now and then, or not at all.
enum class ProgressStyle { Line, Log, None };

/// What is printed goes to the screen and, line by line, to log.txt. One rank only.
class Log {
 public:
  Log(std::ostream& screen, ProgressStyle progress) : screen_(screen), progress_(progress) {}

  void open(const std::filesystem::path& path, bool append);
  void say(const std::string& line);
  void update(const std::string& line);  ///< replaces the last updated line; not for log.txt
  void record(const std::string& line);  ///< for log.txt only
  ProgressStyle progress() const { return progress_; }

 private:
  void clear_update();

  std::ostream& screen_;
  ProgressStyle progress_;
  bool updating_ = false;
  std::ofstream file_;
};

/// The style that a name of the command line means: line, log, none, or auto, which is a line that
/// updates where standard output is a terminal that someone sees, else a log. Open MPI gives the
/// first rank a terminal of its own even where mpirun writes to a file, so mpirun's own output
/// counts there.
ProgressStyle progress_style(const std::string& name);

/// Where a run stands.
struct ProgressState {
  Real time = 0, dt = 0;  ///< s
  std::int64_t step = 0;
  GlobalIndex wet_cells = 0;
  Real volume_error = 0;  ///< relative
};

/// Prints where a run stands: as a line that updates, five times a second at most; as a log, and in
/// log.txt, with a line every tenth of the run or every minute.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  /// From time `begin` and step `first_step` on, to time `end`.
  Progress(Log& log, GlobalIndex cells, Real begin, Real end, std::int64_t first_step = 0,
           Clock::time_point now = Clock::now());

  /// Whether a call of `show` would print: where not, there is no need to gather the state.
  bool due(Real time, Clock::time_point now = Clock::now()) const;
  void show(const ProgressState& state, Clock::time_point now = Clock::now());

 private:
  bool line_due(Real time, Clock::time_point now) const;
  Real share_done(Real time) const;
  std::string line(const ProgressState& state, Clock::time_point now) const;

  Log& log_;
  GlobalIndex cells_;
  Real begin_, end_;
  Clock::time_point start_, shown_, lined_;
  std::int64_t first_step_;
  int tenths_ = 0;  ///< of the run that a line has been printed for
};

/// 75 -> "1 min 15 s"
std::string readable_seconds(double seconds);

}  // namespace freshet
