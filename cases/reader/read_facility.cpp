#include <set>

#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

const std::vector<std::string> kScales = {"model", "prototype"};

void check_sensor(const CaseTable& sensor, std::set<std::string>& names) {
  sensor.new_name("name", names);
  sensor.one_of("quantity", {"depth", "level", "speed", "discharge", "force", "pressure"});
  if (sensor.has("table")) sensor.one_of("table", {"gauges", "sections", "structures", "loads"});
  sensor.text_or("place", "");
  if (sensor.has("file")) {
    sensor.optional_file("file");
    sensor.text("value");
  }
  sensor.text_or("time", "");
  sensor.number("offset");
  sensor.number("time_offset");
  if (sensor.has("measured_scale")) sensor.one_of("measured_scale", kScales);
}

}  // namespace

void check_facility(const CaseTable& top) {
  if (!top.has("facility")) return;
  const CaseTable facility = top.table("facility", {"facility"});
  facility.number("length_scale");
  if (facility.has("case_scale")) facility.one_of("case_scale", kScales);
  std::set<std::string> names;
  for (const auto& sensor : table_list(facility, "sensor")) check_sensor(sensor, names);
}

}  // namespace freshet
