"""A small run whose results the tests of post/ read, made once a test program."""
import os
import pathlib
import runpy
import sys
import tempfile
import unittest

import support

runpy.run_path(str(support.SOURCE / "post/freshet_results/__main__.py"))["use_python_with_libraries"]()
sys.path.insert(0, str(support.SOURCE / "post"))

DAM_BREAK = """\
title = "A dam break"
[mesh]
source = "rectangle"
x = [0, 200]
y = [0, 60]
cells = [40, 12]
shape = "{shape}"
[bed]
expression = "max(0, 6 - 0.05*x) + 0.01*(y - 30)^2 + (hypot(x - 120, y - 30) < 8 ? 20 : 0)"
[friction]
manning = 0.03
[[initial]]
level = 12
where = "x < 60"
[flow]
end_time = 20
[output]
interval = 4
series_interval = 0.5
precision = "double"
arrival_depths = [0.05, 0.5]
alarm_time = 5
[[gauge]]
name = "G1"
x = 90
y = 29
[[section]]
name = "outlet"
points = [[180, 0], [180, 60]]
[[check]]
name = "G1 depth"
kind = "gauge_rmse"
gauge = "G1"
file = "measured.csv"
value = "h"
offset = 0.1
bound = 100
"""
MEASURED = "time,h\ns,m\n" + "".join(f"{t},{0.1 * t}\n" for t in range(21))


def run_dam_break(folder, shape="triangles", *arguments):
    """Writes the case into `folder` and runs it; returns the folder of the results."""
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    (folder / "case.toml").write_text(DAM_BREAK.replace("{shape}", shape))
    (folder / "measured.csv").write_text(MEASURED)
    out = folder / "results"
    code, _, text = support.freshet("run", folder, "--out", out, *arguments)
    assert code == 0, text
    return out


def have(module):
    try:
        __import__(module)
        return True
    except ImportError:
        return False


class PostTest(unittest.TestCase):
    """Tests on one run of the dam break; `self.results` is its folder, `self.out` a new one."""

    shape = "triangles"

    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        cls.addClassCleanup(cls._folder.cleanup)
        cls.results = run_dam_break(pathlib.Path(cls._folder.name) / "case", cls.shape)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="freshet-test-")
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def post(self, *words, code=0, environment=None):
        """`freshet post WORDS...`; returns what was printed, or for another exit code the message."""
        found, printed, message = support.freshet("post", *words, environment=environment)
        self.assertEqual(found, code, message)
        return printed if code == 0 else message


def is_picture(path):
    """Whether a PNG has more than one colour, and how wide and high it is: (bool, width, height)."""
    from matplotlib import image
    pixels = image.imread(path)
    return bool(pixels[..., :3].std() > 0.02), pixels.shape[1], pixels.shape[0]


def main():
    if not (have("numpy") and have("h5py")):
        print("skipped: needs python3-numpy and python3-h5py")
        sys.exit(77)
    os.environ.setdefault("MPLBACKEND", "Agg")
    unittest.main()
