"""Froude similarity between a model and its prototype, in the same fluid and under the same gravity.

With L the length of the prototype over that of the model, a quantity of the prototype is that of the model times L to the
power below (Hughes 1993, Physical Models and Laboratory Techniques in Coastal Engineering, section 2.5).
"""
from .errors import InputError

POWERS = {"length": 1.0, "depth": 1.0, "level": 1.0, "time": 0.5, "speed": 0.5, "discharge": 2.5, "unit_discharge": 1.5,
          "volume": 3.0, "force": 3.0, "pressure": 1.0, "manning": 1.0 / 6.0}
SCALES = ("model", "prototype")
UNITS = {"depth": "m", "level": "m", "speed": "m/s", "discharge": "m³/s", "force": "N", "pressure": "Pa"}


def factor(quantity, length_scale, source, target):
    """What values of a quantity in `source` ("model" or "prototype") are multiplied by to be in `target`."""
    if quantity not in POWERS:
        raise InputError(f"no Froude scale for {quantity!r}; there are: {', '.join(POWERS)}")
    if source not in SCALES or target not in SCALES:
        raise InputError(f"scales are model and prototype ({source}, {target})")
    if source == target:
        return 1.0
    ratio = float(length_scale) ** POWERS[quantity]
    return ratio if target == "prototype" else 1.0 / ratio
