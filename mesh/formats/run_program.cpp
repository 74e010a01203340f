#include "mesh/formats/run_program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kernels/error.hpp"

namespace freshet {
namespace {

std::vector<char*> environment_without_mpi() {
  std::vector<char*> kept;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    bool of_mpi = false;
    for (const char* prefix : {"OMPI_", "PMIX_", "PMI_", "PRTE_", "ORTE_", "SLURM_", "MPI_"})
      of_mpi = of_mpi || text.starts_with(prefix);
    if (!of_mpi) kept.push_back(*entry);
  }
  kept.push_back(nullptr);
  return kept;
}

/// Standard output and error into a file, no input.
class Redirection {
 public:
  explicit Redirection(const std::filesystem::path& log) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_adddup2(&actions_, 1, 2);
  }
  ~Redirection() { posix_spawn_file_actions_destroy(&actions_); }
  Redirection(const Redirection&) = delete;
  Redirection& operator=(const Redirection&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

int run_program(const std::vector<std::string>& words, const std::filesystem::path& log) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  auto environment = environment_without_mpi();
  const Redirection redirection(log);
  pid_t process = 0;
  const int code = posix_spawnp(&process, arguments[0], redirection.get(), nullptr,
                                arguments.data(), environment.data());
  if (code != 0)
    throw EnvironmentError("the program " + words[0] +
                           " cannot be started: " + std::strerror(code));
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) throw EnvironmentError(words[0] + ": " + std::strerror(errno));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace freshet
