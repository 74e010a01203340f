#include "post/run_progress.hpp"

#include <unistd.h>

#include <array>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "post/text_file.hpp"

namespace freshet {
namespace {

/// Every key beside its member: the one list for writing and for reading.
template <class Progress, class Visit>
void visit_keys(Progress& p, Visit visit) {
  visit("case", p.case_name);
  visit("ranks", p.ranks);
  visit("cells", p.cells);
  visit("simulated_seconds", p.simulated_seconds);
  visit("end_time", p.end_time);
  visit("first_seconds", p.first_seconds);
  visit("steps", p.steps);
  visit("wall_seconds", p.wall_seconds);
  visit("cell_steps_per_second", p.cell_steps_per_second);
  visit("checkpoint", p.checkpoint);
  visit("checkpoint_seconds", p.checkpoint_seconds);
  visit("host", p.host);
  visit("process", p.process);
  visit("updated", p.updated);
  visit("error", p.error);
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

}  // namespace

void write_progress(const std::filesystem::path& directory, RunProgress progress) {
  progress.host = host_name();
  progress.process = getpid();
  progress.updated = std::time(nullptr);
  nlohmann::ordered_json json;
  visit_keys(progress, [&](const char* key, const auto& value) { json[key] = value; });
  write_text_atomically(
      directory / "progress.json",
      json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

std::optional<RunProgress> read_progress(const std::filesystem::path& directory) {
  std::ifstream stream(directory / "progress.json");
  const auto json = nlohmann::json::parse(stream, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  RunProgress progress;
  try {
    visit_keys(progress, [&](const char* key, auto& value) {
      if (json.contains(key)) json.at(key).get_to(value);
    });
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  return progress;
}

}  // namespace freshet
