#include "post/xdmf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

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
        <DataItem Dimensions="{} 3" NumberType="Float" Precision="8"
          Format="HDF">{}:/VTKHDF/Points</DataItem>
      </Geometry>
)",
      source.topology.points, source.file);
}

/// `rows` rows of a dataset: all of it, or those that `slab` tells.
std::string hdf_item(const XdmfSource& source, const FlowField& field, GlobalIndex rows,
                     const std::string& slab) {
  const std::string columns = field.columns > 0 ? fmt::format(" {}", field.columns) : "";
  return fmt::format(
      "<DataItem Dimensions=\"{}{}\" NumberType=\"Float\" Precision=\"{}\" Format=\"HDF\">"
      "{}:/VTKHDF/CellData/{}{}</DataItem>",
      rows, columns, source.double_precision ? 8 : 4, source.file, field.name, slab);
}

/// The rows of one step out of all. ParaView's reader does not know XDMF's HyperSlab items, but
/// takes "start:stride:count:extent" after the dataset's name, in numbers below 2^31.
std::string slice_item(const XdmfSource& source, const FlowField& field, std::size_t step,
                       std::size_t steps) {
  const GlobalIndex cells = source.topology.cells, first = static_cast<GlobalIndex>(step) * cells;
  const GlobalIndex all = static_cast<GlobalIndex>(steps) * cells;
  const std::string slab = field.columns == 0 ? fmt::format("{}:1:{}:{}", first, cells, all)
                                              : fmt::format("{0} 0:1 1:{1} {3}:{2} {3}", first,
                                                            cells, all, field.columns);
  return hdf_item(source, field, cells, "|" + slab);
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
    text += attribute(field, hdf_item(source, field, source.topology.cells, ""));
  return text;
}

std::string document(const std::string& domain) {
  return "<?xml version=\"1.0\"?>\n<Xdmf Version=\"3.0\">\n  <Domain>\n" + domain +
         "  </Domain>\n</Xdmf>\n";
}

}  // namespace

std::size_t xdmf_steps(const FlowTopology& topology) {
  return static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / topology.cells);
}

std::string flow_xdmf(const XdmfSource& source, const std::vector<Real>& times) {
  const std::string mesh = topology_item(source) + geometry_item(source);
  const std::string fixed = static_attributes(source);
  std::string domain =
      "    <Grid Name=\"flow\" GridType=\"Collection\" CollectionType=\"Temporal\">\n";
  const std::size_t listed = std::min(times.size(), xdmf_steps(source.topology));
  for (std::size_t step = 0; step < listed; ++step) {
    domain += fmt::format(
        "    <Grid Name=\"flow\" GridType=\"Uniform\">\n      <Time Value=\"{}\"/>\n", times[step]);
    domain += mesh;
    for (const auto& field : source.in_time)
      domain += attribute(field, slice_item(source, field, step, listed));
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
