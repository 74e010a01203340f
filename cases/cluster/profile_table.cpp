#include "cases/cluster/profile_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// Everything ends up in a script: no line of a profile may become two of the script's.
bool is_one_line(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' '; });
}

}  // namespace

ProfileTable::ProfileTable(const CaseValue& root) : root_(root) {}

void ProfileTable::fail(const std::string& key, const std::string& what) const {
  const auto& entries = *root_.as<CaseValue::Table>();
  const auto entry = entries.find(key);
  const CaseValue& value = entry == entries.end() ? root_ : entry->second;
  throw InputError(fmt::format("{}: {}: {} ({})", value.origin, key, what, show(value)));
}

const CaseValue* ProfileTable::find(const std::string& key) {
  asked_.push_back(key);
  const auto& entries = *root_.as<CaseValue::Table>();
  const auto entry = entries.find(key);
  return entry == entries.end() ? nullptr : &entry->second;
}

std::string ProfileTable::text_or(const std::string& key, const std::string& fallback) {
  const auto* value = find(key);
  if (value == nullptr) return fallback;
  const auto* text = value->as<std::string>();
  if (text == nullptr || !is_one_line(*text)) fail(key, "must be a text of one line in quotes");
  return *text;
}

int ProfileTable::integer_or(const std::string& key, int fallback, int low, int high) {
  const auto* value = find(key);
  if (value == nullptr) return fallback;
  const auto* number = value->as<std::int64_t>();
  if (number == nullptr || *number < low || *number > high)
    fail(key, fmt::format("must be a whole number from {} to {}", low, high));
  return static_cast<int>(*number);
}

bool ProfileTable::flag_or(const std::string& key, bool fallback) {
  const auto* value = find(key);
  if (value == nullptr) return fallback;
  const auto* flag = value->as<bool>();
  if (flag == nullptr) fail(key, "must be true or false");
  return *flag;
}

std::vector<std::string> ProfileTable::texts(const std::string& key) {
  std::vector<std::string> result;
  const auto* value = find(key);
  if (value == nullptr) return result;
  const auto* list = value->as<CaseValue::Array>();
  if (list == nullptr) fail(key, "must be a list of texts");
  for (const auto& item : *list) {
    const auto* text = item.as<std::string>();
    if (text == nullptr || !is_one_line(*text)) fail(key, "must be a list of texts of one line");
    result.push_back(*text);
  }
  return result;
}

std::string ProfileTable::one_of(const std::string& key, const std::vector<std::string>& names) {
  const std::string text = text_or(key, "");
  const bool known = std::find(names.begin(), names.end(), text) != names.end();
  if (find(key) != nullptr && !known)
    fail(key,
         fmt::format("must be one of {}{}", fmt::join(names, ", "), did_you_mean(text, names)));
  return text;
}

void ProfileTable::no_further_keys() const {
  for (const auto& [key, value] : *root_.as<CaseValue::Table>())
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
      throw InputError(fmt::format("{}: {}: unknown key ({}){}", value.origin, printable(key),
                                   show(value), did_you_mean(key, asked_)));
}

}  // namespace freshet
