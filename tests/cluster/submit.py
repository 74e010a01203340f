"""What freshet submit writes and refuses, and what it does on a machine without Slurm."""
import csv
import os
import shutil
import subprocess
import unittest

import run_cases
import support

PROFILES = sorted(path.stem for path in (support.SOURCE / "cluster/profiles").glob("*.toml"))
NO_SLURM = {"PATH": "/nonexistent"}


def submit(*arguments, folder=None, environment=None):
    done = subprocess.run([support.PROGRAM, "submit", *map(str, arguments)], capture_output=True, text=True, cwd=folder,
                          timeout=120, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


class Scripts(support.CaseTest):
    def script(self, *arguments):
        code, script, error = submit(*arguments, "--dry-run", folder=self.folder)
        self.assertEqual(code, 0, error)
        self.assertFalse((self.folder / "results").exists())
        return script

    def check(self, script):
        file = self.write(script, "job.sh")
        self.assertEqual(subprocess.run(["bash", "-n", file]).returncode, 0)
        if shutil.which("shellcheck"):
            done = subprocess.run(["shellcheck", file], capture_output=True, text=True, cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_every_profile(self):
        self.assertEqual(PROFILES, ["cpu-cluster", "gpu-cluster", "workstation"])
        for name in PROFILES:
            with self.subTest(name):
                self.check(self.script("isolated_building", "--profile", name))

    def test_gpus(self):
        script = self.script("isolated_building", "--profile", "gpu-cluster", "--nodes", 4, "--gpus-per-node", 4, "--time",
                             "02:00:00")
        self.check(script)
        for line in ("--nodes=4", "--ntasks=16", "--ntasks-per-node=4", "--gres=gpu:4", "--time=02:00:00",
                     "--signal=B:USR1@300", "--requeue", "--open-mode=append"):
            self.assertIn(f"#SBATCH {line}\n", script)

    def test_each_rank_of_a_node_takes_its_own_gpu(self):
        script = self.script("isolated_building", "--profile", "gpu-cluster")
        begin = script.index("one_gpu='")
        variable = script[begin:script.index("'\n", begin) + 2]
        for rank, allowed, expected in (("0", "4,5", "4"), ("1", "4,5", "5"), ("3", "", "3")):
            done = subprocess.run(["bash", "-c", variable + 'bash -c "$one_gpu" bash printenv CUDA_VISIBLE_DEVICES'],
                                  capture_output=True, text=True,
                                  env={"PATH": os.environ["PATH"], "SLURM_LOCALID": rank, "CUDA_VISIBLE_DEVICES": allowed})
            self.assertEqual(done.stdout.strip(), expected, done.stderr)

    def test_awkward_words_arrive_whole(self):
        self.write_small()
        odd = self.folder / "it's $HOME"
        script = self.script(self.folder, "--profile", "cpu-cluster", "--out", odd, "--set", 'title="a b"')
        file = self.write(script.split("\n# Body")[0] + '\nprintf "%s|" "$folder" "${run_arguments[@]}"\n', "head.sh")
        said = subprocess.run(["bash", file], capture_output=True, text=True).stdout.split("|")
        self.assertEqual(said[0], str(odd))
        self.assertIn('title="a b"', said)
        self.assertIn(f'#SBATCH --output="{odd}/jobs/job-%j.log"\n', script)


class Refusals(support.CaseTest):
    def refuse(self, *parts, profile="cpu-cluster", arguments=(), code=2):
        got, _, error = submit(self.folder, "--profile", profile, *arguments, folder=self.folder)
        self.assertEqual(got, code, error)
        for part in parts:
            self.assertIn(part, error)

    def setUp(self):
        super().setUp()
        self.write_small()

    def test_profiles(self):
        self.refuse("workstation", 'did you mean "workstation"', profile="workstaton")
        for text, *parts in (("nodse = 2", "site.toml:1", "nodse", 'did you mean "nodes"'),
                             ("nodes = 0", "nodes", "1"), ('scheduler = "pbs"', "scheduler", "slurm"),
                             ('time = "soon"', "time", "soon"), ('modules = "gcc"', "modules", "list"),
                             ('scheduler = "none"\nlauncher = "srun"', "launcher", "srun"),
                             ('scratch = "$NOT_THERE_AT_ALL/x"', "scratch", "NOT_THERE_AT_ALL"),
                             ("= 1", "site.toml:1")):
            with self.subTest(text):
                self.write(text, "site.toml")
                self.refuse(*parts, profile="site.toml")

    def test_options(self):
        self.refuse("--time", "yesterday", arguments=["--time", "yesterday"])
        self.refuse("--time", "stop_before_limit", arguments=["--time", "5"])
        self.refuse("--ranks", "3", arguments=["--ranks", "3"], profile="gpu-cluster")
        self.refuse("--array", "member", arguments=["--array", "3"])
        self.refuse("--nodes", arguments=["--nodes", "2"], profile="workstation")
        self.write("flow.cfl\n0.5\n7\n", "members.csv")
        self.refuse("flow.cfl", "7", arguments=["--members", "members.csv"])
        self.write("flow.cfl, flow.order\n0.5\n", "members.csv")
        self.refuse("members.csv:2", arguments=["--members", "members.csv"])

    def test_a_case_that_is_not_sound(self):
        self.write_small("cfl = 0.9", "cfl = 9")
        self.refuse("flow.cfl")
        self.assertFalse((self.folder / "results").exists())

    def test_no_slurm_here(self):
        code, _, error = submit(self.folder, "--profile", "cpu-cluster", folder=self.folder, environment=NO_SLURM)
        self.assertEqual(code, 4, error)
        self.assertIn("sbatch is not here", error)


class Workstation(run_cases.RunTest):
    def submit(self, *arguments, code=0):
        got, said, error = submit(self.folder, "--profile", "workstation", "--out", self.folder / "out", *arguments,
                                  folder=self.folder)
        self.assertEqual(got, code, said + error)
        return said + error

    def status(self):
        done = subprocess.run([support.PROGRAM, "status", str(self.folder / "out")], capture_output=True, text=True)
        return done.stdout

    def test_runs_at_once_and_never_over_old_checkpoints(self):
        self.write(run_cases.flood(end_time=2, output="checkpoint_interval = 0.5"))
        self.submit("--ranks", 2)
        self.assertIn("done", self.status())
        self.run_case(out="alone")
        self.assert_same_results("alone", "out")
        self.assertIn("--fresh", self.submit("--ranks", 1, code=2))
        self.submit("--ranks", 1, "--fresh")
        self.assert_same_results("alone", "out")

    def test_a_run_that_fails_says_why(self):
        self.write(run_cases.flood(end_time=2))
        self.write(b"not a checkpoint", "out/checkpoint/checkpoint_0000000009.h5")
        self.submit("--ranks", 1, "--restart", "latest", code=2)
        said = self.status()
        self.assertIn("failed", said)
        self.assertIn("no sound checkpoint", said)

    def test_ensemble(self):
        self.write(run_cases.flood(end_time=1))
        self.write("flow.end_time\n1\n0.5\n", "members.csv")
        self.submit("--ranks", 1, "--members", "members.csv")
        rows = list(csv.DictReader((self.folder / "out/ensemble.csv").read_text().splitlines()))
        self.assertEqual([float(row["simulated_seconds"]) for row in rows], [1, 0.5])
        self.assertEqual([row["flow.end_time"] for row in rows], ["1", "0.5"])
        self.assertTrue(all(row["state_hash"] for row in rows))
        (self.folder / "out/member_0002/summary.json").unlink()
        done = subprocess.run([support.PROGRAM, "gather", str(self.folder / "out")], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("member_0002", done.stdout)

    def test_an_ensemble_of_the_case(self):
        """A job array has the members that `freshet run --ensemble` has."""
        self.write(run_cases.flood(end_time=0.3) + '[ensemble]\n[[ensemble.vary]]\nkey = "initial.0.level"\n'
                   'distribution = "normal"\nmean = 1.4\ndeviation = 0.1\n')
        self.submit("--ranks", 1, "--array", 2)
        code, _, error = support.freshet("run", self.folder, "--ensemble", 3, "--member", 2, "--out", self.folder / "alone")
        self.assertEqual(code, 0, error)
        self.assert_same_results("alone/member_0002", "out/member_0002")
        rows = (self.folder / "alone/members.csv").read_text().splitlines()
        self.assertEqual(rows[:3], (self.folder / "out/members.csv").read_text().splitlines())


if __name__ == "__main__":
    unittest.main()
