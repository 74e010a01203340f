#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// Least number of single letters to insert, delete, replace or swap with their neighbour.
int edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, or "" where none is near enough to be meant.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// `; did you mean "cfl"?`, or "" where nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace freshet
