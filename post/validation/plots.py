"""One plot a kind of comparison; each returns a Matplotlib figure, or None where there is nothing to show."""
import pathlib

import matplotlib.tri as tri
import numpy as np

from tables import columns, measured, read_series, style

plt = style.pyplot()
plt.rcParams["figure.constrained_layout.use"] = True

WATER, EXACT, BED, MARK = style.LINES[0], style.LINES[1], style.BED, style.INK


def is_channel(cells):
    """Whether the flow is seen best along x alone."""
    return np.ptp(cells["x_m"]) > 5 * np.ptp(cells["y_m"])


def along(cells):
    """(coordinate, its name, which cells): along a channel, a radius or the middle line."""
    x, y = cells["x_m"], cells["y_m"]
    if is_channel(cells):
        return x, "x (m)", np.ones(len(x), bool)
    size = np.sqrt(np.ptp(x) * np.ptp(y) / len(x))
    middle = 0.5 * (y.min() + y.max())
    return x, f"x (m), along y = {middle:.3g} m", np.abs(y - middle) < size


def draw_exact(level, speed, cells):
    at, label, chosen = along(cells)
    order = np.argsort(at[chosen], kind="stable")
    pick = {name: values[chosen][order] for name, values in cells.items()}
    at = at[chosen][order]
    exact_speed = np.hypot(pick["exact_velocity_x_m_per_s"], pick["exact_velocity_y_m_per_s"])
    found_speed = np.hypot(pick["velocity_x_m_per_s"], pick["velocity_y_m_per_s"])
    level.fill_between(at, pick["bed_m"], np.full_like(at, pick["bed_m"].min()), color=BED, alpha=0.35, lw=0)
    level.plot(at, pick["bed_m"] + pick["exact_depth_m"], color=EXACT, lw=1.2, label="exact")
    level.plot(at, pick["bed_m"] + pick["depth_m"], ".", color=WATER, ms=2.5, label="computed")
    level.set(xlabel=label, ylabel="level (m)")
    level.legend()
    speed.plot(at, pick["exact_depth_m"] * exact_speed, color=EXACT, lw=1.2)
    speed.plot(at, pick["depth_m"] * found_speed, ".", color=WATER, ms=2.5)
    speed.set(xlabel=label, ylabel="unit discharge (m²/s)")


def draw_map(axes, figure, cells, values, label, dry=1e-3):
    """Colours where the water is deeper than `dry`; long triangles, over holes of the mesh, are left out."""
    mesh = tri.Triangulation(cells["x_m"], cells["y_m"])
    corners = mesh.triangles
    sides = np.hypot(*[np.diff(v[corners][:, [0, 1, 2, 0]], axis=1) for v in (mesh.x, mesh.y)]).max(axis=1)
    near = 4 * np.sqrt(np.ptp(mesh.x) * np.ptp(mesh.y) / len(mesh.x))
    mesh.set_mask((sides > near) | (cells["max_depth_m"][corners].max(axis=1) < dry))
    picture = axes.tripcolor(mesh, values, shading="gouraud", cmap=style.COLOUR_MAPS["depth"][0], rasterized=True)
    axes.set(aspect="equal", xlabel="x (m)", ylabel="y (m)")
    axes.grid(False)
    figure.colorbar(picture, ax=axes, label=label, shrink=0.85)


def draw_orders(axes, orders):
    for name in dict.fromkeys(orders["check"]):
        chosen = orders["check"] == name
        size = 1 / np.sqrt(orders["cells"][chosen])
        error = orders["error"][chosen]
        axes.loglog(size / size.max(), error, "o-", ms=4, lw=1.2, label=name)
        for slope, style in ((1, ":"), (2, "--")):
            axes.loglog(size / size.max(), error[0] * (size / size[0]) ** slope, style, color="#999999", lw=0.9)
    axes.set(xlabel="size of cells (coarsest: 1)", ylabel="error")
    axes.set_title("dotted: order 1, dashed: order 2", fontsize=8)
    axes.legend(fontsize=8)


def against_exact(case):
    folder = pathlib.Path(case["folder"])
    cells, orders = columns(folder / "cells.csv"), columns(folder / "orders.csv")
    if cells is None or "exact_depth_m" not in cells:
        return None
    two = not is_channel(cells)
    count = 2 + two + (orders is not None)
    figure, axes = plt.subplots(1, count, figsize=(3.6 * count, 3))
    draw_exact(axes[0], axes[1], cells)
    if two:
        draw_map(axes[2], figure, cells, cells["depth_m"], "depth (m)")
    if orders is not None:
        draw_orders(axes[-1], orders)
    return figure


UNITS = {"depth": "m", "level": "m", "velocity_x": "m/s", "velocity_y": "m/s"}


