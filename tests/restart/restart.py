"""A run that was cut and goes on, on another number of ranks, ends where the run in one go ends."""
import os
import runpy
import signal
import subprocess
import time

import run_cases
import support

runpy.run_path(str(support.SOURCE / "post/freshet_results/__main__.py"))["use_python_with_libraries"]()

import h5py
import numpy


class Continued(run_cases.RunTest):
    """What the cut runs of this file have in common: `whole` is the run in one go, `cut` the other."""

    def whole(self):
        self.run_case(out="whole")

    def newest(self, out="cut"):
        return max((self.folder / out / "checkpoint").glob("*.h5"))

    def goes_on(self, ranks=1, arguments=()):
        self.run_case("--restart", "latest", *arguments, out="cut", ranks=ranks)
        self.assert_same_results("whole", "cut")
        self.assert_same_fields()

    def assert_same_fields(self):
        """All times and fields of flow.h5, maxima, arrivals and durations among them."""
        with h5py.File(self.folder / "whole/flow.h5") as whole, h5py.File(self.folder / "cut/flow.h5") as cut:
            names = ["Steps/Values", *(f"CellData/{name}" for name in whole["VTKHDF/CellData"])]
            self.assertTrue({"CellData/depth", "CellData/max_depth", "CellData/max_depth_time"} <= set(names), names)
            for name in names:
                one, other = whole["VTKHDF"][name][()], cut["VTKHDF"][name][()]
                self.assertGreater(one.size, 0, name)
                self.assertTrue(numpy.array_equal(one, other, equal_nan=True), name)


class Restart(Continued):
    def setUp(self):
        super().setUp()
        self.write(run_cases.flood(end_time=4, output="checkpoint_interval = 1.25"))

    def test_cut_at_an_output_time(self):
        self.whole()
        self.run_case("--until", "2", out="cut", ranks=2)
        self.goes_on(ranks=3)

    def test_cut_between_output_times(self):
        self.whole()
        self.run_case("--until", "2.61", out="cut", ranks=3)
        self.assertEqual(self.summary("cut")["simulated_seconds"], 2.61)
        self.goes_on()

    def test_cut_three_times(self):
        self.whole()
        self.run_case("--until", "0.013", out="cut")
        self.run_case("--until", "1.25", "--restart", "latest", out="cut", ranks=2)
        self.run_case("--until", "3.99", "--restart", "latest", out="cut")
        self.goes_on(ranks=2)

    def test_every_scheme(self):
        for order, scheme in ((1, "euler"), (2, "rk2")):
            with self.subTest(scheme):
                self.write(run_cases.flood("quadrilaterals", order, scheme, 2))
                self.whole()
                self.run_case("--until", "0.7", out="cut")
                self.goes_on(ranks=2)

    def test_mixing(self):
        self.write(run_cases.flood(end_time=2, output='[mixing]\nmodel = "smagorinsky"'))
        self.whole()
        self.run_case("--until", "0.7", out="cut", ranks=2)
        self.goes_on(ranks=3)

    def test_restart_from_a_named_file(self):
        self.whole()
        self.run_case("--until", "2", out="cut")
        self.run_case("--restart", self.newest(), out="cut")
        self.assert_same_results("whole", "cut")

    def test_damaged_newest_checkpoint_is_passed_over(self):
        self.whole()
        self.run_case("--until", "3", out="cut")
        files = sorted((self.folder / "cut/checkpoint").glob("*.h5"))
        self.assertGreater(len(files), 1)
        files[-1].write_bytes(files[-1].read_bytes()[:-2000])
        code, said, error = support.freshet("run", self.folder, "--out", self.folder / "cut", "--restart", "latest")
        self.assertEqual(code, 0, error)
        self.assertIn(files[-1].name, error)
        self.assertIn("is not used", error)
        self.assertIn(files[-2].name, said)
        self.assert_same_results("whole", "cut")

    def test_no_checkpoint(self):
        for ranks in (1, 2):
            error = self.run_case("--restart", "latest", out="new", ranks=ranks, code=2)
            self.assertIn("no sound checkpoint", error)

    def test_file_that_is_no_checkpoint(self):
        self.run_case("--until", "1", out="cut")
        self.write("title = 1\n", "notes.txt")
        for name, said in (("gone.h5", "no such file"), ("notes.txt", "is not a checkpoint of freshet"),
                           ("cut/flow.h5", "is not a checkpoint of freshet"), ("cut", "is not a file")):
            for ranks in (1, 2):
                with self.subTest(name, ranks=ranks):
                    error = self.run_case("--restart", self.folder / name, out="new", ranks=ranks, code=2)
                    self.assertIn("freshet: --restart: ", error)
                    self.assertIn(said, error)
                    self.assertIn(name, error)
                    self.assertEqual(len(error.splitlines()) if ranks == 1 else 1, 1, error)

    def test_other_arrival_depths(self):
        """Their times would go on as if they were of the depths that the checkpoint has."""
        self.run_case("--until", "1", out="cut")
        for depths, said in ((other, "[0.01, 0.1, 0.5, 1]") for other in ("[0.01, 0.2, 0.5, 1]", "[0.01]")):
            for ranks in (1, 2):
                error = self.run_case("--restart", "latest", "--set", f"output.arrival_depths={depths}", out="cut",
                                      ranks=ranks, code=2)
                self.assertIn("output.arrival_depths", error)
                self.assertIn(said, error)

    def test_checkpoint_of_another_mesh(self):
        self.run_case("--until", "1", out="cut")
        self.assertIn("mesh", self.run_case("--restart", "latest", "--set", "mesh.cells=[25, 10]", out="cut", code=2))
        error = self.run_case("--restart", "latest", "--set", "bed.expression=0.5", out="cut", code=2)
        self.assertIn("mesh or bed", error)


