"""Terrain rasters and lines and polygons from GIS files, for making meshes and cases."""
import pathlib

import numpy as np

from .errors import InputError
from .gis import gdal_modules

LINES, POLYGONS = ("line", "polygon")


class Terrain:
    """A raster of bed levels. `levels` (rows, columns) m, NaN where there are no data; north up, square or not."""

    def __init__(self, path):
        gdal, _, osr = gdal_modules()
        if not pathlib.Path(path).exists():
            raise InputError(f"no such file: {path}")
        try:
            data = gdal.Open(str(path))
        except RuntimeError as error:
            raise InputError(f"{path}: not a raster that GDAL reads ({error})") from error
        self.path, self.projection = pathlib.Path(path), data.GetProjection()
        self.left, self.dx, skew_x, self.top, skew_y, self.dy = data.GetGeoTransform()
        if skew_x or skew_y or self.dy >= 0 or self.dx <= 0:
            raise InputError(f"{path}: rows must run from north to south, without rotation (gdalwarp sets that right)")
        if self.projection and osr.SpatialReference(self.projection).IsGeographic():
            raise InputError(f"{path}: is in degrees, a case needs metres: gdalwarp -t_srs EPSG:... {path} projected.tif")
        band = data.GetRasterBand(1)
        self.levels = band.ReadAsArray().astype(float)
        missing = band.GetNoDataValue()
        if missing is not None:
            self.levels[self.levels == missing] = np.nan
        if not np.isfinite(self.levels).any():
            raise InputError(f"{path}: holds no levels, only missing data")

    @property
    def bounds(self):
        """x_min, y_min, x_max, y_max in m, between the middles of the outer pixels"""
        rows, columns = self.levels.shape
        return (self.left + 0.5 * self.dx, self.top + (rows - 0.5) * self.dy, self.left + (columns - 0.5) * self.dx,
                self.top + 0.5 * self.dy)

    def at(self, x, y):
        """Levels (n,) in m of the pixels that hold some points; NaN outside and where there are no data."""
        column = np.floor((np.asarray(x) - self.left) / self.dx).astype(int)
        row = np.floor((np.asarray(y) - self.top) / self.dy).astype(int)
        inside = (row >= 0) & (row < self.levels.shape[0]) & (column >= 0) & (column < self.levels.shape[1])
        return np.where(inside, self.levels[row.clip(0, self.levels.shape[0] - 1),
                                            column.clip(0, self.levels.shape[1] - 1)], np.nan)


class Feature:
    """A geometry (OGR, flat) and its attributes."""

    def __init__(self, geometry, attributes):
        self.geometry, self.attributes = geometry, attributes

    def number(self, name, fallback):
        value = self.attributes.get(name)
        try:
            return fallback if value in (None, "") else float(value)
        except ValueError as error:
            raise InputError(f"attribute {name} is no number ({value})") from error


def read_features(path, kinds, projection=""):
    """Features of a GeoPackage, GeoJSON or what else GDAL reads; `kinds` of LINES, POLYGONS.

    Coordinates are taken over into `projection` where both tell theirs. GeoJSON without a reference is taken as it is:
    many programs write metres into it.
    """
    gdal, ogr, osr = gdal_modules()
    if not pathlib.Path(path).exists():
        raise InputError(f"no such file: {path}")
    try:
        source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    except RuntimeError as error:
        raise InputError(f"{path}: not a file of lines or polygons that GDAL reads ({error})") from error
    found = []
    for number in range(source.GetLayerCount()):
        layer = source.GetLayer(number)
        change = _change_of(layer, path, projection, osr)
        for feature in layer:
            geometry = feature.GetGeometryRef()
            if geometry is None or geometry.IsEmpty():
                continue
            geometry = geometry.Clone()
            geometry.FlattenTo2D()
            if change is not None:
                geometry.Transform(change)
            kind = {1: LINES, 2: POLYGONS}.get(geometry.GetDimension())
            if kind not in kinds:
                raise InputError(f"{path}: holds a {geometry.GetGeometryName().lower()}, wanted: {' or '.join(kinds)}")
            found.append(Feature(geometry, feature.items()))
    if not found:
        raise InputError(f"{path}: holds no {' or '.join(kinds)}")
    return found


def _change_of(layer, path, projection, osr):
    own = layer.GetSpatialRef()
    if own is None or not projection:
        return None
    if own.IsGeographic() and str(path).lower().endswith("json"):
        low_x, high_x, low_y, high_y = layer.GetExtent()
        if max(abs(low_x), abs(high_x)) > 360 or max(abs(low_y), abs(high_y)) > 90:
            return None  # a GeoJSON says degrees by default, but these are metres
    target = osr.SpatialReference(projection)
    if own.IsSame(target):
        return None
    for reference in (own, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(own, target)


def points_of_line(geometry, path):
    """[[x, y], ...] of one line; an InputError for several."""
    while geometry.GetGeometryCount() == 1:
        geometry = geometry.GetGeometryRef(0).Clone()
    if geometry.GetGeometryCount() > 1 or geometry.GetDimension() != 1:
        raise InputError(f"{path}: must hold one line")
    return [list(point[:2]) for point in geometry.GetPoints()]
