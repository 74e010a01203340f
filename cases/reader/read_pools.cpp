#include <fmt/format.h>

#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

/// Whether water may leave a pool: through its boundary, or by a structure, into which it may also
/// go back where this is neither a pump nor a spillway nor one-way.
bool has_outlet(const CaseTable& top, const PoolSpec& pool) {
  const auto ends = [&](const CaseTable& structure, const char* end) {
    return structure.has(end) && structure.value(end).as<std::string>() != nullptr &&
           structure.text(end) == pool.name;
  };
  const auto only_forward = [](const CaseTable& structure) {
    const auto type = structure.has("type") ? structure.text("type") : "";
    return type == "pump" || type == "spillway" || structure.flag_or("one_way", false);
  };
  if (!pool.boundary.empty()) return true;
  for (const auto& structure : table_list(top, "structure"))
    if (ends(structure, "from") || (ends(structure, "to") && !only_forward(structure))) return true;
  return false;
}

/// What comes into a pool without outlet, less what evaporates at most, must fit into it.
void check_room(const CaseTable& table, const PoolSpec& pool, Real end_time) {
  if (pool.inflow.empty()) return;
  const auto &level = pool.volumes.x(), &volume = pool.volumes.y();
  Real area = 0;
  for (std::size_t i = 1; i < level.size(); ++i)
    area = std::max(area, (volume[i] - volume[i - 1]) / (level[i] - level[i - 1]));
  const Real brought = pool.inflow.mean(0, end_time) * end_time;
  const Real lost = pool.evaporation.mean(0, end_time) * end_time * area;
  const Real start = pool.volumes(pool.level), room = volume.back();
  if (start + brought - lost <= room) return;
  table.fail("inflow",
             fmt::format("the pool has no outlet, and {} m3 until {} s make it rise above "
                         "its storage of {} m3, which holds {} m3 at the start",
                         brought, end_time, room, start));
}

}  // namespace

std::vector<PoolSpec> read_pools(const CaseTable& top, Real end_time) {
  std::vector<PoolSpec> pools;
  std::set<std::string> names{"outside"}, boundaries;
  for (const auto& table : table_list(top, "pool")) {
    PoolSpec pool;
    pool.name = table.new_name("name", names);
    pool.origin = table.where();
    pool.volumes = read_two_columns(table, "storage", "storage", {"level", Range::level()},
                                    {"volume", Range::not_negative()});
    const auto& x = pool.volumes.x();
    const auto& y = pool.volumes.y();
    if (x.size() < 2) table.fail("storage", "needs two levels or more");
    for (std::size_t i = 1; i < y.size(); ++i)
      if (!(y[i] > y[i - 1])) table.fail("storage", "volumes must increase");
    pool.level = table.number("level", Range::level());
    if (pool.level < x.front() || pool.level > x.back())
      table.fail("level",
                 fmt::format("lies outside the storage curve, {} .. {} m", x.front(), x.back()));
    if (table.has("inflow")) pool.inflow = read_series(table, "inflow", Range::not_negative());
    if (table.has("evaporation"))
      pool.evaporation = read_series(table, "evaporation", Range::not_negative());
    pool.boundary = table.text_or("boundary", "");
    if (!pool.boundary.empty() && !boundaries.insert(pool.boundary).second)
      table.fail("boundary", "leads to another pool already");
    if (!has_outlet(top, pool)) check_room(table, pool, end_time);
    pools.push_back(std::move(pool));
  }
  return pools;
}

}  // namespace freshet
