#include "cases/cluster/job_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

#include "kernels/error.hpp"

namespace freshet {
namespace {

/// Gives each rank of a node one of the node's GPUs that the job may use.
constexpr const char* kOneGpu = R"(# Gives each rank of a node one of the job's GPUs, in turn.
# shellcheck disable=SC2016
one_gpu='rank=${OMPI_COMM_WORLD_LOCAL_RANK:-${MPI_LOCALRANKID:-${SLURM_LOCALID:-0}}}
if [[ -n ${CUDA_VISIBLE_DEVICES:-} ]]; then
  IFS=, read -r -a devices <<<"$CUDA_VISIBLE_DEVICES"
  export CUDA_VISIBLE_DEVICES=${devices[rank % ${#devices[@]}]}
else
  export CUDA_VISIBLE_DEVICES=$rank
fi
exec "$@"'
)";

std::string words(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& word : list) {
    if (!text.empty()) text += ' ';
    text += shell_quote(word);
  }
  return text;
}

/// sbatch splits these lines at blanks and takes double quotes away.
std::string header_word(const std::string& value) {
  if (value.find_first_of(" \t'#") == std::string::npos) return value;
  return "\"" + value + "\"";
}

class SlurmHeader {
 public:
  void ask(const std::string& option, const std::string& value) {
    if (!value.empty()) text_ += fmt::format("#SBATCH --{}={}\n", option, header_word(value));
  }
  void ask(const std::string& option, int value) {
    if (value > 0) ask(option, std::to_string(value));
  }
  void flag(const std::string& option) { text_ += fmt::format("#SBATCH {}\n", option); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void ask_who(SlurmHeader& header, const JobProfile& profile) {
  header.ask("partition", profile.partition);
  header.ask("account", profile.account);
  header.ask("qos", profile.qos);
}

std::string slurm_header(const JobSpec& spec) {
  const JobProfile& profile = spec.profile;
  SlurmHeader header;
  header.ask("job-name", spec.job_name);
  ask_who(header, profile);
  header.ask("constraint", profile.constraint);
  header.ask("nodes", spec.nodes);
  header.ask("ntasks", spec.ranks);
  header.ask("ntasks-per-node", spec.ranks_per_node);
  header.ask("cpus-per-task", profile.cores_per_rank);
  if (spec.gpus_per_node > 0) header.ask("gres", fmt::format("gpu:{}", spec.gpus_per_node));
  header.ask("mem", profile.memory_per_node);
  if (profile.exclusive) header.flag("--exclusive");
  header.ask("time", spec.time);
  header.ask("signal", fmt::format("B:USR1@{}", profile.stop_before_limit));
  header.flag(profile.continue_by == ContinueBy::Requeue ? "--requeue" : "--no-requeue");
  header.flag("--open-mode=append");
  header.ask("output", spec.log_pattern());
  if (spec.members > 0) header.ask("array", fmt::format("1-{}", spec.members));
  for (const auto& option : profile.sbatch_options) header.flag(option);
  return header.text();
}

std::string environment_function(const JobProfile& profile) {
  std::string text = "load_environment() {\n";
  if (!profile.modules.empty())
    text += fmt::format("  module purge && module load {} || return\n", words(profile.modules));
  for (const auto& line : profile.setup) text += fmt::format("  {}\n", line);
  return text + "  :\n}\n";
}

std::vector<std::string> launcher_words(const JobSpec& spec) {
  const JobProfile& profile = spec.profile;
  std::vector<std::string> list;
  if (profile.launcher == Launcher::Srun) list = {"srun", "--kill-on-bad-exit=1"};
  if (profile.launcher == Launcher::Srun && profile.cores_per_rank > 0)
    list.push_back(fmt::format("--cpus-per-task={}", profile.cores_per_rank));
  if (profile.launcher == Launcher::Mpirun) list = {"mpirun", "-n", std::to_string(spec.ranks)};
  if (profile.gpu_binding == GpuBinding::Slurm && spec.gpus_per_node > 0) {
    list.push_back("--gpus-per-task=1");
    list.push_back("--gpu-bind=single:1");
  }
  list.insert(list.end(), profile.launcher_options.begin(), profile.launcher_options.end());
  return list;
}

std::string launcher_lines(const JobSpec& spec) {
  const bool binds = spec.profile.gpu_binding == GpuBinding::LocalRank && spec.gpus_per_node > 0 &&
                     spec.profile.launcher != Launcher::None;
  std::string list = words(launcher_words(spec));
  // A terminal's signals are for the script, which passes on what a run understands.
  if (spec.profile.scheduler == Scheduler::None) list = fmt::format("setsid {}", list);
  if (!binds) return fmt::format("launcher=({})\n", list);
  return kOneGpu + fmt::format("launcher=({} bash -c \"$one_gpu\" bash)\n", list);
}

std::string member_function(const JobSpec& spec) {
  if (spec.members == 0) return "choose_member() { :; }\n";
  std::string text = "choose_member() {\n  case $1 in\n";
  for (std::size_t m = 0; m < spec.settings.size(); ++m) {
    std::vector<std::string> list;
    for (const auto& setting : spec.settings[m]) list.insert(list.end(), {"--set", setting});
    text += fmt::format("    {}) member_arguments=({}) ;;\n", m + 1, words(list));
  }
  return text + "  esac\n}\n";
}

std::string values(const JobSpec& spec) {
  const char* by[] = {"none", "requeue", "chain"};
  std::string text = fmt::format("folder={}\n", shell_quote(spec.folder.string()));
  text += fmt::format("script={}\n", shell_quote(spec.script().string()));
  text += fmt::format("log={}\n", spec.log_in_script());
  text += fmt::format("program=({})\n", words(spec.program));
  text += fmt::format("run_arguments=({})\n", words(spec.run_arguments));
  text += fmt::format("first_restart={}\n", spec.goes_on ? "latest" : "''");
  text += fmt::format("continue_by={}\n", by[static_cast<int>(spec.profile.continue_by)]);
  text += fmt::format("max_jobs={}\n", spec.profile.max_jobs);
  return text + fmt::format("members={}\n", spec.members);
}

/// cluster/job.sh without the lines that are for shellcheck alone.
std::string body() {
  const auto file = cluster_folder() / "job.sh";
  std::ifstream stream(file);
  if (!stream) throw EnvironmentError("cannot read " + file.string());
  std::string text, line;
  while (std::getline(stream, line))
    if (!line.starts_with("# shellcheck shell")) text += line + "\n";
  return text;
}

std::string title(const JobSpec& spec) {
  return fmt::format("#!/bin/bash\n# Written by freshet {}: {}\n", FRESHET_VERSION,
                     spec.command_line);
}

}  // namespace

std::string shell_quote(const std::string& word) {
  const auto plain = [](unsigned char c) {
    return std::isalnum(c) || std::string_view("_-./=:,+%@").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

std::string job_script(const JobSpec& spec) {
  std::string text = title(spec);
  const bool slurm = spec.profile.scheduler == Scheduler::Slurm;
  if (slurm) text += slurm_header(spec);
  text += "\n" + values(spec);
  if (!slurm) text += "exec > >(tee -ai \"$log\") 2>&1\n";
  text += launcher_lines(spec) + environment_function(spec.profile) + member_function(spec);
  return text + "\n" + body();
}

std::string gather_script(const JobSpec& spec) {
  SlurmHeader header;
  header.ask("job-name", spec.job_name + "-gather");
  ask_who(header, spec.profile);
  header.ask("nodes", 1);
  header.ask("ntasks", 1);
  header.ask("time", "10");
  header.ask("output", (spec.jobs_folder() / "gather-%j.log").string());
  auto program = spec.program;
  program.insert(program.end(), {"gather", spec.folder.string()});
  return title(spec) + header.text() + "\n" + environment_function(spec.profile) +
         "load_environment || exit 4\n" + words(program) + "\n";
}

}  // namespace freshet
