#include "cases/input/case_library.hpp"
#include "cases/model/case.hpp"
#include "cases/reader/case_json.hpp"
#include "cases/reader/read_loads.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// "malpasset" for cases/library/malpasset/case.toml, "steep" for steep.toml.
std::string name_of(const std::filesystem::path& file) {
  if (file.filename() != "case.toml") return file.stem().string();
  const auto folder =
      std::filesystem::weakly_canonical(std::filesystem::absolute(file)).parent_path();
  return folder.has_filename() ? folder.filename().string() : "case";
}

CaseContext read_context(const CaseTable& top, const std::filesystem::path& file,
                         const std::filesystem::path& data) {
  CaseContext context;
  context.folder = file.has_parent_path() ? file.parent_path() : ".";
  context.data = data;
  context.data_source = top.text_or("data_source", "");
  context.parameters = read_parameters(top);
  return context;
}

void add_notes(Case& result) {
  const auto note = [&](bool condition, const char* text) {
    if (condition) result.notes.emplace_back(text);
  };
  note(result.boundaries.empty(), "no [[boundary]]: all edges are walls");
  note(result.initial.empty(), "no [[initial]]: everything starts dry");
  note(result.friction.empty(), "no [friction]: flow without friction");
  note(result.flow.scheme == TimeScheme::Euler && result.flow.order == 2,
       "flow.scheme = \"euler\" with order 2 is only stable at small cfl: \"hancock\" costs the "
       "same");
  for (const auto& boundary : result.boundaries)
    note(boundary.phases.back().from >= result.end_time,
         "[[boundary.change]] at or after flow.end_time: it never comes");
  note(result.output.interval > result.end_time,
       "output.interval is longer than flow.end_time: only the first and last fields are written");
}

Case read_root(const CaseValue& root, const std::filesystem::path& file,
               const std::filesystem::path& data, bool any_file) {
  const CaseContext nothing;
  auto context = read_context(CaseTable(nothing, root, "", {""}), file, data);
  context.any_file = any_file;
  context.series = read_load_series(CaseTable(context, root, "", {""}));
  const CaseTable top(context, root, "", {""});
  Case result;
  result.file = file;
  result.folder = context.folder;
  result.name = name_of(file);
  result.title = top.text_or("title", result.name);
  result.description = top.text_or("description", "");
  result.suite = top.text_or("suite", "");
  result.data_source = context.data_source;
  result.parameters = context.parameters;
  result.with_flow =
      top.has("flow") || top.has("mesh") ||
      !(top.has("dam") || top.has("cycles") || top.has("loads") || top.has("breach_estimate"));
  if (top.has("dam")) result.dam = read_dam(top);
  if (result.with_flow) {
    result.mesh = read_mesh(top);
    result.flow = read_flow(result.end_time, top);
    result.flow.mixing = read_mixing(top);
    result.friction = read_friction(top);
    result.water = read_water(top);
    result.boundaries = read_boundaries(top);
    result.initial = read_initial(top);
    result.output = read_output(top);
    result.pools = read_pools(top, result.end_time);
    result.structures = read_structures(top, result.output, result.pools);
    check_accounts(top);
    result.breach_estimates = read_breach_estimates(top);
    result.breaches = read_breaches(top, result);
    result.erodible = read_erodible(top);
    add_notes(result);
  } else if (result.dam) {
    result.end_time = result.dam->analysis.end_time;
  }
  result.loads = read_loads(top);
  result.cycles = read_cycles(top, result.with_flow || result.dam);
  if (!result.with_flow) result.breach_estimates = read_breach_estimates(top);
  result.checks = read_checks(top, result.output);
  result.crs = top.text_or("crs", "");
  check_facility(top);
  check_rivers(top);
  result.variants = read_variants(top);
  result.ensemble = read_ensemble(top);
  if (!result.with_flow)
    for (const char* key :
         {"bed", "friction", "mixing", "source", "rain", "infiltration", "evaporation", "boundary",
          "initial", "output", "gauge", "pool", "section", "structure", "breach", "erodible",
          "face", "river", "reservoir"})
      if (top.has(key)) top.fail(key, "goes with [flow], which is not there");
  result.json = case_json(result, root, context.data);
  return result;
}

/// The keys that an ensemble varies must be there and take a number: read with the medians.
void check_varied(const EnsembleSpec& ensemble, CaseValue root, const std::filesystem::path& file,
                  const std::filesystem::path& data, bool any_file) {
  if (ensemble.varied.empty()) return;
  std::get<CaseValue::Table>(root.data).erase("ensemble");
  const VariedKey* last = &ensemble.varied.front();
  try {
    for (const auto& each : ensemble.varied) {
      last = &each;
      for (const auto& setting : median_settings({ensemble.seed, {each}}))
        apply_override(root, setting);
    }
    last = nullptr;
    read_root(root, file, data, any_file);
  } catch (const InputError& error) {
    const std::string what = error.what();
    for (const auto& each : ensemble.varied)
      for (const auto& key : each.keys)
        if (last == nullptr && what.find("--set " + key + "=") != std::string::npos) last = &each;
    throw InputError((last != nullptr ? *last : ensemble.varied.front()).origin + ": " + what);
  }
}

}  // namespace

Case read_case(const std::string& where, const std::vector<std::string>& overrides,
               const std::filesystem::path& data, bool any_file) {
  const auto file = find_case(where);
  auto root = read_toml(file);
  for (const auto& assignment : overrides) apply_override(root, assignment);
  Case result = read_root(root, file, data, any_file);
  check_varied(result.ensemble, root, file, data, any_file);
  return result;
}

}  // namespace freshet
