#include <cmath>

#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

void read_water(InitialSpec& spec, const CaseTable& table, const std::string& source) {
  const std::vector<std::string> variables{"x", "y", "z"};
  const auto field = [&](const char* key, Range range) {
    return table.field<Real, Real, Real>(key, variables, range);
  };
  if (source == "level") spec.level = field("level", Range::level());
  // A depth below 0 is found with its place when the state is filled in.
  if (source == "depth") spec.depth = table.expression("depth", variables, Range::depth());
  if (source == "raster") {
    spec.source = InitialSpec::Source::Raster;
    spec.raster = table.file("raster");
    spec.raster_is_level = table.choice<bool>("quantity", {{"level", true}, {"depth", false}});
  }
  if (table.has("velocity_x")) spec.velocity_x = table.expression("velocity_x", variables);
  if (table.has("velocity_y")) spec.velocity_y = table.expression("velocity_y", variables);
}

/// Which of the four keys that say how much water there is; exactly one must be there.
std::string source_of(const CaseTable& table) {
  std::string source;
  for (const char* key : {"level", "depth", "raster", "checkpoint"}) {
    if (!table.has(key)) continue;
    if (!source.empty()) table.fail(key, "there is " + source + " too: give one of the two");
    source = key;
  }
  if (source.empty())
    fail_at(table.self(), table.path_of("level"),
            "missing: level, depth, raster or checkpoint is needed");
  return source;
}

}  // namespace

std::vector<InitialSpec> read_initial(const CaseTable& top) {
  std::vector<InitialSpec> specs;
  for (const auto& table : table_list(top, "initial")) {
    InitialSpec spec;
    const auto source = source_of(table);
    spec.origin = table.where(source);
    if (source == "checkpoint") {
      spec.source = InitialSpec::Source::Checkpoint;
      spec.checkpoint = table.file("checkpoint");
    } else {
      read_water(spec, table, source);
    }
    spec.region = read_region(table);
    table.no_further_keys(source);
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace freshet
