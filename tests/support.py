"""Helpers of the Python tests: where the program is, and how a case is written and run."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("FRESHET_SOURCE", pathlib.Path(__file__).resolve().parent.parent))
PROGRAM = os.environ.get("FRESHET", str(SOURCE / "build/release/freshet"))

SMALL_CASE = """\
title = "small"
[parameters]
h0 = 1.5
[mesh]
source = "rectangle"
x = [0, 10]
y = [0, 1]
cells = [20, 2]
[flow]
end_time = 1
cfl = 0.9
[[boundary]]
name = "left"
type = "discharge"
discharge = { time = [0, 1], value = [1, 2] }
[[initial]]
level = "h0"
[output]
interval = 0.5
[[gauge]]
name = "G1"
x = 5
y = 0.5
"""


def freshet(*arguments, environment=None, ranks=1, timeout=120):
    """Runs the program; returns exit code, stdout and stderr."""
    command = [PROGRAM, *map(str, arguments)]
    if ranks > 1:
        command = ["mpirun", "-n", str(ranks), *command]
    clean = {key: value for key, value in os.environ.items() if key not in ("FRESHET_DATA", "FRESHET_LIBRARY")}
    clean.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_rmaps_base_oversubscribe="1")
    done = subprocess.run(command, capture_output=True, timeout=timeout, env={**clean, **(environment or {})})
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


class CaseTest(unittest.TestCase):
    """A test with a folder of its own, in which `write` makes files."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, text, name="case.toml"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def write_small(self, old=None, new=None, extra=""):
        """The small case, with one text in it replaced and some lines added."""
        if old is not None:
            assert SMALL_CASE.count(old) == 1, old
        return self.write((SMALL_CASE.replace(old, new) if old else SMALL_CASE) + extra)


class BrokenCaseTest(CaseTest):
    """A test of what `freshet check` says to a case that is not sound.

    Cases without arguments of their own are kept and checked by one process when their class is through: a process
    each would take most of the time. What is said to each is held against its parts all the same.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.kept_folder = pathlib.Path(folder.name)
        cls.kept = []  # (test, folder, parts)

    def refuse(self, *parts, arguments=(), where=None):
        """`freshet check` refuses the case with a message that holds all parts, and without a crash."""
        if arguments or where is not None:
            return self.refuse_now(*parts, arguments=arguments, where=where)
        copy = self.kept_folder / str(len(self.kept))
        shutil.copytree(self.folder, copy, symlinks=True)
        self.kept.append((self.id(), copy, [part.replace(str(self.folder), str(copy)) for part in parts]))
        return None

    def refuse_now(self, *parts, arguments=(), where=None):
        """The same by a process of its own; returns the message."""
        code, _, text = freshet("check", where or self.folder, *arguments)
        self.assertEqual(code, 2, text)
        self.assert_message(text, parts)
        return text

    def assert_message(self, text, parts):
        for part in parts:
            self.assertIn(part, text)
        self.assertLess(len(text), 5000)

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        for begin in range(0, len(cls.kept), 50):
            cls.check_together(cls.kept[begin : begin + 50])

    @classmethod
    def check_together(cls, kept):
        """All that is said, told apart by the folders; where the process came to no sound end, one by one."""
        code, _, text = freshet("check", *(folder for _, folder, _ in kept), timeout=600)
        if code != 2 and len(kept) > 1:
            for one in kept:
                cls.check_together([one])
        said = dict(re.findall(r"^freshet: (\S+?): (.*?)(?=^freshet: /|\Z)", text, re.MULTILINE | re.DOTALL))
        for test, folder, parts in kept:
            message = said.get(str(folder), "") if len(kept) > 1 else text
            assert code == 2 and message, f"{test}: not refused, exit code {code}: {text}"
            try:
                cls().assert_message(message, parts)
            except AssertionError as error:
                raise AssertionError(f"{test}: {error}") from None

    def refuse_small(self, old, new, *parts):
        """The small case with `old` replaced by `new`."""
        self.write_small(old, new)
        return self.refuse(*parts)

    def refuse_extra(self, extra, *parts):
        """The small case with lines added at its end."""
        self.write_small(extra=extra)
        return self.refuse(*parts)
