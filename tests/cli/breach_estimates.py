"""[[breach_estimate]]: the table of a case that has nothing else, beside a flow, and what is refused."""
import csv
import json
import unittest

import support

ALONE = """\
title = "estimates alone"
[[breach_estimate]]
name = "dam"
volume = 2e6
head = 10.0
height = 12.0
dam_height = 15.0
mode = "piping"
"""
FLOW = """
[mesh]
source = "rectangle"
x = [0.0, 4.0]
y = [0.0, 1.0]
cells = [4, 1]
[bed]
expression = 0.0
[[initial]]
depth = 1.0
[flow]
end_time = 0.5
"""


class BreachEstimates(support.CaseTest):
    def run_it(self, text, ranks=1, code=0):
        self.write(text)
        got, said, error = support.freshet("run", self.folder, "--out", self.folder / "out", ranks=ranks)
        self.assertEqual(got, code, said + error)
        return said + error

    def rows(self):
        return list(csv.DictReader((self.folder / "out/breach/estimates.csv").read_text().splitlines()))

    def test_table_and_figures(self):
        for text, ranks in ((ALONE, 1), (ALONE + FLOW, 2)):
            said = self.run_it(text, ranks)
            self.assertEqual(said.count("breach dam: peak"), 1)
            rows = {(row["quantity"], row["regression"]): row for row in self.rows()}
            width = rows["width", "von_thun_1990"]
            self.assertEqual((float(width["value"]), width["unit"], width["low"]), (25 + 18.3, "m", ""))
            peak = rows["peak", "yassin_2025"]
            self.assertLess(float(peak["low"]), float(peak["middle"]))
            self.assertNotIn(("peak", "froehlich_2016"), rows)
            figures = json.loads((self.folder / "out/summary.json").read_text())["breach_estimates"]
            self.assertEqual(figures["dam_peak_yassin_2025_high"], float(peak["high"]))
        self.run_it(ALONE + "thickness = 40.0\n")
        self.assertEqual(len(self.rows()), 18)

    def test_refused(self):
        for old, new, words in (
                ("volume = 2e6", "volume = 0", ("case.toml:4", "volume", "0")),
                ("volume = 2e6", "volume = nan", ("case.toml:4", "volume")),
                ("volume = 2e6\n", "", ("breach_estimate.0", "volume")),
                ("head = 10.0", "head = -3.0", ("case.toml:5", "head", "-3")),
                ("height = 12.0", "height = 15.5", ("case.toml:6", "height", "foundation", "15.5")),
                ('mode = "piping"', 'mode = "pipping"', ("case.toml:8", "mode", "piping")),
                ('mode = "piping"\n', "", ("breach_estimate.0", "mode")),
                ("dam_height", "dam_heigth", ("case.toml:7", "dam_height"))):
            with self.subTest(new=new):
                self.assertIn(old, ALONE)
                error = self.run_it(ALONE.replace(old, new, 1), code=2)
                for word in words:
                    self.assertIn(word, error)
        error = self.run_it(ALONE + ALONE.split("\n", 1)[1], code=2)
        self.assertIn("dam", error)

    def test_check_can_fail(self):
        check = '[[check]]\nname = "w"\nkind = "breach_figure"\nfigure = "{}"\nvalue = {}\nbound = 1e-9\n'
        for value, verdict in ((43.3, "pass"), (43.4, "FALLS SHORT")):
            self.assertIn(verdict, self.run_it(ALONE + check.format("dam_width_von_thun_1990", value)))
        error = self.run_it(ALONE + check.format("dam_width", 43.3), code=2)
        self.assertIn("dam_width_von_thun_1990", error)


if __name__ == "__main__":
    unittest.main()
