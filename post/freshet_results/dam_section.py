"""The fields of a dam's section, from dam/dam.h5."""
import numpy as np

from .errors import InputError, need

NAMES = {"principal_largest": ("Largest principal stress (tension)", "Pa"),
         "principal_least": ("Least principal stress (compression)", "Pa"),
         "displacement": ("Displacement", "m"), "damage": ("Damage (Miner)", "1"),
         "pressure": ("Pressure of the water", "Pa"), "stress_xx": ("Stress across", "Pa"),
         "stress_yy": ("Stress upright", "Pa"), "stress_xy": ("Shear stress", "Pa")}
_TRIANGLE = 4  # XDMF's number of a triangle in a mixed topology; any other cell has four corners


class DamSection:
    """Results of a dam's section. SI units, vertices in the order of the file.

    points      (vertices, 2) m; y is up
    triangles   (triangles, 3) vertices; quadrilaterals are cut in two
    times       (steps,) s; numbers of modes where the analysis is modal
    """

    def __init__(self, path):
        h5py = need("h5py", "python3-h5py", "reading results")
        try:
            self._file = h5py.File(path, "r")
            self.points = self._file["/mesh/points"][:, :2]
            self.triangles = _triangles(self._file["/mesh/topology"][:])
            self._steps = sorted(self._file["/steps"])
            self.times = np.array([float(self._file[f"/steps/{name}"].attrs["time_s"]) for name in self._steps])
        except (OSError, KeyError) as error:
            raise InputError(f"{path}: not a dam's section of freshet, or cut short ({error})") from error
        if not self._steps:
            raise InputError(f"{path}: holds no time yet")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self._file.close()

    @property
    def fields(self):
        """Names of the fields that all steps have."""
        return [name for name in self._file[f"/steps/{self._steps[0]}"]
                if all(name in self._file[f"/steps/{step}"] for step in self._steps)]

    def field(self, name, step=-1):
        """(vertices,), or (vertices, 2) for displacement; step by its place in `times`."""
        values = self._file[f"/steps/{self._steps[step]}/{name}"][:]
        return values[:, :2] if values.ndim == 2 else values

    def worst_step(self, name="principal_largest"):
        """Where a field is greatest anywhere; the last step where there is no such field."""
        if name not in self.fields:
            return len(self.times) - 1
        return int(np.argmax([np.nanmax(self.field(name, step)) for step in range(len(self.times))]))


def _triangles(topology):
    found, at = [], 0
    while at < len(topology):
        if topology[at] == _TRIANGLE:
            found.append(topology[at + 1:at + 4])
            at += 4
        else:
            a, b, c, d = topology[at + 1:at + 5]
            found += [(a, b, c), (a, c, d)]
            at += 5
    return np.array(found, dtype=np.int64)
