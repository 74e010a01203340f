"""One page with everything: put together from parts, written as HTML that needs no other file, printed to PDF."""
import pathlib
import shutil
import subprocess
import tempfile

from . import report_parts as parts
from . import report_parts_dam as dam_parts
from . import report_parts_transformation as transformation_parts
from . import style
from .cycles_drawn import all_plots as cycle_plots
from .dam_drawn import all_pictures
from .dam_history import history_figure
from .errors import EnvironmentFailure, need
from .layers import LAYERS
from .maps_drawn import MapMaker
from .plots_drawn import embankment, surveys, tables
from .profiles import profiles_of
from .river import STATIONS
from .sections_drawn import figure_of
from .transformation import Transformation
from .transformation_drawn import all_plots as transformation_plots
from .view3d import View3D

PAGE = pathlib.Path(__file__).parent / "report_page"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MAXIMA = {"max_depth": "max_depth", "max_speed": "max_speed", "arrival": "arrival times"}

EMBANKMENT = {"dam_sections": "The section with its critical slip surfaces.", "dam_safety": "Safety of the slopes."}


def _cards(result):
    summary = result.summary
    error = summary.get("volume_error_relative")
    checks = [c for c in summary.get("checks", []) if not c.get("skipped")]
    cards = [("cells", style.number(summary.get("cells", getattr(result, "cells", None)), 4))]
    if result.with_flow or summary.get("simulated_seconds"):
        end = result.times[-1] if result.with_flow else summary["simulated_seconds"]
        cards.append(("simulated", style.seconds(end)))
    cards += [("time steps", style.number(summary.get("steps"), 4)), ("computed in", style.seconds(
        summary["wall_seconds"]) if "wall_seconds" in summary else "–"),
        ("ranks, backend", f"{summary.get('ranks', '–')}, {summary.get('backend', '–')}")]
    if result.with_flow:
        cards.append(("error of water balance", "–" if error is None else f"{error:.1e}"))
    if checks:
        skipped = len(summary.get("checks", [])) - len(checks)
        cards.append(("checks passed", f"{sum(c['pass'] for c in checks)} of {len(checks)}"
                      + (f", {skipped} skipped" if skipped else "")))
    return [card for card in cards if card[1] not in ("0", "–, –")]


def _flood(result, maker, frames):
    found = [parts.slider(result, maker, "depth", frames)]
    for name, field in MAXIMA.items():
        if LAYERS[name].there(result):
            found.append(parts.picture(maker.figure(LAYERS[name]), f"{maker.title(LAYERS[name])}.", f"flow.h5: {field}"))
    middle = result.times[len(result.times) // 2]
    found.append(parts.picture(View3D(result).figure(middle), f"The flood after {style.seconds(middle)}.",
                               "flow.h5: depth, bed"))
    return found


def _hazard(result, maker):
    if not LAYERS["hazard"].there(result):
        return []
    source = "flow.h5: hazard_aidr"
    return [parts.picture(maker.figure(LAYERS["hazard"]), "Hazard to people, vehicles and buildings.", source),
            *parts.hazard_table(result)]


def _profiles(result):
    return [parts.drawing(figure_of(profile), f"Levels along {profile.name}.", "flow.h5: depth, bed, max_depth")
            for profile in profiles_of(result)]


def _tables(result):
    return [parts.drawing(figure, name.replace("_", " ") + ".", name.replace("dam_", "dam/") + ".csv")
            for name, figure in tables(result)]


def _dam(result):
    figure = history_figure(result)
    found = [parts.picture(picture, caption, "dam/dam.h5") for _, picture, caption in all_pictures(result)]
    if figure is not None:
        found.append(parts.drawing(figure, "The dam through time.", "dam/history.csv"))
    found += [parts.drawing(drawn, EMBANKMENT[name], "dam/dam.h5, dam/history.csv") for name, drawn in embankment(result)]
    return [*found, *dam_parts.tables(result)]


def _cycles(result):
    entries = result.counted_cycles
    return [*dam_parts.cycles_table(entries),
            *(parts.drawing(figure, f"Cycles of {entry['name']}.", f"cycles/{entry['table']}, cycles/{entry['histograms']}")
              for entry, (_, figure) in zip(entries, cycle_plots(result.title, result.folder / "cycles", entries)))]


def _transformation(result):
    found = Transformation(result)
    profiles = list(found.profiles(STATIONS))
    sources = {"hydrographs": "sections.csv", "along_sections": "sections.csv"}
    drawn = [parts.drawing(figure, name.replace("_", " ").capitalize() + ".", sources.get(name, "flow.h5"))
             for name, figure in transformation_plots(found, profiles) if name != "hydrographs"]
    return [*transformation_parts.tables(found), *drawn]


def _flow_sections(result, frames):
    maker = MapMaker(result, 1100)
    measured = [parts.drawing(figure, "Surveyed levels.", "flow.h5: max_depth; points of the case")
                for _, figure in surveys(result)]
    return (
        ("Flood", _flood(result, maker, frames)),
        ("Hazard", _hazard(result, maker)),
        ("Hydrographs", [*parts.hydrograph_chart(result), *parts.gauge_charts(result), *measured]),
        ("Transformation", _transformation(result)),
        ("Profiles", _profiles(result)))


def sections_of(result, frames):
    """The page's sections; those without data are left out."""
    method = [parts.mesh_table(result), parts.method_table(result), *parts.changes_table(result)] if result.with_flow \
        else list(dam_parts.method_table(result))
    content = (
        ("Case and method", method),
        ("Checks", [parts.checks_table(result)]),
        ("Water balance and time step", [*parts.balance_table(result), *parts.time_step_table(result)]),
        *(_flow_sections(result, frames) if result.with_flow else ()),
        ("Loads and structures", _tables(result)),
        ("Dam", _dam(result)),
        ("Cycles", _cycles(result)))
    return [{"title": title, "anchor": title.lower().replace(" ", "-"), "parts": found} for title, found in content
            if found]


def write_report(result, path, frames=30):
    """Writes the page to `path`."""
    jinja2 = need("jinja2", "python3-jinja2", "the report")
    files = {name: (PAGE / f"page.{name}").read_text() for name in ("html", "css", "js")}
    page = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(files["html"])
    text = page.render(title=result.title, description=result.keys.get("description", "").strip(), css=files["css"],
                       script=files["js"], cards=_cards(result), sections=sections_of(result, frames),
                       unfinished=not result.summary, version=result.summary.get("version", ""),
                       folder=result.folder.resolve().name)
    path.write_text(text, encoding="utf-8")
    return path


def browser():
    """Path of a Chromium, or None."""
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


def print_to_pdf(page, pdf):
    """The page as PDF, by Chromium without a window."""
    program = browser()
    if program is None:
        raise EnvironmentFailure(f"{page} is written, but a PDF needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory(prefix="freshet-") as profile:
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}",
                   page.resolve().as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=180)
    if done.returncode or not pdf.exists():
        raise EnvironmentFailure(f"Chromium wrote no PDF: {done.stderr.strip()[-300:]}")
    return pdf
