"""Loads on faces: the same to the last byte on any number of ranks and over a restart, exact at rest, even in sum."""
import csv

import post_support
import run_cases

import h5py

# Boundaries, a line across the stream, an outline round the island; segments; rows at some steps or at each.
FACES = """
loads_interval = {interval}
checkpoint_interval = 0.5
[[face]]
name = "side"
boundary = ["bottom", "top"]
segment_length = 30
[[face]]
name = "across"
line = [[30, 0], [30, 20]]
about = [30, 10, 1]
[[face]]
name = "upstream"
line = [[30, 0], [30, 20]]
side = "left"
[[face]]
name = "downstream"
line = [[30, 0], [30, 20]]
side = "right"
[[face]]
name = "island"
line = [[34, 2], [46, 2], [46, 14], [34, 14], [34, 2]]
at_corners = true
"""

# A tank of still water over a step in the bed.
TANK = """\
title = "tank"
[mesh]
source = "rectangle"
x = [0, 10]
y = [0, 4]
cells = [20, 8]
shape = "{shape}"
[bed]
expression = "x > 5 ? 0.5 : 0"
[flow]
end_time = 0.5
order = {order}
[[initial]]
level = 2
[output]
loads_interval = 0
[[face]]
name = "left"
boundary = "left"
about = [0, 2, 0]
[[face]]
name = "step"
line = [[5, 0], [5, 4]]
[[face]]
name = "walls"
boundary = ["left", "right", "bottom", "top"]
at_corners = true
"""


class FaceLoads(run_cases.RunTest):
    def rows(self, out):
        return [{key: float(value) for key, value in row.items() if value}
                for row in csv.DictReader(self.text(out, "loads.csv").splitlines())]

    def assert_same_pressures(self, one, other):
        """loads.h5 of two runs, but for the times at which HDF5 says its objects were made."""
        with h5py.File(self.folder / one / "loads.h5") as a, h5py.File(self.folder / other / "loads.h5") as b:
            for name in ("time", "line_load", "depth", "sides/place", "sides/segment"):
                self.assertGreater(a[name].shape[0], 2)
                self.assertEqual(a[name][()].tobytes(), b[name][()].tobytes(), name)

    def test_ranks_and_restart(self):
        for interval, shape in ((0, "triangles_unaligned"), (0.4, "quadrilaterals")):
            with self.subTest(interval):
                self.write(run_cases.flood(shape=shape, end_time=1, output=FACES.format(interval=interval)))
                name = f"i{interval}_"
                self.run_case(out=name + "1")
                for ranks in (2, 3, 4) if interval == 0 else (4,):
                    self.run_case(out=f"{name}{ranks}", ranks=ranks)
                    self.assert_same_results(name + "1", f"{name}{ranks}", ["loads.csv"])
                self.run_case("--until", "0.73", out=name + "r", ranks=2)
                self.run_case("--restart", "latest", out=name + "r", ranks=3)
                self.assert_same_results(name + "1", name + "r", ["loads.csv"])
                for other in ("4", "r"):
                    self.assert_same_pressures(name + "1", name + other)
                rows = self.rows(name + "1")
                self.assertGreater(len(rows), 2)
                for row in rows:  # what both sides feel is the difference of what each feels
                    both = row["upstream_force_x_N"] + row["downstream_force_x_N"]
                    self.assertAlmostEqual(row["across_force_x_N"], both, delta=1e-6 * abs(row["upstream_force_x_N"]))
                    # what leaves one side comes in on the other, up to the rounding of sums
                    self.assertAlmostEqual(row["upstream_discharge_m3_per_s"], row["downstream_discharge_m3_per_s"], 9)
                    parts = sum(row[f"island_{k}_force_x_N"] for k in (1, 2, 3, 4))
                    self.assertAlmostEqual(row["island_force_x_N"], parts, delta=1e-6)
                self.assertGreater(max(abs(row["upstream_discharge_m3_per_s"]) for row in rows), 1)

    def test_water_at_rest(self):
        gamma = 9810
        for shape, order in (("quadrilaterals", 1), ("quadrilaterals", 2), ("triangles", 2)):
            with self.subTest(shape, order=order):
                self.write(TANK.format(shape=shape, order=order))
                self.run_case(out="rest")
                row = self.rows("rest")[-1]
                force = gamma * 2**2 / 2 * 4
                self.assertAlmostEqual(row["left_force_x_N"] / -force, 1, 12)
                self.assertAlmostEqual(row["left_height_m"], 2 / 3, 12)
                self.assertAlmostEqual(row["left_moment_y_N_m"] / (-force * 2 / 3), 1, 12)
                for name in row:  # a boundary has no crest
                    self.assertFalse(name.startswith(("left", "walls")) and "overtopping" in name, name)
                # of the first order the bed is level in cells: from 0 to 0.25 m at the line, to 0.5 m beyond
                if order == 1:
                    step = gamma * (2**2 - 1.75**2) / 2 * 4
                    self.assertAlmostEqual(row["step_force_x_N"] / step, 1, 12)
                    self.assertAlmostEqual(row["step_overtopping_m"], 1.75, 12)
                ends = [row[f"walls_{k}_force_x_N"] for k in (1, 2, 3, 4)]
                self.assertAlmostEqual(min(ends) / -force, 1, 12)

    def test_other_faces_than_the_checkpoint(self):
        self.write(run_cases.flood(end_time=1, output=FACES.format(interval=0)))
        self.run_case("--until", "0.5", out="one")
        error = self.run_case("--restart", "latest", "--set", "face.0.segment_length=10", out="one", code=2)
        self.assertIn("face", error)


if __name__ == "__main__":
    run_cases.main()
