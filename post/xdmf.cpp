#include "post/xdmf.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace freshet {
namespace {

std::string topology_item(const XdmfSource& source) {
  const FlowTopology& mesh = source.topology;
  const bool mixed = mesh.corners == 0;
  const char* type = mixed ? "Mixed" : mesh.corners == 3 ? "Triangle" : "Quadrilateral";
  return fmt::format(
      R"(      <Topology TopologyType="{}" NumberOfElements="{}">
        <DataItem Dimensions="{}" NumberType="Int" Precision="8" Format="HDF">{}:{}</DataItem>
      </Topology>
)",
      type, mesh.cells, mixed ? mesh.mixed : mesh.connectivity, source.file,
      mixed ? "/XDMF/topology" : "/VTKHDF/Connectivity");
}

std::string geometry_item(const XdmfSource& source) {
  return fmt::format(
      R"(      <Geometry GeometryType="XYZ">
        <DataItem Dimensions="{} 3" NumberType="Float" Precision="8" Format="HDF">{}:/VTKHDF/Points</DataItem>
      </Geometry>
)",
      source.topology.points, source.file);
}

/// A dataset of `rows` rows as it lies in the file.
std::string whole_item(const XdmfSource& source, const FlowField& field, GlobalIndex rows) {
  const std::string columns = field.columns > 0 ? fmt::format(" {}", field.columns) : "";
  return fmt::format(
      R"(<DataItem Dimensions="{}{}" NumberType="Float" Precision="{}" Format="HDF">{}:/VTKHDF/CellData/{}</DataItem>)",
      rows, columns, source.double_precision ? 8 : 4, source.file, field.name);
}

/// The rows of one step out of all: start, stride and count of each dimension.
std::string slice_item(const XdmfSource& source, const FlowField& field, std::size_t step,
                       std::size_t steps) {
  const GlobalIndex cells = source.topology.cells, first = static_cast<GlobalIndex>(step) * cells;
  const GlobalIndex all = static_cast<GlobalIndex>(steps) * cells;
  const bool vector = field.columns > 0;
  const std::string shape =
      vector ? fmt::format("{} {}", cells, field.columns) : fmt::format("{}", cells);
  const std::string slab =
      vector ? fmt::format("{} 0 1 1 {}", first, shape) : fmt::format("{} 1 {}", first, shape);
  return fmt::format(
      R"(<DataItem ItemType="HyperSlab" Dimensions="{}">
          <DataItem Dimensions="3 {}" NumberType="Int" Format="XML">{}</DataItem>
          {}
        </DataItem>)",
      shape, vector ? 2 : 1, slab, whole_item(source, field, all));
}

std::string attribute(const FlowField& field, const std::string& item) {
  return fmt::format(
      R"(      <Attribute Name="{}" AttributeType="{}" Center="Cell">
        {}
      </Attribute>
)",
      field.name, field.columns > 0 ? "Vector" : "Scalar", item);
}

std::string static_attributes(const XdmfSource& source) {
  std::string text;
  for (const auto& field : source.static_fields)
    text += attribute(field, whole_item(source, field, source.topology.cells));
  return text;
}

std::string document(const std::string& domain) {
  return "<?xml version=\"1.0\"?>\n<Xdmf Version=\"3.0\">\n  <Domain>\n" + domain +
         "  </Domain>\n</Xdmf>\n";
}

}  // namespace

std::string flow_xdmf(const XdmfSource& source, const std::vector<Real>& times) {
  const std::string mesh = topology_item(source) + geometry_item(source);
  const std::string fixed = static_attributes(source);
  std::string domain =
      "    <Grid Name=\"flow\" GridType=\"Collection\" CollectionType=\"Temporal\">\n";
  for (std::size_t step = 0; step < times.size(); ++step) {
    domain += fmt::format(
        "    <Grid Name=\"flow\" GridType=\"Uniform\">\n      <Time Value=\"{}\"/>\n", times[step]);
    domain += mesh;
    for (const auto& field : fields_in_time())
      domain += attribute(field, slice_item(source, field, step, times.size()));
    domain += fixed + "    </Grid>\n";
  }
  return document(domain + "    </Grid>\n");
}

std::string static_xdmf(const XdmfSource& source, const std::string& grid_name) {
  return document("    <Grid Name=\"" + grid_name + "\" GridType=\"Uniform\">\n" +
                  topology_item(source) + geometry_item(source) + static_attributes(source) +
                  "    </Grid>\n");
}

}  // namespace freshet
