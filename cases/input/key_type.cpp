#include "cases/input/key_type.hpp"

#include <charconv>

namespace freshet {
namespace {

/// Takes `word` from the start of `rest` if it is there.
bool take(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

bool take_number(std::string_view& rest, Real& number) {
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc()) return false;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return true;
}

/// " >= 0", " > 0, <= 1" or " 0 .. 89"; what follows is a unit.
Range range_in(std::string_view rest) {
  Range range;
  if (take(rest, " >= ")) {
    take_number(rest, range.low);
  } else if (take(rest, " > ")) {
    range.above_low = take_number(rest, range.low);
  } else if (take(rest, " ") && take_number(rest, range.low)) {
    if (take(rest, " .. ")) take_number(rest, range.high);
  }
  if (take(rest, ", <= ")) take_number(rest, range.high);
  return range;
}

/// "x", "y" in "x, y], m"; up to `end` or the end of the text.
std::vector<std::string> names_in(std::string_view rest, char end) {
  std::vector<std::string> names;
  rest = rest.substr(0, rest.find(end));
  while (!rest.empty()) {
    const auto comma = rest.find(", ");
    names.emplace_back(rest.substr(0, comma));
    rest = comma == rest.npos ? std::string_view() : rest.substr(comma + 2);
  }
  return names;
}

}  // namespace

KeyType key_type(std::string_view rest) {
  if (rest.starts_with('"')) return {KeyType::Form::Choice, {}, 0, false, quoted_in(rest)};
  if (rest == "text") return {KeyType::Form::Text, {}, 0, false, {}};
  if (rest == "file") return {KeyType::Form::File, {}, 0, false, {}};
  if (take(rest, "expression in "))
    return {KeyType::Form::Expression, {}, 0, false, names_in(rest, ';')};
  if (take(rest, "list of ["))
    return {KeyType::Form::Rows, {}, names_in(rest, ']').size(), false, {}};
  if (take(rest, "[")) {
    const auto names = names_in(rest, ']');
    return {KeyType::Form::Tuple, {}, names.size(), names.front() == "integer", {}};
  }
  if (take(rest, "integer")) return {KeyType::Form::Integer, range_in(rest), 0, true, {}};
  // "number or series" and the like are read by code of their own.
  const auto says = [&](const char* word) { return rest.find(word) != rest.npos; };
  const bool plain = !says("series") && !says("expression") && !says("raster");
  if (plain && take(rest, "number")) return {KeyType::Form::Number, range_in(rest), 0, false, {}};
  return {};
}

std::vector<Real> numbers_in(std::string_view words) {
  std::vector<Real> numbers;
  const bool list = take(words, "[");
  Real number = 0;
  while (take_number(words, number)) {
    numbers.push_back(number);
    if (!take(words, ", ")) break;
  }
  const bool whole = list ? words == "]" : words.empty();
  return whole ? numbers : std::vector<Real>();
}

std::vector<std::string> quoted_in(std::string_view words) {
  std::vector<std::string> found;
  for (auto begin = words.find('"'); begin != words.npos; begin = words.find('"', begin)) {
    const auto end = words.find('"', begin + 1);
    if (end == words.npos) break;
    found.emplace_back(words.substr(begin + 1, end - begin - 1));
    begin = end + 1;
  }
  return found;
}

}  // namespace freshet
