#include "cases/cluster/job_events.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "kernels/error.hpp"

namespace freshet {

std::vector<JobEvent> read_events(const std::filesystem::path& folder) {
  std::vector<JobEvent> events;
  std::ifstream stream(folder / "jobs.tsv");
  for (std::string line; std::getline(stream, line);) {
    std::istringstream cells(line);
    std::string seconds;
    JobEvent event;
    std::getline(cells, seconds, '\t');
    std::getline(cells, event.job, '\t');
    std::getline(cells, event.host, '\t');
    std::getline(cells, event.what, '\t');
    std::getline(cells, event.why, '\t');
    event.seconds = std::strtoll(seconds.c_str(), nullptr, 10);
    if (!event.what.empty()) events.push_back(event);
  }
  return events;
}

void add_event(const std::filesystem::path& folder, const JobEvent& event) {
  std::ofstream stream(folder / "jobs.tsv", std::ios::app);
  stream << fmt::format("{}\t{}\t{}\t{}\t{}\n", event.seconds, event.job, event.host, event.what,
                        event.why);
  stream.close();
  if (!stream) throw EnvironmentError("cannot write " + (folder / "jobs.tsv").string());
}

}  // namespace freshet
