#include "post/loads_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr const char *kTime = "/time", *kLoads = "/line_load", *kDepths = "/depth";

template <class T>
void put(hdf5::File& file, const std::string& name, const std::vector<T>& values, int columns,
         const char* unit) {
  file.make_dataset(name, {.type = hdf5::type_of<T>(),
                           .rows = static_cast<GlobalIndex>(values.size()) / std::max(columns, 1),
                           .columns = columns});
  file.write<T>(name, 0, std::span<const T>(values));
  if (*unit != 0) file.set_text(name, "units", unit);
}

}  // namespace

LoadsWriter::LoadsWriter(const std::filesystem::path& folder,
                         const std::vector<std::string>& columns,
                         const std::vector<std::string>& faces, std::span<const LoadedSide> sides,
                         bool append)
    : table_(folder / "loads.csv", columns, append),
      file_name_(folder / "loads.h5"),
      sides_(static_cast<GlobalIndex>(sides.size())) {
  if (append && std::filesystem::exists(file_name_))
    file_.emplace(MPI_COMM_SELF, file_name_, hdf5::File::Mode::Update);
  else
    make_file(faces, sides);
  rows_ = file_->rows(kTime);
}

void LoadsWriter::make_file(const std::vector<std::string>& faces,
                            std::span<const LoadedSide> sides) {
  file_.emplace(MPI_COMM_SELF, file_name_, hdf5::File::Mode::Create);
  hdf5::File& file = *file_;
  file.set_text("/", "title", "freshet: loads of water on faces");
  file.make_group("/sides");
  std::string names;
  for (const auto& name : faces) names += (names.empty() ? "" : "\n") + name;
  file.set_text("/sides", "faces", names);
  std::vector<Real> places, normals, lengths;
  std::vector<std::int64_t> face, segment;
  for (const auto& side : sides) {
    places.insert(places.end(), side.place.begin(), side.place.end());
    normals.insert(normals.end(), side.normal.begin(), side.normal.end());
    lengths.push_back(side.length);
    face.push_back(side.face);
    segment.push_back(side.segment + 1);
  }
  put(file, "/sides/place", places, 2, "m");
  put(file, "/sides/normal", normals, 2, "");
  put(file, "/sides/length", lengths, 0, "m");
  put(file, "/sides/face", face, 0, "");
  put(file, "/sides/segment", segment, 0, "");
  const int columns = static_cast<int>(sides_);
  file.make_dataset(kTime, {.type = hdf5::Type::Float64, .extendible = true, .chunk_rows = 1024});
  const GlobalIndex chunk = std::max<GlobalIndex>(1, 8192 / std::max(columns, 1));  // 64 KiB
  for (const char* name : {kLoads, kDepths})
    file.make_dataset(
        name,
        {.type = hdf5::Type::Float64, .columns = columns, .extendible = true, .chunk_rows = chunk});
  file.set_text(kTime, "units", "s");
  file.set_text(kLoads, "units", "N/m");
  file.set_text(kDepths, "units", "m");
}

void LoadsWriter::go_on_after(Real time) {
  table_.start(std::nextafter(time, std::numeric_limits<Real>::infinity()));
  std::vector<Real> times(rows_);
  file_->read<Real>(kTime, 0, times);
  rows_ = std::upper_bound(times.begin(), times.end(), time) - times.begin();
  for (const char* name : {kTime, kLoads, kDepths}) file_->resize(name, rows_);
}

void LoadsWriter::write(Real time, std::span<const Real> row, std::span<const Real> line_loads,
                        std::span<const Real> depths) {
  table_.add(time, row);
  for (const char* name : {kTime, kLoads, kDepths}) file_->resize(name, rows_ + 1);
  file_->write<Real>(kTime, rows_, std::span<const Real>(&time, 1));
  file_->write<Real>(kLoads, rows_, line_loads);
  file_->write<Real>(kDepths, rows_, depths);
  ++rows_;
}

void LoadsWriter::flush() { file_->flush(); }

}  // namespace freshet
