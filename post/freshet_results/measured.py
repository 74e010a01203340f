"""Measured values that a case names, beside what was computed."""
import numpy as np

from .series import read_series


class Measured:
    """A measured series at a gauge: `time` s and `value`, both (rows,), in the units of the case."""

    def __init__(self, gauge, quantity, time, value, source):
        known = np.isfinite(time) & np.isfinite(value)
        self.gauge, self.quantity, self.source = gauge, quantity, source
        self.time, self.value = time[known], value[known]


def gauge_measurements(result):
    """The series of the case's [[check]] of kind "gauge_rmse", as far as their files are there."""
    found = []
    for check in result.keys.get("check", []):
        if check.get("kind") != "gauge_rmse":
            continue
        path = result.case_file(check["file"])
        if path is None or not path.exists():
            continue
        table = read_series(path)
        time = table[check.get("time", "time")]
        value = table[check["value"]] + check.get("offset", 0.0)
        found.append(Measured(check["gauge"], check.get("quantity", "depth"), time, value, path.name))
    return found


def surveyed_levels(result):
    """(points, 3) x, y and measured greatest level in m, of checks of kind "max_level_rmse"; empty where none."""
    rows = [row for check in result.keys.get("check", []) if check.get("kind") == "max_level_rmse"
            for row in check["points"]]
    return np.array(rows, dtype=float).reshape(len(rows), 3)


def root_mean_square(time, value, other_time, other_value):
    """RMS of value - other over the times that both cover, at the times of `other`; NaN where they do not meet."""
    meet = (other_time >= time[0]) & (other_time <= time[-1])
    if not meet.any():
        return np.nan
    return float(np.sqrt(np.mean((np.interp(other_time[meet], time, value) - other_value[meet]) ** 2)))
