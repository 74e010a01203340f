#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

enum class Scheduler { None, Slurm };
enum class Launcher { None, Srun, Mpirun };
enum class GpuBinding { None, LocalRank, Slurm };
enum class ContinueBy { None, Requeue, Chain };

/// What a machine is and how jobs are run on it: a file of cluster/profiles or a site's own.
struct JobProfile {
  std::string name, description;
  std::filesystem::path file;
  Scheduler scheduler = Scheduler::Slurm;
  std::string partition, account, qos, constraint;
  std::string time;  ///< limit of one job, as sbatch takes it; empty: the partition's
  int nodes = 1;
  int ranks_per_node = 0;  ///< 0: as many as GPUs, else all cores of this machine
  int gpus_per_node = 0;
  int cores_per_rank = 0;  ///< 0: not asked for
  bool exclusive = false;
  std::string memory_per_node;  ///< as sbatch takes it; empty: not asked for
  std::vector<std::string> modules, setup, sbatch_options;
  Launcher launcher = Launcher::Srun;
  std::vector<std::string> launcher_options;
  GpuBinding gpu_binding = GpuBinding::None;
  std::vector<std::string> program;  ///< words of the command; empty: this program
  std::string backend = "auto";
  std::string scratch;  ///< folder of results, $VARIABLES not yet replaced; empty: results
  ContinueBy continue_by = ContinueBy::None;
  int stop_before_limit = 300;  ///< s
  int max_jobs = 100;
};

/// A name in the folder of profiles, or a file. Throws InputError that names file, line, key and
/// value.
JobProfile read_profile(const std::string& name);

/// The folder of files of `cluster/` that the program needs: $FRESHET_CLUSTER, else the source
/// tree's, else the installed one.
std::filesystem::path cluster_folder();

/// Seconds that a time limit in one of sbatch's forms means: minutes, minutes:seconds,
/// hours:minutes:seconds, days-hours, days-hours:minutes, days-hours:minutes:seconds; -1 where it
/// is none of them.
std::int64_t seconds_of_limit(const std::string& text);

}  // namespace freshet
