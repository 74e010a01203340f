#include "cases/cluster/run_status.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cases/cluster/job_events.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

constexpr int kDeepest = 6;
constexpr std::array<const char*, 4> kMarks{"jobs.tsv", "progress.json", "summary.json", "log.txt"};
constexpr std::array<const char*, 4> kNoRuns{"checkpoint", "mesh", "jobs", "dam"};

bool is_run(const fs::path& folder) {
  std::error_code error;
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](const char* name) { return fs::exists(folder / name, error); });
}

void add_runs(std::vector<fs::path>& runs, const fs::path& folder, int depth) {
  if (is_run(folder)) runs.push_back(folder);
  if (depth == kDeepest) return;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const bool other = std::find(kNoRuns.begin(), kNoRuns.end(),
                                 entry.path().filename().string()) != kNoRuns.end();
    if (!other && entry.is_directory(error)) add_runs(runs, entry.path(), depth + 1);
  }
}

bool is_alive(const RunProgress& progress) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  if (progress.host != host.data() || !progress.error.empty()) return false;
  return kill(static_cast<pid_t>(progress.process), 0) == 0 || errno == EPERM;
}

/// The last submission and all after it.
std::vector<JobEvent> since_submission(std::vector<JobEvent> events) {
  const auto last = std::find_if(events.rbegin(), events.rend(),
                                 [](const JobEvent& event) { return event.what == "submitted"; });
  if (last != events.rend()) events.erase(events.begin(), last.base() - 1);
  return events;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// What the queue says; false where none of the run's jobs is in it.
bool ask_queue(RunStatus& status, const std::vector<JobEvent>& events, const QueuedJobs& queue) {
  if (!queue) return false;
  for (const bool running : {true, false})
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
      const auto job = queue->find(event->job);
      if (job == queue->end() || (job->second.state == "RUNNING") != running) continue;
      status.job = event->job;
      status.state = running                          ? "running"
                     : job->second.state == "PENDING" ? "waiting"
                                                      : lower(job->second.state);
      status.why = running ? fmt::format("{} to the job's limit", job->second.time_left)
                           : job->second.reason;
      return true;
    }
  return false;
}

/// While a job is requeued it is in no list of squeue for some moments.
bool goes_on(const std::string& slurm_state) {
  const std::array<const char*, 7> states{"PENDING", "REQUEUED",    "REQUEUE_HOLD", "COMPLETING",
                                          "RUNNING", "CONFIGURING", "SUSPENDED"};
  return std::find(states.begin(), states.end(), slurm_state) != states.end();
}

/// How a run ended that no job is at any more, from what it left.
void tell_end(RunStatus& status, const std::vector<JobEvent>& events) {
  const std::string ended = summary_status(status.folder);
  const std::string last = events.empty() ? "" : events.back().what;
  status.state = ended;
  if (ended == "done") return;
  const bool told = last == "failed" || last == "stopped";
  const std::string slurm = told || status.job.empty() ? "" : end_state_of(status.job);
  if (told) {
    status.state = last;
    status.why = events.back().why;
  } else if (goes_on(slurm)) {
    status.state = "waiting";
    status.why = last == "continues" ? events.back().why : "says Slurm: " + slurm;
  } else if (status.progress && !status.progress->error.empty()) {
    status.state = "failed";
    status.why = status.progress->error;
  } else if (ended == "stopped" && (slurm.empty() || slurm == "COMPLETED")) {
    std::error_code error;
    const bool kept = fs::exists(status.folder / "checkpoint", error) ||
                      fs::exists(status.folder / "dam" / "checkpoint.h5", error);
    status.why = kept ? "by a signal, after a checkpoint; --restart latest goes on"
                      : "by a signal; this analysis has no checkpoints and begins anew";
  } else if (!slurm.empty()) {
    status.state = lower(slurm);
    status.why = "says Slurm; the job itself had no time to tell why";
  } else {
    status.state = "gone";
    status.why = "ended without a word: killed, out of memory, or its machine went down";
  }
}

std::string ago(std::int64_t seconds) {
  const auto age = std::max<std::int64_t>(0, std::time(nullptr) - seconds);
  if (age < 120) return fmt::format("{} s ago", age);
  if (age < 7200) return fmt::format("{} min ago", age / 60);
  return fmt::format("{} h ago", age / 3600);
}

std::string duration(double seconds) {
  if (seconds < 120) return fmt::format("{:.0f} s", seconds);
  if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::string time_left(const RunProgress& p) {
  const double gone = p.simulated_seconds - p.first_seconds;
  if (gone <= 0) return "?";
  return duration(p.wall_seconds * (p.end_time - p.simulated_seconds) / gone);
}

using Row = std::array<std::string, 8>;

Row row_of(const RunStatus& run, const fs::path& top) {
  const fs::path name = run.folder.lexically_relative(top);
  Row row{name == "." ? run.folder.filename().string() : name.string(), run.state};
  row[6] = run.job;
  row[7] = run.why;
  if (!run.progress) return row;
  const RunProgress& p = *run.progress;
  if (p.end_time > 0) row[2] = fmt::format("{:.1f} %", 100 * p.simulated_seconds / p.end_time);
  if (p.cell_steps_per_second > 0) row[3] = fmt::format("{:.2f}", 1e-6 * p.cell_steps_per_second);
  if (run.state == "running") row[4] = time_left(p);
  std::error_code error;
  const auto file = run.folder / "checkpoint" / p.checkpoint;
  if (!p.checkpoint.empty() && fs::exists(file, error)) {
    const auto age = fs::file_time_type::clock::now() - fs::last_write_time(file, error);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    row[5] = fmt::format("{:.6g} s, {}", p.checkpoint_seconds, ago(std::time(nullptr) - seconds));
  }
  return row;
}

}  // namespace

std::vector<fs::path> find_runs(const fs::path& top) {
  std::vector<fs::path> runs;
  add_runs(runs, top, 0);
  std::sort(runs.begin(), runs.end());
  return runs;
}

std::string summary_status(const fs::path& folder) {
  std::ifstream stream(folder / "summary.json");
  const auto json = nlohmann::json::parse(stream, nullptr, false);
  if (!json.is_object() || !json.contains("status") || !json["status"].is_string()) return "";
  return json["status"].get<std::string>();
}

RunStatus status_of(const fs::path& folder, const QueuedJobs& queue) {
  RunStatus status;
  status.folder = folder;
  status.progress = read_progress(folder);
  const auto events = since_submission(read_events(folder));
  if (!events.empty()) status.job = events.back().job;
  if (ask_queue(status, events, queue)) return status;
  if (status.progress && summary_status(folder).empty() && is_alive(*status.progress)) {
    status.state = "running";
    status.why = "last sign of life " + ago(status.progress->updated);
    return status;
  }
  tell_end(status, events);
  return status;
}

std::string status_table(const std::vector<RunStatus>& runs, const fs::path& top) {
  std::vector<Row> rows{
      {"RUN", "STATE", "DONE", "MCELL-STEPS/S", "LEFT", "CHECKPOINT AT", "JOB", "WHY"}};
  for (const auto& run : runs) rows.push_back(row_of(run, top));
  std::array<std::size_t, 7> width{};
  for (const auto& row : rows)
    for (std::size_t c = 0; c < width.size(); ++c) width[c] = std::max(width[c], row[c].size());
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < width.size(); ++c)
      line += fmt::format("{:<{}}  ", row[c], width[c]);
    line += row.back();
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace freshet
