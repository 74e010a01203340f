"""`freshet new` and `freshet mesh generate`: what they write runs, lines become edges, sizes and names are kept."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib
import unittest

import post_support

import numpy as np

freshet = post_support.support.freshet


def geojson(path, *features):
    """Features are (kind, coordinates, properties)."""
    rows = [{"type": "Feature", "properties": own, "geometry": {"type": kind, "coordinates": places}}
            for kind, places, own in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path


def read_msh(path):
    """Vertices (n, 2), triangles (cells, 3) and {boundary: (edges, 2)} of a Gmsh 4.1 text file."""
    part = {name: body.splitlines() for name, body in re.findall(r"\$(\w+)\n(.*?)\n\$End", path.read_text(), re.S)}
    names = {int(n): name for n, name in re.findall(r'^1 (\d+) "(.*)"$', "\n".join(part["PhysicalNames"]), re.M)}
    points, curves = map(int, part["Entities"][0].split()[:2])
    rows = [line.split() for line in part["Entities"][1 + points:1 + points + curves]]
    own = {int(row[0]): names[int(row[8])] for row in rows if row[7] != "0"}
    place, at = {}, 1
    while at < len(part["Nodes"]):
        count = int(part["Nodes"][at].split()[3])
        for number, line in zip(part["Nodes"][at + 1:], part["Nodes"][at + 1 + count:at + 1 + 2 * count]):
            place[int(number)] = [float(v) for v in line.split()[:2]]
        at += 1 + 2 * count
    index = {number: i for i, number in enumerate(place)}
    triangles, rim, at = [], {}, 1
    while at < len(part["Elements"]):
        dimension, entity, _, count = map(int, part["Elements"][at].split())
        block = [[index[int(v)] for v in line.split()[1:]] for line in part["Elements"][at + 1:at + 1 + count]]
        if dimension == 2:
            triangles += block
        elif dimension == 1 and entity in own:
            rim.setdefault(own[entity], []).extend(block)
        at += 1 + count
    return np.array(list(place.values())), np.array(triangles), {name: np.array(edges) for name, edges in rim.items()}


class Inputs(post_support.support.CaseTest):
    def valley(self, name="valley.asc", hole=False):
        """200 x 100 m, 2 m pixels, falling along x, with a river at y = 50 m."""
        rows = []
        for y in np.arange(99, 0, -2.0):
            levels = [30 - 0.05 * x + 0.01 * (y - 50) ** 2 for x in np.arange(1, 200, 2.0)]
            if hole and 60 < y < 80:
                levels[40:50] = [-9999] * 10
            rows.append(" ".join(f"{level:.3f}" for level in levels))
        head = "ncols 100\nnrows 50\nxllcorner 1000\nyllcorner 2000\ncellsize 2\nNODATA_value -9999\n"
        return self.write(head + "\n".join(rows) + "\n", name)

    def dam(self, upwards=True):
        line = [[1060, 2010], [1060, 2090]]
        return geojson(self.folder / "dam.geojson", ("LineString", line if upwards else line[::-1], {}))

    def done(self, *words, code=0):
        found, printed, message = freshet(*words)
        self.assertEqual(found, code, message)
        return printed if code == 0 else message

    def test_made_up_valley_runs_as_it_is(self):
        case = self.folder / "fresh"
        self.done("new", case)
        self.done("run", case, "--out", self.folder / "r", "--set", "mesh.cells=[50, 10]", "--until", "100")
        self.assertIn("is there already", self.done("new", case, code=2))
        self.assertIn("go with --dem", self.done("new", self.folder / "x", "--level", "3", code=2))
        self.assertFalse((self.folder / "x").exists())

    def test_case_on_terrain_runs_and_its_reservoir_is_upstream(self):
        for upwards in (True, False):
            case = self.folder / f"case_{upwards}"
            self.done("new", case, "--dem", self.valley(), "--dam", self.dam(upwards), "--level", "36")
            keys = tomllib.loads((case / "case.toml").read_text())
            (x1, y1), (x2, y2) = keys["initial"][0]["behind_line"]
            self.assertEqual(((x1, y1), (x2, y2)), ((1060, 2010), (1060, 2090)))  # upstream is west: left of northwards
            self.assertAlmostEqual(keys["gauge"][0]["y"], 2050, delta=2.1)
            self.assertEqual(keys["section"][0]["points"][0][0], 1100)
        out = self.folder / "r"
        self.done("run", case, "--out", out, "--until", "20")
        import freshet_results
        with freshet_results.open(out) as result:
            self.assertGreater(result.sections["below the dam_discharge_m3_per_s"].max(), 100)

    def test_mesh_follows_lines_sizes_and_names(self):
        levee = geojson(self.folder / "levee.geojson", ("LineString", [[1080, 2020], [1150, 2025], [1190, 2020]], {}))
        town = geojson(self.folder / "town.geojson",
                       ("Polygon", [[[1150, 2060], [1170, 2060], [1170, 2080], [1150, 2080], [1150, 2060]]], {"size": 1.5}))
        outlet = geojson(self.folder / "outlet.geojson",
                         ("Polygon", [[[1195, 2030], [1210, 2030], [1210, 2070], [1195, 2070], [1195, 2030]]],
                          {"name": "outlet"}))
        out = self.folder / "m.msh"
        self.done("mesh", "generate", self.valley(), "--out", out, "--size", "10", "--dam", self.dam(), "--dam-size", "3",
                  "--breaklines", levee, "--breakline-size", "5", "--refine", town, "--boundaries", outlet)
        vertices, triangles, rim = read_msh(out)
        self.assertEqual(set(rim), {"left", "right", "bottom", "top", "outlet"})
        self.assertEqual(set(vertices[rim["outlet"]][:, :, 0].ravel()), {1199.0})
        low, high = vertices[rim["outlet"]][:, :, 1].min(), vertices[rim["outlet"]][:, :, 1].max()
        self.assertTrue(abs(low - 2030) < 1e-6 and abs(high - 2070) < 1e-6)
        edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
        a, b = vertices[edges].transpose(1, 0, 2)
        crosses = (a[:, 0] - 1060) * (b[:, 0] - 1060) < -1e-6
        at_dam = (np.minimum(a[:, 1], b[:, 1]) > 2010) & (np.maximum(a[:, 1], b[:, 1]) < 2090)
        self.assertFalse((crosses & at_dam).any(), "an edge crosses the dam")
        side = np.hypot(*(a - b).T)
        middle = 0.5 * (a + b)
        in_town = (abs(middle - [1160, 2070]) < 8).all(axis=1)
        self.assertLess(np.median(side[in_town]), 2.0)
        far = (middle[:, 0] < 1030) & (abs(middle[:, 1] - 2050) < 30)
        self.assertGreater(np.median(side[far]), 5)
        area = 0.5 * abs(np.cross(vertices[triangles[:, 1]] - vertices[triangles[:, 0]],
                                  vertices[triangles[:, 2]] - vertices[triangles[:, 0]]))
        self.assertAlmostEqual(area.sum(), 198 * 98, 5)
        self.assertIn('"outlet"', self.done("mesh", "info", out))

    def test_domain_with_a_hole_in_a_geopackage(self):
        shape = geojson(self.folder / "domain.geojson",
                        ("Polygon", [[[1010, 2010], [1190, 2010], [1190, 2090], [1100, 2095], [1010, 2090], [1010, 2010]],
                                     [[1090, 2040], [1110, 2040], [1110, 2060], [1090, 2060], [1090, 2040]]], {}))
        package = self.folder / "domain.gpkg"
        gdal.VectorTranslate(str(package), str(shape), format="GPKG")
        out = self.folder / "m.msh"
        self.done("mesh", "generate", self.valley(), "--out", out, "--size", "12", "--domain", package)
        vertices, triangles, rim = read_msh(out)
        self.assertEqual(set(rim), {"rim"})
        centre = vertices[triangles].mean(axis=1)
        self.assertFalse((abs(centre - [1100, 2050]) < 10).all(axis=1).any())

    def test_lines_that_cross_meet_and_leave_the_domain(self):
        lines = geojson(self.folder / "lines.geojson", ("LineString", [[1020, 2050], [1250, 2050]], {}),
                        ("LineString", [[1100, 2000], [1100, 2100]], {}), ("LineString", [[1100, 2050], [1140, 2080]], {}),
                        ("LineString", [[1020, 2050], [1060, 2050]], {}))
        out = self.folder / "m.msh"
        self.done("mesh", "generate", self.valley(), "--out", out, "--size", "10", "--breaklines", lines)
        vertices, triangles, _ = read_msh(out)
        near = np.hypot(*(vertices - [1100, 2050]).T)
        self.assertLess(near.min(), 1e-6)
        self.assertGreater(len(triangles), 300)

    def test_mistakes(self):
        dem, dam = self.valley(), self.dam()
        out = self.folder / "m.msh"
        generate = ("mesh", "generate")
        self.assertIn("no such file", self.done(*generate, self.folder / "no.tif", "--out", out, code=2))
        self.assertIn("no data at", self.done(*generate, self.valley("hole.asc", True), "--out", out, code=2))
        self.assertIn("--size must be above 0", self.done(*generate, dem, "--out", out, "--size", "0", code=2))
        self.assertIn("about", self.done(*generate, dem, "--out", out, "--size", "0.1", "--max-cells", "1e5", code=2))
        self.assertIn("wanted: polygon", self.done(*generate, dem, "--out", out, "--refine", dam, code=2))
        away = geojson(self.folder / "away.geojson", ("LineString", [[0, 0], [5, 5]], {}))
        self.assertIn("lies outside the domain", self.done(*generate, dem, "--out", out, "--dam", away, code=2))
        self.assertIn("outside the terrain", self.done("new", self.folder / "c", "--dem", dem, "--dam", away, code=2))
        self.assertIn("leaves the dam's foot dry",
                      self.done("new", self.folder / "c", "--dem", dem, "--dam", dam, "--level", "3", code=2))
        self.assertFalse((self.folder / "c").exists())
        self.assertFalse(out.exists())
        self.assertIn("not a file of lines", self.done(*generate, dem, "--out", out, "--dam", dem, code=2))


@unittest.skipUnless(shutil.which("gmsh"), "needs gmsh")
class WalkThrough(post_support.support.CaseTest):
    def test_commands_of_the_walk_through(self):
        text = (post_support.support.SOURCE / "docs/walk-through.md").read_text()
        blocks = re.findall(r"```\n(.*?)```", text, re.S)[1:]
        commands = [block for block in blocks if "cases/run" not in block]
        self.assertLessEqual(len(re.findall(r"^(?:python3|cat|freshet|cases/run) ", "\n".join(blocks), re.M)), 9)
        program = pathlib.Path(post_support.support.PROGRAM)
        script = "set -e\nexport PATH=" + str(program.parent) + ":$PATH\n"
        for block in commands:
            script += block if "freshet post" not in block else \
                "freshet run my_dam --until 60\n" + block.replace(" report\n", " report --no-pdf --frames 2\n")
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout[-1500:] + done.stderr[-1500:])
        self.assertTrue((self.folder / "results/my_dam/post/report.html").exists())
        self.assertIn("y 6600010 to 6601190 m", (self.folder / "my_dam/case.toml").read_text())
        self.assertTrue((self.folder / "results/my_dam/post/maps/flood.gpkg").exists())


if __name__ == "__main__":
    if not (post_support.have("osgeo.gdal") and post_support.have("matplotlib") and shutil.which("gmsh")):
        print("skipped: needs python3-gdal, python3-matplotlib and gmsh")
        sys.exit(77)
    from osgeo import gdal
    gdal.UseExceptions()
    post_support.main()
