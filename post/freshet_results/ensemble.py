"""The members of an ensemble in one: how likely depths are exceeded, percentiles of maxima, bands of time series."""
import csv
import pathlib
import re

import numpy as np

from .errors import InputError, need
from .layers import Layer
from .result import CELL_DATA, Result
from .sampling import blocks_of
from .series import UNITS

TABLES = ("sections", "gauges", "structures", "pools")
LIMITS = np.array([0.0, 0.05, 0.25, 0.5, 0.75, 0.95])  # of classes of probabilities


class Ensemble:
    """Members that are done, all on one mesh. `results` are their Results, `numbers` those of their folders."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        if not self.folder.is_dir():
            raise InputError(f"{folder}: no such folder")
        found = sorted(path for path in self.folder.glob("member_*") if path.is_dir())
        if not found:
            raise InputError(f"{folder}: holds no member_0001, ... of an ensemble (freshet run CASE --ensemble N)")
        self.results, self.left_out = [], []
        for path in found:
            if not (path / "flow.h5").exists() or Result(path).summary.get("status") != "done":
                self.left_out.append(path.name)
                continue
            self.results.append(Result(path))
        if not self.results:
            raise InputError(f"{folder}: none of its {len(found)} members is done")
        self.numbers = [int(re.sub(r"\D", "", result.folder.name)) for result in self.results]
        self.first = self.results[0]
        for result in self.results[1:]:
            same = result.cells == self.first.cells and np.array_equal(result.points, self.first.points)
            if not same:
                raise InputError(f"{result.folder}: its mesh is not that of {self.first.folder}: no map of both")

    def __len__(self):
        return len(self.results)

    def close(self):
        for result in self.results:
            result.close()

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()

    def has(self, name):
        return all(result.has(name) for result in self.results)

    def _blocks(self, name):
        """Cells as a slice, and the field there of all members, (members, cells)."""
        if not self.has(name):
            raise InputError(f"{self.folder}: not every member has {name} (output.maxima = true writes it)")
        for block in blocks_of(self.first.cells):
            yield block, np.stack([result._file[CELL_DATA + name][block.start:block.stop] for result in self.results])

    def exceedance(self, depth):
        """(cells,) share of the members whose greatest depth is above `depth`, m."""
        share = np.zeros(self.first.cells)
        for block, values in self._blocks("max_depth"):
            share[block] = np.mean(values > depth, axis=0)
        return share

    def percentile(self, name, percent):
        """(cells,) what `percent` of the members do not exceed, one of their values. Of arrival times the share that
        has come by then; NaN where fewer have it come at all."""
        times = name.startswith("arrival_")
        found = np.zeros(self.first.cells)
        for block, values in self._blocks(name):
            values = np.where(values < 0, np.inf, values) if times else values
            found[block] = np.quantile(values, percent / 100, axis=0, method="inverted_cdf")
        return np.where(np.isfinite(found), found, np.nan)

    def layers(self, depths, percents):
        """Layers of maps: exceedance of each depth in m, percentiles of the greatest depth and of the arrival."""
        layers = []
        for depth in depths:
            share = self.exceedance(depth)
            layers.append(_fixed(f"exceedance_{_depth(depth)}", f"Probability of more than {depth:g} m of water", "",
                                 np.where(share > 0, share, np.nan), LIMITS))
        dry = self.first.dry_depth
        for percent in percents:
            values = self.percentile("max_depth", percent)
            layers.append(_fixed(f"max_depth_p{percent:g}", f"Greatest depth, percentile {percent:g}", "m",
                                 np.where(values > dry, values, np.nan)))
        for name in self.first.arrival_names[:1]:
            for percent in percents:
                layers.append(_fixed(f"{name}_p{percent:g}", f"Arrival of {name[len('arrival_'):-1]} m, percentile "
                                     f"{percent:g}", "s", self.percentile(name, percent)))
        return layers

    def bands(self, table, percents):
        """Bands, or None where a member lacks the table or no column is in all."""
        series = [result.series(table) for result in self.results]
        if any(one is None or len(one) < 2 for one in series):
            return None
        names = [name for name in series[0].names if all(name in one for one in series)]
        return Bands(table, series, names, percents) if names else None


class Bands:
    """Percentiles over the members of each column of a table, at the times of the first member that all have.

    time (rows,) s; members {column: (members, rows)}; percentiles {column: (percents, rows)}; mean {column: (rows,)}
    """

    def __init__(self, table, series, names, percents):
        self.table, self.names, self.percents = table, names, percents
        last = min(one.time[-1] for one in series)
        self.time = series[0].time[series[0].time <= last]
        self.members = {name: np.stack([np.interp(self.time, one.time, one[name]) for one in series]) for name in names}
        self.percentiles = {name: np.quantile(values, np.array(percents) / 100, axis=0, method="inverted_cdf")
                            for name, values in self.members.items()}
        self.mean = {name: values.mean(axis=0) for name, values in self.members.items()}
        self.peaks = {name: np.array([np.nanmax(one[name]) if np.isfinite(one[name]).any() else np.nan
                                      for one in series]) for name in names}
        self.peak_times = {name: np.array([one.time[np.nanargmax(one[name])] if np.isfinite(one[name]).any() else np.nan
                                           for one in series]) for name in names}

    def write(self, path):
        columns = {"time_s": self.time}
        for name in self.names:
            for percent, values in zip(self.percents, self.percentiles[name]):
                columns[_named(name, f"p{percent:g}")] = values
            columns[_named(name, "mean")] = self.mean[name]
        return _write_columns(path, columns)

    def peak_rows(self):
        """For each column: percentiles of the members' greatest values and of when these came."""
        for name in self.names:
            known = np.isfinite(self.peaks[name])
            if not known.any():
                continue
            row = {"table": self.table, "column": name, "least": self.peaks[name][known].min()}
            for what, values in (("", self.peaks), ("time_s_", self.peak_times)):
                for percent in self.percents:
                    row[f"{what}p{percent:g}"] = np.quantile(values[name][known], percent / 100, method="inverted_cdf")
            yield {**row, "greatest": self.peaks[name][known].max(), "mean": self.peaks[name][known].mean()}


