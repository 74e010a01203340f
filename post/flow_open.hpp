#pragma once
#include <filesystem>

#include "mesh/mesh.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "post/flow_fields.hpp"
#include "post/flow_topology.hpp"
#include "post/output_options.hpp"

namespace freshet {

/// Creates a dataset of `rows` values a cell field under /VTKHDF/CellData with its unit and
/// meaning; one that grows is stored in chunks that fit into the `cells` of a step. Collective.
void make_flow_field(hdf5::File& file, const FlowField& field, GlobalIndex cells, bool in_time,
                     const OutputOptions& options);

/// Opens flow.h5 of a former run, or makes a new one with mesh, the fields in time and no steps.
/// Collective. Throws InputError where the old file is of another mesh; sets one aside that cannot
/// be opened.
hdf5::File open_flow_file(const Mesh& mesh, const FlowTopology& topology,
                          const std::filesystem::path& directory, const OutputOptions& options,
                          std::span<const FlowField> in_time, bool append);

}  // namespace freshet
