"""What a report says, part by part: tables, pictures and charts, each with its source."""
import base64
import io
import itertools

import numpy as np

from . import style
from .errors import need
from .film import frame_steps
from .hazard import MEANINGS, has_hazard, hazard_of
from .layers import LAYERS
from .measured import gauge_measurements
from .series import split_unit

POINTS = 1500  # of a line in a chart: more than it has pixels
_numbers = itertools.count()


def text(words):
    return {"kind": "text", "text": words}


def table(head, rows, source):
    return {"kind": "table", "head": head, "rows": rows, "source": source}


def picture(figure, caption, source, dpi=120):
    """A figure as PNG of 256 colours, in the page itself."""
    return {"kind": "picture", "data": _png(figure, dpi), "caption": caption, "source": source}


def _png(figure, dpi):
    image = need("PIL.Image", "python3-pil", "the report")
    raw = io.BytesIO()
    figure.savefig(raw, dpi=dpi, format="png")
    style.pyplot().close(figure)
    small = io.BytesIO()
    image.open(raw).convert("RGB").quantize(256, method=image.Quantize.FASTOCTREE, dither=image.Dither.NONE).save(
        small, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(small.getvalue()).decode()


def drawing(figure, caption, source):
    """A figure as SVG, in the page itself."""
    raw = io.StringIO()
    figure.savefig(raw, format="svg", metadata={"Date": None})
    style.pyplot().close(figure)
    mark_up = raw.getvalue()
    # One page holds many drawings: their names must differ.
    own = f"d{next(_numbers)}-"
    mark_up = mark_up[mark_up.index("<svg"):].replace('id="', f'id="{own}').replace("url(#", f"url(#{own}")
    return {"kind": "svg", "data": mark_up.replace('href="#', f'href="#{own}'), "caption": caption, "source": source}


def slider(result, maker, layer_name="depth", frames=30):
    """Maps of a layer in time, with a slider."""
    layer = LAYERS[layer_name]
    shots = [{"label": style.seconds(result.times[step]),
              "data": _png(maker.figure(layer, result.times[step]), 95)} for step in frame_steps(result, frames)]
    return {"kind": "slider", "number": next(_numbers), "frames": shots, "shown": len(shots) // 2,
            "caption": f"{layer.title} in time.", "source": f"flow.h5: {layer_name}, {len(shots)} of "
            f"{len(result.times)} steps"}


def _line(name, colour, x, y, measured=False):
    keep = np.unique(np.linspace(0, len(x) - 1, min(POINTS, len(x))).astype(int))
    shown = [None if not np.isfinite(v) else float(f"{v:.6g}") for v in y[keep]]
    return {"name": name, "colour": colour, "measured": measured, "x": [float(f"{v:.7g}") for v in x[keep]], "y": shown}


def chart(lines, end, y_label, caption, source):
    """`lines` are (name, colour, time in s, values, measured)."""
    scale, unit = style.time_unit(end)
    series = [_line(name, colour, time / scale, values, measured) for name, colour, time, values, measured in lines]
    return {"kind": "chart", "number": next(_numbers), "caption": caption, "source": source,
            "data": {"series": series, "x_end": end / scale, "x_label": f"time, {unit}", "y_label": y_label}}


def gauge_charts(result):
    series = result.gauges
    if series is None or len(series) < 2:
        return
    measured = {one.gauge: one for one in gauge_measurements(result)}
    for name in (n[:-len("_depth_m")] for n in series.names if n.endswith("_depth_m")):
        data = measured.get(name)
        quantity = data.quantity if data else "depth"
        lines = [("computed", style.LINES[0], series.time, series.gauge(name, quantity), False)]
        if data:
            lines.append(("measured", style.LINES[1], data.time, data.value, True))
        yield chart(lines, series.time[-1], f"{quantity}, m", f"Gauge {name}.",
                    "gauges.csv" + (f"; measured: {data.source}" if data else ""))


def hydrograph_chart(result):
    series = result.sections
    if series is None or len(series) < 2:
        return
    lines = [(split_unit(name)[0].removesuffix("_discharge"), colour, series.time, series[name], False)
             for name, colour in zip(series.names, itertools.cycle(style.LINES))]
    yield chart(lines, series.time[-1], "discharge, m³/s", "Discharge through the sections.", "sections.csv")


def hazard_table(result):
    if not has_hazard(result):
        return
    classes = hazard_of(result)
    whole = result.area[classes > 0].sum()
    rows = [[MEANINGS[n - 1].split(" ", 1)[0], MEANINGS[n - 1].split(" ", 1)[1], _area(result.area[classes == n].sum()),
             f"{100 * result.area[classes == n].sum() / whole:.1f} %" if whole else "–"] for n in range(1, 7)]
    yield table(["class", "meaning", "area", "share of the flooded area"], rows,
                "flow.h5: hazard_aidr; classes of AIDR (2017), Guideline 7-3")


def _area(square_metres):
    return f"{style.number(square_metres / 1e6)} km²" if square_metres >= 1e5 else f"{style.number(square_metres)} m²"


def mesh_table(result):
    size = np.sqrt(result.area)
    bed = result.bed
    x_min, y_min, x_max, y_max = result.bounds
    mesh, keys = result.keys.get("mesh", {}), result.keys.get("bed", {})
    bed_from = keys.get("file") or keys.get("expression") or "the mesh"
    rows = [["extent", f"{style.number(x_max - x_min)} m × {style.number(y_max - y_min)} m, {_area(result.area.sum())}"],
            ["cells", f"{result.cells:,}".replace(",", "\u2009") + f" ({mesh.get('source', 'mesh')}"
             + (f", {mesh['file']}" if "file" in mesh else "") + ")"],
            ["side of a cell (square root of its area)", f"{style.number(size.min())} to {style.number(size.max())} m, "
             f"median {style.number(np.median(size))} m"],
            ["bed level", f"{style.number(bed.min(), 4)} to {style.number(bed.max(), 4)} m, from {bed_from}"],
            ["coordinate reference", result.keys.get("crs", "not told")]]
    return table(["terrain and mesh", ""], rows, "flow.h5, case.json")


def method_table(result):
    flow, friction = result.keys.get("flow", {}), result.keys.get("friction", {})
    rough = ", ".join(f"{name} {value}" for name, value in friction.items()) or "none"
    rows = [["equations", "two-dimensional shallow-water equations, finite volumes"],
            ["order, scheme", f"{flow.get('order', 2)}, {flow.get('scheme', 'hancock')}"],
            ["CFL number", str(flow.get("cfl", 0.9))],
            ["gravity", f"{flow.get('gravity', 9.81)} m/s²"], ["friction", rough],
            ["boundaries", ", ".join(f"{b['name']}: {b['type']}" for b in result.keys.get("boundary", [])) or "walls"]]
    return table(["method", ""], rows, "case.json")


def changes_table(result):
    """When a boundary changes what it is, as the case's [[boundary.change]] say."""
    rows = [[boundary["name"], style.seconds(change["time"]), f"{before} → {change['type']}"]
            for boundary in result.keys.get("boundary", [])
            for before, change in zip([boundary["type"], *(c["type"] for c in boundary.get("change", []))],
                                      boundary.get("change", []))]
    if rows:
        yield table(["boundary", "changes at", "from, to"], rows, "case.json: boundary.change")


def balance_table(result):
    """Water at the start and the end and what passed each boundary."""
    summary = result.summary
    if not (result.with_flow and "volume_start_m3" in summary):
        return
    rows = [["water at the start", style.number(summary["volume_start_m3"], 6), ""]]
    rows += [[f"boundary {one['name']}", style.number(one["volume_in_m3"], 6), style.number(one["volume_out_m3"], 6)]
             for one in summary.get("boundaries", [])]
    rows += [["all sources and boundaries", style.number(summary["volume_in_m3"], 6),
              style.number(summary["volume_out_m3"], 6)],
             ["water at the end", style.number(summary["volume_end_m3"], 6), ""]]
    yield table(["", "volume or inflow, m³", "outflow, m³"], rows, "summary.json: boundaries, volume_*")


def time_step_table(result):
    """What the smallest step was cut by, and where."""
    step = result.summary.get("time_step", {})
    least = step.get("smallest")
    if not result.with_flow or not least:
        return
    rows = [["smallest", f"{style.number(least['seconds'])} s, at {style.seconds(least['time_s'])}"],
            ["set by", f"{least['set_by']}, cell {least['cell']} at ({style.number(least['x_m'], 6)}, "
                       f"{style.number(least['y_m'], 6)}) m, {style.number(least['depth_m'])} m deep"]]
    rows += [[f"steps set by {words}", f"{100 * step.get(key, 0):.1f} %"] for key, words in (
        ("share_by_fronts", "dry fronts"), ("share_by_films", "cells with less than 1 cm of water"),
        ("share_by_boundaries", "boundaries"))]
    yield table(["time step", ""], rows, "summary.json: time_step")


def checks_table(result):
    checks = result.summary.get("checks", [])
    if not checks:
        return text("The case states no checks, or the run ended before they were due.")
    rows = [[c["name"], "–" if c.get("skipped") else style.number(c["value"]), style.number(c["bound"]), c.get("unit", ""),
             "skipped" if c.get("skipped") else "passed" if c["pass"] else "fell short"] for c in checks]
    return table(["check", "figure", "bound", "unit", ""], rows, "summary.json")
