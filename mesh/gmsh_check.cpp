#include "mesh/gmsh_check.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <unordered_set>

#include "kernels/error.hpp"

namespace freshet {
namespace {

/// Nodes of Gmsh's element types, linear and of second order.
const std::map<std::int64_t, int> kNodes{{1, 2}, {2, 3}, {3, 4}, {4, 4},  {5, 8},  {6, 6},
                                         {7, 5}, {8, 3}, {9, 6}, {10, 9}, {15, 1}, {16, 8}};

class Walk {
 public:
  explicit Walk(const std::filesystem::path& file) : file_(file), stream_(file, std::ios::binary) {
    std::string line;
    int binary = 0;
    std::getline(stream_, line);
    stream_ >> version_ >> binary;
    binary_ = binary == 1;
    std::getline(stream_, line);
    if (binary_) swapped_ = read<std::int32_t>() != 1;
  }

  void run() {
    std::string line;
    while (std::getline(stream_, line)) {
      while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
        line.pop_back();
      section_ = line;
      if (line == "$Nodes") version_ < 4 ? nodes_2() : nodes_4();
      if (line == "$Elements") version_ < 4 ? elements_2() : elements_4();
    }
    if (elements_ == 0) fail("no elements");
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(file_.string() + ": " + what);
  }

  /// The next number, of type T in a binary file.
  template <class T>
  T read() {
    T value{};
    if (binary_) {
      std::array<char, sizeof(T)> bytes{};
      stream_.read(bytes.data(), bytes.size());
      if (swapped_) std::reverse(bytes.begin(), bytes.end());
      value = std::bit_cast<T>(bytes);
    } else {
      stream_ >> value;
    }
    if (!stream_) fail("damaged in " + section_);
    return value;
  }
  std::int64_t whole() { return read<std::int32_t>(); }
  /// Counts, and tags of format 4.1.
  std::int64_t large() { return read<std::int64_t>(); }
  std::int64_t count() {
    const auto value = large();
    if (value < 0) fail("a negative count in " + section_);
    return value;
  }
  std::int64_t tag() { return version_ > 4.05 ? large() : whole(); }

  /// The count after the name of a section of format 2 is text also in a binary file.
  std::int64_t text_count() {
    std::int64_t value = 0;
    std::string line;
    if (!(stream_ >> value) || value < 0) fail("no count in " + section_);
    std::getline(stream_, line);
    return value;
  }

  void add_node(std::int64_t tag) {
    if (tag <= 0) fail("node number " + std::to_string(tag));
    nodes_.insert(tag);
  }

  void coordinates(std::int64_t number) {
    for (std::int64_t i = 0; i < number; ++i)
      if (!std::isfinite(read<double>())) fail("a coordinate is not finite");
  }

  void nodes_2() {
    for (auto left = text_count(); left > 0; --left) {
      add_node(whole());
      coordinates(3);
    }
  }

  void nodes_4() {
    const bool tags_first = version_ > 4.05;
    const auto blocks = count();
    for (int skipped = tags_first ? 3 : 1; skipped > 0; --skipped) large();
    for (std::int64_t block = 0; block < blocks; ++block) {
      const auto first = whole(), second = whole(), parametric = whole(), number = count();
      const auto dimension = tags_first ? first : second;
      const std::int64_t values = 3 + (parametric ? std::clamp<std::int64_t>(dimension, 0, 3) : 0);
      for (std::int64_t i = 0; i < number; ++i) {
        add_node(tag());
        if (!tags_first) coordinates(values);
      }
      for (std::int64_t i = 0; tags_first && i < number; ++i) coordinates(values);
    }
  }

  int nodes_of(std::int64_t type) const {
    const auto found = kNodes.find(type);
    if (found == kNodes.end()) fail("element type " + std::to_string(type) + " is not known");
    return found->second;
  }

  void use_node(std::int64_t tag, std::int64_t element) {
    if (!nodes_.contains(tag))
      fail("element " + std::to_string(element) + " names node " + std::to_string(tag) +
           ", which the file does not have");
  }

  void elements_2() {
    for (auto left = text_count(); left > 0;) {
      std::int64_t element = binary_ ? 0 : whole();
      const auto type = whole(), number = binary_ ? whole() : 1, tags = whole();
      if (number <= 0 || number > left || tags < 0) fail("damaged in $Elements");
      for (std::int64_t i = 0; i < number; ++i) {
        if (binary_) element = whole();
        for (std::int64_t t = 0; t < tags; ++t) whole();
        for (int n = nodes_of(type); n > 0; --n) use_node(whole(), element);
      }
      left -= number;
      elements_ += number;
    }
  }

  void elements_4() {
    const auto blocks = count();
    for (int skipped = version_ > 4.05 ? 3 : 1; skipped > 0; --skipped) large();
    for (std::int64_t block = 0; block < blocks; ++block) {
      whole();
      whole();
      const auto type = whole(), number = count();
      for (std::int64_t i = 0; i < number; ++i) {
        const auto element = tag();
        for (int n = nodes_of(type); n > 0; --n) use_node(tag(), element);
      }
      elements_ += number;
    }
  }

  std::filesystem::path file_;
  std::ifstream stream_;
  double version_ = 0;
  bool binary_ = false, swapped_ = false;
  std::string section_ = "$MeshFormat";
  std::unordered_set<std::int64_t> nodes_;
  std::int64_t elements_ = 0;
};

}  // namespace

void check_gmsh_elements(const std::filesystem::path& file) { Walk(file).run(); }

}  // namespace freshet
