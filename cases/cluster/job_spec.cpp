#include "cases/cluster/job_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "cases/cluster/job_script.hpp"
#include "cases/cluster/member_table.hpp"
#include "cases/input/case_library.hpp"
#include "cases/model/case.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

int cores_of_machine() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// $NAME and ${NAME} from the environment.
std::string expand(const std::string& text, const fs::path& profile) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') {
      result += text[i];
      continue;
    }
    const bool braces = i + 1 < text.size() && text[i + 1] == '{';
    const std::size_t begin = i + 1 + braces;
    std::size_t end = begin;
    while (end < text.size() && (std::isalnum(text[end]) != 0 || text[end] == '_')) ++end;
    const std::string name = text.substr(begin, end - begin);
    const char* value = name.empty() ? nullptr : std::getenv(name.c_str());
    require(value != nullptr && (!braces || (end < text.size() && text[end] == '}')),
            profile.string() + ": scratch: no such variable in the environment", "$" + name);
    result += value;
    i = braces ? end : end - 1;
  }
  return result;
}

void choose_size(JobSpec& spec, const SubmitArguments& given) {
  const JobProfile& profile = spec.profile;
  spec.nodes = given.nodes > 0 ? given.nodes : profile.nodes;
  spec.gpus_per_node = given.gpus_per_node > 0 ? given.gpus_per_node : profile.gpus_per_node;
  require(profile.scheduler == Scheduler::Slurm || spec.nodes == 1,
          "--nodes: a machine without a scheduler is one node", spec.nodes);
  const int usual = given.gpus_per_node > 0                ? given.gpus_per_node
                    : profile.ranks_per_node > 0           ? profile.ranks_per_node
                    : profile.gpus_per_node > 0            ? profile.gpus_per_node
                    : profile.scheduler == Scheduler::None ? cores_of_machine()
                                                           : 1;
  spec.ranks = given.ranks > 0 ? given.ranks : spec.nodes * usual;
  require(spec.ranks >= spec.nodes, "--ranks: fewer than nodes", spec.ranks);
  require(spec.profile.launcher != Launcher::None || spec.ranks == 1,
          profile.file.string() + ": launcher = \"none\" runs one rank only", spec.ranks);
  require(spec.gpus_per_node == 0 || profile.backend != "cpu",
          profile.file.string() + ": backend = \"cpu\" uses no GPUs", spec.gpus_per_node);
  if (spec.gpus_per_node > 0)
    require(spec.ranks == spec.nodes * spec.gpus_per_node,
            fmt::format("--ranks: one rank a GPU, so {} nodes of {} GPUs have {} ranks", spec.nodes,
                        spec.gpus_per_node, spec.nodes * spec.gpus_per_node),
            spec.ranks);
  if (spec.ranks % spec.nodes == 0) spec.ranks_per_node = spec.ranks / spec.nodes;
}

void choose_time(JobSpec& spec, const SubmitArguments& given) {
  const JobProfile& profile = spec.profile;
  spec.time = given.time.empty() ? profile.time : given.time;
  if (spec.time.empty()) return;
  require(profile.scheduler == Scheduler::Slurm, "--time: only a scheduler has limits", spec.time);
  const auto seconds = seconds_of_limit(spec.time);
  require(seconds > 0, "--time: is no time limit such as 02:00:00 or 2-00:00:00", spec.time);
  require(seconds > profile.stop_before_limit,
          fmt::format("--time: not longer than stop_before_limit = {} s of {}",
                      profile.stop_before_limit, profile.file.string()),
          spec.time);
}

fs::path choose_folder(const JobSpec& spec, const SubmitArguments& given) {
  if (!given.out.empty()) return fs::absolute(given.out).lexically_normal();
  const std::string root = expand(spec.profile.scratch, spec.profile.file);
  return fs::absolute(fs::path(root.empty() ? "results" : root) / spec.job_name).lexically_normal();
}

/// Throws where all members would be the same run.
void choose_members(JobSpec& spec, const SubmitArguments& given, const Case& read) {
  spec.members = given.array;
  if (!given.members.empty()) {
    spec.settings = read_members(given.members);
    const auto rows = static_cast<int>(spec.settings.size());
    if (spec.members == 0) spec.members = rows;
    require(spec.members <= rows,
            fmt::format("--array: {} has {} members only", given.members.string(), rows),
            spec.members);
    spec.settings.resize(spec.members);
  } else if (!read.ensemble.varied.empty()) {
    for (int m = 1; m <= spec.members; ++m)
      spec.settings.push_back(member_settings(read.ensemble, m));
  }
  for (const auto& settings : spec.settings) {
    auto all = given.overrides;
    all.insert(all.end(), settings.begin(), settings.end());
    read_case(given.case_name, all, given.data);
  }
  require(
      spec.members == 0 || !spec.settings.empty() || read.parameters.contains("member"),
      "--array: all members would be the same run: give --members FILE, [ensemble] in the case, "
      "or a parameter `member` in it, which becomes 1, 2, ...",
      spec.members);
  require(spec.members == 0 || spec.profile.continue_by != ContinueBy::Chain,
          spec.profile.file.string() + ": continue_by = \"chain\" does not go with --array",
          spec.members);
}

void choose_run(JobSpec& spec, const SubmitArguments& given) {
  std::error_code error;
  spec.program = spec.profile.program;
  if (spec.program.empty()) spec.program = {fs::read_symlink("/proc/self/exe", error).string()};
  spec.run_arguments = {"run", fs::absolute(find_case(given.case_name)).lexically_normal().string(),
                        "--backend", spec.profile.backend};
  const auto add = [&](const std::string& option, const std::string& value) {
    spec.run_arguments.insert(spec.run_arguments.end(), {option, value});
  };
  if (!given.data.empty()) add("--data", fs::absolute(given.data).lexically_normal().string());
  for (const auto& setting : given.overrides) add("--set", setting);
}

}  // namespace

std::string JobSpec::log_pattern() const {
  return (jobs_folder() / (members > 0 ? "job-%A_%a.log" : "job-%j.log")).string();
}

std::string JobSpec::log_in_script() const {
  const std::string start = shell_quote((jobs_folder() / "job-").string());
  if (profile.scheduler == Scheduler::None) return start + "$$.log";
  return members > 0 ? start + "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}.log"
                     : start + "${SLURM_JOB_ID}.log";
}

std::vector<fs::path> JobSpec::run_folders() const {
  if (members == 0) return {folder};
  std::vector<fs::path> folders;
  for (int m = 1; m <= members; ++m) folders.push_back(folder / member_folder(m));
  return folders;
}

JobSpec make_job_spec(const SubmitArguments& given) {
  JobSpec spec;
  spec.profile = read_profile(given.profile);
  const Case read = read_case(given.case_name, given.overrides, given.data);
  spec.job_name = read.name;
  spec.command_line = given.command_line;
  spec.goes_on = !given.restart.empty();
  choose_size(spec, given);
  choose_time(spec, given);
  spec.folder = choose_folder(spec, given);
  choose_members(spec, given, read);
  choose_run(spec, given);
  return spec;
}

}  // namespace freshet
