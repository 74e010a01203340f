#pragma once
#include <petscsys.h>

#include <utility>

namespace freshet::petsc {

/// Throws EnvironmentError "what: PETSc's own text" unless `code` is 0.
void check(PetscErrorCode code, const char* what);

/// Initialises PETSc unless that is done already. Collective over MPI_COMM_WORLD, after MPI_Init.
/// PETSc gets none of our command line, no ~/.petscrc and no signal handlers, and its errors come
/// to `check`.
void ensure_initialised();

/// A PETSc object that is destroyed with its owner: Handle<DM, DMDestroy>.
template <class T, PetscErrorCode (*Destroy)(T*)>
class Handle {
 public:
  Handle() = default;
  ~Handle() { reset(); }
  Handle(Handle&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  T get() const { return object_; }
  /// For functions that create the object.
  T* put() {
    reset();
    return &object_;
  }

 private:
  void reset() {
    if (object_) Destroy(&object_);
    object_ = nullptr;
  }
  T object_ = nullptr;
};

}  // namespace freshet::petsc
