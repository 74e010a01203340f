"""Every case of the library is sound and described, and docs/case-file.md says what the program reads."""
import os
import re
import unittest

import support

LIBRARY = support.SOURCE / "cases/library"
CASES = sorted(path.parent.name for path in LIBRARY.glob("*/case.toml"))
DATA = os.environ.get("FRESHET_DATA", "")


class Library(support.CaseTest):
    def test_cases_are_sound(self):
        self.assertIn("isolated_building", CASES)
        for name in CASES:
            needs_data = re.search(r'^file = "\{data\}', (LIBRARY / name / "case.toml").read_text(), re.M)
            arguments = ["--data", DATA] if os.path.isdir(DATA) else []
            with self.subTest(name):
                code, text, error = support.freshet("check", name, *arguments)
                if code == 2 and needs_data and re.search(r"(mesh|profile)\.file", error):
                    self.assertIn("--data", error)  # says how to get the mesh
                    continue
                self.assertEqual((code, error), (0, ""))
                self.assertRegex(text, "cells|cycles|loads|breach")

    def test_cases_are_described(self):
        for name in CASES:
            with self.subTest(name):
                text = (LIBRARY / name / "README.md").read_text()
                self.assertIn("**Source.**", text)
                self.assertIn(f"freshet run {name}", text)

    def test_ranks_see_one_case(self):
        one = support.freshet("check", "thacker_planar")
        three = support.freshet("check", "thacker_planar", ranks=3)
        keep = [[line for line in run[1].splitlines() if not line.startswith("memory")] for run in (one, three)]
        self.assertEqual(keep[0], keep[1])


class Manual(support.CaseTest):
    def setUp(self):
        super().setUp()
        self.manual = (support.SOURCE / "docs/case-file.md").read_text()

    def test_tables_of_keys_are_those_of_the_program(self):
        code, keys, _ = support.freshet("check", "--keys")
        self.assertEqual(code, 0)
        self.assertIn(keys.strip(), self.manual, "put the output of `freshet check --keys` into docs/case-file.md")

    def test_example_is_a_good_case(self):
        self.write(re.search(r"```toml\n(# A complete example.*?)```", self.manual, re.S)[1])
        self.write("t_s,q_m3s\n0,0\n60,25\n600,25\n", "inflow.csv")
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual((code, error), (0, ""))


if __name__ == "__main__":
    unittest.main()
