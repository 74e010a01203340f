#pragma once
#include <functional>

#include "cases/model/case.hpp"
#include "kernels/structure/structures_options.hpp"

namespace freshet {

/// Adds the breaches of a case to its structures and the places where they look; `end_of` finds
/// that of a place of the case.
void add_breaches(StructuresOptions& options, const Case& given,
                  const std::function<Index(const PlaceSpec&)>& end_of);

/// Refuses breaches that reach below the bed under the edges of which this rank owns a side, which
/// are there by now. Throws InputError naming file, line and key.
void confirm_foundations(const StructuresOptions& options, const Case& given);

/// One breach a line, for `freshet check`.
std::string describe_breaches(const Case& given);

}  // namespace freshet
