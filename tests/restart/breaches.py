"""Breaches in a run: their beginnings, the same bits on any number of ranks and after a restart, what they refuse."""
import csv

import run_cases
import support

DAMS = """\
title = "two dams in a valley, and two beside it"
[mesh]
source = "rectangle"
x = [0, 120]
y = [0, 40]
cells = [36, 12]
shape = "{shape}"
[bed]
expression = "0.5 - 0.004*x + 0.01*abs(y - 20)"
[friction]
manning = 0.03
[flow]
end_time = 60
order = {order}
scheme = "{scheme}"
[[initial]]
level = "x < 44 ? 3.2 : x < 80 ? 2.0 : 0.1"
[[boundary]]
name = "right"
type = "transmissive"
[output]
interval = 30
series_interval = 5
precision = "double"
checkpoint_interval = 20
[[gauge]]
name = "below"
x = 60
y = 20
[[structure]]
name = "upper"
type = "weir"
line = [[44, 0], [38, 21], [45, 40]]
crest = 4
[[structure]]
name = "lower"
type = "weir"
line = [[80, 0], [80, 40]]
crest = {{ distance = [0, 20, 40], level = [2.6, 2.4, 2.6] }}
[[breach]]
name = "block"
structure = "upper"
model = "prescribed"
begin = {{ time = 4.2 }}
centre = 10
invert = 1.0
width = 4
duration = 0
[[breach]]
name = "notch"
structure = "upper"
model = "prescribed"
begin = {{ after = "block", delay = 3 }}
centre = 26
invert = 0.9
width = 3
side_slope = 1
duration = 30
exponent = 1.7
[[breach]]
name = "washed"
structure = "lower"
model = "excess_shear"
begin = {{ level = 2.3, gauge = "below" }}
invert_start = 1.6
width_start = 1.5
invert = 0.5
side_slope = 0.5
erodibility = 2e-3
critical_shear = 2
crest_width = 1
upstream_slope = 2
downstream_slope = 2
cohesion = 300
friction_angle = 30
[[pool]]
name = "lake"
level = 9
storage = {{ level = [0, 10], volume = [0, 20000] }}
[[structure]]
name = "crest"
type = "weir"
from = "lake"
to = [20, 10]
crest = 8.9
width = 30
[[breach]]
name = "silt"
structure = "crest"
model = "capacity"
begin = {{ overtopping = 0.05, duration = 2.5 }}
invert_start = 6
width_start = 2
invert = 3
grain = 2e-4
adaptation = 0.5
crest_width = 2
upstream_slope = 1.5
downstream_slope = 1.5
cohesion = 2000
friction_angle = 28
[[pool]]
name = "tarn"
level = 6
storage = {{ level = [0, 10], volume = [0, 20000] }}
[[structure]]
name = "bank"
type = "weir"
from = "tarn"
to = [100, 20]
crest = 7
width = 30
[[breach]]
name = "pipe"
structure = "bank"
model = "excess_shear"
begin = {{ after = "upper", delay = 5 }}
pipe_level = 3
pipe_size = 0.4
invert = 2
erodibility = 2e-3
critical_shear = 5
crest_width = 2
upstream_slope = 1.5
downstream_slope = 1.5
cohesion = 1000
friction_angle = 28
"""

TABLES = ("gauges.csv", "structures.csv", "pools.csv")
REGRESSION = """\
[[breach_estimate]]
name = "d"
volume = 1000
head = 1
height = 1
mode = "overtopping"
[[breach]]
name = "b"
structure = "lower"
model = "regression"
begin = { time = 1 }
centre = 3
"""


def dams(shape="triangles_unaligned", order=2, scheme="hancock"):
    return DAMS.format(shape=shape, order=order, scheme=scheme)


