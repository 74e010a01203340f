"""A case to start from: a folder with a commented case.toml that runs as it is. With --dem on your terrain, else on a
made-up valley with a dam."""
import pathlib

import numpy as np

from .errors import InputError
from .geometry_files import LINES, Terrain, points_of_line, read_features
from .gis import gdal_modules
from .result import output_folder
from .style import nice_length, number

SKELETON = pathlib.Path(__file__).parent / "new_case"
EXAMPLES = """examples:
  freshet new my_dam && freshet run my_dam
  freshet new my_dam --dem terrain.tif --dam dam.geojson --level 412.5 --with-mesh
  freshet mesh generate my_dam/terrain.tif --dam dam.geojson --out my_dam/mesh.msh"""


def add_arguments(parser):
    parser.add_argument("name", metavar="NAME", help="folder to be made; its last part is the case's name")
    parser.add_argument("--dem", metavar="FILE", help="raster of bed levels in m; copied into the folder as terrain.tif")
    parser.add_argument("--dam", metavar="FILE", help="with --dem: the line of the dam (GeoPackage, GeoJSON, ...)")
    parser.add_argument("--level", type=float, metavar="M", help="with --dam: of the full reservoir [highest crest on the "
                        "dam's line, less 1 m]")
    parser.add_argument("--with-mesh", action="store_true", help="with --dem: the case takes mesh.msh, which freshet mesh "
                        "generate makes, in place of one cell a pixel")


def reservoir_on_the_left(line, terrain):
    """The dam's ends, turned so that the reservoir lies on their left: the side on which the valley's floor is higher.

    The floor is the mean of the lowest levels on copies of the line, moved away by 0.25 to 1.5 of its length.
    """
    first, last = np.array(line[0]), np.array(line[-1])
    along = last - first
    left = np.array([-along[1], along[0]])
    places = first + np.linspace(0, 1, 300)[:, None] * along
    floors = []
    for side in (left, -left):
        lowest = [np.nanmin(at) for reach in np.arange(0.25, 1.6, 0.25)
                  if np.isfinite(at := terrain.at(*(places + reach * side).T)).any()]
        floors.append(np.mean(lowest) if lowest else -np.inf)
    if max(floors) == -np.inf:
        raise InputError("there is no terrain on either side of the dam's line")
    return [last.tolist(), first.tolist()] if floors[1] > floors[0] else [first.tolist(), last.tolist()]


def _terrain_values(arguments, folder):
    """What stands for @NAME@ in the skeleton of a case on terrain."""
    terrain = Terrain(arguments.dem)
    x_min, y_min, x_max, y_max = terrain.bounds
    values = {"EXTENT": f"x {x_min:.9g} to {x_max:.9g} m, y {y_min:.9g} to {y_max:.9g} m"}
    if arguments.dam is None:
        centre = 0.5 * (x_min + x_max), 0.5 * (y_min + y_max)
        line = [[centre[0], y_min + 0.4 * (y_max - y_min)], [centre[0], y_min + 0.6 * (y_max - y_min)]]
        values["DAM_NOTE"] = "# No --dam was given: this line across the middle of the terrain only stands for one."
    else:
        features = read_features(arguments.dam, (LINES,), terrain.projection)
        if len(features) != 1:
            raise InputError(f"{arguments.dam}: must hold one line, the dam (it has {len(features)})")
        line = points_of_line(features[0].geometry, arguments.dam)
        values["DAM_NOTE"] = "# The dam's ends, from its line; the side of the higher valley was taken for the reservoir's."
    (x1, y1), (x2, y2) = line[0], line[-1]
    on_dam = terrain.at(np.linspace(x1, x2, 200), np.linspace(y1, y2, 200))
    if not np.isfinite(on_dam).any():
        raise InputError(f"the dam's line from ({x1:.9g}, {y1:.9g}) to ({x2:.9g}, {y2:.9g}) lies outside the terrain")
    ends = reservoir_on_the_left(line, terrain)
    (x1, y1), (x2, y2) = ends
    level = arguments.level if arguments.level is not None else float(np.nanmax(on_dam)) - 1.0
    if level <= np.nanmin(on_dam):
        raise InputError(f"--level: {level:g} m leaves the dam's foot dry, which lies at {np.nanmin(on_dam):g} m")
    right = np.array([y2 - y1, x1 - x2]) / np.hypot(x2 - x1, y2 - y1)
    gauge = _lowest_beyond(terrain, ends, right)
    values.update(LEVEL=f"{level:.2f}", DAM=_rounded(ends), SECTION=_rounded(_shifted(ends, right)),
                  GAUGE_X=f"{gauge[0]:.2f}", GAUGE_Y=f"{gauge[1]:.2f}",
                  END=number(nice_length(max(x_max - x_min, y_max - y_min) / 2.0), 4).replace("\u2009", ""),
                  INTERVAL=number(nice_length(max(x_max - x_min, y_max - y_min) / 2.0) / 50).replace("\u2009", ""))
    _copy(arguments.dem, folder / "terrain.tif")
    return values


def _shifted(ends, right):
    """The dam's ends, moved downstream by half the dam's length: there the section counts what leaves."""
    (x1, y1), (x2, y2) = ends
    move = 0.5 * np.hypot(x2 - x1, y2 - y1) * right
    return [[x1 + move[0], y1 + move[1]], [x2 + move[0], y2 + move[1]]]


def _rounded(points):
    return "[" + ", ".join(f"[{x:.2f}, {y:.2f}]" for x, y in points) + "]"


def _lowest_beyond(terrain, ends, right):
    """The lowest point of the section below the dam: in the river."""
    (x1, y1), (x2, y2) = _shifted(ends, right)
    x, y = np.linspace(x1, x2, 200), np.linspace(y1, y2, 200)
    levels = terrain.at(x, y)
    if not np.isfinite(levels).any():
        raise InputError("the terrain ends right below the dam: take a larger one")
    lowest = int(np.nanargmin(levels))
    return x[lowest], y[lowest]


def _copy(source, target):
    gdal, _, _ = gdal_modules()
    gdal.Translate(str(target), str(source), format="GTiff", creationOptions=["COMPRESS=DEFLATE"]).FlushCache()


def run(arguments):
    folder = pathlib.Path(arguments.name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there already; a new case needs a new folder")
    if arguments.dem is None and (arguments.dam or arguments.level is not None or arguments.with_mesh):
        raise InputError("--dam, --level and --with-mesh go with --dem")
    name = "on_terrain" if arguments.dem else "made_up_valley"
    text = (SKELETON / f"{name}.toml").read_text().replace("@NAME@", folder.resolve().name)
    made = not folder.exists()
    output_folder(folder)
    try:
        if arguments.dem:
            for key, value in _terrain_values(arguments, folder).items():
                text = text.replace(f"@{key}@", value)
        if arguments.with_mesh:
            text = text.replace('source = "raster"\nfile = "terrain.tif"', 'source = "gmsh"\nfile = "mesh.msh"', 1)
    except InputError:
        if made:
            folder.rmdir()
        raise
    (folder / "case.toml").write_text(text)
    print(f"{folder / 'case.toml'}: a case that runs; each key is explained there and in docs/case-file.md")
    if arguments.with_mesh:
        print(f"next:  freshet mesh generate {folder / 'terrain.tif'} --out {folder / 'mesh.msh'}")
    print(f"then:  freshet check {folder}    freshet run {folder}    freshet post results/{folder.resolve().name} report")
    return 0
