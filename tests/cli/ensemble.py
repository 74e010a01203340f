"""Ensembles: members in folders of their own, draws that depend on seed and number alone, going on, what is refused."""
import csv

import run_cases
import support

ENSEMBLE = """\
[ensemble]
seed = {seed}
[[ensemble.vary]]
key = "parameters.h0"
distribution = "uniform"
low = 1.2
high = 1.8
[[ensemble.vary]]
key = ["friction.manning", "parameters.n"]
distribution = "lognormal"
median = 0.03
deviation = 0.2
"""
CASE = support.SMALL_CASE.replace("h0 = 1.5", "h0 = 1.5\nn = 0") + "[friction]\nmanning = 0\n"


class Ensembles(run_cases.RunTest):
    def write_ensemble(self, seed=1):
        self.write(CASE.replace("interval = 0.5", "interval = 0.5\ncheckpoint_interval = 0.4") + ENSEMBLE.format(seed=seed))

    def ensemble(self, count, *arguments, out="e", code=0, ranks=1):
        found, said, error = support.freshet("run", self.folder, "--ensemble", count, "--out", self.folder / out, *arguments,
                                             ranks=ranks)
        self.assertEqual(found, code, said + error)
        return said if code == 0 else error

    def table(self, name, out="e"):
        with open(self.folder / out / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def hashes(self, numbers, out="e"):
        return [self.summary(f"{out}/member_{n:04}")["state_hash"] for n in numbers]

    def test_members(self):
        self.write_ensemble()
        said = self.ensemble(3)
        self.assertIn("3 of 3 members done", said)
        first = self.hashes((1, 2, 3))
        self.assertEqual(len(set(first)), 3)
        for row, member in zip(self.table("members.csv"), self.table("ensemble.csv")):
            self.assertTrue(1.2 < float(row["parameters.h0"]) < 1.8, row)
            self.assertEqual(row["friction.manning"], row["parameters.n"])  # one draw for both
            self.assertEqual({key: member[key] for key in row}, row)
            self.assertEqual(member["status"], "done")
        kept = (self.folder / "e/member_0002/summary.json").stat().st_mtime_ns
        said = self.ensemble(5, ranks=2)  # goes on with those that lack; how many there are has no say
        self.assertEqual(said.count("done before"), 3)
        self.assertEqual((self.folder / "e/member_0002/summary.json").stat().st_mtime_ns, kept)
        self.ensemble(5, "--member", 4, out="one")
        self.assertEqual(self.hashes((4,)), self.hashes((4,), out="one"))
        self.assertFalse((self.folder / "one/member_0001").exists())
        self.write_ensemble(seed=2)
        said = self.ensemble(3)  # these are others
        self.assertNotIn("done before", said)
        self.assertFalse(set(first) & set(self.hashes((1, 2, 3))))

    def test_a_member_that_was_cut_off_goes_on(self):
        self.write_ensemble()
        self.ensemble(2)
        before = self.hashes((1, 2))
        for number, left in ((1, 1), (2, 2)):  # the newest checkpoint of the first is at its end
            (self.folder / f"e/member_{number:04}/summary.json").unlink()
            checkpoints = sorted((self.folder / f"e/member_{number:04}/checkpoint").iterdir())
            for path in checkpoints[len(checkpoints) - left + 1:]:
                path.unlink()
        self.ensemble(2)
        self.assertEqual(self.hashes((1, 2)), before)
        self.assertIn("restart from", self.text("e/member_0002", "log.txt"))

    def test_a_member_that_fails(self):
        """The others run all the same; the worst code is what counts."""
        self.write(CASE + '[[pool]]\nname = "tub"\nlevel = 0.5\nevaporation = 1e-9\n'
                   "storage = { level = [0, 1], volume = [0, 4] }\ninflow = 1\n"
                   '[[structure]]\nname = "out"\ntype = "pump"\nfrom = "tub"\nto = "outside"\ndischarge = 0\n'
                   '[ensemble]\nseed = 1\n[[ensemble.vary]]\nkey = "pool.0.inflow"\ndistribution = "table"\n'
                   "values = [1, 9]\n")
        error = self.ensemble(4, code=3)
        self.assertIn("rises above its storage curve", error)
        states = [row["status"] for row in self.table("ensemble.csv")]
        self.assertEqual({"done", "failed"}, set(states))

    def test_what_is_refused(self):
        self.write(CASE)
        self.assertIn("the case has no [ensemble]", self.ensemble(3, code=2))
        self.write_ensemble()
        self.assertIn("--member: there are not so many members: 4", self.ensemble(3, "--member", 4, code=2))
        self.assertIn("--until", self.ensemble(3, "--until", 0.5, code=2))
        self.assertIn("--ensemble", support.freshet("run", self.folder, "--member", 4)[2])
        self.write(CASE + ENSEMBLE.format(seed=1).replace("low = 1.2", "low = 0.1").replace('"parameters.h0"', '"flow.cfl"'))
        self.assertRegex(self.ensemble(9, code=2), r"member \d: --set flow.cfl=.*flow.cfl")


class Refused(support.BrokenCaseTest):
    def refuse_ensemble(self, old, new, *parts):
        text = ENSEMBLE.format(seed=1)
        assert text.count(old) == 1, old
        self.write(CASE + text.replace(old, new))
        self.refuse(*parts)

    def test_distributions(self):
        self.refuse_ensemble("high = 1.8", "high = 1.2", "case.toml:33: ensemble.vary.0.high", "no width: low is 1.2")
        self.refuse_ensemble("deviation = 0.2", "deviation = 0", "ensemble.vary.1.deviation", "(0)")
        self.refuse_ensemble("deviation = 0.2", "deviation = 0.2\nat_least = 2\nat_most = 2", "ensemble.vary.1.at_most", "no width")
        self.refuse_ensemble("deviation = 0.2", "deviation = 0.2\nat_most = 1e-9", "ensemble.vary.1.at_most", "next to nothing")
        self.refuse_ensemble('"uniform"', '"table"\nvalues = [3]', "ensemble.vary.0.values", "no width")
        self.refuse_ensemble('"uniform"\nlow = 1.2\nhigh = 1.8', '"table"\nvalues = [3, 4]\nweights = [1]',
                             "ensemble.vary.0.weights", "has 1 numbers for 2 values")
        self.refuse_ensemble('"uniform"\nlow = 1.2\nhigh = 1.8', '"table"\nvalues = [3, 4]\ncumulative = [0, 0.9]',
                             "ensemble.vary.0.cumulative", "from 0 to 1")
        self.refuse_ensemble('"uniform"', '"triangular"\nmode = 5', "ensemble.vary.0.mode", "outside low .. high")
        self.refuse_ensemble('"uniform"', '"gauss"', "ensemble.vary.0.distribution", "normal")

    def test_keys(self):
        self.refuse_ensemble('"parameters.h0"', '"flow.clf"', "case.toml:30: ensemble.vary.0.key", "did you mean", "cfl")
        self.refuse_ensemble('"parameters.h0"', '"boundary.4.discharge"', "ensemble.vary.0.key", "boundary")
        self.refuse_ensemble('"parameters.h0"', '"title"', "ensemble.vary.0.key", "title")
        self.refuse_ensemble('"parameters.h0"', '"parameters.n"', "ensemble.vary.1.key", "varied twice")
        self.refuse_ensemble('"parameters.h0"', '"ensemble.seed"', "ensemble.vary.0.key", "does not vary itself")
        self.refuse_ensemble("low = 1.2", "low = 1.2\nmean = 2", "ensemble.vary.0.mean", "does not go with")


if __name__ == "__main__":
    run_cases.main()
