#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"
#include "post/csv_table.hpp"
#include "post/flow_view.hpp"

namespace freshet {

/// A gauge, and the owned cell that it lies in: -1 where it lies in none of this rank's.
struct GaugeCell {
  std::string name;
  Index cell = -1;
};

/// gauges.csv: depth, level and velocity at points. A gauge that several ranks claim counts in the
/// cell of the lowest global number; one that lies in no cell reads "nan". Where there is no more
/// than `dry_depth` (m) of water there is no level: that field is empty. Collective.
class GaugeWriter {
 public:
  GaugeWriter(const Mesh& mesh, const std::filesystem::path& directory,
              const std::vector<GaugeCell>& gauges, bool append = false, Real dry_depth = 0);
  void go_on_from(Real time);  ///< drops old rows at or after `time`
  const std::vector<Index>& cells() const { return watched_; }  ///< of this rank, all it looks at
  void write(Real time, const FlowView& flow);  ///< the state of `cells`, in their order

 private:
  const Mesh& mesh_;
  Real dry_depth_;
  std::vector<Index> watched_;
  std::vector<Index> places_;  ///< of each gauge in them; -1 where another rank has it
  std::vector<bool> nowhere_;  ///< no rank has it
  CsvTable table_;             ///< of rank 0
};

/// sections.csv and section_volumes.csv: the discharge through sections and what has passed them
/// since the start, to the right of their lines. Collective.
class SectionWriter {
 public:
  SectionWriter(const Mesh& mesh, const std::filesystem::path& directory,
                const std::vector<std::string>& names, bool append = false);
  void go_on_from(Real time);  ///< drops old rows at or after `time`
  /// A value a section, m3/s and m3; those of rank 0 count.
  void write(Real time, const std::vector<Real>& discharges, const std::vector<Real>& volumes);

 private:
  const Mesh& mesh_;
  CsvTable discharges_, volumes_;  ///< of rank 0
};

}  // namespace freshet
