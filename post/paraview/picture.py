"""Picture of the water depth at one time: depth in blue where wet, the bed in grey below.

    pvbatch post/paraview/picture.py RESULT [PICTURE.png] [--time SECONDS|last] [--max-depth M]

RESULT is a folder with flow.xdmf, or that file. ParaView of Debian 12 needs a display:
    Xvfb -displayfd 5 -screen 0 1280x1024x24 -nolisten tcp 5>display & sleep 2
    DISPLAY=:$(cat display) pvbatch post/paraview/picture.py results/CASE
"""
import argparse
import os
import sys

from paraview.simple import (
    ColorBy, GetActiveViewOrCreate, GetColorTransferFunction, GetScalarBar,
    OpenDataFile, Render, SaveScreenshot, Show, Text, Threshold, UpdatePipeline)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result")
    parser.add_argument("picture", nargs="?", default="depth.png")
    parser.add_argument("--time", default="last", help="s; the nearest time in the file is shown")
    parser.add_argument("--dry", type=float, default=0.01, help="depth in m from which a cell is wet")
    parser.add_argument("--max-depth", type=float, help="m, upper end of the colours")
    parser.add_argument("--size", type=int, nargs=2, default=[1280, 960], help="pixels")
    return parser.parse_args()


def open_result(path):
    """The reader; ParaView 5.11 finds flow.h5 only where flow.xdmf has a folder in its name."""
    if os.path.isdir(path):
        path = os.path.join(path, "flow.xdmf")
    if not os.path.exists(path):
        sys.exit(f"no such file: {path}")
    reader = OpenDataFile(os.path.abspath(path))
    reader.UpdatePipelineInformation()
    return reader


def nearest_time(reader, wanted):
    times = list(reader.TimestepValues)
    if not times:
        sys.exit("the result has no time steps")
    return times[-1] if wanted == "last" else min(times, key=lambda t: abs(t - float(wanted)))


def show_bed(reader, view):
    bed = Show(reader, view)
    ColorBy(bed, ("CELLS", "bed"))
    colours = GetColorTransferFunction("bed")
    low, high = reader.CellData.GetArray("bed").GetRange()
    colours.RGBPoints = [low, 0.35, 0.33, 0.30, max(high, low + 1e-9), 0.95, 0.94, 0.92]
    colours.ColorSpace = "RGB"


def show_depth(reader, view, dry, max_depth):
    low, high = reader.CellData.GetArray("depth").GetRange()
    if high < dry:
        return
    wet = Threshold(Input=reader)
    wet.Scalars = ["CELLS", "depth"]
    wet.ThresholdMethod = "Above Upper Threshold"
    wet.UpperThreshold = dry
    depth = Show(wet, view)
    ColorBy(depth, ("CELLS", "depth"))
    colours = GetColorTransferFunction("depth")
    top = max_depth or high
    colours.RGBPoints = [0, 0.80, 0.92, 0.98, 0.5 * top, 0.20, 0.55, 0.85, top, 0.03, 0.12, 0.40]
    colours.ColorSpace = "RGB"
    bar = GetScalarBar(colours, view)
    bar.Title, bar.ComponentTitle = "depth, m", ""
    bar.TitleColor = bar.LabelColor = [0, 0, 0]
    bar.Visibility = 1


def look_from_above(reader, view):
    x0, x1, y0, y1, z0, z1 = reader.GetDataInformation().GetBounds()
    middle = [(x0 + x1) / 2, (y0 + y1) / 2]
    far = z1 + max(x1 - x0, y1 - y0, z1 - z0, 1)
    view.CameraParallelProjection = 1
    view.CameraFocalPoint = [*middle, z0]
    view.CameraPosition = [*middle, far]
    view.CameraViewUp = [0, 1, 0]
    aspect = view.ViewSize[0] / view.ViewSize[1]
    view.CameraParallelScale = 0.55 * max(y1 - y0, (x1 - x0) / aspect)


def main():
    options = arguments()
    reader = open_result(options.result)
    time = nearest_time(reader, options.time)
    view = GetActiveViewOrCreate("RenderView")
    view.ViewSize = options.size
    view.ViewTime = time
    view.UseColorPaletteForBackground = 0
    view.Background = [1, 1, 1]
    view.OrientationAxesVisibility = 0
    UpdatePipeline(time, reader)
    show_bed(reader, view)
    show_depth(reader, view, options.dry, options.max_depth)
    label = Show(Text(Text=f"t = {time:g} s"), view)
    label.Color = [0, 0, 0]
    look_from_above(reader, view)
    Render(view)
    SaveScreenshot(options.picture, view, ImageResolution=options.size)
    print(f"{options.picture}: t = {time:g} s")


main()
