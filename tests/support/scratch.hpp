#pragma once
#include <mpi.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "mesh/parallel/mpi.hpp"

namespace freshet::test {

/// A new empty folder that all ranks share; goes away with its contents. Collective.
class Scratch {
 public:
  explicit Scratch(const std::string& name) {
    std::string path;
    if (mpi::rank_of(MPI_COMM_WORLD) == 0) {
      path = (std::filesystem::temp_directory_path() / ("freshet_" + name + "_XXXXXX")).string();
      if (mkdtemp(path.data()) == nullptr) throw EnvironmentError("cannot make " + path);
    }
    mpi::broadcast(MPI_COMM_WORLD, path);
    path_ = path;
  }
  ~Scratch() {
    MPI_Barrier(MPI_COMM_WORLD);
    std::error_code ignored;
    if (mpi::rank_of(MPI_COMM_WORLD) == 0) std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace freshet::test
