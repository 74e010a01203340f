"""Flood hazard from maxima, after the schemes that agencies use.

AIDR (2017), Guideline 7-3 Flood Hazard, table 1 and figure 6, after Smith, Davey and Cox (2014), WRL report 2014/07.
DEFRA and Environment Agency (2006), Flood Risks to People, FD2321/TR1: rating d (v + 0.5) + debris factor, which is
1 deeper than 0.25 m or faster than 2 m/s, else 0 (so in Flood Modeller).
FEMA (2012), Risk MAP guidance on depth times velocity grids, in ft2/s.
"""
import numpy as np

# Class: greatest depth times speed in m2/s, depth in m, speed in m/s; H6 is what exceeds H5.
LIMITS = ((0.3, 0.3, 2.0), (0.6, 0.5, 2.0), (0.6, 1.2, 2.0), (1.0, 2.0, 2.0), (4.0, 4.0, 4.0))
MEANINGS = (
    "H1 generally safe for people, vehicles and buildings",
    "H2 unsafe for small vehicles",
    "H3 unsafe for vehicles, children and the elderly",
    "H4 unsafe for people and vehicles",
    "H5 unsafe; buildings need special design",
    "H6 unsafe; all building types can fail",
)


def classify(depth, speed, unit_discharge, dry=0.0):
    """Classes 1 to 6 as (n,) integers, 0 where the depth is at most `dry`; depth m, speed m/s, unit discharge m2/s."""
    depth, speed, unit_discharge = map(np.asarray, (depth, speed, unit_discharge))
    hazard = np.full(depth.shape, 6, dtype=np.int8)
    for number in range(5, 0, -1):
        product, deepest, fastest = LIMITS[number - 1]
        hazard[(unit_discharge <= product) & (depth <= deepest) & (speed <= fastest)] = number
    hazard[~(depth > dry)] = 0
    return hazard


# Rating from which the next class holds; debris factor 1 deeper than 0.25 m or faster than 2 m/s, else 0.
DEFRA_LIMITS = (0.75, 1.25, 2.0)
DEFRA_MEANINGS = ("low: caution", "moderate: danger for some", "significant: danger for most",
                  "extreme: danger for all")
SQUARE_FOOT = 0.3048**2
FEMA_LIMITS = tuple(limit * SQUARE_FOOT for limit in (2.2, 5.4, 16.1, 26.9))  # m2/s
FEMA_MEANINGS = ("low", "medium", "high", "very high", "extreme")


def defra_rating(depth, speed, unit_discharge):
    """(n,) hazard rating of DEFRA: d v + 0.5 d + debris factor; depth m, speed m/s, unit discharge m2/s."""
    depth, speed, unit_discharge = map(np.asarray, (depth, speed, unit_discharge))
    return unit_discharge + 0.5 * depth + np.where((depth > 0.25) | (speed > 2), 1.0, 0.0)


def _above(values, limits, depth, dry):
    classes = 1 + np.searchsorted(np.asarray(limits), np.asarray(values), side="right").astype(np.int8)
    return np.where(np.asarray(depth) > dry, classes, 0).astype(np.int8)


def classify_defra(depth, speed, unit_discharge, dry=0.0):
    """Classes 1 to 4 as (n,) integers, 0 where the depth is at most `dry`."""
    return _above(defra_rating(depth, speed, unit_discharge), DEFRA_LIMITS, depth, dry)


def classify_fema(depth, speed, unit_discharge, dry=0.0):
    """Zones 1 to 5 of depth times velocity as (n,) integers, 0 where the depth is at most `dry`."""
    return _above(unit_discharge, FEMA_LIMITS, depth, dry)


class Scheme:
    """Classes of hazard: what each means, shown as "NAME words", and `classify` as above."""

    def __init__(self, title, meanings, classify_cells):
        self.title, self.meanings, self.classify = title, meanings, classify_cells

    def of(self, result):
        """(cells,) classes of a run from its maxima: the greatest of each need not come at one time, so on the safe
        side."""
        return self.classify(result.maximum("max_depth"), result.maximum("max_speed"),
                             result.maximum("max_unit_discharge"), result.dry_depth)


SCHEMES = {
    "hazard": Scheme("Flood hazard (AIDR 2017)", MEANINGS, classify),
    "hazard_defra": Scheme("Hazard to people (DEFRA 2006)", DEFRA_MEANINGS, classify_defra),
    "hazard_fema": Scheme("Depth times velocity (FEMA)", FEMA_MEANINGS, classify_fema),
}


def hazard_of(result):
    """(cells,) classes of AIDR of a run, from its maxima."""
    return SCHEMES["hazard"].of(result)
