"""Two runs held side by side: hash, fields at common times, maxima, gauges, sections and their peaks; of runs without
flow the tables in time and the figures."""
import json

from .comparison import compare, largest_difference
from .errors import EnvironmentFailure, InputError
from .result import open_any
from .style import number

EXAMPLES = """examples:
  freshet post compare results/one_rank results/four_ranks
  freshet post compare results/coarse results/fine --json difference.json --tolerance 0.05

Exit code 1 where a field, a maximum or a series differs by more than the tolerance."""


def add_arguments(parser):
    parser.add_argument("a", metavar="A", help="results of a run")
    parser.add_argument("b", metavar="B", help="results of another")
    parser.add_argument("--tolerance", type=float, default=0.0, metavar="VALUE",
                        help="largest difference that passes, in the unit of what is compared [0]")
    parser.add_argument("--json", metavar="FILE", help="write all differences to this file")


def _columns(rows, heads):
    widths = [max(len(str(row[i])) for row in [heads, *rows]) for i in range(len(heads))]
    for row in [heads, *rows]:
        yield "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip()


def lines_of(found):
    """The comparison as lines of text; of the fields in time the worst of each."""
    yield f"A {found['a']}\nB {found['b']}\n"
    with_flow = found["same_mesh"] is not None
    same = "the same" if found["same_state"] else "different" if found["state_hash_a"] and found["state_hash_b"] \
        else "not known: a run has no summary.json"
    if with_flow:
        yield f"end state (hash): {same}"
        yield f"mesh: {'the same, compared cell by cell' if found['same_mesh'] else 'different, compared on a grid'}\n"
    yield from _columns([[key, *("–" if v is None else v for v in pair)] for key, pair in found["summary"].items()],
                        ["", "A", "B"])
    yield ""
    rows = []
    for name in dict.fromkeys(row["field"] for row in found["fields"]):
        worst = max((row for row in found["fields"] if row["field"] == name), key=lambda row: row["rms"])
        rows.append([name, f"{worst['time_s']:g} s", *(number(worst[key]) for key in ("mean", "rms", "largest"))])
    rows += [[row["field"], "", *(number(row[key]) for key in ("mean", "rms", "largest"))] for row in found["maxima"]]
    if with_flow:
        yield from _columns(rows, ["|A - B|", "worst at", "mean", "RMS", "largest"])
        if not found["fields"]:
            yield "no common times"
    if found["series"]:
        yield ""
        yield from _columns([[row["column"], number(row["rms"]), number(row["largest"]), number(row["peak_a"]),
                              number(row["peak_b"]), *("" if row[key] is None else f"{row[key]:g} s" for key in ("peak_time_a_s", "peak_time_b_s"))]
                             for row in found["series"]],
                            ["series", "RMS", "largest", "peak A", "peak B", "at A", "at B"])


def run(arguments):
    if not arguments.tolerance >= 0:
        raise InputError(f"--tolerance must be at least 0 ({arguments.tolerance:g})")
    with open_any(arguments.a) as a, open_any(arguments.b) as b:
        found = compare(a, b)
    worst = largest_difference(found)
    found["largest"], found["tolerance"], found["pass"] = worst, arguments.tolerance, worst <= arguments.tolerance
    if arguments.json:
        try:
            with open(arguments.json, "w", encoding="utf-8") as file:
                json.dump(found, file, indent=2)
        except OSError as error:
            raise EnvironmentFailure(f"cannot write {arguments.json}: {error.strerror}") from error
    for line in lines_of(found):
        print(line)
    print(f"\nlargest difference {number(worst)}: "
          + ("within" if found["pass"] else "above") + f" the tolerance {arguments.tolerance:g}")
    return 0 if found["pass"] else 1
