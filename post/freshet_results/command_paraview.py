"""A state (a Python script) that ParaView 5.11 and later open: terrain, water lifted to its level and coloured by depth,
arrows of velocity, contours of arrival, the time, and the dam's section beside it where the run has one."""
import pathlib

import numpy as np

from .errors import InputError
from .layers import arrival_name
from .maps_drawn import interesting_bounds
from .result import open_result, output_folder
from .style import colours_of, levels_for, nice_length
from .view3d import RELIEF

TEMPLATE = pathlib.Path(__file__).parent / "paraview_state.py.in"
EXAMPLES = """examples:
  freshet post results/malpasset paraview
  paraview --script=results/malpasset/post/malpasset_paraview.py
  xvfb-run -a -s -noreset pvbatch results/malpasset/post/malpasset_paraview.py picture.png 1000"""


def add_arguments(parser):
    parser.add_argument("--time", type=float, metavar="SECONDS", help="shown at first [last]")
    parser.add_argument("--heights", type=float, metavar="FACTOR", help="on all heights; default: by the terrain's relief")
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post")


def values_of(result, time=None, heights=None):
    """What stands for @NAME@ in the template; texts are Python."""
    step = result.step_at(time)
    x0, y0, x1, y1 = bounds = tuple(map(float, interesting_bounds(result)))
    low, high = float(result.bed.min()), float(result.bed.max())
    relief = max(high - low, float(np.quantile(result.field("depth", step=0), 0.999)), 1e-3)
    depth = np.concatenate([result.field("depth", step=s) for s in {0, step, len(result.times) - 1}])
    levels = np.linspace(0, float(np.quantile(depth[depth > result.dry_depth], 0.998, method="nearest"))
                         if (depth > result.dry_depth).any() else 1.0, 9)
    colours = colours_of("depth", levels)[0]
    speed = float(np.quantile(result.field("speed", step=step), 0.999)) or 1.0
    arrivals = []
    if result.arrival_names:
        times = result.maximum(arrival_name(result))
        arrivals = levels_for(times[times > 0], "arrival")[1:].tolist()
    factor = heights or max(1.0, min(round(2 * RELIEF * max(x1 - x0, y1 - y0) / relief) / 2, 20))
    dam = sorted(str(path.relative_to(result.folder)) for path in (result.folder / "dam").glob("*.xdmf"))
    return {"FOLDER": str(result.folder.resolve()), "DRY": result.dry_depth, "HEIGHTS": factor,
            "DEPTHS": levels.tolist(), "ARROW": nice_length(0.04 * max(x1 - x0, y1 - y0)), "SPEED": speed,
            "ARRIVAL": arrival_name(result) if len(arrivals) else "", "ARRIVALS": arrivals, "DAM": dam,
            "TIME": float(result.times[step]), "RELIEF": relief, "BED": (low, max(high, low + 1e-6)), "BOUNDS": bounds,
            "BLUES": [tuple(round(float(part), 3) for part in colours(i / (len(levels) - 1))[:3])
                      for i in range(len(levels))]}


def run(arguments):
    if arguments.heights is not None and not arguments.heights > 0:
        raise InputError(f"--heights must be above 0 ({arguments.heights:g})")
    with open_result(arguments.folder) as result:
        text = TEMPLATE.read_text()
        state = output_folder(arguments.out or result.folder / "post") / f"{result.name}_paraview.py"
        for name, value in values_of(result, arguments.time, arguments.heights).items():
            text = text.replace(f"@{name}@", repr(value))
        text = text.replace("@TITLE@", result.title.replace('"', "'")).replace("@NAME@", state.name)
        state.write_text(text)
        print(state)
    return 0
