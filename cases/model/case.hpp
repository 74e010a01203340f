#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cases/input/settings.hpp"
#include "cases/loads/cycles.hpp"
#include "cases/loads/loads_spec.hpp"
#include "cases/model/breach_estimate.hpp"
#include "cases/model/breaches.hpp"
#include "cases/model/cell_property.hpp"
#include "cases/model/ensemble.hpp"
#include "cases/model/erodible.hpp"
#include "cases/model/region.hpp"
#include "cases/model/structures.hpp"
#include "cases/model/water_spec.hpp"
#include "mesh/mesh_spec.hpp"
#include "post/output_options.hpp"
#include "solver/dam/dam_spec.hpp"
#include "solver/flow/flow_options.hpp"

namespace freshet {

/// One of the steps that set the initial state, in the order of the case; later ones overwrite
/// earlier ones inside the region that they name.
struct InitialSpec {
  using Field = std::function<Real(Real x, Real y, Real z)>;  ///< m, m, bed level in m

  enum class Source { Expression, Raster, Checkpoint };
  Source source = Source::Expression;

  Field level, depth;            ///< one of the two, m; level below the bed means dry
  Field velocity_x, velocity_y;  ///< m/s; empty means 0
  std::filesystem::path raster;  ///< of levels or depths
  bool raster_is_level = false;
  std::filesystem::path checkpoint;

  Region region;       ///< where it applies
  std::string origin;  ///< "case.toml:31: initial.0.level", for messages
};

/// A figure that `summary.json` and `freshet validate` hold against a bound. Its settings are the
/// further keys of its kind.
struct CheckSpec : Settings {
  std::string name;  ///< shown in the reports
  std::string kind;  ///< which measure, e.g. "exact", "gauge_rmse", "volume_error"
  Real bound = 0;
  bool at_least = false;             ///< the figure must be at least the bound, not at most
  std::optional<Real> coarse_bound;  ///< in place of `bound` on a coarser mesh
  std::vector<Real> times;           ///< s; at which it asks for the state, beside the end
};

/// The same case with some keys changed, which `freshet validate` runs as well.
struct VariantSpec {
  std::string name;
  std::vector<std::string> overrides;  ///< "key.path=value"
};

/// A case as the rest of the program sees it: read, checked, in SI units.
struct Case {
  std::string name, title, description, suite;
  std::string crs;                     ///< coordinate reference of x and y; empty: not told
  std::string json;                    ///< the case as read, overrides in it, for post
  std::string data_source;             ///< where to get the files under {data}
  std::filesystem::path file, folder;  ///< the case.toml, and where its file names start
  std::map<std::string, Real> parameters;
  MeshSpec mesh;
  FlowOptions flow;
  Real end_time = 0;  ///< s; of the flow, or of a dam alone
  std::vector<BoundaryCondition> boundaries;
  std::vector<PoolSpec> pools;
  std::vector<StructureSpec> structures;
  std::vector<BreachSpec> breaches;  ///< by structure
  std::vector<ErodibleSpec> erodible;
  std::vector<InitialSpec> initial;
  CellProperty friction;  ///< Manning's n, s/m^(1/3); no steps mean no friction
  WaterSpec water;        ///< that comes and goes inside the domain
  OutputOptions output;
  bool with_flow = true;         ///< false: a dam, cycles or estimates alone; no flow
  std::optional<dam::Spec> dam;  ///< the dam as a structure
  LoadsSpec loads;
  std::vector<CyclesSpec> cycles;
  std::vector<BreachEstimateSpec> breach_estimates;
  std::vector<CheckSpec> checks;
  std::vector<VariantSpec> variants;
  EnsembleSpec ensemble;  ///< what differs in the members of an ensemble
  std::vector<std::string>
      notes;  ///< what the reader wants the user to know (defaults taken, odd values)
};

/// `where` is a folder, a case.toml, or a name in the library. `overrides` are "key.path=value"
/// (TOML values). `data` is where measured data lie, replaced for "{data}" in file names. Unless
/// `any_file`, files that the case names must lie in its folder or under `data`. Throws InputError
/// "file:line: key: what (value)", with the nearest known key where a key is unknown.
Case read_case(const std::string& where, const std::vector<std::string>& overrides,
               const std::filesystem::path& data, bool any_file = false);

}  // namespace freshet
