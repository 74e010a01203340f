"""A rating curve: what leaves through the boundary is what the curve gives at the level that stands there."""
import csv

import run_cases

# A pond one metre wide into which 0.2 m3/s flow, with a curve that is straight, and steeper above 1 m.
POND = """\
title = "pond"
[mesh]
source = "rectangle"
x = [0, 20]
y = [0, 1]
cells = [20, 1]
[flow]
end_time = {end_time}
[[initial]]
level = {level}
velocity_x = {velocity}
[[boundary]]
name = "left"
type = "discharge"
discharge = 0.2
[[boundary]]
name = "right"
type = "rating"
rating = {{ level = [0, 1, 2], discharge = [0, 0.2, 0.8] }}
[output]
series_interval = 0.5
[[gauge]]
name = "weir"
x = 19.5
y = 0.5
"""


def curve(level):
    return 0.2 * level if level < 1 else 0.2 + 0.6 * (level - 1)


class Rating(run_cases.RunTest):
    def run_pond(self, ranks=1, **pond):
        self.write(POND.format(**pond))
        summary = self.run_case(ranks=ranks)
        with (self.folder / "out/gauges.csv").open() as file:
            rows = list(csv.DictReader(file))
        return summary, [(float(row["time_s"]), float(row["weir_level_m"] or "nan")) for row in rows]

    def test_what_flows_in_flows_out_at_the_level_of_the_curve(self):
        for ranks in (1, 2):
            summary, levels = self.run_pond(ranks, end_time=60, level=1, velocity=0.2)
            self.assertAlmostEqual(summary["volume_out_m3"], 0.2 * 60, delta=1e-9)
            for time, level in levels:
                self.assertAlmostEqual(level, 1, delta=1e-9, msg=f"at {time} s")

    def test_outflow_follows_the_level(self):
        """Falling from 1.5 m, over both pieces of the curve."""
        summary, levels = self.run_pond(end_time=120, level=1.5, velocity=0)
        self.assertGreater(levels[0][1], 1.4)
        self.assertLess(levels[-1][1], 1.1)
        out = sum(0.5 * (curve(a) + curve(b)) * (end - begin)
                  for (begin, a), (end, b) in zip(levels, levels[1:]))
        self.assertAlmostEqual(summary["volume_out_m3"], out, delta=0.01 * out)
        self.assertLess(summary["volume_error_relative"], 1e-13)

    def test_dry_boundary_lets_nothing_out(self):
        summary, _ = self.run_pond(end_time=1, level=0, velocity=0)
        self.assertEqual(summary["volume_out_m3"], 0)


if __name__ == "__main__":
    run_cases.main()
