#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "post/flow_fields.hpp"
#include "post/flow_topology.hpp"
#include "post/flow_view.hpp"
#include "post/output_options.hpp"

namespace freshet {

/// Writes the values that an owned cell has in a field into a row of as many.
using FieldValues = std::function<void(Index cell, std::span<Real> row)>;

/// Writes the results of a run into `directory`: flow.h5 (VTKHDF 2.0 in time, for ParaView 5.12 and
/// later, also reached as flow.vtkhdf), flow.xdmf and maxima.xdmf (the same data, for any
/// ParaView).
///
/// The fields in time are concatenated: row step * cells + cell of /VTKHDF/CellData/NAME. Cells
/// stand in the order of global numbers, so that the files do not depend on the number of ranks.
/// After each call the files are whole and may be opened while the run goes on, or after it was
/// killed. All functions are collective. `mesh` must outlive the writer.
class FlowWriter {
 public:
  /// `append`: goes on with the files of a former run, if there are any; steps at or after the time
  /// of the first `write` are dropped. A file of another mesh is an InputError; one that cannot be
  /// opened is set aside, with a warning. Otherwise old files are replaced. `more` are scalar
  /// fields that are written in time beside depth, level and velocity; "bed" among them where it
  /// moves.
  FlowWriter(const Mesh& mesh, const std::filesystem::path& directory, const OutputOptions& options,
             bool append = false, std::vector<FlowField> more = {});

  void go_on_from(Real time);  ///< drops old steps at or after `time`
  /// `more`: values of the further fields, in their order.
  void write(Real time, const FlowView& flow, std::span<const std::vector<Real>> more = {});

  /// Fields without time, such as maxima. May be called at any time and again; the later call
  /// replaces what the former wrote.
  void write_static(std::span<const FlowValues> fields);

 private:
  void drop_steps_from(Real time);
  void put_in_time(const FlowField& field, const FieldValues& values);
  void put_static(const FlowField& field, std::span<const Real> values);
  void put_rows(const FlowField& field, GlobalIndex first_row, const FieldValues& values);
  std::vector<std::string> names_in_time() const;
  std::vector<FlowField> fixed_fields() const;
  void write_xdmf() const;

  const Mesh& mesh_;
  std::filesystem::path directory_;
  OutputOptions options_;
  std::vector<FlowField> in_time_;
  bool bed_moves_;
  FlowTopology topology_;
  hdf5::File file_;
  std::vector<Real> times_;
  bool continues_ = false;  ///< no step has been written since a former run's file was opened
};

}  // namespace freshet
