"""Flood hazard: the classes that a run kept (kernels/hazard.hpp has formulas and sources), each the worst of all steps."""
import numpy as np

MEANINGS = (
    "H1 generally safe for people, vehicles and buildings",
    "H2 unsafe for small vehicles",
    "H3 unsafe for vehicles, children and the elderly",
    "H4 unsafe for people and vehicles",
    "H5 unsafe; buildings need special design",
    "H6 unsafe; all building types can fail",
)
DEFRA_LIMITS = (0.75, 1.25, 2.0)  # ratings from which the next class holds


class Scheme:
    """Classes of hazard: what each means, shown as "NAME words", and the field of flow.h5 that has them, or a rating
    that `limits` cut into classes."""

    def __init__(self, title, meanings, field, limits=None):
        self.title, self.meanings, self.field, self.limits = title, meanings, field, limits

    def of(self, result):
        """(cells,) classes of a run from 1 on; 0 where there was next to no water."""
        values = result.maximum(self.field)
        if self.limits is None:
            return np.asarray(values).astype(np.int8)
        classes = 1 + np.searchsorted(np.asarray(self.limits), values, side="right")
        return np.where(values > 0, classes, 0).astype(np.int8)


SCHEMES = {
    "hazard": Scheme("Flood hazard (AIDR 2017)", MEANINGS, "hazard_aidr"),
    "hazard_defra": Scheme("Hazard to people (DEFRA 2006)", (
        "low: caution", "moderate: danger for some", "significant: danger for most", "extreme: danger for all"),
        "hazard_defra", DEFRA_LIMITS),
    "hazard_fema": Scheme("Depth times velocity (FEMA)", ("low", "medium", "high", "very high", "extreme"),
                          "hazard_fema"),
    "hazard_icold": Scheme("Danger to people (ICOLD)", ("low danger", "to be judged", "high danger"), "hazard_icold"),
}


def hazard_of(result):
    """(cells,) classes of AIDR of a run."""
    return SCHEMES["hazard"].of(result)


def has_hazard(result):
    return result.has(SCHEMES["hazard"].field)
