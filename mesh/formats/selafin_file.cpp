#include "mesh/formats/selafin_file.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr std::int64_t kMarker = 4;  ///< bytes of a Fortran record's length, before and after it
constexpr std::int64_t kTitle = 80, kVariable = 32;

template <class T>
T from_bytes(const char* bytes, bool swapped) {
  std::array<char, sizeof(T)> copy{};
  std::memcpy(copy.data(), bytes, sizeof(T));
  if (swapped) std::reverse(copy.begin(), copy.end());
  return std::bit_cast<T>(copy);
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.pop_back();
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

}  // namespace

SelafinFile::SelafinFile(const std::filesystem::path& file)
    : file_(file), stream_(file, std::ios::binary) {
  if (!stream_ || std::filesystem::is_directory(file)) fail("cannot be opened");
  size_ = static_cast<std::int64_t>(std::filesystem::file_size(file));
  read_head();
}

void SelafinFile::fail(const std::string& what) const {
  throw InputError(file_.string() + ": " + what);
}

void SelafinFile::read_bytes(std::int64_t offset, std::span<char> bytes) {
  const auto count = static_cast<std::int64_t>(bytes.size());
  if (offset < 0 || offset + count > size_)
    fail("truncated: ends at byte " + std::to_string(size_) + ", needs " +
         std::to_string(offset + count));
  stream_.seekg(offset);
  stream_.read(bytes.data(), count);
  if (!stream_) fail("cannot be read at byte " + std::to_string(offset));
}

std::vector<std::int32_t> SelafinFile::integers(std::int64_t offset, GlobalIndex count) {
  std::vector<char> bytes(count * 4);
  read_bytes(offset, bytes);
  std::vector<std::int32_t> result(count);
  for (GlobalIndex i = 0; i < count; ++i)
    result[i] = from_bytes<std::int32_t>(&bytes[i * 4], swapped_);
  return result;
}

std::vector<Real> SelafinFile::reals(std::int64_t offset, GlobalIndex count) {
  std::vector<char> bytes(count * real_bytes_);
  read_bytes(offset, bytes);
  std::vector<Real> result(count);
  for (GlobalIndex i = 0; i < count; ++i)
    result[i] = real_bytes_ == 8 ? from_bytes<double>(&bytes[i * 8], swapped_)
                                 : from_bytes<float>(&bytes[i * 4], swapped_);
  return result;
}

std::int64_t SelafinFile::record_length(std::int64_t offset) { return integers(offset, 1)[0]; }

std::int64_t SelafinFile::skip_record(std::int64_t offset, std::int64_t length, const char* what) {
  const std::int64_t found = record_length(offset);
  if (found < 0 || (length >= 0 && found != length))
    fail(std::string("not a SELAFIN file: the record of ") + what + " has " +
         std::to_string(found) + " bytes" +
         (length < 0 ? std::string() : ", not " + std::to_string(length)));
  const std::int64_t next = offset + kMarker + found + kMarker;
  if (next > size_)
    fail("truncated in the record of " + std::string(what) + ": ends at byte " +
         std::to_string(size_) + ", needs " + std::to_string(next));
  if (record_length(next - kMarker) != found)
    fail(std::string("damaged: the record of ") + what + " does not end with its length");
  return next;
}

void SelafinFile::read_head() {
  if (size_ < kTitle + 2 * kMarker) fail("not a SELAFIN file: too short");
  if (record_length(0) != kTitle) swapped_ = true;
  if (record_length(0) != kTitle) fail("not a SELAFIN file: does not start with a title");
  std::int64_t at = skip_record(0, kTitle, "the title");
  const auto counts = integers(at + kMarker, 2);
  at = skip_record(at, 8, "the numbers of variables");
  const std::int64_t variables = std::int64_t{counts[0]} + counts[1];
  if (counts[0] < 0 || counts[1] < 0 || variables * (kVariable + 2 * kMarker) > size_)
    fail("not a SELAFIN file: claims " + std::to_string(variables) + " variables");
  for (std::int64_t v = 0; v < variables; ++v) {
    std::string name(kVariable, ' ');
    read_bytes(at + kMarker, name);
    variables_.push_back(trimmed(name.substr(0, kVariable / 2)));
    at = skip_record(at, kVariable, "a variable's name");
  }
  find_arrays(read_sizes(at));
}

