"""Layers for GIS: Cloud Optimised GeoTIFFs, and a GeoPackage of outlines, isochrones, hazard zones and places."""
import struct
import sys

import numpy as np

from .errors import EnvironmentFailure, InputError, need
from .hazard import MEANINGS, has_hazard, hazard_of
from .layers import arrival, arrival_name
from .sampling import Grid, Sampler

NO_DATA = -9999.0
LONGEST = 12000  # pixels that a map has at most along a side, unless a size of pixels is given


def gdal_modules():
    """(gdal, ogr, osr), exceptions on."""
    gdal = need("osgeo.gdal", "python3-gdal", "GIS output")
    ogr = need("osgeo.ogr", "python3-gdal", "GIS output")
    osr = need("osgeo.osr", "python3-gdal", "GIS output")
    for module in (gdal, ogr, osr):
        module.UseExceptions()
    return gdal, ogr, osr


def reference_of(result, given=None):
    """The coordinate reference as osr.SpatialReference, or None: `given`, the case's `crs`, or that of its rasters."""
    gdal, _, osr = gdal_modules()
    text = given or result.keys.get("crs")
    if not text:
        for table in ("bed", "mesh"):
            file = result.keys.get(table, {}).get("file")
            path = result.case_file(file) if file else None
            if path is None or path.suffix.lower() not in (".tif", ".tiff", ".asc") or not path.exists():
                continue
            text = gdal.Open(str(path)).GetProjection()
            if text:
                break
    if not text:
        return None
    reference = osr.SpatialReference()
    try:
        reference.SetFromUserInput(text)
    except RuntimeError as error:
        raise InputError(f"not a coordinate reference that GDAL knows: {text} ({error})") from error
    if reference.IsGeographic():
        raise InputError(f"results are in metres, but {text} is in degrees: name a projected reference")
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def default_pixel(result):
    """m: half the side of a typical cell, so that no cell is lost, within a bound on the pixels."""
    x_min, y_min, x_max, y_max = result.bounds
    return max(0.5 * float(np.sqrt(np.quantile(result.area, 0.1))), max(x_max - x_min, y_max - y_min) / LONGEST)


def write_geotiff(path, values, grid, reference, layer, title):
    """One band; NaN becomes "no data". Cloud Optimised: tiled, with overviews, deflated."""
    gdal, _, _ = gdal_modules()
    classes = layer.scheme is not None
    memory = gdal.GetDriverByName("MEM").Create("", grid.columns, grid.rows, 1, gdal.GDT_Byte if classes
                                                else gdal.GDT_Float32)
    memory.SetGeoTransform((grid.left, grid.pixel, 0, grid.top, 0, -grid.pixel))
    if reference is not None:
        memory.SetProjection(reference.ExportToWkt())
    memory.SetMetadata({"TITLE": title, "LAYER": layer.title})
    band = memory.GetRasterBand(1)
    missing = 0 if classes else NO_DATA
    band.SetNoDataValue(missing)
    band.SetDescription(layer.name)
    band.SetUnitType(layer.unit)
    band.WriteArray(np.where(np.isfinite(values), values, missing))
    options = ["COMPRESS=DEFLATE", "OVERVIEWS=AUTO", "RESAMPLING=NEAREST", "BIGTIFF=IF_SAFER"]
    if not classes:
        options.append("PREDICTOR=YES")
    try:
        gdal.GetDriverByName("COG").CreateCopy(str(path), memory, options=options).FlushCache()
    except RuntimeError as error:
        raise EnvironmentFailure(f"cannot write {path}: {error}") from error
    return path


def write_geotiffs(result, folder, layers, reference, pixel=None, time=None):
    grid = Grid.over(result.bounds, pixel=pixel or default_pixel(result))
    sampler = Sampler(result, grid)
    written = []
    for layer in layers:
        values = sampler.cells(layer.values(result, time))
        written.append(write_geotiff(folder / f"{layer.name}.tif", values, grid, reference, layer, result.title))
    return written


def outline(result, mask):
    """The outline of some cells (cells,) as an OGR multipolygon, exact to the mesh's vertices, with its islands."""
    _, ogr, _ = gdal_modules()
    edges = _boundary_edges(result, mask)
    shape = ogr.Geometry(ogr.wkbMultiPolygon)
    if not len(edges):
        return shape
    xy = result.points[:, :2]
    lines = b"".join(struct.pack("<BIIdddd", 1, 2, 2, *xy[a], *xy[b]) for a, b in edges)
    faces = ogr.CreateGeometryFromWkb(struct.pack("<BII", 1, 5, len(edges)) + lines).Polygonize()
    inner = {(*xy[a], *xy[b]) for a, b in edges}  # what lies to the left of these is one of the cells
    for number in range(faces.GetGeometryCount()):
        face = faces.GetGeometryRef(number)
        ring = np.array(face.GetGeometryRef(0).GetPoints())[:, :2]
        twice_area = np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1])
        first, second = (ring[0], ring[1]) if twice_area > 0 else (ring[1], ring[0])
        if (*first, *second) in inner:
            shape.AddGeometry(face)
    return shape


