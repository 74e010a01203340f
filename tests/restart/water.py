"""Water that comes and goes inside the domain: its balance, on any number of ranks and over restarts; sections."""
import csv

import restart
import run_cases
import support

import h5py
import numpy

CASE = """\
title = "all sources"
[mesh]
source = "rectangle"
x = [0, 30]
y = [0, 10]
cells = [30, 10]
shape = "triangles_unaligned"
[bed]
expression = "0.5*exp(-0.1*(x - 18)^2) + 0.02*y"
[friction]
manning = 0.03
[flow]
end_time = 12
scheme = "{scheme}"
[[initial]]
level = 0.3
where = "x < 5"
[[boundary]]
name = "right"
type = "transmissive"
[[source]]
name = "spring"
point = [10, 5]
discharge = {{ time = [0, 4, 5, 9], value = [0, 2, 2, 0] }}
[[source]]
name = "pump"
point = [2.1, 5.1]
discharge = -0.9
[[source]]
name = "line"
line = [[20, 2], [28, 8]]
discharge = 0.3
[[source]]
name = "field"
polygon = [[12, 1], [18, 1], [18, 9], [12, 9]]
discharge = {{ time = [0, 6, 12], value = [0.4, -0.8, 0.1] }}
[[rain]]
rate_mm_per_h = {{ time = [0, 6], value = [200, 0] }}
interpolation = "step"
[[rain]]
name = "storm"
[rain.raster]
file = "storm.nc"
unit = "mm/h"
start = 1
[infiltration]
{soil}
[evaporation]
rate_mm_per_day = 800
[output]
interval = 2
series_interval = 1
checkpoint_interval = 4
precision = "double"
[[gauge]]
name = "G"
x = 11
y = 4
[[section]]
name = "S1"
points = [[6, 0], [6, 10]]
[[section]]
name = "S2"
points = [[12, -1], [16, 11]]
"""

GREEN_AMPT = """\
model = "green_ampt"
conductivity_mm_per_h = 50
suction_head = 0.1
moisture_deficit = 0.3
[[infiltration.region]]
polygon = [[0, 0], [10, 0], [10, 10], [0, 10]]
conductivity = 0
"""
CONSTANT = 'model = "constant"\nrate = 1e-5\ninitial_loss = "x > 20 ? 0.001 : 0"\n'
CURVES = 'model = "scs_cn"\ncurve_number = 80\n'

CHANNEL = """\
title = "channel"
[mesh]
source = "rectangle"
x = [0, 40]
y = [0, 5]
cells = [40, 5]
shape = "{shape}"
[bed]
expression = "-0.01*x"
[friction]
manning = 0.03
[flow]
end_time = 10
scheme = "{scheme}"
[[initial]]
depth = "x < 15 ? 1 : 0.2"
velocity_x = 0.5
[output]
interval = 5
series_interval = 1
precision = "double"
[[section]]
name = "A"
points = [[10, 0], [10, 5]]
[[section]]
name = "B"
points = [[20, 0], [24, 5]]
"""


def write_storm(path, rates, left=-5, columns=8, unit="seconds since 2020-01-01", step=3):
    """Rain of `rates[k]` times 1 plus a tenth of the column, in pixels of 5 m over y = -5 .. 15."""
    with h5py.File(path, "w") as file:
        for name, values in (("time", step * numpy.arange(len(rates))), ("y", 12.5 - 5 * numpy.arange(4)),
                             ("x", left + 2.5 + 5 * numpy.arange(columns))):
            file[name] = numpy.asarray(values, dtype=float)
            file[name].make_scale(name)
        file["time"].attrs["units"] = numpy.bytes_(unit)
        for name in "xy":
            file[name].attrs["units"] = numpy.bytes_("m")
            file[name].attrs["standard_name"] = numpy.bytes_(f"projection_{name}_coordinate")
        field = numpy.outer(rates, 1 + 0.1 * numpy.arange(columns))[:, None, :].repeat(4, axis=1)
        file["rain"] = field
        for k, name in enumerate(("time", "y", "x")):
            file["rain"].dims[k].attach_scale(file[name])


