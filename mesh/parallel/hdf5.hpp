#pragma once
#include <hdf5.h>
#include <mpi.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/types.hpp"

/// The one wrapper of HDF5: parallel files whose datasets each rank writes and reads by contiguous
/// rows.
namespace freshet::hdf5 {

/// Throws EnvironmentError "what: HDF5's own words" where `code` (an id or a status) is negative;
/// says so where the disk that `on_disk` lies on is full, which MPI-IO often does not tell.
template <class Code>
Code check(Code code, const std::string& what, const std::filesystem::path& on_disk = {});

/// The text of the error that `check` throws; empty where `code` tells of none.
std::string failure_text(std::int64_t code, const std::string& what,
                         const std::filesystem::path& on_disk);

/// An HDF5 id and the call that gives it back.
class Handle {
 public:
  using Closer = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Closer closer, const std::string& what);
  ~Handle() { reset(); }
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  hid_t get() const { return id_; }
  hid_t release();  ///< the id, to be closed by the caller

 private:
  void reset() noexcept;
  hid_t id_ = H5I_INVALID_HID;
  Closer closer_ = nullptr;
};

enum class Type { Float32, Float64, Int32, Int64, UInt8 };

template <class T>
Type type_of();

/// What a new dataset looks like. Rows are what ranks share out and what grows.
struct Layout {
  Type type = Type::Float64;
  GlobalIndex rows = 0;
  int columns = 0;             ///< 0: one-dimensional
  bool extendible = false;     ///< rows can be added; such datasets are stored in chunks
  GlobalIndex chunk_rows = 0;  ///< 0: about 1 MiB
  int deflate = 0;             ///< level 0..9; above 0 the dataset is stored in chunks
};

/// An HDF5 file that all ranks of a communicator hold open. Names are paths such as "/group/data".
/// All functions are collective; every rank gives the same arguments but for the rows it transfers.
/// Values have the dataset's own type: no conversion, which would make transfers independent.
/// A transfer that fails on one rank throws on all, and the file is then left as it is: to close it
/// would be collective again, and HDF5's ranks no longer agree on what is to be done.
class File {
 public:
  enum class Mode { Create, Read, Update };
  File(MPI_Comm communicator, const std::filesystem::path& path, Mode mode);
  ~File() = default;
  File(File&&) = default;
  File& operator=(File&&) = default;

  void flush();
  bool leads() const;  ///< true on rank 0
  void close();        ///< as the destructor, but reports failure

  bool has(const std::string& name) const;
  std::vector<std::string> members(const std::string& group) const;  ///< sorted by name
  void make_group(const std::string& name);
  void make_dataset(const std::string& name, const Layout& layout);
  GlobalIndex rows(const std::string& name) const;
  Type type(const std::string& name) const;
  void resize(const std::string& name, GlobalIndex rows);

  /// Transfers the rows from `first_row` on that this rank brings; there may be none.
  template <class T>
  void write(const std::string& name, GlobalIndex first_row, std::span<const T> values);
  template <class T>
  void read(const std::string& name, GlobalIndex first_row, std::span<T> values) const;

  /// Attributes of the group or dataset `object`; an existing one is replaced.
  void set_text(const std::string& object, const std::string& name, std::string_view text);
  void set_integers(const std::string& object, const std::string& name,
                    std::span<const std::int64_t> values);
  void set_integer(const std::string& object, const std::string& name, std::int64_t value);
  void set_real(const std::string& object, const std::string& name, Real value);
  bool has_attribute(const std::string& object, const std::string& name) const;
  std::vector<std::string> attributes(const std::string& object) const;  ///< sorted by name
  std::string text(const std::string& object, const std::string& name) const;
  std::int64_t integer(const std::string& object, const std::string& name) const;
  Real real(const std::string& object, const std::string& name) const;

  /// Bytes that a rank moves in one collective call; larger transfers are split.
  void set_transfer_limit(std::int64_t bytes) { transfer_limit_ = bytes; }

 private:
  struct Rows;
  template <class Transfer>
  void transfer(const std::string& name, const Rows& rows, const std::string& what,
                Transfer&& one_call) const;
  void set_attribute(const std::string& object, const std::string& name, hid_t type, hid_t space,
                     const void* value);
  void read_attribute(const std::string& object, const std::string& name, hid_t type,
                      void* value) const;
  void require_space(std::int64_t bytes_of_this_rank) const;
  void agree_on(herr_t code, const std::string& what) const;
  std::string described(const std::string& action, const std::string& name) const;

  MPI_Comm communicator_;
  std::filesystem::path path_;
  std::int64_t transfer_limit_ = std::int64_t{1} << 30;
  mutable Handle file_;  ///< given up where a transfer fails
};

}  // namespace freshet::hdf5