def at_gauges(case):
    """Series at gauges that checks name, with what was measured or is expected there."""
    table = pathlib.Path(case["folder"]) / "gauges.csv"
    series = read_series(table) if table.is_file() else None
    named = {}
    for check in case["checks"]:
        if "gauge" in check:
            named.setdefault((check["gauge"], check.get("quantity", "depth")), []).append(check)
    if series is None or not named:
        return None
    wide = min(3, len(named))
    high = -(-len(named) // wide)
    figure, axes = plt.subplots(high, wide, figsize=(4.6 * wide, 2.5 * high), squeeze=False)
    for place in axes.flat[len(named):]:
        place.remove()
    for place, ((gauge, quantity), checks) in zip(axes.flat, named.items()):
        place.plot(series.time, series.gauge(gauge, quantity), color=WATER, lw=1.2, label="computed")
        for check in checks:
            draw_expected(place, check, series.time)
        place.set(title=f"{gauge}: {quantity.replace('_', ' ')}", xlabel="t (s)",
                  ylabel=UNITS[quantity])
        place.margins(x=0)
        place.locator_params(axis="x", nbins=5)  # times of days are long numbers
    axes.flat[0].legend(fontsize=8)
    return figure


def draw_expected(place, check, times):
    data = measured(check)
    if data is not None:
        inside = (data[0] >= times[0]) & (data[0] <= times[-1])
        style = dict(color=MARK, ms=3, lw=0.8, alpha=0.8)
        place.plot(data[0][inside], data[1][inside], "." if inside.sum() < 200 else "-", label="reference", **style)
    elif check["kind"] == "gauge_arrival":
        place.axvline(check["time"][0], color=EXACT, lw=0.8, ls=":")
    elif check["kind"] == "gauge_value":
        place.plot((check["time"] or [times[-1]])[0], check["value"][0], "D", color=EXACT, ms=5, clip_on=False)
    elif check["kind"] == "gauge_maximum":
        place.axhline(check["value"][0], color=EXACT, lw=0.8, ls="--")


def along_lines(case):
    """Profiles at times, and what was measured there."""
    table = columns(pathlib.Path(case["folder"]) / "profiles.csv")
    if table is None:
        return None
    names = list(dict.fromkeys(table["check"]))
    wide = min(3, len(names))
    high = -(-len(names) // wide)
    figure, axes = plt.subplots(high, wide, figsize=(4.6 * wide, 2.5 * high), squeeze=False)
    for place in axes.flat[len(names):]:
        place.remove()
    for place, name in zip(axes.flat, names):
        chosen = table["check"] == name
        order = np.argsort(table["x"][chosen], kind="stable")
        x, found, expected = (table[key][chosen][order] for key in ("x", "computed", "measured"))
        place.plot(x, found, color=WATER, lw=1.2, label="computed")
        place.plot(x, expected, ".", color=MARK, ms=3, label="reference")
        place.set(title=name, xlabel="x (m)")
    axes.flat[0].legend(fontsize=8)
    return figure


def velocities(case):
    """Measured arrows over computed ones."""
    table = columns(pathlib.Path(case["folder"]) / "velocities.csv")
    if table is None:
        return None
    names = list(dict.fromkeys(table["check"]))
    figure, axes = plt.subplots(len(names), 1, figsize=(11, 4 * len(names)), squeeze=False)
    for place, name in zip(axes.flat, names):
        chosen = np.flatnonzero(table["check"] == name)
        chosen = chosen[::max(1, len(chosen) // 900)]
        arrows = dict(angles="xy", scale=40, width=0.0012)
        for kind, colour in (("measured", MARK), ("computed", WATER)):
            place.quiver(*(table[key][chosen] for key in ("x", "y", f"u_{kind}", f"v_{kind}")), color=colour,
                         label=kind, **arrows)
        place.set(title=name, aspect="equal", xlabel="x (m)", ylabel="y (m)")
        place.legend(fontsize=8, loc="upper right")
    return figure


def fronts(case):
    """How far the front lies off by directions, one line a mesh, and the largest distance over the cells' size."""
    table = columns(pathlib.Path(case["folder"]) / "fronts.csv")
    if table is None:
        return None
    figure, (around, size) = plt.subplots(1, 2, figsize=(7.6, 2.8))
    off = table["radius_m"] - table["exact_radius_m"]
    meshes = np.unique(table["cells"])
    for cells in meshes:
        chosen = table["cells"] == cells
        around.plot(table["direction_degrees"][chosen], off[chosen], "o-", ms=4, lw=1.2, label=f"{cells:.0f} cells")
    around.axhline(0, color="#999999", lw=0.9)
    around.set(xlabel="direction (degrees)", ylabel="front off by (m)")
    around.legend(fontsize=8)
    largest = [np.abs(off[table["cells"] == cells]).max() for cells in meshes]
    size.loglog(np.sqrt(meshes[0] / meshes), largest, "o-", ms=4, lw=1.2)
    size.set(xlabel="size of cells (coarsest: 1)", ylabel="largest distance (m)")
    return figure


def levels_at_points(case):
    table = columns(pathlib.Path(case["folder"]) / "points.csv")
    if table is None:
        return None
    figure, axes = plt.subplots(figsize=(5, 4))
    for name in dict.fromkeys(table["check"]):
        chosen = table["check"] == name
        axes.plot(table["measured_level_m"][chosen], table["level_m"][chosen], "o", ms=5, label=name)
    ends = [np.nanmin(table["measured_level_m"]), np.nanmax(table["measured_level_m"])]
    axes.plot(ends, ends, color="#999999", lw=0.9)
    axes.set(xlabel="measured level (m)", ylabel="computed level (m)", aspect="equal")
    axes.legend(fontsize=8)
    return figure


def largest_depths(case):
    cells = columns(pathlib.Path(case["folder"]) / "cells.csv")
    if cells is None or "exact_depth_m" in cells or is_channel(cells) and len(cells["x_m"]) < 2000:
        return None
    figure, axes = plt.subplots(figsize=(9, 4.5))
    draw_map(axes, figure, cells, cells["max_depth_m"], "largest depth (m)", dry=1e-2)
    for gauge in case["gauges"]:
        axes.plot(gauge["x"], gauge["y"], "+", color="white", ms=6)
        axes.annotate(gauge["name"], (gauge["x"], gauge["y"]), color="white", fontsize=7, xytext=(3, 3),
                      textcoords="offset points")
    return figure


ALL = (against_exact, fronts, at_gauges, along_lines, velocities, levels_at_points, largest_depths)
