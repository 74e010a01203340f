"""What `freshet validate` makes of variants, orders, coarse meshes and tables of measured data."""
import json
import unittest

import support

DAM_BREAK = """\
title = "dam break"
suite = "mine"
[parameters]
dam_x = 0
h_left = 1
h_right = 0.2
[mesh]
source = "rectangle"
x = [-20, 20]
y = [0, 1]
cells = [160, 4]
[flow]
end_time = 2
[[initial]]
depth = "x < dam_x ? h_left : h_right"
[output]
interval = 0.5
[[gauge]]
name = "G"
x = -10
y = 0.6
[[check]]
name = "depth"
kind = "exact"
solution = "stoker"
bound = 0.01
coarse_bound = 0.02
[[check]]
name = "order"
kind = "order"
solution = "stoker"
bound = 0.8
"""


class Validate(support.CaseTest):
    def validate(self, *arguments):
        file = self.folder / "found.json"
        code, text, error = support.freshet("validate", self.folder, "--json", file, "--report", self.folder / "report",
                                            *arguments)
        self.assertIn(code, (0, 1), text + error)
        found = json.loads(file.read_text())
        return code, {(c["case"].removeprefix(self.folder.name), c["check"]): c for c in found["checks"]}

    def test_order_is_held_from_below(self):
        self.write(DAM_BREAK)
        code, found = self.validate()
        self.assertEqual(code, 0, found)
        order = found["", "order"]
        self.assertTrue(0.8 < order["value"] < 1.6 and order["at_least"], order)
        self.write(DAM_BREAK.replace("bound = 0.8", "bound = 1.9"))
        code, found = self.validate()
        self.assertEqual((code, found["", "order"]["pass"], found["", "depth"]["pass"]), (1, False, True))

    def test_levels_are_written(self):
        self.write(DAM_BREAK)
        self.validate()
        lines = (self.folder / "report" / self.folder.name / "orders.csv").read_text().splitlines()
        self.assertEqual([line.split(",")[1] for line in lines[1:]], ["40", "160", "640"])

    def test_variants_run_beside_the_case(self):
        self.write(DAM_BREAK + "[[variant]]\nname = 'shallow'\nset = ['parameters.h_right=0.6', 'check.0.bound=1e-9']\n")
        code, found = self.validate()
        self.assertEqual(code, 1)
        self.assertTrue(found["", "depth"]["pass"])
        self.assertFalse(found["/shallow", "depth"]["pass"])
        self.assertLess(found["/shallow", "depth"]["value"], found["", "depth"]["value"])

    def test_coarse_meshes_have_their_own_bounds(self):
        self.write(DAM_BREAK)
        fine, coarse = self.validate()[1], self.validate("--coarse")[1]
        self.assertEqual((fine["", "depth"]["bound"], coarse["", "depth"]["bound"]), (0.01, 0.02))
        self.assertGreater(coarse["", "depth"]["value"], 1.3 * fine["", "depth"]["value"])

    def test_odd_numbers_of_cells_cannot_be_halved(self):
        self.write(DAM_BREAK.replace("[160, 4]", "[161, 4]"))
        found = self.validate()[1]
        self.assertIn("even", found["", "runs"]["note"])

    def test_tables_of_measured_data(self):
        keys = "file = 'measured.txt'\ncolumns = [2, 3]\nscale = [2, 1]\noffset = [0, 0.5]\nbound = 1e-9\n"
        series = f"[[check]]\nname = 'series'\nkind = 'series_rmse'\ngauge = 'G'\n{keys}"
        profile = f"[[check]]\nname = 'profile'\nkind = 'profile_rmse'\ntime = 0.5\ny = 0.6\n{keys}"
        # Far from the dam the depth stays 1: times 0 and 1 s, and places -19 and -18 m, by the columns chosen.
        self.write("Some title\nno\tt\th\nrow\ts\tm\n1\t0\t0.5\n2\t0.5\t0.5\n3\tNaN\t7\n4\t0.25\t\n", "measured.txt")
        self.write(DAM_BREAK + series + profile.replace("scale = [2, 1]\noffset = [0, 0.5]",
                                                        "scale = [2, 1]\noffset = [-19, 0.5]"))
        found = self.validate()[1]
        self.assertLess(found["", "series"]["value"], 1e-12)
        self.assertLess(found["", "profile"]["value"], 1e-12)
        self.write("t h\n0 1.25\n1 1.25\n", "measured.txt")
        self.write(DAM_BREAK + series.replace("columns = [2, 3]\nscale = [2, 1]\noffset = [0, 0.5]\n", ""))
        self.assertAlmostEqual(self.validate()[1]["", "series"]["value"], 0.25)

    def test_a_gauge_on_dry_ground_shows_the_ground(self):
        case = DAM_BREAK[:DAM_BREAK.index("[[check]]")].replace("h_right = 0.2", "h_right = 0")
        case = case.replace("[[initial]]", "[bed]\nexpression = '0.5'\n[[initial]]").replace("x = -10", "x = 5")
        self.write("0 0.7\n0.1 0.7\n", "measured.txt")
        for name, place in (("far", 19), ("G", None)):
            case += f"[[gauge]]\nname = '{name}'\nx = {place}\ny = 0.6\n" if place else ""
            keys = f"gauge = '{name}'\nquantity = 'level'\nbound = 9\n"
            case += f"[[check]]\nname = '{name} value'\nkind = 'gauge_value'\ntime = 0.1\nvalue = 0.7\n{keys}"
            case += f"[[check]]\nname = '{name} highest'\nkind = 'gauge_maximum'\nvalue = 0\n{keys}"
            case += f"[[check]]\nname = '{name} series'\nkind = 'series_rmse'\nfile = 'measured.txt'\n{keys}"
        self.write(case)
        code, found = self.validate()
        self.assertEqual(code, 1)
        self.assertAlmostEqual(found["", "G value"]["value"], 0.2)
        self.assertAlmostEqual(found["", "G series"]["value"], 0.2)
        self.assertGreater(found["", "G highest"]["value"], 0.55)
        for check in ("value", "highest", "series"):
            self.assertIn("never wet", found["", f"far {check}"]["note"])
        log = (self.folder / "report/report.log").read_text()
        self.assertNotIn("could not be drawn", log + (self.folder / "report/index.html").read_text())

    def test_page_stands_alone(self):
        self.write(DAM_BREAK)
        self.validate()
        text = (self.folder / "report/index.html").read_text()
        self.assertIn("order", text)
        self.assertNotIn("src=\"http", text)
        if not (self.folder / "report/report.log").read_text():
            self.assertIn("data:image/png;base64", text)


