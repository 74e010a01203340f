"""Input that is well formed and cannot be meant: refused with its key before anything is computed, or warned of."""
import os
import unittest

import run_cases
import support


class Outside(support.BrokenCaseTest):
    GAUGE = '[[gauge]]\nname = "far"\nx = 50\ny = 0.5\n'
    SECTION = '[[section]]\nname = "off"\npoints = [[20, 0], [20, 1]]\n'
    CHECK = '[[check]]\nkind = "gauge_arrival"\ngauge = "far"\ntime = 1\nbound = 1\n'

    def test_gauge(self):
        self.refuse_extra(self.GAUGE, 'gauge.1: "far" is outside the mesh (x = 50, y = 0.5)', "case.toml:24",
                          "output.allow_outside")

    def test_gauge_on_three_ranks(self):
        self.write_small(extra=self.GAUGE)
        code, _, text = support.freshet("check", self.folder, ranks=3)
        self.assertEqual((code, text.count("is outside the mesh")), (2, 1), text)

    def test_section(self):
        self.refuse_extra(self.SECTION, 'section.0: "off" is outside the mesh', "case.toml:24")

    def test_section_from_bank_to_bank(self):
        self.write_small(extra='[[section]]\nname = "wide"\npoints = [[5, -3], [5, 7]]\n')
        self.assertEqual(support.freshet("check", self.folder)[0], 0)

    def test_allowed(self):
        self.write_small("interval = 0.5", "interval = 0.5\nallow_outside = true", self.GAUGE + self.SECTION)
        code, text, _ = support.freshet("check", self.folder)
        self.assertEqual(code, 0)
        self.assertIn('note        ' + str(self.folder / "case.toml") + ':25: gauge.1: "far" is outside', text)
        code, _, _ = support.freshet("run", self.folder, "--out", self.folder / "out")
        self.assertEqual(code, 0)
        self.assertIn(",nan,nan,nan,nan", (self.folder / "out/gauges.csv").read_text())

    def test_gauge_of_a_check_is_never_allowed(self):
        self.write_small("interval = 0.5", "interval = 0.5\nallow_outside = true", self.GAUGE + self.CHECK)
        self.assertNotIn("allow_outside", self.refuse_now('gauge.1: "far" is outside the mesh'))

    def test_place_of_a_check(self):
        self.refuse_extra('[[check]]\nkind = "arrival_difference"\nfrom = [1, 0.5]\nto = [11, 0.5]\ntime = 1\nbound = 1\n',
                          "to is outside the mesh (x = 11, y = 0.5)")


class Huge(support.BrokenCaseTest):
    def test_bed(self):
        for value in ("1e300", "-1e300", '"x < 3 ? 1e20 : 0"'):
            self.refuse_extra(f"[bed]\nexpression = {value}\n", "case.toml:25: bed.expression", "at most 1000000", "e+")

    def test_discharge(self):
        self.refuse_small("{ time = [0, 1], value = [1, 2] }", "1e300", "case.toml:15: boundary.0.discharge", "(1e+300)")
        self.refuse_small("value = [1, 2]", "value = [1, -1e300]", "case.toml:15: boundary.0.discharge.value", "e+300)")

    def test_discharge_in_a_file(self):
        self.write("t,q\n0,1\n1,1e300\n", "q.csv")
        self.refuse_small("{ time = [0, 1], value = [1, 2] }", '{ file = "q.csv", time = "t", value = "q" }',
                          "case.toml:15: boundary.0.discharge", "q.csv: column q", "(1e+300)")

    def test_level(self):
        self.refuse_small('level = "h0"', "level = 1e300", "case.toml:17: initial.0.level", "(1e+300)")
        self.refuse_small('level = "h0"', 'level = "x < 5 ? 1 : 1e300"', "case.toml:17: initial.0.level", "x = 5.25")
        self.refuse_small('level = "h0"', "depth = 1e300", "case.toml:17: initial.0.depth", "(1e+300)")

    def test_coordinates(self):
        self.refuse_small("x = [0, 10]", "x = [0, 1e300]", "case.toml:6: mesh.x", "(1e+300)")
        self.refuse_small("x = 5\n", "x = 1e300\n", "gauge.0.x", "(1e+300)")

    def test_raster(self):
        self.write("ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n3 1e30\n", "a.asc")
        self.write('[mesh]\nsource = "raster"\nfile = "a.asc"\n[flow]\nend_time = 1\n')
        self.refuse("a.asc: a bed level of", "e+", "missing data")


