"""Fields of hazard in flow.h5: the worst of all steps, on any ranks and after a restart."""
import post_support
import run_cases

import h5py
import numpy

FIELDS = ("hazard_aidr", "hazard_defra", "hazard_fema", "hazard_icold", "warning_0.01m")
SHEET = """\
title = "a sheet"
[mesh]
source = "rectangle"
x = [0, 10]
y = [0, 10]
cells = [4, 4]
[flow]
end_time = 1e-3
[[initial]]
depth = "x < 5 ? 0.8 : 0.005"
velocity_y = "x < 5 ? 1 : 3"
[output]
precision = "double"
"""


class Hazard(run_cases.RunTest):
    def fields(self, out="out"):
        with h5py.File(self.folder / out / "flow.h5") as file:
            cells = len(file["VTKHDF/Types"])
            return {name: field[:cells] for name, field in file["VTKHDF/CellData"].items() if name in FIELDS}

    def test_a_sheet(self):
        """0.8 m at 1 m/s: H4, 0.8 x 1.5 + 1, 8.6 ft2/s, between 0.25 and 1.3 m/s; a film is none, however fast."""
        self.write(SHEET)
        self.run_case()
        found = self.fields()
        self.assertEqual(set(found), set(FIELDS[:4]))
        for name, value in zip(FIELDS, (4, 2.2, 3, 2)):
            self.assertAlmostEqual(found[name].max(), value, 3)
            self.assertEqual(numpy.sum(found[name] > 0), 8, name)
        self.write(SHEET + "hazard = false\n")
        self.run_case()
        self.assertEqual(self.fields(), {})

    def test_depth_and_speed_that_come_together(self):
        """Still deep water and a fast thin sheet at the same place, one after the other, are not a fast deep one."""
        self.write(run_cases.flood(output="alarm_time = 1.5"))
        self.run_case()
        found = self.fields()
        with h5py.File(self.folder / "out/flow.h5") as file:
            cells = len(file["VTKHDF/Types"])
            depth, speed = (file["VTKHDF/CellData/" + name][:cells] for name in ("max_depth", "max_speed"))
        bound = numpy.where(depth >= 0.01, depth * (speed + 0.5) + ((depth > 0.25) | (speed > 2)), 0)
        self.assertTrue((found["hazard_defra"] <= bound * (1 + 1e-12)).all())
        self.assertTrue((found["hazard_defra"] < 0.99 * bound).any())
        self.assertEqual(set(numpy.unique(found["hazard_aidr"])) - {0, 1, 2, 3, 4, 5, 6}, set())

    def test_ranks_and_restart(self):
        self.write(run_cases.flood(output="alarm_time = 1.5\ncheckpoint_interval = 2"))
        self.run_case()
        self.run_case("--until", 3, out="cut", ranks=2)
        self.run_case("--restart", "latest", out="cut", ranks=3)
        one, other = self.fields(), self.fields("cut")
        self.assertEqual(set(one), set(FIELDS))
        for name in FIELDS:
            self.assertTrue(numpy.array_equal(one[name], other[name]), name)


if __name__ == "__main__":
    run_cases.main()
