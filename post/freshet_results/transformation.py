"""How a flood is transformed on its way: sections, gauges and reservoirs against each other, and a river's profile."""
import json

import numpy as np

from .errors import InputError
from .facility import sensors_of
from .hydrograph import FRONT_SHARE, Hydrograph, change, crossing, fit_of
from .measured import gauge_measurements
from .profiles import flood_path
from .reservoir import Reservoir
from .river import River, profile_of
from .sampling import Line
from .series import read_series, split_unit

LINE_POINTS = 400  # along a section, to find what it crosses
CHANGES = ("peak_reduction", "attenuation_per_m", "volume_ratio", "peak_lag_s", "front_lag_s", "centre_lag_s",
           "peak_celerity_m_per_s", "front_celerity_m_per_s")


class Transformation:
    """All of it for one result with flow: `sections`, `gauges` and `reservoirs` are lists of rows (dictionaries)."""

    def __init__(self, result, reference=None, discharges=(), measured=None):
        self.result, self.discharges = result, sorted(discharges)
        self.rivers = [River(keys["name"], keys["points"]) for keys in result.keys.get("river", [])]
        self.lines = {keys["name"]: keys["points"] for keys in result.keys.get("section", [])}
        self.hydrographs = self._hydrographs()
        self.reference = self._reference(reference)
        self.measured = {**_sensor_data(result), **(measured or {})}
        unknown = [name for name in measured or () if name not in self.hydrographs]
        if unknown:
            raise InputError(f"--measured: no section {unknown[0]!r}; there are: {', '.join(self.hydrographs) or 'none'}")
        self.distances, self.distance_from = self._distances()
        self.sections = self._section_rows()
        self.gauges = list(_gauge_rows(result))
        self.reservoirs = [Reservoir(result, keys["name"], keys["polygon"]).row
                           for keys in result.keys.get("reservoir", [])]

    @property
    def empty(self):
        """Whether there are no rows; there may be profiles even so."""
        return not (self.sections or self.gauges or self.reservoirs)

    def _hydrographs(self):
        series = self.result.sections
        if series is None or len(series) < 2:
            return {}
        return {_section_name(column): Hydrograph(_section_name(column), series.time, series[column])
                for column in series.names if np.isfinite(series[column]).any()}

    def _reference(self, asked):
        if asked and asked not in self.hydrographs:
            raise InputError(f"--reference: no section {asked!r}; there are: {', '.join(self.hydrographs) or 'none'}")
        return asked or next(iter(self.hydrographs), None)

    def _distances(self):
        """({section: m}, where they count from): along the first river that all cross, else straight from middle to middle."""
        for river in self.rivers:
            found = {name: river.distance_of(self.lines[name]) for name in self.hydrographs if name in self.lines}
            if found and np.isfinite(list(found.values())).all():
                return found, f"along the river {river.name}"
        middles = {name: np.mean([self.lines[name][0], self.lines[name][-1]], axis=0) for name in self.hydrographs
                   if name in self.lines}
        along, last, found = 0.0, None, {}
        for name, middle in middles.items():
            along += 0.0 if last is None else float(np.hypot(*(middle - last)))
            found[name], last = along, middle
        return found, "straight between the middles of the sections, in the case's order"

    def _section_rows(self):
        names = sorted(self.hydrographs, key=lambda name: self.distances.get(name, np.inf))
        rows, before = [], None
        for name in names:
            one, first = self.hydrographs[name], self.hydrographs[self.reference]
            row = {"section": name, "distance_m": self.distances.get(name, np.nan), "peak_m3_per_s": one.peak,
                   "peak_time_s": one.peak_time, "volume_m3": one.volume, "centre_time_s": one.centre_time,
                   "front_time_s": one.front_time, "turned": int(one.turned)}
            row.update({f"discharge_{q:g}m3_per_s_s": one.arrival(q) for q in self.discharges})
            row.update(self._arrivals(name))
            row.update(_named("from_reference", first, one, self._between(self.reference, name)))
            row.update(_named("from_section_before", before, one, self._between(before.name if before else name, name)))
            row.update({"efficiency": np.nan, "rms_difference_m3_per_s": np.nan, "peak_error": np.nan})
            if name in self.measured:
                fit = one.against(*self.measured[name])
                row.update({("rms_difference_m3_per_s" if key == "rms_difference" else key): value
                            for key, value in fit.items()})
            rows.append(row)
            before = one
        return rows

    def _between(self, first, last):
        return self.distances.get(last, np.nan) - self.distances.get(first, np.nan)

    def _arrivals(self, name):
        """{arrival_0.1m_s: s}: when the first cell that the section crosses was so deep."""
        if name not in self.lines or not self.result.arrival_names:
            return {}
        line = Line(self.result, self.lines[name], LINE_POINTS)
        found = {}
        for field in self.result.arrival_names:
            times = line.cells(self.result.maximum(field))
            came = times[np.isfinite(times) & (times >= 0)]
            found[f"{field}_s"] = float(came.min()) if len(came) else np.nan
        return found

    def profiles(self, count, width=None):
        """(river, columns) of each river of the case, of the path of the flood where it has none."""
        for river in self.rivers or self._path():
            yield river, profile_of(self.result, river, count, width)

    def _path(self):
        path = flood_path(self.result)
        return [River("flood path", path)] if path and len(path) > 3 else []

    def as_json(self):
        """The rows as JSON; numbers that are not known become null."""
        content = {"case": self.result.name, "reference": self.reference, "distances": self.distance_from,
                   "front_share": FRONT_SHARE, "sections": self.sections, "gauges": self.gauges,
                   "reservoirs": self.reservoirs}
        return json.dumps(_known(content), indent=2) + "\n"


