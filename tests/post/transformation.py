"""The flood's transformation: hydrographs by hand, a kinematic wave in a channel, a river's line, a reservoir."""
import csv
import json
import pathlib
import sys
import tempfile
import unittest

import post_support

import numpy as np
from freshet_results import InputError, open_result
from freshet_results.hydrograph import Hydrograph, change, crossing, fit_of
from freshet_results.reservoir import inside
from freshet_results.river import River, _reach, celerity

SLOPE, MANNING, WIDTH, BASE = 0.005, 0.03, 10.0, 1.0  # -, s/m^(1/3), m, depth at rest in m
UNIT_DISCHARGE = BASE ** (5 / 3) * SLOPE ** 0.5 / MANNING  # m2/s, of uniform flow
CELERITY = 5 / 3 * UNIT_DISCHARGE / BASE  # m/s, of a kinematic wave
RATING = [(d, WIDTH * d ** (5 / 3) * SLOPE ** 0.5 / MANNING) for d in np.linspace(0.5, 2, 31)]
BUMP = [(t, WIDTH * UNIT_DISCHARGE * (1 + 0.05 * (1 - np.cos(2 * np.pi * np.clip(t / 3000, 0, 1)))))
        for t in np.linspace(0, 3000, 61)]

CHANNEL = f"""\
title = "A wave in a channel"
[mesh]
source = "rectangle"
x = [0, 4000]
y = [0, {WIDTH}]
cells = [200, 2]
[bed]
expression = "20 - {SLOPE}*x"
[friction]
manning = {MANNING}
[[initial]]
depth = {BASE}
velocity_x = {UNIT_DISCHARGE / BASE}
[flow]
end_time = 4200
[[boundary]]
name = "left"
type = "discharge"
discharge = {{ time = {[round(t, 3) for t, _ in BUMP]}, value = {[round(q, 6) for _, q in BUMP]} }}
[[boundary]]
name = "right"
type = "rating"
rating = {{ level = {[round(d, 6) for d, _ in RATING]}, discharge = {[round(q, 6) for _, q in RATING]} }}
[output]
interval = 30
series_interval = 5
arrival_depths = [0.5, 1.02]
[[section]]
name = "upper"
points = [[410, 0], [410, {WIDTH}]]
[[section]]
name = "lower"
points = [[2410, {WIDTH}], [2410, 0]]
[[river]]
name = "brook"
points = [[10, 5], [2000, 5], [3990, 5]]
[[reservoir]]
name = "head"
polygon = [[0, 0], [1000, 0], [1000, 10], [0, 10]]
"""


