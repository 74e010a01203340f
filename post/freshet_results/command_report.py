"""One HTML page that needs no other file: case, terrain, method, checks, water balance, flood in time, hazard,
hydrographs that can be zoomed, transformation, profiles, loads, cycles and the dam, each with its source; and the same as
PDF where Chromium is there. Of a dam alone, what there is."""
import sys

from .errors import InputError
from .report import browser, print_to_pdf, write_report
from .result import open_any, output_folder

EXAMPLES = """examples:
  freshet post results/malpasset report
  freshet post results/malpasset report --frames 60 --no-pdf --out public"""


def add_arguments(parser):
    parser.add_argument("--frames", type=int, default=30, help="of the map with the time slider, at most [30]")
    parser.add_argument("--no-pdf", action="store_true", help="write the page alone")
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post")


def run(arguments):
    if not 1 <= arguments.frames <= 500:
        raise InputError(f"--frames must lie in 1 .. 500 ({arguments.frames})")
    with open_any(arguments.folder) as result:
        folder = output_folder(arguments.out or result.folder / "post")
        page = write_report(result, folder / "report.html", arguments.frames)
        print(page)
        if arguments.no_pdf:
            return 0
        if browser() is None:
            print("freshet: note: no PDF, for Chromium is not there: apt-get install chromium", file=sys.stderr)
        else:
            print(print_to_pdf(page, folder / "report.pdf"))
    return 0
