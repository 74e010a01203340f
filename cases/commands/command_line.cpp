#include "cases/commands/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "cases/commands/bench.hpp"
#include "cases/commands/check.hpp"
#include "cases/commands/cycles.hpp"
#include "cases/commands/loads.hpp"
#include "cases/commands/mesh.hpp"
#include "cases/commands/python.hpp"
#include "cases/commands/run.hpp"
#include "cases/commands/status.hpp"
#include "cases/commands/submit.hpp"
#include "cases/commands/validate.hpp"
#include "cases/input/case_value.hpp"
#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr const char* kCaseHelp =
    "A folder with a case.toml, a .toml file, or a name in cases/library";
constexpr const char* kExitCodes =
    "Exit codes: 0 done; 1 validate: a check fell short; 2 bad input or usage; 3 the simulation\n"
    "failed; 4 the environment failed (device, disk, library); 128+N stopped by signal N.";

/// All arguments of all commands.
struct Arguments {
  RunArguments run;
  CheckArguments check;
  MeshInfoArguments mesh_info;
  ValidateArguments validate;
  BenchArguments bench;
  CyclesArguments cycles;
  LoadsArguments loads;
  SubmitArguments submit;
  std::filesystem::path status = "results", ensemble;
};

void add_data(CLI::App& app, std::filesystem::path& data) {
  app.add_option("--data", data,
                 "Folder with measured data and meshes that {data} in a case stands for")
      ->envname("FRESHET_DATA")
      ->type_name("DIR");
}

void add_any_file(CLI::App& app, bool& any_file) {
  app.add_flag("--allow-any-file", any_file,
               "Let the case read files outside its folder and --data: only for cases you trust");
}

void add_overrides(CLI::App& app, std::vector<std::string>& overrides) {
  app.add_option("--set", overrides,
                 "Overrides a key of the case, e.g. flow.cfl=0.4 or boundary.0.discharge=3")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->take_all();
}

void add_backend(CLI::App& app, std::string& backend) {
  app.add_option("--backend", backend, "auto: a CUDA device where there is one; queue: for tests")
      ->check(CLI::IsMember({"auto", "cpu", "cuda", "queue"}))
      ->capture_default_str()
      ->type_name("NAME");
}

CLI::App* add_run(CLI::App& app, RunArguments& run) {
  auto* command = app.add_subcommand("run", "Run a case and write its results");
  command->add_option("case", run.case_name, kCaseHelp)->required()->type_name("CASE");
  command->add_option("--out", run.out, "Folder of the results [results/CASE]")->type_name("DIR");
  add_backend(*command, run.backend);
  add_data(*command, run.data);
  add_any_file(*command, run.any_file);
  add_overrides(*command, run.overrides);
  command->add_option("--until", run.until, "End at this simulated time, in s")
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS");
  command
      ->add_option(
          "--restart", run.restart,
          "Go on from a checkpoint file, or from the newest sound one under --out (latest)")
      ->type_name("FILE|latest");
  command
      ->add_option("--progress", run.progress,
                   "How to show where the run stands: one line that updates, a log of a line every "
                   "tenth of the run or every minute, none; auto: line on a terminal, else log")
      ->check(CLI::IsMember({"auto", "line", "log", "none"}))
      ->capture_default_str()
      ->type_name("STYLE");
  command
      ->add_option("--balance", run.balance.limit,
                   "Divide the cells anew where the most loaded rank has so many times the mean "
                   "work; 0: never")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str()
      ->type_name("LIMIT");
  command
      ->add_option("--balance-steps", run.balance.steps,
                   "Steps between two looks at the balance [1000, and once a minute at most]")
      ->check(CLI::Range(1, 1000000000))
      ->type_name("N");
  command
      ->add_option("--dry-work", run.balance.dry_work,
                   "Work of a dry cell over that of a wet one [measured]")
      ->check(CLI::Range(0.001, 1.0))
      ->type_name("SHARE");
  const auto count = CLI::Range(1, 1000000);
  auto* ensemble = command->add_option(
      "--ensemble", run.ensemble,
      "Run so many members of [ensemble], each in a folder; goes on where members were cut off");
  ensemble->check(count)->type_name("N");
  command->add_option("--member", run.member, "Of these, this one alone")
      ->check(count)
      ->needs(ensemble)
      ->type_name("K");
  command->add_flag("--profile", run.profile, "Tell the share of each task of a step in the time");
  command->footer(
      "Examples:\n"
      "  freshet run isolated_building\n"
      "  freshet run ritter --set flow.cfl=0.4 --set \"mesh.cells=[2000, 5]\" --out results/fine\n"
      "  mpirun -n 4 freshet run malpasset --data ~/benchmarks\n"
      "  freshet run malpasset --data ~/benchmarks --restart latest\n"
      "  freshet run breach_uncertain --ensemble 20");
  return command;
}