class Hydrographs(unittest.TestCase):
    def test_triangle_by_hand(self):
        # 0 -> 300 m3/s in 600 s, back in 1800 s: 360 000 m3, centre at (0 + 600 + 2400)/3 s, 5 % after 30 s.
        one = Hydrograph("t", np.array([0.0, 600, 2400]), np.array([0.0, 300, 0]))
        self.assertEqual((one.peak, one.peak_time, one.volume), (300, 600, 360000))
        self.assertAlmostEqual(one.centre_time, 1000)
        self.assertAlmostEqual(one.front_time, 30)
        self.assertAlmostEqual(one.arrival(150), 300)
        self.assertTrue(np.isnan(one.arrival(301)))

    def test_translation_and_attenuation(self):
        time = np.arange(0, 5000.0, 10)
        shape = 400 * np.exp(-((time - 1000) / 300) ** 2)
        later = 300 * np.exp(-((time - 2000) / 300) ** 2)
        found = change(Hydrograph("a", time, shape), Hydrograph("b", time, -later), 4000)
        self.assertAlmostEqual(found["peak_lag_s"], 1000)
        self.assertAlmostEqual(found["peak_celerity_m_per_s"], 4)
        self.assertAlmostEqual(found["front_celerity_m_per_s"], 4, 2)
        self.assertAlmostEqual(found["peak_reduction"], 0.25)
        self.assertAlmostEqual(found["volume_ratio"], 0.75, 3)
        self.assertAlmostEqual(found["attenuation_per_m"], -np.log(0.75) / 4000)
        self.assertAlmostEqual(found["centre_lag_s"], 1000, 1)

    def test_efficiency(self):
        time = np.arange(5.0)
        self.assertAlmostEqual(fit_of(time, time, time, time)["efficiency"], 1)
        found = fit_of(time, np.full(5, 2.0), time, time)  # the mean of what was measured
        self.assertAlmostEqual(found["efficiency"], 0)
        self.assertAlmostEqual(found["rms_difference"], 2 ** 0.5)
        self.assertAlmostEqual(found["peak_error"], -0.5)
        self.assertEqual(fit_of(time, time, time + 9, time), {})

    def test_front_is_of_the_flood_that_brings_the_peak(self):
        one = Hydrograph("t", np.arange(6.0), np.array([0, 8.0, 0, 0, 100, 0]))
        self.assertAlmostEqual(one.front_time, 3.05)
        self.assertTrue(np.isnan(Hydrograph("t", np.arange(3.0), np.array([5.0, 4, 3])).front_time))

    def test_crossing(self):
        self.assertAlmostEqual(crossing(np.array([0.0, 10]), np.array([1.0, 3]), 2.5), 7.5)
        self.assertEqual(crossing(np.array([3.0, 10]), np.array([1.0, 3]), 0.5), 3)

    def test_flow_that_turns_has_no_centre(self):
        one = Hydrograph("t", np.array([0.0, 1, 2, 3]), np.array([0, 2.0, -1, 0]))
        self.assertTrue(np.isnan(one.centre_time))
        self.assertAlmostEqual(one.volume, 1)

    def test_a_line_across_goes_over_islands_but_not_over_land(self):
        wet = np.array([0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1], bool)
        self.assertEqual(_reach(wet, 2), (1, 8))
        self.assertEqual(_reach(wet, 15), (15, 16))

    def test_distances(self):
        river = River("r", [[0, 0], [100, 0], [100, 50]])
        self.assertAlmostEqual(river.distance_of([[40, -5], [40, 5]]), 40)
        self.assertAlmostEqual(river.distance_of([[90, 30], [110, 30]]), 130)
        self.assertTrue(np.isnan(river.distance_of([[40, 1], [40, 5]])))
        self.assertTrue((inside([[1, 1], [3, 1], [1, 3]], [[0, 0], [2, 0], [2, 2], [0, 2]]) == [True, False, False]).all())

    def test_celerity_of_a_line(self):
        distance = np.linspace(0, 1000, 101)
        self.assertTrue(np.allclose(celerity(distance, 7 + distance / 2.5), 2.5))
        self.assertTrue(np.isnan(celerity(distance, 1000 - distance)).all())


