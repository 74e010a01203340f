"""Dams as structures: mistakes are refused, ranks and restarts give the same figures."""
import json
import math
import unittest

import support

GEO = """\
Point(1) = {0, 0, 0, 4}; Point(2) = {24, 0, 0, 4}; Point(3) = {4, 30, 0, 4}; Point(4) = {0, 30, 0, 4};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 1};
Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("upstream") = {4};
Physical Surface("dam") = {1};
"""
DAM = """\
[dam]
mesh = "section.geo"
[[dam.material]]
zone = "dam"
young_modulus = 25e9
poisson_ratio = 0.2
density = 2400
compressive_strength = 3e6
tensile_strength = 0.3e6
[[dam.support]]
boundary = "base"
[dam.headwater]
face = "upstream"
level = 25
[dam.base]
boundary = "base"
uplift = true
[[dam.point]]
name = "crest"
x = 0
y = 30
[dam.analysis]
kind = "static"
"""
SERIES = ('kind = "static"', 'kind = "series"\ntime_step = 3600\nend_time = 360000')
LEVELS = ("level = 25", "level = { time = [0, 90000, 180000, 270000, 360000], value = [5, 29, 8, 27, 12] }")


class Dam(support.BrokenCaseTest):
    def write_dam(self, *changes, geo=GEO, extra=""):
        text = DAM
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        self.write(geo, "section.geo")
        self.write(text + extra)

    def figures(self, *arguments, out="out", ranks=1, code=0):
        got, said, error = support.freshet("run", self.folder, "--out", self.folder / out, *arguments, ranks=ranks)
        self.assertEqual(got, code, said[-2000:] + error)
        return json.loads((self.folder / out / "summary.json").read_text())["dam"] if code == 0 else error

    def assert_close(self, one, other, tolerance=1e-8):
        self.assertEqual(one.keys(), other.keys())
        for key in one:
            if one[key] is None or other[key] is None:
                self.assertEqual(one[key], other[key], key)
            else:
                self.assertTrue(math.isclose(one[key], other[key], rel_tol=tolerance, abs_tol=1e-9), key)

    def refuse_dam(self, change, *parts, geo=GEO):
        self.write_dam(change, geo=geo)
        return self.refuse(*parts)


class Mistakes(Dam):
    def test_unknown_key(self):
        self.refuse_dam(("density", "densty"), "dam.material.0.densty: unknown key", '"density"')

    def test_negative_stiffness(self):
        self.refuse_dam(("25e9", "-25e9"), "case.toml:5: dam.material.0.young_modulus", "greater than 0")

    def test_incompressible(self):
        self.refuse_dam(("poisson_ratio = 0.2", "poisson_ratio = 0.5"), "dam.material.0.poisson_ratio", "(0.5)")

    def test_level_above_the_crest(self):
        self.refuse_dam(("level = 25", "level = 30.5"), "dam.headwater.level", "30.5", "above_crest")

    def test_zone_without_material(self):
        self.refuse_dam(('zone = "dam"', 'zone = "rock"'), "dam.material", "rock", '"dam"')

    def test_second_zone_without_material(self):
        two = GEO + ('Point(5) = {0, -9, 0, 4}; Point(6) = {24, -9, 0, 4}; Line(5) = {1, 5}; Line(6) = {5, 6}; '
                     'Line(7) = {6, 2}; Curve Loop(2) = {5, 6, 7, -1}; Plane Surface(2) = {2}; '
                     'Physical Surface("rock") = {2};\n')
        self.refuse_dam(("25e9", "25e9"), "without material", "rock", geo=two)

    def test_mesh_without_boundary_names(self):
        bare = "\n".join(line for line in GEO.splitlines() if "Physical Curve" not in line)
        self.refuse_dam(("25e9", "25e9"), "section", "no physical curve", geo=bare)

    def test_mesh_without_zones(self):
        bare = GEO.replace('Physical Surface("dam") = {1};', "")
        self.write_dam(geo=bare)
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual(code, 2, error)

    def test_unknown_boundary(self):
        self.refuse_dam(('face = "upstream"', 'face = "upstraem"'), "dam.headwater.face", "upstraem", '"upstream"')

    def test_nothing_holds_it(self):
        self.refuse_dam(('boundary = "base"\n[dam.head', 'boundary = "base"\ntype = "roller_y"\n[dam.head'),
                        "dam.support", "along x")

    def test_point_outside(self):
        self.write_dam(("y = 30", "y = 60"))
        code, _, error = support.freshet("run", self.folder, "--out", self.folder / "out")
        self.assertEqual(code, 2)
        self.assertIn("crest", error)

    def test_base_that_opens_whole(self):
        self.write_dam(('[[dam.support]]\nboundary = "base"\n', ""), ("level = 25", "level = 30"),
                       ("density = 2400", "density = 1100"),
                       ("uplift = true", "uplift = true\nno_tension = true\nnormal_stiffness = 1e9"))
        code, _, error = support.freshet("run", self.folder, "--out", self.folder / "out")
        self.assertEqual(code, 3, error)
        self.assertIn("dam.base", error)

    def test_flow_tables_without_flow(self):
        self.write_dam(extra='[[gauge]]\nname = "G"\nx = 0\ny = 0\n')
        self.refuse("gauge", "[flow]")


