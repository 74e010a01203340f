#pragma once
#include <memory>
#include <set>

#include "cases/dam/dam_run.hpp"
#include "cases/dam/figure_history.hpp"
#include "post/dam_file.hpp"
#include "solver/dam/seepage/richards_solver.hpp"
#include "solver/dam/slope/slope_search.hpp"

namespace freshet {

/// An embankment's section with its slopes and its output: what its analyses have in common. All
/// functions are collective.
class EmbankmentSession {
 public:
  EmbankmentSession(const dam::Spec& spec, const DamRunOptions& options, int refinements,
                    bool append = false);

  const dam::Spec& spec() const { return spec_; }
  const DamRunOptions& options() const { return options_; }
  const dam::SectionMesh& mesh() const { return mesh_; }
  const dam::PressureSpace& space() const { return *space_; }
  dam::RichardsSolver& flow() { return *flow_; }
  FigureHistory& history() { return history_; }
  void say(const std::string& line) const { options_.say(line); }

  /// Levels and rain at a time, or their means over the step that ends then.
  dam::WaterLoads loads(Real time, Real step) const;
  /// A row of dam/history.csv: the flow's figures, where there is one, and the slopes'.
  void write_row(Real time, const dam::WaterLoads& loads);
  void write_fields(Real time);
  /// InputError where a slope had no admissible slip surface at any time.
  void require_slides() const;
  /// The slip surface of each slope that was the least safe so far, as dam/slip_NAME.csv.
  void write_slides() const;

 private:
  void measure_flow(std::map<std::string, Real>& found, const dam::WaterLoads& loads);
  void measure_slopes(std::map<std::string, Real>& found, const dam::WaterLoads& loads);
  void check_faces() const;
  void check_slopes() const;
  void warn_of(std::size_t slope, const dam::CriticalSlide& slide);

  const dam::Spec& spec_;
  const DamRunOptions& options_;
  dam::SectionMesh mesh_;
  std::vector<int> soil_of_zone_;
  std::unique_ptr<dam::PressureSpace> space_;
  std::unique_ptr<dam::RichardsSolver> flow_;  ///< none where only slopes are asked for
  std::unique_ptr<dam::SectionColumns> columns_;
  std::vector<dam::SlopeModel> slopes_;
  std::vector<dam::CriticalSlide> worst_;
  std::unique_ptr<DamWriter> writer_;
  bool said_no_gradient_ = false;
  std::set<std::string> warned_;
  FigureHistory history_;
};

/// The analyses, each in its file.
void analyse_seepage(EmbankmentSession& session, DamResult& result);
void analyse_slopes(EmbankmentSession& session, DamResult& result);

}  // namespace freshet
