#pragma once
#include <span>
#include <string>
#include <vector>

#include "cases/input/case_schema.hpp"
#include "cases/input/case_table.hpp"
#include "cases/loads/loads_spec.hpp"

namespace freshet {

/// A figure that a formula gives, in SI units.
struct FormulaFigure {
  std::string name, unit;
  Real value = 0;
};

/// A kind of [[loads.formula]].
struct FormulaKind : CaseKind {
  /// Throws InputError where the formula ends; the caller names the place.
  std::vector<FormulaFigure> (*evaluate)(const FormulaSpec& given) = nullptr;
};

/// All kinds, by name. The build makes this list of the functions formula_NAME() in
/// cases/loads/formulas/NAME.cpp.
std::span<const FormulaKind> formula_kinds();

/// Throws InputError where there is none of this name.
const FormulaKind& formula_kind(const std::string& name);

}  // namespace freshet
