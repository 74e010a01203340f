#include <fmt/format.h>

#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

bool has_outlet(const CaseTable& top, const std::string& pool) {
  for (const auto& structure : table_list(top, "structure"))
    for (const char* end : {"from", "to"})
      if (structure.has(end) && structure.value(end).as<std::string>() != nullptr &&
          structure.text(end) == pool)
        return true;
  return false;
}

/// What comes into a pool without outlet must fit into it.
void check_room(const CaseTable& table, const PoolSpec& pool, Real end_time) {
  if (pool.inflow.empty() || !pool.evaporation.empty()) return;
  const Real brought = pool.inflow.mean(0, end_time) * end_time;
  const Real start = pool.volumes(pool.level), room = pool.volumes.y().back();
  if (start + brought <= room) return;
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
    if (!has_outlet(top, pool.name)) check_room(table, pool, end_time);
    pools.push_back(std::move(pool));
  }
  return pools;
}

}  // namespace freshet
