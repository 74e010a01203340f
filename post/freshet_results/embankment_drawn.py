"""Pictures of an embankment's seepage and slopes: pore pressure, phreatic line and critical slip surfaces in time."""
import json
import pathlib

import numpy as np

from . import style
from .errors import InputError, need
from .series import read_series

PANELS = 6  # at most so many times in one figure
WATER = "#56b4e9"


def is_embankment(folder):
    """Whether a run of an embankment, a dam with [[dam.soil]], lies in a folder."""
    case = pathlib.Path(folder) / "case.json"
    if not case.exists() or not (case.parent / "dam" / "dam.h5").exists():
        return False
    return "soil" in json.loads(case.read_text())["keys"].get("dam", {})


class EmbankmentResult:
    """dam/dam.h5 and dam/history.csv of a run.

    points     (vertices, 2) m
    triangles  (triangles, 3) vertex numbers; quadrilaterals cut in two
    times      (steps,) s
    """

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "dam"
        h5py = need("h5py", "python3-h5py", "reading results")
        try:
            self._file = h5py.File(self.folder / "dam.h5", "r")
            self.points = self._file["/mesh/points"][:, :2]
            self.triangles = _triangles(self._file["/mesh/topology"][:])
            self.steps = sorted(self._file["/steps"])
            self.times = np.array([self._file[f"/steps/{step}"].attrs["time_s"] for step in self.steps])
        except (OSError, KeyError) as error:
            raise InputError(f"{self.folder / 'dam.h5'}: not a dam's result, or cut short ({error})") from error
        self.history = read_series(self.folder / "history.csv")

    def close(self):
        self._file.close()

    def field(self, name, step):
        """Values by vertex of a step's field, or None."""
        path = f"/steps/{self.steps[step]}/{name}"
        return self._file[path][:] if path in self._file else None

    def slopes(self):
        """Names of the slopes in the history."""
        return [name[:-len("_factor")] for name in self.history.names
                if name.endswith("_factor") and f"{name[:-len('_factor')]}_lambda" in self.history.names]

    def slide(self, slope, time):
        """(points (n, 2) of the slip surface that is critical at a time, factor); None where it is not known."""
        row = self.row_at(time)
        if row is None:
            return None
        value = {key: self.history[f"{slope}_{key}"][row] for key in
                 ("centre_x_m", "centre_y_m", "radius_m", "entry_x_m", "exit_x_m", "factor")}
        if not np.isfinite(value["radius_m"]):
            return self._other_surface(slope, row)
        x = np.linspace(value["entry_x_m"], value["exit_x_m"], 100)
        inside = np.maximum(value["radius_m"] ** 2 - (x - value["centre_x_m"]) ** 2, 0)
        return np.column_stack([x, value["centre_y_m"] - np.sqrt(inside)]), value["factor"]

    def _other_surface(self, slope, row):
        """The points of a surface that is no circle are kept for the least factor of the whole run."""
        factors = self.history[f"{slope}_factor"]
        path = self.folder / f"slip_{slope}.csv"
        if not path.exists() or not np.isfinite(factors[row]) or factors[row] > np.nanmin(factors):
            return None
        line = read_series(path)
        return np.column_stack([line["x_m"], line["y_m"]]), factors[row]

    def row_at(self, time):
        """The history's row of a time, None where it has none: levels and surfaces of another would mislead."""
        row = int(np.argmin(np.abs(self.history.time - time)))
        return row if abs(self.history.time[row] - time) <= 1e-6 * max(1.0, abs(time)) else None

    @property
    def with_pressure(self):
        return any(self.field("pore_pressure", step) is not None for step in range(len(self.steps)))

    def moments(self):
        """(time, step) of the panels: of the fields, those of which the history tells more first; else of the rows."""
        if not self.with_pressure:
            return [(self.history.time[row], 0) for row in _spread(len(self.history))]
        known = [step for step, time in enumerate(self.times) if self.row_at(time) is not None]
        steps = known if len(known) > 1 else range(len(self.steps))
        return [(self.times[steps[i]], steps[i]) for i in _spread(len(steps))]

    def stands_right(self, name):
        """Whether the water of a level's column stands right of the crest: where its face lies, as the mesh tells."""
        key = name.removesuffix("_level_m")
        case = json.loads((self.folder.parent / "case.json").read_text())
        faces = case["keys"]["dam"].get(key, {}).get("face", [])
        spans = [span for mesh in sorted((self.folder.parent / "mesh").glob("*.msh"))
                 for span in _spans(mesh, [faces] if isinstance(faces, str) else faces)]
        if not spans:
            return key == "tailwater"
        top = self.points[:, 1] >= self.points[:, 1].max() - 1e-6 * np.ptp(self.points[:, 1])
        return bool(np.mean(spans) > self.points[top, 0].mean())


