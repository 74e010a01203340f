#include "mesh/parallel/hdf5.hpp"

namespace freshet::hdf5 {
namespace {

Handle scalar_space() { return Handle(H5Screate(H5S_SCALAR), H5Sclose, "HDF5 attribute"); }

/// Strings of fixed length, which is what VTK reads.
Handle text_type(std::size_t size) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "HDF5 text");
  check(H5Tset_size(type.get(), size), "HDF5 text");
  check(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "HDF5 text");
  return type;
}

Handle open_object(hid_t file, const std::string& object, const std::string& what) {
  return Handle(H5Oopen(file, object.c_str(), H5P_DEFAULT), H5Oclose, what);
}

}  // namespace

void File::set_attribute(const std::string& object, const std::string& name, hid_t type,
                         hid_t space, const void* value) {
  const std::string what = described("write attribute " + name + " of", object);
  const Handle owner = open_object(file_.get(), object, what);
  if (check(H5Aexists(owner.get(), name.c_str()), what) > 0)
    check(H5Adelete(owner.get(), name.c_str()), what);
  const Handle attribute(
      H5Acreate2(owner.get(), name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, what);
  check(H5Awrite(attribute.get(), type, value), what);
}

void File::set_text(const std::string& object, const std::string& name, std::string_view text) {
  const std::string bytes(text.empty() ? std::string_view(" ") : text);
  set_attribute(object, name, text_type(bytes.size()).get(), scalar_space().get(), bytes.data());
}

void File::set_integers(const std::string& object, const std::string& name,
                        std::span<const std::int64_t> values) {
  const hsize_t size = values.size();
  const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "HDF5 attribute");
  set_attribute(object, name, H5T_NATIVE_INT64, space.get(), values.data());
}

void File::set_integer(const std::string& object, const std::string& name, std::int64_t value) {
  set_attribute(object, name, H5T_NATIVE_INT64, scalar_space().get(), &value);
}

void File::set_real(const std::string& object, const std::string& name, Real value) {
  set_attribute(object, name, H5T_NATIVE_DOUBLE, scalar_space().get(), &value);
}

bool File::has_attribute(const std::string& object, const std::string& name) const {
  const std::string what = described("read attributes of", object);
  const Handle owner = open_object(file_.get(), object, what);
  return check(H5Aexists(owner.get(), name.c_str()), what) > 0;
}

std::vector<std::string> File::attributes(const std::string& object) const {
  const std::string what = described("read attributes of", object);
  const Handle owner = open_object(file_.get(), object, what);
  std::vector<std::string> names;
  const auto add = [](hid_t, const char* name, const H5A_info_t*, void* all) -> herr_t {
    static_cast<std::vector<std::string>*>(all)->emplace_back(name);
    return 0;
  };
  check(H5Aiterate2(owner.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, add, &names), what);
  return names;
}

void File::read_attribute(const std::string& object, const std::string& name, hid_t type,
                          void* value) const {
  const std::string what = described("read attribute " + name + " of", object);
  const Handle owner = open_object(file_.get(), object, what);
  const Handle attribute(H5Aopen(owner.get(), name.c_str(), H5P_DEFAULT), H5Aclose, what);
  check(H5Aread(attribute.get(), type, value), what);
}

std::string File::text(const std::string& object, const std::string& name) const {
  const std::string what = described("read attribute " + name + " of", object);
  const Handle owner = open_object(file_.get(), object, what);
  const Handle attribute(H5Aopen(owner.get(), name.c_str(), H5P_DEFAULT), H5Aclose, what);
  const Handle type(H5Aget_type(attribute.get()), H5Tclose, what);
  std::string value(H5Tget_size(type.get()), '\0');
  check(H5Aread(attribute.get(), type.get(), value.data()), what);
  while (!value.empty() && value.back() == '\0') value.pop_back();
  return value == " " ? "" : value;
}

std::int64_t File::integer(const std::string& object, const std::string& name) const {
  std::int64_t value = 0;
  read_attribute(object, name, H5T_NATIVE_INT64, &value);
  return value;
}

Real File::real(const std::string& object, const std::string& name) const {
  Real value = 0;
  read_attribute(object, name, H5T_NATIVE_DOUBLE, &value);
  return value;
}

}  // namespace freshet::hdf5