def _fixed(name, title, unit, values, limits=None):
    return Layer(name, title, unit, False, lambda result, time: values, limits=limits)


def _depth(depth):
    return f"{depth:.2f}m" if abs(round(depth, 2) - depth) < 1e-9 else f"{depth:g}m"


def _named(column, what):
    """ "outlet_discharge_p5_m3_per_s" of "outlet_discharge_m3_per_s": the unit stays last."""
    ends = [end for end in UNITS if column.lower().endswith(end) and len(column) > len(end)]
    end = max(ends, key=len, default="")
    return f"{column[:len(column) - len(end)]}_{what}{column[len(column) - len(end):]}"


def _write_columns(path, columns):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in zip(*columns.values()):
            writer.writerow(["" if value != value else float(value) for value in row])
    return path


def write_fields(ensemble, path, layers):
    """The layers as fields of cells on the mesh, for ParaView (VTKHDF); NaN where there is nothing."""
    h5py = need("h5py", "python3-h5py", "writing fields")
    source = ensemble.first._file["/VTKHDF"]
    with h5py.File(path, "w") as file:
        group = file.create_group("VTKHDF")
        group.attrs["Version"] = np.array([2, 0])
        kind = b"UnstructuredGrid"
        group.attrs.create("Type", kind, dtype=h5py.string_dtype("ascii", len(kind)))
        for name in ("Points", "Connectivity", "Offsets", "Types"):
            source.copy(name, group)
        for name, count in (("NumberOfPoints", len(group["Points"])), ("NumberOfCells", len(group["Types"])),
                            ("NumberOfConnectivityIds", len(group["Connectivity"]))):
            group[name] = np.array([count])
        for layer in layers:
            field = group.create_dataset(f"CellData/{layer.name}", data=layer.values(None).astype(np.float32))
            field.attrs["units"] = layer.unit
            field.attrs["meaning"] = layer.title
    return path
