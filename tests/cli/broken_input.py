"""Broken cases end with exit code 2 and a message that names file, line or key, and the value."""
import unittest

import support


class SmallCase(support.CaseTest):
    def test_small_case_itself_is_good(self):
        self.write_small()
        code, text, error = support.freshet("check", self.folder)
        self.assertEqual((code, error), (0, ""))
        self.assertIn("40", text)


class Keys(support.BrokenCaseTest):
    def test_unknown_key_with_hint(self):
        self.refuse_small("cfl = 0.9", "clf = 0.9", 'case.toml:11: flow.clf: unknown key (0.9); did you mean "cfl"?')

    def test_unknown_key_without_hint(self):
        self.write_small("cfl = 0.9", "quux_zyx = 1")
        text = self.refuse_now("case.toml:11: flow.quux_zyx: unknown key (1)")
        self.assertNotIn("did you mean", text)

    def test_unknown_table(self):
        self.refuse_extra("[fricttion]\nmanning = 0.03\n", "fricttion: unknown key", '"friction"')

    def test_unknown_key_in_list_of_tables(self):
        self.refuse_small('type = "discharge"', 'typ = "discharge"', "case.toml:14: boundary.0.typ: unknown key", '"type"')

    def test_key_that_does_not_fit_the_source(self):
        self.refuse_small("cells = [20, 2]", "cells = [20, 2]\nwidth = 3.5", "case.toml:9: mesh.width", "(3.5)")

    def test_key_that_does_not_fit_the_boundary(self):
        self.refuse_small('type = "discharge"', 'type = "wall"', "boundary.0.discharge", 'type = "wall"')

    def test_missing_table(self):
        self.write('title = "nothing"\n[flow]\nend_time = 1\n')
        self.refuse("case.toml", "mesh: missing")

    def test_missing_key(self):
        self.refuse_small("end_time = 1\n", "", "case.toml:9: flow.end_time: missing", "s")

    def test_missing_discharge(self):
        self.refuse_small("discharge = { time = [0, 1], value = [1, 2] }\n", "", "case.toml:12: boundary.0.discharge: missing")

    def test_list_where_a_table_belongs(self):
        self.refuse_small("[flow]", "[[flow]]", "flow: must be a table")

    def test_table_where_a_list_belongs(self):
        self.refuse_small("[[gauge]]", "[gauge]", "gauge: must be a list of tables", "[[gauge]]")


