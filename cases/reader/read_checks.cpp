#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/input/read_settings.hpp"
#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

/// A state is kept at times of output only, and at the end.
void need_times(const CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  for (const Real time : check.times) {
    const auto on = [&](Real interval) {
      const Real events = time / interval;
      return interval > 0 && std::abs(events - std::round(events)) < 1e-9 * events;
    };
    if (!on(output.interval) && !on(output.series_interval))
      table.fail(table.has("time") ? "time" : "since",
                 "must be a multiple of output.interval or output.series_interval");
  }
}

}  // namespace

std::vector<CheckSpec> read_checks(const CaseTable& top, const OutputOptions& output) {
  std::vector<CheckSpec> checks;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "check")) {
    CheckSpec check;
    check.kind = table.one_of("kind", kind_names("check"));
    const CheckKind& kind = check_kind(check.kind);
    check.name = table.text_or("name", check.kind);
    check.bound = table.number("bound");
    if (table.has("coarse_bound")) check.coarse_bound = table.number("coarse_bound");
    check.at_least = kind.at_least;
    read_settings(check, table, kind.keys);
    if (kind.confirm != nullptr) kind.confirm(check, table, output);
    need_times(check, table, output);
    table.no_further_keys("kind = \"" + check.kind + "\"");
    if (!names.insert(check.name).second)
      fail_at(table.self(), table.path_of("name"),
              "two checks of one name: give each its own, \"" + check.name + "\"");
    checks.push_back(std::move(check));
  }
  return checks;
}

}  // namespace freshet
