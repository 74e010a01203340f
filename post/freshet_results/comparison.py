"""What differs between two runs: fields, maxima, gauges, sections, hashes."""
import numpy as np

from .errors import InputError
from .sampling import Grid, Sampler

FIELDS = ("depth", "level", "speed")
GRID_PIXELS = 800  # along the longer side, where the meshes differ


class Places:
    """Where the cells of two runs can be compared: cell by cell on one mesh, else on a grid over both."""

    def __init__(self, a, b):
        self.same_mesh = (a.cells == b.cells and np.array_equal(a.cell_vertices, b.cell_vertices)
                          and np.array_equal(a.points[:, :2], b.points[:, :2]))
        if self.same_mesh:
            self.area = a.area
            return
        low = np.maximum(a.bounds[:2], b.bounds[:2])
        high = np.minimum(a.bounds[2:], b.bounds[2:])
        if (high <= low).any():
            raise InputError("the two runs have no ground in common")
        grid = Grid.over((*low, *high), pixels=GRID_PIXELS)
        self._samplers = [Sampler(result, grid) for result in (a, b)]
        self._both = self._samplers[0].inside & self._samplers[1].inside
        self.area = np.full(int(self._both.sum()), grid.pixel ** 2)

    def pair(self, first, second):
        """Both fields (cells,) at the places (places,)."""
        if self.same_mesh:
            return np.asarray(first, float), np.asarray(second, float)
        return tuple(sampler.cells(values)[self._both] for sampler, values in zip(self._samplers, (first, second)))


def common_times(a, b):
    """(step of a, step of b) pairs at the same times, to a millionth of the end."""
    close = 1e-6 * max(a.times[-1], b.times[-1])
    pairs = []
    for step, time in enumerate(a.times):
        other = b.step_at(time)
        if abs(b.times[other] - time) <= close:
            pairs.append((step, other))
    return pairs


def differences(first, second, area):
    """{"mean", "rms", "largest"} of |first - second|, weighted by area."""
    gap = np.abs(first - second)
    whole = area.sum()
    return {"mean": float((gap * area).sum() / whole), "rms": float(np.sqrt((gap ** 2 * area).sum() / whole)),
            "largest": float(gap.max(initial=0.0))}


def _fields(a, b, places):
    rows = []
    for step_a, step_b in common_times(a, b):
        for name in FIELDS:
            pair = places.pair(a.field(name, step=step_a), b.field(name, step=step_b))
            rows.append({"field": name, "time_s": float(a.times[step_a]), **differences(*pair, places.area)})
    return rows


def _maxima(a, b, places):
    rows = []
    for name in a.maxima_names:
        if name == "bed" or name.endswith("_time") or not b.has(name):
            continue
        first, second = places.pair(a.maximum(name), b.maximum(name))
        row = {"field": name}
        if name.startswith("arrival_"):
            one_alone = (first >= 0) != (second >= 0)
            both = (first >= 0) & (second >= 0)
            row["reached_in_one_alone_m2"] = float(places.area[one_alone].sum())
            if not both.any():
                continue
            row.update(differences(first[both], second[both], places.area[both]))
        else:
            row.update(differences(first, second, places.area))
        rows.append(row)
    return rows


def _series(a, b, kind):
    first, second = a.series(kind), b.series(kind)
    if first is None or second is None or len(first) == 0 or len(second) == 0:
        return []
    rows = []
    for name in first.names:
        if name not in second:
            continue
        inside = (first.time >= second.time[0]) & (first.time <= second.time[-1])
        gap = first[name][inside] - np.interp(first.time[inside], second.time, second[name])
        gap = gap[np.isfinite(gap)]
        if not len(gap):
            continue
        peaks = [series[name][np.nanargmax(np.abs(series[name]))] for series in (first, second)]
        when = [series.time[np.nanargmax(np.abs(series[name]))] for series in (first, second)]
        rows.append({"column": f"{kind}.csv {name}", "rms": float(np.sqrt(np.mean(gap ** 2))),
                     "largest": float(np.abs(gap).max()), "peak_a": float(peaks[0]), "peak_b": float(peaks[1]),
                     "peak_time_a_s": float(when[0]), "peak_time_b_s": float(when[1])})
    return rows


def _compare_tables(a, b):
    common = [name for name in a.table_names if name in b.table_names
              and a.series(name).time_name == b.series(name).time_name == "time_s"]
    series = [row for name in common for row in _series(a, b, name)]
    figures = [{f"{entry['name']} {key}": value for entry in result.counted_cycles for key, value in entry.items()}
               for result in (a, b)]
    if "dam/history" not in common:
        figures = [{**of, **result.summary.get("dam", {})} for of, result in zip(figures, (a, b))]
    both = [key for key in figures[0] if all(isinstance(of.get(key), (int, float)) for of in figures)]
    if not (series or both):
        raise InputError(f"{a.folder} and {b.folder}: the runs had no flow, and no table in time or figure in common")
    series += [{"column": f"figure {key}", "rms": abs(figures[0][key] - figures[1][key]),
                "largest": abs(figures[0][key] - figures[1][key]), "peak_a": figures[0][key], "peak_b": figures[1][key],
                "peak_time_a_s": None, "peak_time_b_s": None} for key in both]
    return {"a": str(a.folder), "b": str(b.folder), "same_mesh": None, "state_hash_a": "", "state_hash_b": "",
            "same_state": False, "summary": {key: [a.summary.get(key), b.summary.get(key)] for key in
                                             ("ranks", "steps", "simulated_seconds", "wall_seconds")},
            "fields": [], "maxima": [], "series": series}


def compare(a, b):
    """All differences of two results, as a dictionary that JSON takes. Differences are in the fields' units.

    Of runs without flow the tables in time and the dam's figures are compared.
    """
    if a.with_flow != b.with_flow:
        raise InputError(f"one of the two runs had no flow: {(b if a.with_flow else a).folder}")
    if not a.with_flow:
        return _compare_tables(a, b)
    places = Places(a, b)
    hashes = [result.summary.get("state_hash", "") for result in (a, b)]
    return {
        "a": str(a.folder), "b": str(b.folder), "same_mesh": bool(places.same_mesh),
        "state_hash_a": hashes[0], "state_hash_b": hashes[1], "same_state": bool(hashes[0] and hashes[0] == hashes[1]),
        "summary": {key: [a.summary.get(key), b.summary.get(key)] for key in
                    ("cells", "ranks", "backend", "steps", "simulated_seconds", "wall_seconds", "volume_end_m3",
                     "volume_error_relative")},
        "fields": _fields(a, b, places), "maxima": _maxima(a, b, places),
        "series": _series(a, b, "gauges") + _series(a, b, "sections") + _series(a, b, "structures")
        + _series(a, b, "loads"),
    }


def largest_difference(found):
    """The largest difference of all fields, maxima and series; units are mixed."""
    return max([row["largest"] for part in ("fields", "maxima", "series") for row in found[part]], default=0.0)
