"""What the machine or the numbers refuse: exit codes 4 and 3, with the reason, and no summary that looks whole."""
import os
import shutil
import subprocess
import unittest

import run_cases
import support


class Environment(run_cases.RunTest):
    def setUp(self):
        super().setUp()
        self.write(run_cases.flood(end_time=1))

    @unittest.skipIf(shutil.which("nvidia-smi"), "there may be a CUDA device")
    def test_no_cuda(self):
        for ranks in (1, 2):
            error = self.run_case("--backend", "cuda", code=4, ranks=ranks)
            self.assertIn("CUDA", error)
            self.assertEqual(error.count("freshet:"), 1, error)
        self.assertEqual(self.run_case("--backend", "auto")["backend"], "cpu")

    def test_output_folder_is_a_file(self):
        self.write("", "taken")
        error = self.run_case(out="taken", code=4)
        self.assertIn("taken", error)
        self.assertIn("taken/deeper", self.run_case(out="taken/deeper", code=4))
        self.assertEqual(self.run_case(out="taken", code=4, ranks=2).count("freshet:"), 1)

    @unittest.skipUnless(hasattr(os, "geteuid") and os.geteuid() == 0, "mounting needs root")
    def test_disk_full(self):
        for kilobytes in (16, 200, 400):
            with self.subTest(kilobytes):
                self.full_disk(kilobytes)

    def full_disk(self, kilobytes):
        small = self.folder / "small"
        small.mkdir(exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(small)]
        if subprocess.run(mount, capture_output=True).returncode:
            self.skipTest("no tmpfs can be mounted")
        try:
            _, _, said = support.freshet("check", self.folder, "--set", "output.vtu=true")
            vtu = "false" if "without VTK" in said else "true"
            code, _, error = support.freshet("run", self.folder, "--out", small / "out", "--set", "output.interval=0.01",
                                             "--set", f"output.vtu={vtu}")
            self.assertEqual(code, 4, error)
            self.assertRegex(error, "(?i)space|full|cannot write|HDF5")
            self.assertFalse((small / "out/summary.json").exists())
        finally:
            subprocess.run(["umount", "-l", str(small)], check=True)

    def test_former_summary_goes_where_a_run_fails(self):
        self.run_case()
        self.run_case("--set", "initial.0.velocity_x=1e200", code=3)
        self.assertFalse((self.folder / "out/summary.json").exists())


class Unsound(run_cases.RunTest):
    def test_says_where_and_when(self):
        self.write(run_cases.flood(end_time=1))
        for ranks in (1, 3):
            error = self.run_case("--set", 'initial.0.velocity_x="x > 50 && x < 52 ? 1e200 : 0"', code=3, ranks=ranks)
            self.assertRegex(error, r"cell \d+ at \(5[01][.\d]*, [.\d]+\) m, t = 0 s")
            self.assertEqual(error.count("freshet:"), 1, error)


if __name__ == "__main__":
    run_cases.main()
