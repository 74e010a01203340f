#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cases/loads/formula_kind.hpp"
#include "cases/loads/loads_spec.hpp"

namespace freshet {

/// A figure of [loads] with what it belongs to.
struct LoadFigure {
  std::string owner, kind;  ///< name of the formula or load case; its kind or criteria
  FormulaFigure figure;
};

/// All figures of the formulas and load cases, in the order of the case.
std::vector<LoadFigure> load_figures(const LoadsSpec& loads);

/// Throws InputError naming both where two of the case's formulas and load cases have one name, or
/// two figures would be one in `by_name`.
void refuse_one_name_for_two(const LoadsSpec& loads);

/// "OWNER_FIGURE" and the value.
std::map<std::string, Real> by_name(const std::vector<LoadFigure>& figures);

/// formulas.csv under `folder`: owner, kind, figure, value, unit. One rank only.
std::filesystem::path write_load_figures(const std::filesystem::path& folder,
                                         const std::vector<LoadFigure>& figures);

}  // namespace freshet
