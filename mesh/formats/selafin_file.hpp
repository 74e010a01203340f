#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A 2-D SELAFIN (SERAFIN) file of TELEMAC: Fortran records, of either byte order, with reals of 4
/// or 8 bytes. Opening it reads the head only; arrays are read by slices. Errors are InputErrors
/// that name the file.
class SelafinFile {
 public:
  explicit SelafinFile(const std::filesystem::path& file);

  GlobalIndex cells() const { return cells_; }
  GlobalIndex nodes() const { return nodes_; }
  int corners() const { return corners_; }                ///< nodes a cell: 3 or 4
  GlobalIndex time_steps() const { return time_steps_; }  ///< whole ones
  /// Bytes after the last whole time step: a line end, or a time step cut short.
  std::int64_t bytes_left() const { return bytes_left_; }
  const std::vector<std::string>& variables() const { return variables_; }

  /// Node numbers, from 1, of cells [first, first + count), one cell after the other.
  std::vector<std::int32_t> connectivity(GlobalIndex first, GlobalIndex count);
  /// Coordinates (axis 0 or 1) of nodes [first, first + count), m, with the file's origin added.
  std::vector<Real> coordinates(int axis, GlobalIndex first, GlobalIndex count);
  /// Values of a variable at nodes [first, first + count).
  std::vector<Real> values(int variable, GlobalIndex time_step, GlobalIndex first,
                           GlobalIndex count);
  /// The variable that holds the bed level: BOTTOM or FOND, by the start of its name; -1 if none.
  int bed_variable() const;

 private:
  [[noreturn]] void fail(const std::string& what) const;
  void read_bytes(std::int64_t offset, std::span<char> bytes);
  std::int64_t record_length(std::int64_t offset);
  /// Checks the record at `offset` against the length it must have (-1: any); returns the offset
  /// after it.
  std::int64_t skip_record(std::int64_t offset, std::int64_t length, const char* what);
  std::vector<std::int32_t> integers(std::int64_t offset, GlobalIndex count);
  std::vector<Real> reals(std::int64_t offset, GlobalIndex count);
  void read_head();
  std::int64_t read_sizes(std::int64_t offset);
  void find_arrays(std::int64_t offset);
  void find_time_steps(std::int64_t offset);
  std::int64_t step_bytes() const;
  bool is_whole(GlobalIndex time_step);

  std::filesystem::path file_;
  std::ifstream stream_;
  std::int64_t size_ = 0;
  bool swapped_ = false;  ///< the file's byte order is not this machine's
  int real_bytes_ = 4;
  GlobalIndex cells_ = 0, nodes_ = 0, time_steps_ = 0;
  std::int64_t bytes_left_ = 0;
  int corners_ = 3;
  std::array<Real, 2> origin_{};
  std::vector<std::string> variables_;
  std::int64_t connectivity_at_ = 0, steps_at_ = 0;
  std::array<std::int64_t, 2> coordinates_at_{};
};

}  // namespace freshet
