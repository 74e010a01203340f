#pragma once

namespace freshet::petsc {

/// Finalises PETSc, if it was initialised, before MPI is finalised. `main` holds one, inside its
/// mpi::Session; PETSc itself starts where it is first needed.
class Session {
 public:
  Session() = default;
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
};

}  // namespace freshet::petsc
