#include "post/text_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "kernels/error.hpp"

namespace freshet {
namespace {

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& path) {
  throw EnvironmentError("cannot " + what + " " + path.string() + ": " + std::strerror(errno));
}

/// A file descriptor, closed at the end of its scope.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : id_(open(path.c_str(), flags, 0666)) {
    if (id_ < 0) fail("open", path);
  }
  ~Descriptor() { close(id_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return id_; }

 private:
  int id_;
};

}  // namespace

void write_text_atomically(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path temporary = path;
  temporary += ".new";
  {
    const Descriptor file(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t written = write(file.get(), text.data() + done, text.size() - done);
      if (written < 0 && errno != EINTR) fail("write", temporary);
      if (written > 0) done += static_cast<std::size_t>(written);
    }
    if (fsync(file.get()) != 0) fail("write", temporary);
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) fail("write", path);
}

void sync_to_disk(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY | O_CLOEXEC);
  if (fsync(file.get()) != 0 && errno != EINVAL) fail("write", path);
}

void make_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw EnvironmentError("cannot make " + path.string() + ": " + error.message());
}

void warn(const std::string& text) { std::cerr << "freshet: warning: " << text << std::endl; }

}  // namespace freshet
