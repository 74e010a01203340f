"""Embankments: mistakes are refused, ranks and restarts give the same figures, water and slopes behave."""
import json
import math
import unittest

import support

GEO = """\
Point(1) = {0, 0, 0, 1}; Point(2) = {30, 0, 0, 1}; Point(3) = {17, 6, 0, 1}; Point(4) = {13, 6, 0, 1};
Line(1) = {1, 2}; Line(2) = {2, 3}; Line(3) = {3, 4}; Line(4) = {4, 1};
Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};
Physical Curve("base") = {1}; Physical Curve("downstream") = {2}; Physical Curve("crest") = {3};
Physical Curve("upstream") = {4};
Physical Surface("fill") = {1};
"""
DAM = """\
[dam]
mesh = "section.geo"
[[dam.soil]]
zone = "fill"
conductivity = 1e-6
alpha = 2
n = 2
specific_storage = 1e-4
unit_weight = 20e3
friction_angle = 28
cohesion = 4e3
[dam.headwater]
face = "upstream"
level = 5
[dam.seepage]
seepage_face = ["downstream", "crest"]
exit = "downstream"
[[dam.point]]
name = "inside"
x = 14
y = 1
[[dam.phreatic]]
name = "middle"
x = 15
[[dam.line]]
name = "axis"
from = [15, 6]
to = [15, 0]
[[dam.slope]]
name = "up"
slides = "left"
entry = [8, 16]
exit = [0, 6]
divisions = 4
slices = 30
least_depth = 0.5
pore_pressure = "seepage"
[dam.analysis]
kind = "seepage"
"""
DRAWDOWN = (("level = 5", "level = { time = [0, 86400, 1e9], value = [5, 1, 1] }"),
            ('kind = "seepage"', 'kind = "seepage"\ntime_step = 3600\nend_time = 259200\ntolerance = 0.05'))


class Embankment(support.BrokenCaseTest):
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

    def refuse_dam(self, change, *parts):
        self.write_dam(change)
        return self.refuse(*parts)

    def assert_close(self, one, other, names, tolerance):
        for name in names:
            self.assertTrue(math.isclose(one[name], other[name], rel_tol=tolerance, abs_tol=1e-12),
                            f"{name}: {one[name]} {other[name]}")


