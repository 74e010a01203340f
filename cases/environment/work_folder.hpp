#pragma once
#include <mpi.h>

#include <filesystem>

namespace freshet {

/// A new folder under the system's temporary one for what a command needs only while it runs.
/// Constructor and destructor are collective: rank 0 makes and removes it.
class WorkFolder {
 public:
  explicit WorkFolder(MPI_Comm communicator);
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  int rank_ = 0;
  std::filesystem::path path_;
};

}  // namespace freshet
