"""A river's line: distances along it, and the flood through lines across it, from the fields."""
import numpy as np

from .errors import InputError
from .hydrograph import Hydrograph
from .profiles import Profile
from .sampling import at_cells, cells_at, points_along

STATIONS = 101
REACH = 400  # points to each side of a line across, at most
ACROSS = 200  # parts of the water on a line across
FINE = 32  # parts between two of the points, to find where the water ends


class River:
    """`name` and `points` [[x, y], ...] in m, downstream."""

    def __init__(self, name, points):
        self.name = name
        self.points = np.asarray(points, float)
        if self.points.ndim != 2 or len(self.points) < 2 or not np.hypot(*np.diff(self.points, axis=0).T).all():
            raise InputError(f"river {name}: needs two or more points [x, y], each other than the one before")
        self.along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(self.points, axis=0).T))])

    @property
    def length(self):
        return float(self.along[-1])

    def distance_of(self, line):
        """m along the river where a line [[x, y], ...] crosses it first; NaN where it does not."""
        a, b = self.points[:-1, None], self.points[1:, None]
        c, d = np.asarray(line, float)[None, :-1], np.asarray(line, float)[None, 1:]
        with np.errstate(divide="ignore", invalid="ignore"):
            area = _cross(b - a, d - c)
            here, there = _cross(c - a, d - c) / area, _cross(c - a, b - a) / area
        meet = (here >= 0) & (here <= 1) & (there >= 0) & (there <= 1)
        if not meet.any():
            return np.nan
        piece = np.flatnonzero(meet.any(axis=1))[0]
        return float(self.along[piece] + here[piece][meet[piece]].min() * (self.along[piece + 1] - self.along[piece]))

    def stations(self, count=STATIONS):
        """Distances (count,) m, points (count, 2) m and unit vectors to the left (count, 2)."""
        distance, points = points_along(self.points, count)
        window = max(self.length / (count - 1), 1e-9)
        ends = [np.stack([np.interp(np.clip(distance + side * window, 0, self.length), self.along, self.points[:, i])
                          for i in range(2)], axis=1) for side in (-1, 1)]
        ahead = ends[1] - ends[0]
        ahead /= np.maximum(np.hypot(*ahead.T), 1e-12)[:, None]
        return distance, points, np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)


def _cross(a, b):
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]


class Crossings:
    """Lines across a river, from it to both sides as far as the flood ever came, over islands but not over land.

    ends (stations, 2) m to the left of the river; NaN where it is dry. cells (stations, ACROSS): those that hold the
    middles of as many equal parts of each line, -1 where dry.
    """

    def __init__(self, result, river, count=STATIONS, width=None):
        self.result, self.river = result, river
        self.distance, self.points, self.left = river.stations(count)
        x_min, y_min, x_max, y_max = result.bounds
        most = width / 2 if width else 0.25 * np.hypot(x_max - x_min, y_max - y_min)
        self._deepest = deepest(result)
        self.ends = self._ends(most, max(0.4 * float(np.sqrt(np.median(result.area))), most / REACH))
        part = (np.arange(ACROSS) + 0.5) / ACROSS
        cells = self._cells(self.ends[:, :1] + part * np.diff(self.ends, axis=1))
        self.cells = np.where(self._wet(cells), cells, -1)

    def _cells(self, offsets):
        """(stations, points) cells at offsets (stations, points) m to the left"""
        places = self.points[:, None] + offsets[:, :, None] * self.left[:, None]
        return cells_at(self.result, places.reshape(-1, 2)).reshape(offsets.shape)

    def _wet(self, cells):
        return (cells >= 0) & (at_cells(self._deepest, cells) > self.result.dry_depth)

    def _ends(self, most, spacing):
        """Coarsely over the whole line, then finely about both ends of what is joined to the river."""
        side = int(most / spacing)
        offsets = np.arange(-side, side + 1) * spacing
        wet = self._wet(self._cells(np.broadcast_to(offsets, (len(self.points), len(offsets)))))
        near = np.where(wet, np.abs(np.arange(wet.shape[1]) - side), wet.shape[1])
        ends = np.full((len(self.points), 2), np.nan)
        for row in np.flatnonzero(near.min(axis=1) <= 5):  # points: the line may lie a little beside the water
            low, high = _reach(wet[row], near[row].argmin())
            ends[row] = offsets[low], offsets[high - 1]
        for number, sign in ((0, -1), (1, 1)):
            fine = ends[:, [number]] + sign * spacing * np.arange(1, FINE + 1) / FINE
            more = np.cumprod(self._wet(self._cells(fine)), axis=1).sum(axis=1)
            ends[:, number] += sign * spacing * (more + 0.5 * (more < FINE)) / FINE
        return ends

    @property
    def width(self):
        """(stations,) m of water on each line"""
        return (self.cells >= 0).mean(axis=1) * np.nan_to_num(np.diff(self.ends, axis=1)[:, 0])

    def hydrographs(self):
        """(steps, stations) m3/s along the river: sums of depth times velocity over the parts of each line."""
        ahead = np.stack([self.left[:, 1], -self.left[:, 0]], axis=1)
        return np.stack([self._discharge(step, ahead) for step in range(len(self.result.times))])

    def _discharge(self, step, ahead):
        there = self.cells >= 0
        cells = self.cells[there]
        depth = self.result.field("depth", step=step)[cells]
        velocity = self.result.field("velocity", step=step)[cells]
        row = np.nonzero(there)[0]
        flow = depth * (velocity[:, 0] * ahead[row, 0] + velocity[:, 1] * ahead[row, 1])
        length = np.nan_to_num(np.diff(self.ends, axis=1)[:, 0]) / ACROSS
        return np.bincount(row, flow, minlength=len(self.points)) * length


