"""Jobs on a real Slurm: cut by the time limit they go on to the same bits; ensembles; failures that say why."""
import csv
import json
import math
import re
import subprocess
import time
import unittest

import run_cases
import slurm_cluster
import support

# Slurm's shortest limit is a minute, and it looks at limits every half minute only: a run is to be cut some
# 30 s after its start. Runs that work for a tenth of each second get there with little computing.
STOP_BEFORE = 52  # s before the limit
SLOWLY = """\
#!/usr/bin/env python3
import os, signal, subprocess, sys, time
run = subprocess.Popen([os.environ["FRESHET"], *sys.argv[1:]])
signal.signal(signal.SIGUSR1, lambda *_: run.send_signal(signal.SIGUSR1))
time.sleep(3)  # to start and take its first steps
while run.poll() is None:
    run.send_signal(signal.SIGCONT)
    time.sleep(max(0, 0.1 - time.time() % 1))
    run.send_signal(signal.SIGSTOP)
    time.sleep(1 - time.time() % 1)  # all ranks work at the same time
sys.exit(run.returncode if run.returncode >= 0 else 128 - run.returncode)
"""

PROFILE = """\
time = "1"
launcher = "mpirun"
backend = "cpu"
stop_before_limit = {stop_before}
memory_per_node = "100"
setup = ["export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1",
         "export OMPI_MCA_hwloc_base_binding_policy=none"]
{more}
"""
ENDED = {"done", "failed", "stopped", "timeout", "cancelled", "node_fail", "gone"}


