"""ParaView opens the state in a window-less pvbatch; skipped where that is missing."""
import os
import re
import shutil
import subprocess
import sys
import unittest

import post_support

import numpy as np

PVBATCH = os.environ.get("FRESHET_PVBATCH") or shutil.which("pvbatch")


class State(post_support.PostTest):
    def state(self, *words, results=None):
        self.post(results or self.results, "paraview", "--out", self.out, *words)
        path, = self.out.glob("*_paraview.py")
        return path

    def test_state_is_python_with_nothing_left_to_fill_in(self):
        text = self.state().read_text()
        compile(text, "state", "exec")
        self.assertFalse(re.findall(r"@[A-Z_]+@", text))
        self.assertIn(str(self.results.resolve()), text)

    def test_mistakes(self):
        self.assertIn("--heights", self.post(self.results, "paraview", "--heights", "0", code=2))

    @unittest.skipUnless(PVBATCH, "pvbatch of ParaView is not installed (or named by FRESHET_PVBATCH)")
    def test_pvbatch_draws_it(self):
        self.draw(self.results, "paraview")

    @unittest.skipUnless(PVBATCH, "pvbatch of ParaView is not installed (or named by FRESHET_PVBATCH)")
    def test_the_dam_stands_beside_the_flow(self):
        copy = self.out / "copy"
        shutil.copytree(self.results, copy)
        (copy / "dam").mkdir()
        text = (copy / "maxima.xdmf").read_text().replace(">flow.h5:", ">../flow.h5:")
        (copy / "dam/dam.xdmf").write_text(text)
        self.draw(copy, "dam")

    def draw(self, results, name):
        picture = self.out / f"{name}.png"
        command = [PVBATCH, str(self.state("--time", "8", results=results)), str(picture), "8"]
        if not os.environ.get("DISPLAY") and shutil.which("xvfb-run"):
            command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 -noreset", *command]
        clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        done = subprocess.run(command, capture_output=True, text=True, timeout=200, env=clean)
        self.assertEqual(done.returncode, 0, done.stdout[-1500:] + done.stderr[-1500:])
        self.assertIn("t = 8 s", done.stdout)
        self.assertNotIn("ERR|", done.stderr)
        from matplotlib import image
        pixels = image.imread(picture)[..., :3]
        blue = (pixels[..., 2] > pixels[..., 0] + 0.15).mean()
        self.assertGreater(blue, 0.005, "no water to be seen")
        self.assertGreater(np.mean(pixels.min(axis=2) < 0.9), 0.05, "an empty picture")


if __name__ == "__main__":
    if not post_support.have("matplotlib"):
        print("skipped: needs python3-matplotlib")
        sys.exit(77)
    if not PVBATCH:
        print("note: no pvbatch: the state is written and compiled, but not opened")
    post_support.main()
