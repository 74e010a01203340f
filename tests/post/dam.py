"""A dam alone and cycles alone: pictures, the dam through time, counted cycles, and a report of what there is."""
import csv
import json
import pathlib
import re
import shutil
import sys
import tempfile

import post_support

import h5py
import numpy as np
import freshet_results
from freshet_results import InputError
from freshet_results.cycles_drawn import read_histograms
from freshet_results.dam_section import DamSection
from freshet_results.folder import Folder
from freshet_results.result import open_any

freshet = post_support.support.freshet
HISTORY = "time_s,crest_x_m,headwater_level_m,heel_stress_Pa,largest_tension_Pa,sliding_factor,usace_usual\n" + "".join(
    f"{t},{0.001 * (t % 7)},{90 + t % 5},{1e6 + t},{1e5 * (t % 4)},{1 + 0.1 * t},{int(t > 10)}\n" for t in range(21))


class Dam(post_support.support.CaseTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.static, cls.modes, cls.gate = (pathlib.Path(folder.name) / name for name in ("static", "modes", "gate"))
        for name, out in (("gravity_crack", cls.static), ("koyna_modes", cls.modes), ("gate_fatigue", cls.gate)):
            code, _, message = freshet("run", name, "--out", out)
            assert code == 0, message
        (cls.static / "dam/history.csv").write_text(HISTORY)

    def post(self, *words, code=0):
        found, printed, message = freshet("post", *words)
        self.assertEqual(found, code, message)
        return printed if code == 0 else message

    def test_section_is_that_of_the_file(self):
        with h5py.File(self.static / "dam/dam.h5") as file, DamSection(self.static / "dam/dam.h5") as section:
            stress = file["/steps/000000/principal_largest"][:]
            self.assertTrue(np.array_equal(section.field("principal_largest"), stress))
            a, b, c = (section.points[section.triangles[:, i]] for i in range(3))
            area = 0.5 * np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]).sum()
        self.assertAlmostEqual(area, 0.5 * 100 * 80, delta=60)  # a triangle, its crest 0.5 m wide
        with self.assertRaisesRegex(InputError, "not a dam's section"):
            DamSection(self.static / "summary.json")

    def test_quadrilaterals_are_cut_in_two(self):
        from freshet_results.dam_section import _triangles
        self.assertEqual(_triangles([4, 0, 1, 2, 5, 3, 4, 5, 6]).tolist(), [[0, 1, 2], [3, 4, 5], [3, 5, 6]])

    def test_pictures(self):
        out = self.folder / "r"
        self.post(self.static, "render", "--out", out)
        self.assertEqual({path.name for path in out.iterdir()},
                         {f"dam_{name}.png" for name in ("principal_largest", "principal_least", "displacement")})
        self.post(self.modes, "render", "--out", out)
        for path in out.iterdir():
            self.assertTrue(post_support.is_picture(path)[0], path.name)
        self.assertIn("dam_modes.png", {path.name for path in out.iterdir()})
        self.assertIn("had no flow", self.post(self.gate, "render", "--out", out, code=2))
        self.assertIn("had no flow", self.post(self.static, "maps", "--out", out, code=2))

    def test_dam_through_time(self):
        self.post(self.static, "plots", "--out", self.folder, "--formats", "svg")
        text = (self.folder / "dam_history.svg").read_text()
        for words in ("headwater level", "displacement", "factor of", "USACE, usual", "48 %"):  # from 10.5 to 20 of 20 s
            self.assertTrue(words in text, words)

    def test_report_of_what_there_is(self):
        for results, there, words in ((self.static, ("Case and method", "Checks", "Dam"), ("sliding factor", "static")),
                                      (self.gate, ("Checks", "Cycles"), ("EN 1993-1-9", "weld"))):
            self.post(results, "report", "--no-pdf", "--out", self.folder)
            page = (self.folder / "report.html").read_text()
            self.assertEqual(tuple(re.findall(r"<h2>(.*?)</h2>", page)), there)
            for word in words:
                self.assertTrue(word in page, word)

    def test_cycles_of_the_case(self):
        self.post(self.gate, "cycles", "--out", self.folder, "--formats", "png")
        self.assertEqual({path.name for path in self.folder.iterdir()}, {"weld.png", "table.png", "pier.png"})
        self.assertTrue(post_support.is_picture(self.folder / "weld.png")[0])
        ranges = read_histograms(self.gate / "cycles/weld_histograms.csv")["range"]
        self.assertEqual(ranges.amount.sum(), 4)
        self.assertAlmostEqual(ranges.high[-1], 180e6)

    def test_cycles_of_a_table(self):
        self.post(self.static, "cycles", "--table", "dam/history", "--value", "crest_x_m", "--out", self.folder,
                  "--formats", "png")
        entry, = json.loads((self.folder / "cycles.json").read_text())["cycles"]
        # 0 to 0.006 m in steps, back to 0: two such teeth, then 0 to 0.006 m.
        self.assertEqual((entry["cycles"], entry["duration_s"]), (2.5, 20))
        with (self.folder / "crest_x_m.csv").open() as file:
            self.assertEqual([float(row["range"]) for row in csv.DictReader(file)], [0.006])

    def test_mistakes(self):
        self.assertIn("no table 'history'", self.post(self.static, "cycles", "--table", "history", code=2))
        self.assertIn("no column of this name (crest)", self.post(self.static, "cycles", "--value", "crest", code=2))
        self.assertIn("detail_category", self.post(self.static, "cycles", "--law", "steel", code=2))
        curve = self.folder / "rising.csv"
        curve.write_text("range_pa,cycles\n1e6,1e5\n2e6,1e6\n")
        self.assertIn("rising branch", self.post(self.static, "cycles", "--law", "table", "--curve", curve, code=2))
        self.assertIn("no tables", self.post(self.modes, "cycles", code=2))
        (self.folder / "none").mkdir()
        with self.assertRaisesRegex(InputError, "no results of a run"):
            Folder(self.folder / "none")

    def test_flow_and_folder(self):
        self.assertFalse(freshet_results.open(self.static).with_flow)
        copy = self.folder / "copy"
        shutil.copytree(self.static, copy)
        (copy / "flow.h5").write_text("no HDF5")
        with self.assertRaisesRegex(InputError, "cut short"):
            open_any(copy)


if __name__ == "__main__":
    if not (post_support.have("matplotlib") and post_support.have("jinja2")):
        print("skipped: needs python3-matplotlib and python3-jinja2")
        sys.exit(77)
    post_support.main()
