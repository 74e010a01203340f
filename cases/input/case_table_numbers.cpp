// The accessors of CaseTable for numbers, lists, expressions and file names.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/input/case_library.hpp"
#include "cases/input/case_table.hpp"
#include "cases/input/key_type.hpp"
#include "cases/input/missing_data.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// Whether `file` lies in `folder`, both as they are written.
bool is_below(const std::filesystem::path& folder, const std::filesystem::path& file) {
  const auto beyond = file.lexically_relative(folder);
  return !beyond.empty() && *beyond.begin() != "..";
}

/// Links followed as far as they lead; absolute and without "..".
std::filesystem::path real_path(const std::filesystem::path& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  const auto real = std::filesystem::weakly_canonical(absolute, error);
  return error ? absolute.lexically_normal() : real;
}

}  // namespace

std::string Range::text() const {
  const std::string relation = above_low ? "greater than" : "at least";
  if (std::isinf(high)) return fmt::format("must be {} {}", relation, low);
  return fmt::format("must be {} {} and at most {}", relation, low, high);
}

Real CaseTable::number_in(const CaseValue& value, const std::string& key, Range range) const {
  Real number = 0;
  if (const auto* integer = value.as<std::int64_t>()) {
    number = static_cast<Real>(*integer);
  } else if (const auto* real = value.as<double>()) {
    number = *real;
  } else {
    fail_at(value, path_of(key), "must be a number");
  }
  if (!std::isfinite(number)) fail_at(value, path_of(key), "must be a finite number");
  if (!range.contains(number)) fail_at(value, path_of(key), range.text());
  return number;
}

const KindKey& CaseTable::words_of(const std::string& key) const {
  static const KindKey none;
  const SchemaRow* row = schema_row(schema_, key);
  return row == nullptr ? none : row->key;
}

Real CaseTable::number(const std::string& key) const {
  const KindKey& words = words_of(key);
  const auto fallback = numbers_in(words.fallback);
  if (!has(key) && fallback.size() == 1) return fallback[0];
  return number(key, key_type(words.type).range);
}

GlobalIndex CaseTable::integer(const std::string& key) const {
  const KindKey& words = words_of(key);
  const auto fallback = numbers_in(words.fallback);
  if (!has(key) && fallback.size() == 1) return static_cast<GlobalIndex>(fallback[0]);
  const Range range = key_type(words.type).range;
  return integer(key, static_cast<GlobalIndex>(range.low), static_cast<GlobalIndex>(range.high));
}

bool CaseTable::flag(const std::string& key) const {
  return flag_or(key, words_of(key).fallback == "true");
}

Real CaseTable::number(const std::string& key, Range range) const {
  return number_in(value(key), key, range);
}

Real CaseTable::number_or(const std::string& key, Real fallback, Range range) const {
  return has(key) ? number(key, range) : fallback;
}

GlobalIndex CaseTable::integer(const std::string& key, GlobalIndex low, GlobalIndex high) const {
  const auto* integer = value(key).as<std::int64_t>();
  if (integer == nullptr) fail(key, "must be an integer");
  if (*integer < low || *integer > high) fail(key, fmt::format("must be from {} to {}", low, high));
  return *integer;
}

GlobalIndex CaseTable::integer_or(const std::string& key, GlobalIndex fallback, GlobalIndex low,
                                  GlobalIndex high) const {
  return has(key) ? integer(key, low, high) : fallback;
}

const CaseValue::Array& CaseTable::array(const std::string& key) const {
  const auto* list = value(key).as<CaseValue::Array>();
  if (list == nullptr) fail(key, "must be a list in [ ]");
  return *list;
}

std::vector<Real> CaseTable::numbers(const std::string& key, Range range) const {
  std::vector<Real> result;
  for (const auto& entry : array(key)) result.push_back(number_in(entry, key, range));
  return result;
}

std::array<Real, 2> CaseTable::pair(const std::string& key) const {
  const auto list = numbers(key, Range::place());
  if (list.size() != 2) fail(key, "must be two numbers");
  return {list[0], list[1]};
}

