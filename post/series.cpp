#include "post/series.hpp"

#include <limits>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr std::size_t gauge_values = 4;

/// The table on rank 0; other ranks have none.
CsvTable open_table(const Mesh& mesh, const std::filesystem::path& path,
                    const std::vector<std::string>& columns, bool append) {
  CsvTable table;
  together(mesh.communicator, [&] {
    if (mesh.rank == 0) table = CsvTable(path, columns, append);
  });
  return table;
}

void add_row(CsvTable& table, const Mesh& mesh, Real time, const std::vector<Real>& values) {
  together(mesh.communicator, [&] {
    if (mesh.rank == 0) table.add(time, values);
  });
}

void drop_rows_from(CsvTable& table, const Mesh& mesh, Real time) {
  together(mesh.communicator, [&] {
    if (mesh.rank == 0) table.start(time);
  });
}

std::vector<std::string> gauge_columns(const std::vector<GaugeCell>& gauges) {
  std::vector<std::string> columns;
  for (const auto& gauge : gauges)
    for (const char* what : {"_depth_m", "_level_m", "_velocity_x_m_per_s", "_velocity_y_m_per_s"})
      columns.push_back(gauge.name + what);
  return columns;
}

std::vector<std::string> section_columns(std::vector<std::string> names, const char* what) {
  for (auto& name : names) name += what;
  return names;
}

}  // namespace

GaugeWriter::GaugeWriter(const Mesh& mesh, const std::filesystem::path& directory,
                         const std::vector<GaugeCell>& gauges, bool append, Real dry_depth)
    : mesh_(mesh),
      dry_depth_(dry_depth),
      table_(open_table(mesh, directory / "gauges.csv", gauge_columns(gauges), append)) {
  constexpr GlobalIndex none = std::numeric_limits<GlobalIndex>::max();
  for (const auto& gauge : gauges) {
    const GlobalIndex mine = gauge.cell < 0 ? none : mesh.first_cell + gauge.cell;
    const GlobalIndex chosen = mpi::min(mesh.communicator, mine);
    places_.push_back(mine == chosen && gauge.cell >= 0 ? static_cast<Index>(watched_.size()) : -1);
    if (places_.back() >= 0) watched_.push_back(gauge.cell);
    nowhere_.push_back(chosen == none);
  }
}

void GaugeWriter::go_on_from(Real time) { drop_rows_from(table_, mesh_, time); }

void GaugeWriter::write(Real time, const FlowView& flow) {
  std::vector<Real> row(places_.size() * gauge_values, 0.0);
  for (std::size_t g = 0; g < places_.size(); ++g) {
    Real* values = &row[g * gauge_values];
    const Index c = places_[g];
    if (c >= 0) {
      values[0] = flow.depth[c];
      values[1] = flow.depth[c] > dry_depth_ ? flow.bed[c] + flow.depth[c] : CsvTable::no_value;
      values[2] = flow.velocity_x[c];
      values[3] = flow.velocity_y[c];
    }
    if (nowhere_[g]) std::fill_n(values, gauge_values, std::numeric_limits<Real>::quiet_NaN());
  }
  mpi::all_reduce(mesh_.communicator, row, MPI_SUM);  // one rank's value and zeros: exact
  add_row(table_, mesh_, time, row);
}

SectionWriter::SectionWriter(const Mesh& mesh, const std::filesystem::path& directory,
                             const std::vector<std::string>& names, bool append)
    : mesh_(mesh),
      discharges_(open_table(mesh, directory / "sections.csv",
                             section_columns(names, "_discharge_m3_per_s"), append)),
      volumes_(open_table(mesh, directory / "section_volumes.csv",
                          section_columns(names, "_volume_m3"), append)) {}

void SectionWriter::go_on_from(Real time) {
  for (auto* table : {&discharges_, &volumes_}) drop_rows_from(*table, mesh_, time);
}

void SectionWriter::write(Real time, const std::vector<Real>& discharges,
                          const std::vector<Real>& volumes) {
  add_row(discharges_, mesh_, time, discharges);
  add_row(volumes_, mesh_, time, volumes);
}

}  // namespace freshet
