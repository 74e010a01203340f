"""Progress goes to a terminal that someone sees as a line that updates, into files as a line now and then."""
import os
import pty
import subprocess
import unittest

import run_cases
import support

UPDATE = b"\r\x1b[K"


class Progress(run_cases.RunTest):
    def setUp(self):
        super().setUp()
        self.write(run_cases.flood(end_time=6))

    def command(self, *arguments, ranks=1):
        program = [support.PROGRAM, "run", str(self.folder), "--out", str(self.folder / "out"), *arguments]
        return ["mpirun", "-n", str(ranks), *program] if ranks > 1 else program

    @staticmethod
    def environment():
        return {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
                "OMPI_MCA_rmaps_base_oversubscribe": "1"}

    def in_file(self, *arguments, ranks=1):
        path = self.folder / "said.txt"
        with path.open("wb") as file:
            subprocess.run(self.command(*arguments, ranks=ranks), stdout=file, env=self.environment(), check=True)
        return path.read_bytes()

    def on_terminal(self, *arguments, ranks=1):
        ours, theirs = pty.openpty()
        run = subprocess.Popen(self.command(*arguments, ranks=ranks), stdin=theirs, stdout=theirs, env=self.environment())
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:  # the last process has closed its end
            pass
        self.assertEqual(run.wait(), 0)
        os.close(ours)
        return said

    def test_file(self):
        said = self.in_file()
        self.assertNotIn(UPDATE, said)
        self.assertLessEqual(said.count(b"volume error"), 12)

    def test_file_under_mpirun(self):
        said = self.in_file(ranks=2)
        self.assertNotIn(UPDATE, said)
        self.assertNotIn(b"\r", said)
        self.assertGreater(said.count(b"volume error"), 5)
        self.assertLessEqual(said.count(b"volume error"), 12)

    def test_terminal(self):
        for ranks in (1, 2):
            self.assertIn(UPDATE, self.on_terminal(ranks=ranks))

    def test_styles(self):
        self.assertIn(UPDATE, self.in_file("--progress", "line"))
        self.assertNotIn(UPDATE, self.on_terminal("--progress", "log", ranks=2))
        said = self.on_terminal("--progress", "none")
        self.assertEqual((said.count(UPDATE), said.count(b" % ")), (0, 0))
        self.assertIn(b"done: ", said)
        self.assertNotIn("volume error 0", self.text("out", "log.txt"))

    def test_unknown_style(self):
        code, _, error = support.freshet("run", self.folder, "--progress", "bar")
        self.assertEqual(code, 2)
        self.assertIn("bar", error)


if __name__ == "__main__":
    unittest.main()
