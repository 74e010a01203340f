#include "cases/input/case_value.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr std::uintmax_t kLargestFile =
    64u << 20;  // bytes; a case is text written by hand or by a script

/// `line` is false for --set, where a line number means nothing.
CaseValue convert(const toml::node& node, const std::string& source, bool line) {
  CaseValue value;
  value.origin = line ? fmt::format("{}:{}", source, node.source().begin.line) : source;
  if (const auto* table = node.as_table()) {
    auto& entries = value.data.emplace<CaseValue::Table>();
    for (const auto& [key, child] : *table)
      entries.emplace(std::string(key.str()), convert(child, source, line));
  } else if (const auto* array = node.as_array()) {
    auto& entries = value.data.emplace<CaseValue::Array>();
    entries.reserve(array->size());
    for (const auto& child : *array) entries.push_back(convert(child, source, line));
  } else if (const auto* text = node.as_string()) {
    value.data = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.data = integer->get();
  } else if (const auto* real = node.as_floating_point()) {
    value.data = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.data = boolean->get();
  }
  return value;
}

std::string read_text(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  require(std::filesystem::exists(status), file.string(), "no such file");
  require(std::filesystem::is_regular_file(status), file.string(), "is not a file");
  require(std::filesystem::file_size(file, error) <= kLargestFile, file.string(),
          "is larger than 64 MiB, so it is no case");
  std::ifstream stream(file, std::ios::binary);
  require(stream.good(), file.string(), "cannot be read (permission?)");
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// toml++ bounds the depth of arrays, but not that of dotted keys, on which its recursion would end
/// the stack.
void check_key_depth(const std::string& text, const std::string& file) {
  constexpr int kMostDots = 250;
  int dots = 0, line = 1;
  for (const char byte : text) {
    if (byte == '\n') ++line;
    if (std::strchr("=[]{},#\n", byte) != nullptr) dots = 0;
    if (byte == '.' && ++dots > kMostDots)
      throw InputError(
          fmt::format("{}:{}: not TOML: a key of more than {} parts", file, line, kMostDots));
  }
}

CaseValue parse_set_value(const std::string& text, const std::string& origin) {
  try {
    const auto parsed = toml::parse("value = " + text);
    if (parsed.size() == 1) return convert(*parsed.get("value"), origin, false);
  } catch (const toml::parse_error&) {
    // Not TOML: taken as text, so that --set title=Ritter needs no quotes within quotes.
  }
  return {text, origin};
}

/// The entry `segment` of `at`, created where the path may go on there.
CaseValue& step_into(CaseValue& at, const std::string& segment, const std::string& origin) {
  if (auto* array = std::get_if<CaseValue::Array>(&at.data)) {
    const bool digits = !segment.empty() && segment.size() < 7 &&
                        segment.find_first_not_of("0123456789") == segment.npos;
    const std::size_t place = digits ? std::stoul(segment) : array->size() + 1;
    if (place > array->size())
      throw InputError(fmt::format("{}: \"{}\" is no number from 0 to {} of an entry ({})", origin,
                                   printable(segment), array->size(), segment));
    if (place == array->size()) array->push_back({CaseValue::Table{}, origin});
    return (*array)[place];
  }
  auto* table = std::get_if<CaseValue::Table>(&at.data);
  if (table == nullptr)
    throw InputError(fmt::format("{}: \"{}\" is inside a value that is no table ({})", origin,
                                 printable(segment), show(at)));
  return table->try_emplace(segment, CaseValue{CaseValue::Table{}, origin}).first->second;
}

std::string join(const CaseValue::Array& array) {
  std::string text = "[";
  for (const auto& entry : array) {
    if (text.size() > 60) return text + ", ...]";
    text += (text.size() > 1 ? ", " : "") + show(entry);
  }
  return text + "]";
}

}  // namespace

std::string printable(const std::string& text, std::size_t longest) {
  std::string result;
  for (const unsigned char byte : text.substr(0, longest))
    result += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '?';
  return text.size() > longest ? result + "..." : result;
}

std::string show(const CaseValue& value) {
  struct Show {
    std::string operator()(CaseValue::Other) const { return "a date or time"; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return "\"" + printable(text) + "\""; }
    std::string operator()(const CaseValue::Array& array) const { return join(array); }
    std::string operator()(const CaseValue::Table&) const { return "a table"; }
  };
  return std::visit(Show{}, value.data);
}

CaseValue read_toml(const std::filesystem::path& file) {
  const auto text = read_text(file);
  check_key_depth(text, file.string());
  try {
    auto root = convert(toml::parse(text, file.string()), file.string(), true);
    require(!std::get<CaseValue::Table>(root.data).empty(), file.string() + ":1",
            "is empty: no case in it");
    return root;
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    throw InputError(fmt::format("{}:{}: not TOML: {} (column {})", file.string(), at.line,
                                 printable(std::string(error.description()), 300), at.column));
  }
}

void apply_override(CaseValue& root, const std::string& assignment) {
  const std::string origin = "--set " + printable(assignment);
  check_key_depth(assignment, origin);
  const auto equals = assignment.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError(origin + ": must be key=value, such as flow.cfl=0.4 (" +
                     printable(assignment) + ")");
  const std::string path = assignment.substr(0, equals);
  CaseValue* at = &root;
  for (std::size_t start = 0; start <= path.size();) {
    const auto dot = std::min(path.find('.', start), path.size());
    const auto segment = path.substr(start, dot - start);
    if (segment.empty()) throw InputError(origin + ": has an empty key (" + printable(path) + ")");
    at = &step_into(*at, segment, origin);
    start = dot + 1;
  }
  *at = parse_set_value(assignment.substr(equals + 1), origin);
}

}  // namespace freshet
