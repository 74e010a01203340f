"""Still water stays still over any bed: below 1e-12 m/s after 1000 steps."""
import unittest

import run_cases

CASE = """\
title = "lake"
[mesh]
{mesh}
{bed}
[flow]
end_time = 1e6
scheme = "{scheme}"
[[initial]]
level = {level}
[output]
maxima = false
[[check]]
name = "speed"
kind = "max_speed"
bound = 1e-12
"""
RECTANGLE = 'source = "rectangle"\nx = [0, 30]\ny = [0, 10]\ncells = [30, 10]\nshape = "{shape}"'
BUMPS = '[bed]\nexpression = "2*sin(x)*cos(0.7*y) + 3*exp(-((x - 20)^2 + (y - 5)^2)/4) + (x < 7 ? 1.3 : 0)"'
MALPASSET = 'source = "selafin"\nfile = "{data}/malpasset/geo_malpasset-small.slf"'
STEPS = 1000


class LakeAtRest(run_cases.RunTest):
    def stays_still(self, mesh, bed, level, scheme="hancock", arguments=(), least_steps=STEPS):
        self.write(CASE.format(mesh=mesh, bed=bed, level=level, scheme=scheme))
        first = self.run_case("--set", "flow.end_time=1e-3", *arguments, out="first")  # checks need an end
        step = self.time_step(*arguments)
        summary = self.run_case("--set", f"flow.end_time={least_steps * step}", *arguments)
        self.assertGreaterEqual(summary["steps"], least_steps)
        self.assertLess(summary["checks"][0]["value"], 1e-12)
        self.assertLess(abs(summary["volume_end_m3"] / first["volume_start_m3"] - 1), 1e-14)

    def time_step(self, *arguments):
        """Of the still lake, s: known from the number of steps in a long enough run."""
        summary = self.run_case("--set", "flow.end_time=5", *arguments, out="step")
        return summary["simulated_seconds"] / max(summary["steps"] - 1, 1)

    def test_immersed(self):
        for shape in ("triangles_unaligned", "quadrilaterals"):
            self.stays_still(RECTANGLE.format(shape=shape), BUMPS, 7)

    def test_emerged(self):
        for shape in ("triangles_unaligned", "quadrilaterals"):
            self.stays_still(RECTANGLE.format(shape=shape), BUMPS, 1.1)

    def test_round_off_does_not_grow(self):
        for shape in ("triangles_unaligned", "triangles"):
            self.stays_still(RECTANGLE.format(shape=shape), BUMPS, 1.1, least_steps=20 * STEPS)

    def test_emerged_with_other_schemes(self):
        self.stays_still(RECTANGLE.format(shape="triangles"), BUMPS, 1.1, "rk2")
        self.stays_still(RECTANGLE.format(shape="triangles"), BUMPS, 1.1, "euler")

    @unittest.skipUnless(run_cases.malpasset_data(), "FRESHET_DATA has no malpasset/geo_malpasset-small.slf")
    def test_malpasset_filled_to_60_m(self):
        self.stays_still(MALPASSET, "", 60, arguments=["--data", run_cases.malpasset_data()])


if __name__ == "__main__":
    run_cases.main()
