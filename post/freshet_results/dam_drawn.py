"""Pictures of a dam's section: stresses, displacement, damage, mode shapes."""
import numpy as np

from . import style
from .dam_section import NAMES, DamSection
from .errors import need

SHOWN = ("principal_largest", "principal_least", "displacement", "damage", "pressure")
LARGEST_MOVE = 0.06  # of the section's height: how far drawn displacements reach


def _factor(section, moves):
    """Times displacements are drawn: a round number."""
    most = float(np.hypot(*moves.T).max())
    high = float(np.ptp(section.points[:, 1]))
    return style.nice_length(LARGEST_MOVE * high / most) if most > 0 else 0.0


def _unit(values, unit):
    """(scale, words) so that numbers are short: kPa, MPa, mm."""
    most = float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0
    if unit == "Pa":
        return (1e6, "MPa") if most >= 1e6 else (1e3, "kPa") if most >= 1e3 else (1.0, "Pa")
    if unit == "m" and most < 0.1:
        return 1e-3, "mm"
    return 1.0, unit if unit != "1" else ""


def _triangulation(section, moves=None, factor=0.0):
    tri = need("matplotlib.tri", "python3-matplotlib", "drawing")
    places = section.points if moves is None else section.points + factor * moves
    return tri.Triangulation(*places.T, section.triangles)


def _frame(axes, section):
    axes.set_aspect("equal")
    low, high = section.points.min(axis=0), section.points.max(axis=0)
    room = LARGEST_MOVE * 1.3 * (high[1] - low[1])
    axes.set_xlim(low[0] - room, high[0] + room)
    axes.set_ylim(low[1] - room, high[1] + room)
    axes.set_axis_off()


def _draw(figure, axes, section, name, step):
    values = section.field(name, step)
    moves = section.field("displacement", step)
    factor = _factor(section, moves)
    shown = np.hypot(*values.T) if values.ndim == 2 else values
    title, unit = NAMES.get(name, (name.replace("_", " "), ""))
    scale, unit = _unit(shown, unit)
    levels = _levels(shown / scale, name)
    low, high = levels[0], levels[-1]
    signed = name.startswith("stress") or (name.startswith("principal") and low < 0 < high)
    colours = {"cmap": "magma_r"}
    if signed:
        colors = need("matplotlib.colors", "python3-matplotlib", "drawing")
        most = max(abs(low), abs(high), 1e-12)
        colours = {"cmap": "RdBu_r", "norm": colors.Normalize(-most, most)}
    elif name == "principal_least":
        colours = {"cmap": "magma"}
    if name == "damage":
        colors = need("matplotlib.colors", "python3-matplotlib", "drawing")
        colours["norm"] = colors.LogNorm(low, high)
    _outline(axes, section, _triangulation(section), "#bbbbbb", 0.7)
    moved = _triangulation(section, moves, factor)
    drawn = np.maximum(shown / scale, 1.0001 * levels[0]) if name == "damage" else shown / scale
    bands = axes.tricontourf(moved, drawn, levels=levels, extend="neither" if name in ("damage", "displacement") else "both",
                             **colours)
    _outline(axes, section, moved, style.INK, 0.8)
    bar = figure.colorbar(bands, ax=axes, shrink=0.85, spacing="proportional")
    bar.outline.set_linewidth(0.5)
    bar.set_label(f"{title}{', ' + unit if unit else ''}", fontsize=8.5)
    _frame(axes, section)
    return factor


def _levels(values, name):
    """Limits of the classes: decades below the greatest for damage; else even, over all but the last 0.4 % of vertices."""
    low, high = (float(v) for v in np.nanquantile(values, (0.002, 0.998)))
    if name == "damage":
        top = np.ceil(np.log10(np.nanmax(values)))
        return 10.0 ** np.arange(top - 6, top + 1)
    if name == "displacement":
        low, high = 0.0, float(np.nanmax(values))
    ticker = need("matplotlib.ticker", "python3-matplotlib", "drawing")
    return ticker.MaxNLocator(nbins=11, steps=[1, 2, 2.5, 5, 10]).tick_values(low, max(high, low + 1e-9 * max(1.0, abs(low))))


def _outline(axes, section, triangulation, colour, width):
    """Edges that one triangle alone has."""
    edges = np.sort(np.concatenate([section.triangles[:, [i, (i + 1) % 3]] for i in range(3)]), axis=1)
    edges, count = np.unique(edges, axis=0, return_counts=True)
    rim = edges[count == 1]
    collections = need("matplotlib.collections", "python3-matplotlib", "drawing")
    places = np.stack([triangulation.x, triangulation.y], axis=1)
    axes.add_collection(collections.LineCollection(places[rim], colors=colour, linewidths=width))


def field_figure(title, section, name, step, when):
    """One field on the section, which is drawn where it moved to, above its place at rest."""
    pyplot = style.pyplot()
    wide, high = np.ptp(section.points, axis=0)
    size = 4.6 if wide <= 1.6 * high else 6.5
    figure, axes = pyplot.subplots(figsize=(size * min(max(wide / high, 0.6), 1.9) ** 0.5 + 2.4, size), layout="constrained")
    factor = _draw(figure, axes, section, name, step)
    note = f"{when}; displacements × {style.number(factor)}" if factor else when
    figure.suptitle(f"{title}\n", fontsize=10, weight="bold", x=0.01, ha="left")
    figure.text(0.01, 0.945, note, fontsize=8.5, ha="left", va="top")
    return figure


def modes_figure(title, section, figures):
    """The shapes of the first modes, with frequencies of summary.json's figures."""
    pyplot = style.pyplot()
    count = min(4, len(section.times))
    figure, panels = pyplot.subplots(1, count, figsize=(2.3 * count, 3.6), squeeze=False, layout="constrained")
    for step, axes in enumerate(panels[0]):
        moves = section.field("displacement", step)
        moved = _triangulation(section, moves, _factor(section, moves))
        _outline(axes, section, _triangulation(section), "#bbbbbb", 0.7)
        axes.tripcolor(moved, np.hypot(*moves.T), shading="gouraud", cmap="magma_r", rasterized=True)
        _outline(axes, section, moved, style.INK, 0.8)
        _frame(axes, section)
        frequency = figures.get(f"frequency_{step + 1}")
        axes.set_title(f"mode {step + 1}" + (f": {frequency:.4g} Hz" if frequency else ""), fontsize=8.5)
    figure.suptitle(title, fontsize=10, weight="bold", x=0.01, ha="left")
    return figure


def is_modal(result):
    return result.keys.get("dam", {}).get("analysis", {}).get("kind") == "modal"


def all_pictures(result, time=None):
    """(name, figure, caption) of a run's dam section: shapes of its modes, or its fields at a time in s.

    Without a time the one at which the largest principal stress is greatest.
    """
    if not result.dam_file.exists():
        return
    with DamSection(result.dam_file) as section:
        if is_modal(result):
            yield "dam_modes", modes_figure(result.title, section, result.summary.get("dam", {})), "Shapes of the modes."
            return
        step = section.worst_step() if time is None else int(np.argmin(np.abs(section.times - time)))
        kind = result.keys.get("dam", {}).get("analysis", {}).get("kind")
        when = f"{section.times[step]:g} Hz" if kind == "harmonic" else f"after {style.seconds(section.times[step])}"
        for name in SHOWN:
            if name in section.fields:
                if name != "displacement" and not np.any(section.field(name, step)):
                    continue
                yield (f"dam_{name}", field_figure(result.title, section, name, step, when),
                       f"{NAMES[name][0]} {when}.")
