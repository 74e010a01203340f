"""Structures, pools and rules: the same bits on any number of ranks and after a restart; what they refuse."""
import csv

import run_cases
import support

VALLEY = """\
title = "a valley with everything in it"
[mesh]
source = "rectangle"
x = [0, 120]
y = [0, 40]
cells = [36, 12]
shape = "{shape}"
[bed]
expression = "0.5 - 0.004*x + 0.002*abs(y - 20)"
[friction]
manning = 0.03
[flow]
end_time = {end}
order = {order}
scheme = "{scheme}"
[[initial]]
level = "x < 44 ? 2.4 : x < 80 ? 1.2 : 0.1"
[[boundary]]
name = "left"
type = "discharge"
discharge = 20
[[boundary]]
name = "right"
type = "transmissive"
[output]
interval = 20
series_interval = 5
precision = "double"
checkpoint_interval = 20
[[gauge]]
name = "abe"
x = 35
y = 20
[[structure]]
name = "weir"
type = "weir"
shape = "ogee"
line = [[44, 0], [38, 21]]
crest = {{ distance = [0, 22], level = [2.2, 1.9] }}
[[structure]]
name = "gate"
type = "gate"
line = [[38, 21], [45, 40]]
opening = 0.2
rate = 0.05
[[structure.rule]]
gauge = "abe"
above = 2.45
below = 2.2
opening_above = 0.8
opening_below = 0.1
delay = 3
[[structure.rule]]
pool = "basin"
above = 4
below = 3
opening_above = 0.05
opening_below = 0.3
[[structure]]
name = "bridge"
type = "bridge"
line = [[80, 0], [80, 40]]
clear_share = 0.5
soffit = 1.2
deck = 1.6
[[structure]]
name = "culvert"
type = "culvert"
from = [30, 10]
to = [70, 12]
width = 1.5
height = 1
length = 40
[[structure]]
name = "pipe"
type = "culvert"
shape = "circular"
from = [100, 30]
to = "basin"
invert_to = 0.2
diameter = 0.6
length = 15
[[structure]]
name = "pump"
type = "pump"
from = [20, 20]
to = "basin"
discharge = {{ time = [0, 10, 30], value = [0, 1.5, 0.5] }}
[[structure]]
name = "spring"
type = "pump"
from = "outside"
to = [10, 5]
discharge = 0.3
[[structure]]
name = "spillway"
type = "spillway"
from = "lake"
to = [[55, 25], [65, 35]]
rating = {{ level = [5, 6], discharge = [0, 12] }}
[[structure]]
name = "table"
type = "gate"
shape = "radial"
radius = 3
trunnion = 2
from = "lake"
to = "basin"
sill = 4.5
width = 2
opening = 0
opening_by_level = {{ level = [5.2, 5.6], opening = [0, 0.5] }}
pool = "lake"
[[pool]]
name = "lake"
level = 5.5
storage = {{ level = [4, 8], volume = [0, 8000] }}
inflow = {{ time = [0, 30], value = [2, 9] }}
evaporation = 1e-6
[[pool]]
name = "sea"
level = 0
storage = {{ level = [-2, 3], volume = [0, 50000] }}
boundary = "right"
[[pool]]
name = "basin"
level = 1
storage = {{ level = [0, 8], volume = [0, 4000] }}
"""

TABLES = ("gauges.csv", "structures.csv", "pools.csv")


def valley(shape="triangles_unaligned", order=2, scheme="hancock", end=40):
    return VALLEY.format(shape=shape, order=order, scheme=scheme, end=end)


