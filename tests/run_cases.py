"""Helpers of the tests that run whole cases: cases with a bit of everything, and what a run left behind."""
import json
import os
import unittest

import support

BACKEND = os.environ.get("FRESHET_TEST_BACKEND", "")

# Wet and dry, an island, hydrographs in and out, a free overfall, a rising level, friction.
FLOOD = """\
title = "flood"
[mesh]
source = "rectangle"
x = [0, 100]
y = [0, 20]
cells = [50, 10]
shape = "{shape}"
[bed]
expression = "1 - 0.01*x + 1.5*exp(-((x - 40)^2 + (y - 8)^2)/40) + (x > 80 ? 0.5*sin(x/3)*cos(y/2) : 0)"
[friction]
manning = "y < 10 ? 0.03 : 0.02"
[flow]
end_time = {end_time}
order = {order}
scheme = "{scheme}"
[[initial]]
level = "x < 30 ? 2.2 : 0.6"
[[boundary]]
name = "left"
type = "discharge"
discharge = {{ time = [0, 2, 3.3, 15], value = [0, 12, 30, 2] }}
[[boundary]]
name = "right"
type = "critical"
[[boundary]]
name = "top"
type = "level"
level = {{ time = [0, 10], value = [0.7, 1.1] }}
[[boundary]]  # over the cells of all ranks
name = "bottom"
type = "discharge"
discharge = {{ time = [0, 1, 3], value = [0, 8, -2] }}
[output]
interval = 2
series_interval = 0.5
precision = "double"
{output}
[[gauge]]
name = "G1"
x = 20
y = 9
[[gauge]]
name = "G2"
x = 71
y = 13
[[section]]
name = "S1"
points = [[60, 0], [60, 20]]
[[section]]
name = "S2"
points = [[85, 2], [65, 18]]
"""


def flood(shape="triangles_unaligned", order=2, scheme="hancock", end_time=6, output=""):
    return FLOOD.format(shape=shape, order=order, scheme=scheme, end_time=end_time, output=output)


def malpasset_data():
    """Folder that holds malpasset/, or None."""
    data = os.environ.get("FRESHET_DATA", "")
    return data if os.path.isfile(os.path.join(data, "malpasset/geo_malpasset-small.slf")) else None


class RunTest(support.CaseTest):
    """A test that runs cases into folders of its own."""

    def summary(self, out="out"):
        return json.loads((self.folder / out / "summary.json").read_text())

    def run_case(self, *arguments, out="out", ranks=1, code=0, case=None):
        """Runs the case of this folder; returns its summary, or what it said where it had to fail.

        Runs are on the backend that FRESHET_TEST_BACKEND names, but for those into `whole` or `...1`, which others are
        held against.
        """
        where = case or self.folder
        if BACKEND and out != "whole" and not out.endswith("1"):
            arguments = ("--backend", BACKEND, *arguments)
        got, said, error = support.freshet("run", where, "--out", self.folder / out, *arguments, ranks=ranks)
        self.assertEqual(got, code, said[-2000:] + error)
        return self.summary(out) if code == 0 else error

    def text(self, out, name):
        return (self.folder / out / name).read_text()

    def assert_same_results(self, one, other, tables=("gauges.csv", "sections.csv")):
        """Two output folders end in the same state and hold the same tables, to the last byte."""
        a, b = self.summary(one), self.summary(other)
        for key in ("state_hash", "steps", "simulated_seconds", "volume_start_m3", "volume_end_m3", "volume_in_m3",
                    "volume_out_m3", "boundaries", "time_step"):
            self.assertEqual(a[key], b[key], f"{key} of {one} and {other}")
        for table in tables:
            self.assertEqual(self.text(one, table), self.text(other, table), f"{table} of {one} and {other}")


def main():
    """As unittest.main, but exit code 77 where every test was skipped."""
    result = unittest.main(exit=False).result
    everything_skipped = bool(result.skipped) and len(result.skipped) >= result.testsRun  # 0 ran: a class was skipped
    raise SystemExit(77 if everything_skipped else 0 if result.wasSuccessful() else 1)
