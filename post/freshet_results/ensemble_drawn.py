"""Bands of time series over the members of an ensemble."""
import numpy as np

from . import style
from .series import split_unit

DRAWN = {"sections": "_discharge_m3_per_s", "gauges": "_depth_m", "structures": "_discharge_m3_per_s",
         "pools": "_level_m"}  # which columns of each table
PANELS = 5  # a figure


def band_figures(title, bands):
    """(name, figure): members thin, what lies between the outer percentiles shaded, the middle one on top."""
    names = [name for name in bands.names if name.endswith(DRAWN[bands.table])]
    pages = [names[i:i + PANELS] for i in range(0, len(names), PANELS)]
    for page, chosen in enumerate(pages, 1):
        figure, panels = style.pyplot().subplots(len(chosen), 1, figsize=(7.6, 0.5 + 1.9 * len(chosen)), sharex=True,
                                                 squeeze=False, layout="constrained")
        scale, unit = style.time_unit(bands.time[-1])
        for axes, name in zip(panels[:, 0], chosen):
            _band(axes, bands, name, scale)
        panels[-1, 0].set_xlabel(f"time, {unit}")
        panels[0, 0].legend()
        figure.suptitle(f"{title}: {bands.table}, {len(bands.members[names[0]])} members", fontsize=10, weight="bold",
                        x=0.01, ha="left")
        yield f"bands_{bands.table}" + (f"_{page}" if len(pages) > 1 else ""), figure


def _band(axes, bands, name, scale):
    time, percents = bands.time / scale, bands.percents
    for number, values in enumerate(bands.members[name]):
        axes.plot(time, values, color="#bbbbbb", lw=0.5, label="members" if number == 0 else None)
    low, high = bands.percentiles[name][0], bands.percentiles[name][-1]
    if len(percents) > 1:
        axes.fill_between(time, low, high, color=style.LINES[0], alpha=0.25, lw=0,
                          label=f"{percents[0]:g} to {percents[-1]:g} %")
    middle = int(np.argmin(np.abs(np.array(percents) - 50)))
    axes.plot(time, bands.percentiles[name][middle], color=style.LINES[0], label=f"{percents[middle]:g} %")
    axes.plot(time, bands.mean[name], color=style.LINES[1], lw=1.0, ls=(0, (4, 1.5)), label="mean")
    axes.set_xlim(0, time[-1])
    quantity, unit = split_unit(name)
    what = next((word for word in ("discharge", "depth", "level") if quantity.endswith("_" + word)), "")
    axes.set_ylabel(f"{what}, {unit}")
    axes.set_title(quantity.removesuffix("_" + what), fontsize=8.5)
