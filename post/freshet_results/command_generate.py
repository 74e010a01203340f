"""A triangle mesh over a terrain raster, made by Gmsh: edges of cells lie on the dam's line and on breaklines, and cells
are small near them and in refinement polygons. Files of lines and polygons are GeoPackages, GeoJSON or what else GDAL
reads. The bed stays in the raster: the case names it in [bed]."""
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np

from .errors import EnvironmentFailure, InputError
from .geometry_files import LINES, POLYGONS, Terrain, read_features
from .gis import gdal_modules
from .mesh_plan import Plan, geo_text
from .mesh_sizes import SizeGrid

EXAMPLES = """examples:
  freshet mesh generate my_dam/terrain.tif --out my_dam/mesh.msh --size 40
  freshet mesh generate terrain.tif --dam dam.geojson --dam-size 5 --breaklines levees.gpkg --refine towns.gpkg \\
      --refine-size 10 --domain valley.geojson --boundaries ends.geojson

Boundaries of the raster's rectangle are "left", "right", "bottom" and "top", as those of a raster mesh; that of a
--domain is "rim"; what lies in the polygons of --boundaries takes their attribute "name". Polygons of --refine may have an attribute "size" in m."""


def add_arguments(parser):
    parser.add_argument("terrain", metavar="DEM", help="raster of bed levels in m: GeoTIFF, ESRI ASCII, ...")
    parser.add_argument("--out", metavar="FILE", default="mesh.msh", help="[mesh.msh]; the .geo is written beside it")
    parser.add_argument("--size", type=float, metavar="M", help="of cells far from all else [1/60 of the longer side]")
    parser.add_argument("--domain", metavar="FILE", help="polygon to be meshed, holes kept [the raster's rectangle]")
    parser.add_argument("--dam", metavar="FILE", help="lines of the dam")
    parser.add_argument("--dam-size", type=float, metavar="M", help="of cells at the dam [size / 4]")
    parser.add_argument("--breaklines", metavar="FILE", help="lines along which the ground bends: levees, roads, banks")
    parser.add_argument("--breakline-size", type=float, metavar="M", help="of cells at breaklines [size / 2]")
    parser.add_argument("--refine", metavar="FILE", help="polygons with smaller cells")
    parser.add_argument("--refine-size", type=float, metavar="M", help="of cells in them, where they name none [size / 3]")
    parser.add_argument("--boundaries", metavar="FILE", help="polygons around parts of the rim, with an attribute name")
    parser.add_argument("--grading", type=float, default=0.15, help="growth of cells with distance, m per m [0.15]")
    parser.add_argument("--max-cells", type=float, default=5e6, help="more are refused [5e6]")


def _positive(arguments):
    for name in ("size", "dam_size", "breakline_size", "refine_size", "grading", "max_cells"):
        value = getattr(arguments, name)
        if value is not None and not (value > 0 and np.isfinite(value)):
            raise InputError(f"--{name.replace('_', '-')} must be above 0 ({value:g})")


class Inputs:
    """What the command line names, read and checked; sizes in m."""

    def __init__(self, arguments):
        _positive(arguments)
        self.terrain = Terrain(arguments.terrain)
        x_min, y_min, x_max, y_max = self.bounds = self.terrain.bounds
        self.size = arguments.size or max(x_max - x_min, y_max - y_min) / 60
        self.rectangle = arguments.domain is None
        self.domain = self._domain(arguments.domain)
        self.dam = self._read(arguments.dam, (LINES,))
        self.breaklines = self._read(arguments.breaklines, (LINES,))
        self.refine = self._read(arguments.refine, (POLYGONS,))
        self.boundaries = self._read(arguments.boundaries, (POLYGONS,))
        self.dam_size = arguments.dam_size or self.size / 4
        self.breakline_size = arguments.breakline_size or self.size / 2
        self.refine_size = arguments.refine_size or self.size / 3
        for feature in self.boundaries:
            if not str(feature.attributes.get("name") or "").strip():
                raise InputError(f"{arguments.boundaries}: each polygon needs an attribute name")
        self._holds_data(arguments)

    def _read(self, path, kinds):
        return read_features(path, kinds, self.terrain.projection) if path else []

    def _domain(self, path):
        _, ogr, _ = gdal_modules()
        if path is None:
            x_min, y_min, x_max, y_max = self.bounds
            return ogr.CreateGeometryFromWkt(f"POLYGON (({x_min!r} {y_min!r}, {x_max!r} {y_min!r}, {x_max!r} {y_max!r}, "
                                             f"{x_min!r} {y_max!r}, {x_min!r} {y_min!r}))")
        polygons = self._read(path, (POLYGONS,))
        if len(polygons) != 1:
            raise InputError(f"{path}: must hold one polygon, the domain (it has {len(polygons)})")
        return polygons[0].geometry

    def _holds_data(self, arguments):
        low_x, high_x, low_y, high_y = self.domain.GetEnvelope()
        x_min, y_min, x_max, y_max = self.bounds
        slack = 1e-6 * (x_max - x_min)
        if low_x < x_min - slack or high_x > x_max + slack or low_y < y_min - slack or high_y > y_max + slack:
            raise InputError(f"{arguments.domain}: reaches beyond {arguments.terrain}, which covers x {x_min:g} to {x_max:g}, "
                             f"y {y_min:g} to {y_max:g} m (or the two have different coordinate references)")
        x, y = np.meshgrid(np.linspace(low_x, high_x, 60)[1:-1], np.linspace(low_y, high_y, 60)[1:-1])
        _, ogr, _ = gdal_modules()
        for place_x, place_y in zip(x[np.isnan(self.terrain.at(x, y))], y[np.isnan(self.terrain.at(x, y))]):
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(float(place_x), float(place_y))
            if self.domain.Contains(point):
                raise InputError(f"{arguments.terrain}: has no data at ({place_x:g}, {place_y:g}), inside the domain: fill it "
                                 "(gdal_fillnodata.py), or leave it out by a polygon, --domain")
        for path, features in ((arguments.dam, self.dam), (arguments.breaklines, self.breaklines),
                               (arguments.refine, self.refine), (arguments.boundaries, self.boundaries)):
            for feature in features:
                if not feature.geometry.Intersects(self.domain):
                    raise InputError(f"{path}: a {feature.geometry.GetGeometryName().lower()} lies outside the domain, "
                                     f"which covers x {low_x:g} to {high_x:g}, y {low_y:g} to {high_y:g} m")

    def size_grid(self, grading):
        named = [feature.number("size", self.refine_size) for feature in self.refine]
        if any(not size > 0 for size in named):
            raise InputError("sizes of refinement polygons must be above 0 m")
        smallest = min([self.size, *([self.dam_size] * bool(self.dam)), *named,
                        *([self.breakline_size] * bool(self.breaklines))])
        grid = SizeGrid(self.bounds, self.terrain.projection, self.size, smallest, grading)
        if self.dam:
            grid.refine([feature.geometry for feature in self.dam], self.dam_size)
        if self.breaklines:
            grid.refine([feature.geometry for feature in self.breaklines], self.breakline_size)
        for feature, size in zip(self.refine, named):
            grid.refine([feature.geometry], size)
        return grid, smallest