RESPONSE = ('kind = "static"', 'kind = "response"\ntime_step = 0.02\nend_time = 1\n[dam.ground_motion]\n'
            'x = {{ time = [{}], value = [{}] }}')


class Motion(Dam):
    def shaken(self, times, values):
        return RESPONSE[0], RESPONSE[1].format(times, values)

    def test_checks_of_what_goes_on_in_time_are_held(self):
        check = '[[check]]\nname = "mass"\nkind = "dam_figure"\nfigure = "dam_mass"\nvalue = {}\nbound = 1e-9\n'
        mass = 2400 * 30 * (24 + 4) / 2
        for change in (self.shaken("0, 1", "0, 1"), SERIES):
            for value, verdict in ((mass, True), (2 * mass, False)):
                self.write_dam(change, extra=check.format(value))
                support.freshet("run", self.folder, "--out", self.folder / "out")
                held = json.loads((self.folder / "out/summary.json").read_text())["checks"]
                self.assertEqual([one["pass"] for one in held], [verdict])
                self.assertFalse(held[0].get("skipped", False))

    def test_library_case_skips_nothing(self):
        code, said, error = support.freshet("validate", "newmark_chopra")
        self.assertEqual(code, 0, said + error)
        self.assertIn("10 passed, 0 failed, 0 skipped", said)

    def test_ground_rests_after_its_record(self):
        self.write_dam(self.shaken("0, 0.2", "0, 1"))
        short = self.figures()
        self.write_dam(self.shaken("0, 0.2, 0.2000001, 1", "0, 1, 0, 0"))
        self.assert_close(short, self.figures(out="long"), 1e-6)

    def test_response_cannot_go_on_and_loses_nothing(self):
        self.write_dam(self.shaken("0, 1", "0, 1"))
        self.figures()
        error = self.figures("--restart", "latest", code=2)
        self.assertIn("only a series can go on", error)
        self.assertTrue((self.folder / "out/summary.json").exists())

    def test_until_beyond_the_end(self):
        self.write_dam(SERIES)
        self.assertIn("dam.analysis.end_time", self.figures("--until", "400000", code=2))


class Results(Dam):
    def test_ranks_agree(self):
        self.write_dam()
        one = self.figures()
        for ranks in (2, 4):
            self.assert_close(one, self.figures(out=f"out{ranks}", ranks=ranks))
        self.assertLess(abs(one["crest_x"]), 1e-3)
        self.assertGreater(abs(one["crest_x"]), 1e-5)

    def test_ranks_agree_where_their_parts_meet_in_the_base(self):
        """Halves of the same size above and below the base: the shortest cut runs along it."""
        rock = GEO.replace('Physical Surface("dam")', """\
Point(5) = {0, -30, 0, 4}; Point(6) = {24, -30, 0, 4}; Line(5) = {1, 5}; Line(6) = {5, 6}; Line(7) = {6, 2};
Curve Loop(2) = {5, 6, 7, -1}; Plane Surface(2) = {2};
Physical Curve("ground") = {6}; Physical Surface("rock") = {2};
Physical Surface("dam")""")
        material = DAM[DAM.index("[[dam.material]]"):DAM.index("[[dam.support]]")]
        self.write_dam(("[[dam.support]]", material.replace('"dam"', '"rock"') + "massless = true\n[[dam.support]]"),
                       ('[[dam.support]]\nboundary = "base"', '[[dam.support]]\nboundary = "ground"'), geo=rock)
        one = self.figures()
        for ranks in (2, 2, 3, 4):
            self.assert_close(one, self.figures(out=f"out{ranks}", ranks=ranks), 1e-7)

    def test_series_ends_in_the_static_state(self):
        self.write_dam(LEVELS, SERIES)
        series = self.figures()
        self.write_dam(("level = 25", "level = 12"))
        static = self.figures(out="static")
        for key in ("crest_x", "crest_y", "largest_tension", "largest_compression", "sliding_factor"):
            self.assertTrue(math.isclose(series[key], static[key], rel_tol=1e-7), key)

    def test_restart_goes_on(self):
        self.write_dam(LEVELS, SERIES)
        whole = self.figures()
        self.assertGreater(whole["damage_largest"], 0)
        self.figures("--until", "200000", out="part")
        rest = self.figures("--restart", "latest", out="part", ranks=2)
        for key in ("damage_largest", "years_to_failure", "crest_x"):
            self.assertTrue(math.isclose(whole[key], rest[key], rel_tol=1e-6), key)

    def test_history_and_fields_are_there(self):
        self.write_dam(LEVELS, SERIES)
        self.figures()
        header = (self.folder / "out/dam/history.csv").read_text().splitlines()[0]
        for column in ("time_s", "crest_x_m", "sliding_factor", "thrust_N_per_m", "headwater_level_m"):
            self.assertIn(column, header.split(","))
        for name in ("dam.h5", "dam.xdmf"):
            self.assertTrue((self.folder / "out/dam" / name).stat().st_size > 0)


if __name__ == "__main__":
    unittest.main()
