"""Checks of a case: what each measures, and what it does with a run that does not come to it."""
import csv
import unittest

import run_cases
import support

# Two basins that never meet: on the left a tank with water to 1.0 m, on the right a beach under a level of 0.55 m.
BASINS = """\
title = "basins"
[mesh]
source = "rectangle"
x = [0, 20]
y = [0, 2]
cells = [40, 4]
shape = "triangles"
[bed]
expression = "x < 8 ? 0 : x < 10 ? 5 : 0.2*(20 - x)"
[flow]
end_time = 0.2
[[initial]]
level = 1.0
where = "x < 8"
[[initial]]
level = 0.55
where = "x > 10"
[output]
interval = 0.1
arrival_depths = [0.01]
"""
MARKS = """
[[check]]
name = "marks"
kind = "max_level_rmse"
points = [[4.1, 1, 1.0], [19, 1, 0.55]]
bound = 0.01
"""


class MaximumLevels(run_cases.RunTest):
    def measure(self, more="", ranks=1):
        self.write(BASINS + MARKS + more)
        return self.run_case(ranks=ranks)["checks"][0]

    def test_nearest_wet_cell(self):
        self.assertLess(self.measure()["value"], 1e-6)

    def test_nearest_cell_at_the_edge_of_the_flood(self):
        """The tank's cells are wet all over, so the mark in it is compared with the beach."""
        edge = self.measure('place = "flood_edge"\n')
        self.assertAlmostEqual(edge["value"], 0.45 / 2**0.5, delta=1e-3)
        self.assertRegex(edge["note"], "in the nearest wet cells, at the edge or not: [0-9.e-]+ m")
        with (self.folder / "out/points.csv").open() as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["wet_cell_level_m"] for row in rows], ["1.0000", "0.5500"])
        self.assertEqual([row["flood_edge_level_m"] for row in rows], ["0.5500", "0.5500"])
        for row, least in zip(rows, (12, 1)):
            self.assertEqual(row["level_m"], row["flood_edge_level_m"])
            self.assertGreater(float(row["distance_m"]), least)

    def test_ranks_agree(self):
        one = self.measure('place = "flood_edge"\n')
        three = self.measure('place = "flood_edge"\n', ranks=3)
        self.assertEqual(one, three)

    def test_no_edge_anywhere(self):
        self.write(BASINS.replace("x < 8 ? 0 : x < 10 ? 5 : 0.2*(20 - x)", "0") + MARKS + 'place = "flood_edge"\n')
        check = self.run_case()["checks"][0]
        self.assertFalse(check["pass"])
        self.assertIn("edge", check["note"])


ARRIVALS = """\
title = "bore"
[mesh]
source = "rectangle"
x = [0, 20]
y = [0, 1]
cells = [100, 1]
[flow]
end_time = 5
[[initial]]
level = 0.1
[[initial]]
level = 1.0
where = "x < 5"
[output]
interval = 5
series_interval = 0.05
[[gauge]]
name = "G1"
x = 8.1
y = 0.5
[[gauge]]
name = "G2"
x = 14.1
y = 0.5
[[check]]
name = "G1"
kind = "gauge_arrival"
gauge = "G1"
time = 0
bound = 9
[[check]]
name = "G2"
kind = "gauge_arrival"
gauge = "G2"
time = 0
bound = 9
[[check]]
name = "difference"
kind = "gauge_arrival"
gauge = "G2"
after = "G1"
time = 1
bound = 9
[[check]]
name = "backward"
kind = "gauge_arrival"
gauge = "G1"
after = "G2"
time = -1
bound = 9
[[check]]
name = "never"
kind = "gauge_arrival"
gauge = "G2"
after = "G1"
depth = 3
time = 1
bound = 9
"""


