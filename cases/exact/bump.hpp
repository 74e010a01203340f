#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// Steady flow of q (m2/s) without friction keeps its head E = z + h + q^2/(2 g h^2) (m). Depth
/// below or above the critical one, (q^2/g)^(1/3), at bed level z.
Real depth_of_head(Real gravity, Real unit_discharge, Real head, Real bed, bool supercritical);

/// Critical depth (q^2/g)^(1/3), m.
Real critical_depth(Real gravity, Real unit_discharge);

/// Bed level (m) at which flow that was critical over a crest of level `crest` jumps to the head of
/// the level (m) that stands on the bed z = 0 downstream: there h^2 g/2 + q^2/h is the same for
/// both depths. Throws InputError where there is no such place between 0 and the crest.
Real bump_jump_bed(Real gravity, Real unit_discharge, Real crest, Real level_down);

/// Subcritical flow over a bump, whose head is that of the depth level_down where z = 0.
/// Delestre et al. (2013), 3.1.3. Parameters unit_discharge, level_down.
ExactSolution bump_subcritical(const ExactSetting& setting);

/// Critical on the crest, subcritical before and supercritical beyond it. Delestre et al. (2013),
/// 3.1.4. Parameters unit_discharge, crest_x, crest_level.
ExactSolution bump_transcritical(const ExactSetting& setting);

/// As bump_transcritical, up to a jump on the bump's lee to the head of the depth level_down where
/// z = 0. Delestre et al. (2013), 3.1.5.
/// Parameters unit_discharge, level_down, crest_x, crest_level.
ExactSolution bump_shock(const ExactSetting& setting);

}  // namespace freshet
