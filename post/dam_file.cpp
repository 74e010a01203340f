#include "post/dam_file.hpp"

#include <fmt/format.h>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

// XDMF's numbers of cell types in a mixed topology.
constexpr std::int64_t kTriangle = 4, kQuadrilateral = 5;

template <class T>
void put_static(hdf5::File& file, const std::string& name, std::span<const T> values, int columns) {
  file.make_dataset(name, {.type = hdf5::type_of<T>(),
                           .rows = static_cast<GlobalIndex>(values.size()) / std::max(columns, 1),
                           .columns = columns});
  file.write<T>(name, 0, values);
}

std::string item(GlobalIndex rows, int columns, const char* type, const std::string& path) {
  return fmt::format(
      "<DataItem Dimensions=\"{}{}\" NumberType=\"{}\" Precision=\"8\" "
      "Format=\"HDF\">dam.h5:{}</DataItem>",
      rows, columns > 0 ? fmt::format(" {}", columns) : "", type, path);
}

}  // namespace

DamWriter::DamWriter(MPI_Comm communicator, const std::filesystem::path& folder,
                     const PlaneMeshView& mesh)
    : communicator_(communicator),
      folder_(folder),
      points_(static_cast<GlobalIndex>(mesh.points.size() / 2)),
      cells_(static_cast<GlobalIndex>(mesh.zone.size())) {
  together(communicator, [&] {
    if (mpi::rank_of(communicator) != 0) return;
    make_folder(folder);
    std::error_code ignored;
    std::filesystem::remove(folder / "dam.xdmf", ignored);
    file_.emplace(MPI_COMM_SELF, folder / "dam.h5", hdf5::File::Mode::Create);
    file_->set_text("/", "title", "freshet: dam section");
    file_->make_group("/mesh");
    file_->make_group("/steps");
    std::vector<Real> places;
    for (GlobalIndex p = 0; p < points_; ++p)
      places.insert(places.end(), {mesh.points[2 * p], mesh.points[2 * p + 1], 0.0});
    std::vector<std::int64_t> topology;
    for (GlobalIndex c = 0; c < cells_; ++c) {
      topology.push_back(mesh.first[c + 1] - mesh.first[c] == 3 ? kTriangle : kQuadrilateral);
      for (GlobalIndex i = mesh.first[c]; i < mesh.first[c + 1]; ++i)
        topology.push_back(mesh.corners[i]);
    }
    mixed_ = static_cast<GlobalIndex>(topology.size());
    put_static<Real>(*file_, "/mesh/points", places, 3);
    put_static<std::int64_t>(*file_, "/mesh/topology", topology, 0);
    put_static<std::int64_t>(*file_, "/mesh/zone", mesh.zone, 0);
    file_->set_text("/mesh/points", "units", "m");
  });
}

void DamWriter::put(const std::string& name, const VertexField& field) {
  if (field.columns == 1) return put_static<Real>(*file_, name, field.values, 0);
  std::vector<Real> vectors;  // ParaView's have three components
  for (std::size_t i = 0; i + 1 < field.values.size(); i += 2)
    vectors.insert(vectors.end(), {field.values[i], field.values[i + 1], 0.0});
  put_static<Real>(*file_, name, vectors, 3);
}

std::string DamWriter::topology() const {
  return fmt::format(
      "      <Topology TopologyType=\"Mixed\" NumberOfElements=\"{}\">\n        {}\n      "
      "</Topology>\n      <Geometry GeometryType=\"XYZ\">\n        {}\n      </Geometry>\n      "
      "<Attribute Name=\"zone\" AttributeType=\"Scalar\" Center=\"Cell\">\n        {}\n      "
      "</Attribute>\n",
      cells_, item(mixed_, 0, "Int", "/mesh/topology"), item(points_, 3, "Float", "/mesh/points"),
      item(cells_, 0, "Int", "/mesh/zone"));
}

std::string DamWriter::grid(std::size_t step, Real time,
                            const std::vector<VertexField>& fields) const {
  std::string text = fmt::format(
      "    <Grid Name=\"dam\" GridType=\"Uniform\">\n      <Time Value=\"{}\"/>\n", time);
  text += topology();
  for (const auto& field : fields)
    text += fmt::format(
        "      <Attribute Name=\"{}\" AttributeType=\"{}\" Center=\"Node\">\n        {}\n      "
        "</Attribute>\n",
        field.name, field.columns == 1 ? "Scalar" : "Vector",
        item(points_, field.columns == 1 ? 0 : 3, "Float",
             fmt::format("/steps/{:06}/{}", step, field.name)));
  return text + "    </Grid>\n";
}

void DamWriter::write(Real time, const std::vector<VertexField>& fields) {
  together(communicator_, [&] {
    if (!file_) return;
    const std::string group = fmt::format("/steps/{:06}", steps_);
    file_->make_group(group);
    file_->set_real(group, "time_s", time);
    for (const auto& field : fields) {
      const std::string name = group + "/" + field.name;
      put(name, field);
      file_->set_text(name, "units", field.unit);
    }
    file_->flush();
    grids_ += grid(steps_, time, fields);
    write_text_atomically(folder_ / "dam.xdmf",
                          "<?xml version=\"1.0\"?>\n<Xdmf Version=\"3.0\">\n  <Domain>\n    <Grid "
                          "Name=\"dam\" GridType=\"Collection\" CollectionType=\"Temporal\">\n" +
                              grids_ + "    </Grid>\n  </Domain>\n</Xdmf>\n");
  });
  ++steps_;
}

}  // namespace freshet
