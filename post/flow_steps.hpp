#pragma once
#include <string>
#include <vector>

#include "mesh/parallel/hdf5.hpp"

namespace freshet {

/// The group /VTKHDF/Steps: which rows of the concatenated fields belong to which time. The mesh
/// does not move, so all its offsets are 0. All functions are collective.

void make_steps(hdf5::File& file);

/// Enters a cell field; static fields (`rows_per_step` = 0) have offset 0 at all times.
void add_step_field(hdf5::File& file, const std::string& field, GlobalIndex rows_per_step);

/// Adds a step; `fields` are those in time, whose rows begin at step * cells; all others are
/// static.
void append_step(hdf5::File& file, Real time, GlobalIndex cells,
                 const std::vector<std::string>& fields);

std::vector<Real> step_times(const hdf5::File& file);

/// Forgets all steps from number `steps` on, and their rows.
void keep_steps(hdf5::File& file, GlobalIndex steps, GlobalIndex cells,
                const std::vector<std::string>& fields);

}  // namespace freshet
