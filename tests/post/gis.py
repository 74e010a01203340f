"""GeoTIFFs and the GeoPackage: reference, values equal to those of flow.h5, outlines exact to the mesh."""
import pathlib
import shutil

import post_support

import numpy as np
from freshet_results import open_result
from freshet_results.hazard import SCHEMES, hazard_of
from freshet_results.sampling import cells_at


class Gis(post_support.PostTest):
    def maps(self, *words, results=None):
        self.post(results or self.results, "maps", "--out", self.out, *words)

    def test_geotiff_holds_the_values_of_the_cells(self):
        self.maps("--crs", "EPSG:2154", "--resolution", "2.5")
        data = gdal.Open(str(self.out / "max_depth.tif"))
        self.assertEqual(data.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG")
        self.assertEqual(osr.SpatialReference(data.GetProjection()).GetAuthorityCode(None), "2154")
        self.assertEqual(data.GetGeoTransform(), (0.0, 2.5, 0.0, 60.0, 0.0, -2.5))
        band = data.GetRasterBand(1)
        self.assertEqual(band.GetUnitType(), "m")
        values = band.ReadAsArray()
        x, y = np.meshgrid(1.25 + 2.5 * np.arange(80), 58.75 - 2.5 * np.arange(24))
        with open_result(self.results) as result:
            cells = cells_at(result, np.stack([x.ravel(), y.ravel()], axis=1))
            depth = result.maximum("max_depth")[cells].reshape(values.shape)
        wet = depth > 0.01
        self.assertTrue(np.array_equal(values[wet], depth[wet].astype(np.float32)))
        self.assertTrue((values[~wet] == band.GetNoDataValue()).all())
        self.assertTrue(wet.any() and (~wet).any())
        classes = gdal.Open(str(self.out / "hazard.tif"))
        hazard = classes.GetRasterBand(1)
        self.assertEqual((hazard.DataType, hazard.GetNoDataValue()), (gdal.GDT_Byte, 0))
        with open_result(self.results) as result:
            for name, scheme in SCHEMES.items():
                data = gdal.Open(str(self.out / f"{name}.tif"))
                band = data.GetRasterBand(1)
                self.assertEqual((band.DataType, band.GetNoDataValue()), (gdal.GDT_Byte, 0))
                self.assertTrue(np.array_equal(band.ReadAsArray(), scheme.of(result)[cells].reshape(values.shape)))
            came = result.maximum("arrival_0.05m")[cells].reshape(values.shape) >= 0
            held = result.maximum("duration_0.05m")[cells].reshape(values.shape)
            warning = result.maximum("warning_0.05m")[cells].reshape(values.shape)
            arrived = result.maximum("arrival_0.05m")[cells].reshape(values.shape)
        self.assertTrue(np.array_equal(warning[came], np.maximum(arrived[came] - 5, 0)))
        self.assertTrue((warning[~came] == -1).all() and (warning > 1).any())
        data = gdal.Open(str(self.out / "warning.tif"))
        found = data.GetRasterBand(1).ReadAsArray()
        self.assertTrue(np.array_equal(found[came], warning[came].astype(np.float32)))
        data = gdal.Open(str(self.out / "duration.tif"))
        band = data.GetRasterBand(1)
        found = band.ReadAsArray()
        self.assertTrue(np.array_equal(found[came], held[came].astype(np.float32)))
        self.assertTrue((found[~came] == band.GetNoDataValue()).all() and (~came).any())

    def test_geopackage(self):
        self.maps("--crs", "EPSG:2154", "--layer", "hazard")
        package = gdal.OpenEx(str(self.out / "flood.gpkg"))
        names = {package.GetLayer(i).GetName() for i in range(package.GetLayerCount())}
        self.assertEqual(names, {"inundation", "isochrones", "hazard_zones", "gauges", "sections"})
        with open_result(self.results) as result:
            area, centroid = result.area, result.centroid
            wet, hazard = result.maximum("max_depth") > 0.01, hazard_of(result)
            came = result.maximum("arrival_0.05m") >= 0
        inundation = package.GetLayerByName("inundation")
        self.assertEqual(inundation.GetSpatialRef().GetAuthorityCode(None), "2154")
        flooded = inundation.GetNextFeature()
        shape = flooded.GetGeometryRef()
        self.assertTrue(shape.IsValid())
        self.assertAlmostEqual(shape.Area() / area[wet].sum(), 1, 10)
        for cell in range(0, len(area), 7):
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(*centroid[cell])
            self.assertEqual(shape.Contains(point), bool(wet[cell]))
        zones = {f.GetField("class"): f.GetGeometryRef().Area() for f in package.GetLayerByName("hazard_zones")}
        self.assertEqual(set(zones), set(np.unique(hazard[hazard > 0])))
        for number, size in zones.items():
            self.assertAlmostEqual(size / area[hazard == number].sum(), 1, 10)
        bands = [f.GetGeometryRef().Area() for f in package.GetLayerByName("isochrones")]
        self.assertAlmostEqual(sum(bands) / area[came].sum(), 1, 10)
        self.assertEqual([f.GetField("name") for f in package.GetLayerByName("gauges")], ["G1"])

    def test_reference_of_the_case_and_of_its_raster(self):
        folder = self.out / "case"
        results = post_support.run_dam_break(folder, self.shape, "--set", "crs=\"EPSG:32632\"", "--until", "1")
        self.maps("--layer", "depth", "--no-geopackage", results=results)
        self.assertEqual(self.code_of("depth.tif"), "32632")
        raster = gdal.GetDriverByName("GTiff").Create(str(folder / "dem.tif"), 30, 12, 1, gdal.GDT_Float32)
        raster.SetGeoTransform((-10, 10, 0, 80, 0, -10))
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(27573)
        raster.SetProjection(reference.ExportToWkt())
        raster.FlushCache()
        text = (folder / "case.toml").read_text()
        start, end = text.index("[bed]"), text.index("[friction]")
        (folder / "case.toml").write_text(text[:start] + "[bed]\nfile = \"dem.tif\"\n" + text[end:])
        code, _, message = post_support.support.freshet("run", folder, "--out", results, "--until", "1")
        self.assertEqual(code, 0, message)
        self.maps("--layer", "depth", "--no-geopackage", results=results)
        self.assertEqual(self.code_of("depth.tif"), "27573")

    def code_of(self, name):
        return osr.SpatialReference(gdal.Open(str(self.out / name)).GetProjection()).GetAuthorityCode(None)

    def test_mistakes(self):
        self.assertIn("EPSG:0", self.post(self.results, "maps", "--crs", "EPSG:0", code=2))
        self.assertIn("in degrees", self.post(self.results, "maps", "--crs", "EPSG:4326", code=2))
        self.assertIn("above 0 m", self.post(self.results, "maps", "--resolution", "0", code=2))
        bare = self.out / "bare"
        shutil.copytree(self.results, bare)
        printed = post_support.support.freshet("post", bare, "maps", "--layer", "depth", "--no-geopackage")
        self.assertIn("no coordinate reference", printed[2])
        self.assertEqual(pathlib.Path(printed[1].strip()).name, "depth.tif")


class Quadrilaterals(Gis):
    shape = "quadrilaterals"


if __name__ == "__main__":
    if not post_support.have("osgeo.gdal"):
        print("skipped: needs python3-gdal")
        raise SystemExit(77)
    from osgeo import gdal, ogr, osr
    gdal.UseExceptions()
    post_support.main()
