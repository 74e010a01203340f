"""Sections and long profiles: where they run, and bed, water and maxima along them."""
import heapq

import numpy as np

from .errors import InputError
from .sampling import Grid, Line, Sampler

PATH_PIXELS = 260  # along the longer side: enough for a path, cheap on any mesh


class Profile:
    """Bed and greatest level along a line, linear between the means about vertices. `distance` (n,) in m."""

    def __init__(self, result, name, line, count=500):
        self.result, self.name = result, name
        self._line = Line(result, line, count)
        self.distance, self.points = self._line.distance, self._line.points
        if (self._line.triangles < 0).all():
            raise InputError(f"section {name}: no point of it lies in the mesh")
        self.bed = self._line.smooth(result.bed)

    def _level_of(self, depth):
        wet = depth > self.result.dry_depth
        level = np.fmax(self._line.smooth(self.result.bed + depth, wet), self.bed)  # beside steps dry cells lift the bed
        return np.where(self._line.cells(wet) == 1, level, np.nan)

    @property
    def max_level(self):
        """(n,) m; NaN where it was never wet"""
        return self._level_of(self.result.maximum("max_depth"))

    def level(self, time):
        """(n,) m at the step nearest to a time in s; NaN where dry"""
        return self._level_of(self.result.field("depth", time))


def case_lines(result):
    """{name: [[x, y], ...]} of the case's sections and, for a channel, its centreline."""
    lines = {section["name"]: section["points"] for section in result.keys.get("section", [])}
    centreline = result.keys.get("mesh", {}).get("centreline")
    if centreline:
        lines["centreline"] = centreline
    return lines


def flood_path(result):
    """[[x, y], ...] along which the flood ran, or None where nothing spread.

    The path of least resistance (the inverse of the greatest unit discharge, summed along it) from where the water
    came latest back to where it was from the start; on a grid, smoothed.
    """
    if not (result.has("max_unit_discharge") and result.arrival_names):
        return None
    sampler = Sampler(result, Grid.over(result.bounds, pixels=PATH_PIXELS))
    arrival = sampler.cells(result.maximum(result.arrival_names[0]))
    flow = np.nan_to_num(sampler.cells(result.maximum("max_unit_discharge")))
    wet = (arrival >= 0) & (flow > 0)
    source = wet & (arrival == 0)
    if not source.any() or not (arrival > 0).any():
        return None
    start = np.unravel_index(np.argmax(np.where(source, sampler.cells(result.maximum("max_depth")), -1)), wet.shape)
    cost = np.where(wet, 1 / np.maximum(flow, 1e-3 * flow.max()), np.inf)
    came_from = _cheapest_ways(cost, start)
    reached = [place for place in zip(*np.nonzero(arrival > 0)) if place in came_from]
    if not reached:
        return None
    path = [max(reached, key=lambda place: arrival[place])]
    while came_from[path[-1]] is not None:
        path.append(came_from[path[-1]])
    rows, columns = np.array(path[::-1]).T
    return _smooth(np.stack([sampler.grid.x[columns], sampler.grid.y[rows]], axis=1))


def _cheapest_ways(cost, start):
    """Dijkstra on eight neighbours: for each pixel that can be reached, the one before it."""
    best, came_from, queue = {start: 0.0}, {start: None}, [(0.0, start, None)]
    steps = [(r, c, np.hypot(r, c)) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0)]
    done = set()
    while queue:
        total, place, _ = heapq.heappop(queue)
        if place in done:
            continue
        done.add(place)
        for row, column, length in steps:
            near = (place[0] + row, place[1] + column)
            if not (0 <= near[0] < cost.shape[0] and 0 <= near[1] < cost.shape[1]) or not np.isfinite(cost[near]):
                continue
            price = total + 0.5 * length * (cost[place] + cost[near])
            if price < best.get(near, np.inf):
                best[near], came_from[near] = price, place
                heapq.heappush(queue, (price, near, None))
    return came_from


def _smooth(points, times=4):
    for _ in range(times):
        points[1:-1] = 0.25 * points[:-2] + 0.5 * points[1:-1] + 0.25 * points[2:]
    return points.tolist()


def profiles_of(result, lines=None, count=500):
    """Profiles along the lines given ({name: points}), else along those of the case and along the flood's path."""
    given = lines or case_lines(result)
    found = []
    for name, line in given.items():
        found.append(Profile(result, name, line, count))
    if not lines:
        path = flood_path(result)
        if path and len(path) > 3:
            found.append(Profile(result, "flood path", path, count))
    return found
