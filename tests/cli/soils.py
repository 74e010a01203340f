"""Soils by expression, raster, classes and zone of the mesh, and rain from a GeoTIFF: the same water by every way."""
import unittest

import post_support
import run_cases
import support

import numpy

try:
    from osgeo import gdal

    gdal.UseExceptions()
except ImportError:
    gdal = None

# Water stands on two soils: sand in the left half, clay in the right.
CASE = """\
title = "two soils"
[mesh]
source = "gmsh"
file = "soils.msh"
[bed]
expression = 0
[flow]
end_time = 60
[[initial]]
depth = 0.02
"""
SOILS = {  # keys with what holds on sand and on clay
    "green_ampt": {"conductivity": (2e-5, 3e-7), "suction_head": (0.05, 0.3), "moisture_deficit": (0.4, 0.2)},
    "constant": {"rate": (1e-5, 1e-6), "initial_loss": (0.003, 0.001)},
    "scs_cn": {"curve_number": (40, 85)},
}
RAIN = "[[rain]]\nrate_mm_per_h = 600\n"
RASTER = "ncols 4\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 2\nnodata_value -1\n"

STORM = """\
title = "storm"
[mesh]
source = "rectangle"
x = [0, 8]
y = [0, 4]
cells = [8, 4]
[flow]
end_time = 12
[output]
precision = "double"
[[rain]]
name = "storm"
[rain.raster]
"""


def gmsh_of_two_soils():
    """8 x 2 squares of 1 m, the left half in zone sand and the right one in clay."""
    nodes = [(x, y) for y in range(3) for x in range(9)]
    lines = ["$MeshFormat", "2.2 0 8", "$EndMeshFormat", "$PhysicalNames", "2", '2 1 "sand"', '2 2 "clay"',
             "$EndPhysicalNames", "$Nodes", str(len(nodes))]
    lines += [f"{k + 1} {x} {y} 0" for k, (x, y) in enumerate(nodes)]
    lines += ["$EndNodes", "$Elements", "16"]
    for k in range(16):
        x, y = k % 8, k // 8
        first = y * 9 + x + 1
        soil = 1 if x < 4 else 2
        lines.append(f"{k + 1} 3 2 {soil} {soil} {first} {first + 1} {first + 10} {first + 9}")
    return "\n".join(lines) + "\n$EndElements\n"


class Soils(run_cases.RunTest):
    def infiltration_of(self, model, keys, regions="", out="out"):
        rain = RAIN if model == "scs_cn" else ""
        self.write(CASE + rain + f'[infiltration]\nmodel = "{model}"\n' + keys + regions)
        summary = self.run_case(out=out)
        self.assertLess(summary["volume_error_relative"], 1e-14)
        took = next(s for s in summary["sources"] if s["name"] == "infiltration")
        return summary["state_hash"], took["volume_out_m3"]

    def test_every_way_gives_the_same(self):
        self.write(gmsh_of_two_soils(), "soils.msh")
        self.write(RASTER + "7 7 3 3\n", "classes.asc")
        for model, properties in SOILS.items():
            for key, (sand, clay) in properties.items():
                self.write(RASTER + f"{sand} {sand} {clay} {clay}\n", key + ".asc")
            ways = {
                "expression": ("".join(f'{key} = "x < 4 ? {a} : {b}"\n' for key, (a, b) in properties.items()), ""),
                "raster": ("".join(f'{key} = {{ raster = "{key}.asc" }}\n' for key in properties), ""),
                "classes": ("".join(f'{key} = {{ raster = "classes.asc", classes = {{ 7 = {a}, 3 = {b} }} }}\n'
                                    for key, (a, b) in properties.items()), ""),
                "zone": ("".join(f"{key} = {a}\n" for key, (a, _) in properties.items()),
                         '[[infiltration.region]]\nzone = "clay"\n'
                         + "".join(f"{key} = {b}\n" for key, (_, b) in properties.items())),
                "sand alone": ("".join(f"{key} = {a}\n" for key, (a, _) in properties.items()), ""),
            }
            found = {name: self.infiltration_of(model, *way) for name, way in ways.items()}
            for name in ("raster", "classes", "zone"):
                self.assertEqual(found[name], found["expression"], f"{model} by {name}")
            self.assertNotEqual(found["sand alone"], found["expression"], model)
            self.assertGreater(found["sand alone"][1], found["expression"][1], model)

    def test_what_soils_take(self):
        """Constant rates and initial losses, worked out by hand."""
        self.write(gmsh_of_two_soils(), "soils.msh")
        keys = 'rate = { raster = "rate.asc" }\ninitial_loss = { raster = "loss.asc" }\n'
        self.write(RASTER + "1e-5 1e-5 1e-6 1e-6\n", "rate.asc")
        self.write(RASTER + "0.003 0.003 0.001 0.001\n", "loss.asc")
        _, took = self.infiltration_of("constant", keys)
        self.assertAlmostEqual(took, 8 * (0.003 + 0.001) + 8 * 60 * (1e-5 + 1e-6), delta=1e-9)


@unittest.skipIf(gdal is None, "needs python3-gdal")
class GeoTiff(run_cases.RunTest):
    def write_storm(self, rates, times=None, left=0):
        """Two columns of 4 m, one row: `rates[k]` and twice that."""
        data = gdal.GetDriverByName("GTiff").Create(str(self.folder / "storm.tif"), 2, 1, len(rates), gdal.GDT_Float64)
        data.SetGeoTransform((left, 4, 0, 4, 0, -4))
        for k, rate in enumerate(rates):
            band = data.GetRasterBand(k + 1)
            band.SetNoDataValue(-9999)
            band.WriteArray(numpy.array([[rate, 2 * rate]]))
        del data
        line = f"times = {times}\n" if times else ""
        self.write(STORM + f'file = "storm.tif"\nunit = "mm/h"\n{line}')

    def test_rain_by_band_and_pixel(self):
        self.write_storm((360, 0, 720), [1, 4, 6, 10])
        summary = self.run_case()
        self.run_case(out="2", ranks=2)
        self.assertEqual(summary["state_hash"], self.summary("2")["state_hash"])
        fell = summary["sources"][0]["volume_in_m3"]
        self.assertAlmostEqual(fell, 16 * (1 + 2) * 1e-4 * (3 + 2 * 4), delta=1e-12)
        self.assertLess(summary["volume_error_relative"], 1e-14)

    def test_what_is_refused(self):
        for arguments, said in ((((1, 2),), "does not tell its times"), (((1, 2), [0, 5, 9, 12]), "which need as many times"),
                                (((1, -2), [0, 5, 9]), "band 2 is negative"),
                                (((1, -9999), [0, 5, 9]), "band 2 does not cover the domain")):
            self.write_storm(*arguments)
            code, _, error = support.freshet("check", self.folder)
            self.assertEqual(code, 2, error)
            self.assertIn("case.toml:13: rain.0.raster", error)
            self.assertIn(said, error)
        self.write_storm((1, 2), [0, 5, 9], left=3)
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual(code, 2, error)
        self.assertIn("does not cover the domain", error)

    def test_a_region_without_cells(self):
        self.write_storm((1, 2), [0, 5, 9])
        text = (self.folder / "case.toml").read_text().replace('name = "storm"', 'name = "storm"\nwhere = "x > 99"')
        self.write(text)
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual(code, 2, error)
        self.assertIn("rain.0.raster: falls on no cell of the mesh: its region holds none", error)


if __name__ == "__main__":
    run_cases.main()