def deepest(result):
    """(cells,) m; the greatest depth, of all steps of output where no maxima were written"""
    if result.has("max_depth"):
        return result.maximum("max_depth")
    most = result.field("depth", step=0)
    for step in range(1, len(result.times)):
        most = np.maximum(most, result.field("depth", step=step))
    return most


def _reach(wet, start):
    """First and last + 1 of the wet points about `start`, over islands that are narrower than the water before them."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], wet.astype(int), [0]])))
    runs = edges.reshape(-1, 2)
    first = last = int(np.flatnonzero((runs[:, 0] <= start) & (start < runs[:, 1]))[0])
    grown = True
    while grown:
        grown, width = False, runs[last, 1] - runs[first, 0]
        if last + 1 < len(runs) and runs[last + 1, 0] - runs[last, 1] < width:
            last, grown = last + 1, True
        if first > 0 and runs[first, 0] - runs[first - 1, 1] < width:
            first, grown = first - 1, True
    return runs[first, 0], runs[last, 1]


def celerity(distance, time):
    """(stations,) m/s from times of passing, s: the slope of a straight line through a tenth of the stations about each.

    NaN where the times are not known or do not rise.
    """
    half = max(2, len(distance) // 20)
    found = np.full(len(distance), np.nan)
    for i in range(len(distance)):
        part = slice(max(0, i - half), i + half + 1)
        known = np.isfinite(time[part])
        if known.sum() >= 3 and np.ptp(time[part][known]) > 0:
            slope = np.polyfit(distance[part][known], time[part][known], 1)[0]
            found[i] = 1 / slope if slope > 0 else np.nan
    return found


def profile_of(result, river, count=STATIONS, width=None):
    """{column: (stations,)} along a river; names end in their units."""
    distance, points, _ = river.stations(count)
    line = Profile(result, river.name, river.points.tolist(), count)
    columns = {"distance_m": distance, "x_m": points[:, 0], "y_m": points[:, 1], "bed_m": line.bed}
    cells = cells_at(result, points)
    if result.has("max_depth"):
        columns["max_level_m"] = line.max_level
        for name, unit in (("max_depth", "_m"), ("max_depth_time", "_s"), ("max_speed", "_m_per_s"),
                           ("max_unit_discharge", "_m2_per_s")):
            if result.has(name):
                columns[name + unit] = _where_wet(result, name, cells)
        for name in [n for n in result.maxima_names if n.startswith(("arrival_", "duration_"))]:
            columns[name + "_s"] = _where_wet(result, name, cells)
    across = Crossings(result, river, count, width)
    columns["width_m"] = across.width
    columns.update(_passages(river, result.times, across.hydrographs()))
    if result.arrival_names:
        columns["arrival_celerity_m_per_s"] = celerity(distance, columns[result.arrival_names[0] + "_s"])
    columns["front_celerity_m_per_s"] = celerity(distance, columns["front_time_s"])
    columns["peak_celerity_m_per_s"] = celerity(distance, columns["peak_time_s"])
    return columns


def _where_wet(result, name, cells):
    values = at_cells(result.maximum(name), cells)
    return np.where((values >= 0) & (at_cells(result.maximum("max_depth"), cells) > result.dry_depth), values, np.nan)


def _passages(river, times, flows):
    names = ("peak_m3_per_s", "peak_time_s", "front_time_s", "volume_m3", "peak_reduction")
    found = {name: np.full(flows.shape[1], np.nan) for name in names}
    first = None
    for i in range(flows.shape[1] if len(times) >= 2 else 0):
        one = Hydrograph(river.name, times, flows[:, i])
        if one.turned or not one.peak > 0:
            continue
        first = first or one
        values = (one.peak, one.peak_time, one.front_time, one.volume, 1 - one.peak / first.peak)
        for name, value in zip(names, values):
            found[name][i] = value
    return found
