"""Pools that are small, empty or feed the mesh: their water, their levels, what ends a run."""
import csv
import math

import run_cases

POOLS = """\
title = "pools"
[mesh]
source = "rectangle"
x = [0, 20]
y = [0, 4]
cells = [10, 2]
[flow]
end_time = {end}
max_time_step = {step}
[[initial]]
level = {level}
[output]
interval = 100
series_interval = {step}
precision = "double"
"""

SMALL_POOL = """\
[[pool]]
name = "{name}"
level = {level}
storage = {{ level = [0, 10], volume = [0, {volume}] }}
inflow = {inflow}
"""

WEIR = """\
[[structure]]
name = "{name}"
type = "weir"
coefficient = 1.7
from = "{start}"
to = "{to}"
crest = {crest}
width = {width}
"""

AT_BOUNDARY = """\
[[boundary]]
name = "right"
type = "discharge"
discharge = {discharge}
[[pool]]
name = "sea"
level = {level}
storage = {{ level = [0, 10], volume = [0, 100] }}
boundary = "right"
"""


def head(discharge, width):
    """Of a broad-crested weir with the coefficient above, free."""
    return (discharge / (1.7 * width)) ** (2 / 3)


class Pools(run_cases.RunTest):
    def write_pools(self, *parts, level=0, end=10, step=1):
        self.write(POOLS.format(level=level, end=end, step=step) + "".join(parts))

    def columns(self, table="pools.csv"):
        with open(self.folder / "out" / table, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {key: [float(row[key] or "nan") for row in rows] for key in rows[0]}

    def assert_balance(self, summary):
        self.assertLess(summary["volume_error_relative"], 1e-13)
        for pool in summary["pools"]:
            self.assertLess(pool["volume_error_relative"], 1e-12, pool)

    def test_a_boundary_without_structures(self):
        """Its water counts once, at the boundary."""
        for discharge in (0.5, -0.5):
            self.write_pools(AT_BOUNDARY.format(discharge=discharge, level=5), level=1)
            summary = self.run_case()
            self.assert_balance(summary)
            self.assertEqual(summary["sources"], [])
            passed = [b for b in summary["boundaries"] if b["name"] == "right"][0]
            self.assertAlmostEqual(passed["volume_in_m3"] - passed["volume_out_m3"], 10 * discharge, delta=1e-9)
            sea = summary["pools"][0]
            self.assertAlmostEqual(sea["volume_end_m3"], 50 - 9.5 * discharge, delta=0.5 * abs(discharge) + 1e-9)  # not the last step

    def test_a_boundary_that_takes_more_than_there_is(self):
        for discharge, extra in ((8, ""), (8, WEIR.format(name="w", start="sea", to="outside", crest=1, width=3)),
                                 (200, "")):
            self.write_pools(AT_BOUNDARY.format(discharge=discharge, level=5), extra, level=1)
            self.run_case(code=3)
            self.assertIn('pool "sea" runs dry while boundary "right" takes water from it', self.text("out", "log.txt"))
            self.assertNotIn("nan", self.text("out", "pools.csv"))

    def test_small_pools_under_wide_weirs(self):
        """However small they are, they stand where what comes and goes is even, and never below the crest."""
        for volume, width, step in ((1, 1000, 1), (1, 1000, 50), (1e-3, 1e4, 10), (200, 3, 1), (0.5, 1, 20)):
            with self.subTest(volume=volume, width=width, step=step):
                self.write_pools(SMALL_POOL.format(name="tub", level=8, volume=volume, inflow=2),
                                 WEIR.format(name="weir", start="tub", to="outside", crest=5, width=width),
                                 end=20 * step, step=step)
                summary = self.run_case()
                self.assert_balance(summary)
                levels = self.columns()["tub_level_m"]
                self.assertGreaterEqual(min(levels), 5)
                if volume < 100:
                    self.assertAlmostEqual(levels[-1], 5 + head(2, width), delta=1e-6)
                    self.assertAlmostEqual(self.columns("structures.csv")["weir_discharge_m3_per_s"][-1], 2, delta=1e-6)

    def test_a_crest_is_not_undercut_without_inflow(self):
        self.write_pools(SMALL_POOL.format(name="tub", level=5.4, volume=1, inflow=0),
                         WEIR.format(name="weir", start="tub", to="outside", crest=5, width=1000))
        self.assert_balance(self.run_case())
        levels = self.columns()["tub_level_m"]
        self.assertGreaterEqual(min(levels), 5)
        self.assertLess(levels[-1], 5.01)

    def test_small_pools_in_a_row(self):
        """Two outlets of one share by their widths; the next pool hands on all of it, or nearly drowned."""
        for last in (4, 4.997):
            self.write_pools(SMALL_POOL.format(name="a", level=5, volume=0.1, inflow=3),
                             SMALL_POOL.format(name="b", level=1, volume=0.2, inflow=0),
                             WEIR.format(name="to b", start="a", to="b", crest=5, width=500),
                             WEIR.format(name="by", start="a", to="outside", crest=5, width=250),
                             WEIR.format(name="out", start="b", to="outside", crest=last, width=800), end=40, step=2)
            self.assert_balance(self.run_case())
            flows, levels = self.columns("structures.csv"), self.columns()
            self.assertAlmostEqual(flows["to b_discharge_m3_per_s"][-1], 2, delta=1e-6)
            self.assertAlmostEqual(flows["by_discharge_m3_per_s"][-1], 1, delta=1e-6)
            self.assertAlmostEqual(flows["out_discharge_m3_per_s"][-1], 2, delta=1e-6)
            self.assertAlmostEqual(levels["a_level_m"][-1], 5 + head(3, 750), delta=1e-6)
            self.assertAlmostEqual(levels["b_level_m"][-1], last + head(2, 800), delta=1e-6)

    def test_pools_level_out(self):
        self.write_pools(SMALL_POOL.format(name="a", level=8, volume=1, inflow=0),
                         SMALL_POOL.format(name="b", level=2, volume=3, inflow=0),
                         WEIR.format(name="between", start="a", to="b", crest=1, width=1000))
        self.assert_balance(self.run_case())
        levels, table = self.columns(), self.columns("structures.csv")
        for name in ("a", "b"):
            self.assertAlmostEqual(levels[name + "_level_m"][-1], (8 + 3 * 2) / 4, delta=1e-6)
        self.assertTrue(all(b >= a - 1e-12 for a, b in zip(levels["b_level_m"], levels["b_level_m"][1:])))
        self.assertGreater(table["between_discharge_m3_per_s"][1], 0.1)
        self.assertIn(table["between_state"][1], (1, 2))

    def test_ranks(self):
        self.write_pools(AT_BOUNDARY.format(discharge=0.5, level=5),
                         SMALL_POOL.format(name="tub", level=5.4, volume=1, inflow=2),
                         WEIR.format(name="weir", start="tub", to="sea", crest=5, width=1000), level=1)
        self.run_case(out="1")
        self.run_case(out="3", ranks=3)
        self.assert_same_results("1", "3", ("structures.csv", "pools.csv"))
        self.assertEqual(self.summary("1")["pools"], self.summary("3")["pools"])


class States(run_cases.RunTest):
    def test_tell_how_the_step_passed(self):
        """Water that passes a line while its levels even out within a step has passed somehow."""
        self.write(POOLS.format(level="\"x < 10 ? 1.0001 : 1\"", end=3, step=0.05) + """\
[[structure]]
name = "sill"
type = "weir"
line = [[10, 0], [10, 4]]
crest = 0.1
shape = "ogee"
coefficient = 20
[[structure]]
name = "pipe"
type = "weir"
from = [3, 1]
to = [17, 1]
crest = 0
width = 50
""")
        self.run_case()
        with open(self.folder / "out/structures.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        passed = {"sill": 0, "pipe": 0}
        for row in rows:
            for name in passed:
                if float(row[name + "_discharge_m3_per_s"]) != 0:
                    passed[name] += 1
                    self.assertNotEqual(float(row[name + "_state"]), 0, row)
        self.assertGreater(min(passed.values()), 20)
        self.assertFalse(math.isnan(float(rows[-1]["sill_level_up_m"])))


if __name__ == "__main__":
    run_cases.main()