class Arrivals(run_cases.RunTest):
    def test_difference_between_two_gauges(self):
        self.write(ARRIVALS)
        first, second, difference, backward, never = self.run_case()["checks"]
        self.assertGreater(first["value"], 0.5)
        self.assertGreater(second["value"], first["value"] + 0.5)
        self.assertAlmostEqual(difference["value"], abs(second["value"] - first["value"] - 1), places=9)
        self.assertAlmostEqual(backward["value"], abs(first["value"] - second["value"] + 1), places=9)
        self.assertIn("measured 1 s", difference["note"])
        self.assertEqual((never["pass"], never["value"]), (False, None))

    def test_gauge_after_itself(self):
        self.write(ARRIVALS.replace('after = "G1"\ndepth', 'after = "G2"\ndepth'))
        self.assertIn("check.4.after", self.run_case(code=2))


class Until(run_cases.RunTest):
    """A run that --until ends early is held against what has a meaning then."""

    CHECKS = """
[[check]]
kind = "volume_error"
bound = 1e-12
[[check]]
kind = "negative_depth"
bound = 0
[[check]]
name = "slow"
kind = "max_speed"
bound = 1e-9
"""

    def test_balance_and_depth_are_checked_and_the_rest_is_named(self):
        self.write(ARRIVALS + self.CHECKS)
        code, said, error = support.freshet("run", self.folder, "--out", self.folder / "out", "--until", "0.5")
        self.assertEqual((code, error), (0, ""))
        checks = {check["name"]: check for check in self.summary()["checks"]}
        self.assertEqual(len(checks), 8)
        for name in ("volume_error", "negative_depth"):
            self.assertEqual((checks[name]["pass"], checks[name]["skipped"]), (True, False), name)
        for name in ("G1", "difference", "slow"):
            self.assertEqual((checks[name]["pass"], checks[name]["skipped"]), (False, True), name)
            self.assertIn("not evaluated: the run ended at 0.5 s, flow.end_time is 5 s", checks[name]["note"])
            self.assertIn(f"check {name}: skipped: not evaluated", said)

    def test_all_are_checked_at_the_end(self):
        self.write(ARRIVALS + self.CHECKS)
        self.assertFalse(any(check["skipped"] for check in self.run_case("--until", "5")["checks"]))


class DryGauge(run_cases.RunTest):
    def rows(self):
        with (self.folder / "out/gauges.csv").open() as file:
            return list(csv.DictReader(file))

    def run_bore_on_dry_bed(self, more=""):
        bed = '[bed]\nexpression = "2 + 0*x"\n'
        text = ARRIVALS[:ARRIVALS.index("[[check]]")]
        text = text.replace("level = 0.1", "level = 2").replace("level = 1.0", "level = 3")
        self.write(text.replace("[flow]", bed + "[flow]") + more)
        return self.run_case()

    def test_has_no_level(self):
        self.run_bore_on_dry_bed()
        first, last = self.rows()[0], self.rows()[-1]
        self.assertEqual((first["G2_depth_m"], first["G2_level_m"]), ("0", ""))
        self.assertEqual(first["G2_velocity_x_m_per_s"], "0")
        self.assertAlmostEqual(float(last["G1_level_m"]), 2 + float(last["G1_depth_m"]))

    def test_is_compared_as_ground(self):
        self.write("time,z\n0,2\n0.1,2\n", "measured.csv")
        check = '[[check]]\nkind = "gauge_rmse"\ngauge = "%s"\nfile = "measured.csv"\nvalue = "z"\n' \
                'quantity = "level"\nbound = 1e-9\n'
        self.assertTrue(self.run_bore_on_dry_bed(check % "G1")["checks"][0]["pass"])

    def test_that_is_never_wet_has_no_level_to_compare(self):
        self.write("time,z\n0,2\n0.1,2\n", "measured.csv")
        self.write(BASINS + '[[gauge]]\nname = "hill"\nx = 9\ny = 1\n[[check]]\nkind = "gauge_rmse"\n'
                   'gauge = "hill"\nfile = "measured.csv"\nvalue = "z"\nquantity = "level"\nbound = 9\n')
        [check] = self.run_case()["checks"]
        self.assertEqual((check["pass"], check["value"], check["note"]), (False, None, "the gauge is never wet"))


if __name__ == "__main__":
    unittest.main()
