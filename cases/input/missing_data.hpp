#pragma once
#include "kernels/error.hpp"

namespace freshet {

/// A file under {data}, which the repository may not carry, is not there: the case cannot run here,
/// which says nothing about the program.
struct MissingDataError : InputError {
  using InputError::InputError;
};

}  // namespace freshet
