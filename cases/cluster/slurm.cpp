#include "cases/cluster/slurm.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <sstream>

#include "cases/cluster/job_script.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, separator);) cells.push_back(cell);
  return cells;
}

}  // namespace

ProgramOutput ask_program(const std::vector<std::string>& words) {
  std::string command;
  for (const auto& word : words) command += shell_quote(word) + " ";
  command += "2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw EnvironmentError("cannot start " + words[0]);
  ProgramOutput output;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.text.append(buffer.data(), n);
  const int status = pclose(pipe);
  output.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  output.text = without_line_end(output.text);
  return output;
}

std::string submit_script(const std::vector<std::string>& sbatch_arguments) {
  std::vector<std::string> words{"sbatch", "--parsable"};
  words.insert(words.end(), sbatch_arguments.begin(), sbatch_arguments.end());
  const auto output = ask_program(words);
  if (output.code == 127)
    throw EnvironmentError(
        "sbatch is not here: submit from a login node of the cluster, or take --profile "
        "workstation");
  if (output.code != 0) throw EnvironmentError("sbatch refused the job: " + output.text);
  const auto lines = split(output.text, '\n');  // the number stands in the last, after any advice
  return lines.back().substr(0, lines.back().find(';'));
}

std::optional<std::map<std::string, SlurmJob>> queued_jobs() {
  const auto output =
      ask_program({"squeue", "--me", "--array", "--noheader", "--format=%i|%T|%r|%L"});
  if (output.code != 0) return std::nullopt;
  std::map<std::string, SlurmJob> jobs;
  for (const auto& line : split(output.text, '\n')) {
    const auto cells = split(line, '|');
    if (cells.size() == 4) jobs[cells[0]] = {cells[1], cells[2], cells[3]};
  }
  return jobs;
}

std::string end_state_of(const std::string& job) {
  auto output = ask_program(
      {"sacct", "--noheader", "--parsable2", "--allocations", "--format=State", "--jobs", job});
  if (output.code == 0 && !output.text.empty())
    return output.text.substr(0, output.text.find_first_of(" \n"));
  output = ask_program({"scontrol", "--oneliner", "show", "job", job});
  const auto at = output.text.find("JobState=");
  if (output.code != 0 || at == std::string::npos) return "";
  return output.text.substr(at + 9, output.text.find(' ', at) - at - 9);
}

}  // namespace freshet
