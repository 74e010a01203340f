"""Two runs compared: the same, on another number of ranks, with other friction, on another mesh."""
import json
import math

import post_support

import freshet_results
import h5py
import numpy as np


class Compare(post_support.PostTest):
    def compare(self, other, *words, code):
        found, printed, message = post_support.support.freshet(
            "post", "compare", self.results, other, "--json", self.out / "c.json", *words)
        self.assertEqual(found, code, printed + message)
        return json.loads((self.out / "c.json").read_text()), printed

    def another(self, *words, shape="triangles"):
        return post_support.run_dam_break(self.out / "other", shape, *words)

    def test_a_run_equals_itself(self):
        found, printed = self.compare(self.results, code=0)
        self.assertTrue(found["same_state"] and found["same_mesh"] and found["largest"] == 0)
        self.assertEqual(len({row["time_s"] for row in found["fields"]}), 6)
        self.assertIn("the same", printed)

    def test_known_change_is_found(self):
        other = self.another()
        with h5py.File(other / "flow.h5", "r+") as file:
            depth = file["/VTKHDF/CellData/depth"]
            cells = len(file["/VTKHDF/Types"])
            depth[2 * cells + 5] += 0.25
        found, _ = self.compare(other, "--tolerance", "0.2", code=1)
        row, = [r for r in found["fields"] if r["field"] == "depth" and r["largest"] > 0]
        self.assertEqual(row["time_s"], 8)
        self.assertAlmostEqual(row["largest"], 0.25)
        with freshet_results.open(self.results) as result:
            share = result.area[5] / result.area.sum()
        self.assertAlmostEqual(row["mean"], 0.25 * share)
        self.assertAlmostEqual(row["rms"], 0.25 * math.sqrt(share))
        self.compare(other, "--tolerance", "0.3", code=0)

    def test_other_friction(self):
        found, printed = self.compare(self.another("--set", "friction.manning=0.06"), code=1)
        self.assertFalse(found["same_state"])
        self.assertTrue(found["same_mesh"])
        peak, = [row for row in found["series"] if row["column"] == "sections.csv outlet_discharge_m3_per_s"]
        self.assertGreater(peak["peak_a"], peak["peak_b"])
        self.assertIn("sections.csv", printed)

    def test_other_mesh(self):
        found, printed = self.compare(self.another(shape="quadrilaterals"), "--tolerance", "1e9", code=0)
        self.assertFalse(found["same_mesh"])
        rows = [row for row in found["fields"] if row["field"] == "depth"]
        self.assertTrue(all(row["rms"] < 0.8 for row in rows) and any(row["rms"] > 0 for row in rows))
        self.assertTrue(np.isfinite([row["mean"] for row in found["maxima"]]).all())
        self.assertIn("on a grid", printed)

    def test_mistakes(self):
        code, _, message = post_support.support.freshet("post", "compare", self.results)
        self.assertEqual(code, 2)
        self.assertIn("B", message)
        self.assertIn("no results", post_support.support.freshet("post", "compare", self.results, self.out)[2])



if __name__ == "__main__":
    post_support.main()