CLI::App* add_check(CLI::App& app, CheckArguments& check) {
  auto* command = app.add_subcommand("check", "Read and check cases without running them");
  auto* name = command->add_option("case", check.cases, kCaseHelp)->type_name("CASE");
  auto* keys =
      command->add_flag("--keys", check.list_keys, "Print all keys that a case may have, and stop");
  add_data(*command, check.data);
  add_any_file(*command, check.any_file);
  add_overrides(*command, check.overrides);
  command->final_callback([name, keys] {
    if (name->count() + keys->count() == 0) throw CLI::RequiredError("CASE");
  });
  command->footer(
      "Examples:\n"
      "  freshet check isolated_building\n"
      "  freshet check my_dam/case.toml --set mesh.refinements=1\n"
      "  freshet check variants/*.toml\n"
      "  freshet check --keys");
  return command;
}

CLI::App* add_mesh_info(CLI::App& app, MeshInfoArguments& info) {
  auto* mesh = app.add_subcommand("mesh", "Look at meshes");
  mesh->require_subcommand(1);
  auto* command =
      mesh->add_subcommand("info", "What a mesh is: cells, boundaries, zones, extent, memory");
  command
      ->add_option("mesh", info.mesh, "A mesh (.msh, .geo, .slf), a raster (.tif, .asc), or a case")
      ->required()
      ->type_name("FILE|CASE");
  command->add_option("--boundary-file", info.boundary_file, "TELEMAC .cli of a .slf")
      ->type_name("FILE");
  add_data(*command, info.data);
  add_any_file(*command, info.any_file);
  add_overrides(*command, info.overrides);
  command->footer(
      "Examples:\n"
      "  freshet mesh info valley.msh\n"
      "  freshet mesh info geo_malpasset-small.slf --boundary-file geo_malpasset-small.cli\n"
      "  freshet mesh info isolated_building");
  return command;
}

CLI::App* add_validate(CLI::App& app, ValidateArguments& validate) {
  auto* command =
      app.add_subcommand("validate", "Run benchmark cases and hold each figure against its bound");
  auto* names = command->add_option("names", validate.names, "Cases [all of the library]");
  names->type_name("NAME...");
  command
      ->add_option("--suite", validate.suite,
                   "Only the cases of this suite: analytic, lab, field, agency, flood, dam or "
                   "loads; all: every "
                   "case")
      ->excludes(names)
      ->type_name("NAME");
  command->add_flag("--coarse", validate.coarse,
                    "On meshes of half the cells along a side, against the coarse bounds");
  add_backend(*command, validate.backend);
  add_data(*command, validate.data);
  add_any_file(*command, validate.any_file);
  command->add_option("--json", validate.json, "Write all figures to this file")->type_name("FILE");
  command
      ->add_option("--report", validate.report,
                   "Write a page with tables and plots into this folder")
      ->type_name("DIR");
  command->footer(
      "Exit code 1 where a figure falls short. What needs data that are not there is skipped.\n"
      "Examples:\n"
      "  freshet validate\n"
      "  freshet validate ritter stoker\n"
      "  freshet validate --suite analytic --coarse --json analytic.json\n"
      "  freshet validate --suite all --data ~/benchmarks --report report");
  return command;
}