def _spread(count):
    """At most PANELS numbers below `count`, first and last among them."""
    return np.unique(np.linspace(0, count - 1, min(PANELS, count)).round().astype(int))


def _spans(mesh, faces):
    """(least x, greatest x) of the curves of named boundaries, from the head of a Gmsh file of format 4."""
    head = mesh.read_bytes().split(b"$Nodes")[0].decode(errors="replace")
    if "$Entities" not in head:
        return []
    named = [line.split(maxsplit=2) for line in head.split("$EndPhysicalNames")[0].splitlines() if line.startswith("1 ")]
    tags = {int(tag) for _, tag, name in (row for row in named if len(row) == 3) if name.strip('"') in faces}
    lines = head.split("$Entities")[1].split("$EndEntities")[0].split("\n")[1:]
    try:
        points, curves = (int(word) for word in lines[0].split()[:2])
        rows = [line.split() for line in lines[1 + points:1 + points + curves]]
        return [(float(row[1]), float(row[4])) for row in rows if tags & {int(t) for t in row[8:8 + int(row[7])]}]
    except (ValueError, IndexError):  # a binary file
        return []


def _triangles(topology):
    """XDMF's mixed topology, 4 a triangle, 5 a quadrilateral."""
    triangles, at = [], 0
    while at < len(topology):
        if topology[at] == 4:
            triangles.append(topology[at + 1:at + 4])
            at += 4
        else:
            a, b, c, d = topology[at + 1:at + 5]
            triangles += [(a, b, c), (a, c, d)]
            at += 5
    return np.array(triangles)


def _outline(triangles):
    """(sides, 2) vertices of the sides that only one triangle has."""
    sides = np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
    unique, count = np.unique(sides, axis=0, return_counts=True)
    return unique[count == 1]


def _draw_level(axes, result, name, level):
    """The water from the section's end to where its level meets the ground."""
    sides = result.points[_outline(result.triangles)]  # (sides, 2 ends, x and y)
    low, high = sides[:, :, 1].min(axis=1), sides[:, :, 1].max(axis=1)
    cut = sides[(low < level) & (high >= level)]
    if not len(cut):
        return
    share = (level - cut[:, 0, 1]) / (cut[:, 1, 1] - cut[:, 0, 1])
    x = cut[:, 0, 0] + share * (cut[:, 1, 0] - cut[:, 0, 0])
    left, right = result.points[:, 0].min(), result.points[:, 0].max()
    margin = 0.04 * (right - left)
    ends = (x.max(), right + margin) if result.stands_right(name) else (left - margin, x.min())
    axes.plot(ends, (level, level), color=WATER, lw=2)


def _colour(number):
    """Of a slope, in all pictures."""
    return style.LINES[1 + number % 5]


