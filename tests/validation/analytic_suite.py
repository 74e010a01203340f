"""The exact solutions, on meshes of half the cells along a side, against the bounds for those."""
import json
import unittest

import support


class AnalyticSuite(support.CaseTest):
    def test_all_figures_hold(self):
        file = self.folder / "analytic.json"
        code, text, error = support.freshet("validate", "--suite", "analytic", "--coarse", "--json", file, timeout=590)
        found = json.loads(file.read_text())
        short = [f"{c['case']}: {c['check']}: {c['value']} ({c['bound']})" for c in found["checks"] if not c["pass"]]
        self.assertEqual(short, [])
        self.assertEqual((code, found["failed"], found["skipped"]), (0, 0, 0), text + error)
        self.assertGreater(found["passed"], 100)


if __name__ == "__main__":
    unittest.main()
