"""Plots of what a run wrote as tables: each function returns (name, figure) pairs; none where there are no data."""
import numpy as np

from . import dam_history, style
from .cycles_drawn import all_plots as cycle_plots
from .embankment_drawn import embankment_plots, is_embankment
from .measured import gauge_measurements, root_mean_square, surveyed_levels
from .profiles import profiles_of
from .sampling import at_cells, cells_at
from .sections_drawn import figure_of
from .series import split_unit

TABLES_WITH_OWN_PLOT = ("gauges", "sections", dam_history.TABLE)
WIDTH = 7.6


def _time_axis(axes, series, longest=None):
    scale, unit = style.time_unit(longest if longest is not None else series.time[-1])
    axes.set_xlabel(f"time, {unit}")
    return scale


def _figure(rows, height):
    return style.pyplot().subplots(rows, 1, figsize=(WIDTH, 0.5 + height * rows), sharex=True, squeeze=False,
                                   layout="constrained")


def gauges(result):
    """One panel a gauge, six a figure: the quantity that was measured there, else depth, against the data."""
    series = result.gauges
    if series is None or len(series) < 2:
        return
    measured = {one.gauge: one for one in gauge_measurements(result)}
    names = [name[:-len("_depth_m")] for name in series.names if name.endswith("_depth_m")]
    pages = [names[i:i + 6] for i in range(0, len(names), 6)]
    for page, chosen in enumerate(pages, 1):
        figure, panels = _figure(len(chosen), 1.25)
        for axes, name in zip(panels[:, 0], chosen):
            _gauge(axes, series, name, measured.get(name))
        _time_axis(panels[-1, 0], series)
        figure.suptitle(f"{result.title}: gauges", fontsize=10, weight="bold", x=0.01, ha="left")
        yield f"gauges_{page}" if len(pages) > 1 else "gauges", figure


def _gauge(axes, series, name, measured):
    scale, _ = style.time_unit(series.time[-1])
    quantity = measured.quantity if measured else "depth"
    computed = series.gauge(name, quantity)
    note = name
    if measured:
        axes.plot(measured.time / scale, measured.value, color=style.INK, lw=1.0, ls=(0, (3, 1.2)), label="measured")
        rms = root_mean_square(series.time, computed, measured.time, measured.value)
        note = f"{name}   RMS difference {style.number(rms)} m"
    axes.plot(series.time / scale, computed, color=style.LINES[0], label="computed")
    axes.set_xlim(0, series.time[-1] / scale)
    axes.set_ylabel(f"{quantity}, m")
    if np.nanmax(np.abs(series[f"{name}_depth_m"]), initial=0) < 1e-6:
        note = f"{name}   stays dry"
    axes.set_title(note, fontsize=8.5)
    if measured:
        axes.legend(loc="lower right", bbox_to_anchor=(1, 0.97), ncols=2, borderpad=0)


def hydrographs(result):
    """Discharge through the sections."""
    series = result.sections
    if series is None or len(series) < 2:
        return
    figure, panels = _figure(1, 3.0)
    axes = panels[0, 0]
    scale = _time_axis(axes, series)
    for name in series.names:
        peak = series[name][np.argmax(np.abs(series[name]))]
        axes.plot(series.time / scale, series[name], label=f"{split_unit(name)[0].removesuffix('_discharge')}"
                  f" (peak {style.number(peak)} m³/s)")
    axes.set_xlim(0, series.time[-1] / scale)
    axes.set_ylabel("discharge, m³/s")
    axes.set_title(f"{result.title}: discharge through sections")
    axes.legend()
    yield "hydrographs", figure


def profiles(result, lines=None):
    """Bed, greatest level and levels in time along sections and the path of the flood."""
    for profile in profiles_of(result, lines):
        yield "profile_" + "".join(c if c.isalnum() or c in "-_" else "_" for c in profile.name), figure_of(profile)


