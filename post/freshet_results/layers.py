"""What can be mapped: names, units and values of the layers, for pictures, GIS and the report alike."""
import numpy as np

from .errors import InputError
from .hazard import SCHEMES


class Layer:
    """`values(result, time)` gives (cells,), NaN where there is nothing to show; `in_time` tells whether it changes."""

    def __init__(self, name, title, unit, in_time, values, needs=(), limits=None):
        self.name, self.title, self.unit, self.in_time, self._values, self.needs = (
            name, title, unit, in_time, values, needs)
        self.limits = limits  # of classes, where the values do not set them
        self.like = None  # another layer whose values set them
        self.scheme = SCHEMES.get(name)  # of classes, where it has them

    def there(self, result):
        return all(result.has(name) for name in self.needs) and (
            self.name not in ("arrival", "duration") or bool(result.arrival_names)) and (
            self.name != "warning" or bool(warning_names(result)))

    def values(self, result, time=None):
        return self._values(result, time)


def _wet(result, name, time, depth=None):
    depth = result.field("depth", time) if depth is None else depth
    return np.where(depth > result.dry_depth, result.field(name, time), np.nan)


def _wet_once(result, name):
    return np.where(result.maximum("max_depth") > result.dry_depth, result.maximum(name), np.nan)


def arrival_name(result, depth=None):
    """The field of arrival times at a depth in m (the nearest that was kept); that of the least depth for None."""
    names = result.arrival_names
    if not names:
        raise InputError(f"{result.file_name}: has no arrival times (output.maxima = true writes them)")
    return min(names, key=lambda name: abs(float(name[len("arrival_"):-1]) - (depth or 0)))


def arrival(result, depth=None):
    """(cells,) s; NaN where the water never came, 0 where it was from the start."""
    values = result.maximum(arrival_name(result, depth)).astype(float)
    return np.where(values < 0, np.nan, values)


def duration(result, depth=None):
    """(cells,) s for which a cell was as deep as for `arrival`; NaN where the water never came."""
    values = result.maximum("duration_" + arrival_name(result, depth)[len("arrival_"):])
    return np.where(np.isnan(arrival(result, depth)), np.nan, values)


def warning_names(result):
    return [name for name in result.maxima_names if name.startswith("warning_")]


def warning(result):
    """(cells,) s from the alarm to the arrival; NaN where the water never came."""
    values = result.maximum(warning_names(result)[0]).astype(float)
    return np.where(values < 0, np.nan, values)


def _classes(name):
    def values(result, _):
        classes = SCHEMES[name].of(result).astype(float)
        return np.where(classes > 0, classes, np.nan)
    return Layer(name, SCHEMES[name].title, "", False, values, (SCHEMES[name].field,))


MAXIMA = ("max_depth", "max_speed", "max_unit_discharge")
LAYERS = {layer.name: layer for layer in (
    Layer("depth", "Water depth", "m", True, lambda r, t: _wet(r, "depth", t)),
    Layer("speed", "Speed", "m/s", True, lambda r, t: _wet(r, "speed", t)),
    Layer("level", "Water level", "m", True, lambda r, t: _wet(r, "level", t)),
    Layer("max_depth", "Greatest water depth", "m", False, lambda r, t: _wet_once(r, "max_depth"), MAXIMA[:1]),
    Layer("max_level", "Greatest water level", "m", False,
          lambda r, t: _wet_once(r, "max_depth") + r.bed, MAXIMA[:1]),
    Layer("max_speed", "Greatest speed", "m/s", False, lambda r, t: _wet_once(r, "max_speed"), MAXIMA[:2]),
    Layer("max_unit_discharge", "Greatest unit discharge", "m²/s", False,
          lambda r, t: _wet_once(r, "max_unit_discharge"), MAXIMA),
    Layer("max_unit_discharge_time", "Time of the greatest unit discharge", "s", False,
          lambda r, t: _wet_once(r, "max_unit_discharge_time"), ("max_depth", "max_unit_discharge_time")),
    *map(_classes, SCHEMES),
    Layer("arrival", "Arrival of the water", "s", False, lambda r, t: arrival(r)),
    Layer("duration", "Duration of the flood", "s", False, lambda r, t: duration(r)),
    Layer("warning", "Warning time", "s", False, lambda r, t: warning(r)),
)}


def layers_of(result, names=None):
    """The layers named, or all that the results hold."""
    for name in names or ():
        if name not in LAYERS:
            raise InputError(f"no layer {name!r}; there are: {', '.join(LAYERS)}")
    chosen = [LAYERS[name] for name in names or LAYERS]
    lacking = [layer.name for layer in chosen if not layer.there(result)]
    if names and lacking:
        raise InputError(f"{result.file_name}: holds nothing for {', '.join(lacking)}"
                         " (maxima are written at the end of a run with output.maxima = true)")
    return [layer for layer in chosen if layer.there(result)]
