#include "cases/reader/case_json.hpp"

#include <nlohmann/json.hpp>
#include <type_traits>

namespace freshet {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const CaseValue& value) {
  return std::visit(
      [](const auto& data) -> Json {
        using Data = std::decay_t<decltype(data)>;
        if constexpr (std::is_same_v<Data, CaseValue::Other>) {
          return nullptr;
        } else if constexpr (std::is_same_v<Data, CaseValue::Array>) {
          Json list = Json::array();
          for (const auto& entry : data) list.push_back(json_of(entry));
          return list;
        } else if constexpr (std::is_same_v<Data, CaseValue::Table>) {
          Json table = Json::object();
          for (const auto& [key, entry] : data) table[key] = json_of(entry);
          return table;
        } else {
          return data;
        }
      },
      value.data);
}

std::string whole_path(const std::filesystem::path& path) {
  if (path.empty()) return "";
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(path, error);
  return (error ? path : whole).string();
}

}  // namespace

std::string case_json(const Case& given, const CaseValue& root, const std::filesystem::path& data) {
  const Json json{{"name", given.name},
                  {"title", given.title},
                  {"file", whole_path(given.file)},
                  {"folder", whole_path(given.folder)},
                  {"data", whole_path(data)},
                  {"keys", json_of(root)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace freshet