class Mistakes(Embankment):
    def test_unknown_key(self):
        self.refuse_dam(("conductivity", "conductivty"), "dam.soil.0.conductivty: unknown key")

    def test_no_conductivity(self):
        self.refuse_dam(("conductivity = 1e-6\n", ""), "dam.soil.0", "conductivity")

    def test_negative_conductivity(self):
        self.refuse_dam(("1e-6", "-1e-6"), "case.toml:5: dam.soil.0.conductivity", "greater than 0")

    def test_n_of_one(self):
        self.refuse_dam(("n = 2", "n = 1"), "dam.soil.0.n", "greater than 1")

    def test_contents_the_wrong_way(self):
        self.refuse_dam(("n = 2", "n = 2\nresidual_content = 0.5"), "residual_content", "0.5")

    def test_soil_of_another_mesh(self):
        self.refuse_dam(('zone = "fill"', 'zone = "core"'), "dam.soil", "core", '"fill"')

    def test_unknown_seepage_face(self):
        self.refuse_dam(('["downstream"', '["downstraem"'), "dam.seepage.seepage_face", "downstraem", '"downstream"')

    def test_unknown_face_of_water(self):
        self.refuse_dam(('face = "upstream"', 'face = "upstraem"'), "dam.headwater.face", "upstraem")

    def test_level_above_the_face(self):
        self.refuse_dam(("level = 5", "level = 7"), "dam.headwater.level", "above_crest", "7")

    def test_slope_of_unknown_method(self):
        self.refuse_dam(('slides = "left"', 'slides = "left"\nmethod = "spenser"'), "method", "spencer")

    def test_noncircular_bishop(self):
        self.refuse_dam(('slides = "left"', 'slides = "left"\nnoncircular = true'), "noncircular", "spencer")

    def test_ranges_the_wrong_way(self):
        self.refuse_dam(("entry = [8, 16]", "entry = [16, 8]"), "dam.slope.0.entry", "increasing")

    def test_concrete_among_soil(self):
        self.refuse_dam(("[dam.analysis]", '[[dam.support]]\nboundary = "base"\n[dam.analysis]'), "support", "dam.soil")

    def test_analysis_of_concrete(self):
        self.refuse_dam(('kind = "seepage"', 'kind = "modal"'), "dam.analysis.kind", "dam.soil")

    def test_point_outside(self):
        self.write_dam(("y = 1\n", "y = 20\n"))
        self.assertIn("inside", self.figures(code=2))

    def test_circle_that_cuts_nothing(self):
        self.write_dam(("entry = [8, 16]\nexit = [0, 6]\ndivisions = 4\n", "circle = [4, 30, 5]\n"),
                       ("least_depth = 0.5\n", ""))
        self.assertIn("dam.slope.circle", self.figures(code=2))

    def test_a_range_beyond_the_section(self):
        for old, new, key in (("entry = [8, 16]", "entry = [8, 31]", "dam.slope.up.entry: outside the section"),
                              ("exit = [0, 6]", "exit = [-9, 6]", "dam.slope.up.exit: outside the section")):
            self.write_dam((old, new))
            self.assertIn(key, self.figures(code=2))

    def test_a_slope_without_any_slide(self):
        self.write_dam(("least_depth = 0.5", "least_depth = 50"))
        self.assertIn("dam.slope.up: no admissible slip surface", self.figures(code=2))

    def test_restart_of_other_soils(self):
        self.write_dam(*DRAWDOWN)
        self.figures("--until", "40000")
        error = self.figures("--restart", "latest", "--set", "dam.soil.0.conductivity=1e-5", code=2)
        self.assertIn("--restart", error)
        self.assertIn("other soils", error)

    def test_restart_of_a_steady_state(self):
        self.write_dam()
        self.assertIn("only a series can go on", self.figures("--restart", "latest", code=2))


