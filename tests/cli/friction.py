"""Friction by number, expression, raster, zone and polygon: what water comes down a slope with it."""
import unittest

import run_cases
import support

# A slope under a steady sheet: the deeper, the rougher.
SLOPE = """\
title = "slope"
[mesh]
source = "rectangle"
x = [0, 40]
y = [0, 20]
cells = [20, 2]
[bed]
expression = "-0.05*x"
[flow]
end_time = 4
[[initial]]
depth = 0.1
[[gauge]]
name = "low"
x = 20
y = 2
[[gauge]]
name = "high"
x = 20
y = 18
"""
GRID = "ncols 1\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 10\n"
RASTER = "ncols 4\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 10\nnodata_value -1\n"


class Friction(run_cases.RunTest):
    def hash_of(self, friction, ranks=1):
        self.write(SLOPE + friction)
        return self.run_case(ranks=ranks)["state_hash"]

    def test_every_way_gives_the_same(self):
        """n = 0.1 where y > 10, else 0.02."""
        self.write(RASTER + "0.1 0.1 0.1 0.1\n0.02 0.02 0.02 0.02\n", "n.asc")
        self.write(RASTER + "41 41 41 41\n82 82 82 82\n", "cover.asc")
        self.write(RASTER + "41 41 41 41\n-1 -1 -1 -1\n", "holes.asc")
        expected = self.hash_of('[friction]\nmanning = "y > 10 ? 0.1 : 0.02"\n')
        self.assertNotEqual(expected, self.hash_of("[friction]\nmanning = 0.02\n"))
        ways = {
            "raster": '[friction]\nmanning = { raster = "n.asc" }\n',
            "classes": '[friction]\nmanning = { raster = "cover.asc", classes = { 41 = 0.1, 82 = 0.02 } }\n',
            "Strickler's": '[friction]\nstrickler = { raster = "cover.asc", classes = { 41 = 10, 82 = 50 } }\n',
            "polygon": "[friction]\nmanning = 0.02\n[[friction.region]]\nmanning = 0.1\n"
                       "polygon = [[0, 10], [40, 10], [40, 20], [0, 20]]\n",
            "line": "[friction]\nmanning = 0.02\n[[friction.region]]\nmanning = 0.1\n"
                    "behind_line = [[0, 10], [40, 10]]\n",
            "where": '[[friction.region]]\nmanning = 0.1\n[[friction.region]]\nmanning = 0.02\nwhere = "y < 10"\n',
            "over": '[friction]\nmanning = 0.02\n[[friction.region]]\n'
                    'manning = { raster = "holes.asc", classes = { "41" = 0.1 } }\n',
        }
        for name, friction in ways.items():
            with self.subTest(name):
                self.assertEqual(self.hash_of(friction, ranks=2 if name == "raster" else 1), expected)


class Mistakes(support.BrokenCaseTest):
    def refuse_friction(self, friction, *parts):
        self.write(SLOPE + friction)
        return self.refuse(*parts)

    def test_region_without_a_value(self):
        self.refuse_friction("[[friction.region]]\npolygon = [[0, 0], [1, 0], [1, 1]]\n",
                             "friction.region.0.manning: missing")

    def test_unknown_zone(self):
        self.refuse_friction('[[friction.region]]\nmanning = 1\nzone = "wood"\n',
                             "case.toml:22: friction.region.0.manning", "no zone of this name (wood)", "default")

    def test_two_values(self):
        self.refuse_friction("[[friction.region]]\nmanning = 1\nstrickler = 1\n",
                             "friction.region.0.strickler", "manning")

    def test_raster_that_does_not_cover_the_mesh(self):
        self.write(GRID + "1\n1\n", "n.asc")
        self.refuse_friction('[friction]\nmanning = { raster = "n.asc" }\n',
                             "friction.manning: the raster", "n.asc has no value at x = ")

    def test_raster_with_negative_values(self):
        self.write(RASTER + "1 1 1 1\n1 1 1 -0.5\n", "n.asc")
        self.refuse_friction('[friction]\nmanning = { raster = "n.asc" }\n', "friction.manning", "-0.5", "at least 0")

    def test_mistake_that_one_rank_sees(self):
        """The others do not wait for it."""
        self.write(RASTER + "1 1 1 -1\n1 1 1 -0.5\n", "n.asc")
        self.write(SLOPE + '[friction]\nmanning = { raster = "n.asc" }\n')
        for command in ("check", "run"):
            code, _, error = support.freshet(command, self.folder, ranks=3, timeout=60)
            self.assertEqual(code, 2, error)
            self.assertIn("friction.manning", error)

    def test_class_that_is_not_named(self):
        self.write(RASTER + "1 1 1 1\n1 1 1 2\n", "n.asc")
        self.refuse_friction('[friction]\nmanning = { raster = "n.asc", classes = { 1 = 0.03 } }\n',
                             "has 2, which classes does not name")

    def test_class_that_is_no_number(self):
        self.write(RASTER + "1 1 1 1\n1 1 1 2\n", "n.asc")
        self.refuse_friction('[friction]\nmanning = { raster = "n.asc", classes = { wood = 0.03 } }\n',
                             '"wood"')


if __name__ == "__main__":
    unittest.main()