def _known(value):
    if isinstance(value, dict):
        return {key: _known(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_known(entry) for entry in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _named(prefix, first, last, distance):
    if first is None or first is last:
        return {f"{prefix}_{key}": np.nan for key in CHANGES}
    return {f"{prefix}_{key}": value for key, value in change(first, last, distance).items()}


def _section_name(column):
    return split_unit(column)[0].removesuffix("_discharge")


def _sensor_data(result):
    """{section: (time s, discharge m3/s)} measured, of the sensors of the case's facility, in the case's scale."""
    if not result.keys.get("facility", {}).get("sensor"):
        return {}
    places = {keys["name"]: keys.get("place") or keys["name"] for keys in result.keys["facility"]["sensor"]}
    return {places[sensor.name]: sensor.measured for sensor in sensors_of(result)
            if sensor.quantity == "discharge" and sensor.measured is not None}


def read_measured(texts):
    """{section: (time, discharge)} of words "NAME=FILE.csv": the first two columns, s and m3/s."""
    found = {}
    for text in texts or ():
        name, sign, path = text.partition("=")
        if not sign or not name or not path:
            raise InputError(f"--measured: wants SECTION=FILE.csv ({text})")
        series = read_series(path)
        if len(series.columns) < 2:
            raise InputError(f"{path}: needs two columns, time in s and discharge in m3/s")
        time, flow = list(series.columns.values())[:2]
        if not (np.isfinite(time) & np.isfinite(flow)).any():
            raise InputError(f"{path}: holds no row of two numbers")
        found[name] = (time, flow)
    return found


def _gauge_rows(result):
    """A row a gauge: greatest depth and level, when, arrival of the depths that the run knows, fit to what was measured."""
    series = result.gauges
    if series is None or len(series) < 2:
        return
    measured = {one.gauge: one for one in gauge_measurements(result)}
    depths = [float(name[len("arrival_"):-1]) for name in result.arrival_names]
    for name in (n[:-len("_depth_m")] for n in series.names if n.endswith("_depth_m")):
        depth = series.gauge(name, "depth")
        if not np.isfinite(depth).any():
            continue
        at = int(np.nanargmax(depth))
        level = series.gauge(name, "level")
        row = {"gauge": name, "max_depth_m": float(depth[at]), "max_level_m": float(level[at]),
               "max_depth_time_s": float(series.time[at])}
        row.update({f"arrival_{d:g}m_s": crossing(series.time, depth, d) for d in depths})
        row.update({"efficiency": np.nan, "rms_difference_m": np.nan, "peak_error": np.nan})
        if name in measured:
            data = measured[name]
            computed = series.gauge(name, data.quantity)
            fit = fit_of(series.time, computed, data.time, data.value)
            row.update({("rms_difference_m" if key == "rms_difference" else key): value for key, value in fit.items()})
        yield row