class Slurm(run_cases.RunTest):
    """One cluster for all tests."""

    @classmethod
    def setUpClass(cls):
        try:
            cls.slurm = slurm_cluster.SlurmCluster()
            cls.slurm.__enter__()
        except slurm_cluster.CannotStart as reason:
            print(f"skipped: Slurm cannot start: {reason}")
            raise unittest.SkipTest(str(reason))
        cls.addClassCleanup(cls.slurm.stop)

    def setUp(self):
        super().setUp()
        self.requeued = {}  # when a requeued job was first seen

    def profile(self, more="", stop_before=STOP_BEFORE):
        return self.write(PROFILE.format(more=more, stop_before=stop_before), "site.toml")

    def submit(self, out, *arguments, ranks=1, code=0, case="."):
        done = subprocess.run(
            [support.PROGRAM, "submit", str(self.folder / case), "--profile", str(self.folder / "site.toml"), "--ranks",
             str(ranks), "--out", str(self.folder / out), *map(str, arguments)],
            capture_output=True, text=True, env=self.slurm.environment, cwd=self.folder, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def status(self, out):
        """Lines of `freshet status`: folder -> (state, whole line)."""
        done = subprocess.run([support.PROGRAM, "status", str(self.folder / out)], capture_output=True, text=True,
                              env=self.slurm.environment, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {line.split()[0]: (line.split()[1], line) for line in done.stdout.splitlines()[1:]}

    def wait_until_ended(self, out, seconds=120):
        def ended():
            self.release_requeued()
            states = self.status(out)
            return states and all(state in ENDED for state, _ in states.values())

        self.wait_until(ended, out, seconds)
        return self.status(out)

    def logs(self, out):
        files = [*(self.folder / out).rglob("job*.log"), *(self.slurm.folder / "log").glob("slurmctld.log")]
        return "\n".join(file.read_text(errors="replace")[-6000:] for file in files)

    def events(self, out):
        return [line.split("\t") for line in (self.folder / out / "jobs.tsv").read_text().splitlines()]

    def test_cut_by_the_time_limit_goes_on_to_the_same_bits(self):
        """One run cut twice and requeued, one cut once in a chain of jobs. Their ends are set only then, while Slurm
        holds what goes on, so that the length of the runs fits any machine."""
        for out in ("requeued", "chained"):
            self.write(run_cases.flood(end_time=100000), f"{out}-case/case.toml")
        self.profile(self.slowly() + 'continue_by = "chain"')
        self.submit("chained", case="chained-case")
        self.profile(self.slowly())
        self.submit("requeued", case="requeued-case", ranks=2)
        self.wait_until(lambda: self.successors("chained"), "chained")
        self.ask("scontrol", "hold", self.successors("chained")[0])
        self.wait_until(lambda: self.cuts("chained") >= 1, "chained")
        self.set_end("chained")
        self.ask("scontrol", "release", self.successors("chained")[0])
        self.wait_until(lambda: self.release_requeued() or self.cuts("requeued") >= 1, "requeued")
        self.wait_until(lambda: self.cuts("requeued") >= 2 or self.release_requeued(), "requeued")
        self.set_end("requeued")
        for out in ("requeued", "chained"):
            states = self.wait_until_ended(out)
            self.assertEqual([state for state, _ in states.values()], ["done"], self.logs(out))
            self.assertEqual(self.text(out, "log.txt").count("restart from"), self.cuts(out))
            self.run_case(case=self.folder / f"{out}-case", out="whole")
            self.assert_same_results("whole", out)
        happened = [event[3] for event in self.events("requeued") if event[3] != "submitted"]
        self.assertEqual(happened, ["started", "continues", "started", "continues", "started", "done"])
        self.wait_until(lambda: self.ask("squeue", "-h") == "", "chained")  # no successor is left over

    def successors(self, out):
        return [event[1] for event in self.events(out) if event[3] == "chained"]

    def set_end(self, out):
        """A little after the newest checkpoint, and not before an output that the run already wrote."""
        at = json.loads(self.text(out, "progress.json"))["checkpoint_seconds"]
        self.assertGreater(at, 0)
        self.write(run_cases.flood(end_time=2 * math.ceil(at / 2) + 2), f"{out}-case/case.toml")

    def ask(self, *command):
        done = self.slurm.ask(*command)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def slowly(self):
        program = self.write(SLOWLY, "slowly")
        program.chmod(0o755)
        return f'program = ["{program}"]\n'

    def cuts(self, out):
        return sum(event[3] == "continues" for event in self.events(out))

    def wait_until(self, holds, out, seconds=90):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                self.fail(f"waited {seconds} s in vain: {self.status(out)}\n{self.logs(out)}")
            time.sleep(0.3)

    def release_requeued(self):
        """Slurm lets a requeued job wait two minutes. A few seconds are enough for the old job to be gone from its
        node; without them the new one is taken for it and refused."""
        for line in self.ask("squeue", "-h", "-t", "PENDING", "-o", "%A %r").splitlines():
            job, reason = line.split()
            if reason == "BeginTime" and time.monotonic() - self.requeued.setdefault(line, time.monotonic()) > 4:
                self.ask("scontrol", "update", f"jobid={job}", "StartTime=now")
                del self.requeued[line]

    def test_array_of_four_and_one_job_that_gathers(self):
        self.write(run_cases.flood(end_time=2) + "[parameters]\nmember = 0\n", "case.toml")
        self.profile()
        self.write("flow.order, flow.end_time\n1, 2\n2, 2\n2, 1.5\n1, 1\n", "members.csv")
        said = self.submit("ensemble", "--members", self.folder / "members.csv", "--array", 4)
        self.assertEqual(len(re.findall(r"^job \d+", said, re.M)), 2, said)
        states = self.wait_until_ended("ensemble")
        self.assertEqual([state for state, _ in states.values()], ["done"] * 4, self.logs("ensemble"))
        table = self.wait_for_table()
        self.assertEqual([row["member"] for row in table], ["1", "2", "3", "4"])
        self.assertEqual([float(row["simulated_seconds"]) for row in table], [2, 2, 1.5, 1])
        self.assertEqual(len({row["state_hash"] for row in table}), 4)
        self.run_case("--set", "flow.order=2", "--set", "flow.end_time=1.5", out="alone")
        self.assertEqual(table[2]["state_hash"], self.summary("alone")["state_hash"])

    def wait_for_table(self):
        for _ in range(600):
            file = self.folder / "ensemble/ensemble.csv"
            if file.is_file():
                return list(csv.DictReader(file.read_text().splitlines()))
            time.sleep(0.1)
        self.fail("no ensemble.csv: " + self.logs("ensemble"))

    def test_a_job_that_fails_says_so(self):
        """No device on this machine, or none that the job may use."""
        self.write(run_cases.flood(end_time=2))
        self.profile()
        text = (self.folder / "site.toml").read_text().replace('backend = "cpu"', 'backend = "cuda"')
        self.write(text.replace('setup = [', 'setup = ["export CUDA_VISIBLE_DEVICES=", '), "site.toml")
        said = self.submit("failing")
        states = self.wait_until_ended("failing")
        state, line = states["failing"]
        self.assertEqual(state, "failed", line)
        self.assertIn("--backend cuda", line)
        number = re.search(r"^job (\d+)", said).group(1)
        job = self.ask("scontrol", "show", "job", number)
        self.assertIn("JobState=FAILED", job)
        self.assertIn("ExitCode=4:0", job)
        self.assertFalse((self.folder / "failing/summary.json").exists())

    def test_slurm_refuses(self):
        self.write(run_cases.flood(end_time=2))
        self.profile('partition = "nowhere"')
        said = self.submit("refused", code=4)
        self.assertIn("sbatch refused the job", said)
        self.assertIn("partition", said)


if __name__ == "__main__":
    run_cases.main()