CLI::App* add_bench(CLI::App& app, BenchArguments& bench) {
  auto* command = app.add_subcommand("bench", "Speed, as ratios measured in one run");
  command
      ->add_option(
          "name", bench.name,
          "flow, radial_wet, radial_dry, mostly_dry, structures, loads or scaling [all but "
          "scaling]")
      ->type_name("NAME");
  command->add_option("--cells", bench.cells, "Cells of each problem, about [1000000]")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{8}, std::int64_t{1000000000}));
  add_backend(*command, bench.backend);
  command->add_option("--model", bench.model, "gpu: predict steps on GPUs, measure nothing")
      ->type_name("NAME")
      ->check(CLI::IsMember({"gpu"}));
  command->add_option("--json", bench.json, "Write all figures to this file")->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  freshet bench\n"
      "  mpirun -n 2 freshet bench radial_dry --json bench.json\n"
      "  mpirun -n 4 freshet bench scaling      # messages, bytes and time by ranks; many GPUs\n"
      "  freshet bench --model gpu              # static figures of the kernels; one GPU");
  return command;
}

/// Commands of the Python package: named here for --help; it reads their arguments itself.
void add_python(CLI::App& app) {
  app.add_subcommand("post", "Maps, pictures, plots, a report and comparisons from results");
  app.add_subcommand("new", "Write a commented case that runs, to start from");
  app.get_subcommand("mesh")->add_subcommand(
      "generate", "A mesh from a terrain raster, a dam's line, breaklines and refinement areas");
}

/// The words for the Python package, where they are for it.
std::vector<std::string> python_words(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return {};
  const bool generate = words.size() > 1 && words[0] == "mesh" && words[1] == "generate";
  return words[0] == "post" || words[0] == "new" || generate ? words : std::vector<std::string>{};
}

CLI::App* add_submit(CLI::App& app, SubmitArguments& submit) {
  auto* command = app.add_subcommand("submit", "Run a case as a job of a cluster");
  const auto count = CLI::Range(1, 1000000);
  command->add_option("case", submit.case_name, kCaseHelp)->required()->type_name("CASE");
  command
      ->add_option("--profile", submit.profile,
                   "What the machine is: a file, or cpu-cluster, gpu-cluster, workstation")
      ->required()
      ->type_name("NAME|FILE");
  command->add_option("--nodes", submit.nodes, "Nodes [of the profile]")->check(count);
  command->add_option("--gpus-per-node", submit.gpus_per_node, "GPUs, one rank each")->check(count);
  command->add_option("--ranks", submit.ranks, "Ranks on all nodes together")->check(count);
  command
      ->add_option("--time", submit.time, "Limit of one job; a longer run goes on in further ones")
      ->type_name("[D-]HH:MM:SS");
  command->add_option("--array", submit.array, "Members of an ensemble, as a job array")
      ->check(count)
      ->type_name("N");
  command
      ->add_option("--members", submit.members,
                   "CSV: keys of the case head its columns, each row is a member; without it "
                   "the case's parameter `member` becomes 1, 2, ...")
      ->type_name("FILE");
  command->add_option("--out", submit.out, "Folder of the results [results/CASE, or under scratch]")
      ->type_name("DIR");
  add_data(*command, submit.data);
  add_overrides(*command, submit.overrides);
  auto* restart =
      command->add_option("--restart", submit.restart, "Go on from the newest checkpoint");
  restart->check(CLI::IsMember({"latest"}))->type_name("latest");
  command->add_flag("--fresh", submit.fresh, "Remove a former run's checkpoints and begin anew")
      ->excludes(restart);
  command->add_flag("--dry-run", submit.dry_run, "Print the script and submit nothing");
  command->footer(
      "The job writes a checkpoint before its time limit and goes on until the case ends.\n"
      "Examples:\n"
      "  freshet submit malpasset --profile workstation --ranks 4\n"
      "  freshet submit malpasset --profile gpu-cluster --nodes 4 --gpus-per-node 4 --time "
      "02:00:00 "
      "--dry-run\n"
      "  freshet submit my_dam --profile my-site.toml --members roughness.csv");
  return command;
}

CLI::App* add_status(CLI::App& app, std::filesystem::path& folder) {
  auto* command = app.add_subcommand("status", "Where runs and jobs stand, and why one ended");
  command->add_option("folder", folder, "Results of one run or of many")
      ->capture_default_str()
      ->type_name("DIR");
  command->footer(
      "Examples:\n"
      "  freshet status\n"
      "  freshet status results/malpasset");
  return command;
}

