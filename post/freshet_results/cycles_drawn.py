"""Plots of counted cycles, from the tables that `freshet run` and `freshet cycles` write."""
import json
import pathlib

import numpy as np

from . import style
from .errors import InputError
from .series import read_series, split_unit

WIDTH = 9.0


def read_cycles(folder):
    """The entries of cycles.json in a folder."""
    path = pathlib.Path(folder) / "cycles.json"
    try:
        return json.loads(path.read_text())["cycles"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path}: no counted cycles there ({error})") from error


class Histogram:
    """Classes of one quantity: edges `low` and `high`, and `amount` in each, (classes,)."""

    def __init__(self, low, high, amount):
        self.low, self.high, self.amount = low, high, amount


def read_histograms(path):
    """{"range", "level", "rate": Histogram} of a file NAME_histograms.csv."""
    rows = [line.split(",") for line in pathlib.Path(path).read_text().splitlines()[1:]]
    found = {}
    for quantity in ("range", "level", "rate"):
        own = np.array([[float(v) for v in row[1:4]] for row in rows if row[0] == quantity]).reshape(-1, 3)
        found[quantity] = Histogram(*own.T)
    return found


def summary_words(entry):
    """What a title says of a series: cycles, damage, years."""
    words = f"{style.number(entry['cycles'])} cycle{'' if entry['cycles'] == 1 else 's'} in {style.seconds(entry['duration_s'])}; {entry['law']}"
    if entry["damage"] is not None:
        years = entry["years_to_failure"]
        words += f"; damage {entry['damage']:.3g}"
        words += f", failure after {style.number(years)} years" if years is not None else ", endless"
    return words


def figure_of(title, folder, entry):
    """Ranges and means, spectrum and damage, and the histograms of level, range and rate."""
    pyplot = style.pyplot()
    table = read_series(folder / entry["table"])
    histograms = read_histograms(folder / entry["histograms"])
    figure, panels = pyplot.subplots(2, 3, figsize=(WIDTH, 5.2), layout="constrained")
    stress = entry["damage"] is not None
    scale, unit = _unit(entry, table.columns["range"], stress)
    _ranges_and_means(panels[0, 0], table, scale, unit)
    _spectrum(panels[0, 1], table, scale, unit)
    _damage(panels[0, 2], table, scale, unit, stress)
    for axes, name in zip(panels[1], ("range", "level", "rate")):
        _bars(axes, histograms[name], scale, unit, name)
    figure.suptitle(f"{title}: cycles of {entry['name']}\n", fontsize=10, weight="bold", x=0.01, ha="left")
    figure.text(0.01, 0.955, summary_words(entry), fontsize=8.5, ha="left", va="top")
    return figure


def _unit(entry, values, stress):
    """Stresses are shown in MPa where they are large, by their strength where that is counted; else as in the column."""
    if stress and values.max(initial=0) >= 1e4:
        return 1e6, ", MPa"
    if entry["law"].startswith("fib"):
        return 1.0, " by the strength"
    unit = split_unit(entry["column"])[1]
    if stress or entry["factor"] != 1 or not unit:
        return 1.0, ""
    return 1.0, ", " + unit


def _ranges_and_means(axes, table, scale, unit):
    size = np.clip(120 * table["cycles"] / max(table["cycles"].max(initial=0), 1e-12), 6, None)
    axes.scatter(table["mean"] / scale, table["range"] / scale, s=size, color=style.LINES[0], alpha=0.55, lw=0)
    axes.set_xlabel("mean" + unit)
    axes.set_ylabel("range" + unit)
    axes.set_ylim(0, None)
    axes.set_title("each cycle; area: how often", fontsize=8.5)


def _spectrum(axes, table, scale, unit):
    """How often a range is reached or passed."""
    order = np.argsort(-table["range"], kind="stable")
    often = np.cumsum(table["cycles"][order])
    if len(often):
        axes.step(np.append(0.5 * often[0], often), np.append(table["range"][order][0], table["range"][order]) / scale,
                  where="pre", color=style.LINES[0])
        axes.set_xscale("log")
        axes.xaxis.set_minor_formatter(lambda *_: "")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}" if value < 1e5 else style.number(value))
    axes.set_ylim(0, None)
    axes.set_xlabel("cycles of this range or more")
    axes.set_ylabel("range" + unit)
    axes.set_title("spectrum", fontsize=8.5)


def _damage(axes, table, scale, unit, stress):
    total = table["damage"].sum() if len(table) else 0
    if not (stress and total > 0):
        axes.set_axis_off()
        return
    axes.set_title("share of the damage", fontsize=8.5)
    share, edges = np.histogram(table["range"], bins=30, range=(0, table["range"].max()), weights=table["damage"] / total)
    axes.bar(edges[:-1] / scale, 100 * share, np.diff(edges) / scale, align="edge", color=style.LINES[1], ec="white", lw=0.5)
    axes.set_xlabel("range" + unit)
    axes.set_ylabel("%")
    axes.set_ylim(0, None)


def _bars(axes, histogram, scale, unit, name):
    wide = histogram.high - histogram.low
    amount = histogram.amount if name == "range" else 100 * histogram.amount / max(histogram.amount.sum(), 1e-300)
    if (wide > 0).all():
        axes.bar(histogram.low / scale, amount, wide / scale, align="edge", color=style.LINES[0], ec="white", lw=0.5)
    else:  # a series that stands still
        axes.axvline(histogram.low[0] / scale, color=style.LINES[0])
    axes.set_xlabel({"range": "range" + unit, "level": "value" + unit, "rate": "change" + (unit if unit.startswith(",") else unit + ", 1") + "/s"}[name])
    axes.set_ylabel("cycles" if name == "range" else "share of the time, %")
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.4g}")  # a power of ten at the end would lie on the label


def all_plots(title, folder, entries):
    """(name, figure) of each entry."""
    folder = pathlib.Path(folder)
    for entry in entries:
        yield entry["table"].removesuffix(".csv"), figure_of(title, folder, entry)
