"""How large cells are to be: a grid of sizes, small near lines and in polygons, growing with the distance from them."""
import numpy as np

from .gis import gdal_modules

LONGEST = 1500  # pixels along a side of the grid


class SizeGrid:
    """Sizes in m on a grid over x_min, y_min, x_max, y_max; at most `largest`, growing by `grading` m per m."""

    def __init__(self, bounds, projection, largest, smallest, grading):
        x_min, y_min, x_max, y_max = bounds
        self.pixel = max(0.5 * smallest, max(x_max - x_min, y_max - y_min) / LONGEST)
        margin = 2 * self.pixel
        self.left, self.top = x_min - margin, y_max + margin
        self.columns = int(np.ceil((x_max - x_min + 2 * margin) / self.pixel))
        self.rows = int(np.ceil((y_max - y_min + 2 * margin) / self.pixel))
        self.projection, self.largest, self.grading = projection, largest, grading
        self.sizes = np.full((self.rows, self.columns), float(largest))

    def refine(self, geometries, size):
        """At most `size` m on some geometries, and from there on growing."""
        gdal, ogr, _ = gdal_modules()
        mask = self._raster(gdal.GDT_Byte)
        source = gdal.GetDriverByName("Memory").Create("", 0, 0, 0, gdal.GDT_Unknown)
        layer = source.CreateLayer("shapes", None)
        for geometry in geometries:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(geometry)
            layer.CreateFeature(feature)
        gdal.PushErrorHandler("CPLQuietErrorHandler")  # both are in the terrain's reference; GDAL cannot know
        gdal.RasterizeLayer(mask, [1], layer, burn_values=[1], options=["ALL_TOUCHED=TRUE"])
        gdal.PopErrorHandler()
        distance = self._raster(gdal.GDT_Float32)
        gdal.ComputeProximity(mask.GetRasterBand(1), distance.GetRasterBand(1), ["VALUES=1", "DISTUNITS=PIXEL"])
        away = distance.GetRasterBand(1).ReadAsArray() * self.pixel
        if mask.GetRasterBand(1).ReadAsArray().any():
            self.sizes = np.minimum(self.sizes, size + self.grading * away)

    def _raster(self, kind):
        gdal, _, _ = gdal_modules()
        raster = gdal.GetDriverByName("MEM").Create("", self.columns, self.rows, 1, kind)
        raster.SetGeoTransform((self.left, self.pixel, 0, self.top, 0, -self.pixel))
        return raster

    def write(self, path):
        """As Gmsh's field "Structured" reads it: x slowest, values at the middles of pixels."""
        with open(path, "w", encoding="ascii") as file:
            file.write(f"{self.left + 0.5 * self.pixel!r} {self.top - (self.rows - 0.5) * self.pixel!r} 0\n")
            file.write(f"{self.pixel!r} {self.pixel!r} 1\n{self.columns} {self.rows} 1\n")
            np.savetxt(file, self.sizes[::-1].T, fmt="%.5g")

    def expected_cells(self, share_inside=1.0):
        """About how many triangles: equilateral ones with the sizes as edges."""
        return float(np.sum(self.pixel ** 2 / (np.sqrt(3) / 4 * self.sizes ** 2))) * share_inside
