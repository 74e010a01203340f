#include "cases/environment/work_folder.hpp"

#include <cstdlib>
#include <string>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

WorkFolder::WorkFolder(MPI_Comm communicator) : rank_(mpi::rank_of(communicator)) {
  std::string name;
  std::error_code error;
  if (rank_ == 0) {
    name = (std::filesystem::temp_directory_path(error) / "freshet-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) name.clear();
  }
  mpi::broadcast(communicator, name);
  if (name.empty()) throw EnvironmentError("no folder can be made in the system's temporary one");
  path_ = name;
}

WorkFolder::~WorkFolder() {
  std::error_code error;
  if (rank_ == 0) std::filesystem::remove_all(path_, error);
}

}  // namespace freshet