class Water(restart.Continued):
    def write_case(self, soil=GREEN_AMPT, scheme="hancock", rates=(100, 0, 300)):
        write_storm(self.folder / "storm.nc", rates)
        return self.write(CASE.format(soil=soil, scheme=scheme))

    def passed(self, name, out="out"):
        return next(s for s in self.summary(out)["sources"] if s["name"] == name)

    def rows(self, name, out="out"):
        with open(self.folder / out / name) as file:
            return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]

    def assert_same_water(self, one, other):
        self.assert_same_results(one, other)
        self.assertEqual(self.summary(one)["sources"], self.summary(other)["sources"])
        self.assertEqual(self.rows("section_volumes.csv", one), self.rows("section_volumes.csv", other))

    def test_same_on_any_ranks_with_its_balance(self):
        for soil, scheme in ((GREEN_AMPT, "hancock"), (CONSTANT, "rk2"), (CURVES, "hancock")):
            self.write_case(soil, scheme)
            self.run_case(out="1")
            for ranks in (2, 4):
                self.run_case(out=str(ranks), ranks=ranks)
                self.assert_same_water("1", str(ranks))
            self.assertLess(self.summary("1")["volume_error_relative"], 1e-14)
            self.assertGreater(self.passed("infiltration", "1")["volume_out_m3"], 0.01)
            self.assertGreater(self.passed("evaporation", "1")["volume_out_m3"], 0.005)

    def test_volumes_are_those_of_the_series(self):
        self.write_case()
        self.run_case()
        self.assertAlmostEqual(self.passed("spring")["volume_in_m3"], 4 + 2 + 4, delta=1e-13)
        self.assertAlmostEqual(self.passed("line")["volume_in_m3"], 0.3 * 12, delta=1e-13)
        self.assertAlmostEqual(self.passed("rain")["volume_in_m3"], 0.2 * 300 * 6 / 3600, delta=1e-14)
        # The raster starts at 1 s; its columns 1 to 6 lie over the domain, 50 m2 in each.
        columns = sum(1 + 0.1 * k for k in range(1, 7))
        self.assertAlmostEqual(self.passed("storm")["volume_in_m3"], 0.4 * 3 / 3600 * 50 * columns, delta=1e-3)
        pump = self.passed("pump")
        self.assertEqual(pump["volume_in_m3"], 0)
        self.assertTrue(1 < pump["volume_out_m3"] < 0.9 * 12 - 1, pump)  # its cell runs dry

    def test_restart(self):
        for soil in (GREEN_AMPT, CURVES):
            self.write_case(soil)
            self.whole()
            self.run_case("--until", "5.3", out="cut", ranks=2)
            self.goes_on(ranks=3)
            self.assert_same_water("whole", "cut")

    def test_sections_close_the_balance_between_them(self):
        for shape, scheme in (("triangles", "hancock"), ("quadrilaterals", "rk2")):
            self.write(CHANNEL.format(shape=shape, scheme=scheme))
            self.run_case(ranks=2)
            last = self.rows("section_volumes.csv")[-1]
            with h5py.File(self.folder / "out/flow.h5") as flow:
                depth = flow["VTKHDF/CellData/depth"][()]
                points, cells = flow["VTKHDF/Points"][()], flow["VTKHDF/Connectivity"][()]
                corners = flow["VTKHDF/Offsets"][()]
            count = depth.size // len(flow_times(self.folder / "out/flow.h5"))
            before, after = depth[:count], depth[-count:]
            x, area = places(points, cells, corners, count)
            gained = numpy.sum(((after - before) * area)[x < 10])
            self.assertAlmostEqual(last["A_volume_m3"], -gained, delta=1e-11)
            first = self.rows("sections.csv")[0]
            self.assertAlmostEqual(first["A_discharge_m3_per_s"], 2.5, delta=0.2)
            self.assertGreater(last["B_volume_m3"], 1)


