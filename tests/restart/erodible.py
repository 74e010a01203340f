"""A dam of the bed that the flow erodes cell by cell: the same bits on any number of ranks and after a restart."""
import run_cases
import support

DAM = """\
title = "a sand dam"
[mesh]
source = "rectangle"
x = [0, 60]
y = [0, 16]
cells = [60, 16]
shape = "{shape}"
[bed]
expression = "-0.01*x + max(0, min(2, 4 - abs(x - 24)/2) - 0.4*exp(-((y - 7)/1.5)^2))"
[friction]
manning = 0.025
[flow]
end_time = {end}
order = {order}
scheme = "{scheme}"
[[initial]]
level = "x < 24 ? {level} : -9"
[[boundary]]
name = "left"
type = "discharge"
discharge = {discharge}
[[boundary]]
name = "right"
type = "transmissive"
[output]
interval = 10
series_interval = 5
precision = "double"
checkpoint_interval = 10
[[erodible]]
name = "dam"
where = "abs(x - 24) < 9"
floor = "-0.01*x"
erodibility = 2e-3
critical_shear = 1
repose_wet = 28
repose_dry = {repose}
"""


def dam(shape="triangles_unaligned", order=2, scheme="hancock", level=1.9, discharge=4, repose=40, end=30):
    return DAM.format(shape=shape, order=order, scheme=scheme, level=level, discharge=discharge, repose=repose, end=end)


class Erodible(run_cases.RunTest):
    def test_ranks_and_restart(self):
        for shape, order, scheme in (("quadrilaterals", 2, "rk2"), ("quadrilaterals", 1, "euler"),
                                     ("triangles_unaligned", 2, "hancock")):
            with self.subTest(shape, scheme=scheme):
                self.write(dam(shape, order, scheme))
                self.run_case(out="1")
                self.run_case(out="4", ranks=4)
                self.assert_same("1", "4")
        self.run_case("--until", 17, out="2", ranks=2)
        self.run_case("--restart", "latest", out="2", ranks=3)
        self.assert_same("1", "2")

    def assert_same(self, one, other):
        self.assert_same_results(one, other, ("erosion.csv",))
        self.assertEqual(self.summary(one)["erosion"], self.summary(other)["erosion"])

    def test_water_and_sediment(self):
        self.write(dam())
        summary = self.run_case()
        self.assertLess(summary["volume_error_relative"], 1e-13)
        erosion = summary["erosion"]
        self.assertGreater(erosion["eroded_m3"], 5)
        self.assertLess(erosion["sediment_error_relative"], 1e-12)
        last = self.text("out", "erosion.csv").splitlines()[-1].split(",")
        self.assertEqual(float(last[1]), erosion["eroded_m3"])
        self.assertLess(float(last[2]), -0.2)  # as low as the floor somewhere
        self.assertGreaterEqual(float(last[2]), -0.33)

    def test_what_falls_stays(self):
        self.write(dam(level=-9, discharge=0, repose=20, end=3))  # the faces stand at 26.6 degrees
        erosion = self.run_case()["erosion"]
        self.assertEqual(erosion["eroded_m3"], 0)
        self.assertGreater(erosion["moved_m3"], 0.5)
        self.assertLess(erosion["sediment_error_relative"], 1e-12)


class Refused(support.BrokenCaseTest):
    def refuse_dam(self, old, new, *parts):
        text = dam("quadrilaterals")
        assert text.count(old) == 1, old
        self.write(text.replace(old, new))
        self.refuse(*parts)

    def test_keys(self):
        self.refuse_dam("erodibility = 2e-3", "erodibility = -1", "erodible.0.erodibility", "at least 0 (-1)")
        self.refuse_dam('floor = "-0.01*x"', "floor = 3", "erodible.0.floor", '"dam" lies above its bed')
        self.refuse_dam("abs(x - 24) < 9", "x > 99", "erodible.0", '"dam" holds no cell of the mesh')
        self.refuse_dam("repose_wet = 28", "repose_wet = 0", "erodible.0.repose_wet", "greater than 0")


if __name__ == "__main__":
    run_cases.main()