class Channel(unittest.TestCase):
    """A bump of discharge on uniform flow runs down at 5/3 of the water's speed (Lighthill and Whitham 1955)."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "case.toml").write_text(CHANNEL)
        cls.results, cls.out = cls.folder / "results", cls.folder / "out"
        code, _, message = post_support.support.freshet("run", cls.folder, "--out", cls.results)
        assert code == 0, message
        time = np.arange(0, 4200.0, 60)
        (cls.folder / "m.csv").write_text("t,q\n" + "".join(f"{t},{20 + 0.001 * t}\n" for t in time))
        code, cls.printed, message = post_support.support.freshet(
            "post", cls.results, "transformation", "--out", cls.out, "--formats", "png", "--discharge", "24.5",
            "--measured", f"lower={cls.folder / 'm.csv'}")
        assert code == 0, message
        cls.upper, cls.lower = cls.rows("sections.csv")

    @classmethod
    def rows(cls, name):
        with open(cls.out / name, encoding="utf-8") as file:
            return [{key: float(v) if v and key not in ("section", "reservoir", "gauge") else v for key, v in row.items()}
                    for row in csv.DictReader(file)]

    def test_celerity_is_that_of_a_kinematic_wave(self):
        self.assertEqual((self.upper["section"], self.lower["section"]), ("upper", "lower"))
        self.assertAlmostEqual(self.lower["distance_m"] - self.upper["distance_m"], 2000)
        peak = CELERITY * 1.1 ** 0.4  # u goes with q^(2/5) and the peak is 1.1 times the discharge at rest
        self.assertAlmostEqual(self.lower["from_reference_peak_celerity_m_per_s"] / peak, 1, delta=0.01)  # rows: 5 s of 490
        front = self.lower["from_section_before_front_celerity_m_per_s"] / CELERITY
        self.assertTrue(1 < front < 1.1, front)  # diffusion, q / (2 S), lets the foot of the wave run ahead
        self.assertAlmostEqual(2000 / self.lower["from_reference_peak_lag_s"],
                               self.lower["from_reference_peak_celerity_m_per_s"])
        self.assertGreater(self.lower["from_reference_peak_reduction"], 0)
        self.assertLess(self.lower["from_reference_peak_reduction"], 0.02)
        self.assertEqual((self.upper["turned"], self.lower["turned"]), (0, 1))  # the lower one is drawn the other way
        self.assertEqual(self.upper["from_section_before_peak_lag_s"], "")

    def test_volume_is_that_which_came_in(self):
        # At the end the flow is uniform again: nothing more is stored above the sections than at the start.
        came = WIDTH * UNIT_DISCHARGE * (3000 * 1.05 + 1200)
        self.assertAlmostEqual(self.upper["volume_m3"] / came, 1, 4)
        # By trapezoids between discharges of single steps; exact volumes stand in section_volumes.csv.
        self.assertAlmostEqual(self.lower["from_reference_volume_ratio"], 1, 5)

    def test_thresholds(self):
        series = open_result(self.results)
        self.addCleanup(series.close)
        flow = series.sections["upper_discharge_m3_per_s"]
        first = np.argmax(flow >= 24.5)
        self.assertTrue(series.sections.time[first - 1] <= self.upper["discharge_24.5m3_per_s_s"]
                        <= series.sections.time[first])
        self.assertEqual(self.upper["arrival_0.50m_s"], 0)
        self.assertLess(self.upper["arrival_1.02m_s"], self.lower["arrival_1.02m_s"])

    def test_measured(self):
        self.assertLess(self.lower["efficiency"], 0)
        self.assertGreater(self.lower["rms_difference_m3_per_s"], 0.5)
        self.assertEqual(self.upper["efficiency"], "")

    def test_river(self):
        rows = self.rows("river_brook.csv")
        self.assertEqual(len(rows), 101)
        at = min(rows, key=lambda row: abs(row["distance_m"] - self.lower["distance_m"]))
        self.assertAlmostEqual(at["peak_m3_per_s"] / self.lower["peak_m3_per_s"], 1, delta=0.01)
        self.assertAlmostEqual(at["peak_time_s"], self.lower["peak_time_s"], delta=40)
        self.assertAlmostEqual(at["width_m"], WIDTH, delta=0.1 * WIDTH)
        self.assertAlmostEqual(at["max_level_m"] - at["bed_m"], at["max_depth_m"], delta=0.05)
        middle = [row["peak_celerity_m_per_s"] for row in rows if 1000 < row["distance_m"] < 3000]
        self.assertAlmostEqual(np.mean(middle) / CELERITY, 1, delta=0.08)

    def test_reservoir_and_json(self):
        row, = self.rows("reservoirs.csv")
        self.assertAlmostEqual(row["volume_start_m3"] / (1000 * WIDTH * BASE), 1, 9)
        self.assertGreater(row["net_inflow_max_m3_per_s"], 0.5)
        content = json.loads((self.out / "transformation.json").read_text())
        self.assertEqual(content["reference"], "upper")
        self.assertEqual(content["distances"], "along the river brook")
        self.assertIsNone(content["sections"][0]["from_reference_peak_lag_s"])
        self.assertEqual(content["sections"][1]["peak_m3_per_s"], self.lower["peak_m3_per_s"])

    def test_plots(self):
        for name in ("hydrographs", "along_sections", "river_brook"):
            self.assertTrue(post_support.is_picture(self.out / f"{name}.png")[0], name)
        self.assertIn("river_brook.csv", self.printed)

    def test_mistakes(self):
        def refuse(*words):
            code, _, message = post_support.support.freshet("post", self.results, "transformation", *words)
            self.assertEqual(code, 2, message)
            return message
        self.assertIn("upper, lower", refuse("--reference", "uper"))
        self.assertIn("--stations", refuse("--stations", "1"))
        self.assertIn("SECTION=FILE", refuse("--measured", "m.csv"))
        self.assertIn("no section 'nowhere'", refuse("--measured", f"nowhere={self.folder / 'm.csv'}"))
        with self.assertRaisesRegex(InputError, "river r"):
            River("r", [[0, 0], [0, 0]])


if __name__ == "__main__":
    if not post_support.have("matplotlib"):
        print("skipped: needs python3-matplotlib")
        sys.exit(77)
    post_support.main()
