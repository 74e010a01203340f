#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"
#include "solver/dam/stability.hpp"

/// A rigid section of a gravity dam under combined loads, per metre of dam. SI units; x points
/// downstream, y up.
namespace freshet::loads {

struct RigidSection {
  std::vector<std::array<Real, 2>> outline;  ///< m, counter-clockwise; its lowest side is the base
  Real unit_weight = 0;                      ///< N/m3
  Real water_unit_weight = 9810;             ///< N/m3
  dam::Base base;                            ///< strength; uplift with its drains
};

/// How a reservoir answers to shaking.
enum class Hydrodynamic { None, Westergaard, WestergaardExact, Zangar };

/// A horizontal force that a case names itself: a wave's thrust, a ship, earth.
struct NamedForce {
  Real force = 0;  ///< N/m, downstream
  Real level = 0;  ///< m, of its line of action
};

struct LoadCase {
  std::string name;
  std::string criteria;                      ///< a name of dam::kCriteria
  std::optional<Real> headwater, tailwater;  ///< levels, m
  Real uplift = 0;                           ///< share of the heads under the base, 0 .. 1
  std::optional<Real> drain_efficiency;      ///< in place of the section's
  bool cracks = true;                        ///< the base opens where it would be in tension
  std::optional<Real> silt_level;            ///< m
  Real silt_unit_weight = 0;                 ///< N/m3, submerged
  Real silt_coefficient = 0.5;               ///< horizontal by vertical pressure
  Real ice_thrust = 0;                       ///< N/m, at the headwater's level
  Real acceleration_x = 0;  ///< of the ground by gravity; the dam is thrown downstream
  Real acceleration_y = 0;  ///< by gravity; positive takes weight off the dam
  Hydrodynamic hydrodynamic = Hydrodynamic::Westergaard;
  Real frequency_ratio = 0;  ///< WestergaardExact: of the shaking by the reservoir's
  std::vector<NamedForce> forces;
};

/// What a load case brings to the base and what follows, N/m, m, Pa.
struct LoadCaseResult {
  Real weight = 0;               ///< of the section
  Real water_thrust = 0;         ///< of headwater less tailwater, horizontal
  Real inertia = 0;              ///< of the section, horizontal
  Real hydrodynamic = 0;         ///< thrust that the shaking adds to the headwater's
  Real hydrodynamic_moment = 0;  ///< of it about the base, N
  Real base_length = 0;
  dam::BaseForces forces;
  dam::Stability stability;
  dam::Criteria criteria;
  bool holds = false;
};

/// Throws InputError for an outline that encloses nothing, crosses itself or has no level base.
void check_section(const RigidSection& section);

/// Of the outline's lowest side, m. Throws InputError as above.
Real base_length(const RigidSection& section);

/// Throws InputError where a level lies above the crest, or no rule has the criteria's name.
LoadCaseResult evaluate(const RigidSection& section, const LoadCase& load_case);

}  // namespace freshet::loads
