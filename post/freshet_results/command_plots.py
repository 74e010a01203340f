"""Plots from the tables and maxima of a run, those for which there are data, as SVG and PNG.

gauges       depth or level against what the case names as measured
hydrographs  discharge through sections
profiles     bed, greatest level and levels in time along sections, a channel's centreline and the flood's path
surveys      greatest levels against those surveyed
water        volume and wet area in time
tables       every other table: loads, structures, breach growth, dam/: one panel a unit, safety against 1
dam          levels, displacements, stresses, forces, stability through time, and when the rules of codes hold
cycles       counted load cycles, damage and histograms of the case's [[cycles]]
embankment   pore pressures with the critical slip surfaces, and safety in time
"""
from .command_render import read_lines
from .errors import InputError
from .plots_drawn import KINDS, all_plots
from .result import open_any, output_folder
from .style import save

EXAMPLES = """examples:
  freshet post results/isolated_building plots
  freshet post results/malpasset plots --what profiles --line "4700,4140 4655,4390" --formats pdf"""


def add_arguments(parser):
    parser.add_argument("--what", nargs="+", choices=list(KINDS), help="default: all that there are data for")
    parser.add_argument("--line", action="append", metavar='"X,Y X,Y ..."', help="of a profile, in place of the case's")
    parser.add_argument("--formats", nargs="+", choices=("svg", "png", "pdf"), default=["svg", "png"])
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/plots")


def run(arguments):
    with open_any(arguments.folder) as result:
        folder = output_folder(arguments.out or result.folder / "post" / "plots")
        written = []
        for name, figure in all_plots(result, arguments.what, read_lines(arguments.line)):
            written += save(figure, folder, name, arguments.formats)
        if not written:
            raise InputError(f"{arguments.folder}: holds nothing for {', '.join(arguments.what or KINDS)}")
        for path in written:
            print(path)
    return 0
