#include "mesh/formats/gmsh_numbers.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

#include "kernels/error.hpp"

namespace freshet {
namespace {

bool is_version(double value, double version) { return std::abs(value - version) < 1e-9; }

}  // namespace

GmshNumbers::GmshNumbers(const std::filesystem::path& file)
    : file_(file), stream_(file, std::ios::binary) {
  if (!stream_ || !std::filesystem::is_regular_file(file)) fail("cannot be opened");
  if (line() != "$MeshFormat") fail("not a Gmsh mesh: does not start with $MeshFormat");
  int kind = -1, bytes = 0;
  if (!(stream_ >> version_ >> kind >> bytes)) fail("not a Gmsh mesh: no version");
  line();
  if (!is_version(version_, 2.2) && !is_version(version_, 4.0) && !is_version(version_, 4.1))
    fail("Gmsh format " + std::to_string(version_).substr(0, 4) + "; 2.2, 4.0 or 4.1 are needed");
  if ((kind != 0 && kind != 1) || bytes != 8) fail("damaged in $MeshFormat");
  binary_ = kind == 1;
  if (binary_) {
    const auto one = read<std::int32_t>();
    swapped_ = one != 1;
    if (swapped_ && one != 1 << 24) fail("damaged in $MeshFormat");
  }
  end_section();
}

void GmshNumbers::fail(const std::string& what) const {
  throw InputError(file_.string() + ": " + what);
}

std::string GmshNumbers::line() {
  std::string text;
  std::getline(stream_, text);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  return text;
}

bool GmshNumbers::next_section() {
  while (stream_) {
    section_ = line();
    if (section_.starts_with('$')) return true;
    if (!section_.empty()) fail("a section is expected, not \"" + section_.substr(0, 40) + "\"");
  }
  return false;
}

void GmshNumbers::end_section() {
  const std::string end = "$End" + section_.substr(1);
  std::string found = line();
  while (stream_ && found.empty()) found = line();
  if (found != end)
    fail("truncated or damaged in " + section_ + ": no " + end + " where it should be");
}

std::string GmshNumbers::word() {
  std::string text;
  if (!(stream_ >> text)) fail("truncated in " + section_);
  return text;
}

template <class T>
T GmshNumbers::read() {
  T value{};
  if (!binary_) {
    const std::string text = word();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
      fail("a number is expected in " + section_ + ", not \"" + text.substr(0, 40) + "\"");
    return value;
  }
  std::array<char, sizeof(T)> bytes{};
  if (!stream_.read(bytes.data(), bytes.size())) fail("truncated in " + section_);
  if (swapped_) std::reverse(bytes.begin(), bytes.end());
  return std::bit_cast<T>(bytes);
}

std::int64_t GmshNumbers::whole() { return read<std::int32_t>(); }
std::int64_t GmshNumbers::large() { return read<std::int64_t>(); }
double GmshNumbers::real() { return read<double>(); }

std::int64_t GmshNumbers::text_whole() {
  const std::string text = word();
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    fail("a whole number is expected in " + section_ + ", not \"" + text.substr(0, 40) + "\"");
  return value;
}

std::int64_t GmshNumbers::count() {
  const std::int64_t value = before_4() ? text_whole() : large();
  if (before_4() && binary_ && !line().empty()) fail("damaged in " + section_);
  if (value < 0 || value > std::numeric_limits<std::int32_t>::max())
    fail("a count of " + std::to_string(value) + " in " + section_);
  return value;
}

void GmshNumbers::reals(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i)
    if (!std::isfinite(real())) fail("a number that is not finite in " + section_);
}

}  // namespace freshet
