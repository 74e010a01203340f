#pragma once
#include <memory>
#include <optional>

#include "cases/dam/dam_run.hpp"
#include "cases/dam/figure_history.hpp"
#include "post/dam_file.hpp"
#include "solver/dam/actions.hpp"
#include "solver/dam/section_fields.hpp"

namespace freshet {

/// A state of the section that results are drawn from.
struct DamState {
  Real time = 0;
  Vec unknowns = nullptr;
  dam::Resultant earthquake;                  ///< on the dam: inertia and water in motion, N/m
  std::optional<Real> crack;                  ///< m, of the opened base
  const std::vector<Real>* damage = nullptr;  ///< by vertex of the file, or none
};

/// A section with its loads and its output: what all analyses have in common. All functions are
/// collective.
class DamSession {
 public:
  DamSession(const dam::Spec& spec, const DamRunOptions& options, bool append = false);

  const dam::Spec& spec() const { return spec_; }
  const dam::Model& model() const { return *model_; }
  const dam::Actions& actions() const { return *actions_; }
  const dam::StressMap& stress() const { return *stress_; }
  const std::vector<dam::Probe>& probes() const { return probes_; }
  const DamRunOptions& options() const { return options_; }
  void say(const std::string& line) const { options_.say(line); }

  void tell_progress(std::int64_t steps, Real time) const {
    if (options_.progress) options_.progress(mesh_.cells_global, steps, time);
  }

  /// A row of dam/history.csv, and its values as figures under their columns' names without units.
  void write_row(const DamState& state);
  void write_fields(const DamState& state);
  /// Figures of the last row; with the sums and criteria of the base.
  std::map<std::string, Real> last_figures() const { return history_.last(); }
  /// The largest absolute value of each column so far, as NAME_max; of factors of safety and
  /// criteria the least, as NAME_min.
  std::map<std::string, Real> envelope() const { return history_.extremes(); }

 private:
  std::map<std::string, Real> measure(const DamState& state) const;
  void measure_base(std::map<std::string, Real>& found, const DamState& state) const;

  const dam::Spec& spec_;
  const DamRunOptions& options_;
  dam::SectionMesh mesh_;
  std::unique_ptr<dam::Model> model_;
  std::unique_ptr<dam::StressMap> stress_;
  std::unique_ptr<dam::Actions> actions_;
  std::vector<dam::Probe> probes_;
  std::unique_ptr<DamWriter> writer_;
  FigureHistory history_;
};

/// What a restart reads.
std::filesystem::path checkpoint_file(const DamRunOptions& options);

/// The analyses, each in its file.
void analyse_static(DamSession& session, DamResult& result);
void analyse_modes(DamSession& session, DamResult& result);
void analyse_response(DamSession& session, DamResult& result);
void analyse_harmonic(DamSession& session, DamResult& result);
void analyse_series(DamSession& session, DamResult& result);
void analyse_oscillator(const dam::Spec& spec, const DamRunOptions& options, DamResult& result);

}  // namespace freshet
