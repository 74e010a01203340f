#include "cases/dam/figure_history.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/dam/stability.hpp"

namespace freshet {
namespace {

const char* unit_of(const std::string& figure) {
  for (const char* ending :
       {"_x", "_y", "level", "crack", "resultant", "_radius", "_head", "_phreatic"})
    if (figure.ends_with(ending)) return "_m";
  for (const char* ending : {"normal", "thrust", "uplift"})
    if (figure == ending) return "_N_per_m";
  for (const char* ending : {"stress", "tension", "compression", "_pressure"})
    if (figure.ends_with(ending)) return "_Pa";
  for (const char* ending : {"_discharge", "_inflow", "_outflow"})
    if (figure.ends_with(ending)) return "_m2_per_s";
  if (figure == "water_stored") return "_m2";
  if (figure == "rain") return "_m_per_s";
  return "";
}

/// Factors of safety and criteria: of these the least counts.
bool is_safety(const std::string& figure) {
  return figure.ends_with("_factor") ||
         std::any_of(std::begin(dam::kCriteria), std::end(dam::kCriteria),
                     [&](const auto& rule) { return figure == rule.name; });
}

}  // namespace

void FigureHistory::write(Real time, const std::map<std::string, Real>& figures) {
  last_ = figures;
  std::vector<std::string> columns;
  std::vector<Real> values;
  for (const auto& [name, value] : figures) {
    columns.push_back(name + unit_of(name));
    values.push_back(value);
    if (is_safety(name)) {
      Real& least = extremes_.try_emplace(name + "_min", value).first->second;
      least = std::min(least, value);
    } else {
      Real& most = extremes_[name + "_max"];
      most = std::max(most, std::abs(value));
    }
  }
  together(communicator_, [&] {
    if (mpi::rank_of(communicator_) != 0) return;
    if (!table_) table_.emplace(file_, columns, append_);
    table_->add(time, values);
  });
}

}  // namespace freshet