def flow_times(path):
    with h5py.File(path) as flow:
        return flow["VTKHDF/Steps/Values"][()]


def places(points, cells, corners, count):
    """Centroid x and area of the first `count` cells."""
    x, area = numpy.empty(count), numpy.empty(count)
    for k in range(count):
        p = points[cells[corners[k]:corners[k + 1]], :2]
        q = numpy.roll(p, -1, axis=0)
        cross = p[:, 0] * q[:, 1] - q[:, 0] * p[:, 1]
        area[k] = cross.sum() / 2
        x[k] = ((p[:, 0] + q[:, 0]) * cross).sum() / (3 * cross.sum())
    return x, area


class BrokenWater(support.BrokenCaseTest):
    def refuse_water(self, extra, *parts):
        self.refuse_small("[[initial]]", extra + "[[initial]]", *parts)

    def test_sources(self):
        source = '[[source]]\nname = "s"\n'
        self.refuse_water(source + "point = [50, 0]\ndischarge = 1\n", "case.toml:18: source.0.point", "outside the mesh", "x = 50")
        self.refuse_water(source + "line = [[5, 0.5], [20, 0.5]]\ndischarge = 1\n", "source.0.line", "outside", "10 of its 15 m")
        self.refuse_water(source + "polygon = [[50, 0], [51, 0], [51, 1]]\ndischarge = 1\n", "source.0.polygon", "no cell")
        self.refuse_water(source + "point = [5, 0.5]\ndischarge = { time = [0, 2, 1], value = [1, 1, 1] }\n",
                          "case.toml:19: source.0.discharge", "not greater", "(1)")
        self.refuse_water(source + "discharge = 1\n", "source.0.point", "missing")

    def test_rain(self):
        self.refuse_water("[[rain]]\nrate = -1e-6\n", "rain.0.rate", "(-1e-06)")
        self.refuse_water("[[rain]]\nrate = 1e-6\nrate_mm_per_h = 1\n", "rain.0.rate_mm_per_h", "rate too")
        self.refuse_water("[[rain]]\nrate = 1e-6\nwhere = \"x > 99\"\n", "rain.0.rate", "no cell")

    def test_soil(self):
        soil = '[infiltration]\nmodel = "green_ampt"\n'
        self.refuse_water(soil + "conductivity = -1e-6\n", "case.toml:18: infiltration.conductivity", "(-1e-06)")
        self.refuse_water(soil + "moisture_deficit = 1.5\n", "infiltration.moisture_deficit", "(1.5)")
        self.refuse_water(soil + "curve_number = 80\n", "infiltration.curve_number", "green_ampt")
        self.refuse_water(soil + '[[infiltration.region]]\nzone = "clay"\nconductivity = 1e-9\n', "clay", "no zone of this name")
        self.refuse_water('[infiltration]\nmodel = "scs_cn"\n', "infiltration.model", "[[rain]]")
        self.refuse_water("[evaporation]\nrate = -1\n", "evaporation.rate", "(-1)")


class BrokenRaster(run_cases.RunTest):
    def test_rain_that_does_not_cover_the_domain(self):
        self.write(CASE.format(soil=CONSTANT, scheme="hancock"))
        for arguments, said in (({"left": 5}, "does not cover the domain"), ({"rates": (1, -2)}, "is negative"),
                                ({"unit": "1"}, "does not tell its times")):
            write_storm(self.folder / "storm.nc", **{"rates": (1, 2), **arguments})
            code, _, error = support.freshet("check", self.folder)
            self.assertEqual(code, 2, error)
            self.assertIn("rain.1.raster", error)
            self.assertIn(said, error)


if __name__ == "__main__":
    run_cases.main()