class Reader(support.BrokenCaseTest):
    def test_times_of_checks_are_times_of_output(self):
        self.write("x h\n1 1\n", "p.txt")
        check = "[[check]]\nkind = 'profile_rmse'\nfile = 'p.txt'\ny = 0.5\nbound = 1\n"
        self.refuse_extra(check + "time = 0.7\n", "check.0.time", "output.interval")

    def test_columns_are_counted_from_one(self):
        self.write("x h\n1 1\n", "p.txt")
        check = "[[check]]\nkind = 'series_rmse'\ngauge = 'G1'\nfile = 'p.txt'\nbound = 1\n"
        self.refuse_extra(check + "columns = [0, 1]\n", "check.0.columns")
        self.refuse_extra(check + "columns = [1, 1.5]\n", "check.0.columns", "integers")
        self.refuse_extra(check + "scale = [1]\n", "check.0.scale", "must be 2 numbers")

    def test_variants_say_what_they_set(self):
        self.refuse_extra("[[variant]]\nname = 'a'\n", "variant.0.set")
        self.refuse_extra("[[variant]]\nname = 'a'\nset = [1]\n", "variant.0.set", "texts")

    def test_profile_of_the_bed_increases(self):
        self.refuse_extra("[bed]\nprofile = { x = [1, 0], level = [0, 1] }\n", "profile", "not greater")


if __name__ == "__main__":
    unittest.main()
