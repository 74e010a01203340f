"""[[cycles]] and `freshet cycles`: series of a run and of files, and what is refused."""
import csv
import json
import unittest

import support

ALONE = """\
title = "cycles alone"
[[cycles]]
name = "gate"
file = "stress.csv"
time = "time"
value = "mpa"
factor = 1e6
law = "steel"
detail_category = 71
"""
# One cycle of 71 MPa in 1000 s: 2e6 repetitions.
STRESS = "time,mpa\n0,0\n500,71\n1000,0\n"


class Cycles(support.BrokenCaseTest):
    def alone(self, old=None, new="", stress=STRESS):
        self.write(stress, "stress.csv")
        self.write(ALONE.replace(old, new) if old else ALONE)
        if old:
            self.assertIn(old, ALONE)

    def run_it(self, *words, code=0, ranks=1):
        got, said, error = support.freshet("run", self.folder, "--out", self.folder / "out", *words, ranks=ranks)
        self.assertEqual(got, code, said + error)
        return json.loads((self.folder / "out/summary.json").read_text()) if code == 0 else error

    def test_alone(self):
        self.alone()
        for ranks in (1, 2):
            figures = self.run_it(ranks=ranks)["cycles"]
            self.assertAlmostEqual(figures["gate_repetitions"] / 2e6, 1, 12)
            self.assertAlmostEqual(figures["gate_years_to_failure"] / (2e9 / (365.25 * 86400)), 1, 12)
            self.assertEqual(figures["gate_cycles"], 1)
        rows = list(csv.DictReader((self.folder / "out/cycles/gate.csv").read_text().splitlines()))
        self.assertEqual([(float(r["range"]), float(r["mean"]), float(r["cycles"])) for r in rows],
                         [(71e6, 35.5e6, 1)])

    def test_series_of_the_run(self):
        self.write_small(extra="""
[[cycles]]
name = "level"
table = "gauges"
value = "G1_level_m"
""")
        figures = self.run_it()["cycles"]
        table = list(csv.DictReader((self.folder / "out/gauges.csv").read_text().splitlines()))
        levels = [float(row["G1_level_m"]) for row in table]
        self.assertGreater(max(levels) - min(levels), 0)
        self.assertAlmostEqual(figures["level_largest_range"], max(levels) - min(levels), 12)
        entry, = json.loads((self.folder / "out/cycles/cycles.json").read_text())["cycles"]
        self.assertEqual((entry["duration_s"], entry["damage"], entry["years_to_failure"]), (1, None, None))

    def test_command(self):
        self.write(STRESS, "stress.csv")
        code, said, error = support.freshet("cycles", self.folder / "stress.csv", "--factor", "1e6", "--law", "steel",
                                            "--detail-category", "71", "--out", self.folder / "c")
        self.assertEqual((code, error), (0, ""))
        entry, = json.loads((self.folder / "c/cycles.json").read_text())["cycles"]
        self.assertAlmostEqual(entry["repetitions"] / 2e6, 1, 12)
        self.assertIn("mpa.csv", said)
        self.write("range_pa,cycles\n1e6,1e5\n2e6,1e6\n", "rising.csv")
        code, _, error = support.freshet("cycles", self.folder / "stress.csv", "--law", "table", "--curve",
                                         self.folder / "rising.csv", "--out", self.folder / "d")
        self.assertEqual(code, 2)
        self.assertIn("rising branch", error)
        self.assertFalse((self.folder / "d").exists())

    def test_columns_with_gaps_are_left_out_of_all(self):
        self.write("time,a,b\n0,1,1\n1,,2\n2,3,1\n", "gaps.csv")
        code, said, error = support.freshet("cycles", self.folder / "gaps.csv", "--out", self.folder / "c")
        self.assertEqual(code, 0, error)
        self.assertIn("left out", error)
        self.assertIn("gaps.csv:3: a", error)
        self.assertEqual([e["name"] for e in json.loads((self.folder / "c/cycles.json").read_text())["cycles"]], ["b"])
        code, _, error = support.freshet("cycles", self.folder / "gaps.csv", "--value", "a", "--out", self.folder / "d")
        self.assertEqual(code, 2)
        self.assertIn("gaps.csv:3: a", error)

    def test_refused(self):
        law = 'law = "steel"\ndetail_category = 71\n'
        for old, new, words in (
                (law, 'law = "table"\ncurve = [[1e6, 1e5], [2e6, 1e6]]\n', ("case.toml:9", "curve", "rising branch")),
                (law, 'law = "table"\ncurve = [[2e6, 1e6], [1e6, 1e5]]\n', ("curve", "cycles must rise")),
                ("detail_category = 71", "", ("detail_category",)),
                ("detail_category = 71", "detail_category = -71", ("detail_category", "-71")),
                ("detail_category = 71", "detail_category = 71\nstrength = 3e6", ("strength", "does not go with")),
                ('"steel"', '"stel"', ("law", "steel")),
                ('file = "stress.csv"', 'table = "gauges"', ("table", "needs a run")),
                ('file = "stress.csv"', 'file = "no.csv"', ("no.csv",))):
            self.alone(old, new)
            self.refuse(*words)

    def test_series_that_cannot_be_counted(self):
        for stress, words in (("time,mpa\n0,0\n500,\n1000,0\n", ("stress.csv:3", "mpa")),
                              ("time,mpa\n0,0\n500,71\n400,0\n", ("stress.csv", "row 3", "time must rise")),
                              ("time,pa\n0,0\n", ("no column of this name (mpa)",)),
                              ("time,mpa\n0,0\n", ("two or more rows",))):
            self.alone(stress=stress)
            error = self.run_it(code=2)
            for word in words:
                self.assertIn(word, error)
            self.assertFalse((self.folder / "out/summary.json").exists())

    def test_table_that_cannot_be_counted_does_not_cost_the_run(self):
        self.write_small("level = \"h0\"", "level = 1.5\nwhere = \"x < 2\"", extra="""
[[cycles]]
name = "level"
table = "gauges"
value = "G1_levl_m"
[[check]]
kind = "cycles_figure"
figure = "level_cycles"
value = 1
bound = 1
""")
        code, said, error = support.freshet("run", self.folder, "--out", self.folder / "out")
        self.assertEqual(code, 0, said + error)  # a run tells its checks; freshet validate fails by them
        self.assertIn("not counted", said + error)
        self.assertIn("G1_level_m", said + error)
        summary = json.loads((self.folder / "out/summary.json").read_text())
        self.assertEqual((summary["checks"][0]["pass"], "cycles" in summary), (False, False))

    def test_options_that_do_not_go_together(self):
        self.write(STRESS, "stress.csv")
        for words in (("--detail-category", "71"), ("--strength", "3e6"), ("--law", "steel", "--detail-category", "71",
                                                                         "--strength", "3e6")):
            code, _, error = support.freshet("cycles", self.folder / "stress.csv", *words, "--out", self.folder / "d")
            self.assertEqual(code, 2)
            self.assertIn("goes with --law", error)

    def test_figure_that_is_not_there(self):
        self.alone()
        path = self.folder / "case.toml"
        path.write_text(path.read_text() + '[[check]]\nname = "n"\nkind = "cycles_figure"\nfigure = "gate_damge"\n'
                        "value = 1\nbound = 1\n")
        self.assertIn("gate_damage", self.run_it(code=2))


if __name__ == "__main__":
    unittest.main()
