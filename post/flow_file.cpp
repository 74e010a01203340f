#include "post/flow_file.hpp"

#include <algorithm>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/flow_open.hpp"
#include "post/flow_steps.hpp"
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

std::vector<Real> water_level(const Mesh& mesh, const FlowView& flow) {
  std::vector<Real> level(mesh.owned);
  for (Index c = 0; c < mesh.owned; ++c) level[c] = flow.bed[c] + flow.depth[c];
  return level;
}

std::vector<Real> velocity_vectors(const Mesh& mesh, const FlowView& flow) {
  std::vector<Real> vectors;
  vectors.reserve(3 * static_cast<std::size_t>(mesh.owned));
  for (Index c = 0; c < mesh.owned; ++c)
    vectors.insert(vectors.end(), {flow.velocity_x[c], flow.velocity_y[c], 0.0});
  return vectors;
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
  const auto level = water_level(mesh_, flow);
  const auto velocity = velocity_vectors(mesh_, flow);
  std::vector<std::span<const Real>> values{flow.depth, level, velocity};
  values.insert(values.end(), more.begin(), more.end());
  require(values.size() == in_time_.size(), "output in time with another number of fields",
          values.size());
  for (std::size_t k = 0; k < values.size(); ++k) put_in_time(in_time_[k], values[k]);
  append_step(file_, time, topology_.cells, names_in_time());
  file_.flush();
  times_.push_back(time);
  write_xdmf();
  if (options_.vtu) write_vtu(mesh_, directory_, times_, {flow.depth, level, velocity, flow.bed});
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

void FlowWriter::put_in_time(const FlowField& field, std::span<const Real> values) {
  const auto first = static_cast<GlobalIndex>(times_.size()) * topology_.cells;
  file_.resize(cell_data + field.name, first + topology_.cells);
  put_rows(field, first + mesh_.first_cell, values);
}

void FlowWriter::put_static(const FlowField& field, std::span<const Real> values) {
  if (!file_.has(cell_data + field.name)) {
    make_flow_field(file_, field, topology_.cells, false, options_);
    add_step_field(file_, field.name, 0);
  }
  put_rows(field, mesh_.first_cell, values);
}

void FlowWriter::put_rows(const FlowField& field, GlobalIndex first_row,
                          std::span<const Real> values) {
  if (options_.double_precision) {
    file_.write<double>(cell_data + field.name, first_row, values);
  } else {
    const std::vector<float> narrow(values.begin(), values.end());
    file_.write<float>(cell_data + field.name, first_row, narrow);
  }
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
