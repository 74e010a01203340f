"""Tables that `freshet validate --report` leaves in the folders of its runs."""
import csv
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE.parent), str(HERE.parent.parent / "python")]  # post/ of the sources, share/freshet/python
from freshet_results import style  # noqa: E402, F401
from freshet_results.errors import PostError  # noqa: E402, F401
from freshet_results.series import read_series  # noqa: E402


def columns(path):
    """A CSV file with a header as {name: array}; None where it is not there."""
    path = pathlib.Path(path)
    if not path.is_file():
        return None
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    names, rows = rows[0], [row for row in rows[1:] if row]
    return {name: array([row[i] for row in rows]) for i, name in enumerate(names)}


def array(texts):
    """Numbers where all of them are, else texts."""
    try:
        return np.array([float(text) for text in texts])
    except ValueError:
        return np.array(texts)


def cells_of(line):
    for separator in "\t;,":
        if separator in line:
            return [cell.strip(' "') for cell in line.split(separator)]
    return line.split()


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def numeric(path, numbers):
    """Columns by number from 1; rows in which one of them is no number are left out."""
    rows = []
    for line in pathlib.Path(path).read_text(encoding="utf-8-sig", errors="replace").splitlines():
        cells = cells_of(line)
        row = [number(cells[int(n) - 1]) if int(n) <= len(cells) else math.nan for n in numbers]
        if all(map(math.isfinite, row)):
            rows.append(row)
    return np.array(rows).reshape(-1, len(numbers)).T


def measured(check):
    """Times and values that a check of a gauge compares with, scaled as it says; None without a file."""
    path = check.get("file", "")
    if not path or not pathlib.Path(path).is_file():
        return None
    if "columns" in check:
        data = numeric(path, check["columns"])
        return data * np.array(check["scale"])[:, None] + np.array(check["offset"])[:, None]
    table = read_series(path)
    time, value = table[check["time"]], table[check["value"]]
    known = np.isfinite(time) & np.isfinite(value)
    time, value = time[known], value[known]
    shift = check.get("time_offset", [0])[0] if isinstance(check.get("time_offset"), list) else 0
    return np.array([time + shift, value + check["offset"][0]])
