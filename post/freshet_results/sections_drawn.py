"""Sections and long profiles as pictures."""
import numpy as np

from . import style

STATES = 5  # times shown beside the maximum


def figure_of(profile, times=None, width=9.0, height=3.4):
    """Bed, greatest level, and levels at some times (those given in s, else spread over the run)."""
    pyplot = style.pyplot()
    result = profile.result
    figure, axes = pyplot.subplots(figsize=(width, height), layout="constrained")
    scale, unit = (1000.0, "km") if profile.distance[-1] >= 5000 else (1.0, "m")
    along = profile.distance / scale
    steps = [result.step_at(time) for time in times] if times else \
        np.unique(np.round(np.linspace(0, 1, STATES) ** 1.5 * (len(result.times) - 1)).astype(int))
    shades = pyplot.get_cmap("Blues")(np.linspace(0.45, 1.0, len(steps)))
    lines = []
    for step, shade in zip(steps, shades):
        level = profile.level(result.times[step])
        lines.append(level)
        axes.plot(along, level, color=shade, lw=1.3, label=style.seconds(result.times[step]))
    if result.has("max_depth"):
        lines.append(profile.max_level)
        axes.plot(along, profile.max_level, color=style.LINES[1], lw=1.6, ls=(0, (4, 1.5)), label="greatest level")
    known = [line[np.isfinite(line)] for line in [profile.bed, *lines]]
    low, high = min(part.min() for part in known if len(part)), max(part.max() for part in known[1:] if len(part)) \
        if any(len(part) for part in known[1:]) else profile.bed[np.isfinite(profile.bed)].max()
    room = max(high - low, 1e-3)
    axes.set_ylim(low - 0.08 * room, high + 0.12 * room)
    axes.fill_between(along, low - room, profile.bed, color=style.BED, lw=0)
    axes.plot(along, profile.bed, color="#6b5b45", lw=1.0)
    axes.set_xlim(along[0], along[-1])
    axes.set_xlabel(f"distance, {unit}")
    axes.set_ylabel("level, m")
    axes.set_title(f"{result.title}: {profile.name}")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure
