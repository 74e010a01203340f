#pragma once
#include "cases/input/case_table.hpp"
#include "solver/dam/dam_spec.hpp"

namespace freshet {

/// The parts of [dam] that are of embankments.
dam::Embankment read_embankment(const CaseTable& dam, dam::Analysis kind);
/// [dam.analysis] of kind seepage or slopes.
dam::AnalysisSpec read_embankment_analysis(const CaseTable& table, dam::Analysis kind);

}  // namespace freshet