class Elsewhere(support.BrokenCaseTest):
    """A case from someone else must not read, through an error message, files that are none of its business."""

    def setUp(self):
        super().setUp()
        self.write("secret,word\n", "secret.csv")
        (self.folder / "case").mkdir()
        self.case = self.folder / "case"

    def write_case(self, file):
        self.write(support.SMALL_CASE.replace("{ time = [0, 1], value = [1, 2] }",
                                              f'{{ file = "{file}", time = "t", value = "q" }}'), "case/case.toml")

    def refuse_file(self, file, *arguments):
        self.write_case(file)
        text = self.refuse("boundary.0.discharge.file: lies outside the folder of the case", "--allow-any-file",
                           where=self.case, arguments=arguments)
        self.assertNotIn("word", text)

    def test_file_beside_the_folder(self):
        self.refuse_file("../secret.csv")
        self.refuse_file("deeper/../../secret.csv")

    def test_file_of_the_system(self):
        self.refuse_file("/etc/passwd")

    def test_link(self):
        os.symlink(self.folder / "secret.csv", self.case / "q.csv")
        self.refuse_file("q.csv")

    def test_file_beside_the_data(self):
        (self.folder / "data").mkdir()
        self.refuse_file("{data}/../secret.csv", "--data", self.folder / "data")

    def test_library(self):
        self.refuse_file("{library}/../secret.csv")
        self.write_case("{library}/koyna_1967_type/motion.csv")
        code, _, error = support.freshet("check", self.case)
        self.assertEqual(code, 2)
        self.assertIn("koyna_1967_type/motion.csv:1: no column of this name (t)", error)

    def test_data_in_the_middle(self):
        self.write_case("/etc/{data}")
        self.refuse("must have {data} at its start", where=self.case, arguments=("--data", self.folder))

    def test_allowed(self):
        self.write_case("../secret.csv")
        text = self.refuse("secret.csv:1: no column of this name (t)", where=self.case, arguments=("--allow-any-file",))
        self.assertNotIn("lies outside", text)

    def test_named_by_the_user(self):
        self.write("t,q\n0,1\n", "hydrograph.csv")
        self.write_case("q.csv")
        code, _, error = support.freshet("check", self.case, "--set",
                                         f"boundary.0.discharge.file={self.folder}/hydrograph.csv")
        self.assertEqual((code, error), (0, ""))

    def test_own_folder_through_a_link(self):
        os.symlink(self.case, self.folder / "link")
        self.write("t,q\n0,1\n", "case/q.csv")
        self.write_case("q.csv")
        self.assertEqual(support.freshet("check", self.folder / "link")[::2], (0, ""))


class Tables(support.CaseTest):
    def test_byte_order_mark(self):
        self.write_small("{ time = [0, 1], value = [1, 2] }", '{ file = "q.csv", time = "t", value = "q" }')
        self.write(b"\xef\xbb\xbft,q\r\n0,1\r\n1,2\r\n", "q.csv")
        self.assertEqual(support.freshet("check", self.folder)[::2], (0, ""))


class MuchOutput(support.CaseTest):
    def notes(self, *sets):
        self.write_small()
        code, text, error = support.freshet("check", self.folder, *(part for one in sets for part in ("--set", one)))
        self.assertEqual((code, error), (0, ""))
        return [line for line in text.splitlines() if line.startswith("note")]

    def test_fields(self):
        self.assertEqual(self.notes("output.interval=0.0002"), self.notes())
        [note] = set(self.notes("output.interval=0.00002", "output.series_interval=1")) - set(self.notes())
        self.assertIn("output.interval = 2e-05 s writes 50001 steps of fields", note)
        self.assertIn("GB", note)

    def test_rows_and_checkpoints(self):
        self.assertIn("rows of gauges", " ".join(self.notes("output.series_interval=1e-7")))
        self.assertIn("checkpoints", " ".join(self.notes("output.checkpoint_interval=1e-5")))

    def test_said_before_the_run(self):
        self.write_small()
        code, text, _ = support.freshet("run", self.folder, "--out", self.folder / "out", "--until", "1e-9",
                                        "--set", "output.interval=0.00002")
        self.assertEqual(code, 0)
        self.assertIn("note: output.interval", text[:text.index("volume error")])


if __name__ == "__main__":
    run_cases.main()
