"""Tables that `freshet validate --report` leaves in the folders of its runs."""
import csv
import math
import pathlib

import numpy as np


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


def named(path, names):
    """Columns by the names in the first line; rows that hold no numbers, such as units, are left out."""
    with pathlib.Path(path).open(encoding="utf-8-sig", errors="replace") as file:
        lines = [line.rstrip("\r\n") for line in file if line.strip() and not line.startswith("#")]
    header = cells_of(lines[0])
    return numeric(path, [header.index(name) + 1 for name in names])


def measured(check):
    """Times and values that a check of a gauge compares with, scaled as it says; None without a file."""
    path = check.get("file", "")
    if not path or not pathlib.Path(path).is_file():
        return None
    if "columns" in check:
        data = numeric(path, check["columns"])
        return data * np.array(check["scale"])[:, None] + np.array(check["offset"])[:, None]
    time, value = named(path, [check["time"], check["value"]])
    shift = check.get("time_offset", [0])[0] if isinstance(check.get("time_offset"), list) else 0
    return np.array([time + shift, value + check["offset"][0]])
