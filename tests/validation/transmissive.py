"""A transmissive boundary: what comes to it leaves, what has left does not come back, and waves pass."""
import math

import run_cases

VALLEY = """\
title = "valley"
[mesh]
source = "rectangle"
x = [0, 1000]
y = [0, 100]
cells = [50, 10]
shape = "{shape}"
[bed]
expression = "-0.012*x + 0.01*(y - 50)^2"
[friction]
manning = 0.035
[flow]
end_time = 3000
order = {order}
[[initial]]
level = 20
where = "x < 300"
[[boundary]]
name = "right"
type = "transmissive"
[output]
maxima = false
"""

# A hump of water over a plain: half of it runs to either side.
WAVE = """\
title = "wave"
[mesh]
source = "rectangle"
x = [0, {length}]
y = [0, 4]
cells = [{cells}, 4]
shape = "{shape}"
[bed]
expression = -3.7
[flow]
end_time = {end}
order = {order}
[[initial]]
level = "0.05*exp(-((x - 100)/10)^2)"
[[boundary]]
name = "left"
type = "{type}"
[[boundary]]
name = "right"
type = "{type}"
[output]
series_interval = 0.25
[[gauge]]
name = "G"
x = 99
y = 1.9
"""

ORDERS = [(shape, order) for shape in ("quadrilaterals", "triangles_unaligned") for order in (1, 2)]


class Transmissive(run_cases.RunTest):
    def boundary(self, name, out="out"):
        return next(b for b in self.summary(out)["boundaries"] if b["name"] == name)

    def test_a_valley_drains(self):
        for shape, order in ORDERS:
            with self.subTest(shape=shape, order=order):
                self.write(VALLEY.format(shape=shape, order=order))
                summary = self.run_case()
                self.assertLess(summary["volume_end_m3"], 0.02 * summary["volume_start_m3"])
                self.assertEqual(summary["volume_in_m3"], 0)
                self.assertEqual(self.boundary("right")["volume_in_m3"], 0)
                self.assertEqual(self.boundary("right")["volume_out_m3"], summary["volume_out_m3"])
                self.assertLess(summary["volume_error_relative"], 1e-13)

    def test_a_pool_on_a_raster_drains(self):
        """A pixel's slope is that between it and its neighbours, at the rim half of it."""
        rows = [[-0.012 * (10 * i + 5) + 0.01 * (45 - 10 * j) ** 2 for i in range(100)] for j in range(10)]
        text = "\n".join(" ".join(f"{z:.4f}" for z in row) for row in rows)
        header = "ncols 100\nnrows 10\nxllcorner 0\nyllcorner 0\ncellsize 10\nNODATA_value -9999\n"
        self.write(header + text + "\n", "bed.asc")
        rest = VALLEY.format(shape="", order=2).partition("[friction]")[2]
        rest = rest.replace("level = 20", "level = -8").replace('where = "x < 300"', "").replace("3000", "2000")
        self.write('title = "raster"\n[mesh]\nsource = "raster"\nfile = "bed.asc"\n[friction]' + rest)
        summary = self.run_case()
        self.assertGreater(summary["volume_out_m3"], 0.25 * summary["volume_start_m3"])
        self.assertEqual(summary["volume_in_m3"], 0)

    def after_the_wave(self, boundary, shape, order):
        """What comes back to the middle from both ends, where its two halves meet again, over what they were."""
        speed = math.sqrt(9.81 * 3.7)
        self.write(WAVE.format(length=200, cells=200, shape=shape, order=order, type=boundary, end=260 / speed))
        self.run_case()
        rows = [line.split(",") for line in self.text("out", "gauges.csv").splitlines()[1:]]
        levels = [(float(row[0]), float(row[1]) - 3.7) for row in rows]
        back = [abs(level) for time, level in levels if 160 / speed < time < 250 / speed]
        self.assertGreater(len(back), 40)
        return max(back) / 0.05

    def test_a_wave_leaves(self):
        for shape, order in ORDERS:
            with self.subTest(shape=shape, order=order):
                self.assertLess(self.after_the_wave("transmissive", shape, order), 0.01)
        self.assertGreater(self.after_the_wave("wall", "quadrilaterals", 2), 0.5)  # what the figure is made to see

    def test_still_water(self):
        """On level ground it stays; on falling ground it runs off, for nothing beyond the edge holds it."""
        for shape, order in ORDERS:
            with self.subTest(shape=shape, order=order):
                case = VALLEY.format(shape=shape, order=order).replace("end_time = 3000", "end_time = 60")
                level = case.replace("-0.012*x + 0.01*(y - 50)^2", "1.3").replace('where = "x < 300"', "")
                self.write(level)
                self.assertLess(self.run_case()["volume_out_m3"], 1e-6)
                pool = case.replace("level = 20", "level = -8").replace('where = "x < 300"', "")
                self.write(pool.replace("end_time = 60", "end_time = 400"))
                summary = self.run_case()
                self.assertGreater(summary["volume_out_m3"], 0.25 * summary["volume_start_m3"])


if __name__ == "__main__":
    run_cases.main()
