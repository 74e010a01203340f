#include <utility>

#include "kernels/error.hpp"
#include "mesh/parallel/hdf5.hpp"

namespace freshet::hdf5 {
namespace {

/// Adds the description of one level of HDF5's error stack, unless it says nothing new.
herr_t add_description(unsigned, const H5E_error2_t* error, void* text) {
  auto& all = *static_cast<std::string*>(text);
  const std::string one = error->desc == nullptr ? "" : error->desc;
  if (!one.empty() && all.find(one) == std::string::npos) all += (all.empty() ? "" : "; ") + one;
  return 0;
}

std::string stack_text() {
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, add_description, &text);
  H5Eclear2(H5E_DEFAULT);
  return text.empty() ? "HDF5 gives no reason" : text;
}

bool is_full(const std::filesystem::path& path) {
  std::error_code error;
  const auto space = std::filesystem::space(path, error);
  return !path.empty() && !error && space.available < 1 << 16;
}

}  // namespace

std::string failure_text(std::int64_t code, const std::string& what,
                         const std::filesystem::path& on_disk) {
  if (code >= 0) return "";
  return what + ": " + (is_full(on_disk) ? "the disk is full; " : "") + stack_text();
}

template <class Code>
Code check(Code code, const std::string& what, const std::filesystem::path& on_disk) {
  if (code < 0) throw EnvironmentError(failure_text(code, what, on_disk));
  return code;
}

template int check(int, const std::string&, const std::filesystem::path&);
template hid_t check(hid_t, const std::string&, const std::filesystem::path&);

Handle::Handle(hid_t id, Closer closer, const std::string& what)
    : id_(check(id, what)), closer_(closer) {}

Handle::Handle(Handle&& other) noexcept
    : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this == &other) return *this;
  reset();
  id_ = std::exchange(other.id_, H5I_INVALID_HID);
  closer_ = other.closer_;
  return *this;
}

hid_t Handle::release() { return std::exchange(id_, H5I_INVALID_HID); }

void Handle::reset() noexcept {
  if (id_ >= 0) closer_(id_);
  id_ = H5I_INVALID_HID;
}

}  // namespace freshet::hdf5