class Results(Embankment):
    FLOWS = ("headwater_inflow", "seepage_outflow", "inside_pressure_head", "middle_phreatic")

    def test_steady_flow(self):
        self.write_dam(extra='[[dam.phreatic]]\nname = "flooded"\nx = 5\n')
        found = self.figures()
        self.assertAlmostEqual(found["flooded_phreatic"], 5, 6)  # the level above the ground
        self.assertLess(found["flow_error"], 1e-8)
        self.assert_close({"q": found["axis_discharge"]}, {"q": -found["headwater_inflow"]}, ["q"], 0.05)
        self.assertGreater(found["exit_gradient"], 0)
        critical = (2.65 - 1) * (1 - 0.4)
        self.assertAlmostEqual(found["piping_factor"], critical / found["exit_gradient"], 9)
        self.assertTrue(1.0 < found["middle_phreatic"] < 5.0)

    def test_ranks_agree(self):
        self.write_dam(*DRAWDOWN)
        one = self.figures()
        self.assertLess(one["water_balance_error"], 1e-8)
        for ranks in (2, 4):
            many = self.figures(out=f"out{ranks}", ranks=ranks)
            self.assert_close(one, many, (*self.FLOWS, "up_factor", "up_factor_min", "water_out"), 1e-6)

    def test_restart_goes_on(self):
        self.write_dam(*DRAWDOWN)
        whole = self.figures()
        self.figures("--until", "100000", out="part")
        rest = self.figures("--restart", "latest", out="part", ranks=2)
        self.assert_close(whole, rest, ("inside_pressure_head", "up_factor", "water_out"), 2e-3)
        self.assert_close(whole, rest, ("up_factor_min",), 1e-2)
        self.assertLess(rest["water_balance_error"], 1e-8)
        rows = (self.folder / "part/dam/history.csv").read_text().splitlines()[1:]
        times = [float(row.split(",")[0]) for row in rows]
        self.assertEqual(times, sorted(set(times)))

    def test_pore_pressure_lags_and_weakens(self):
        self.write_dam(*DRAWDOWN)
        found = self.figures()
        self.assertGreater(found["inside_pressure_head"], 0.3)  # the level stands 1 m above the base
        self.write_dam(("level = 5", "level = 1"))
        drained = self.figures(out="drained")
        self.assertLess(found["up_factor_min"], drained["up_factor"])

    def test_rain_enters_or_runs_off(self):
        rain = ('seepage_face = ["downstream", "crest"]', 'seepage_face = ["downstream", "crest"]\nrain = {}')
        wet = {}
        for name, intensity in (("dry", 0.0), ("light", 5e-8), ("cloudburst", 1e-3)):
            self.write_dam((rain[0], rain[1].format(intensity)))
            wet[name] = self.figures(out=name)
        self.assertGreater(wet["light"]["middle_phreatic"], wet["dry"]["middle_phreatic"])
        # More rain than the soil takes runs off: nowhere stands water on the ground.
        self.assertLessEqual(wet["cloudburst"]["middle_phreatic"], 6 + 1e-9)
        self.assertLess(wet["cloudburst"]["flow_error"], 1e-8)

    def test_gradient_where_one_vertex_seeps(self):
        """The only wet vertex of an edge lets water out: a gradient is measured there."""
        toe = GEO.replace("Line(2) = {2, 3};", "Point(5) = {28.917, 0.5, 0, 1}; Line(2) = {5, 3}; Line(5) = {2, 5};")
        toe = toe.replace("{1, 2, 3, 4}; Plane", "{1, 5, 2, 3, 4}; Plane")
        toe += 'Physical Curve("toe") = {5};\n'
        self.write_dam(("level = 5", "level = 0.2"), ('seepage_face = [', 'seepage_face = ["toe", '),
                       ('exit = "downstream"', 'exit = "toe"'), geo=toe)
        found = self.figures()
        self.assertGreater(found["seepage_outflow"], 0)
        self.assertGreater(found["exit_gradient"], 0)
        self.assertIsNotNone(found["piping_factor"])

    def test_rain_falls_from_above(self):
        """Crest and upstream face, 17 m along x, catch rain; an open base does not."""
        self.write_dam(("level = 5", "level = -1"), ('kind = "seepage"', 'kind = "seepage"\ntime_step = 3600\n'
                                                     'end_time = 86400'),
                       ('seepage_face = ["downstream", "crest"]',
                        'seepage_face = ["base", "crest"]\nstart_level = -3\nrain = 1e-8'))
        self.assertAlmostEqual(self.figures()["water_in"] / (17 * 1e-8 * 86400), 1, 6)

    def test_drawdown_below_a_level_that_stands_higher(self):
        factors = []
        for before in (2, 5):
            self.write_dam(('pore_pressure = "seepage"', f'pore_pressure = "drawdown"\nlevel_before = {before}'))
            factors.append(self.figures(out=f"before{before}")["up_factor"])
        self.assertAlmostEqual(factors[0], factors[1], 3)  # sides of slices stand where level_before does

    def test_history_fields_and_slides_are_there(self):
        self.write_dam(*DRAWDOWN)
        self.figures()
        header = (self.folder / "out/dam/history.csv").read_text().splitlines()[0].split(",")
        for column in ("time_s", "up_factor", "exit_gradient", "axis_discharge_m2_per_s", "middle_phreatic_m",
                       "headwater_level_m", "up_radius_m"):
            self.assertIn(column, header)
        for name in ("dam.h5", "dam.xdmf", "slip_up.csv"):
            self.assertTrue((self.folder / "out/dam" / name).stat().st_size > 0)

    def test_straight_lines_find_a_weak_seam(self):
        """A thin weak layer at the foot: a surface along it is less safe than any circle."""
        seam = GEO.replace('Curve Loop(1) = {1, 2, 3, 4}; Plane Surface(1) = {1};', """\
Point(5) = {28.917, 0.5, 0, 1}; Point(6) = {1.083, 0.5, 0, 1};
Line(5) = {2, 5}; Line(6) = {5, 3}; Line(7) = {4, 6}; Line(8) = {6, 1}; Line(9) = {5, 6};
Curve Loop(1) = {6, 3, 7, -9}; Plane Surface(1) = {1}; Curve Loop(2) = {1, 5, 9, 8}; Plane Surface(2) = {2};
Physical Surface("seam") = {2};""").replace('Line(2) = {2, 3}; ', '').replace('Line(4) = {4, 1};', '')
        seam = seam.replace('"downstream") = {2}', '"downstream") = {5, 6}').replace('"upstream") = {4}',
                                                                                  '"upstream") = {7, 8}')
        weak = '[[dam.soil]]\nzone = "seam"\nunit_weight = 20e3\nfriction_angle = 8\n'
        slope = ('[[dam.slope]]\nname = "{}"\nslides = "left"\nmethod = "spencer"\nentry = [8, 16]\nexit = [0.1, 4]\n'
                 'divisions = 6\nnoncircular = {}\n')
        text = '[dam]\nmesh = "section.geo"\n[[dam.soil]]\nzone = "fill"\nunit_weight = 20e3\nfriction_angle = 30\n'
        text += "cohesion = 2e3\n" + weak + slope.format("circle", "false") + slope.format("lines", "true")
        self.write(seam, "section.geo")
        self.write(text + '[dam.analysis]\nkind = "slopes"\n')
        found = self.figures()
        self.assertLess(found["lines_factor"], 0.99 * found["circle_factor"])
        self.assertGreater(found["lines_factor"], 0.5)

    def test_a_range_that_is_too_small_is_said(self):
        for entry, said in (("[8, 9]", True), ("[8, 16]", False)):
            self.write_dam(("entry = [8, 16]", f"entry = {entry}"), ("divisions = 4", "divisions = 6"))
            code, out, error = support.freshet("run", self.folder, "--out", self.folder / "out")
            self.assertEqual(code, 0, error)
            self.assertEqual("warning: dam.slope.up.entry: the critical circle" in out + error, said, out)

    def test_a_mirrored_slope_is_as_safe(self):
        slope = '[[dam.slope]]\nname = "{}"\nslides = "{}"\nentry = {}\nexit = {}\nseismic = 0.05\n'
        text = '[dam]\nmesh = "section.geo"\n[[dam.soil]]\nzone = "fill"\nunit_weight = 20e3\nfriction_angle = 25\n'
        text += "cohesion = 5e3\n" + slope.format("one", "left", "[8, 16]", "[0, 6]")
        text += slope.format("other", "right", "[14, 22]", "[24, 30]")
        self.write(GEO, "section.geo")
        self.write(text + '[dam.analysis]\nkind = "slopes"\n')
        found = self.figures()
        self.assertAlmostEqual(found["one_factor"] / found["other_factor"], 1, 4)
        self.assertAlmostEqual(found["one_centre_x"], 30 - found["other_centre_x"], 0)

    def test_a_line_of_water_is_that_of_the_level(self):
        line = ('pore_pressure = "seepage"', 'pore_pressure = "line"\nline = [[0, 5], [30, 5]]')
        self.write_dam(line)
        by_line = self.figures()["up_factor"]
        self.write_dam((line[0], 'pore_pressure = "level"'))
        self.assertAlmostEqual(self.figures(out="level")["up_factor"], by_line, 9)

    def test_an_earthquake_lowers_the_factor(self):
        self.write_dam()
        rest = self.figures()
        self.write_dam(('slides = "left"', 'slides = "left"\nseismic = 0.1'))
        self.assertLess(self.figures(out="shaken")["up_factor"], 0.9 * rest["up_factor"])


if __name__ == "__main__":
    unittest.main()
