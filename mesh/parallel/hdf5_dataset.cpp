#include <algorithm>
#include <array>
#include <cstddef>

#include "kernels/error.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::hdf5 {
namespace {

constexpr GlobalIndex chunk_bytes = GlobalIndex{1} << 20;

hid_t native(Type type) {
  switch (type) {
    case Type::Float32:
      return H5T_NATIVE_FLOAT;
    case Type::Float64:
      return H5T_NATIVE_DOUBLE;
    case Type::Int32:
      return H5T_NATIVE_INT32;
    case Type::Int64:
      return H5T_NATIVE_INT64;
    default:
      return H5T_NATIVE_UINT8;
  }
}

Handle dataset_properties(const Layout& layout) {
  Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "HDF5 dataset properties");
  check(H5Pset_fill_time(properties.get(), H5D_FILL_TIME_NEVER), "HDF5 fill time");
  if (!layout.extendible && (layout.deflate == 0 || layout.rows == 0)) return properties;
  const GlobalIndex columns = std::max(layout.columns, 1);
  const auto row_bytes = static_cast<GlobalIndex>(H5Tget_size(native(layout.type))) * columns;
  const GlobalIndex wanted = layout.chunk_rows > 0 ? layout.chunk_rows : chunk_bytes / row_bytes;
  const GlobalIndex rows = layout.extendible ? wanted : std::min(wanted, layout.rows);
  const std::array<hsize_t, 2> chunk{static_cast<hsize_t>(std::max<GlobalIndex>(rows, 1)),
                                     static_cast<hsize_t>(columns)};
  check(H5Pset_chunk(properties.get(), layout.columns > 0 ? 2 : 1, chunk.data()), "HDF5 chunks");
  if (layout.deflate > 0) {
    check(H5Pset_shuffle(properties.get()), "HDF5 shuffle filter");
    check(H5Pset_deflate(properties.get(), static_cast<unsigned>(layout.deflate)), "HDF5 deflate");
  }
  return properties;
}

std::array<hsize_t, 2> extent_of(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "HDF5 extent");
  std::array<hsize_t, 2> extent{0, 1};
  if (H5Sget_simple_extent_ndims(space.get()) > 2)
    throw EnvironmentError("an HDF5 dataset has more than 2 dimensions");
  check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), "HDF5 extent");
  return extent;
}

Handle open_dataset(hid_t file, const std::string& name, const std::string& what) {
  return Handle(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, what);
}

}  // namespace

template <>
Type type_of<float>() {
  return Type::Float32;
}
template <>
Type type_of<double>() {
  return Type::Float64;
}
template <>
Type type_of<std::int32_t>() {
  return Type::Int32;
}
template <>
Type type_of<std::int64_t>() {
  return Type::Int64;
}
template <>
Type type_of<std::uint8_t>() {
  return Type::UInt8;
}

void File::make_dataset(const std::string& name, const Layout& layout) {
  const int rank = layout.columns > 0 ? 2 : 1;
  const std::array<hsize_t, 2> extent{static_cast<hsize_t>(layout.rows),
                                      static_cast<hsize_t>(layout.columns)};
  const std::array<hsize_t, 2> most{layout.extendible ? H5S_UNLIMITED : extent[0], extent[1]};
  const Handle space(H5Screate_simple(rank, extent.data(), most.data()), H5Sclose,
                     described("make", name));
  const Handle properties = dataset_properties(layout);
  Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "HDF5 link properties");
  check(H5Pset_create_intermediate_group(links.get(), 1), "HDF5 link properties");
  Handle(H5Dcreate2(file_.get(), name.c_str(), native(layout.type), space.get(), links.get(),
                    properties.get(), H5P_DEFAULT),
         H5Dclose, described("make", name));
}

GlobalIndex File::rows(const std::string& name) const {
  const Handle dataset = open_dataset(file_.get(), name, described("open", name));
  return static_cast<GlobalIndex>(extent_of(dataset.get())[0]);
}

Type File::type(const std::string& name) const {
  const Handle dataset = open_dataset(file_.get(), name, described("open", name));
  const Handle type(H5Dget_type(dataset.get()), H5Tclose, described("open", name));
  for (const Type one : {Type::Float32, Type::Float64, Type::Int32, Type::Int64, Type::UInt8})
    if (H5Tequal(type.get(), native(one)) > 0) return one;
  throw EnvironmentError(described("use the type of", name));
}

