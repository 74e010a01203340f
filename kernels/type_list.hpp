#pragma once

namespace freshet {

/// The types that the build found in a folder, see FreshetList.cmake.
template <class... T>
struct TypeList {};

}  // namespace freshet
