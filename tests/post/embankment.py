"""Pictures of an embankment: drawn from its results, refused with the reason where these are cut short."""
import pathlib
import subprocess
import tempfile
import unittest

import support


class Embankment(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.result = pathlib.Path(cls.folder.name) / "slope"
        code, said, error = support.freshet("run", "griffiths_lane_slope", "--out", cls.result)
        assert code == 0, said + error

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_plots_are_drawn(self):
        code, said, error = support.freshet("post", self.result, "plots", "--formats", "png")
        if code == 4 and "matplotlib" in error:
            self.skipTest("no matplotlib")
        self.assertEqual(code, 0, error)
        pictures = {pathlib.Path(line).name: pathlib.Path(line) for line in said.splitlines()}
        picture = pictures["dam_sections.png"]
        self.assertGreater(picture.stat().st_size, 10000)

    def test_a_result_cut_short_is_refused(self):
        broken = pathlib.Path(self.folder.name) / "broken"
        subprocess.run(["cp", "-r", self.result, broken], check=True)
        (broken / "dam/dam.h5").write_bytes(b"no HDF5")
        code, _, error = support.freshet("post", broken, "plots")
        self.assertEqual(code, 2, error)
        self.assertIn("dam.h5", error)


if __name__ == "__main__":
    unittest.main()
