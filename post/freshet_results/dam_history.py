"""The dam through time: levels, displacements, stresses, forces, stability and the rules of codes of practice."""
import numpy as np

from . import style
from .series import split_unit

TABLE = "dam/history"
WIDTH = 7.6
RULES = ("usace_", "cadam_")
OF_A_SLIP = ("_centre_x", "_centre_y", "_radius", "_entry_x", "_exit_x", "_lambda")  # where it is: dam_sections
HIGHEST_FACTOR = 5.0  # of safety that is drawn: above, it does not matter how much


def _groups(series):
    """[(y label, scale, [columns])] of the columns that have values."""
    names = [name for name in series.names if np.isfinite(series[name]).any()
             and not split_unit(name)[0].endswith(OF_A_SLIP)]

    def chosen(fits):
        return [name for name in names if fits(name)]

    def displacement(name):  # "CREST_x_m": a point's name and the direction
        return split_unit(name)[1] == "m" and not name.startswith(("crack", "resultant")) and not name.endswith(
            ("_level_m", "_phreatic_m", "_pressure_head_m"))
    groups = (("level, m", 1.0, chosen(lambda n: n.endswith("_level_m"))),
              ("displacement,\nmm", 1e-3, chosen(displacement)),
              ("stress of\nthe dam, MPa", 1e6, chosen(lambda n: n.startswith("largest_"))),
              ("stress of\nthe base, MPa", 1e6, chosen(lambda n: n in ("heel_stress_Pa", "toe_stress_Pa"))),
              ("water's\npressure, kPa", 1e3, chosen(lambda n: n.endswith("_pressure_Pa"))),
              ("phreatic\nline, m", 1.0, chosen(lambda n: n.endswith("_phreatic_m"))),
              ("pressure\nhead, m", 1.0, chosen(lambda n: n.endswith("_pressure_head_m"))),
              ("seepage,\nm²/s", 1.0, chosen(lambda n: n.endswith("_m2_per_s"))),
              ("force, MN/m", 1e6, chosen(lambda n: n.endswith("_N_per_m"))),
              ("crack,\nresultant, m", 1.0, chosen(lambda n: n.startswith(("crack", "resultant")))),
              ("factor of\nsafety", 1.0, chosen(lambda n: n.endswith("_factor") or "safety" in n)))
    told = {name for group in groups for name in group[2]}
    others = [name for name in names if name not in told and not name.startswith(RULES)]
    return [group for group in (*groups, ("others", 1.0, others)) if group[2]]


def history_figure(result):
    """A panel a quantity, and below when each rule holds; None where there are fewer than two times."""
    series = result.series(TABLE)
    if series is None or len(series) < 2:
        return None
    groups = _groups(series)
    rules = [name for name in series.names if name.startswith(RULES)]
    heights = [1.3] * len(groups) + ([0.25 + 0.2 * len(rules)] if rules else [])
    if not heights:
        return None
    figure, panels = style.pyplot().subplots(len(heights), 1, figsize=(WIDTH, 0.6 + sum(heights)), sharex=True,
                                             squeeze=False, layout="constrained", height_ratios=heights)
    scale, unit = style.time_unit(series.time[-1])
    time = series.time / scale
    for axes, (label, by, names) in zip(panels[:, 0], groups):
        for name in names:
            axes.plot(time, series[name] / by, lw=1.1, label=split_unit(name)[0].replace("_", " "))
        _limits(axes, label, np.concatenate([series[name] / by for name in names]))
        axes.set_ylabel(label, fontsize=8)
        axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=7.5)
    if rules:
        _rules(panels[-1, 0], time, series, rules)
    panels[-1, 0].set_xlim(time[0], time[-1])
    panels[-1, 0].set_xlabel(f"time, {unit}")
    figure.suptitle(f"{result.title}: the dam through time", fontsize=10, weight="bold", x=0.01, ha="left")
    return figure


def _limits(axes, label, values):
    if label.startswith("factor"):
        axes.axhline(1.0, color=style.LINES[1], lw=1, ls="--")
        axes.set_ylim(0, HIGHEST_FACTOR)
        return
    low, high = np.nanquantile(values, (0.002, 0.998))
    if np.nanmax(values) - np.nanmin(values) > 4 * max(high - low, 1e-12):  # a base all but lifted: stresses beyond measure
        room = 0.15 * max(high - low, 1e-12)
        axes.set_ylim(low - room, high + room)


def _rules(axes, time, series, rules):
    """A bar for each rule while it holds; what share of the time stands behind it."""
    edges = np.concatenate([time[:1], 0.5 * (time[1:] + time[:-1]), time[-1:]])
    for row, name in enumerate(reversed(rules)):
        holds = series[name] > 0.5
        axes.broken_barh([(edges[i], edges[i + 1] - edges[i]) for i in np.flatnonzero(holds)], (row - 0.35, 0.7),
                         color=style.LINES[2], lw=0)
        share = float(np.sum(np.diff(edges)[holds]) / max(edges[-1] - edges[0], 1e-300))
        axes.annotate(f"{100 * share:.0f} %", (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=7.5)
    words = [name.replace("_", ", ").replace("usace", "USACE").replace("cadam", "CADAM") for name in reversed(rules)]
    axes.set_yticks(range(len(rules)), words, fontsize=7.5)
    axes.set_ylim(-0.6, len(rules) - 0.4)
    axes.set_title("while the rule holds", fontsize=8)
    axes.grid(axis="y", visible=False)
