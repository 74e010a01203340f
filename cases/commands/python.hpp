#pragma once
#include <string>
#include <vector>

namespace freshet {

/// Hands over to the Python package `freshet_results` with these words ("post", ...), for what
/// reads files only. Where it starts it never returns; otherwise throws EnvironmentError. Before
/// MPI is started.
[[noreturn]] void hand_over_to_python(const std::vector<std::string>& words);

}  // namespace freshet
