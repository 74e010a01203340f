#include "cases/input/ground_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "cases/input/case_value.hpp"
#include "cases/input/csv_columns.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// The number that follows `key` and "=" or ":" in an AT2's head; below 0 where there is none.
Real after_key(const std::string& line, const std::string& key) {
  auto place = line.find(key);
  if (place == std::string::npos) return -1;
  place = line.find_first_not_of(" =:\t", place + key.size());
  if (place == std::string::npos) return -1;
  Real number = -1;
  std::from_chars(line.data() + place, line.data() + line.size(), number);
  return number;
}

void refuse_gaps(const std::vector<Real>& times, const std::filesystem::path& file) {
  require(times.size() >= 2, file.string() + ": a record must have two points or more; it has",
          times.size());
  std::vector<Real> steps;
  for (std::size_t i = 1; i < times.size(); ++i) steps.push_back(times[i] - times[i - 1]);
  std::vector<Real> sorted = steps;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                   sorted.end());
  const Real usual = sorted[sorted.size() / 2];
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (!(std::abs(steps[i] - usual) < 0.1 * usual))
      throw InputError(
          fmt::format("{}: the record has a gap: from {} s to {} s, its other steps are {} s",
                      file.string(), times[i], times[i + 1], usual));
}

PiecewiseLinear read_at2(const std::filesystem::path& file) {
  std::ifstream stream(file);
  require(stream.good(), file.string(), "cannot be read");
  std::string line;
  Real count = -1, step = -1;
  int number = 0;
  while (count < 0 && std::getline(stream, line)) {
    ++number;
    std::transform(line.begin(), line.end(), line.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    count = after_key(line, "NPTS");
    step = after_key(line, "DT");
  }
  require(count > 0 && step > 0, file.string() + ": has no line with NPTS= and DT=; last line",
          number);
  std::vector<Real> times, values;
  while (std::getline(stream, line)) {
    ++number;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      Real value = 0;
      const char* begin = word.data() + (word.starts_with('+') ? 1 : 0);
      const auto [end, error] = std::from_chars(begin, word.data() + word.size(), value);
      if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value))
        throw InputError(fmt::format("{}:{}: is no finite number (\"{}\")", file.string(), number,
                                     printable(word)));
      times.push_back(step * static_cast<Real>(values.size()));
      values.push_back(value);
    }
  }
  if (static_cast<Real>(values.size()) != count)
    throw InputError(fmt::format("{}: the record has gaps or was cut: NPTS is {}, values are {}",
                                 file.string(), count, values.size()));
  refuse_gaps(times, file);
  return {std::move(times), std::move(values), file.string()};
}

}  // namespace

PiecewiseLinear read_ground_record(const std::filesystem::path& file, const std::string& time,
                                   const std::string& value) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".at2") return read_at2(file);
  auto columns = read_csv_columns(file, {time, value});
  PiecewiseLinear series(columns[0], columns[1], file.string() + ": column " + time);
  refuse_gaps(columns[0], file);
  return series;
}

}  // namespace freshet
