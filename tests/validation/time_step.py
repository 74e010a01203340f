"""What cuts the time step is what ought to, and summary.json tells it."""
import math

import run_cases

BOX = """\
title = "box"
[mesh]
source = "rectangle"
x = [0, 10]
y = [0, 3]
cells = [10, 3]
[bed]
expression = "{bed}"
[flow]
end_time = {end}
order = {order}
[output]
maxima = false
[[initial]]
depth = "{depth}"
velocity_x = "{speed}"
"""

MAKER = """\
[[boundary]]
name = "left"
type = "level"
level = {level}
"""

HOLE = "x >= 6 && x <= 7 && y >= 1 && y <= 2 ? -3 : 0"  # the corners of one cell
CFL, SIZE, GRAVITY = 0.9, 0.5, 9.81  # SIZE: half the side of a square cell, m


class TimeStep(run_cases.RunTest):
    def run_box(self, bed=0, depth=0.3, speed=0, end=20, order=2, boundary="", ranks=1):
        self.write(BOX.format(bed=bed, depth=depth, speed=speed, end=end, order=order) + boundary)
        summary = self.run_case(ranks=ranks)
        return summary, summary["time_step"]

    def test_a_level_boundary_costs_no_step(self):
        """It used to count with water that comes in at twice the celerity, whatever came."""
        for order in (1, 2):
            summary, report = self.run_box(order=order, boundary=MAKER.format(level=0.3))
            self.assertEqual(summary["steps"], math.ceil(20 * math.sqrt(GRAVITY * 0.3) / (CFL * SIZE)))
            self.assertEqual(report["share_by_boundaries"], 0)

    def test_a_level_boundary_that_fills_cuts_it(self):
        _, report = self.run_box(depth=0, boundary=MAKER.format(level=2), end=1)
        self.assertGreater(report["share_by_boundaries"], 0)
        self.assertLess(report["smallest"]["seconds"], CFL * SIZE / math.sqrt(GRAVITY * 2))

    def test_the_deepest_cell_of_a_lake(self):
        for ranks in (1, 3):
            _, report = self.run_box(bed=HOLE, depth="0.3 - z", order=1, ranks=ranks)
            smallest = report["smallest"]
            self.assertEqual((smallest["x_m"], smallest["y_m"]), (6.5, 1.5))
            self.assertEqual(smallest["set_by"], "cell")
            self.assertAlmostEqual(smallest["seconds"], CFL * SIZE / math.sqrt(GRAVITY * smallest["depth_m"]), places=14)
            self.assertEqual((report["share_by_fronts"], report["share_by_films"]), (0, 0))

    def test_films_and_fronts(self):
        _, report = self.run_box(depth=0.005, order=1)
        self.assertGreaterEqual(report["share_by_films"], 0.8)  # the last two of ten are cut by the end
        self.assertEqual(report["share_by_fronts"], 0)
        for ranks in (1, 4):
            summary, report = self.run_box(depth="x < 4 ? 0.5 : 0", speed="x < 4 ? 3 : 0", end=1, ranks=ranks)
            self.assertGreater(report["share_by_fronts"], 0)
            self.assertLess(report["share_by_fronts"], 1)
            self.assertEqual(summary["volume_out_m3"], 0)

    def test_dry_ground(self):
        _, report = self.run_box(depth=0, end=1)
        self.assertIsNone(report["smallest"])
        self.assertEqual(report["share_by_films"], 0)


if __name__ == "__main__":
    run_cases.main()
