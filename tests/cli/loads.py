"""[[face]], [loads], [[load_cases]] and `freshet loads`: what they give, and what is refused."""
import unittest

import support

SECTION = """\
title = "section"
[loads.section]
outline = [[0, 0], [80, 0], [0, 100]]
unit_weight = 23544
[[load_cases]]
name = "full"
headwater = 100
"""


class Loads(support.BrokenCaseTest):
    def loads(self, text, code):
        self.write(text)
        got, said, error = support.freshet("loads", self.folder, "--out", self.folder / "out")
        self.assertEqual(got, code, said + error)
        return said if code < 2 else error

    def test_section(self):
        said = self.loads(SECTION, 1)
        self.assertIn("full: FALLS SHORT of what usace_usual asks for", said)
        table = (self.folder / "out/formulas.csv").read_text()
        self.assertRegex(table, "full,usace_usual,crack,32.(5|49999)")
        self.assertIn("full: holds", self.loads(SECTION + "uplift = 0\nclass = \"unusual\"\n", 0))

    def test_turned_outline_is_the_same_section(self):
        first = self.loads(SECTION, 1)
        self.assertEqual(first, self.loads(SECTION.replace("[[0, 0], [80, 0], [0, 100]]",
                                                           "[[0, 100], [80, 0], [0, 0]]"), 1))

    def test_refused_sections(self):
        for old, new, *parts in (
                ("headwater = 100", "headwater = 101", "load_cases.0", "headwater lies above the crest", "101"),
                ("headwater = 100", "silt_level = 5", "silt_unit_weight"),
                ("[80, 0]", "[80, 1]", "loads.section.outline", "must be level"),
                ("[80, 0], ", "[0, 50], ", "loads.section.outline", "encloses nothing"),
                ("headwater = 100", "ice_thrust = 5", "needs headwater"),
                ("headwater = 100", "forces = [[1e6, 500]]", "load_cases.0", "above the crest", "500"),
                ("headwater = 100", "acceleration_x = 2.5", "load_cases.0.acceleration_x", "2.5"),
                ("headwater = 100", "level = 3", "load_cases.0.level"),
                ("unit_weight", "drain_distance = 80\nunit_weight", "loads.section.drain_distance", "80"),
                ("unit_weight", "drain_efficiency = 0.5\nunit_weight", "drain_efficiency", "needs drain_distance"),
                ("headwater = 100", "drain_efficiency = 0.5", "load_cases.0.drain_efficiency", "drain_distance")):
            with self.subTest(new):
                self.assertEqual(SECTION.count(old), 1)
                self.write(SECTION.replace(old, new))
                self.refuse("case.toml", *parts)

    def test_refused_formulas(self):
        for keys, *parts in (
                ('kind = "godda"', "loads.formula.0.kind", "goda"),
                ('kind = "goda"\nlargest_height = 3\ndepth = 5\nfreeboard = 1', "period or wave_length"),
                ('kind = "westergaard"\ndepth = 10\nbelow = 11', "under the bottom", "11"),
                ('kind = "westergaard_exact"\ndepth = 10\nfrequency_ratio = 1', "frequency_ratio"),
                ('kind = "sainflou"\nheight = 5\nwave_length = 20\ndepth = 2', "the formula ends"),
                ('kind = "uplift"\nheadwater = 9\nbase_length = 8\ndrain_distance = 10\ndrain_efficiency = 0.5',
                 "drain_distance", "10"),
                ('kind = "uplift"\nheadwater = 9\nbase_length = 8\ndrain_efficiency = 0.5', "needs drain_distance"),
                ('kind = "hydrostatic"\nheadwater = 1e300', "headwater_thrust", "finite"),
                ('kind = "goda"\nlargest_height = 30\ndepth = 5\nfreeboard = 1\nperiod = 10', "largest_height",
                 "break", "30"),
                ('kind = "wind_waves"\nlaw = "smb"\nwind = 30\nfetch = 1e5\ndepth = 2', "depth", "a quarter"),
                ('kind = "wind_waves"\nwind = 120\nfetch = 1e4', "wind", "120"),
                ('kind = "wind_waves"\nwind = 30\nfetch = 1e4\ndepth = 5', "deep water", "smb")):
            with self.subTest(keys):
                self.write(f"[[loads.formula]]\n{keys}\n")
                self.refuse("case.toml", *parts)

    def test_one_name_for_two(self):
        formula = '[[loads.formula]]\nname = "{}"\nkind = "hydrostatic"\nheadwater = 5\n'
        twice = SECTION + formula.format("full")
        self.write(twice)
        self.refuse("case.toml", "loads.formula", "load_cases", "full")
        # of unlike names, yet of one figure: full_water_thrust
        self.write(SECTION + '[[loads.formula]]\nname = "full_water"\nkind = "ice"\nthickness = 1\n')
        self.refuse("case.toml", "full_water_thrust", '"full_water"', '"full"')

    def test_face_named_as_a_segment(self):
        face = '\n[[face]]\nname = "{}"\nboundary = "{}"\nsegment_length = {}\n'
        self.refuse_extra(face.format("w", "left", 0.25) + face.format("w_1", "right", 0), "face.1", '"w_1"', '"w"')

    def test_refused_faces(self):
        for keys, *parts in (
                ('boundary = "lefd"', "face.0", "lefd", "left"),
                ("line = [[3, 0.2], [30, 0.2]]", "face.0.line", "leaves the mesh"),
                ("line = [[3, 0.2]]", "face.0.line"),
                ('boundary = "left"\nline = [[0, 0], [0, 1]]', "one of boundary and line"),
                ('boundary = "left"\nside = "left"', "side", "does not go with"),
                ("", "one of boundary and line")):
            with self.subTest(keys):
                self.refuse_extra(f'\n[[face]]\nname = "f"\n{keys}\n', "case.toml", *parts)

    def test_refused_series(self):
        self.write("NPTS= 4, DT= .01 SEC\n0.1 0.2 0.3\n", "short.at2")
        self.write("time,value\n0,0\n0.01,1\n0.02,2\n0.05,3\n", "gap.csv")
        self.write("time,value\n0,0\n0.01,x\n", "word.csv")
        self.write("time,value\n0,0.3\n", "one.csv")
        self.write("NPTS= 1, DT= .01 SEC\n0.1\n", "one.at2")
        for keys, *parts in (
                ('kind = "record"\nfile = "short.at2"', "gaps or was cut", "NPTS is 4, values are 3"),
                ('kind = "record"\nfile = "gap.csv"', "has a gap", "0.02 s", "0.05 s"),
                ('kind = "record"\nfile = "word.csv"', "word.csv:3", "no finite number"),
                ('kind = "record"\nfile = "one.csv"', "one.csv", "two points"),
                ('kind = "record"\nfile = "one.at2"', "one.at2", "two points"),
                ('kind = "sinusoid"\namplitude = 1\nperiod = 2', "duration"),
                ('kind = "sinusoid"\namplitude = 1\nperiod = 2\nduration = 1\nhigh = 2', "high", "does not go with"),
                ('kind = "sawtooth"\nlow = 3\nhigh = 1\nrise = 1\nfall = 1\nduration = 5', "high", "low"),
                ('kind = "operation"\nrule = [[10, 1], [5, 2]]', "rising days"),
                ('kind = "sinusoid"\namplitude = 1\nperiod = 1e-9\nduration = 100', "points")):
            with self.subTest(keys):
                self.refuse_extra(f'\n[[loads.series]]\nname = "s"\n{keys}\n', "loads.series.0", *parts)

    def test_series_by_name(self):
        shaken = '\n[[loads.series]]\nname = "s"\nkind = "sinusoid"\namplitude = 1\nperiod = 2\nduration = 9\n'
        self.refuse_extra(shaken + "[loads.ground_motion]\nx = \"t\"\n", "loads.ground_motion.x", "none of")
        self.write_small(extra=shaken + "[loads.ground_motion]\nx = \"s\"\ny = { time = [0, 1], value = [0, 1] }\n")
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual((code, error), (0, ""))
        self.write_small("discharge = { time = [0, 1], value = [1, 2] }", 'discharge = "s"', shaken)
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual((code, error), (0, ""))

    def test_load_cases_need_a_section(self):
        self.write('[loads]\n[[load_cases]]\nname = "a"\n')
        self.refuse("case.toml", "needs [loads.section]")


if __name__ == "__main__":
    unittest.main()