def _boundary_edges(result, mask):
    """(edges, 2) vertices, a cell of `mask` to the left and none to the right."""
    cells = result.cell_vertices[np.asarray(mask, bool)].astype(np.int64)
    xy = result.points[:, :2]
    corners = [np.where(cells[:, [3]] < 0, cells[:, :1], cells[:, 3:]), cells[:, :3]]
    ring = np.concatenate([corners[1], corners[0]], axis=1)  # a triangle ends with its first vertex
    x, y = xy[ring, 0], xy[ring, 1]
    turned = np.sum(x * np.roll(y, -1, 1) - np.roll(x, -1, 1) * y, axis=1) < 0
    ring[turned] = ring[turned, ::-1]
    starts, ends = ring.ravel(), np.roll(ring, -1, axis=1).ravel()
    real = starts != ends
    starts, ends = starts[real], ends[real]
    count = len(xy)
    alone = ~np.isin(starts * count + ends, ends * count + starts, assume_unique=True)
    return np.stack([starts[alone], ends[alone]], axis=1)


class Package:
    """A GeoPackage that is written layer by layer."""

    def __init__(self, path, reference):
        self._gdal, self._ogr, osr = gdal_modules()
        path.unlink(missing_ok=True)
        self.path = path
        # without one, GDAL takes a geographic reference: metres would be read as degrees
        self.reference = reference or osr.SpatialReference('LOCAL_CS["Undefined Cartesian SRS",UNIT["Meter",1]]')
        try:
            self._source = self._gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, self._gdal.GDT_Unknown)
        except RuntimeError as error:
            raise EnvironmentFailure(f"cannot write {path}: {error}") from error

    def layer(self, name, kind, fields, rows):
        """`fields` are (name, type) with types str, int, float; `rows` are (geometry, values)."""
        types = {str: self._ogr.OFTString, int: self._ogr.OFTInteger, float: self._ogr.OFTReal}
        layer = self._source.CreateLayer(name, self.reference, kind)
        for field, what in fields:
            layer.CreateField(self._ogr.FieldDefn(field, types[what]))
        layer.StartTransaction()
        for geometry, values in rows:
            feature = self._ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(geometry)
            for (field, what), value in zip(fields, values):
                if value is not None:
                    feature.SetField(field, what(value))
            layer.CreateFeature(feature)
        layer.CommitTransaction()

    def close(self):
        self._source.FlushCache()
        self._source = None


def isochrone_limits(times):
    """About eight round limits in s from 0 to beyond the last arrival."""
    from .style import levels_for
    return levels_for(times, "arrival") if len(times) else np.array([0.0])


def write_geopackage(result, path, reference, arrival_depth=None):
    """Layers inundation, isochrones, hazard_zones (as far as maxima were written), gauges and sections."""
    _, ogr, _ = gdal_modules()
    package = Package(path, reference)
    if result.has("max_depth"):
        _write_inundation(package, ogr, result)
    if result.arrival_names:
        _write_isochrones(package, ogr, result, arrival_depth)
    if has_hazard(result):
        classes = hazard_of(result)
        rows = [(outline(result, classes == number), (number, MEANINGS[number - 1])) for number in range(1, 7)
                if (classes == number).any()]
        package.layer("hazard_zones", ogr.wkbMultiPolygon, (("class", int), ("meaning", str)), rows)
    places = [(_point(ogr, gauge), (gauge["name"],)) for gauge in result.keys.get("gauge", [])]
    package.layer("gauges", ogr.wkbPoint, (("name", str),), places)
    lines = [(_line(ogr, section), (section["name"],)) for section in result.keys.get("section", [])]
    package.layer("sections", ogr.wkbLineString, (("name", str),), lines)
    package.close()
    return path


def _write_inundation(package, ogr, result):
    depth = result.maximum("max_depth")
    wet = depth > result.dry_depth
    rows = [(outline(result, wet), (result.dry_depth, float(result.area[wet].sum())))] if wet.any() else []
    package.layer("inundation", ogr.wkbMultiPolygon, (("deeper_than_m", float), ("area_m2", float)), rows)


def _write_isochrones(package, ogr, result, arrival_depth):
    times = arrival(result, arrival_depth)
    known = np.isfinite(times)
    limits = isochrone_limits(times[known])
    depth = float(arrival_name(result, arrival_depth)[len("arrival_"):-1])
    rows = [(outline(result, known & (times == 0)), (0.0, 0.0, depth))] if (known & (times == 0)).any() else []
    for low, high in zip([*limits[:-1], limits[-1]], [*limits[1:], np.inf]):
        band = known & (times > low) & (times <= high)
        if band.any():
            rows.append((outline(result, band), (low, high if np.isfinite(high) else None, depth)))
    package.layer("isochrones", ogr.wkbMultiPolygon, (("from_s", float), ("to_s", float), ("depth_m", float)), rows)


def _point(ogr, gauge):
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(float(gauge["x"]), float(gauge["y"]))
    return point


def _line(ogr, section):
    line = ogr.Geometry(ogr.wkbLineString)
    for x, y in section["points"]:
        line.AddPoint_2D(float(x), float(y))
    return line


def warn_without_reference(reference):
    if reference is None:
        print("freshet: note: the case names no coordinate reference (key crs), nor does its raster: the maps carry "
              "none; --crs EPSG:... gives one", file=sys.stderr)
