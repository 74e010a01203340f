"""One run's results, read from its folder."""
import pathlib

import numpy as np

from .errors import InputError, need
from .folder import Folder, output_folder  # noqa: F401 - both are taken from here
from .sampling import blocks_of

CELL_DATA = "/VTKHDF/CellData/"
IN_TIME = ("depth", "level", "velocity")


def open_result(path):
    """The results in a folder, or those of its flow.h5. Reads no field before it is asked for."""
    return Result(path)


def open_any(path):
    """A Result, or the Folder of a run without flow: a dam alone, or cycles alone."""
    path = pathlib.Path(path)
    return Result(path) if not path.is_dir() or (path / "flow.h5").exists() else Folder(path)


class Result(Folder):
    """Results of `freshet run`. SI units; cells and vertices in the order of the file.

    points          (vertices, 3) m; x, y, z
    cell_vertices   (cells, 4) vertex numbers counter-clockwise; -1 in the last column of a triangle
    times           (steps,) s
    """

    def __init__(self, path):
        path = pathlib.Path(path)
        if not path.exists():
            raise InputError(f"{path}: no such folder")
        self.folder = path if path.is_dir() else path.parent
        self.file_name = self.folder / "flow.h5" if path.is_dir() else path
        if not self.file_name.exists():
            other = Folder(self.folder)  # has its own words where nothing is there
            held = [*other.table_names, *(["dam/dam.h5"] if other.dam_file.exists() else []),
                    *(["counted cycles"] if other.counted_cycles else [])]
            raise InputError(f"{path}: the run had no flow (no flow.h5); it holds {', '.join(held)}; "
                             "plots, cycles and report show these")
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

    with_flow = True

    def close(self):
        self._file.close()

    @property
    def points(self):
        return self._once("points", lambda: self._file["/VTKHDF/Points"][:])

    @property
    def cell_vertices(self):
        return self._once("cell_vertices", self._read_cells)

    def _read_cells(self):
        table = np.full((self.cells, 4), -1, dtype=np.int32)
        for block in blocks_of(self.cells):
            offsets = self._file["/VTKHDF/Offsets"][block.start:block.stop + 1]
            connectivity = self._file["/VTKHDF/Connectivity"][offsets[0]:offsets[-1]]
            for slot in range(4):
                has = np.flatnonzero(np.diff(offsets) > slot)
                table[block.start + has, slot] = connectivity[offsets[has] - offsets[0] + slot]
        return table

    @property
    def triangles(self):
        """(triangles, 3) vertices and (triangles,) cells: quadrilaterals cut in two."""
        return self._once("triangles", self._cut)

    def _cut(self):
        cells = self.cell_vertices
        quads = np.flatnonzero(cells[:, 3] >= 0).astype(np.int32)
        numbers = np.arange(self.cells, dtype=np.int32)
        if not len(quads):
            return cells[:, :3], numbers
        return np.concatenate([cells[:, :3], cells[quads][:, [0, 2, 3]]]), np.concatenate([numbers, quads])

    @property
    def area(self):
        """(cells,) m2"""
        return self._once("measured cells", self._measure_cells)[0]

    @property
    def centroid(self):
        """(cells, 2) m"""
        return self._once("measured cells", self._measure_cells)[1]

    def _measure_cells(self):
        vertices, cell = self.triangles
        area, moment = np.zeros(self.cells), np.zeros((self.cells, 2))
        halves = (*blocks_of(self.cells), *blocks_of(len(vertices), self.cells))  # a cell is at most once in a block
        for block in halves:
            a, b, c = (self.points[vertices[block, i], :2] for i in range(3))
            part = 0.5 * np.abs((b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0]))
            area[cell[block]] += part
            moment[cell[block]] += part[:, None] * (a + b + c) / 3
        return area, moment / area[:, None]

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
