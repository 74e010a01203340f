#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace freshet {

/// One value of a case file and where it was written, so that every message can say it.
struct CaseValue {
  using Array = std::vector<CaseValue>;
  using Table = std::map<std::string, CaseValue>;
  struct Other {};  ///< a date or time: TOML has them, no key of a case takes them

  std::variant<Other, bool, std::int64_t, double, std::string, Array, Table> data;
  std::string origin;  ///< "case.toml:12" or "--set flow.cfl=2"

  template <class Kind>
  const Kind* as() const {
    return std::get_if<Kind>(&data);
  }
};

/// Reads a TOML file whole. Throws InputError naming file and line.
CaseValue read_toml(const std::filesystem::path& file);

/// Sets one value from "key.path=value"; tables on the way are created, arrays of tables counted
/// from 0.
void apply_override(CaseValue& root, const std::string& assignment);

/// The value for a message, shortened.
std::string show(const CaseValue& value);

/// Text for a message: at most `longest` bytes, control and non-ASCII bytes replaced.
std::string printable(const std::string& text, std::size_t longest = 80);

}  // namespace freshet
