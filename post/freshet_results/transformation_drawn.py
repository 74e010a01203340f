"""Plots of the flood's transformation: hydrographs over each other, sections' peaks and arrivals, a river's profile."""
import numpy as np

from . import style
from .plots_drawn import WIDTH

COLOURS = {"front_time_s": style.LINES[1], "peak_time_s": style.LINES[2], "arrival_celerity_m_per_s": style.LINES[0],
           "front_celerity_m_per_s": style.LINES[1], "peak_celerity_m_per_s": style.LINES[2]}


def hydrographs(transformation):
    """Discharge through the sections, with peaks and fronts marked, and what was measured."""
    pyplot = style.pyplot()
    rows = transformation.sections
    figure, axes = pyplot.subplots(figsize=(WIDTH, 3.6), layout="constrained")
    end = max(transformation.hydrographs[row["section"]].time[-1] for row in rows)
    scale, unit = style.time_unit(end)
    shades = [style.LINES[i % len(style.LINES)] for i in range(len(rows))]
    for row, colour in zip(rows, shades):
        one = transformation.hydrographs[row["section"]]
        axes.plot(one.time / scale, one.discharge, color=colour, label=one.name)
        axes.plot(one.peak_time / scale, one.peak, "o", ms=4.5, mfc="white", color=colour)
        if one.name in transformation.measured:
            at, flow = transformation.measured[one.name]
            axes.plot(at / scale, flow, color=colour, lw=1.0, ls=(0, (3, 1.2)), label=f"{one.name}, measured")
    axes.set_xlim(0, end / scale)
    axes.set_xlabel(f"time, {unit}")
    axes.set_ylabel("discharge, m³/s")
    axes.set_title(f"{transformation.result.title}: the flood at the sections; circles: peaks")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def along_sections(transformation):
    """Peak and times over the distance of the sections."""
    rows = transformation.sections
    distance = np.array([row["distance_m"] for row in rows])
    if len(rows) < 2 or not np.isfinite(distance).all() or np.ptp(distance) == 0:
        return None
    pyplot = style.pyplot()
    figure, panels = pyplot.subplots(2, 1, figsize=(WIDTH, 4.2), sharex=True, layout="constrained")
    far, unit = _length(distance)
    panels[0].plot(distance / far, [row["peak_m3_per_s"] for row in rows], "o-", color=style.LINES[0])
    panels[0].set_ylabel("peak, m³/s")
    panels[0].set_ylim(0, 1.25 * max(*(row["peak_m3_per_s"] for row in rows), 1e-12))
    panels[0].margins(x=0.1)
    top = np.nanmax([row["peak_time_s"] for row in rows])
    scale, time_unit = style.time_unit(top)
    for (key, label), mark in zip((("front_time_s", "front"), ("peak_time_s", "peak"), ("centre_time_s", "centre of volume")),
                                  "s^D"):
        values = np.array([row[key] for row in rows])
        if np.isfinite(values).any():
            panels[1].plot(distance / far, values / scale, mark + "-", ms=4.5, label=label)
    panels[1].set_ylabel(f"time, {time_unit}")
    panels[1].set_xlabel(f"distance, {unit} ({transformation.distance_from})")
    panels[1].legend(loc="center left", bbox_to_anchor=(1, 0.5))
    for row in rows:
        panels[0].annotate(row["section"], (row["distance_m"] / far, row["peak_m3_per_s"]), (0, 5),
                           textcoords="offset points", fontsize=7.5, ha="center")
    panels[0].set_title(f"{transformation.result.title}: from section to section")
    return figure


def river_profile(result, river, columns):
    """Levels, peak discharge, times of passing and celerities along a river."""
    pyplot = style.pyplot()
    figure, panels = pyplot.subplots(4, 1, figsize=(WIDTH, 8.0), sharex=True, layout="constrained",
                                     height_ratios=(1.3, 1, 1, 1))
    far, unit = _length(columns["distance_m"])
    along = columns["distance_m"] / far
    _levels(panels[0], along, columns)
    panels[1].plot(along, columns["peak_m3_per_s"], color=style.LINES[0])
    panels[1].set_ylabel("peak, m³/s")
    panels[1].set_ylim(0, 1.15 * max(float(np.nanmax(columns["peak_m3_per_s"], initial=0)), 1e-12))
    times = [(name, columns[name]) for name in columns if name.endswith("_s") and (
        name.startswith("arrival_0") or name.startswith("arrival_1") or name in ("front_time_s", "peak_time_s"))]
    coarse = [stem for stem in ("front", "peak") if _too_quick(columns, f"{stem}_time_s", result.times)]
    if "front" in coarse and any(name.startswith("arrival") for name, _ in times):
        times = [(name, values) for name, values in times if name != "front_time_s"]
    longest = max((np.nanmax(v) for _, v in times if np.isfinite(v).any()), default=1.0)
    scale, time_unit = style.time_unit(longest)
    blues = iter(pyplot.get_cmap("Blues")(np.linspace(0.45, 0.95, len(times))))
    for name, values in times:
        panels[2].plot(along, values / scale, color=COLOURS.get(name) or next(blues), label=_words(name))
    panels[2].set_ylabel(f"time, {time_unit}")
    highest = 0.0  # of the arrivals where there are any: the times of the others are as coarse as the output
    for name in ("arrival_celerity_m_per_s", "front_celerity_m_per_s", "peak_celerity_m_per_s"):
        if name in columns and name.split("_")[0] not in coarse and np.isfinite(columns[name]).any():
            panels[3].plot(along, columns[name], label=name.split("_")[0], color=COLOURS[name])
            if name.startswith("arrival") or not highest:
                highest = float(np.nanquantile(columns[name], 0.95))
    panels[3].set_ylim(0, 1.3 * highest if highest > 0 else 1.0)
    panels[3].set_ylabel("celerity, m/s")
    panels[3].set_xlabel(f"distance along the {river.name}, {unit}")
    panels[0].set_title(f"{result.title}: the flood along the {river.name}")
    for axes in (panels[0], *panels[2:]):
        if axes.get_legend_handles_labels()[0]:
            axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=7.5)
    panels[0].set_xlim(along[0], along[-1])
    return figure


def _too_quick(columns, name, times):
    """Whether something passed a tenth of the river, over which celerity is taken, in under three intervals of the output."""
    passed = columns[name][np.isfinite(columns[name])]
    return len(passed) > 1 and len(times) > 1 and 0.1 * np.ptp(passed) < 3 * np.median(np.diff(times))


def _levels(axes, along, columns):
    bed = columns["bed_m"]
    axes.fill_between(along, np.full_like(bed, np.nanmin(bed)), bed, color=style.BED, lw=0)
    axes.plot(along, bed, color="#6b5b45", lw=1.0, label="bed")
    if "max_level_m" in columns:
        axes.plot(along, columns["max_level_m"], color=style.LINES[0], label="greatest level")
    axes.set_ylabel("level, m")


def _words(name):
    if name.startswith("arrival_"):
        return f"arrival of {name[len('arrival_'):-len('m_s')]} m"
    return name.split("_")[0]


def _length(distance):
    return (1000.0, "km") if np.nanmax(distance) >= 5000 else (1.0, "m")


def all_plots(transformation, profiles):
    """(name, figure) of what there is; `profiles` are (river, columns)."""
    if transformation.sections:
        yield "hydrographs", hydrographs(transformation)
        figure = along_sections(transformation)
        if figure is not None:
            yield "along_sections", figure
    for river, columns in profiles:
        name = "river_" + "".join(c if c.isalnum() or c in "-_" else "_" for c in river.name)
        yield name, river_profile(transformation.result, river, columns)
