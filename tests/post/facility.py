"""A test facility: Froude scales both ways, offsets, one table for model, prototype and measurement, and the fit of n."""
import csv
import re
import shutil
import sys

import post_support

import freshet_results
import numpy as np
from freshet_results.facility import efficiency
from freshet_results.froude import POWERS, factor
from freshet_results.roughness_fit import independent

SCALE = 25.0
FACILITY = """
[facility]
length_scale = 25
case_scale = "prototype"

[[facility.sensor]]
name = "probe"
quantity = "depth"
place = "G1"
file = "probe.csv"
time = "t"
value = "h"
offset = 0.002
time_offset = -1.0

[[facility.sensor]]
name = "weir"
quantity = "discharge"
place = "outlet"
file = "weir.csv"
time = "t"
value = "q"
measured_scale = "prototype"

[[facility.sensor]]
name = "flow meter"
quantity = "speed"
place = "G1"
"""


class Facility(post_support.PostTest):
    """Measurements are made from a run with n = 0.03: on the model scale with offsets, and on the prototype's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.results.parent
        with freshet_results.open(cls.results) as result:
            gauges, sections = result.gauges, result.sections
        lines = [f"{t / SCALE ** 0.5 + 1.0!r},{h / SCALE - 0.002!r}" for t, h in zip(gauges.time, gauges["G1_depth_m"])]
        (folder / "probe.csv").write_text("t,h\n" + "\n".join(lines) + "\n")
        lines = [f"{t!r},{q!r}" for t, q in zip(sections.time, sections["outlet_discharge_m3_per_s"])]
        (folder / "weir.csv").write_text("t,q\n" + "\n".join(lines) + "\n")
        (folder / "case.toml").write_text((folder / "case.toml").read_text() + FACILITY)
        code, _, message = post_support.support.freshet("run", folder, "--out", cls.results)
        assert code == 0, message

    def test_powers(self):
        # The units' powers of length and time, times the density's where there is mass: L, T = L^(1/2).
        for quantity, length, time in (("speed", 1, -1), ("discharge", 3, -1), ("unit_discharge", 2, -1),
                                       ("force", 4, -2), ("pressure", 2, -2), ("manning", -1 / 3, 1)):
            self.assertAlmostEqual(POWERS[quantity], length + 0.5 * time, msg=quantity)
        self.assertAlmostEqual(factor("discharge", 25, "model", "prototype"), 3125)
        self.assertAlmostEqual(factor("time", 25, "prototype", "model"), 0.2)
        self.assertEqual(factor("force", 25, "model", "model"), 1)
        for quantity in POWERS:
            self.assertAlmostEqual(factor(quantity, 7, "model", "prototype") * factor(quantity, 7, "prototype", "model"), 1)

    def test_table(self):
        printed = self.post(self.results, "facility", "--out", self.out)
        self.assertIn("prototype", printed)
        with open(self.out / "facility.csv", encoding="utf-8") as file:
            probe, weir, meter = csv.DictReader(file)
        with freshet_results.open(self.results) as result:
            depth = result.gauges["G1_depth_m"].max()
            discharge = result.sections["outlet_discharge_m3_per_s"].max()
        self.assertAlmostEqual(float(probe["computed_peak_prototype"]), depth)
        self.assertAlmostEqual(float(probe["computed_peak_model"]), depth / 25)
        self.assertAlmostEqual(float(probe["measured_peak_model"]), depth / 25)
        self.assertAlmostEqual(float(weir["measured_peak_model"]) * 3125, discharge)
        for row in (probe, weir):
            self.assertLess(float(row["rms_difference_prototype"]), 1e-9)
            self.assertAlmostEqual(float(row["efficiency"]), 1)
            self.assertAlmostEqual(float(row["measured_peak_time_prototype_s"]),
                                   float(row["computed_peak_time_prototype_s"]))
        self.assertEqual(meter["measured_peak_model"], "nan")
        self.assertGreater(float(meter["computed_peak_model"]), 0.1)
        self.assertTrue(post_support.is_picture(self.out / "facility.png")[0])

    def test_fit_finds_the_roughness_that_made_the_data(self):
        # A run with another n, from which the search starts; the data are those of n = 0.03.
        start = self.out / "start"
        code, _, message = post_support.support.freshet("run", self.results.parent, "--out", start, "--set",
                                                        "friction.manning=0.05")
        self.assertEqual(code, 0, message)
        printed = self.post(start, "facility", "--out", self.out, "--fit-manning", "0.01", "0.1", "--tolerance", "0.004")
        found, error = map(float, re.search(r"n = ([\d.]+), standard error ([\d.e-]+) ", printed).groups())
        self.assertAlmostEqual(found, 0.03, delta=0.002)
        self.assertLess(error, 0.002)
        with open(self.out / "fit.csv", encoding="utf-8") as file:
            runs = {float(row["manning_s_per_m_1_3"]): float(row["misfit"]) for row in csv.DictReader(file)}
        self.assertLess(abs(min(runs, key=runs.get) - 0.03), 0.004)
        self.assertLessEqual(len(runs), 12)

    def test_statistics(self):
        values = np.random.default_rng(1).normal(size=4000)
        self.assertAlmostEqual(independent(values) / 4000, 1, delta=0.1)
        slow = np.zeros(4000)
        for i in range(1, 4000):
            slow[i] = 0.8 * slow[i - 1] + values[i]
        self.assertAlmostEqual(independent(slow) / 4000, 0.2 / 1.8, delta=0.03)
        self.assertAlmostEqual(efficiency(np.array([1.0, -1.0]), 2.0), 0.75)

    def test_mistakes(self):
        def check(old, new):
            folder = self.out / "bad"
            folder.mkdir(exist_ok=True)
            for name in ("measured.csv", "probe.csv", "weir.csv"):
                shutil.copy(self.results.parent / name, folder)
            text = (self.results.parent / "case.toml").read_text()
            self.assertIn(old, text)
            (folder / "case.toml").write_text(text.replace(old, new, 1))
            code, _, message = post_support.support.freshet("check", folder)
            self.assertEqual(code, 2, message)
            return message
        self.assertIn("length_scale", check("length_scale = 25", "length_scale = 0.5"))
        self.assertIn("quantity", check('quantity = "speed"', 'quantity = "sped"'))
        self.assertIn("lenght_scale", check("length_scale", "lenght_scale"))
        self.assertIn("value", check('value = "q"\n', ""))
        self.assertIn("LOW < HIGH", self.post(self.results, "facility", "--fit-manning", "0.1", "0.02", code=2))
        bare = post_support.run_dam_break(self.out / "bare", "triangles", "--until", "1")
        self.assertIn("no [facility]", self.post(bare, "facility", code=2))


if __name__ == "__main__":
    if not post_support.have("matplotlib"):
        print("skipped: needs python3-matplotlib")
        sys.exit(77)
    post_support.main()