CLI::App* add_gather(CLI::App& app, std::filesystem::path& folder) {
  auto* command = app.add_subcommand("gather", "Join the members of an ensemble in one table");
  command->add_option("folder", folder, "Folder of member_0001, member_0002, ...")
      ->required()
      ->type_name("DIR");
  command->footer(
      "Writes DIR/ensemble.csv; exit code 1 where a member is not done. The last job of\n"
      "`freshet submit --array` does it.\n"
      "Example:\n"
      "  freshet gather results/my_dam");
  return command;
}

/// CLI11 would only say that a command is missing.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return "";
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return "";
  return "no such command (" + printable(argv[1]) + ")" + did_you_mean(argv[1], names);
}

/// Returns only where Python cannot be started.
CommandLine hand_over(const std::vector<std::string>& words) {
  try {
    hand_over_to_python(words);
  } catch (const EnvironmentError& error) {
    std::cerr << "freshet: " << error.what() << "\n";
    return {{}, 4};
  }
}

/// Whether this process may print before MPI is started.
bool is_first_rank() {
  for (const char* name : {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK", "SLURM_PROCID"})
    if (const char* rank = std::getenv(name)) return std::string(rank) == "0";
  return true;
}

std::string as_typed(int argc, char** argv) {
  std::string text = "freshet";
  for (int i = 1; i < argc; ++i) text += " " + printable(argv[i], 200);
  return text;
}

}  // namespace

CommandLine read_command_line(int argc, char** argv) {
  CLI::App app("freshet: two-dimensional shallow-water flow for dam engineering", "freshet");
  app.set_version_flag("--version", "freshet " FRESHET_VERSION);
  app.footer(std::string("Help on a command: freshet COMMAND --help\n\n") + kExitCodes);
  app.require_subcommand(1);
  Arguments arguments;
  const auto* run = add_run(app, arguments.run);
  const auto* check = add_check(app, arguments.check);
  const auto* mesh_info = add_mesh_info(app, arguments.mesh_info);
  const auto* validate = add_validate(app, arguments.validate);
  const auto* bench = add_bench(app, arguments.bench);
  const auto* submit = add_submit(app, arguments.submit);
  const auto* status = add_status(app, arguments.status);
  const auto* cycles = add_cycles(app, arguments.cycles);
  const auto* loads = add_loads(app, arguments.loads);
  const auto* gather = add_gather(app, arguments.ensemble);
  add_python(app);
  if (const auto words = python_words(argc, argv); !words.empty()) return hand_over(words);
  if (const auto mistake = unknown_command(app, argc, argv); !mistake.empty()) {
    if (is_first_rank())
      std::cerr << "freshet: " << mistake << "\nRun with --help for more information.\n";
    return {{}, 2};
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream nowhere;
    const bool print = is_first_rank();
    const int code = app.exit(error, print ? std::cout : nowhere, print ? std::cerr : nowhere);
    return {{}, code == 0 ? 0 : 2};
  }
  if (run->parsed()) return {[to = arguments.run] { return command_run(to); }};
  if (check->parsed()) return {[to = arguments.check] { return command_check(to); }};
  if (mesh_info->parsed()) return {[to = arguments.mesh_info] { return command_mesh_info(to); }};
  if (validate->parsed()) return {[to = arguments.validate] { return command_validate(to); }};
  if (bench->parsed()) return {[to = arguments.bench] { return command_bench(to); }};
  const auto alone = [](std::function<int()> command) {
    return CommandLine{.command = std::move(command), .parallel = false};
  };
  if (status->parsed()) return alone([to = arguments.status] { return command_status(to); });
  if (cycles->parsed()) return alone([to = arguments.cycles] { return command_cycles(to); });
  if (loads->parsed()) return alone([to = arguments.loads] { return command_loads(to); });
  if (gather->parsed()) return alone([to = arguments.ensemble] { return command_gather(to); });
  if (submit->parsed()) {
    arguments.submit.command_line = as_typed(argc, argv);
    return alone([to = arguments.submit] { return command_submit(to); });
  }
  return {{}, 2};
}

}  // namespace freshet