class Signals(Continued):
    """Stopped from outside in mid-run: the checkpoint is there, and the run goes on from it."""

    def setUp(self):
        super().setUp()
        self.write_long(120)

    def write_long(self, end_time):
        self.write(run_cases.flood(end_time=end_time).replace("cells = [50, 10]", "cells = [25, 5]"))

    def stop(self, number, ranks=1, one_rank=False):
        command = [support.PROGRAM, "run", str(self.folder), "--out", str(self.folder / "cut")]
        environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
                       "OMPI_MCA_rmaps_base_oversubscribe": "1"}
        if ranks > 1:
            command = ["mpirun", "-n", str(ranks), *command]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        self.wait_for_rows(run)
        os.kill(self.children(run.pid)[-1] if one_rank else run.pid, number)
        said, _ = run.communicate(timeout=60)
        return run.returncode, said

    def wait_for_rows(self, run):
        table = self.folder / "cut/gauges.csv"
        for _ in range(6000):
            if table.is_file() and len(table.read_text().splitlines()) > 4:
                return
            self.assertIsNone(run.poll(), "the run ended before it could be stopped")
            time.sleep(0.005)
        self.fail("the run made no rows")

    @staticmethod
    def children(parent):
        done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=True)
        return [int(pid) for pid in done.stdout.split()]

    def stopped_and_goes_on(self, number, code, ranks=1, one_rank=False, on=2):
        self.whole()
        got, said = self.stop(number, ranks, one_rank)
        self.assertEqual(got, code, said)
        self.assertTrue(self.newest().is_file())
        summary = self.summary("cut")
        self.assertEqual(summary["status"], "stopped")
        self.goes_on(ranks=on)

    def test_term(self):
        self.stopped_and_goes_on(signal.SIGTERM, 128 + signal.SIGTERM)

    def test_usr1(self):
        self.stopped_and_goes_on(signal.SIGUSR1, 128 + signal.SIGUSR1)

    def test_usr1_under_mpirun(self):
        self.stopped_and_goes_on(signal.SIGUSR1, 128 + signal.SIGUSR1, ranks=2, on=1)

    def test_term_under_mpirun(self):
        """Open MPI passes SIGTERM on after a second or so, and ends with an exit code of its own."""
        self.write_long(1200)
        self.stopped_and_goes_on(signal.SIGTERM, 1, ranks=2, on=1)

    def test_usr1_to_one_rank(self):
        self.stopped_and_goes_on(signal.SIGUSR1, 128 + signal.SIGUSR1, ranks=2, one_rank=True, on=1)

    def test_term_to_one_rank(self):
        self.stopped_and_goes_on(signal.SIGTERM, 128 + signal.SIGTERM, ranks=2, one_rank=True, on=1)


if __name__ == "__main__":
    run_cases.main()
