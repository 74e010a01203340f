"""Files that are missing or broken, overrides, noise and wrong usage: exit code 2 and a message that helps."""
import os
import unittest

import support


class Files(support.BrokenCaseTest):
    def use_series(self, table):
        self.write_small("{ time = [0, 1], value = [1, 2] }", '{ file = "q.csv", time = "t", value = "q" }')
        self.write(table, "q.csv")

    def test_series_file_that_is_not_there(self):
        self.write_small("{ time = [0, 1], value = [1, 2] }", '{ file = "q.csv", time = "t", value = "q" }')
        self.refuse("case.toml:15: boundary.0.discharge.file: no such file", "q.csv")

    def test_series_file_without_the_column(self):
        self.use_series("t,flow\n0,1\n")
        self.refuse("q.csv:1", "(q)", "flow")

    def test_series_file_with_a_word(self):
        self.use_series("t,q\n0,1\n1,many\n")
        self.refuse("q.csv:3: q", '"many"')

    def test_series_file_with_a_short_line(self):
        self.use_series("t,q\n0,1\n1\n")
        self.refuse("q.csv:3: q", "too short")

    def test_series_file_that_goes_back_in_time(self):
        self.use_series("t,q\n0,1\n5,2\n4,3\n")
        self.refuse("q.csv", "entry 3", "(4)")

    def test_series_file_with_a_nan(self):
        self.use_series("t,q\n0,1\n5,nan\n")
        self.refuse("q.csv:3: q", '"nan"')

    def test_empty_series_file(self):
        self.use_series("")
        self.refuse("q.csv", "empty")

    def test_mesh_file_that_is_not_there(self):
        self.write('[mesh]\nsource = "gmsh"\nfile = "valley.msh"\n[flow]\nend_time = 1\n')
        self.refuse("case.toml:3: mesh.file: no such file", "valley.msh")

    def test_mesh_file_that_is_a_folder(self):
        self.write('[mesh]\nsource = "gmsh"\nfile = "."\n[flow]\nend_time = 1\n')
        self.refuse("case.toml:3: mesh.file: is not a file")

    def test_mesh_file_of_noise(self):
        self.write('[mesh]\nsource = "gmsh"\nfile = "noise.msh"\n[flow]\nend_time = 1\n')
        self.write(os.urandom(1000), "noise.msh")
        self.refuse("noise.msh")

    def write_data_case(self):
        self.write('data_source = "Ask the archive."\n[mesh]\nsource = "selafin"\nfile = "{data}/d/v.slf"\n[flow]\nend_time = 1\n')

    def test_data_needed_but_not_given(self):
        self.write_data_case()
        self.refuse("case.toml:4: mesh.file: needs --data DIR", "{data}/d/v.slf", "Ask the archive.")

    def test_data_without_the_file(self):
        self.write_data_case()
        self.refuse("case.toml:4: mesh.file: no such file", "d/v.slf", "--data", "Ask the archive.",
                    arguments=("--data", self.folder))


class Overrides(support.BrokenCaseTest):
    def refuse_set(self, assignment, *parts):
        self.write_small()
        return self.refuse(f"--set {assignment}", *parts, arguments=("--set", assignment))

    def test_bad_value(self):
        self.refuse_set("flow.cfl=2", "flow.cfl: must be greater than 0 and at most 1 (2)")

    def test_unknown_key(self):
        self.refuse_set("flow.clf=0.5", "flow.clf: unknown key", '"cfl"')

    def test_text_for_a_number(self):
        self.refuse_set("flow.cfl=fast", "flow.cfl: must be a number", '"fast"')

    def test_no_value(self):
        self.refuse_set("flow.cfl", "key=value")

    def test_empty_key(self):
        self.refuse_set("flow..cfl=1", "empty key")

    def test_entry_that_is_not_there(self):
        self.refuse_set("boundary.7.discharge=3", "from 0 to 1", "(7)")

    def test_inside_a_number(self):
        self.refuse_set("flow.cfl.deep=3", "no table", "(0.9)")


