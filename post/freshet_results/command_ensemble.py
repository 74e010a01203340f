"""All members of an ensemble in one, from the folders member_0001, ... in DIR that are done.

exceedance_D, max_depth_pP, arrival_D_pP  maps: share of the members that are deeper than D; what P percent of them do not
                                          exceed; PNG, GeoTIFF, and fields in ensemble.vtkhdf for ParaView
bands_TABLE.csv, bands_TABLE.svg, .png    percentiles and mean of the time series of sections, gauges, structures, pools
peaks.csv                                 the same of the greatest value of each, and of when it came"""
import sys

from .command_transformation import write_rows
from .ensemble import TABLES, Ensemble, write_fields
from .ensemble_drawn import band_figures
from .errors import InputError
from .gis import reference_of, warn_without_reference, write_geotiffs
from .maps_drawn import MapMaker, interesting_bounds
from .result import output_folder
from .style import save

EXAMPLES = """examples:
  freshet run breach_uncertain --ensemble 20
  freshet post results/breach_uncertain ensemble
  freshet post results/breach_uncertain ensemble --depth 0.2 2 --percentiles 10 50 90 --crs EPSG:2154"""


def add_arguments(parser):
    parser.add_argument("--depth", type=float, nargs="+", default=[0.1, 0.5, 1.0], metavar="M",
                        help="that may be exceeded [0.1 0.5 1]")
    parser.add_argument("--percentiles", type=float, nargs="+", default=[5, 50, 95], metavar="P", help="[5 50 95]")
    parser.add_argument("--resolution", type=float, metavar="M", help="size of pixels; default: half a typical cell")
    parser.add_argument("--crs", help="coordinate reference, e.g. EPSG:2154; default: key crs of the case, or its raster's")
    parser.add_argument("--pixels", type=int, default=1400, help="across the longer side of pictures [1400]")
    parser.add_argument("--no-geotiff", action="store_true", help="no GeoTIFFs")
    parser.add_argument("--formats", nargs="+", choices=("svg", "png", "pdf"), default=["svg", "png"], help="of plots")
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/ensemble")


def _check(arguments):
    for depth in arguments.depth:
        if not depth >= 0:
            raise InputError(f"--depth must not be below 0 m ({depth:g})")
    for percent in arguments.percentiles:
        if not 0 < percent < 100:
            raise InputError(f"--percentiles must lie between 0 and 100 ({percent:g})")
    if arguments.resolution is not None and not arguments.resolution > 0:
        raise InputError(f"--resolution must be above 0 m ({arguments.resolution:g})")
    if arguments.pixels < 50:
        raise InputError("--pixels must be at least 50")


def _maps(ensemble, folder, arguments, percents):
    layers = ensemble.layers(sorted(set(arguments.depth)), percents)
    for family in ("max_depth_p", "arrival_"):  # one scale for all percentiles
        alike = [layer for layer in layers if layer.name.startswith(family)]
        for layer in alike[:-1]:
            layer.like = alike[-1]
    written = [write_fields(ensemble, folder / "ensemble.vtkhdf", layers)]
    if not arguments.no_geotiff:
        reference = reference_of(ensemble.first, arguments.crs)
        warn_without_reference(reference)
        written += write_geotiffs(ensemble.first, folder, layers, reference, arguments.resolution)
    wet = ensemble.exceedance(ensemble.first.dry_depth) > 0
    maker = MapMaker(ensemble.first, arguments.pixels, interesting_bounds(ensemble.first, wet))
    for layer in layers:
        written += save(maker.figure(layer), folder, layer.name)
    return written


def run(arguments):
    _check(arguments)
    percents = sorted(set(arguments.percentiles))
    with Ensemble(arguments.folder) as ensemble:
        if ensemble.left_out:
            print(f"freshet: note: left out, for they are not done: {', '.join(ensemble.left_out)}", file=sys.stderr)
        folder = output_folder(arguments.out or ensemble.folder / "post" / "ensemble")
        written = _maps(ensemble, folder, arguments, percents) if ensemble.has("max_depth") else []
        peaks = []
        for table in TABLES:
            bands = ensemble.bands(table, percents)
            if bands is None:
                continue
            written.append(bands.write(folder / f"bands_{table}.csv"))
            peaks += bands.peak_rows()
            for name, figure in band_figures(ensemble.first.title, bands):
                written += save(figure, folder, name, arguments.formats)
        if peaks:
            written.append(write_rows(folder / "peaks.csv", peaks))
        if not written:
            raise InputError(f"{arguments.folder}: its members have neither maxima nor time series")
        for path in written:
            print(path)
    return 0
