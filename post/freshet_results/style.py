"""How pictures look: colours that colour-blind people tell apart and that print in grey, numbers without exponents."""
import re

import numpy as np

from .errors import need
from .hazard import SCHEMES

HAZARD_COLOURS = ("#ffffb2", "#fed976", "#feb24c", "#fd8d3c", "#f03b20", "#a50f15")  # ColorBrewer YlOrRd, light to dark
TIMES = ("arrival", "duration", "warning", "max_unit_discharge_time")  # layers in s
LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")  # Okabe and Ito (2008)
BED, INK = "#b8a68a", "#222222"
FROM_THE_START = "#b9cfe0"
COLOUR_MAPS = {"depth": ("Blues", 0.2, 1.0), "max_depth": ("Blues", 0.2, 1.0), "level": ("cividis", 0.0, 1.0),
               "max_level": ("cividis", 0.0, 1.0), "arrival": ("plasma", 0.0, 0.95)}
OTHER_COLOURS = ("magma_r", 0.08, 0.92)


def pyplot():
    """matplotlib.pyplot without a display, set up for small, quiet figures."""
    matplotlib = need("matplotlib", "python3-matplotlib", "drawing")
    matplotlib.use("Agg")
    matplotlib.rcParams.update({
        "font.family": "DejaVu Sans", "font.size": 9, "axes.titlesize": 10, "axes.titleweight": "bold",
        "axes.titlelocation": "left", "axes.edgecolor": "#555555", "axes.linewidth": 0.7, "axes.grid": True,
        "axes.axisbelow": True, "grid.color": "#dddddd", "grid.linewidth": 0.6, "legend.frameon": False,
        "legend.fontsize": 8, "lines.linewidth": 1.5, "svg.fonttype": "none", "svg.hashsalt": "freshet",
        "axes.prop_cycle": matplotlib.cycler(color=LINES), "axes.formatter.useoffset": False,
        "axes.formatter.limits": (-4, 6), "savefig.facecolor": "white", "figure.max_open_warning": 0})
    return need("matplotlib.pyplot", "python3-matplotlib", "drawing")


def seconds(time):
    """A time for people: "0.5 s", "12 min 30 s", "2 h 05 min", "3 d 4 h"."""
    if time < 120:
        return f"{time:.3g} s"
    whole = int(round(time))
    if whole < 7200:
        return f"{whole // 60} min" + (f" {whole % 60:02d} s" if whole % 60 else "")
    minutes = int(round(time / 60))
    if minutes < 48 * 60:
        return f"{minutes // 60} h" + (f" {minutes % 60:02d} min" if minutes % 60 else "")
    hours = int(round(time / 3600))
    return f"{hours // 24} d" + (f" {hours % 24} h" if hours % 24 else "")


def time_unit(longest):
    """(seconds in a unit, its name) for an axis up to `longest` s."""
    for size, name in ((86400.0, "d"), (3600.0, "h"), (60.0, "min")):
        if longest >= 3 * size:
            return size, name
    return 1.0, "s"


def number(value, digits=3):
    """`digits` significant ones, no exponent where it can be read without."""
    if value is None or not np.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    if 1e-4 <= abs(value) < 10 ** digits:
        return f"{value:.{digits}g}"
    if abs(value) >= 1e7 or abs(value) < 1e-4:
        return f"{value:.{digits - 1}e}"
    return f"{value:,.0f}".replace(",", "\u2009")


def levels_for(values, layer_name):
    """Limits of six to ten classes over the values that matter: the highest 0.2 % fall into an open last class.

    Even steps; in a 1-2-5 series where most values are small against the highest. Times are even in their unit.
    """
    known = values[np.isfinite(values)]
    layer_name = family(layer_name)
    if len(known) == 0:
        return np.array([0.0, 1.0])
    levels_of_water = layer_name in ("level", "max_level")
    low, middle, high = (float(q) for q in np.quantile(known, (0.002, 0.5, 0.998)))
    low = low if levels_of_water else 0.0
    if not high > low:
        high = low + max(abs(low) * 0.1, 0.1)
    if layer_name in TIMES:
        unit = time_unit(high)[0]
        return unit * _even_levels(low / unit, high / unit)
    if not levels_of_water and middle < 0.2 * high:
        return _series_levels(high)
    return _even_levels(low, high)


def _even_levels(low, high):
    ticker = need("matplotlib.ticker", "python3-matplotlib", "drawing")
    levels = ticker.MaxNLocator(nbins=9, steps=[1, 2, 2.5, 4, 5, 10]).tick_values(low, high)
    below = levels[levels <= low][-1:] if np.any(levels <= low) else [low]
    return np.concatenate([below, levels[(levels > low) & (levels < high)], levels[levels >= high][:1]])


def _series_levels(high, classes=8):
    series = np.array([step * 10.0 ** power for power in range(-8, 9) for step in (1, 2, 5)])
    top = int(np.searchsorted(series, high * (1 - 1e-9)))
    return np.concatenate([[0.0], series[top - classes + 2:top + 1]])


def family(layer_name):
    """"max_depth" of "max_depth_p50", "arrival" of "arrival_0.10m_p5"."""
    return re.sub(r"(_[0-9.]+m)?_p[0-9.]+$", "", layer_name)


def colours_of(layer_name, levels):
    """(colour map, norm) of a layer for class limits."""
    pyplot()
    layer_name = family(layer_name)
    colors = need("matplotlib.colors", "python3-matplotlib", "drawing")
    cm = need("matplotlib", "python3-matplotlib", "drawing").colormaps
    if layer_name in SCHEMES:
        count = len(SCHEMES[layer_name].meanings)
        chosen = [HAZARD_COLOURS[-(-5 * i // (count - 1))] for i in range(count)]
        return colors.ListedColormap(chosen), colors.BoundaryNorm(np.arange(0.5, count + 1), count)
    name, low, high = COLOUR_MAPS.get(layer_name, OTHER_COLOURS)
    classes = len(levels) - 1
    shades = cm[name](np.linspace(low, high, classes + 1))
    chosen = colors.ListedColormap(shades[:-1])
    chosen.set_over(shades[-1])
    chosen.set_under(FROM_THE_START)
    if layer_name == "arrival":
        levels = [1e-6 * levels[-1], *levels[1:]]  # 0 lies below: wet from the start
    return chosen, colors.BoundaryNorm(levels, classes)


def nice_length(longest):
    """The largest 1, 2 or 5 times a power of ten that is at most `longest`."""
    power = 10.0 ** np.floor(np.log10(longest))
    return max(step * power for step in (1, 2, 5) if step * power <= longest * (1 + 1e-9))


def save(figure, folder, name, formats=("png",), dpi=150):
    """Writes a figure in each format, returns the paths, and closes it. The bytes do not tell the day."""
    written = []
    for form in formats:
        path = folder / f"{name}.{form}"
        keep = {"metadata": {"Date": None}} if form == "svg" else {"metadata": {"Software": None}}
        figure.savefig(path, dpi=dpi, **keep)
        written.append(path)
    pyplot().close(figure)
    return written