def surveys(result):
    """Greatest levels against those surveyed."""
    points = surveyed_levels(result)
    if not len(points) or not result.has("max_depth"):
        return
    cells = cells_at(result, points[:, :2])
    level = at_cells(result.bed + result.maximum("max_depth"), cells)
    figure, panels = _figure(1, 3.4)
    axes = panels[0, 0]
    number = np.arange(1, len(points) + 1)
    axes.vlines(number, np.fmin(level, points[:, 2]), np.fmax(level, points[:, 2]), color="#bbbbbb", lw=1)
    axes.plot(number, points[:, 2], "o", ms=5, mfc="none", color=style.INK, label="surveyed")
    axes.plot(number, level, "s", ms=4, color=style.LINES[0], label="computed")
    axes.set_xticks(number[::max(1, len(number) // 20)])
    axes.set_xlabel("point of the survey, in the case's order")
    axes.set_ylabel("greatest level, m")
    rms = np.sqrt(np.nanmean((level - points[:, 2]) ** 2))
    axes.set_title(f"{result.title}: greatest levels (RMS difference {style.number(rms)} m)")
    axes.legend()
    yield "surveyed_levels", figure


def balance(result):
    """Volume of water by time from the fields: how much is there, and how much of the area is wet."""
    if len(result.times) < 3:
        return
    steps = np.unique(np.linspace(0, len(result.times) - 1, 60).astype(int))
    depth = [result.field("depth", step=step) for step in steps]
    volume = np.array([float(np.sum(d * result.area, dtype=float)) for d in depth])
    wet = np.array([float(result.area[d > result.dry_depth].sum()) for d in depth])
    times = result.times[steps]
    figure, panels = _figure(2, 1.7)
    scale, unit = style.time_unit(times[-1])
    for axes, values, label, one in ((panels[0, 0], volume, "water, {}m³", 1), (panels[1, 0], wet, "wet area, {}", 2)):
        big = values.max() >= 1e6
        axes.plot(times / scale, values / (1e6 if big else 1), color=style.LINES[0])
        axes.set_ylabel(label.format("10⁶ " if big else "") if one == 1 else label.format("km²" if big else "m²"))
        axes.set_ylim(0, 1.08 * max(values.max() / (1e6 if big else 1), 1e-12))
        axes.set_xlim(times[0] / scale, times[-1] / scale)
    panels[-1, 0].set_xlabel(f"time, {unit}")
    figure.suptitle(f"{result.title}: water and wet area", fontsize=10, weight="bold", x=0.01, ha="left")
    yield "water", figure


def kind_of(name):
    """What a column is shown with: its unit, or what a number without one means."""
    unit = split_unit(name)[1]
    if name.endswith(("_opening", "_opening_m")):  # of structures, apart from their levels
        return "opening" + (f", {unit}" if unit else "")
    if name.endswith("_width_m"):  # of breaches
        return "width, m"
    if name.endswith("_state"):
        return "state"
    if unit:
        return unit
    if "safety" in name.lower() or name.endswith("_factor"):
        return "factor of safety"
    return "rule holds: 1" if name.startswith(("cadam_", "usace_")) else "value"


def tables(result):
    """One figure a table, one panel a unit: loads, breach growth, factors of safety, stresses, by their columns."""
    for place in result.table_names:
        if place in TABLES_WITH_OWN_PLOT or place.startswith("dam/slip_"):
            continue
        series = result.series(place)
        if len(series) < 2 or not np.isfinite(series.time).all():
            continue
        groups = {}
        for name in series.names:
            if np.isfinite(series[name]).any():
                groups.setdefault(kind_of(name), []).append((split_unit(name)[0].replace("_", " "), name))
        if groups:
            yield place.replace("/", "_"), _table(result, place, series, groups)


def _table(result, place, series, groups):
    cyclic = not series.time_name.endswith("_s")
    figure, panels = _figure(len(groups), 1.9)
    scale, unit = (1.0, "") if cyclic else style.time_unit(series.time[-1])
    for axes, (kind, columns) in zip(panels[:, 0], groups.items()):
        shown = columns[:len(style.LINES) * 2]
        for i, (stem, name) in enumerate(shown):
            axes.plot(series.time / scale, series[name], label=stem, ls="-" if i < len(style.LINES) else "--")
        if kind == "factor of safety":
            axes.axhline(1.0, color=style.LINES[1], lw=1, ls="--")
            high = np.nanmax([np.nanquantile(series[name], 0.98) for _, name in columns])
            axes.set_ylim(0, max(1.5, min(1.1 * high, 20)))
        if len(shown) < len(columns):
            axes.set_title(f"the first {len(shown)} of {len(columns)}", fontsize=8)
        axes.set_ylabel(kind)
        axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=7)
    panels[-1, 0].set_xlabel(series.time_name.replace("_", " ") if cyclic else f"time, {unit}")
    figure.suptitle(f"{result.title}: {place.replace('/', ' ')}", fontsize=10, weight="bold", x=0.01, ha="left")
    return figure


def dam(result):
    """The dam through time."""
    figure = dam_history.history_figure(result)
    if figure is not None:
        yield "dam_history", figure


def embankment(result):
    """Pore pressures with the critical slip surfaces, and safety in time."""
    if is_embankment(result.folder):
        yield from embankment_plots(result.folder, result.title)


def cycles(result):
    """Counted cycles of the case's [[cycles]]."""
    for name, figure in cycle_plots(result.title, result.folder / "cycles", result.counted_cycles):
        yield f"cycles_{name}", figure


KINDS = {"gauges": gauges, "hydrographs": hydrographs, "profiles": profiles, "surveys": surveys, "water": balance,
         "tables": tables, "dam": dam, "embankment": embankment, "cycles": cycles}
WITHOUT_FLOW = ("tables", "dam", "embankment", "cycles")


def all_plots(result, kinds=None, lines=None):
    """(name, figure) of the kinds named, or of all for which there are data."""
    for kind in kinds or KINDS:
        if not result.with_flow and kind not in WITHOUT_FLOW:
            continue
        yield from (profiles(result, lines) if kind == "profiles" else KINDS[kind](result))
