#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kernels/types.hpp"
#include "mesh/parallel/agreement.hpp"
#include "solver/dam/dam_spec.hpp"

namespace freshet {

/// Where a seepage run stands, for a restart on any number of ranks.
struct SeepageState {
  Real time = 0, step = 0;  ///< s; of the state, and the next step's length
  std::vector<Real> psi;    ///< m, by vertex of the file
  std::vector<Real> rate;   ///< m/s, its last change in time; empty: none yet
  Real balance_start = 0, balance_in = 0, balance_out = 0;  ///< m2
  std::map<std::string, Real> extremes;
  std::int64_t soils = 0, water = 0;  ///< checksums of the case's soils, of its levels until `time`
};

/// What a checkpoint remembers of its case.
std::int64_t checksum_of_soils(const std::vector<dam::Soil>& soils);
std::int64_t checksum_of_water(const dam::Spec& spec, Real until);

/// Collective; rank 0 writes and reads for all. `write_seepage` replaces the file only when it is
/// whole. `read_seepage` throws EnvironmentError where the file is damaged, InputError where it is
/// of a section with another number of vertices. Whether soils and levels are the same is the
/// caller's to see.
void write_seepage(MPI_Comm communicator, const std::filesystem::path& file,
                   const SeepageState& state);
SeepageState read_seepage(MPI_Comm communicator, const std::filesystem::path& file,
                          GlobalIndex vertices);

}  // namespace freshet
