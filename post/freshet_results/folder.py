"""The folder of a run: what is in it whether the case had flow, a dam alone or cycles alone."""
import json
import pathlib

from .errors import EnvironmentFailure, InputError
from .series import read_series


class Folder:
    """Summary, case and tables of a run. `with_flow` tells whether there are fields as well (then it is a Result)."""

    with_flow = False

    def __init__(self, path):
        self.folder = pathlib.Path(path)
        self._cache = {}
        if not self.folder.is_dir():
            raise InputError(f"{path}: no such folder")
        if not (self.dam_file.exists() or self.table_names or self.counted_cycles):
            raise InputError(f"{path}: no results of a run there (no flow.h5, no dam/, no tables)")

    def close(self):
        """Files that are held open are let go."""

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
    def dam_file(self):
        """Path of the dam's fields, whether there or not."""
        return self.folder / "dam" / "dam.h5"

    @property
    def counted_cycles(self):
        """Entries of cycles/cycles.json, which the case's [[cycles]] write; empty where there are none."""
        return self._once("cycles", lambda: self._json("cycles/cycles.json")).get("cycles", [])

    @property
    def table_names(self):
        """Tables of the run, "gauges", "dam/history", ...: names for `series`."""
        found = [*sorted(self.folder.glob("*.csv")), *sorted((self.folder / "dam").glob("*.csv"))]
        return [str(path.relative_to(self.folder).with_suffix("")) for path in found]

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


def output_folder(path):
    """Makes a folder for what is written; an EnvironmentFailure where that cannot be."""
    path = pathlib.Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure(f"cannot make {path}: {error.strerror}") from error
    return path
