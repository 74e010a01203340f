#include "post/flow_steps.hpp"

#include <algorithm>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

const std::string group = "/VTKHDF/Steps";
const std::string offsets_group = group + "/CellDataOffsets";
constexpr GlobalIndex steps_per_chunk = 1024;

/// What VTKHDF wants for each step, and its value for a mesh of one part that never changes.
struct StepList {
  std::string name;
  int columns;
  std::int64_t value;
};

const std::vector<StepList>& step_lists() {
  static const std::vector<StepList> lists{
      {group + "/PartOffsets", 0, 0},           {group + "/NumberOfParts", 0, 1},
      {group + "/PointOffsets", 0, 0},          {group + "/CellOffsets", 1, 0},
      {group + "/ConnectivityIdOffsets", 1, 0},
  };
  return lists;
}

/// Lets the list be `row + 1` long and writes its last entry: `value`.
template <class T>
void write_row(hdf5::File& file, const std::string& name, GlobalIndex row, T value) {
  file.resize(name, row + 1);
  file.write<T>(name, row, std::span<const T>(&value, file.leads() ? 1 : 0));
}

void set_step_count(hdf5::File& file, GlobalIndex steps) {
  file.set_integer(group, "NSteps", steps);
}

}  // namespace

void make_steps(hdf5::File& file) {
  file.make_group(offsets_group);
  file.make_dataset(group + "/Values", {.extendible = true, .chunk_rows = steps_per_chunk});
  file.set_text(group + "/Values", "units", "s");
  for (const auto& list : step_lists())
    file.make_dataset(list.name, {.type = hdf5::Type::Int64,
                                  .columns = list.columns,
                                  .extendible = true,
                                  .chunk_rows = steps_per_chunk});
  set_step_count(file, 0);
}

void add_step_field(hdf5::File& file, const std::string& field, GlobalIndex rows_per_step) {
  const std::string name = offsets_group + "/" + field;
  const GlobalIndex steps = file.rows(group + "/Values");
  file.make_dataset(name, {.type = hdf5::Type::Int64,
                           .rows = steps,
                           .extendible = true,
                           .chunk_rows = steps_per_chunk});
  std::vector<std::int64_t> offsets;
  for (GlobalIndex step = 0; file.leads() && step < steps; ++step)
    offsets.push_back(step * rows_per_step);
  file.write<std::int64_t>(name, 0, offsets);
}

void append_step(hdf5::File& file, Real time, GlobalIndex cells,
                 const std::vector<std::string>& fields) {
  const GlobalIndex step = file.rows(group + "/Values");
  for (const auto& list : step_lists()) write_row(file, list.name, step, list.value);
  for (const auto& field : file.members(offsets_group)) {
    const bool in_time = std::find(fields.begin(), fields.end(), field) != fields.end();
    write_row<std::int64_t>(file, offsets_group + "/" + field, step, in_time ? step * cells : 0);
  }
  write_row<Real>(file, group + "/Values", step, time);
  set_step_count(file, step + 1);
}

std::vector<Real> step_times(const hdf5::File& file) {
  std::vector<Real> times(file.rows(group + "/Values"));
  file.read<Real>(group + "/Values", 0, times);
  return times;
}

void keep_steps(hdf5::File& file, GlobalIndex steps, GlobalIndex cells,
                const std::vector<std::string>& fields) {
  set_step_count(file, steps);
  file.resize(group + "/Values", steps);
  for (const auto& list : step_lists()) file.resize(list.name, steps);
  for (const auto& field : file.members(offsets_group))
    file.resize(offsets_group + "/" + field, steps);
  for (const auto& field : fields) file.resize("/VTKHDF/CellData/" + field, steps * cells);
}

}  // namespace freshet
