#include "post/progress.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr auto screen_interval = std::chrono::milliseconds(200);
constexpr auto line_interval = std::chrono::seconds(60);

/// Whether the standard output of the process that started this one is a terminal.
bool parent_on_terminal() {
  const auto output = std::filesystem::path("/proc") / std::to_string(getppid()) / "fd/1";
  std::error_code error;
  if (!std::filesystem::is_character_file(output, error)) return false;
  const int descriptor = open(output.c_str(), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool terminal = isatty(descriptor) == 1;
  close(descriptor);
  return terminal;
}

bool seen_on_terminal() {
  if (isatty(STDOUT_FILENO) != 1) return false;
  const bool by_mpirun = std::getenv("OMPI_COMM_WORLD_RANK") != nullptr;
  return !by_mpirun || parent_on_terminal();
}

double seconds_between(Progress::Clock::time_point from, Progress::Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

ProgressStyle progress_style(const std::string& name) {
  if (name == "none") return ProgressStyle::None;
  if (name == "line" || (name == "auto" && seen_on_terminal())) return ProgressStyle::Line;
  return ProgressStyle::Log;
}

void Log::open(const std::filesystem::path& path, bool append) {
  file_.open(path, append ? std::ios::app : std::ios::trunc);
  if (!file_) throw EnvironmentError("cannot write " + path.string());
}

void Log::clear_update() {
  if (updating_) screen_ << "\r\033[K";
  updating_ = false;
}

void Log::say(const std::string& line) {
  clear_update();
  screen_ << line << std::endl;
  record(line);
}

void Log::update(const std::string& line) {
  clear_update();
  screen_ << line << std::flush;
  updating_ = true;
}

void Log::record(const std::string& line) {
  if (file_.is_open()) file_ << line << std::endl;
}

std::string readable_seconds(double seconds) {
  if (!std::isfinite(seconds)) return "?";
  if (seconds < 60) return fmt::format("{:.0f} s", seconds);
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  return fmt::format("{} d {:02} h", whole / 86400, whole % 86400 / 3600);
}

Progress::Progress(Log& log, GlobalIndex cells, Real begin, Real end, std::int64_t first_step,
                   Clock::time_point now)
    : log_(log),
      cells_(cells),
      begin_(begin),
      end_(end),
      start_(now),
      shown_(now),
      lined_(now),
      first_step_(first_step) {}

Real Progress::share_done(Real time) const {
  return end_ > begin_ ? std::clamp((time - begin_) / (end_ - begin_), 0.0, 1.0) : 1.0;
}

bool Progress::line_due(Real time, Clock::time_point now) const {
  return now - lined_ >= line_interval || static_cast<int>(share_done(time) * 10) > tenths_;
}

bool Progress::due(Real time, Clock::time_point now) const {
  if (log_.progress() == ProgressStyle::None) return false;
  const bool updates = log_.progress() == ProgressStyle::Line;
  return line_due(time, now) || (updates && now - shown_ >= screen_interval);
}

std::string Progress::line(const ProgressState& state, Clock::time_point now) const {
  const double wall = seconds_between(start_, now), share = share_done(state.time);
  const auto steps = static_cast<double>(state.step - first_step_);
  const double speed = wall > 0 ? steps * static_cast<double>(cells_) / wall * 1e-6 : 0;
  const double remaining = share > 0 ? wall / share * (1 - share) : NAN;
  return fmt::format(
      "{:5.1f} %  t = {:.6g} s  dt = {:.3g} s  wet {} of {}  volume error {:.1e}  "
      "{:.3g} Mcell-steps/s  left {}",
      100 * share, state.time, state.dt, state.wet_cells, cells_, state.volume_error, speed,
      readable_seconds(remaining));
}

void Progress::show(const ProgressState& state, Clock::time_point now) {
  if (!due(state.time, now)) return;
  const std::string text = line(state, now);
  const bool lasting = line_due(state.time, now);
  if (log_.progress() == ProgressStyle::Line) {
    log_.update(text);
    if (lasting) log_.record(text);
  } else if (lasting) {
    log_.say(text);
  }
  shown_ = now;
  if (!lasting) return;
  lined_ = now;
  tenths_ = std::max(tenths_, static_cast<int>(share_done(state.time) * 10));
}

}  // namespace freshet
