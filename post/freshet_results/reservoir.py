"""A reservoir in the results: water within a polygon in time, and what it gave and took."""
import numpy as np

from .errors import InputError


def inside(points, polygon):
    """(points,) true where a point lies in a polygon [[x, y], ...]: the parity of edges to its right."""
    x, y = np.asarray(points, float).T
    odd = np.zeros(len(x), bool)
    corners = np.asarray(polygon, float)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0)):
        if ay == by:
            continue
        level = (ay > y) != (by > y)
        odd ^= level & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return odd


class Reservoir:
    """Water in the cells whose centroids lie in a polygon. `volume` m3 and `level` m (mean of wet cells) at `time` s."""

    def __init__(self, result, name, polygon):
        self.name, self.time = name, result.times
        cells = np.flatnonzero(inside(result.centroid, polygon))
        if not len(cells):
            raise InputError(f"reservoir {name}: no cell of the mesh lies in its polygon")
        area, bed = result.area[cells], result.bed[cells]
        self.volume, self.level = np.zeros(len(self.time)), np.full(len(self.time), np.nan)
        for step in range(len(self.time)):
            depth = result.field("depth", step=step)[cells]
            self.volume[step] = float(np.sum(depth * area))
            wet = depth > result.dry_depth
            if wet.any():
                self.level[step] = float(np.average((bed + depth)[wet], weights=area[wet]))

    @property
    def row(self):
        """Volumes, the greatest, and the greatest net outflow and inflow: means between two steps of output, m3/s."""
        net = -np.diff(self.volume) / np.diff(self.time) if len(self.time) > 1 else np.array([np.nan])
        middle = 0.5 * (self.time[1:] + self.time[:-1]) if len(self.time) > 1 else self.time
        out, into = int(np.argmax(net)), int(np.argmin(net))
        return {"reservoir": self.name, "volume_start_m3": float(self.volume[0]), "volume_end_m3": float(self.volume[-1]),
                "volume_max_m3": float(self.volume.max()), "volume_max_time_s": float(self.time[self.volume.argmax()]),
                "level_start_m": float(self.level[0]), "level_max_m": float(np.nanmax(self.level, initial=-np.inf))
                if np.isfinite(self.level).any() else np.nan,
                "net_outflow_max_m3_per_s": max(float(net[out]), 0.0), "net_outflow_max_time_s": float(middle[out]),
                "net_inflow_max_m3_per_s": max(-float(net[into]), 0.0), "net_inflow_max_time_s": float(middle[into])}
