"""Flood hazard from maxima: classes H1 to H6 of the Australian Institute for Disaster Resilience.

AIDR (2017), Guideline 7-3 Flood Hazard, table 1 and figure 6, after Smith, Davey and Cox (2014), WRL report 2014/07.
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


def hazard_of(result):
    """(cells,) classes of a run from its maxima: the greatest of each need not come at one time, so on the safe side."""
    return classify(result.maximum("max_depth"), result.maximum("max_speed"), result.maximum("max_unit_discharge"),
                    result.dry_depth)