std::int64_t SelafinFile::read_sizes(std::int64_t at) {
  const auto parameters = integers(at + kMarker, 10);
  at = skip_record(at, 40, "the ten parameters");
  origin_ = {static_cast<Real>(parameters[2]), static_cast<Real>(parameters[3])};
  if (parameters[6] > 1)
    fail("a 3-D file of " + std::to_string(parameters[6]) + " planes; a 2-D one is needed");
  if (parameters[9] == 1) at = skip_record(at, 24, "the date");
  const auto sizes = integers(at + kMarker, 4);
  at = skip_record(at, 16, "the sizes");
  cells_ = sizes[0];
  nodes_ = sizes[1];
  corners_ = sizes[2];
  if (cells_ <= 0 || nodes_ <= 0)
    fail("has " + std::to_string(cells_) + " cells and " + std::to_string(nodes_) + " nodes");
  if (corners_ != 3 && corners_ != 4)
    fail("cells of " + std::to_string(corners_) + " nodes; 3 or 4 are needed");
  return at;
}

void SelafinFile::find_arrays(std::int64_t at) {
  connectivity_at_ = at + kMarker;
  at = skip_record(at, cells_ * corners_ * 4, "the cells");
  at = skip_record(at, nodes_ * 4, "the boundary numbers");
  real_bytes_ = record_length(at) == nodes_ * 8 ? 8 : 4;
  for (auto& coordinate : coordinates_at_) {
    coordinate = at + kMarker;
    at = skip_record(at, nodes_ * real_bytes_, "the coordinates");
  }
  find_time_steps(at);
}

std::int64_t SelafinFile::step_bytes() const {
  const auto variables = static_cast<std::int64_t>(variables_.size());
  return real_bytes_ + 2 * kMarker + variables * (nodes_ * real_bytes_ + 2 * kMarker);
}

/// Whether all records of a time step begin and end with their lengths.
bool SelafinFile::is_whole(GlobalIndex time_step) {
  std::int64_t at = steps_at_ + time_step * step_bytes();
  const auto holds = [&](std::int64_t length) {
    const bool good = record_length(at) == length && record_length(at + kMarker + length) == length;
    at += length + 2 * kMarker;
    return good;
  };
  if (!holds(real_bytes_)) return false;
  for (std::size_t v = 0; v < variables_.size(); ++v)
    if (!holds(nodes_ * real_bytes_)) return false;
  return true;
}

/// What follows the last whole time step is left alone, be it a line end or a step cut short.
void SelafinFile::find_time_steps(std::int64_t at) {
  steps_at_ = at;
  time_steps_ = (size_ - at) / step_bytes();
  while (time_steps_ > 0 && !is_whole(time_steps_ - 1)) --time_steps_;
  bytes_left_ = size_ - at - time_steps_ * step_bytes();
}

std::vector<std::int32_t> SelafinFile::connectivity(GlobalIndex first, GlobalIndex count) {
  auto nodes = integers(connectivity_at_ + first * corners_ * 4, count * corners_);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i] < 1 || nodes[i] > nodes_)
      fail("cell " + std::to_string(first + static_cast<GlobalIndex>(i) / corners_ + 1) +
           " names node " + std::to_string(nodes[i]) + "; there are " + std::to_string(nodes_));
  return nodes;
}

std::vector<Real> SelafinFile::coordinates(int axis, GlobalIndex first, GlobalIndex count) {
  auto result = reals(coordinates_at_[axis] + first * real_bytes_, count);
  for (auto& value : result) value += origin_[axis];
  return result;
}

std::vector<Real> SelafinFile::values(int variable, GlobalIndex time_step, GlobalIndex first,
                                      GlobalIndex count) {
  const std::int64_t array = nodes_ * real_bytes_ + 2 * kMarker, time = real_bytes_ + 2 * kMarker;
  const std::int64_t record = steps_at_ + time_step * step_bytes() + time;
  const std::int64_t at = record + variable * array;
  skip_record(at, nodes_ * real_bytes_, variables_[variable].c_str());
  return reals(at + kMarker + first * real_bytes_, count);
}

int SelafinFile::bed_variable() const {
  for (std::size_t v = 0; v < variables_.size(); ++v)
    if (variables_[v].starts_with("BOTTOM") || variables_[v].starts_with("FOND"))
      return static_cast<int>(v);
  return -1;
}

}  // namespace freshet