class Values(support.BrokenCaseTest):
    def test_text_for_a_number(self):
        self.refuse_small("cfl = 0.9", 'cfl = "high"', 'case.toml:11: flow.cfl: must be a number ("high")')

    def test_number_for_a_text(self):
        self.refuse_small('title = "small"', "title = 3", "case.toml:1: title", "(3)")

    def test_date_for_a_number(self):
        self.refuse_small("end_time = 1", "end_time = 1959-12-02", "case.toml:10: flow.end_time")

    def test_cfl_of_zero(self):
        self.refuse_small("cfl = 0.9", "cfl = 0", "case.toml:11: flow.cfl", "(0)")

    def test_cfl_above_one(self):
        self.refuse_small("cfl = 0.9", "cfl = 1.1", "case.toml:11: flow.cfl", "(1.1)")

    def test_cfl_not_a_number(self):
        self.refuse_small("cfl = 0.9", "cfl = nan", "case.toml:11: flow.cfl", "(nan)")

    def test_infinite_end_time(self):
        self.refuse_small("end_time = 1", "end_time = inf", "case.toml:10: flow.end_time", "(inf)")

    def test_end_time_of_zero(self):
        self.refuse_small("end_time = 1", "end_time = 0", "case.toml:10: flow.end_time", "greater than 0", "(0)")

    def test_negative_end_time(self):
        self.refuse_small("end_time = 1", "end_time = -5.0", "case.toml:10: flow.end_time", "(-5)")

    def test_negative_gravity(self):
        self.refuse_small("cfl = 0.9", "gravity = -9.81", "flow.gravity", "(-9.81)")

    def test_order_three(self):
        self.refuse_small("cfl = 0.9", "order = 3", "case.toml:11: flow.order", "(3)")

    def test_real_for_an_integer(self):
        self.refuse_small("cfl = 0.9", "order = 1.5", "flow.order: must be an integer (1.5)")

    def test_unknown_scheme(self):
        self.refuse_small("cfl = 0.9", 'scheme = "hancok"', "flow.scheme", '"hancok"', 'did you mean "hancock"?')

    def test_integer_beyond_64_bits(self):
        self.refuse_small("cells = [20, 2]", "cells = [99999999999999999999, 2]", "case.toml:8")

    def test_no_cells(self):
        self.refuse_small("cells = [20, 2]", "cells = [0, 2]", "case.toml:8: mesh.cells", "[0, 2]")

    def test_more_cells_than_any_machine_holds(self):
        self.refuse_small("cells = [20, 2]", "cells = [9000000000, 9000000000]", "case.toml:8: mesh.cells", "9000000000")

    def test_range_of_no_width(self):
        self.refuse_small("x = [0, 10]", "x = [10, 10]", "case.toml:6: mesh.x", "[10, 10]")

    def test_range_of_three(self):
        self.refuse_small("x = [0, 10]", "x = [0, 10, 20]", "case.toml:6: mesh.x", "[0, 10, 20]")

    def test_channel_with_one_point(self):
        self.write('[mesh]\nsource = "channel"\ncentreline = [[0, 0]]\nwidth = 1\ncells = [2, 2]\n[flow]\nend_time = 1\n')
        self.refuse("case.toml:3: mesh.centreline", "[[0, 0]]")

    def test_negative_manning(self):
        self.refuse_extra("[friction]\nmanning = -0.03\n", "friction.manning", "(-0.03)")

    def test_manning_and_strickler(self):
        self.refuse_extra("[friction]\nmanning = 0.03\nstrickler = 30\n", "friction.strickler", "manning", "(30)")

    def test_strickler_of_zero(self):
        self.refuse_extra("[friction]\nstrickler = 0\n", "friction.strickler", "(0)")

    def test_negative_zone(self):
        self.refuse_extra("[friction.zones]\nforest = -0.1\n", "friction.zones.forest", "(-0.1)")

    def test_negative_interval(self):
        self.refuse_small("interval = 0.5", "interval = -1", "case.toml:19: output.interval", "(-1)")

    def test_compression_of_ten(self):
        self.refuse_small("interval = 0.5", "compression = 10", "output.compression", "(10)")

    def test_arrival_depths_that_fall(self):
        self.refuse_small("interval = 0.5", "arrival_depths = [1, 0.5]", "output.arrival_depths", "[1, 0.5]")

    def test_flag_as_text(self):
        self.refuse_small("interval = 0.5", 'vtu = "yes"', "output.vtu", '"yes"')

    def test_parameter_that_is_a_variable(self):
        self.refuse_small("h0 = 1.5", "h0 = 1.5\nx = 3", "case.toml:4: parameters.x", "(3)")

    def test_parameter_that_is_no_number(self):
        self.refuse_small("h0 = 1.5", 'h0 = "deep"', "case.toml:3: parameters.h0", '"deep"')


