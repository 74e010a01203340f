"""How the flood changes on its way: at sections, gauges and reservoirs, and along the rivers of the case.

sections.csv     peak, its time, volume, front, arrival at thresholds; attenuation, lags and celerities against the
                 reference and the section before; efficiency of Nash and Sutcliffe against what was measured
gauges.csv       greatest depth, arrival at thresholds, efficiency
reservoirs.csv   storage and the greatest net outflow, of each [[reservoir]]
river_NAME.csv   the same along each [[river]], through lines across it
transformation.json, and plots"""
import csv

from .errors import InputError
from .result import open_result, output_folder
from .river import STATIONS
from .style import save
from .transformation import Transformation, read_measured
from .transformation_drawn import all_plots

EXAMPLES = """examples:
  freshet post results/malpasset transformation
  freshet post results/valley transformation --reference dam --discharge 100 500
  freshet post results/flume transformation --measured weir=weir.csv"""


def add_arguments(parser):
    parser.add_argument("--reference", metavar="SECTION", help="that the others are held against [the case's first]")
    parser.add_argument("--discharge", type=float, nargs="+", default=[], metavar="M3_PER_S",
                        help="thresholds: when is the discharge first as large")
    parser.add_argument("--measured", action="append", metavar="SECTION=FILE.csv",
                        help="measured discharge: columns of time in s and m3/s; the sensors of [facility] count as well")
    parser.add_argument("--stations", type=int, default=STATIONS, help=f"along a river [{STATIONS}]")
    parser.add_argument("--width", type=float, metavar="M", help="of the lines across a river at most [half the extent]")
    parser.add_argument("--formats", nargs="+", choices=("svg", "png", "pdf"), default=["svg", "png"])
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/transformation")


def write_rows(path, rows):
    """A CSV of dictionaries with the same keys; what is not known is left empty."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow(["" if value != value else value for value in row.values()])
    return path


def _check(arguments):
    if not 5 <= arguments.stations <= 10000:
        raise InputError(f"--stations must lie in 5 .. 10000 ({arguments.stations})")
    if arguments.width is not None and not arguments.width > 0:
        raise InputError(f"--width must be above 0 m ({arguments.width:g})")
    for threshold in arguments.discharge:
        if not threshold > 0:
            raise InputError(f"--discharge must be above 0 m3/s ({threshold:g})")


def run(arguments):
    _check(arguments)
    with open_result(arguments.folder) as result:
        found = Transformation(result, arguments.reference, arguments.discharge, read_measured(arguments.measured))
        profiles = list(found.profiles(arguments.stations, arguments.width))
        if found.empty and not profiles:
            raise InputError(f"{arguments.folder}: the case has no [[section]], [[gauge]], [[reservoir]] or [[river]], "
                             "and no flood spread")
        folder = output_folder(arguments.out or result.folder / "post" / "transformation")
        written = [write_rows(folder / f"{name}.csv", rows) for name, rows in (
            ("sections", found.sections), ("gauges", found.gauges), ("reservoirs", found.reservoirs)) if rows]
        for river, columns in profiles:
            name = "".join(c if c.isalnum() or c in "-_" else "_" for c in river.name)
            rows = [dict(zip(columns, (float(v) for v in values))) for values in zip(*columns.values())]
            written.append(write_rows(folder / f"river_{name}.csv", rows))
        path = folder / "transformation.json"
        path.write_text(found.as_json(), encoding="utf-8")
        written.append(path)
        for name, figure in all_plots(found, profiles):
            written += save(figure, folder, name, arguments.formats)
        for path in written:
            print(path)
    return 0
