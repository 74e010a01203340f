"""Time series of a run (gauges.csv, sections.csv, ...) and measured ones."""
import csv
import math
import pathlib

import numpy as np

from .errors import InputError

# Ends of column names -> what a plot writes. The longest that fits is taken.
UNITS = {
    "_m3_per_s": "m³/s", "_m2_per_s": "m²/s", "_m_per_s": "m/s", "_m_per_s2": "m/s²", "_m": "m", "_s": "s",
    "_m2": "m²", "_m3": "m³", "_n": "N", "_kn": "kN", "_kn_per_m": "kN/m", "_n_per_m": "N/m", "_nm": "N m",
    "_n_m": "N m", "_knm_per_m": "kN m/m", "_n_m_per_m": "N m/m", "_pa": "Pa", "_kpa": "kPa", "_mpa": "MPa",
    "_kg": "kg", "_kg_per_s": "kg/s", "_deg": "°", "_percent": "%", "_hz": "Hz",
}


def split_unit(column):
    """("P1_level", "m") of "P1_level_m"; the unit is "" where the name has none."""
    lower = column.lower()
    for end in sorted(UNITS, key=len, reverse=True):
        if lower.endswith(end) and len(column) > len(end):
            return column[:-len(end)], UNITS[end]
    return column, ""


class Series:
    """Columns over time. `series["name"]` is one, shape (rows,); `series.time` is in s."""

    def __init__(self, path, columns):
        self.path = pathlib.Path(path)
        self.columns = columns
        first = next(iter(columns))
        self.time_name = "time_s" if "time_s" in columns else first

    @property
    def time(self):
        return self.columns[self.time_name]

    @property
    def names(self):
        return [name for name in self.columns if name != self.time_name]

    def __getitem__(self, name):
        if name not in self.columns:
            raise InputError(f"{self.path}: no column {name!r}; there are: {', '.join(self.columns)}")
        return self.columns[name]

    def gauge(self, name, quantity):
        """(rows,) depth, level, velocity_x, velocity_y or speed at a gauge, m or m/s.

        An instrument on dry ground shows the ground: a level that is empty is that of the bed, which is known if the
        gauge is ever wet, else NaN.
        """
        if quantity == "speed":
            return np.hypot(self.gauge(name, "velocity_x"), self.gauge(name, "velocity_y"))
        values = self[f"{name}_{quantity}" + ("_m_per_s" if quantity.startswith("velocity") else "_m")]
        wet = np.flatnonzero(np.isfinite(values))
        if quantity != "level" or not len(wet):
            return values
        return np.where(np.isnan(values), values[wet[0]] - self[f"{name}_depth_m"][wet[0]], values)

    def __contains__(self, name):
        return name in self.columns

    def __len__(self):
        return len(self.time)


def _number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def _rows(path):
    try:
        text = pathlib.Path(path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise InputError(f"{path}: no table in it")
    mark = max(",;\t", key=lines[0].count)
    return list(csv.reader(lines, delimiter=mark))


def read_series(path):
    """Reads a table with names in the first line, an optional line of units, and numbers.

    Commas, semicolons or tabs part the columns; what is no number becomes NaN. Rows of a table that a run is still
    writing are taken as far as they are whole.
    """
    rows = _rows(path)
    names = [name.strip() for name in rows[0]]
    body = [row for row in rows[1:] if len(row) == len(names)]
    if body and all(math.isnan(_number(cell)) for cell in body[0]):
        body = body[1:]  # units
    values = np.array([[_number(cell) for cell in row] for row in body]).reshape(len(body), len(names))
    return Series(path, {name: values[:, i] for i, name in enumerate(names)})
