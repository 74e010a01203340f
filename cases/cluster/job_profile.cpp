#include "cases/cluster/job_profile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <regex>

#include "cases/cluster/profile_table.hpp"
#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::vector<std::string> profile_names() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(cluster_folder() / "profiles", error))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

fs::path find_profile(const std::string& name) {
  if (name.ends_with(".toml") && is_file(name)) return name;
  const auto names = profile_names();
  if (std::find(names.begin(), names.end(), name) != names.end())
    return cluster_folder() / "profiles" / (name + ".toml");
  throw InputError(fmt::format(
      "--profile: no such file and no profile of this name ({}){}; in {}: {}", printable(name),
      did_you_mean(name, names), (cluster_folder() / "profiles").string(), fmt::join(names, ", ")));
}

void check_limit(const ProfileTable& table, const JobProfile& profile) {
  if (profile.time.empty()) return;
  const auto seconds = seconds_of_limit(profile.time);
  if (seconds <= 0) table.fail("time", "is no time limit such as \"24:00:00\" or \"2-00:00:00\"");
}

void check_launcher(const ProfileTable& table, const JobProfile& profile) {
  const bool slurm = profile.scheduler == Scheduler::Slurm;
  if (!slurm && profile.launcher == Launcher::Srun)
    table.fail("launcher", "srun needs scheduler = \"slurm\"");
  if (!slurm && profile.continue_by != ContinueBy::None)
    table.fail("continue_by", "needs scheduler = \"slurm\"");
  if (profile.gpu_binding == GpuBinding::Slurm && profile.launcher != Launcher::Srun)
    table.fail("gpu_binding", "\"slurm\" needs launcher = \"srun\"");
}

}  // namespace

fs::path cluster_folder() {
  if (const char* folder = std::getenv("FRESHET_CLUSTER")) return folder;
  std::error_code error;
  if (fs::is_directory(FRESHET_CLUSTER_SOURCE, error)) return FRESHET_CLUSTER_SOURCE;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "share/freshet/cluster";
}

std::int64_t seconds_of_limit(const std::string& text) {
  static const std::regex form(R"((?:(\d{1,4})-)?(\d{1,6})(?::(\d{1,4}))?(?::(\d{1,4}))?)");
  std::smatch part;
  if (!std::regex_match(text, part, form)) return -1;
  const auto number = [&](int i) { return part[i].matched ? std::stoll(part[i].str()) : 0; };
  if (part[1].matched) return number(1) * 86400 + number(2) * 3600 + number(3) * 60 + number(4);
  if (part[4].matched) return number(2) * 3600 + number(3) * 60 + number(4);
  return number(2) * 60 + number(3);
}

JobProfile read_profile(const std::string& name) {
  JobProfile p;
  p.file = find_profile(name);
  p.name = p.file.stem().string();
  const CaseValue root = read_toml(p.file);
  ProfileTable table(root);
  p.description = table.text_or("description", p.name);
  p.scheduler = table.choice_or<Scheduler>(
      "scheduler", Scheduler::Slurm, {{"slurm", Scheduler::Slurm}, {"none", Scheduler::None}});
  const bool slurm = p.scheduler == Scheduler::Slurm;
  p.partition = table.text_or("partition", "");
  p.account = table.text_or("account", "");
  p.qos = table.text_or("qos", "");
  p.constraint = table.text_or("constraint", "");
  p.time = table.text_or("time", "");
  p.nodes = table.integer_or("nodes", 1, 1, 100000);
  p.ranks_per_node = table.integer_or("ranks_per_node", 0, 0, 4096);
  p.gpus_per_node = table.integer_or("gpus_per_node", 0, 0, 64);
  p.cores_per_rank = table.integer_or("cores_per_rank", 0, 0, 4096);
  p.exclusive = table.flag_or("exclusive", false);
  p.memory_per_node = table.text_or("memory_per_node", "");
  p.modules = table.texts("modules");
  p.setup = table.texts("setup");
  p.sbatch_options = table.texts("sbatch_options");
  p.launcher = table.choice_or<Launcher>(
      "launcher", slurm ? Launcher::Srun : Launcher::Mpirun,
      {{"srun", Launcher::Srun}, {"mpirun", Launcher::Mpirun}, {"none", Launcher::None}});
  p.launcher_options = table.texts("launcher_options");
  p.gpu_binding = table.choice_or<GpuBinding>("gpu_binding", GpuBinding::LocalRank,
                                              {{"local_rank", GpuBinding::LocalRank},
                                               {"slurm", GpuBinding::Slurm},
                                               {"none", GpuBinding::None}});
  p.program = table.texts("program");
  p.backend = table.choice_or<std::string>("backend", "auto",
                                           {{"auto", "auto"}, {"cpu", "cpu"}, {"cuda", "cuda"}});
  p.scratch = table.text_or("scratch", "");
  p.continue_by = table.choice_or<ContinueBy>(
      "continue_by", slurm ? ContinueBy::Requeue : ContinueBy::None,
      {{"requeue", ContinueBy::Requeue}, {"chain", ContinueBy::Chain}, {"none", ContinueBy::None}});
  p.stop_before_limit = table.integer_or("stop_before_limit", 300, 1, 65535);
  p.max_jobs = table.integer_or("max_jobs", 100, 1, 100000);
  table.no_further_keys();
  check_limit(table, p);
  check_launcher(table, p);
  return p;
}

}  // namespace freshet