def rim_names(inputs, plan):
    """(edges of the rim,) names of their boundaries."""
    _, ogr, _ = gdal_modules()
    x_min, y_min, x_max, y_max = inputs.bounds
    names = []
    for a, b in plan.rim:
        x, y = (0.5 * (plan.vertices[a][i] + plan.vertices[b][i]) for i in range(2))
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        own = [str(f.attributes["name"]) for f in inputs.boundaries if f.geometry.Contains(point)]
        sides = {"left": x - x_min, "right": x_max - x, "bottom": y - y_min, "top": y_max - y}
        names.append(own[0] if own else min(sides, key=sides.get) if inputs.rectangle else "rim")
    for feature in inputs.boundaries:
        if str(feature.attributes["name"]) not in names:
            raise InputError(f"boundary {feature.attributes['name']}: no part of the rim lies in its polygon")
    return names


def run_gmsh(geo, out):
    program = shutil.which("gmsh")
    if program is None:
        raise EnvironmentFailure(f"{geo} is written, but making the mesh needs Gmsh: apt-get install gmsh")
    done = subprocess.run([program, "-2", "-v", "2", "-format", "msh41", "-o", str(out), geo.name], cwd=geo.parent,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode or not out.exists() or "Error" in done.stdout + done.stderr:
        raise EnvironmentFailure(f"Gmsh made no mesh of {geo}: {(done.stdout + done.stderr).strip()[-500:]}")


def run(arguments):
    inputs = Inputs(arguments)
    out = pathlib.Path(arguments.out).resolve()
    if out.suffix != ".msh":
        raise InputError(f"--out must end in .msh ({arguments.out})")
    if not out.parent.is_dir():
        raise InputError(f"--out: no such folder ({out.parent})")
    grid, smallest = inputs.size_grid(arguments.grading)
    share = inputs.domain.Area() / (grid.columns * grid.rows * grid.pixel ** 2)
    expected = grid.expected_cells(share)
    if expected > arguments.max_cells:
        raise InputError(f"about {expected:.3g} cells: take larger sizes, or allow them with --max-cells")
    lines = [feature.geometry for feature in inputs.dam + inputs.breaklines]
    plan = Plan(inputs.domain, lines, 0.3 * smallest, [feature.geometry.Boundary() for feature in inputs.boundaries])
    geo = out.with_suffix(".geo")
    with tempfile.TemporaryDirectory(prefix="freshet-") as folder:
        sizes = pathlib.Path(folder) / "sizes.txt"
        grid.write(sizes)
        geo.write_text(geo_text(plan, rim_names(inputs, plan), sizes, f"{arguments.terrain}, by freshet mesh generate"))
        part = pathlib.Path(folder) / "mesh.msh"
        run_gmsh(geo, part)
        shutil.move(part, out)
        # The .geo stays for those who want to edit it; its sizes are then their own.
        geo.write_text(geo.read_text().replace(str(sizes), out.with_suffix(".sizes").name))
        shutil.move(sizes, out.with_suffix(".sizes"))
    print(out)
    print(f"cells from {smallest:g} to {inputs.size:g} m; what the mesh is: freshet mesh info {arguments.out}")
    return 0