class Breaches(run_cases.RunTest):
    def columns(self, out="out"):
        with open(self.folder / out / "structures.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {key: [float(row[key] or "nan") for row in rows] for key in rows[0]}

    def assert_same(self, one, other):
        self.assert_same_results(one, other, TABLES)
        a, b = self.summary(one), self.summary(other)
        for key in ("structures", "pools", "sources", "breaches"):
            self.assertEqual(a[key], b[key], key)

    def test_ranks_and_restart(self):
        for shape, order, scheme in (("quadrilaterals", 2, "rk2"), ("triangles_unaligned", 2, "hancock")):
            with self.subTest(shape):
                self.write(dams(shape, order, scheme))
                self.run_case(out="1")
                self.run_case(out="4", ranks=4)
                self.assert_same("1", "4")
        self.run_case("--until", 23, out="2", ranks=2)  # all of them are on their way
        self.run_case("--restart", "latest", out="2", ranks=3)
        self.assert_same("1", "2")

    def test_how_they_grow(self):
        self.write(dams("quadrilaterals"))
        summary = self.run_case()
        self.assertLess(summary["volume_error_relative"], 1e-13)
        for pool in summary["pools"]:
            self.assertLess(pool["volume_error_relative"], 1e-13)
        breaches = {b["name"]: b for b in summary["breaches"]}
        self.assertEqual(breaches["block"]["begun_s"], 4.2)
        self.assertAlmostEqual(breaches["notch"]["begun_s"], 7.2, delta=1e-12)
        self.assertAlmostEqual(breaches["pipe"]["begun_s"], 9.2, delta=1e-12)
        self.assertAlmostEqual(breaches["silt"]["begun_s"], 2.5, delta=1e-9)
        self.assertGreater(breaches["washed"]["begun_s"], 4.2)
        rows = self.columns()
        share = ((25 - 7.2) / 30) ** 1.7
        self.assertAlmostEqual(rows["notch_width_m"][5], 3 * share, delta=1e-3)
        self.assertAlmostEqual(rows["notch_invert_m"][5], 4 - 3.1 * share, delta=1e-3)
        self.assertAlmostEqual(rows["notch_crest_width_m"][-1], 3 + 2 * 3.1, delta=1e-9)
        self.assertEqual(rows["block_width_m"][:2], [0, 4])
        self.assertEqual(rows["block_discharge_m3_per_s"][0], 0)
        for k in range(2, 12):
            both = rows["block_discharge_m3_per_s"][k] + rows["notch_discharge_m3_per_s"][k]
            self.assertAlmostEqual(both, rows["upper_discharge_m3_per_s"][k], delta=1e-12 * both)
        for name in ("block", "notch", "washed", "silt", "pipe"):
            self.assertGreater(max(rows[name + "_discharge_m3_per_s"]), 0.5, name)
        for name in ("washed", "silt", "pipe"):
            eroded = rows[name + "_eroded_m3"]
            self.assertEqual(eroded, sorted(eroded), name)
            self.assertGreater(eroded[-1], 1, name)
        self.assertGreater(breaches["silt"]["side_slope"], 0.1)
        self.assertGreater(breaches["pipe"]["crest_width_m"], 0.8)  # its roof fell in: it has a width at the crest
        self.assertIn(rows["upper_state"][-1], (9, 10))

    def test_a_regression_sets_size_and_time(self):
        self.write(dams("quadrilaterals") + REGRESSION + 'estimate = "d"\nregression = "froehlich_2008"\n')
        self.run_case()
        rows = self.columns()
        mean, duration = 0.27 * 1.3 * 1000**0.32, 63.2 * (1000 / 9.81)**0.5
        self.assertAlmostEqual(rows["b_width_m"][-1], (mean - 1) * 59 / duration, delta=1e-6)


class Refused(support.BrokenCaseTest):
    def refuse_dams(self, old, new, *parts):
        text = dams("quadrilaterals")
        assert old in text, old
        self.write(text.replace(old, new, 1))
        self.refuse(*parts)

    def test_geometry(self):
        self.refuse_dams("invert = 1.0", "invert = 0.2", "breach.0.invert", '"block" goes below the foundation')
        self.refuse_dams("invert = 3\n", "invert = -1\n", "breach.3.invert", "the bottom of its pool's storage curve")
        self.refuse_dams("invert = 1.0", "invert = 4.5", "breach.0.invert", "is not below the crest, 4 m (4.5)")
        self.refuse_dams("centre = 10", "centre = 50", "breach.0.centre", "lies beyond the end", "(50)")
        self.refuse_dams("width = 4\n", "width = 40\n", "breach.0.width", "40 m wide at the crest")
        self.refuse_dams("centre = 26", "centre = 14", "breach.1.centre", '"block" and "notch" overlap by')
        self.refuse_dams("line = [[80, 0], [80, 40]]", "line = [[130, 0], [130, 40]]", "structure.1.line")

    def test_materials(self):
        self.refuse_dams("erodibility = 2e-3", "erodibility = -2e-3", "breach.2.erodibility", "at least 0 (-0.002)")
        self.refuse_dams("width_start = 1.5", "width_start = 0", "breach.2.width_start", "greater than 0")
        self.refuse_dams("grain = 2e-4", "grain = 0", "breach.3.grain", "greater than 0 (0)")
        self.refuse_dams("pipe_level = 3", "pipe_level = 6.9", "breach.4.pipe_level", "reaches the crest")
        self.refuse_dams("exponent = 1.7", "erodibility = 1", "breach.1.erodibility", "prescribed")

    def test_names_and_beginnings(self):
        self.refuse_dams('after = "block"', 'after = "blocks"', "breach.1.begin.after", 'did you mean "block"?')
        self.refuse_dams('after = "block"', 'after = "notch"', "breach.1.begin.after", "is the breach itself")
        self.refuse_dams("time = 4.2", "delay = 4.2", "breach.0.begin.time", "nothing begins the breach")
        self.refuse_dams('structure = "crest"', 'structure = "cres"', "breach.3.structure", 'did you mean "crest"?')
        self.refuse_dams('gauge = "below" }', 'gauge = "above" }', "breach.2.begin.gauge", "no [[gauge]]")
        self.refuse_dams('name = "notch"', 'name = "crest"', "two of one name")

    def test_regressions(self):
        for keys, *parts in (
                ('estimate = "d"\nregression = "von_thun_1990"\n', "breach.5.side_slope"),
                ('estimate = "e"\nregression = "froehlich_2008"\n', "breach.5.estimate", "no [[breach_estimate]]"),
                ('estimate = "d"\nregression = "macdonald_1984"\nside_slope = 1\n', "breach.5.regression",
                 "thickness")):
            self.write(dams("quadrilaterals") + REGRESSION + keys)
            self.refuse(*parts)


if __name__ == "__main__":
    run_cases.main()
