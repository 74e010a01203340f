#include "cases/loads/cycles.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

FatigueChoice read_fatigue(const CaseTable& table) {
  FatigueChoice choice;
  if (table.has("law")) choice.law = table.one_of("law", fatigue_law_names());
  if (choice.law != "none")
    choice.partial_factor = table.number_or("partial_factor", 1, Range::positive());
  if (choice.law == "steel")
    choice.detail_category = table.number("detail_category", Range::positive());
  if (choice.law.starts_with("concrete"))
    choice.strength = table.number("strength", Range::positive());
  if (choice.law == "table") {
    const auto numbers = table.rows("curve", 2);
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
      choice.curve.push_back({numbers[i], numbers[i + 1]});
  }
  try {
    make_law(choice);
  } catch (const InputError& error) {
    throw InputError(table.where(choice.law == "table" ? "curve" : "law") + ": " + error.what());
  }
  return choice;
}

std::vector<Real> read_edges(const CaseTable& table) {
  const auto edges = table.numbers("edges", Range::not_negative());
  if (edges.size() < 2) table.fail("edges", "must be two or more numbers");
  for (std::size_t i = 1; i < edges.size(); ++i)
    if (!(edges[i] > edges[i - 1])) table.fail("edges", "must rise");
  return edges;
}

CyclesSpec read_one(const CaseTable& table, std::set<std::string>& names, bool with_run) {
  CyclesSpec spec;
  spec.name = table.new_name("name", names);
  const bool from_run = table.has("table");
  if (from_run && table.has("file")) table.fail("table", "does not go with file: give one of both");
  if (from_run && !with_run) table.fail("table", "needs a run, of [flow] or [dam]");
  if (from_run)
    spec.table = table.text("table");
  else
    spec.file = table.file("file");
  spec.value = table.text("value");
  spec.time = table.text_or("time", from_run ? "time_s" : "");
  spec.factor = table.number_or("factor", 1);
  spec.offset = table.number_or("offset", 0);
  spec.fatigue = read_fatigue(table);
  spec.options.classes = static_cast<int>(table.integer_or("classes", 20, 1, 10000));
  if (table.has("edges")) spec.options.edges = read_edges(table);
  spec.options.least_range = table.number_or("least_range", 0, Range::not_negative());
  spec.options.duration = table.number_or("duration", 0, Range::positive());
  table.no_further_keys("law = \"" + spec.fatigue.law + "\"");
  return spec;
}

}  // namespace

std::vector<CyclesSpec> read_cycles(const CaseTable& top, bool with_run) {
  std::vector<CyclesSpec> all;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "cycles"))
    all.push_back(read_one(table, names, with_run));
  return all;
}

}  // namespace freshet
