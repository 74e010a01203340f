"""Maps for GIS, with the case's coordinate reference: a Cloud Optimised GeoTIFF a layer (values of cells, as in flow.h5),
and flood.gpkg with the outline of the inundation, isochrones of arrival, hazard zones, gauges and sections."""
from .errors import InputError
from .gis import reference_of, warn_without_reference, write_geopackage, write_geotiffs
from .layers import LAYERS, layers_of
from .result import open_result, output_folder

EXAMPLES = """examples:
  freshet post results/malpasset maps --crs EPSG:27573
  freshet post results/malpasset maps --layer max_depth hazard --resolution 5
  freshet post results/malpasset maps --layer depth --time 600 --no-geopackage"""


def add_arguments(parser):
    parser.add_argument("--layer", nargs="+", metavar="LAYER", help=f"of {', '.join(LAYERS)}; default: all but those that "
                        "change in time, and depth")
    parser.add_argument("--time", type=float, metavar="SECONDS", help="of layers that change; the nearest step [last]")
    parser.add_argument("--resolution", type=float, metavar="M", help="size of pixels; default: half a typical cell")
    parser.add_argument("--crs", help="coordinate reference, e.g. EPSG:2154; default: key crs of the case, or its raster's")
    parser.add_argument("--arrival-depth", type=float, metavar="M", help="of the isochrones; the nearest there is [the least]")
    parser.add_argument("--no-geopackage", action="store_true", help="GeoTIFFs alone")
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/maps")


def run(arguments):
    if arguments.resolution is not None and not arguments.resolution > 0:
        raise InputError(f"--resolution must be above 0 m ({arguments.resolution:g})")
    with open_result(arguments.folder) as result:
        reference = reference_of(result, arguments.crs)
        names = arguments.layer or ["depth", *(n for n, layer in LAYERS.items() if not layer.in_time and
                                               layer.there(result))]
        layers = layers_of(result, names)
        folder = output_folder(arguments.out or result.folder / "post" / "maps")
        warn_without_reference(reference)
        written = write_geotiffs(result, folder, layers, reference, arguments.resolution, arguments.time)
        if not arguments.no_geopackage:
            written.append(write_geopackage(result, folder / "flood.gpkg", reference, arguments.arrival_depth))
        for path in written:
            print(path)
    return 0