void File::resize(const std::string& name, GlobalIndex rows) {
  const Handle dataset = open_dataset(file_.get(), name, described("open", name));
  auto extent = extent_of(dataset.get());
  extent[0] = static_cast<hsize_t>(rows);
  check(H5Dset_extent(dataset.get(), extent.data()), described("resize", name));
}

/// Rows of one rank in a transfer.
struct File::Rows {
  GlobalIndex first, values;
  std::size_t value_bytes;
};

template <class Transfer>
void File::transfer(const std::string& name, const Rows& rows, const std::string& what,
                    Transfer&& one_call) const {
  const Handle dataset = open_dataset(file_.get(), name, described("open", name));
  const auto extent = extent_of(dataset.get());
  const auto columns = static_cast<GlobalIndex>(extent[1]);
  const GlobalIndex count = rows.values / columns;
  const auto row_bytes = columns * static_cast<GlobalIndex>(rows.value_bytes);
  const GlobalIndex slice = std::max<GlobalIndex>(transfer_limit_ / row_bytes, 1);
  const GlobalIndex calls = mpi::max(communicator_, (count + slice - 1) / slice);

  const Handle collective(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "HDF5 transfer");
  check(H5Pset_dxpl_mpio(collective.get(), H5FD_MPIO_COLLECTIVE), "HDF5 collective transfer");
  const Handle in_file(H5Dget_space(dataset.get()), H5Sclose, "HDF5 extent");
  for (GlobalIndex call = 0; call < calls; ++call) {
    const GlobalIndex begin = std::min(call * slice, count);
    const GlobalIndex slice_rows = std::min(slice, count - begin);
    const std::array<hsize_t, 2> start{static_cast<hsize_t>(rows.first + begin), 0};
    const std::array<hsize_t, 2> size{static_cast<hsize_t>(slice_rows), extent[1]};
    const hsize_t values = size[0] * size[1];
    const Handle in_memory(H5Screate_simple(1, &values, nullptr), H5Sclose, "HDF5 selection");
    if (slice_rows == 0) {
      check(H5Sselect_none(in_memory.get()), "HDF5 selection");
      check(H5Sselect_none(in_file.get()), "HDF5 selection");
    } else {
      check(H5Sselect_hyperslab(in_file.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                                nullptr),
            "HDF5 selection");
    }
    agree_on(
        one_call(dataset.get(), in_memory.get(), in_file.get(), collective.get(), begin * columns),
        what);
  }
}

template <class T>
void File::write(const std::string& name, GlobalIndex first_row, std::span<const T> values) {
  const Rows rows{first_row, static_cast<GlobalIndex>(values.size()), sizeof(T)};
  require_space(static_cast<std::int64_t>(values.size_bytes()));
  transfer(name, rows, described("write", name),
           [&](hid_t data, hid_t memory, hid_t file, hid_t how, GlobalIndex begin) {
             return H5Dwrite(data, native(type_of<T>()), memory, file, how, values.data() + begin);
           });
}

template <class T>
void File::read(const std::string& name, GlobalIndex first_row, std::span<T> values) const {
  const Rows rows{first_row, static_cast<GlobalIndex>(values.size()), sizeof(T)};
  transfer(name, rows, described("read", name),
           [&](hid_t data, hid_t memory, hid_t file, hid_t how, GlobalIndex begin) {
             return H5Dread(data, native(type_of<T>()), memory, file, how, values.data() + begin);
           });
}

#define FRESHET_TRANSFERS(T)                                                      \
  template void File::write(const std::string&, GlobalIndex, std::span<const T>); \
  template void File::read(const std::string&, GlobalIndex, std::span<T>) const;
FRESHET_TRANSFERS(float)
FRESHET_TRANSFERS(double)
FRESHET_TRANSFERS(std::int32_t)
FRESHET_TRANSFERS(std::int64_t)
FRESHET_TRANSFERS(std::uint8_t)
#undef FRESHET_TRANSFERS

}  // namespace freshet::hdf5
