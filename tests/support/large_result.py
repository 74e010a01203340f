#!/usr/bin/python3
"""A result of any size without a run: a dam-break-like wave in a valley of triangles, as freshet writes it.

    python3 tests/support/large_result.py DIR [--cells 10000000] [--steps 3]
    /usr/bin/time -v freshet post DIR render --what maps      # how much memory a command takes
"""
import argparse
import json
import pathlib

import h5py
import numpy as np

BLOCK = 1 << 20


def valley(x, y):
    return 40 - 0.01 * x + 0.0002 * y ** 2


def write_mesh(root, side, length, width):
    x, y = np.linspace(0, length, side * 2 + 1), np.linspace(-width / 2, width / 2, side + 1)
    across, along = np.meshgrid(y, x)
    ground = valley(along, across)
    points = root.create_dataset("Points", data=np.stack([along.ravel(), across.ravel(), ground.ravel()], axis=1))
    first = (np.arange(side * 2)[:, None] * (side + 1) + np.arange(side)[None]).ravel().astype(np.int64)
    corners = np.stack([first, first + side + 1, first + side + 2, first, first + side + 2, first + 1], axis=1)
    cells = 2 * len(first)
    root.create_dataset("Connectivity", data=corners.reshape(-1))
    root.create_dataset("Offsets", data=np.arange(0, 3 * cells + 1, 3))
    root.create_dataset("Types", data=np.full(cells, 5, np.uint8))
    return points, corners.reshape(-1, 3)


def write_fields(root, points, corners, steps):
    data, cells = root.create_group("CellData"), len(corners)
    names = {"depth": (), "level": (), "velocity": (3,)}
    sets = {name: data.create_dataset(name, (steps * cells, *shape), "f4") for name, shape in names.items()}
    once = {name: data.create_dataset(name, (cells,), "f4") for name in (
        "bed", "max_depth", "max_speed", "max_unit_discharge", "arrival_0.10m")}
    places = points[:]
    for start in range(0, cells, BLOCK):
        part = slice(start, min(start + BLOCK, cells))
        x, y, bed = places[corners[part]].mean(axis=1).T
        arrival = np.maximum(0, (x - 1000) / 8)
        most = np.where(valley(x, 0) + 4 > bed, valley(x, 0) + 4 - bed, 0)
        once["bed"][part], once["max_depth"][part] = bed, most
        once["max_speed"][part], once["max_unit_discharge"][part] = 3 * (most > 0), 3 * most
        once["arrival_0.10m"][part] = np.where(most > 0.1, arrival, -1)
        for step in range(steps):
            depth = np.where(arrival <= 600 * step, most, 0)
            rows = slice(step * cells + part.start, step * cells + part.stop)
            sets["depth"][rows], sets["level"][rows] = depth, bed + depth
            sets["velocity"][rows] = np.stack([3.0 * (depth > 0), 0 * depth, 0 * depth], axis=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cells", type=float, default=1e7)
    parser.add_argument("--steps", type=int, default=3)
    arguments = parser.parse_args()
    side = max(2, int(np.sqrt(arguments.cells / 4)))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    length, width = 16000.0, 2000.0
    with h5py.File(arguments.folder / "flow.h5", "w") as file:
        root = file.create_group("VTKHDF")
        points, corners = write_mesh(root, side, length, width)
        root.create_group("Steps")["Values"] = 600.0 * np.arange(arguments.steps)
        write_fields(root, points, corners, arguments.steps)
    keys = {"river": [{"name": "river", "points": [[100, 0], [15900, 0]]}],
            "section": [{"name": "bridge", "points": [[8000, -500], [8000, 500]]}]}
    (arguments.folder / "case.json").write_text(json.dumps({"name": "large", "title": "A large result", "keys": keys}))
    flow = "".join(f"{t},{max(0, 2000 - abs(t - 900))}\n" for t in range(0, 1201, 60))
    (arguments.folder / "sections.csv").write_text("time_s,bridge_discharge_m3_per_s\n" + flow)
    print(f"{len(corners)} cells in {arguments.folder}")


if __name__ == "__main__":
    main()
