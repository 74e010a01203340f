"""Structures, sources, sections, gauges and loads on a raster: as on any mesh, on any number of ranks."""
import math

import run_cases

COLUMNS, ROWS, SIZE = 90, 40, 2.0

# A weir and a gate across the stream; a hole; rain, a spring, a sink; faces along the rim and across.
CASE = """\
title = "raster with everything"
[mesh]
source = "raster"
file = "bed.asc"
[friction]
manning = 0.03
[flow]
end_time = {end_time}
order = {order}
skip_dry = {skip_dry}
[[initial]]
level = 2.5
where = "x < 60"
[[boundary]]
name = "left"
type = "discharge"
discharge = {{ time = [0, 5], value = [0, 20] }}
[[boundary]]
name = "right"
type = "transmissive"
[[structure]]
name = "weir"
type = "weir"
line = [[60, 0], [60, 80]]
crest = 1.6
[[structure]]
name = "pipe"
type = "culvert"
from = [30, 40]
to = [150, 40]
shape = "circular"
diameter = 1.0
length = 120
[[source]]
name = "spring"
point = [140, 20]
discharge = 5.0
[[source]]
name = "pump"
polygon = [[10, 10], [20, 10], [20, 30], [10, 30]]
discharge = -1.0
[[rain]]
rate_mm_per_h = 500.0
where = "x > 150"
[output]
interval = 2
series_interval = 0.5
loads_interval = 0
checkpoint_interval = 2
[[gauge]]
name = "below"
x = 71
y = 41
[[section]]
name = "across"
points = [[124, 0], [124, 80]]
[[face]]
name = "wall"
boundary = ["bottom", "top"]
segment_length = 40
[[face]]
name = "line"
line = [[80, 0], [80, 80]]
"""

TABLES = ("gauges.csv", "sections.csv", "structures.csv", "loads.csv")


def bed(column, row):
    x, y = (column + 0.5) * SIZE, (row + 0.5) * SIZE
    if math.hypot(x - 100, y - 50) < 9 or (column > 80 and row < 5):
        return -9999
    return 1 - 0.006 * x + 0.3 * math.sin(x / 9) * math.cos(y / 7)


class RasterCase(run_cases.RunTest):
    def write_case(self, order=2, end_time=4, skip_dry="true"):
        lines = [f"ncols {COLUMNS}", f"nrows {ROWS}", "xllcorner 0", "yllcorner 0", f"cellsize {SIZE}",
                 "NODATA_value -9999"]
        for row in range(ROWS - 1, -1, -1):
            lines.append(" ".join(f"{bed(column, row):.6f}" for column in range(COLUMNS)))
        (self.folder / "bed.asc").write_text("\n".join(lines) + "\n")
        self.write(CASE.format(order=order, end_time=end_time, skip_dry=skip_dry))

    def test_ranks(self):
        for order in (1, 2):
            with self.subTest(order=order):
                self.write_case(order)
                one = self.run_case(out="1")
                self.run_case(out="3", ranks=3)
                self.assert_same_results("1", "3", TABLES)
                passed = {each["name"]: each for each in one["sources"]}
                self.assertAlmostEqual(passed["spring"]["volume_in_m3"], 20)
                self.assertAlmostEqual(passed["pump"]["volume_out_m3"], 4)
                self.assertGreater(passed["pipe"]["volume_in_m3"], 8)
                self.assertLess(one["volume_error_relative"], 1e-14)
                last = self.text("1", "structures.csv").splitlines()[-1].split(",")
                self.assertGreater(float(last[1]), 50)  # over the weir

    def test_restart_and_dry_land(self):
        self.write_case()
        self.run_case(out="whole")
        self.run_case("--until", "2", out="parts", ranks=2)
        self.run_case("--restart", "latest", out="parts")
        self.assert_same_results("whole", "parts", TABLES)
        self.write_case(skip_dry="false")
        self.run_case(out="all")
        self.assert_same_results("whole", "all", TABLES)


if __name__ == "__main__":
    run_cases.main()
