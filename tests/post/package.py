"""The Python package: fields, geometry, series and sampling of a run's results."""
import shutil
import sys
import tomllib
import unittest

import post_support

import h5py
import numpy as np
from freshet_results import InputError, open_result, read_series
from freshet_results.sampling import Grid, Sampler, cells_at, points_along
from freshet_results.series import split_unit


class Package(post_support.PostTest):
    def setUp(self):
        super().setUp()
        self.result = open_result(self.results)
        self.addCleanup(self.result.close)

    def test_fields_are_those_of_the_file(self):
        with h5py.File(self.results / "flow.h5") as file:
            depth = file["/VTKHDF/CellData/depth"][:]
        self.assertEqual(list(self.result.times), [0, 4, 8, 12, 16, 20])
        cells = self.result.cells
        self.assertTrue(np.array_equal(self.result.field("depth", time=8), depth[2 * cells:3 * cells]))
        self.assertTrue(np.array_equal(self.result.field("depth"), depth[5 * cells:]))
        velocity = self.result.field("velocity", step=3)
        self.assertTrue(np.allclose(self.result.field("speed", step=3) ** 2, (velocity[:, :2] ** 2).sum(axis=1)))

    def test_volume_is_that_of_the_summary(self):
        depth = self.result.field("depth")
        self.assertAlmostEqual(float((depth * self.result.area).sum()) / self.result.summary["volume_end_m3"], 1, 12)
        self.assertAlmostEqual(float(self.result.area.sum()), 200 * 60, 8)

    def test_cells_are_found_where_their_centroids_are(self):
        self.assertTrue(np.array_equal(cells_at(self.result, self.result.centroid), np.arange(self.result.cells)))
        self.assertEqual(list(cells_at(self.result, [[-1, 5], [100, 61]])), [-1, -1])

    def test_grid_shows_the_value_of_the_cell(self):
        grid = Grid.over(self.result.bounds, pixel=1.7)
        picture = Sampler(self.result, grid).cells(np.arange(self.result.cells))
        x, y = np.meshgrid(grid.x, grid.y)
        inside = (x < 200) & (y > 0)
        places = np.stack([x[inside], y[inside]], axis=1)
        self.assertTrue(np.array_equal(picture[inside], cells_at(self.result, places)))
        self.assertTrue(np.isnan(picture[~inside]).all())

    def test_smooth_sampling_keeps_a_plane(self):
        grid = Grid.over((20, 10, 180, 50), pixel=2.0)
        plane = 3 + 0.5 * self.result.centroid[:, 0]
        smooth = Sampler(self.result, grid).smooth(plane)
        self.assertLess(np.abs(smooth - (3 + 0.5 * grid.x)).max(), 0.9)  # a third of a cell's step in the plane

    def test_series(self):
        self.assertIn("G1_depth_m", self.result.gauges)
        self.assertEqual(len(self.result.gauges), 41)
        self.assertEqual(split_unit("outlet_discharge_m3_per_s"), ("outlet_discharge", "m³/s"))
        self.assertEqual(split_unit("sliding_safety"), ("sliding_safety", ""))
        table = self.out / "odd.csv"
        table.write_text("\ufeffT;A\ns;m\n# a word\n0;1\n1;x\n2;3\n2.5")
        series = read_series(table)
        self.assertEqual(list(series.time), [0, 1, 2])
        self.assertTrue(np.isnan(series["A"][1]))
        with self.assertRaisesRegex(InputError, "no column 'B'.*T, A"):
            series["B"]

    def test_a_gauge_on_dry_ground_shows_the_ground(self):
        table = self.out / "gauges.csv"
        head = ",".join(f"{g}_{q}" for g in "AB" for q in ("depth_m", "level_m"))
        table.write_text(f"time_s,{head}\n0,0,,0,\n1,0.5,7.5,0,\n2,0,,0,\n")
        series = read_series(table)
        self.assertEqual(list(series.gauge("A", "level")), [7, 7.5, 7])
        self.assertEqual(list(series.gauge("A", "depth")), [0, 0.5, 0])
        self.assertTrue(np.isnan(series.gauge("B", "level")).all())
        with self.assertRaisesRegex(InputError, "C_level_m"):
            series.gauge("C", "level")

    def test_points_along(self):
        distance, points = points_along([[0, 0], [3, 4], [3, 10]], 12)
        self.assertEqual(distance[-1], 11)
        self.assertTrue(np.allclose(points[5], [3, 4]))
        with self.assertRaises(InputError):
            points_along([[1, 1], [1, 1]], 5)

    def test_case_and_keys(self):
        self.assertEqual(self.result.title, "A dam break")
        self.assertEqual(self.result.keys["gauge"][0]["x"], 90)
        self.assertTrue(self.result.case_file("measured.csv").exists())

    def test_what_pip_installs_is_whole(self):
        folder = post_support.support.SOURCE / "post"
        keys = tomllib.loads((folder / "pyproject.toml").read_text())["tool"]["setuptools"]
        data = {path for pattern in keys["package-data"]["freshet_results"] for path in (folder / "freshet_results").glob(pattern)}
        there = {path for path in (folder / "freshet_results").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        self.assertEqual({path for path in there if path.suffix != ".py"}, data)
        self.assertEqual({path.parent.name for path in there if path.suffix == ".py"}, set(keys["packages"]))

    @unittest.skipUnless(post_support.have("xarray"), "needs python3-xarray")
    def test_xarray(self):
        data = self.result.to_xarray()
        self.assertEqual(dict(data.sizes), {"time": 6, "cell": self.result.cells})
        self.assertEqual(data.depth.attrs["units"], "m")

    def test_a_missing_library_is_named_with_its_package(self):
        for name, words, package in (("numpy", ("compare", self.results, self.results), "python3-numpy"),
                                     ("h5py", ("compare", self.results, self.results), "python3-h5py"),
                                     ("matplotlib", (self.results, "plots", "--out", self.out), "python3-matplotlib"),
                                     ("osgeo", (self.results, "maps", "--out", self.out), "python3-gdal"),
                                     ("jinja2", (self.results, "report", "--out", self.out), "python3-jinja2")):
            (self.out / name).mkdir()
            (self.out / name / f"{name}.py").write_text(f"raise ImportError('none here', name='{name}')\n")
            message = self.post(*words, code=4, environment={"PYTHONPATH": str(self.out / name),
                                                             "FRESHET_PYTHON": sys.executable})
            self.assertIn(f"apt-get install {package}", message)
            self.assertNotIn("Traceback", message)
        self.assertIn("cannot start", self.post(self.results, "plots", code=4, environment={"FRESHET_PYTHON": "/no/python"}))

    def test_broken_results_are_named(self):
        self.assertIn("no results of a run", self.post(self.out, "plots", code=2))
        shutil.copytree(self.results, self.out / "cut")
        with h5py.File(self.out / "cut/flow.h5", "r+") as file:
            fields, cells = file["/VTKHDF/CellData"], len(file["/VTKHDF/Types"])
            velocity = fields["velocity"][:2 * cells + 3]
            del fields["velocity"]
            fields["velocity"] = velocity
        with open_result(self.out / "cut") as result:
            self.assertEqual(list(result.times), [0, 4])  # a step that is not whole is left out
            self.assertEqual(result.field("velocity").shape, (cells, 3))
        whole = (self.results / "flow.h5").read_bytes()
        (self.out / "cut/flow.h5").write_bytes(whole[:2000])
        self.assertIn("cut short", self.post(self.out / "cut", "plots", code=2))
        (self.out / "dam").mkdir()
        (self.out / "dam/modes.csv").write_text("mode\n1\n")
        self.assertIn("dam/modes", self.post(self.out, "maps", code=2))
        self.assertIn("no such command: plot", self.post(self.results, "plot", code=2))


class Quadrilaterals(Package):
    shape = "quadrilaterals"


if __name__ == "__main__":
    post_support.main()
