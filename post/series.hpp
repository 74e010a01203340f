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

/// The part of a section that crosses one owned cell.
struct SectionPiece {
  Index cell = 0;
  Real length = 0;                  ///< m
  Real normal_x = 0, normal_y = 0;  ///< unit vector towards which discharge is positive
};

struct SectionCells {
  std::string name;
  std::vector<SectionPiece> pieces;  ///< in this rank's owned cells
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

/// sections.csv: discharge through lines, the sum of depth * velocity * normal * length over their
/// pieces, exact but for the rounding of each piece, so that it is the same for any number of
/// ranks. Collective.
class SectionWriter {
 public:
  SectionWriter(const Mesh& mesh, const std::filesystem::path& directory,
                const std::vector<SectionCells>& sections, bool append = false);
  void go_on_from(Real time);  ///< drops old rows at or after `time`
  const std::vector<Index>& cells() const { return watched_; }  ///< of this rank, all it looks at
  void write(Real time, const FlowView& flow);  ///< the state of `cells`, in their order

 private:
  const Mesh& mesh_;
  std::vector<Index> watched_;
  std::vector<SectionCells> sections_;  ///< their pieces by place in these
  CsvTable table_;                      ///< of rank 0
};

/// Discharge through one section, m3/s, on all ranks; `flow` holds the cells that its pieces name.
/// Collective.
Real section_discharge(MPI_Comm communicator, const SectionCells& section, const FlowView& flow);

}  // namespace freshet
