#include "cases/commands/run_ensemble.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cases/cluster/ensemble.hpp"
#include "cases/cluster/member_table.hpp"
#include "cases/environment/exit_status.hpp"
#include "cases/model/case.hpp"
#include "cases/simulation/run_case.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/checkpoint.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

struct Member {
  int number = 0;
  std::vector<std::string> settings;
  RunArguments run;
  std::string json;  ///< of its case
  Real end_time = 0;
};

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// All members, each read and checked before any of them runs.
std::vector<Member> members_of(const RunArguments& arguments, const Case& given,
                               const fs::path& out) {
  std::vector<Member> members;
  for (int number = 1; number <= *arguments.ensemble; ++number) {
    Member m{number, member_settings(given.ensemble, number), arguments, "", 0};
    m.run.ensemble = m.run.member = {};
    m.run.overrides.insert(m.run.overrides.end(), m.settings.begin(), m.settings.end());
    m.run.out = out / member_folder(number);
    try {
      const Case read =
          read_case(arguments.case_name, m.run.overrides, arguments.data, arguments.any_file);
      m.json = read.json;
      m.end_time = read.end_time;
    } catch (const InputError& error) {
      throw InputError(fmt::format("member {}: {}", number, error.what()));
    }
    members.push_back(std::move(m));
  }
  return members;
}

void write_table(const std::vector<Member>& members, const fs::path& out) {
  std::error_code error;
  fs::create_directories(out, error);
  if (error) throw EnvironmentError("--out: cannot make " + out.string() + ": " + error.message());
  std::vector<std::vector<std::string>> settings;
  for (const auto& member : members) settings.push_back(member.settings);
  write_text_atomically(out / "members.csv", members_csv(settings));
}

enum class Standing { New, Begun, Done };

/// How far a member's folder is with this very case.
Standing standing_of(const Member& m) {
  if (text_of(m.run.out / "case.json") != m.json) return Standing::New;
  const auto summary = nlohmann::json::parse(text_of(m.run.out / "summary.json"), nullptr, false);
  if (summary.is_object() && summary.value("status", "") == "done") return Standing::Done;
  return Standing::Begun;
}

class EnsembleRun {
 public:
  explicit EnsembleRun(const RunArguments& arguments)
      : arguments_(arguments), root_(mpi::rank_of(MPI_COMM_WORLD) == 0) {}

  int carry_out() {
    const Case given =
        read_case(arguments_.case_name, arguments_.overrides, arguments_.data, arguments_.any_file);
    require(!given.ensemble.varied.empty(), "--ensemble: the case has no [ensemble]",
            given.file.string());
    require(arguments_.restart.empty(),
            "--restart: an ensemble goes on by itself where it was cut off", arguments_.restart);
    require(!arguments_.until, "--until: does not go with --ensemble, s",
            arguments_.until.value_or(0));
    require(arguments_.member.value_or(1) <= *arguments_.ensemble,
            "--member: there are not so many members", arguments_.member.value_or(1));
    const auto out = arguments_.out.empty() ? fs::path("results") / given.name : arguments_.out;
    const auto members = members_of(arguments_, given, out);
    together(MPI_COMM_WORLD, [&] {
      if (root_) write_table(members, out);
    });
    int code = 0;
    for (const auto& member : members) {
      if (arguments_.member && *arguments_.member != member.number) continue;
      code = std::max(code, run(member));
      if (code > 128) return code;  // stopped by a signal
    }
    together(MPI_COMM_WORLD, [&] {
      if (root_ && !arguments_.member) gather(out);
    });
    return code;
  }

 private:
  void tell(const Member& m, const std::string& what) const {
    if (!root_) return;
    fmt::print("member {} of {}: {}\n", m.number, *arguments_.ensemble, what);
    std::fflush(stdout);
  }

  int run(const Member& m) const {
    int standing = static_cast<int>(standing_of(m));
    MPI_Bcast(&standing, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (standing == static_cast<int>(Standing::Done)) {
      tell(m, "done before");
      return 0;
    }
    RunArguments run = m.run;
    if (standing == static_cast<int>(Standing::Begun) && goes_on(m)) run.restart = "latest";
    std::string said;
    const int code = run_on_all_ranks(MPI_COMM_WORLD, [&] {
      std::ostream nowhere(nullptr);
      Log log(nowhere, ProgressStyle::Log);
      const auto done = run_case(run, log);
      const RunSummary& s = done->summary;
      said = fmt::format("{}, {} steps in {:.3g} s", s.status, s.steps, s.wall_seconds);
      return done->exit_code;
    });
    tell(m, code == 0 || code > 128 ? said : fmt::format("failed with exit code {}", code));
    return code;
  }

  /// Whether there is a checkpoint from which a step is left.
  static bool goes_on(const Member& m) {
    const auto newest = newest_sound(MPI_COMM_WORLD, m.run.out / "checkpoint");
    if (!newest) return false;
    const auto reals = read_checkpoint_depth(MPI_COMM_WORLD, *newest).reals;
    const auto time = reals.find("time");
    return time != reals.end() && time->second < m.end_time;
  }

  static void gather(const fs::path& out) {
    const Ensemble all = read_ensemble(out);
    write_text_atomically(out / "ensemble.csv", all.table);
    fmt::print("{} of {} members done: {}\n", all.members - all.missing.size(), all.members,
               (out / "ensemble.csv").string());
  }

  const RunArguments& arguments_;
  bool root_;
};

}  // namespace

int run_ensemble(const RunArguments& arguments) { return EnsembleRun(arguments).carry_out(); }

}  // namespace freshet
