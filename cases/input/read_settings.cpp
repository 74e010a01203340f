#include "cases/input/read_settings.hpp"

#include <fmt/format.h>

#include "cases/input/key_type.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

std::vector<Real> read_tuple(const CaseTable& table, const std::string& key, const KeyType& type) {
  auto numbers = table.numbers(key, Range::place());
  if (numbers.size() != type.count) table.fail(key, fmt::format("must be {} numbers", type.count));
  for (const Real number : numbers)
    if (type.integers &&
        (number < 1 || number != static_cast<Real>(static_cast<GlobalIndex>(number))))
      table.fail(key, "must be integers from 1 on");
  return numbers;
}

std::vector<Real> read_rows(const CaseTable& table, const std::string& key, std::size_t width) {
  auto rows = table.rows(key, width);
  if (rows.empty()) table.fail(key, "must not be empty");
  return rows;
}

void read_given(Settings& out, const CaseTable& table, const std::string& key,
                const KeyType& type) {
  using Form = KeyType::Form;
  switch (type.form) {
    case Form::Number:
      out.numbers[key] = {table.number(key, type.range)};
      break;
    case Form::Integer:
      out.numbers[key] = {
          static_cast<Real>(table.integer(key, static_cast<GlobalIndex>(type.range.low),
                                          static_cast<GlobalIndex>(type.range.high)))};
      break;
    case Form::Tuple:
      out.numbers[key] = read_tuple(table, key, type);
      break;
    case Form::Rows:
      out.numbers[key] = read_rows(table, key, type.count);
      break;
    case Form::Choice:
      out.text[key] = table.one_of(key, type.words);
      break;
    case Form::Text:
      out.text[key] = table.text(key);
      break;
    case Form::File:
      out.text[key] = table.optional_file(key).string();
      break;
    case Form::Expression:
      out.text[key] = table.expression(key, type.words).text();
      break;
    case Form::Other:
      throw EnvironmentError("the schema's key \"" + key + "\" has a type that nothing reads");
  }
}

void take_default(Settings& out, const std::string& key, std::string_view words) {
  if (auto numbers = numbers_in(words); !numbers.empty()) out.numbers[key] = std::move(numbers);
  if (auto texts = quoted_in(words); !texts.empty()) out.text[key] = texts.front();
}

}  // namespace

void read_settings(Settings& settings, const CaseTable& table, std::span<const KindKey> keys) {
  for (const KindKey& key : keys) {
    const std::string name(key.name);
    if (table.has(name) || key.fallback == "required")
      read_given(settings, table, name, key_type(key.type));
    else
      take_default(settings, name, key.fallback);
  }
}

}  // namespace freshet
