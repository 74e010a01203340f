#include <limits>

#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::hdf5 {
namespace {

Handle parallel_access(MPI_Comm communicator) {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "HDF5 file access");
  check(H5Pset_fapl_mpio(access.get(), communicator, MPI_INFO_NULL), "HDF5 over MPI");
  check(H5Pset_coll_metadata_write(access.get(), true), "HDF5 collective metadata");
  check(H5Pset_all_coll_metadata_ops(access.get(), true), "HDF5 collective metadata");
  return access;
}

}  // namespace

File::File(MPI_Comm communicator, const std::filesystem::path& path, Mode mode)
    : communicator_(communicator), path_(path) {
  check(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "HDF5 error handling");
  const Handle access = parallel_access(communicator);
  const std::string name = path.string();
  if (mode == Mode::Create) {
    file_ = Handle(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose,
                   "cannot create " + name);
  } else {
    const unsigned flags = mode == Mode::Read ? H5F_ACC_RDONLY : H5F_ACC_RDWR;
    file_ = Handle(H5Fopen(name.c_str(), flags, access.get()), H5Fclose, "cannot open " + name);
  }
}

std::string File::described(const std::string& action, const std::string& name) const {
  return "cannot " + action + " " + name + " in " + path_.string();
}

/// Asked before a write: OpenMPI's collective write does not return where some ranks meet a full
/// disk.
void File::require_space(std::int64_t bytes_of_this_rank) const {
  constexpr std::int64_t reserve = 1 << 18;  // for metadata and the small files beside this one
  const std::int64_t wanted = mpi::sum(communicator_, bytes_of_this_rank) + reserve;
  std::int64_t available = std::numeric_limits<std::int64_t>::max();
  if (leads()) {
    std::error_code error;
    const auto space = std::filesystem::space(path_.parent_path() / ".", error);
    if (!error && space.available < static_cast<std::uintmax_t>(available))
      available = static_cast<std::int64_t>(space.available);
  }
  if (mpi::min(communicator_, available) >= wanted) return;
  file_.release();
  throw EnvironmentError("cannot write " + path_.string() + ": the disk is full, " +
                         std::to_string(wanted) + " bytes are needed");
}

void File::agree_on(herr_t code, const std::string& what) const {
  const std::string failure = failure_text(code, what, path_);
  try {
    agree(communicator_, failure.empty() ? 0 : 4, failure);
  } catch (...) {
    file_.release();
    throw;
  }
}

void File::flush() {
  agree_on(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "cannot write " + path_.string());
}

void File::close() {
  const hid_t id = file_.release();
  if (id >= 0) agree_on(H5Fclose(id), "cannot write " + path_.string());
}

bool File::leads() const { return mpi::rank_of(communicator_) == 0; }

bool File::has(const std::string& name) const {
  for (std::size_t end = name.find('/', 1);; end = name.find('/', end + 1)) {
    const std::string prefix = name.substr(0, end);
    if (prefix != "/" && H5Lexists(file_.get(), prefix.c_str(), H5P_DEFAULT) <= 0) return false;
    if (end == std::string::npos) return true;
  }
}

std::vector<std::string> File::members(const std::string& group) const {
  const Handle handle(H5Gopen2(file_.get(), group.c_str(), H5P_DEFAULT), H5Gclose,
                      described("open", group));
  H5G_info_t info{};
  check(H5Gget_info(handle.get(), &info), described("list", group));
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto by_index = [&](char* text, std::size_t size) {
      return check(H5Lget_name_by_idx(handle.get(), ".", H5_INDEX_NAME, H5_ITER_INC, i, text, size,
                                      H5P_DEFAULT),
                   described("list", group));
    };
    names.emplace_back(by_index(nullptr, 0), '\0');
    by_index(names.back().data(), names.back().size() + 1);
  }
  return names;
}

void File::make_group(const std::string& name) {
  if (has(name)) return;
  Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "HDF5 link properties");
  check(H5Pset_create_intermediate_group(links.get(), 1), "HDF5 link properties");
  Handle(H5Gcreate2(file_.get(), name.c_str(), links.get(), H5P_DEFAULT, H5P_DEFAULT), H5Gclose,
         described("make", name));
}

}  // namespace freshet::hdf5
