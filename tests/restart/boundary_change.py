"""A boundary that changes its kind in time: a wave-maker that becomes a wall, and other turns."""
import restart
import run_cases
import support

TANK = """\
title = "tank"
[mesh]
source = "rectangle"
x = [0, 20]
y = [0, 2]
cells = [60, 6]
shape = "{shape}"
[bed]
expression = "max(0, 0.05*(x - 12))"
[flow]
end_time = {end}
[[initial]]
level = 0.3
[[boundary]]
name = "left"
{left}
[output]
interval = 1
precision = "double"
[[gauge]]
name = "G"
x = 5
y = 1
[[section]]
name = "S"
points = [[3, 0], [3, 2]]
"""

WAVE_MAKER = """\
type = "level"
level = { time = [0, 1, 2, 3], value = [0.3, 0.4, 0.25, 0.3] }
[[boundary.change]]
time = 2.6180339
type = "wall"
"""

MANY = """\
type = "wall"
[[boundary.change]]
time = 0.7
type = "discharge"
discharge = { time = [0, 4], value = [0, 4] }
[[boundary.change]]
time = 1.9
type = "critical"
[[boundary.change]]
time = 3.1
type = "discharge"
discharge = 1.25
[[boundary.change]]
time = 4
type = "transmissive"
"""


class BoundaryChange(restart.Continued):
    def write_tank(self, left, shape="quadrilaterals", end=5):
        self.write(TANK.format(left=left, shape=shape, end=end))

    def left(self, out="out"):
        return next(b for b in self.summary(out)["boundaries"] if b["name"] == "left")

    def test_nothing_passes_the_wall(self):
        self.write_tank(WAVE_MAKER, end=2.6180339)
        self.run_case(out="maker")
        self.write_tank(WAVE_MAKER)
        self.run_case(out="whole")
        self.assertGreater(self.left("maker")["volume_in_m3"], 0.05)
        self.assertGreater(self.left("maker")["volume_out_m3"], 0.05)
        self.assertEqual(self.left("whole"), self.left("maker"))
        self.assertLess(self.summary("whole")["volume_error_relative"], 1e-14)

    def test_a_change_comes_at_its_time(self):
        self.write_tank('type = "discharge"\ndischarge = 1.5\n[[boundary.change]]\ntime = 1.7\ntype = "wall"\n')
        self.assertAlmostEqual(self.run_case()["volume_in_m3"], 1.5 * 1.7, delta=1e-13)
        self.write_tank(MANY)
        entered = self.run_case()["volume_in_m3"]
        self.assertAlmostEqual(entered, (1.9**2 - 0.7**2) / 2 + 1.25 * 0.9, delta=1e-12)

    def test_same_bits_on_any_number_of_ranks(self):
        for left, shape in ((WAVE_MAKER, "triangles_unaligned"), (MANY, "quadrilaterals")):
            self.write_tank(left, shape)
            self.run_case(out="1")
            for ranks in (2, 4):
                self.run_case(out=str(ranks), ranks=ranks)
                self.assert_same_results("1", str(ranks))

    def test_restart(self):
        for left, until in ((WAVE_MAKER, "2.3"), (WAVE_MAKER, "2.6180339"), (MANY, "4.4")):
            with self.subTest(until=until):
                self.write_tank(left, "triangles_unaligned")
                self.whole()
                self.run_case("--until", until, out="cut", ranks=2)
                self.goes_on(ranks=3)
                self.assertEqual(self.summary("whole")["boundaries"], self.summary("cut")["boundaries"])
                self.assertEqual(self.summary("whole")["time_step"], self.summary("cut")["time_step"])


class BrokenChange(support.BrokenCaseTest):
    def refuse_change(self, change, *parts):
        self.refuse_small("[[initial]]", change + "[[initial]]", *parts)

    def test_time(self):
        self.refuse_change('[[boundary.change]]\ntype = "wall"\n', "boundary.0.change.0.time: missing")
        self.refuse_change('[[boundary.change]]\ntime = -2\ntype = "wall"\n', "case.toml:17: boundary.0.change.0.time", "(-2)")
        twice = '[[boundary.change]]\ntime = 2\ntype = "wall"\n[[boundary.change]]\ntime = 2\ntype = "critical"\n'
        self.refuse_change(twice, "case.toml:20: boundary.0.change.1.time", "later", "(2)")

    def test_kind(self):
        self.refuse_change("[[boundary.change]]\ntime = 2\n", "boundary.0.change.0.type: missing")
        self.refuse_change('[[boundary.change]]\ntime = 2\ntype = "wal"\n', "case.toml:18: boundary.0.change.0.type", '"wal"', "wall")
        self.refuse_change('[[boundary.change]]\ntime = 2\ntype = "level"\n', "boundary.0.change.0.level: missing")

    def test_keys_that_do_not_belong(self):
        self.refuse_change('[[boundary.change]]\ntime = 2\ntype = "wall"\nlevel = 3\n', "boundary.0.change.0.level", 'type = "wall"', "(3)")
        self.refuse_change('[[boundary.change]]\ntime = 2\ntype = "wall"\nname = "top"\n', "boundary.0.change.0.name", '"top"')
        self.refuse_change('[[boundary.change]]\ntime = 2\ntyp = "wall"\n', "boundary.0.change.0.typ: unknown key", '"type"')

    def test_no_list(self):
        self.refuse_change('change = { time = 2, type = "wall" }\n', "boundary.0.change", "[[boundary.change]]")


if __name__ == "__main__":
    run_cases.main()
