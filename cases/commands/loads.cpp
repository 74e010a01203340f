#include "cases/commands/loads.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cases/loads/run_loads.hpp"
#include "cases/model/case.hpp"
#include "kernels/error.hpp"

namespace freshet {

CLI::App* add_loads(CLI::App& app, LoadsArguments& loads) {
  auto* command = app.add_subcommand("loads", "Loads by formula, load cases and safety factors");
  command->add_option("case", loads.case_name, "Folder, case.toml or name in the library")
      ->required()
      ->type_name("CASE");
  command->add_option("--set", loads.overrides, "Overrides a key of the case")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  command->add_option("--data", loads.data, "Where measured data lie")->type_name("DIR");
  command->add_flag("--allow-any-file", loads.any_file,
                    "The case may name files outside its folder");
  command->add_option("--out", loads.out, "Folder for formulas.csv [none]")->type_name("DIR");
  command->footer(
      "Tells [[loads.formula]] and [[load_cases]] of a case without running it; exit code 1 where\n"
      "a load case falls short of its rules.\n"
      "Examples:\n"
      "  freshet loads gravity_stability\n"
      "  freshet loads my_dam --set load_cases.0.headwater=101.5 --out results/my_dam/loads");
  return command;
}

int command_loads(const LoadsArguments& arguments) {
  const Case given =
      read_case(arguments.case_name, arguments.overrides, arguments.data, arguments.any_file);
  require(given.loads.any_formula(), "the case has neither [[loads.formula]] nor [[load_cases]]",
          given.name);
  const auto figures = load_figures(given.loads);
  std::string owner;
  for (const auto& f : figures) {
    if (f.owner != owner) fmt::print("{} ({})\n", f.owner, f.kind);
    owner = f.owner;
    fmt::print("  {:22} {:>15.9g} {}\n", f.figure.name, f.figure.value, f.figure.unit);
  }
  if (!arguments.out.empty())
    fmt::print("{}\n", write_load_figures(arguments.out, figures).string());
  bool all = true;
  for (const auto& load_case : given.loads.cases) {
    const auto found = loads::evaluate(*given.loads.section, load_case);
    fmt::print("{}: {} what {} asks for\n", load_case.name,
               found.holds ? "holds" : "FALLS SHORT of", load_case.criteria);
    all = all && found.holds;
  }
  return all ? 0 : 1;
}

}  // namespace freshet
