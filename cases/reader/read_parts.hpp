#pragma once
#include <filesystem>
#include <string>

#include "cases/case.hpp"
#include "cases/reader/case_table.hpp"

/// One function for each part of a case; all throw InputError "file:line: key: what (value)".
namespace freshet {

std::map<std::string, Real> read_parameters(const CaseTable& top);
MeshSpec read_mesh(const CaseTable& top);
BedSpec read_bed(const CaseTable& top, MeshSource mesh);
FlowOptions read_flow(Real& end_time, const CaseTable& top);
FrictionSpec read_friction(const CaseTable& top);
std::vector<BoundaryCondition> read_boundaries(const CaseTable& top);
std::vector<InitialSpec> read_initial(const CaseTable& top);
OutputOptions read_output(const CaseTable& top);
dam::Spec read_dam(const CaseTable& top);
std::vector<CheckSpec> read_checks(const CaseTable& top, const OutputOptions& output);

/// A number (constant), an inline series or columns of a CSV file under `key`.
PiecewiseLinear read_series(const CaseTable& table, const std::string& key);
/// Two columns as in read_series, but of the keys "level" and "discharge", and no number.
PiecewiseLinear read_rating(const CaseTable& table, const std::string& key);

}  // namespace freshet
