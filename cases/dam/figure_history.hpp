#pragma once
#include <mpi.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "post/csv_table.hpp"

namespace freshet {

/// dam/history.csv: figures of a dam in time, their last values and their extremes. All functions
/// are collective.
class FigureHistory {
 public:
  FigureHistory(MPI_Comm communicator, std::filesystem::path file, bool append)
      : communicator_(communicator), file_(std::move(file)), append_(append) {}

  /// A row, its columns called by figure and unit.
  void write(Real time, const std::map<std::string, Real>& figures);
  const std::map<std::string, Real>& last() const { return last_; }
  /// The largest absolute value of each column so far, as NAME_max; of factors of safety and
  /// criteria the least, as NAME_min.
  const std::map<std::string, Real>& extremes() const { return extremes_; }
  void set_extremes(std::map<std::string, Real> extremes) { extremes_ = std::move(extremes); }

 private:
  MPI_Comm communicator_;
  std::filesystem::path file_;
  bool append_;
  std::optional<CsvTable> table_;  ///< on rank 0, from the first row on
  std::map<std::string, Real> last_, extremes_;
};

}  // namespace freshet
