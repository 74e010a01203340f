"""What `freshet post DIR ensemble` makes of members: shares, percentiles, bands, against the members' own files."""
import csv
import pathlib
import tempfile

import post_support
import support

import h5py
import numpy as np

ENSEMBLE = """
[ensemble]
[[ensemble.vary]]
key = "initial.0.level"
distribution = "triangular"
low = 7
mode = 11
high = 13
"""
MEMBERS = 5


class EnsembleTest(post_support.unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        cls.addClassCleanup(cls._folder.cleanup)
        folder = pathlib.Path(cls._folder.name)
        case = post_support.DAM_BREAK.replace("{shape}", "triangles")
        (folder / "case.toml").write_text(case[:case.index("[[check]]")] + ENSEMBLE)
        cls.results = folder / "results"
        code, _, error = support.freshet("run", folder, "--out", cls.results, "--ensemble", MEMBERS)
        assert code == 0, error
        cls.out = folder / "made"
        code, cls.said, error = support.freshet("post", cls.results, "ensemble", "--depth", "0.5", "2", "--percentiles", "20",
                                                "50", "80", "--out", cls.out, "--pixels", "300", "--crs", "EPSG:2154")
        assert code == 0, error
        cls.depths = np.stack([cls.field(n, "max_depth") for n in range(1, MEMBERS + 1)])

    @classmethod
    def field(cls, number, name):
        with h5py.File(cls.results / f"member_{number:04}/flow.h5") as file:
            return file["VTKHDF/CellData/" + name][:len(file["VTKHDF/Types"])]

    def rows(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            return [{key: value for key, value in row.items()} for row in csv.DictReader(file)]

    def test_shares_and_percentiles(self):
        with h5py.File(self.out / "ensemble.vtkhdf") as file:
            cells = {name: field[:] for name, field in file["VTKHDF/CellData"].items()}
            self.assertEqual(int(file["VTKHDF/NumberOfCells"][0]), self.depths.shape[1])
        for depth, name in ((0.5, "exceedance_0.50m"), (2, "exceedance_2.00m")):
            share = np.mean(self.depths > depth, axis=0)
            self.assertTrue(0.1 < np.mean((share > 0) & (share < 1)), name)  # members differ
            self.assertTrue(np.array_equal(np.nan_to_num(cells[name]), share.astype(np.float32)), name)
        ordered = np.sort(self.depths, axis=0)
        for percent, place in ((20, 0), (50, 2), (80, 3)):
            wet = ordered[place] > 0.01
            found = cells[f"max_depth_p{percent}"]
            self.assertTrue(np.array_equal(found[wet], ordered[place][wet].astype(np.float32)), percent)
            self.assertTrue(np.isnan(found[~wet]).all())
        arrivals = np.stack([self.field(n, "arrival_0.05m") for n in range(1, MEMBERS + 1)])
        arrivals = np.sort(np.where(arrivals < 0, np.inf, arrivals), axis=0)
        found = cells["arrival_0.05m_p50"]
        self.assertTrue(np.array_equal(np.isnan(found), np.isinf(arrivals[2])))
        known = np.isfinite(arrivals[2])
        self.assertTrue(np.array_equal(found[known], arrivals[2][known].astype(np.float32)))

    def test_bands(self):
        rows = self.rows(self.out / "bands_sections.csv")
        members = [self.rows(self.results / f"member_{n:04}/sections.csv") for n in range(1, MEMBERS + 1)]
        name = "outlet_discharge_m3_per_s"
        for k in (10, 30):
            values = sorted(float(member[k][name]) for member in members)
            for percent, place in ((20, 0), (50, 2), (80, 3)):
                self.assertAlmostEqual(float(rows[k][f"outlet_discharge_p{percent}_m3_per_s"]), values[place], delta=1e-12)
            self.assertAlmostEqual(float(rows[k]["outlet_discharge_mean_m3_per_s"]), np.mean(values), delta=1e-9)
        peaks = [row for row in self.rows(self.out / "peaks.csv") if row["column"] == name][0]
        highest = [max(float(row[name]) for row in member) for member in members]
        self.assertAlmostEqual(float(peaks["greatest"]), max(highest), delta=1e-12)
        self.assertAlmostEqual(float(peaks["p50"]), sorted(highest)[2], delta=1e-12)

    def test_pictures_and_maps(self):
        for name in ("exceedance_0.50m.png", "max_depth_p50.png", "arrival_0.05m_p20.png", "bands_sections.png"):
            self.assertTrue(post_support.is_picture(self.out / name)[0], name)
        self.assertTrue((self.out / "exceedance_2.00m.tif").exists())
        self.assertIn("bands_gauges.csv", self.said)

    def test_what_is_refused(self):
        for words, said in ((("--percentiles", "100"), "--percentiles"), (("--depth", "-1"), "--depth")):
            code, _, error = support.freshet("post", self.results, "ensemble", *words)
            self.assertEqual(code, 2)
            self.assertIn(said, error)
        code, _, error = support.freshet("post", self.results / "member_0001", "ensemble")
        self.assertEqual(code, 2)
        self.assertIn("holds no member_0001", error)


if __name__ == "__main__":
    post_support.main()