class Lists(support.BrokenCaseTest):
    def test_two_boundaries_of_one_name(self):
        self.refuse_extra('[[boundary]]\nname = "left"\ntype = "wall"\n', "boundary.1.name", "two", '"left"')

    def test_two_gauges_of_one_name(self):
        self.refuse_extra('[[gauge]]\nname = "G1"\nx = 1\ny = 0.5\n', "gauge.1.name", "two", '"G1"')

    def test_gauge_name_with_a_comma(self):
        self.refuse_small('name = "G1"', 'name = "G,1"', "gauge.0.name", '"G,1"')

    def test_gauge_without_place(self):
        self.refuse_small("y = 0.5\n", "", "gauge.0.y: missing")

    def test_section_of_one_point(self):
        self.refuse_extra('[[section]]\nname = "s"\npoints = [[1, 0]]\n', "section.0.points", "[[1, 0]]")

    def test_boundary_that_the_mesh_does_not_have(self):
        self.refuse_small('name = "left"', 'name = "lefft"', "case.toml", "(lefft)", 'did you mean "left"?', "bottom")

    def test_zone_that_the_mesh_does_not_have(self):
        self.refuse_extra("[friction.zones]\nforest = 0.1\n", "friction.zones", "forest")

    def test_unknown_boundary_type(self):
        self.refuse_small('type = "discharge"', 'type = "inflow"', "case.toml:14: boundary.0.type", '"inflow"', "transmissive")

    def test_times_that_do_not_increase(self):
        self.refuse_small("time = [0, 1]", "time = [0, 0]", "case.toml:15: boundary.0.discharge", "entry 2", "(0)")

    def test_times_and_values_of_different_length(self):
        self.refuse_small("time = [0, 1]", "time = [0, 1, 2]", "case.toml:15: boundary.0.discharge", "3 and 2")

    def test_series_without_entries(self):
        self.refuse_small("time = [0, 1], value = [1, 2]", "time = [], value = []", "boundary.0.discharge", "no entries")

    def test_text_in_a_series(self):
        self.refuse_small("value = [1, 2]", 'value = [1, "2"]', "case.toml:15: boundary.0.discharge.value", '"2"')

    def test_rating_of_a_number(self):
        self.refuse_small('type = "discharge"\ndischarge = { time = [0, 1], value = [1, 2] }', 'type = "rating"\nrating = 5',
                          "boundary.0.rating", "(5)")

    def test_unknown_check_kind(self):
        self.refuse_extra('[[check]]\nkind = "exakt"\nbound = 1\n', "check.0.kind", '"exakt"', '"exact"')

    def test_check_of_an_unknown_gauge(self):
        self.refuse_extra('[[check]]\nkind = "gauge_arrival"\ngauge = "G2"\ntime = 1\nbound = 1\n', "check.0.gauge", '"G2"', '"G1"')

    def test_check_key_of_another_kind(self):
        self.refuse_extra('[[check]]\nkind = "volume_error"\nnorm = "l1"\nbound = 1\n', "check.0.norm", "volume_error")


class Initial(support.BrokenCaseTest):
    def test_level_and_depth(self):
        self.refuse_small('level = "h0"', 'level = "h0"\ndepth = 1', "case.toml:18: initial.0.depth", "level", "(1)")

    def test_neither_level_nor_depth(self):
        self.refuse_small('level = "h0"', 'where = "x < 5"', "case.toml:16: initial.0.level: missing: level, depth, raster")

    def test_negative_depth(self):
        self.refuse_small('level = "h0"', "depth = -0.5", "case.toml:17: initial.0.depth", "(-0.5)")

    def test_depth_that_is_negative_somewhere(self):
        self.refuse_small('level = "h0"', 'depth = "x - 5"', "case.toml:17: initial.0.depth: negative depth", "x = ")

    def test_level_that_is_infinite_somewhere(self):
        self.refuse_small('level = "h0"', 'level = "1/(x - 0.25)"', "case.toml:17: initial.0.level", "inf", "x = 0.25")

    def test_expression_that_does_not_end(self):
        self.refuse_small('level = "h0"', 'level = "h0*(1 + x"', "case.toml:17: initial.0.level", "character", "h0*(1 + x")

    def test_expression_with_an_unknown_name(self):
        self.refuse_small('level = "h0"', 'level = "h1 + 2"', "case.toml:17: initial.0.level", "h1", "h0")

    def test_expression_that_assigns(self):
        self.refuse_small('level = "h0"', 'level = 1\nwhere = "x = 5"', "case.toml:18: initial.0.where", "==")

    def test_empty_expression(self):
        self.refuse_small('level = "h0"', 'level = ""', "case.toml:17: initial.0.level", "empty")

    def test_empty_polygon(self):
        self.refuse_small('level = "h0"', "level = 1\npolygon = []", "case.toml:18: initial.0.polygon", "[]")

    def test_polygon_of_no_area(self):
        self.refuse_small('level = "h0"', "level = 1\npolygon = [[0,0],[1,1],[2,2]]", "initial.0.polygon", "area")

    def test_polygon_of_three_numbers_a_point(self):
        self.refuse_small('level = "h0"', "level = 1\npolygon = [[0,0,0],[1,1,1],[2,0,0]]", "initial.0.polygon", "[0, 0, 0]")

    def test_line_of_one_place(self):
        self.refuse_small('level = "h0"', "level = 1\nbehind_line = [[1,1],[1,1]]", "initial.0.behind_line", "[[1, 1], [1, 1]]")

    def test_raster_that_is_not_there(self):
        self.refuse_small('level = "h0"', 'raster = "no.tif"\nquantity = "level"', "case.toml:17: initial.0.raster", "no.tif")

if __name__ == "__main__":
    unittest.main()
