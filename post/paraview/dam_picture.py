"""Picture of a dam's section at one time, coloured by a field, deformed if asked for.

    pvbatch post/paraview/dam_picture.py RESULT [PICTURE.png] [--field principal_largest] [--time SECONDS|last]
                                         [--scale FACTOR]

RESULT is a run's folder, or its dam.xdmf. ParaView of Debian 12 needs a display: see picture.py.
"""
import argparse
import os
import sys

from paraview.simple import (
    ColorBy, GetActiveViewOrCreate, GetColorTransferFunction, GetScalarBar, OpenDataFile, Render, SaveScreenshot, Show,
    Text, UpdatePipeline, WarpByVector)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result")
    parser.add_argument("picture", nargs="?", default="dam.png")
    parser.add_argument("--field", default="principal_largest")
    parser.add_argument("--time", default="last", help="s; the nearest time in the file is shown")
    parser.add_argument("--scale", type=float, default=0, help="times the displacements")
    parser.add_argument("--size", type=int, nargs=2, default=[1280, 960], help="pixels")
    return parser.parse_args()


def open_result(path):
    if os.path.isdir(path):
        path = os.path.join(path, "dam/dam.xdmf")
    if not os.path.exists(path):
        sys.exit(f"no such file: {path}")
    reader = OpenDataFile(os.path.abspath(path))
    reader.UpdatePipelineInformation()
    return reader


def main():
    options = arguments()
    reader = open_result(options.result)
    times = list(reader.TimestepValues) or [0]
    time = times[-1] if options.time == "last" else min(times, key=lambda t: abs(t - float(options.time)))
    view = GetActiveViewOrCreate("RenderView")
    view.ViewSize = options.size
    view.ViewTime = time
    view.UseColorPaletteForBackground = 0
    view.Background = [1, 1, 1]
    view.OrientationAxesVisibility = 0
    UpdatePipeline(time, reader)
    shown = reader
    if options.scale:
        shown = WarpByVector(Input=reader, ScaleFactor=options.scale)
        shown.Vectors = ["POINTS", "displacement"]
    section = Show(shown, view)
    ColorBy(section, ("POINTS", options.field))
    section.RescaleTransferFunctionToDataRange(False, True)
    bar = GetScalarBar(GetColorTransferFunction(options.field), view)
    bar.Title, bar.ComponentTitle = options.field, ""
    bar.TitleColor = bar.LabelColor = [0, 0, 0]
    bar.Visibility = 1
    label = Show(Text(Text=f"t = {time:g} s ({len(times)} times)"), view)
    label.Color = [0, 0, 0]
    x0, x1, y0, y1, _, _ = reader.GetDataInformation().GetBounds()
    view.CameraParallelProjection = 1
    view.CameraFocalPoint = [(x0 + x1) / 2, (y0 + y1) / 2, 0]
    view.CameraPosition = [(x0 + x1) / 2, (y0 + y1) / 2, 10 * max(x1 - x0, y1 - y0)]
    view.CameraViewUp = [0, 1, 0]
    view.CameraParallelScale = 0.58 * max(y1 - y0, (x1 - x0) * options.size[1] / options.size[0])
    Render(view)
    SaveScreenshot(options.picture, view, ImageResolution=options.size)
    print(f"{options.picture}: {options.field} at t = {time:g} s of {len(times)} times")


main()
