"""A discharge boundary delivers the integral of its hydrograph, over any edges, on any bed, on any number of ranks."""
import run_cases

CASE = """\
title = "discharge"
[mesh]
source = "rectangle"
x = [0, 40]
y = [0, 20]
cells = [20, {across}]
shape = "triangles_unaligned"
[bed]
expression = "{bed}"
[friction]
manning = 0.03
[flow]
end_time = 7
order = {order}
[[initial]]
{initial}
[[boundary]]
name = "left"
type = "discharge"
discharge = {{ time = [0, 1, 2.2, 3.7, 6.1], value = {values} }}
"""

# Trapezes of the hydrograph, and its last value held to the end.
TIMES = [0, 1, 2.2, 3.7, 6.1, 7]
INFLOW = [0, 5, 80, 3, 0.2]


def integral(values):
    held = [*values, values[-1]]
    return sum(0.5 * (held[k] + held[k + 1]) * (TIMES[k + 1] - TIMES[k]) for k in range(len(held) - 1))


class DischargeVolume(run_cases.RunTest):
    def write_case(self, bed="0.01*(40 - x)", initial="level = 1.5", across=7, order=2, values=INFLOW):
        self.write(CASE.format(bed=bed, initial=initial, across=across, order=order, values=list(values)))

    def delivers(self, ranks=1, **case):
        self.write_case(**case)
        summary = self.run_case(ranks=ranks)
        exact = integral(INFLOW)
        self.assertLess(abs(summary["volume_in_m3"] - exact), 1e-10 * exact, case)
        self.assertLess(summary["volume_error_relative"], 1e-13)

    def test_onto_a_wet_bed(self):
        for ranks in (1, 3):
            self.delivers(ranks)

    def test_onto_a_dry_bed(self):
        for ranks in (1, 3):
            self.delivers(ranks, initial="depth = 0")

    def test_over_any_number_of_edges(self):
        for across in (1, 2, 30):
            self.delivers(across=across)

    def test_first_order(self):
        self.delivers(order=1)
        self.delivers(order=1, initial="depth = 0")

    def test_onto_a_steep_bed(self):
        self.delivers(bed="2*(40 - x)", initial="depth = 0")
        self.delivers(bed="0.5*x", initial="depth = 0")

    def test_over_a_partly_dry_boundary(self):
        self.delivers(bed="abs(y - 10)", initial="level = 2")
        self.delivers(ranks=2, bed="3*sin(y)", initial="level = 0")

    def test_taken_out_in_full_where_there_is_enough(self):
        self.write_case(values=[-q / 20 for q in INFLOW], initial="level = 5")
        summary = self.run_case()
        self.assertAlmostEqual(summary["volume_out_m3"] / (integral(INFLOW) / 20), 1, delta=1e-10)

    def test_takes_no_more_than_there_is(self):
        self.write_case(values=[-10 * q for q in INFLOW], initial="depth = 0.1", bed="0.02*x")
        summary = self.run_case(ranks=2)
        self.assertLessEqual(summary["volume_out_m3"], summary["volume_start_m3"])
        self.assertGreater(summary["volume_out_m3"], 5)  # what a free overfall draws
        self.assertGreaterEqual(summary["volume_end_m3"], 0)
        self.assertLess(summary["volume_error_relative"], 1e-13)

    def test_takes_nothing_from_a_dry_bed(self):
        self.write_case(values=[-10 * q for q in INFLOW], initial="depth = 0")
        self.assertEqual(self.run_case()["volume_out_m3"], 0)


if __name__ == "__main__":
    run_cases.main()