class Hostile(support.BrokenCaseTest):
    def test_empty_file(self):
        self.write("")
        self.refuse("case.toml:1", "empty")

    def test_noise(self):
        self.write(bytes(range(256)) * 40)
        self.refuse("case.toml:1: not TOML")

    def test_not_utf8(self):
        self.write(b'title = "caf\xe9"\n')
        self.refuse("case.toml:1: not TOML")

    def test_zero_bytes(self):
        self.write(b"\0" * 4096)
        self.refuse("case.toml:1: not TOML")

    def test_line_of_ten_megabytes(self):
        self.write_small('title = "small"', "title = " + "x" * 10_000_000)
        self.refuse("case.toml:1: not TOML")

    def test_value_of_ten_megabytes(self):
        self.write_small("cfl = 0.9", 'cfl = "' + "x" * 10_000_000 + '"')
        self.refuse("case.toml:11: flow.cfl: must be a number")

    def test_expression_of_ten_megabytes(self):
        self.write_small('level = "h0"', 'level = "' + "1+" * 5_000_000 + '1"')
        self.refuse("case.toml:17: initial.0.level", "too long")

    def test_expression_of_many_parentheses(self):
        self.write_small('level = "h0"', 'level = "' + "(" * 9000 + '"')
        self.refuse("case.toml:17: initial.0.level")

    def test_key_of_a_megabyte(self):
        self.write_small("cfl = 0.9", "c" * 1_000_000 + " = 1")
        self.refuse("case.toml:11: flow.ccc", "unknown key")

    def test_deep_nesting(self):
        self.write("a = " + "[" * 100_000)
        self.refuse("case.toml:1: not TOML")

    def test_deep_tables(self):
        self.write("[" + ".".join(["a"] * 50_000) + "]\n")
        self.refuse("case.toml:1: not TOML")

    def test_deep_override(self):
        self.write_small()
        self.refuse("--set", arguments=("--set", "x={" + ".".join(["a"] * 30_000) + "=1}"))
        self.refuse("--set", arguments=("--set", ".".join(["a"] * 30_000) + "=1"))

    def test_key_twice(self):
        self.write_small("cfl = 0.9", "cfl = 0.9\ncfl = 0.8")
        self.refuse("case.toml:12: not TOML", "cfl")

    def test_folder_as_file(self):
        (self.folder / "case.toml").mkdir()
        self.refuse("case.toml", where=self.folder)

    def test_folder_as_toml(self):
        (self.folder / "x.toml").mkdir()
        self.refuse("x.toml", where=self.folder / "x.toml")

    def test_device_as_file(self):
        self.refuse("/dev/zero", "is not a file", where="/dev/zero")

    def test_folder_without_case(self):
        self.refuse("no case.toml", str(self.folder))

    def test_missing_file(self):
        self.refuse("no such file", "gone.toml", where=self.folder / "gone.toml")

    def test_unknown_name(self):
        self.refuse("CASE", "(rittr)", 'did you mean "ritter"?', "stoker", where="rittr")

    def test_empty_name(self):
        self.refuse("CASE", where="")

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_file_without_permission(self):
        self.write_small().chmod(0)
        self.refuse("case.toml", "permission")


class Usage(support.CaseTest):
    def refuse_usage(self, *arguments, parts=()):
        code, _, text = support.freshet(*arguments)
        self.assertEqual(code, 2, text)
        for part in parts:
            self.assertIn(part, text)

    def test_no_command(self):
        self.refuse_usage(parts=["subcommand"])

    def test_unknown_command(self):
        self.refuse_usage("checks", parts=["(checks)", '"check"'])

    def test_unknown_option(self):
        self.refuse_usage("check", "ritter", "--fast", parts=["--fast"])

    def test_no_case(self):
        self.refuse_usage("check", parts=["CASE"])

    def test_unknown_backend(self):
        self.refuse_usage("run", "ritter", "--backend", "abacus", parts=["abacus"])

    def test_end_before_the_start(self):
        self.refuse_usage("run", "ritter", "--until", "-1", parts=["--until"])

    def test_help_and_version(self):
        for arguments in (["--help"], ["--version"], ["run", "--help"], ["check", "--help"], ["mesh", "info", "--help"],
                          ["validate", "--help"], ["bench", "--help"]):
            code, text, error = support.freshet(*arguments)
            self.assertEqual((code, error), (0, ""), arguments)
            self.assertTrue("Example" in text or len(arguments) == 1, arguments)

    def test_all_ranks_say_it_once(self):
        self.write_small("cfl = 0.9", "cfl = 2")
        code, _, text = support.freshet("check", self.folder, ranks=3)
        self.assertEqual(code, 2, text)
        self.assertEqual(text.count("flow.cfl: must be"), 1, text)
        self.assertNotIn("MPI_ABORT", text)


if __name__ == "__main__":
    unittest.main()
