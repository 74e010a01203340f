#include "post/summary.hpp"

#include <sys/resource.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "mesh/parallel/mpi.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

using Json = nlohmann::ordered_json;

Json checks_json(const std::vector<RunCheck>& checks) {
  Json list = Json::array();
  for (const auto& check : checks)
    list.push_back({{"name", check.name},
                    {"value", check.value},
                    {"bound", check.bound},
                    {"unit", check.unit},
                    {"pass", check.pass},
                    {"skipped", check.skipped},
                    {"note", check.note}});
  return list;
}

Json passed_json(const std::vector<BoundaryReport>& passed) {
  Json list = Json::array();
  for (const auto& each : passed)
    list.push_back({{"name", each.name},
                    {"volume_in_m3", each.volume_in_m3},
                    {"volume_out_m3", each.volume_out_m3}});
  return list;
}

Json time_step_json(const TimeStepReport& report) {
  Json smallest = nullptr;
  if (std::isfinite(report.smallest_s))
    smallest = {
        {"seconds", report.smallest_s}, {"time_s", report.time_s}, {"set_by", report.set_by},
        {"cell", report.cell},          {"x_m", report.x_m},       {"y_m", report.y_m},
        {"depth_m", report.depth_m}};
  return {{"smallest", smallest},
          {"share_by_fronts", report.share_by_fronts},
          {"share_by_films", report.share_by_films},
          {"share_by_boundaries", report.share_by_boundaries}};
}

Json structures_json(const std::vector<StructureReport>& structures) {
  Json list = Json::array();
  for (const auto& s : structures)
    list.push_back({{"name", s.name},
                    {"type", s.type},
                    {"volume_forward_m3", s.volume_forward_m3},
                    {"volume_backward_m3", s.volume_backward_m3}});
  return list;
}

Json pools_json(const std::vector<PoolReport>& pools) {
  Json list = Json::array();
  for (const auto& p : pools)
    list.push_back({{"name", p.name},
                    {"volume_start_m3", p.volume_start_m3},
                    {"volume_end_m3", p.volume_end_m3},
                    {"inflow_m3", p.inflow_m3},
                    {"evaporation_m3", p.evaporation_m3},
                    {"volume_in_m3", p.volume_in_m3},
                    {"volume_out_m3", p.volume_out_m3},
                    {"volume_error_relative", p.volume_error_relative}});
  return list;
}

Json breaches_json(const std::vector<BreachReport>& breaches) {
  Json list = Json::array();
  for (const auto& b : breaches)
    list.push_back({{"name", b.name},
                    {"structure", b.structure},
                    {"begun_s", b.begun_s},
                    {"width_m", b.width_m},
                    {"crest_width_m", b.crest_width_m},
                    {"invert_m", b.invert_m},
                    {"side_slope", b.side_slope},
                    {"eroded_m3", b.eroded_m3}});
  return list;
}

}  // namespace

std::string summary_json(const RunSummary& summary) {
  Json json{
      {"status", summary.status},
      {"case", summary.case_name},
      {"version", summary.version},
      {"backend", summary.backend},
      {"ranks", summary.ranks},
      {"cells", summary.cells},
      {"steps", summary.steps},
      {"simulated_seconds", summary.simulated_seconds},
      {"wall_seconds", summary.wall_seconds},
      {"cell_steps_per_second", summary.cell_steps_per_second},
      {"peak_memory_bytes", summary.peak_memory_bytes},
      {"volume_start_m3", summary.volume_start_m3},
      {"volume_end_m3", summary.volume_end_m3},
      {"volume_in_m3", summary.volume_in_m3},
      {"volume_out_m3", summary.volume_out_m3},
      {"volume_error_relative", summary.volume_error_relative},
      {"boundaries", passed_json(summary.boundaries)},
      {"sources", passed_json(summary.sources)},
      {"time_step", time_step_json(summary.time_step)},
      {"state_hash", summary.state_hash},
  };
  if (!summary.structures.empty()) json["structures"] = structures_json(summary.structures);
  if (!summary.pools.empty()) json["pools"] = pools_json(summary.pools);
  if (!summary.breaches.empty()) json["breaches"] = breaches_json(summary.breaches);
  if (!summary.erosion.empty()) json["erosion"] = summary.erosion;
  if (!summary.dam.empty()) json["dam"] = summary.dam;
  if (!summary.loads.empty()) json["loads"] = summary.loads;
  if (!summary.breach_estimates.empty()) json["breach_estimates"] = summary.breach_estimates;
  if (!summary.cycles.empty()) json["cycles"] = summary.cycles;
  json["checks"] = checks_json(summary.checks);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_summary(const std::filesystem::path& directory, const RunSummary& summary) {
  make_folder(directory);
  write_text_atomically(directory / "summary.json", summary_json(summary));
}

void remove_summary(const std::filesystem::path& directory) {
  std::error_code ignored;
  std::filesystem::remove(directory / "summary.json", ignored);
}

std::int64_t peak_memory_bytes(MPI_Comm communicator) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return mpi::sum(communicator, static_cast<std::int64_t>(usage.ru_maxrss) * 1024);
}

}  // namespace freshet
