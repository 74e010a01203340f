"""One run's results, read from its folder."""
import json
import pathlib

import numpy as np

from .errors import EnvironmentFailure, InputError, need
from .series import read_series

CELL_DATA = "/VTKHDF/CellData/"
IN_TIME = ("depth", "level", "velocity")


def open_result(path):
    """The results in a folder, or those of its flow.h5. Reads no field before it is asked for."""
    return Result(path)


class Result:
    """Results of `freshet run`. SI units; cells and vertices in the order of the file.

    points          (vertices, 3) m; x, y, z
    cell_vertices   (cells, 4) vertex numbers counter-clockwise; -1 in the last column of a triangle
    times           (steps,) s
    """

    def __init__(self, path):
        path = pathlib.Path(path)
        self.folder = path if path.is_dir() else path.parent
        self.file_name = self.folder / "flow.h5" if path.is_dir() else path
        if not self.file_name.exists():
            raise InputError(f"{path}: {_why_no_flow(self.folder)}")
        h5py = need("h5py", "python3-h5py", "reading results")
        try:
            self._file = h5py.File(self.file_name, "r")
            self.cells = len(self._file["/VTKHDF/Types"])
            self.times = self._file["/VTKHDF/Steps/Values"][:self._whole_steps()]
        except (OSError, KeyError) as error:
            raise InputError(f"{self.file_name}: not a result of freshet, or cut short ({error})") from error
        if len(self.times) == 0:
            raise InputError(f"{self.file_name}: holds no whole time step yet")
        self._cache = {}

    def _whole_steps(self):
        """How many steps all fields in time have: a run that is cut off may have begun another."""
        fields = self._file[CELL_DATA]
        return min((len(fields[name]) // max(self.cells, 1) for name in IN_TIME if name in fields), default=0)

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()

    def _once(self, name, make):
        if name not in self._cache:
            self._cache[name] = make()
        return self._cache[name]

    def _json(self, name):
        path = self.folder / name
        if not path.exists():
            return {}
        try:
            return json.loads(path.read_text())
        except ValueError as error:
            raise InputError(f"{path}: not JSON ({error})") from error

    @property
    def summary(self):
        """summary.json; empty where the run has not ended."""
        return self._once("summary", lambda: self._json("summary.json"))

    @property
    def case(self):
        """case.json: name, title, file, folder, data, keys (the case file); empty for older results."""
        return self._once("case", lambda: self._json("case.json"))

    @property
    def keys(self):
        """The case file, overrides applied."""
        return self.case.get("keys", {})

    @property
    def name(self):
        return self.case.get("name") or self.summary.get("case") or self.folder.resolve().name

    @property
    def title(self):
        return self.case.get("title") or self.name

    def case_file(self, name):
        """Path of a file that the case names, or None where it needs data that are not there."""
        if "{data}" in name:
            if not self.case.get("data"):
                return None
            return pathlib.Path(name.replace("{data}", self.case["data"]))
        return pathlib.Path(self.case.get("folder", "."), name)

    @property
    def points(self):
        return self._once("points", lambda: self._file["/VTKHDF/Points"][:])

    @property
    def cell_vertices(self):
        return self._once("cell_vertices", self._read_cells)

    def _read_cells(self):
        offsets = self._file["/VTKHDF/Offsets"][:]
        corners = np.diff(offsets)
        connectivity = self._file["/VTKHDF/Connectivity"][:]
        table = np.full((self.cells, 4), -1, dtype=np.int64)
        for slot in range(4):
            has = corners > slot
            table[has, slot] = connectivity[offsets[:-1][has] + slot]
        return table

    @property
    def triangles(self):
        """(triangles, 3) vertices and (triangles,) cells: quadrilaterals cut in two."""
        return self._once("triangles", self._cut)

    def _cut(self):
        cells = self.cell_vertices
        quads = np.flatnonzero(cells[:, 3] >= 0)
        vertices = np.concatenate([cells[:, :3], cells[quads][:, [0, 2, 3]]])
        return vertices, np.concatenate([np.arange(self.cells), quads])

    @property
    def area(self):
        """(cells,) m2"""
        return self._once("area", self._areas)

    def _areas(self):
        vertices, cell = self.triangles
        return np.bincount(cell, self._triangle_areas(vertices), minlength=self.cells)

    def _triangle_areas(self, vertices):
        a, b, c = (self.points[vertices[:, i], :2] for i in range(3))
        return 0.5 * np.abs((b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0]))

    @property
    def centroid(self):
        """(cells, 2) m"""
        return self._once("centroid", self._centroids)

    def _centroids(self):
        vertices, cell = self.triangles
        weight = self._triangle_areas(vertices)
        middle = self.points[vertices][:, :, :2].mean(axis=1)
        sums = [np.bincount(cell, weight * middle[:, i], minlength=self.cells) for i in range(2)]
        return np.stack(sums, axis=1) / self.area[:, None]

    @property
    def bed(self):
        """(cells,) m"""
        return self.maximum("bed")

    @property
    def bounds(self):
        """x_min, y_min, x_max, y_max in m"""
        low, high = self.points[:, :2].min(axis=0), self.points[:, :2].max(axis=0)
        return (*low, *high)

    def step_at(self, time):
        """Number of the step nearest to a time in s; the last one for None."""
        return len(self.times) - 1 if time is None else int(np.argmin(np.abs(self.times - time)))

    def field(self, name, time=None, step=None):
        """(cells,) or, for velocity, (cells, 3): depth, level, velocity, speed or unit_discharge at one step."""
        step = self.step_at(time) if step is None else step
        if name == "speed":
            velocity = self.field("velocity", step=step)
            return np.hypot(velocity[:, 0], velocity[:, 1])
        if name == "unit_discharge":
            return self.field("depth", step=step) * self.field("speed", step=step)
        if name not in IN_TIME:
            raise InputError(f"no field in time {name!r}; there are: {', '.join(IN_TIME)}, speed, unit_discharge")
        return self._file[CELL_DATA + name][step * self.cells:(step + 1) * self.cells]

    @property
    def maxima_names(self):
        return [name for name in self._file[CELL_DATA] if name not in IN_TIME]

    def has(self, name):
        return name in self._file[CELL_DATA]

    def maximum(self, name):
        """(cells,): bed, max_depth, arrival_0.10m, ... Times are -1 where the cell was never wet."""
        if not self.has(name):
            raise InputError(f"{self.file_name}: no field {name!r}; there are: {', '.join(self.maxima_names)}"
                             " (maxima are written at the end of a run with output.maxima = true)")
        return self._once("maximum " + name, lambda: self._file[CELL_DATA + name][:self.cells])

    @property
    def arrival_names(self):
        """Fields of arrival times, by increasing depth."""
        names = [name for name in self.maxima_names if name.startswith("arrival_")]
        return sorted(names, key=lambda name: float(name[len("arrival_"):-1]))

    @property
    def dry_depth(self):
        """m; less water is not shown: 1 cm, or the least arrival depth where that is less."""
        return min([0.01] + [float(name[len("arrival_"):-1]) for name in self.arrival_names[:1]])

    def series(self, name):
        """A CSV of the results, such as "gauges", or None."""
        path = self.folder / f"{name}.csv"
        return self._once("series " + name, lambda: read_series(path) if path.exists() else None)

    @property
    def gauges(self):
        return self.series("gauges")

    @property
    def sections(self):
        return self.series("sections")

    def to_xarray(self):
        """An xarray.Dataset with dimensions time, cell and vertex; all steps are read."""
        xarray = need("xarray", "python3-xarray", "to_xarray")
        data = {"x": ("cell", self.centroid[:, 0], {"units": "m"}), "y": ("cell", self.centroid[:, 1], {"units": "m"}),
                "area": ("cell", self.area, {"units": "m2"})}
        for name in self.maxima_names:
            data[name] = ("cell", self.maximum(name), {"units": self.units(name)})
        steps = range(len(self.times))
        for name in ("depth", "level"):
            data[name] = (("time", "cell"), np.stack([self.field(name, step=s) for s in steps]), {"units": "m"})
        velocity = np.stack([self.field("velocity", step=s)[:, :2] for s in steps])
        for i, name in enumerate(("velocity_x", "velocity_y")):
            data[name] = (("time", "cell"), velocity[:, :, i], {"units": "m/s"})
        return xarray.Dataset(data, {"time": ("time", self.times, {"units": "s"})}, {"title": self.title})

    def units(self, name):
        unit = self._file[CELL_DATA + name].attrs.get("units", "")
        return unit.decode() if isinstance(unit, bytes) else str(unit)


def _why_no_flow(folder):
    """What a folder holds that has no flow.h5, for a message."""
    dam = sorted(file.name for file in (folder / "dam").glob("*"))
    if dam:
        return f"the run had no flow (no flow.h5); what it wrote of the dam opens as it is: dam/{', dam/'.join(dam[:6])}"
    return "no results of a run (flow.h5) there"


def output_folder(path):
    """Makes a folder for what is written; an EnvironmentFailure where that cannot be."""
    path = pathlib.Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure(f"cannot make {path}: {error.strerror}") from error
    return path
