#pragma once
#include <string>
#include <vector>

#include "post/flow_fields.hpp"
#include "post/flow_topology.hpp"

namespace freshet {

/// What the XDMF texts refer to: an HDF5 file beside them, in the layout of FlowWriter.
struct XdmfSource {
  std::string file;  ///< name without folder
  FlowTopology topology;
  bool double_precision = false;
  std::vector<FlowField> static_fields;  ///< one value a cell, at all times
  std::vector<FlowField> in_time;        ///< one value a cell at each time
};

/// Steps that XDMF can tell apart: ParaView's reader counts rows of a dataset in 31 bits. Later
/// ones are left out of flow_xdmf; they are open to readers of VTKHDF.
std::size_t xdmf_steps(const FlowTopology& topology);

/// A collection of grids in time: the fields in time are slices of the concatenated datasets.
std::string flow_xdmf(const XdmfSource& source, const std::vector<Real>& times);

/// One grid with the static fields only.
std::string static_xdmf(const XdmfSource& source, const std::string& grid_name);

}  // namespace freshet
