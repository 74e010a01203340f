#include "cases/commands/submit.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <ctime>
#include <iostream>

#include "cases/cluster/job_events.hpp"
#include "cases/cluster/job_script.hpp"
#include "cases/cluster/job_spec.hpp"
#include "cases/cluster/member_table.hpp"
#include "cases/cluster/slurm.hpp"
#include "kernels/error.hpp"
#include "post/checkpoint_files.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

bool has_checkpoints(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "dam" / "checkpoint.h5", error) ||
         (fs::is_directory(folder / "checkpoint", error) &&
          !list_checkpoints(folder / "checkpoint").empty());
}

/// A job that is cut goes on from the newest checkpoint: one of another run must not be taken for
/// it.
void clear_former_run(const JobSpec& spec, const SubmitArguments& given) {
  for (const auto& folder : spec.run_folders()) {
    if (spec.goes_on) continue;
    require(!has_checkpoints(folder) || given.fresh,
            "--out: holds checkpoints of a former run: --restart latest goes on from them, --fresh "
            "removes them and begins anew",
            folder.string());
    std::error_code error;
    fs::remove_all(folder / "checkpoint", error);
    for (const char* file : {"dam/checkpoint.h5", "summary.json", "jobs.tsv"})
      if (!error) fs::remove(folder / file, error);
    if (error) throw EnvironmentError("cannot remove results of a former run: " + error.message());
  }
}

void write_script(const fs::path& file, const std::string& text) {
  write_text_atomically(file, text);
  std::error_code error;
  fs::permissions(file, fs::perms::owner_exec, fs::perm_options::add, error);
  if (error) throw EnvironmentError("cannot make executable: " + file.string());
}

void prepare(const JobSpec& spec, const SubmitArguments& given) {
  clear_former_run(spec, given);
  make_folder(spec.jobs_folder());
  write_script(spec.script(), job_script(spec));
  if (spec.members == 0) return;
  write_script(spec.gather_script(), gather_script(spec));
  write_text_atomically(spec.folder / "members.csv", members_csv(spec.settings));
}

void note_submission(const JobSpec& spec, const std::string& job) {
  const auto folders = spec.run_folders();
  for (std::size_t f = 0; f < folders.size(); ++f) {
    make_folder(folders[f]);
    const std::string number = spec.members > 0 ? fmt::format("{}_{}", job, f + 1) : job;
    add_event(folders[f], {std::time(nullptr), number, "", "submitted", spec.command_line});
  }
}

int run_here(const JobSpec& spec) {
  note_submission(spec, std::to_string(getpid()));
  fmt::print("no scheduler: running {}\n", spec.script().string());
  std::fflush(stdout);
  execlp("bash", "bash", spec.script().c_str(), nullptr);
  throw EnvironmentError("bash cannot be started");
}

int submit_to_slurm(const JobSpec& spec) {
  const std::string job = submit_script({spec.script().string()});
  note_submission(spec, job);
  fmt::print("job {}: {} on {} ranks, results in {}\n", job, spec.job_name, spec.ranks,
             spec.folder.string());
  if (spec.members > 0) {
    const std::string gather =
        submit_script({"--dependency=afterany:" + job, spec.gather_script().string()});
    fmt::print("job {}: gathers its {} members in {}\n", gather, spec.members,
               (spec.folder / "ensemble.csv").string());
  }
  fmt::print("freshet status {}\n", spec.folder.string());
  return 0;
}

void print_scripts(const JobSpec& spec) {
  std::cout << job_script(spec);
  if (spec.members == 0 || spec.profile.scheduler == Scheduler::None) return;
  std::cout << "\n# Second script, submitted with --dependency=afterany of the first:\n# "
            << gather_script(spec);
}

}  // namespace

int command_submit(const SubmitArguments& arguments) {
  const JobSpec spec = make_job_spec(arguments);
  if (arguments.dry_run) {
    print_scripts(spec);
    return 0;
  }
  prepare(spec, arguments);
  return spec.profile.scheduler == Scheduler::None ? run_here(spec) : submit_to_slurm(spec);
}

}  // namespace freshet
