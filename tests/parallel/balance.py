"""Cells divided anew among the ranks, in a run and at a restart, change no bit."""
import unittest

import run_cases
import support


class Balance(run_cases.RunTest):
    OFTEN = ["--balance", "1.02", "--balance-steps", "10", "--dry-work", "0.05"]

    def setUp(self):
        super().setUp()
        # Water from the left runs over a dry plain.
        case = run_cases.flood(end_time=4).replace("x < 30 ? 2.2 : 0.6", "x < 20 ? 2.2 : -5")
        case = case.replace('type = "level"\nlevel = { time = [0, 10], value = [0.7, 1.1] }', 'type = "wall"')
        # A state that is kept for a check moves with the cells, its bed too.
        self.write(case + """
[[check]]
name = "level that was kept"
kind = "profile_rmse"
time = 1
y = 5.1
quantity = "level"
file = "profile.csv"
bound = 1e9
""")
        (self.folder / "profile.csv").write_text("x,level\n" + "".join(f"{x},0\n" for x in range(2, 98, 3)))
        self.run_case("--balance", "0", out="whole")

    def divisions(self, out):
        return self.text(out, "log.txt").count("dividing the cells anew")

    def test_in_a_run(self):
        for ranks in (2, 3, 4):
            self.run_case(*self.OFTEN, out=str(ranks), ranks=ranks)
            self.assertGreaterEqual(self.divisions(str(ranks)), 2)
            self.assert_same_results("whole", str(ranks))
            self.assertEqual(self.summary("whole")["checks"], self.summary(str(ranks))["checks"])

    def test_measured(self):
        """With the ratio fitted to the time of each rank: whatever that is."""
        self.run_case("--balance", "1.01", "--balance-steps", "5", out="cut", ranks=3)
        self.assert_same_results("whole", "cut")

    def test_at_a_restart(self):
        self.run_case("--until", "1.3", "--balance", "0", out="cut", ranks=2)
        self.run_case("--restart", "latest", "--dry-work", "0.05", "--balance-steps", "100000", out="cut", ranks=3)
        self.assertEqual(self.divisions("cut"), 0)
        self.assert_same_results("whole", "cut")

    def test_cut_after_a_division(self):
        self.run_case(*self.OFTEN, "--until", "2.61", out="cut", ranks=3)
        self.assertGreaterEqual(self.divisions("cut"), 1)
        self.run_case("--restart", "latest", *self.OFTEN, out="cut", ranks=2)
        self.assert_same_results("whole", "cut")

    def test_never(self):
        self.run_case("--balance", "0", "--balance-steps", "1", "--dry-work", "0.05", out="never", ranks=3)
        self.assertEqual(self.divisions("never"), 0)
        self.assertFalse((self.folder / "never/checkpoint").exists())

    def test_usage(self):
        for arguments in (["--balance", "-1"], ["--balance-steps", "0"], ["--dry-work", "2"]):
            code, _, error = support.freshet("run", self.folder, *arguments)
            self.assertEqual(code, 2, error)
            self.assertIn(arguments[0], error)


if __name__ == "__main__":
    unittest.main()
