"""One page with everything: put together from parts, written as HTML that needs no other file, printed to PDF."""
import pathlib
import shutil
import subprocess
import tempfile

from . import report_parts as parts
from . import style
from .errors import EnvironmentFailure, need
from .layers import LAYERS
from .maps_drawn import MapMaker
from .plots_drawn import surveys, tables
from .profiles import profiles_of
from .sections_drawn import figure_of
from .view3d import View3D

PAGE = pathlib.Path(__file__).parent / "report_page"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MAXIMA = {"max_depth": "max_depth", "max_speed": "max_speed", "arrival": "arrival times"}


def _cards(result):
    summary = result.summary
    error = summary.get("volume_error_relative")
    checks = [c for c in summary.get("checks", []) if not c.get("skipped")]
    cards = [("cells", style.number(result.cells, 4)), ("simulated", style.seconds(result.times[-1])),
             ("time steps", style.number(summary.get("steps"), 4)), ("computed in", style.seconds(
                 summary["wall_seconds"]) if "wall_seconds" in summary else "–"),
             ("ranks, backend", f"{summary.get('ranks', '–')}, {summary.get('backend', '–')}"),
             ("error of water balance", "–" if error is None else f"{error:.1e}")]
    if checks:
        cards.append(("checks passed", f"{sum(c['pass'] for c in checks)} of {len(checks)}"))
    return cards


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
    source = "flow.h5: max_depth, max_speed, max_unit_discharge"
    return [parts.picture(maker.figure(LAYERS["hazard"]), "Hazard to people, vehicles and buildings.", source),
            *parts.hazard_table(result)]


def _profiles(result):
    return [parts.drawing(figure_of(profile), f"Levels along {profile.name}.", "flow.h5: depth, bed, max_depth")
            for profile in profiles_of(result)]


def _others(result, dam):
    return [parts.drawing(figure, name.replace("_", " ") + ".", name.replace("_", "/", 1) + ".csv" if dam else
                          name + ".csv") for name, figure in tables(result) if name.startswith("dam_") == dam]


def sections_of(result, frames):
    """The page's sections; those without data are left out."""
    maker = MapMaker(result, 1100)
    measured = [parts.drawing(figure, "Surveyed levels.", "flow.h5: max_depth; points of the case")
                for _, figure in surveys(result)]
    content = (
        ("Case and method", [parts.mesh_table(result), parts.method_table(result)]),
        ("Checks", [parts.checks_table(result)]),
        ("Flood", _flood(result, maker, frames)),
        ("Hazard", _hazard(result, maker)),
        ("Hydrographs", [*parts.hydrograph_chart(result), *parts.gauge_charts(result), *measured]),
        ("Transformation", list(parts.transformation_table(result))),
        ("Profiles", _profiles(result)),
        ("Loads and structures", _others(result, False)),
        ("Response of the dam", _others(result, True)))
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