def _panel(axes, result, moment, levels, grid):
    time, step = moment
    pressure = result.field("pore_pressure", step)
    shown = None
    if pressure is not None:
        shown = axes.tricontourf(grid, np.clip(pressure / 1e3, levels[0], levels[-1]), levels=levels, cmap="Blues")
        axes.tricontour(grid, pressure, levels=[0.0], colors=style.LINES[0], linewidths=1.2)
    else:
        axes.triplot(grid, color="#cccccc", lw=0.3)
    for side in _outline(result.triangles):
        axes.plot(*result.points[side].T, color=style.INK, lw=0.6)
    row = result.row_at(time)
    title = style.seconds(time)
    for name in ("headwater_level_m", "tailwater_level_m"):
        if row is None or name not in result.history.names:
            continue
        level = result.history[name][row]
        _draw_level(axes, result, name, level)
        title += f", {'head' if name.startswith('head') else 'tail'}water {level:.2f} m"
    for number, slope in enumerate(result.slopes()):
        slide = result.slide(slope, time)
        if slide is None:
            continue
        line, factor = slide
        axes.plot(line[:, 0], line[:, 1], color=_colour(number), lw=1.6,
                  label=f"{slope.replace('_', ' ')} {factor:.3f}")
    axes.set_title(title, fontsize=8.5)
    axes.set_aspect("equal")
    axes.grid(False)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=7)
    return shown


def sections(result, title):
    """Pore pressure, phreatic line and critical circles at up to six times."""
    plt = style.pyplot()
    chosen = result.moments()
    grid = need("matplotlib.tri", "python3-matplotlib", "drawing").Triangulation(
        result.points[:, 0], result.points[:, 1], result.triangles)
    pressures = [result.field("pore_pressure", step) for _, step in chosen]
    most = max((p.max() for p in pressures if p is not None), default=1e3) / 1e3
    levels = np.linspace(0, max(most, 1e-3), 13)
    shape = np.ptp(result.points[:, 1]) / np.ptp(result.points[:, 0])
    figure, panels = plt.subplots(len(chosen), 1, figsize=(7.6, 0.6 + len(chosen) * min(5.6 * shape + 0.6, 6)),
                                  squeeze=False, sharex=True, layout="constrained")
    for axes, moment in zip(panels[:, 0], chosen):
        shown = _panel(axes, result, moment, levels, grid)
        axes.set_ylabel("y, m")
    panels[-1, 0].set_xlabel("x, m")
    if shown is not None:
        figure.colorbar(shown, ax=panels[:, 0].tolist(), label="pore pressure, kPa", shrink=0.8)
    what = "pore pressure and critical slip surfaces" if result.with_pressure else "critical slip surfaces"
    figure.suptitle(f"{title}: {what if result.slopes() else 'pore pressure'}", fontsize=10, weight="bold", x=0.01, ha="left")
    return figure


def factors(result, title):
    """Factors of safety and levels in time; None where there are fewer than two rows."""
    series = result.history
    if len(series) < 2 or not result.slopes():
        return None
    plt = style.pyplot()
    figure, (above, below) = plt.subplots(2, 1, figsize=(7.6, 5.2), sharex=True, layout="constrained")
    scale, unit = style.time_unit(series.time[-1])
    for number, slope in enumerate(result.slopes()):
        above.plot(series.time / scale, series[f"{slope}_factor"], label=slope.replace("_", " "), color=_colour(number))
    above.axhline(1.0, color=style.INK, lw=0.8, ls="--")
    above.set_ylabel("factor of safety")
    above.legend()
    for name in series.names:
        if name.endswith("_level_m") or name.endswith("_phreatic_m"):
            below.plot(series.time / scale, series[name], label=name[:-2].replace("_", " "))
    below.set_ylabel("height, m")
    below.set_xlabel(f"time, {unit}")
    below.legend()
    figure.suptitle(f"{title}: safety of the slopes", fontsize=10, weight="bold", x=0.01, ha="left")
    return figure


def embankment_plots(folder, title=None):
    """(name, figure) of a run's folder."""
    folder = pathlib.Path(folder)
    title = title or folder.name
    result = EmbankmentResult(folder)
    try:
        yield "dam_sections", sections(result, title)
        figure = factors(result, title)
        if figure is not None:
            yield "dam_safety", figure
    finally:
        result.close()