class Structures(run_cases.RunTest):
    def assert_same(self, one, other):
        self.assert_same_results(one, other, TABLES)
        a, b = self.summary(one), self.summary(other)
        for key in ("structures", "pools", "sources"):
            self.assertEqual(a[key], b[key], key)

    def columns(self, out, table="structures.csv"):
        with open(self.folder / out / table, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {key: [float(row[key] or "nan") for row in rows] for key in rows[0]}

    def test_ranks_and_restart(self):
        for shape, order, scheme in (("triangles_unaligned", 2, "hancock"), ("quadrilaterals", 2, "rk2"),
                                     ("triangles_unaligned", 1, "euler")):
            with self.subTest(shape, order=order):
                self.write(valley(shape, order, scheme))
                self.run_case(out="1")
                self.run_case(out="4", ranks=4)
                self.assert_same("1", "4")
        self.run_case("--until", 23, out="2", ranks=2)
        self.run_case("--restart", "latest", out="2", ranks=3)
        self.assert_same("1", "2")

    def test_water_and_what_moves_it(self):
        self.write(valley())
        summary = self.run_case()
        self.assertLess(summary["volume_error_relative"], 1e-13)
        for pool in summary["pools"]:
            self.assertLess(pool["volume_error_relative"], 1e-13)
        passed = {s["name"]: s["volume_forward_m3"] - s["volume_backward_m3"] for s in summary["structures"]}
        for name in ("weir", "gate", "bridge", "culvert", "pump", "spring", "spillway", "table"):
            self.assertGreater(passed[name], 1, name)
        self.assertAlmostEqual(passed["spring"], 0.3 * 40, delta=1e-9)
        self.assertAlmostEqual(passed["pump"], 7.5 + 20 + 5, delta=0.05)  # its series, at the start of steps
        # What passes an inner line is neither inflow nor outflow of the domain.
        self.assertEqual({b["name"] for b in summary["boundaries"]}, {"left", "right", "bottom", "top"})
        left = [b["volume_out_m3"] - b["volume_in_m3"] for b in summary["boundaries"] if b["name"] == "right"][0]
        sea = [pool for pool in summary["pools"] if pool["name"] == "sea"][0]
        self.assertGreater(left, 10)
        self.assertGreater(sea["volume_in_m3"], 0.98 * left)  # all but that of the last step
        self.assertLess(sea["volume_in_m3"], left)
        table = self.columns("out")
        self.assertEqual(table["gate_opening_m"][0], 0.2)
        self.assertGreater(max(table["gate_opening_m"]), 0.25)
        self.assertLessEqual(max(abs(b - a) for a, b in zip(table["gate_opening_m"], table["gate_opening_m"][1:])),
                             5 * 0.05 + 1e-12)
        self.assertGreater(table["table_opening_m"][1], 0.3)
        volumes = self.columns("out", "pools.csv")
        self.assertEqual(volumes["lake_volume_m3"][0], 3000)

    def test_check_shows_the_edges(self):
        self.write(valley("quadrilaterals"))
        code, text, _ = support.freshet("check", self.folder)
        self.assertEqual(code, 0)
        self.assertRegex(text, r'structure   "bridge": bridge on 12 edges, 40 m, at most \S+ m off its line of 40 m: '
                               r"\(80, 0\) \(80, 40\)\n")
        self.assertIn('pool        "lake": 5.5 m, 3000 m3 at the start', text)

    def test_a_pool_that_must_not_rise(self):
        self.write(valley().replace("value = [2, 9]", "value = [200, 200]"))
        self.run_case(code=3)
        text = self.text("out", "log.txt")
        self.assertIn('pool "lake" rises above its storage curve, which ends at 8 m with 8000 m3, at t = ', text)


class Refused(support.BrokenCaseTest):
    def refuse_valley(self, old, new, *parts):
        text = valley("quadrilaterals")
        assert text.count(old) == 1, old
        self.write(text.replace(old, new))
        self.refuse(*parts)

    def test_lines(self):
        self.refuse_valley("line = [[80, 0], [80, 40]]", "line = [[80, 0], [80, 90]]", "case.toml:59:",
                           "structure.2.line: leaves the mesh at", "(80, 90) m")
        self.refuse_valley("line = [[80, 0], [80, 40]]", "line = [[80, 0], [80, 40], [80, 20]]",
                           "structure.2.line: doubles back")
        self.refuse_valley("line = [[80, 0], [80, 40]]", "line = [[120, 0], [120, 40]]",
                           "structure.2.line", '"bridge" runs along the rim of the mesh')
        self.refuse_valley("line = [[80, 0], [80, 40]]", "line = [[44, 0], [38, 21]]", "lies on the edges of another structure")

    def test_crest_and_invert_below_the_bed(self):
        self.refuse_valley("level = [2.2, 1.9]", "level = [2.2, 0.1]", "structure.0.crest", '"weir" lies below the bed')
        self.refuse_valley("invert_to = 0.2", "invert = -9", "structure.4.invert", "lies below the bed")

    def test_bridges_crests_and_ratings(self):
        self.refuse_valley("soffit = 1.2", "soffit = 0.1", 'structure.2.soffit: "bridge" lies below the bed')
        self.refuse_valley("soffit = 1.2", "soffit = 1.2\nsill = 1.3", "case.toml:64: structure.2.soffit", "the sill, 1.3 m")
        self.refuse_valley("distance = [0, 22]", "distance = [0, 12]", "case.toml:39: structure.0.crest",
                           "from 0 to 12 m along a line of 21.8")
        self.refuse_valley("distance = [0, 22]", "distance = [3, 22]", "structure.0.crest", "from 3 to 22 m")
        self.refuse_valley("discharge = [0, 12]", "discharge = [-1, 12]", "structure.7.rating", "(-1)")
        self.refuse_valley("discharge = [0, 12]", "discharge = [12, 7]", "structure.7.rating",
                           "falls from 12 to 7 m3/s while the level rises from 5 to 6 m")

    def test_names_that_share_an_account(self):
        source = '[[source]]\nname = "{}"\npoint = [5, 5]\ndischarge = 1\n[[structure]]\nname = "weir"'
        for name, other in (("spring", "case.toml:35: source.0.name"), ("lake", "case.toml:35: source.0.name")):
            self.refuse_valley('[[structure]]\nname = "weir"', source.format(name), other, f'"{name}" is the name of')
        self.refuse_valley('name = "sea"', 'name = "spillway"', "structure.7.name", "pool.1.name")
        self.write(valley().replace('name = "spring"', 'name = "evaporation"') + "[evaporation]\nrate = 0\n")
        self.refuse("structure.6.name", '"evaporation" is the name of', "evaporation too")

    def test_names(self):
        self.refuse_valley('gauge = "abe"', 'gauge = "ab"', "case.toml:47", "structure.1.rule.0.gauge",
                           'no [[gauge]] of this name; did you mean "abe"?')
        self.refuse_valley('pool = "basin"', 'pool = "ocean"', "structure.1.rule.1.pool", "no [[pool]] of this name")
        self.refuse_valley('from = [20, 20]', 'from = "lak"', "structure.5.from", 'did you mean "lake"?')
        self.refuse_valley('name = "pump"', 'name = "pipe"', "structure.5.name", "two of one name")
        self.refuse_valley("from = [20, 20]", "from = [20, 50]", "structure.5.from: lies outside the mesh")

    def test_pools(self):
        self.refuse_valley("volume = [0, 8000]", "volume = [-1, 8000]", "storage.volume", "(-1)")
        self.refuse_valley("volume = [0, 8000]", "volume = [9000, 8000]", "pool.0.storage", "volumes must increase")
        self.refuse_valley("level = 5.5", "level = 9.5", "pool.0.level", "outside the storage curve")

    def test_boundaries_of_pools(self):
        self.refuse_valley('boundary = "right"', 'boundary = "east"', "pool.1.boundary", "none of this name (east)")
        self.refuse_valley("to = [[55, 25], [65, 35]]", "to = [[55, 55], [65, 55]]", "structure.7.to")

        self.refuse_valley('type = "transmissive"', 'type = "wall"', 'pool.1.boundary: "right" is a wall')
        self.refuse_valley('boundary = "right"', 'boundary = "top"', 'pool.1.boundary: "top" is a wall')

    def test_a_pool_without_outlet(self):
        self.write(support.SMALL_CASE + '[[pool]]\nname = "tub"\nlevel = 0\ninflow = 5\n'
                   "storage = { level = [0, 1], volume = [0, 4] }\n")
        self.refuse("pool.0.inflow", "has no outlet, and 5 m3 until 1 s make it rise above its storage of 4 m3")
        tub = (support.SMALL_CASE + '[[pool]]\nname = "tub"\nlevel = 0\ninflow = 5\n'
               "storage = { level = [0, 1], volume = [0, 4] }\nevaporation = ")
        self.write(tub + "0.1\n")  # takes 0.4 m3
        self.refuse("pool.0.inflow", "has no outlet")
        self.write(tub + '0\n[[structure]]\nname = "p"\ntype = "pump"\nfrom = [5, 0.5]\nto = "tub"\n'
                   "discharge = 1\n")  # lets nothing back
        self.refuse("pool.0.inflow", "has no outlet")

    def test_keys(self):
        self.refuse_valley("soffit = 1.2", "crest = 1.2", "structure.2.soffit")
        self.refuse_valley("clear_share = 0.5", "manning = 0.5", 'does not go with type = "bridge" on a line')
        self.refuse_valley("below = 2.2", "below = 2.6", "structure.1.rule.0.below", "must be less than above")
        self.refuse_valley('type = "spillway"', 'type = "spilway"', "structure.7.type", 'did you mean "spillway"?')


if __name__ == "__main__":
    run_cases.main()
