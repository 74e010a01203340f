#pragma once
#include <filesystem>
#include <string>

#include "cases/input/case_table.hpp"
#include "cases/model/case.hpp"

/// One function for each part of a case; all throw InputError "file:line: key: what (value)".
namespace freshet {

std::map<std::string, Real> read_parameters(const CaseTable& top);
MeshSpec read_mesh(const CaseTable& top);
BedSpec read_bed(const CaseTable& top, bool mesh_has_bed);
FlowOptions read_flow(Real& end_time, const CaseTable& top);
MixingModel read_mixing(const CaseTable& top);
CellProperty read_friction(const CaseTable& top);
WaterSpec read_water(const CaseTable& top);
std::vector<BoundaryCondition> read_boundaries(const CaseTable& top);
std::vector<InitialSpec> read_initial(const CaseTable& top);
OutputOptions read_output(const CaseTable& top);
/// Pools, and structures with places and gauges by their names.
std::vector<PoolSpec> read_pools(const CaseTable& top, Real end_time);
std::vector<StructureSpec> read_structures(const CaseTable& top, const OutputOptions& output,
                                           const std::vector<PoolSpec>& pools);
/// [ensemble]; nothing varied where it is not there.
EnsembleSpec read_ensemble(const CaseTable& top);
void check_accounts(const CaseTable& top);  ///< each name stands for one water in the balance
void check_facility(const CaseTable& top);  ///< its figures are for post alone
void check_rivers(const CaseTable& top);    ///< and so are rivers and reservoirs
std::vector<VariantSpec> read_variants(const CaseTable& top);
dam::Spec read_dam(const CaseTable& top);
/// `with_run`: whether there are results whose tables they may name.
std::vector<CyclesSpec> read_cycles(const CaseTable& top, bool with_run);
/// [[breach_estimate]].
std::vector<BreachEstimateSpec> read_breach_estimates(const CaseTable& top);
/// Where a rule, a table or what begins a breach looks: by the keys gauge and pool.
PlaceSpec watched_by(const CaseTable& table, const OutputOptions& output,
                     const std::vector<PoolSpec>& pools);
/// [[breach]] in structures, by structure; `so_far` has all that they may name.
std::vector<BreachSpec> read_breaches(const CaseTable& top, const Case& so_far);
/// [[erodible]].
std::vector<ErodibleSpec> read_erodible(const CaseTable& top);
std::vector<CheckSpec> read_checks(const CaseTable& top, const OutputOptions& output);

struct SeriesColumn {
  std::string name;
  Range range;
};
/// Two columns, x and y, of the table under `key`, which follows `schema`, inline or from a file.
PiecewiseLinear read_two_columns(const CaseTable& parent, const std::string& key,
                                 const std::string& schema, const SeriesColumn& x,
                                 const SeriesColumn& y);
/// A number (constant), an inline series or columns of a CSV file under `key`, all within `range`.
PiecewiseLinear read_series(const CaseTable& table, const std::string& key, Range range);
/// Two columns as in read_series, but of the keys "x" and "level", and no number.
PiecewiseLinear read_profile(const CaseTable& table, const std::string& key);
/// The keys polygon, behind_line and where.
Region read_region(const CaseTable& table);

/// A key that gives a property of the ground.
struct PropertyKey {
  std::string name;  ///< "manning"
  Range range;
  std::function<Real(Real)> convert = {};  ///< to the property's own unit; empty: as it is
};

/// The steps of a table such as [friction]: its own value by one of `keys`, then its `zones` (in
/// the property's own unit, which is that of the first key), then each [[NAME.region]].
CellProperty read_property(const CaseTable& top, const std::string& name,
                           const std::vector<PropertyKey>& keys);

/// One of several properties of a table such as [infiltration]: its own value by one of `keys`,
/// then that of each of its regions that has one.
CellProperty read_property_of(const CaseTable& table, const std::vector<CaseTable>& regions,
                              const std::vector<PropertyKey>& keys);

/// Two columns as in read_series, but of the keys "level" and "discharge", and no number; the
/// discharge, in `range`, must not fall as the level rises.
PiecewiseLinear read_rating(const CaseTable& table, const std::string& key,
                            Range range = Range::discharge());

}  // namespace freshet
