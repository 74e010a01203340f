#pragma once
#include <map>
#include <string>

#include "cases/input/case_table.hpp"
#include "cases/loads/loads_spec.hpp"

namespace freshet {

/// [[loads.series]], by name: what any key of the case that takes a series may name.
std::map<std::string, PiecewiseLinear> read_load_series(const CaseTable& top);

/// The rest of [loads], and [[load_cases]].
LoadsSpec read_loads(const CaseTable& top);

void read_formulas(LoadsSpec& spec, const CaseTable& loads);
void read_load_cases(LoadsSpec& spec, const CaseTable& top, const CaseTable& loads);

}  // namespace freshet
