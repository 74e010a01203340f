#include "cases/loads/run_loads.hpp"

#include <fmt/format.h>

#include "kernels/error.hpp"
#include "post/csv_table.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

std::vector<FormulaFigure> figures_of(const loads::LoadCaseResult& r) {
  const auto& s = r.stability;
  return {{"weight", "N/m", r.weight},
          {"water_thrust", "N/m", r.water_thrust},
          {"inertia", "N/m", r.inertia},
          {"hydrodynamic", "N/m", r.hydrodynamic},
          {"hydrodynamic_moment", "N", r.hydrodynamic_moment},
          {"normal", "N/m", r.forces.normal},
          {"thrust", "N/m", r.forces.thrust},
          {"uplift", "N/m", s.uplift},
          {"crack", "m", s.crack},
          {"resultant", "m", s.resultant},
          {"heel_stress", "Pa", s.heel_stress},
          {"toe_stress", "Pa", s.toe_stress},
          {"sliding_factor", "1", s.sliding_factor},
          {"sliding_asked", "1", r.criteria.sliding},
          {"overturning_factor", "1", s.overturning_factor},
          {"overturning_asked", "1", r.criteria.overturning},
          {"resultant_place", "1", s.resultant / r.base_length},
          {"resultant_asked", "1", r.criteria.resultant_from},
          {"holds", "1", r.holds ? 1. : 0.}};
}

}  // namespace

std::vector<LoadFigure> load_figures(const LoadsSpec& loads) {
  std::vector<LoadFigure> all;
  for (const auto& formula : loads.formulas)
    for (auto& figure : formula_kind(formula.kind).evaluate(formula))
      all.push_back({formula.name, formula.kind, std::move(figure)});
  for (const auto& load_case : loads.cases)
    for (auto& figure : figures_of(loads::evaluate(*loads.section, load_case)))
      all.push_back({load_case.name, load_case.criteria, std::move(figure)});
  return all;
}

void refuse_one_name_for_two(const LoadsSpec& loads) {
  for (const auto& formula : loads.formulas)
    for (const auto& load_case : loads.cases)
      if (formula.name == load_case.name)
        throw InputError(
            fmt::format("a [[loads.formula]] and one of [[load_cases]] have one name, \"{}\": give "
                        "each its own",
                        formula.name));
  std::map<std::string, std::string> owners;
  for (const auto& f : load_figures(loads)) {
    const auto figure = f.owner + "_" + f.figure.name;
    const auto [place, fresh] = owners.emplace(figure, f.owner);
    if (!fresh)
      throw InputError(
          fmt::format("the names \"{}\" and \"{}\" of [[loads.formula]] and "
                      "[[load_cases]] give two figures one name, {}: change one",
                      place->second, f.owner, figure));
  }
}

std::map<std::string, Real> by_name(const std::vector<LoadFigure>& figures) {
  std::map<std::string, Real> named;
  for (const auto& f : figures) named[f.owner + "_" + f.figure.name] = f.figure.value;
  return named;
}

std::filesystem::path write_load_figures(const std::filesystem::path& folder,
                                         const std::vector<LoadFigure>& figures) {
  std::string text = "name,kind,figure,value,unit\n";
  for (const auto& f : figures)
    text += fmt::format("{},{},{},{},{}\n", csv_field(f.owner), f.kind, f.figure.name,
                        f.figure.value, f.figure.unit);
  make_folder(folder);
  const auto file = folder / "formulas.csv";
  write_text_atomically(file, text);
  return file;
}

}  // namespace freshet