std::vector<Real> CaseTable::rows(const std::string& key, std::size_t width) const {
  std::vector<Real> result;
  for (const auto& entry : array(key)) {
    const auto* row = entry.as<CaseValue::Array>();
    if (row == nullptr || row->size() != width)
      fail_at(entry, path_of(key), fmt::format("each entry must be a list of {} numbers", width));
    for (const auto& number : *row) result.push_back(number_in(number, key, Range::place()));
  }
  return result;
}

Points CaseTable::points(const std::string& key, std::size_t at_least) const {
  const auto flat = rows(key, 2);
  Points points;
  for (std::size_t i = 0; i + 1 < flat.size(); i += 2) points.push_back({flat[i], flat[i + 1]});
  if (points.size() < at_least) fail(key, fmt::format("needs at least {} points", at_least));
  return points;
}

Expression CaseTable::expression(const std::string& key, const std::vector<std::string>& variables,
                                 Range range_of_number) const {
  const auto& given = value(key);
  if (const auto* text = given.as<std::string>())
    return {*text, variables, context_->parameters, where(key)};
  if (given.as<std::int64_t>() == nullptr && given.as<double>() == nullptr)
    fail(key, "must be a number, or an expression in quotes");
  const Real constant = number_in(given, key, range_of_number);
  return {fmt::format("{:.17g}", constant), variables, {}, where(key)};
}

void CaseTable::fail_at_place(const std::string& where, Real value, Range range,
                              const std::vector<Real>& place) {
  throw InputError(fmt::format("{}: {} ({}) at x = {:.12g}, y = {:.12g}", where, range.text(),
                               value, place[0], place[1]));
}

std::filesystem::path CaseTable::resolve(const std::string& key, bool needs_data) const {
  std::string name = text(key);
  if (name.empty()) fail(key, "must name a file");
  if (name.find('\0') != name.npos) fail(key, "is no file name");
  constexpr std::string_view library = "{library}";
  if (name.starts_with(library)) {
    const auto root = real_path(library_folder());
    const auto file = root / std::filesystem::path(name.substr(library.size())).relative_path();
    stay_inside(key, root, real_path(file));
    return file;
  }
  const auto at = name.find("{data}");
  if (at == std::string::npos) {
    const auto file = context_->folder / name;
    // Links are followed: a case from elsewhere must not reach this machine's files by one.
    stay_inside(key, real_path(context_->folder), real_path(file));
    return file;
  }
  if (at != 0) fail(key, "must have {data} at its start");
  if (context_->data.empty()) {
    if (!needs_data) return name;
    throw MissingDataError(
        fmt::format("{}: needs --data DIR, the folder that {{data}} stands for: it holds measured "
                    "data and meshes ({}){}",
                    where(key), show(value(key)),
                    context_->data_source.empty() ? "" : ". " + context_->data_source));
  }
  const auto file = name.replace(at, 6, context_->data.string());
  // Links are the user's own here.
  stay_inside(key, std::filesystem::absolute(context_->data).lexically_normal(),
              std::filesystem::absolute(file).lexically_normal());
  return file;
}

void CaseTable::stay_inside(const std::string& key, const std::filesystem::path& folder,
                            const std::filesystem::path& file) const {
  if (context_->any_file || value(key).origin.starts_with("--set ") || is_below(folder, file))
    return;
  fail(key,
       "lies outside the folder of the case, {data} and {library}; --allow-any-file lets a case "
       "that you trust read it");
}

std::filesystem::path CaseTable::file(const std::string& key) const {
  const auto path = resolve(key, true);
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return path;
  const bool exists = std::filesystem::exists(path, error);
  std::string help;
  const bool is_data = !exists && text(key).find("{data}") != std::string::npos;
  if (is_data) {
    help = fmt::format("; {{data}} is what --data names, here {}", context_->data.string());
    if (!context_->data_source.empty()) help += ". " + context_->data_source;
  }
  const auto what = fmt::format("{}: {} ({}){}", where(key),
                                exists ? "is not a file" : "no such file", path.string(), help);
  if (is_data) throw MissingDataError(what);
  throw InputError(what);
}

std::filesystem::path CaseTable::optional_file(const std::string& key) const {
  if (text(key).find("{data}") == std::string::npos) return file(key);
  return resolve(key, false);
}

}  // namespace freshet
