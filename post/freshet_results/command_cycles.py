"""Load cycles of the run's series: rainflow counts (ASTM E1049-85), damage (Palmgren and Miner), years to failure, and
histograms of level, range and rate. Without options those of the case's [[cycles]], else of all columns of all tables;
with options, of the columns named. `freshet cycles` counts; here its tables are drawn."""
import os
import subprocess

from .cycles_drawn import all_plots, read_cycles
from .errors import EnvironmentFailure, InputError, PostError
from .folder import output_folder
from .result import open_any
from .style import save

EXAMPLES = """examples:
  freshet post results/gate_fatigue cycles
  freshet post results/my_dam cycles --table gauges --value gate_level_m
  freshet post results/my_dam cycles --table dam/history --value largest_tension_Pa --law concrete_tension --strength 2e6
  freshet post results/my_dam cycles --table loads --value gate_force_n --factor 85 --law steel --detail-category 71"""
LAWS = ("none", "steel", "concrete_compression", "concrete_tension", "table")
PASSED_ON = ("time", "factor", "offset", "law", "detail_category", "strength", "curve", "partial_factor", "classes",
             "least_range", "duration")


def add_arguments(parser):
    parser.add_argument("--table", nargs="+", metavar="NAME", help="tables of the results, without .csv [all]")
    parser.add_argument("--value", nargs="+", metavar="COLUMN", help="columns [all without gaps]")
    parser.add_argument("--time", metavar="COLUMN", help="of the times, s [time_s]")
    parser.add_argument("--factor", type=float, help="stress in Pa per unit of the column; tension is positive [1]")
    parser.add_argument("--offset", type=float, help="then added, Pa [0]")
    parser.add_argument("--law", choices=LAWS, help="of fatigue: EN 1993-1-9, fib Model Code 2010, or a curve [none]")
    parser.add_argument("--detail-category", type=float, metavar="MPA", help="steel")
    parser.add_argument("--strength", type=float, metavar="PA", help="concrete: fatigue reference strength")
    parser.add_argument("--curve", metavar="FILE", help="table: CSV with columns range_pa and cycles, falling ranges")
    parser.add_argument("--partial-factor", type=float, help="divides strengths [1]")
    parser.add_argument("--classes", type=int, help="of the histograms [20]")
    parser.add_argument("--least-range", type=float, help="a smaller reversal is none [0]")
    parser.add_argument("--duration", type=float, metavar="S", help="that a series stands for [its own]")
    parser.add_argument("--formats", nargs="+", choices=("svg", "png", "pdf"), default=["svg", "png"])
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/cycles")


def _options(arguments):
    words = []
    for name in PASSED_ON:
        value = getattr(arguments, name)
        if value is not None:
            words += ["--" + name.replace("_", "-"), str(value)]
    return words


def count(tables, values, options, folder):
    """Has `freshet cycles` count the tables into `folder`; what it says of an error is passed on."""
    program = os.environ.get("FRESHET")
    if not program:
        raise EnvironmentFailure("counting cycles needs the program freshet; name it by FRESHET")
    words = ["cycles", *map(str, tables), *options, "--out", str(folder)]
    if values:
        words += ["--value", *values]
    done = subprocess.run([program, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    notes = done.stderr.strip().removeprefix("freshet: ")
    if done.returncode:
        error = PostError(notes or f"freshet cycles ended with exit code {done.returncode}")
        error.code = done.returncode
        raise error
    return notes


def _tables(result, names):
    known = result.table_names
    for name in names or ():
        if name not in known:
            raise InputError(f"--table: no table {name!r} in {result.folder}; there are: {', '.join(known) or 'none'}")
    if not (names or known):
        raise InputError(f"{result.folder}: holds no tables whose cycles could be counted")
    chosen = names or [name for name in known if _in_time(result, name)]
    if not chosen:
        raise InputError(f"{result.folder}: none of its tables is a series in time ({', '.join(known)}): name one by --table")
    return [result.folder / f"{name}.csv" for name in chosen]


def _in_time(result, name):
    return next(iter(result.series(name).columns)) == "time_s"


def run(arguments):
    with open_any(arguments.folder) as result:
        options = _options(arguments)
        asked = bool(options or arguments.table or arguments.value)
        folder = output_folder(arguments.out or result.folder / "post" / "cycles")
        source = result.folder / "cycles"
        if asked or not result.counted_cycles:
            source = folder
            notes = count(_tables(result, arguments.table), arguments.value, options, folder)
            if notes:
                print(notes)
        entries = read_cycles(source)
        written = [source / "cycles.json", *(source / entry[kind] for entry in entries for kind in ("table", "histograms"))]
        for name, figure in all_plots(result.title, source, entries):
            written += save(figure, folder, name, arguments.formats)
        for path in written:
            print(path)
    return 0
