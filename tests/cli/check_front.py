"""The check of a kind `front`: where water stands by directions, held against an exact solution."""
import csv

import run_cases

# What is known as exact is a column of 2 m that has just begun to fall; the one that runs has its own radius.
COLUMN = """\
title = "column"
[parameters]
radius = 2.0
h_inside = 1.0
h_outside = 0.0
reach = 7.2
time = 1e-6
[mesh]
source = "rectangle"
x = [{left}, 5]
y = [{left}, 5]
cells = [{cells}, {cells}]
[flow]
end_time = 1e-6
[[initial]]
depth = "hypot(x, y) < {radius} ? h_inside : h_outside"
[[check]]
name = "front"
kind = "front"
solution = "radial_dam_break"
depth = 0.5
{keys}
bound = 0.1
"""


class Front(run_cases.RunTest):
    def front(self, left=0, cells=40, radius=2, keys="", ranks=1):
        self.write(COLUMN.format(left=left, cells=cells, radius=radius, keys=keys))
        return self.run_case(ranks=ranks)["checks"][0]

    def rows(self):
        with (self.folder / "out/fronts.csv").open() as file:
            return list(csv.DictReader(file))

    def test_front_in_its_place(self):
        self.assertLess(self.front()["value"], 1e-12)
        self.assertEqual([float(row["direction_degrees"]) for row in self.rows()], [5 + 10 * k for k in range(9)])

    def test_front_that_is_ahead_or_behind(self):
        for radius in (2.5, 1.5):
            check = self.front(radius=radius)
            self.assertFalse(check["pass"])
            self.assertAlmostEqual(check["value"], 0.5, delta=0.1)  # most of a cell of 0.125 m
            for row in self.rows():
                self.assertAlmostEqual(float(row["radius_m"]), radius, delta=0.13)
                self.assertAlmostEqual(float(row["exact_radius_m"]), 2, delta=0.13)

    def test_all_around_and_by_levels(self):
        self.assertLess(self.front(left=-5, cells=80, keys="sector = 45\nlevels = 3")["value"], 1e-12)
        cells = [row["cells"] for row in self.rows()]
        self.assertEqual(cells, 8 * ["400"] + 8 * ["1600"] + 8 * ["6400"])

    def test_ranks_agree(self):
        values = [self.front(radius=2.3, ranks=ranks)["value"] for ranks in (1, 3)]
        self.assertEqual(values[0], values[1])

    def test_no_water_where_it_is_expected(self):
        self.write(COLUMN.format(left=0, cells=40, radius=2, keys="").replace("depth = 0.5", "depth = 9"))
        check = self.run_case()["checks"][0]
        self.assertEqual((check["pass"], check["value"], check["note"]), (False, None, "no water is expected there"))

    def test_keys(self):
        self.write(COLUMN.format(left=0, cells=40, radius=2, keys="sector = 361"))
        self.assertIn("check.0.sector", self.run_case(code=2))


if __name__ == "__main__":
    run_cases.main()
