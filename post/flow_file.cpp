#include "post/flow_file.hpp"

#include <algorithm>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/flow_open.hpp"
#include "post/flow_steps.hpp"
#include "post/row_blocks.hpp"
#include "post/text_file.hpp"
#include "post/vtu_files.hpp"
#include "post/xdmf.hpp"

namespace freshet {
namespace {

const std::string cell_data = "/VTKHDF/CellData/";

std::vector<FlowField> all_in_time(const std::vector<FlowField>& more) {
  std::vector<FlowField> all = fields_in_time();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// The three standard fields, see fields_in_time.
std::vector<FieldValues> standard_values(const FlowView& flow) {
  const auto one = [](auto value) {
    return FieldValues([value](Index c, std::span<Real> row) { row[0] = value(c); });
  };
  return {one([flow](Index c) { return flow.depth[c]; }),
          one([flow](Index c) { return flow.bed[c] + flow.depth[c]; }),
          [flow](Index c, std::span<Real> row) {
            row[0] = flow.velocity_x[c];
            row[1] = flow.velocity_y[c];
            row[2] = 0;
          }};
}

FieldValues values_of(std::span<const Real> values, int columns) {
  return [values, columns](Index c, std::span<Real> row) {
    for (int k = 0; k < columns; ++k) row[k] = values[static_cast<std::size_t>(columns) * c + k];
  };
}

/// All of a field, for files that want it at once.
std::vector<Real> whole(const Mesh& mesh, const FieldValues& values, int columns) {
  std::vector<Real> all(static_cast<std::size_t>(columns) * mesh.owned);
  for (Index c = 0; c < mesh.owned; ++c)
    values(c, std::span(all).subspan(static_cast<std::size_t>(columns) * c, columns));
  return all;
}

}  // namespace

FlowWriter::FlowWriter(const Mesh& mesh, const std::filesystem::path& directory,
                       const OutputOptions& options, bool append, std::vector<FlowField> more)
    : mesh_(mesh),
      directory_(directory),
      options_(options),
      in_time_(all_in_time(more)),
      bed_moves_(std::any_of(more.begin(), more.end(),
                             [](const FlowField& field) { return field.name == "bed"; })),
      topology_(count_topology(mesh)),
      file_(open_flow_file(mesh, topology_, directory, options, in_time_, append)) {
  options_.double_precision = file_.type(cell_data + "depth") == hdf5::Type::Float64;
  times_ = step_times(file_);
  continues_ = !times_.empty();
  if (!bed_moves_) put_static(bed_field(), std::span(mesh.bed).first(mesh.owned));
  file_.flush();
}

void FlowWriter::go_on_from(Real time) {
  if (continues_) drop_steps_from(time);
}

std::vector<std::string> FlowWriter::names_in_time() const {
  std::vector<std::string> names;
  for (const auto& field : in_time_) names.push_back(field.name);
  return names;
}

std::vector<FlowField> FlowWriter::fixed_fields() const {
  return bed_moves_ ? std::vector<FlowField>{} : std::vector<FlowField>{bed_field()};
}

void FlowWriter::write(Real time, const FlowView& flow, std::span<const std::vector<Real>> more) {
  go_on_from(time);
  auto values = standard_values(flow);
  for (const auto& each : more) values.push_back(values_of(each, 1));
  require(values.size() == in_time_.size(), "output in time with another number of fields",
          values.size());
  for (std::size_t k = 0; k < values.size(); ++k) put_in_time(in_time_[k], values[k]);
  append_step(file_, time, topology_.cells, names_in_time());
  file_.flush();
  times_.push_back(time);
  write_xdmf();
  if (options_.vtu)
    write_vtu(mesh_, directory_, times_,
              {flow.depth, whole(mesh_, values[1], 1), whole(mesh_, values[2], 3), flow.bed});
}

void FlowWriter::write_static(std::span<const FlowValues> fields) {
  std::vector<FlowField> all = fixed_fields();
  for (const auto& each : fields) {
    put_static(each.field, each.values);
    all.push_back(each.field);
  }
  file_.flush();
  together(mesh_.communicator, [&] {
    if (mesh_.rank != 0) return;
    write_text_atomically(
        directory_ / "maxima.xdmf",
        static_xdmf({"flow.h5", topology_, options_.double_precision, all, {}}, "maxima"));
  });
}

void FlowWriter::drop_steps_from(Real time) {
  continues_ = false;
  const auto kept = std::lower_bound(times_.begin(), times_.end(), time);
  times_.erase(kept, times_.end());
  keep_steps(file_, static_cast<GlobalIndex>(times_.size()), topology_.cells, names_in_time());
}

void FlowWriter::put_in_time(const FlowField& field, const FieldValues& values) {
  const auto first = static_cast<GlobalIndex>(times_.size()) * topology_.cells;
  file_.resize(cell_data + field.name, first + topology_.cells);
  put_rows(field, first + mesh_.first_cell, values);
}

void FlowWriter::put_static(const FlowField& field, std::span<const Real> values) {
  if (!file_.has(cell_data + field.name)) {
    make_flow_field(file_, field, topology_.cells, false, options_);
    add_step_field(file_, field.name, 0);
  }
  put_rows(field, mesh_.first_cell, values_of(values, std::max(field.columns, 1)));
}

void FlowWriter::put_rows(const FlowField& field, GlobalIndex first_row,
                          const FieldValues& values) {
  std::vector<Real> row(std::max(field.columns, 1));
  const auto append = [&](auto& block, Index cell) {
    values(cell, row);
    block.insert(block.end(), row.begin(), row.end());
  };
  const auto put = [&]<class T>(T) {
    write_in_blocks<T>(file_, mesh_.communicator, cell_data + field.name, first_row, field.columns,
                       mesh_.owned, append);
  };
  options_.double_precision ? put(double{}) : put(float{});
}

void FlowWriter::write_xdmf() const {
  together(mesh_.communicator, [&] {
    if (mesh_.rank != 0) return;
    if (times_.size() == xdmf_steps(topology_) + 1)
      warn("flow.xdmf lists no more steps than the first " + std::to_string(times_.size() - 1) +
           "; all are in flow.vtkhdf, for ParaView 5.12 or later");
    write_text_atomically(
        directory_ / "flow.xdmf",
        flow_xdmf({"flow.h5", topology_, options_.double_precision, fixed_fields(), in_time_},
                  times_));
  });
}

}  // namespace freshet
