"""Pictures from the results of a run, without ParaView: maps, sections, a 3-D view, a film, and the dam's section."""
import sys

from .dam_drawn import all_pictures
from .errors import InputError
from .film import write_film
from .layers import LAYERS
from .maps_drawn import write_maps
from .profiles import profiles_of
from .result import open_any, output_folder
from .sections_drawn import figure_of
from .style import save
from .view3d import write_view

KINDS = ("maps", "sections", "view3d", "film", "dam")
OF_THE_FLOW = KINDS[:4]
EXAMPLES = """examples:
  freshet post results/malpasset render
  freshet post results/malpasset render --what maps --layer depth --time 1000 --pixels 3000
  freshet post results/malpasset render --what sections --line "4700,4140 4655,4390"
  freshet post results/malpasset render --what film --layer speed --frames 100"""


def add_arguments(parser):
    parser.add_argument("--what", nargs="+", choices=KINDS, default=list(KINDS), help="default: all that there are")
    parser.add_argument("--layer", nargs="+", metavar="LAYER", help=f"for maps: of {', '.join(LAYERS)}; for a film: "
                        "depth (the default), speed, level or view3d")
    parser.add_argument("--time", type=float, metavar="SECONDS", help="of what changes; the nearest step is taken [last]")
    parser.add_argument("--line", action="append", metavar='"X,Y X,Y ..."',
                        help="a section; default: those of the case and the path of the flood")
    parser.add_argument("--pixels", type=int, default=1400, help="across the longer side of maps [1400]")
    parser.add_argument("--frames", type=int, default=200, help="of the film, at most [200]")
    parser.add_argument("--formats", nargs="+", choices=("png", "svg", "pdf"), default=["png"])
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/render")


def read_lines(texts):
    """{name: [[x, y], ...]} of lines written as "1,2 3,4"; None where there are none."""
    lines = {}
    for number, text in enumerate(texts or (), 1):
        try:
            lines[f"line {number}"] = [[float(part) for part in pair.split(",")] for pair in text.split()]
        except ValueError as error:
            raise InputError(f"--line: wants \"X,Y X,Y ...\" in m ({text})") from error
        if len(lines[f"line {number}"]) < 2 or any(len(pair) != 2 for pair in lines[f"line {number}"]):
            raise InputError(f"--line: wants two or more points \"X,Y X,Y ...\" in m ({text})")
    return lines or None


def run(arguments):
    if arguments.pixels < 50 or arguments.frames < 1:
        raise InputError("--pixels must be at least 50, --frames at least 1")
    with open_any(arguments.folder) as result:
        if not result.with_flow:
            arguments.what = [kind for kind in arguments.what if kind not in OF_THE_FLOW]
        if not arguments.what or (arguments.what == ["dam"] and not result.dam_file.exists()):
            raise InputError(f"{arguments.folder}: the run had no flow to draw and wrote no dam/dam.h5")
        if arguments.time is not None and result.with_flow and arguments.time > result.times[-1]:
            print(f"freshet: note: --time {arguments.time:g} is beyond the end: drawn is {result.times[-1]:g} s",
                  file=sys.stderr)
        folder = output_folder(arguments.out or result.folder / "post" / "render")
        written = []
        if "maps" in arguments.what:
            names = None if "film" in arguments.what and len(arguments.what) > 1 else arguments.layer
            written += write_maps(result, folder, names, arguments.time, arguments.pixels, arguments.formats)
        if "sections" in arguments.what:
            for profile in profiles_of(result, read_lines(arguments.line)):
                name = "section_" + "".join(c if c.isalnum() or c in "-_" else "_" for c in profile.name)
                times = None if arguments.time is None else [arguments.time]
                written += save(figure_of(profile, times), folder, name, arguments.formats)
        if "view3d" in arguments.what:
            written += write_view(result, folder, arguments.time)
        if "film" in arguments.what:
            for layer in arguments.layer or ["depth"]:
                written += write_film(result, folder, layer, arguments.frames)
        if "dam" in arguments.what:
            for name, figure, _ in all_pictures(result, arguments.time):
                written += save(figure, folder, name, arguments.formats)
        for path in written:
            print(path)
    return 0
