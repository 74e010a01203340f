#include <algorithm>

#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"
#include "post/vtu_files.hpp"

namespace freshet {
namespace {

void read_files(OutputOptions& options, const CaseTable& output) {
  options.interval = output.number("interval");
  if (output.has("series_interval")) options.series_interval = output.number("series_interval");
  if (output.has("loads_interval")) options.loads_interval = output.number("loads_interval");
  options.checkpoint_interval = output.number("checkpoint_interval");
  options.checkpoints_kept = static_cast<int>(output.integer("checkpoints_kept"));
  options.double_precision =
      output.choice_or<bool>("precision", false, {{"single", false}, {"double", true}});
  options.compression = static_cast<int>(output.integer("compression"));
  options.vtu = output.flag("vtu");
  if (options.vtu && !why_no_vtu().empty())
    throw EnvironmentError(output.where("vtu") + ": " + why_no_vtu());
  options.maxima = output.flag("maxima");
  options.hazard = output.flag("hazard");
  if (output.has("alarm_time")) options.alarm_time = output.number("alarm_time");
  options.allow_outside = output.flag("allow_outside");
  if (!output.has("arrival_depths")) return;
  options.arrival_depths = output.numbers("arrival_depths", Range::positive());
  for (std::size_t i = 1; i < options.arrival_depths.size(); ++i)
    if (!(options.arrival_depths[i] > options.arrival_depths[i - 1]))
      output.fail("arrival_depths", "must increase");
}

LoadFace read_face(const CaseTable& table, std::set<std::string>& taken) {
  LoadFace face;
  face.name = table.new_name("name", taken);
  face.origin = table.where();
  if (table.has("boundary") == table.has("line"))
    table.fail(table.has("line") ? "line" : "name", "needs one of boundary and line");
  if (table.has("boundary")) {
    face.boundaries = table.texts("boundary");
  } else {
    face.line = table.points("line", 2);
    face.origin = table.where("line");
    using Side = LoadFace::Side;
    face.side = table.choice_or<Side>(
        "side", Side::Both, {{"both", Side::Both}, {"left", Side::Left}, {"right", Side::Right}});
  }
  face.at_corners = table.flag("at_corners");
  face.segment_length = table.number("segment_length");
  if (table.has("about")) {
    const auto about = table.numbers("about", Range::place());
    if (about.size() != 3) table.fail("about", "must be three numbers [x, y, z]");
    std::copy(about.begin(), about.end(), face.about.begin());
  }
  face.density = table.number("density");
  face.impact_factor = table.number("impact_factor");
  table.no_further_keys("boundary");
  return face;
}

}  // namespace

OutputOptions read_output(const CaseTable& top) {
  OutputOptions options;
  if (top.has("output")) read_files(options, top.table("output", {"output"}));
  std::set<std::string> gauges, sections;
  for (const auto& gauge : table_list(top, "gauge"))
    options.gauges.push_back({gauge.new_name("name", gauges), gauge.number("x", Range::place()),
                              gauge.number("y", Range::place()), gauge.where()});
  for (const auto& section : table_list(top, "section")) {
    Section line{section.new_name("name", sections), section.points("points", 2), section.where()};
    for (std::size_t i = 1; i < line.points.size(); ++i)
      if (line.points[i] == line.points[i - 1])
        section.fail("points", "has one point twice in a row");
    options.sections.push_back(std::move(line));
  }
  std::set<std::string> faces;
  for (const auto& face : table_list(top, "face")) options.faces.push_back(read_face(face, faces));
  return options;
}

}  // namespace freshet
