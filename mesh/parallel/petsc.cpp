#include "mesh/parallel/petsc.hpp"

#include <string>

#include "kernels/error.hpp"
#include "mesh/parallel/petsc_session.hpp"

namespace freshet::petsc {
namespace {

/// PETSc tells the text of an error to its handler only, so it waits here for `check`.
std::string last_error;

PetscErrorCode keep_error(MPI_Comm, int, const char*, const char*, PetscErrorCode code,
                          PetscErrorType type, const char* text, void*) {
  if (type == PETSC_ERROR_INITIAL) last_error = text ? text : "";
  return code;
}

}  // namespace

void check(PetscErrorCode code, const char* what) {
  if (code == 0) return;
  std::string text = std::exchange(last_error, {});
  if (text.empty()) text = "error " + std::to_string(static_cast<int>(code));
  throw EnvironmentError(std::string(what) + ": " + text);
}

void ensure_initialised() {
  PetscBool initialised = PETSC_FALSE;
  check(PetscInitialized(&initialised), "PetscInitialized");
  if (initialised) return;
  static char program[] = "freshet", no_file[] = "-skip_petscrc",
              no_signals[] = "-no_signal_handler";
  static char* words[] = {program, no_file, no_signals, nullptr};
  int count = 3;
  char** arguments = words;
  check(PetscInitialize(&count, &arguments, nullptr, nullptr), "PetscInitialize");
  check(PetscPushErrorHandler(keep_error, nullptr), "PetscPushErrorHandler");
}

Session::~Session() {
  PetscBool initialised = PETSC_FALSE, finalised = PETSC_FALSE;
  PetscInitialized(&initialised);
  PetscFinalized(&finalised);
  if (initialised && !finalised) PetscFinalize();
}

}  // namespace freshet::petsc
