#!/usr/bin/env python3
"""Makes the terrain of this case: a valley of noise, as a GeoTIFF of SIDE x SIDE pixels over 10 km.

A river winds through a valley that falls to the east; slopes rise on both sides, roughened by four octaves of value
noise (random numbers on a lattice, joined by smoothstep), the same on every machine. 3.2 km from the west two ridges
leave a gap, where the dam stands.
"""
import argparse

import numpy
from osgeo import gdal

EXTENT = 10000.0  # m


def lattice_value(i, j, octave):
    """In [0, 1): bits of a number mixed as in splitmix64."""
    with numpy.errstate(over="ignore"):
        value = (i.astype(numpy.uint64) << numpy.uint64(32)) + j.astype(numpy.uint64)
        value = (value + numpy.uint64(octave)) * numpy.uint64(0x9E3779B97F4A7C15)
        value = (value ^ (value >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return ((value ^ (value >> numpy.uint64(31))) >> numpy.uint64(11)) * 2.0**-53


def noise(x, y, wavelength, octave):
    """In [-1, 1]."""
    u, v = x / wavelength, y / wavelength
    i, j = numpy.floor(u), numpy.floor(v)
    s, t = u - i, v - j
    s, t = s * s * (3 - 2 * s), t * t * (3 - 2 * t)
    south = lattice_value(i, j, octave) * (1 - s) + lattice_value(i + 1, j, octave) * s
    north = lattice_value(i, j + 1, octave) * (1 - s) + lattice_value(i + 1, j + 1, octave) * s
    return 2 * (south * (1 - t) + north * t) - 1


def river(x):
    """Where the river runs, m from the south."""
    return 5000 + 900 * numpy.sin(x / 1300) + 350 * numpy.sin(x / 470 + 1)


def bed(x, y):
    """Bed level, m."""
    off = numpy.abs(y - river(x))
    side = numpy.maximum(off - 120, 0)
    level = 220 - 0.012 * x + 0.0004 * off + 0.12 * side + 0.00001 * side**2
    ridge = 160 * numpy.exp(-((x - 3200) / 260) ** 2) * (1 - numpy.exp(-((off / 170) ** 4)))
    rough = numpy.minimum(0.05 + off / 600, 1)
    for octave, wavelength in enumerate((1400, 600, 220, 70)):
        level = level + 0.032 * wavelength * rough * noise(x, y, wavelength, octave)
    return level + ridge


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file")
    arguments.add_argument("--side", type=int, default=2000, help="pixels along each side (2000)")
    given = arguments.parse_args()
    size = EXTENT / given.side
    driver = gdal.GetDriverByName("GTiff")
    raster = driver.Create(given.file, given.side, given.side, 1, gdal.GDT_Float32,
                           ["COMPRESS=DEFLATE", "TILED=YES", "PREDICTOR=3"])
    raster.SetGeoTransform((0, size, 0, EXTENT, 0, -size))
    x = (numpy.arange(given.side) + 0.5) * size
    for first in range(0, given.side, 256):
        rows = numpy.arange(first, min(first + 256, given.side))
        y = EXTENT - (rows + 0.5) * size
        raster.GetRasterBand(1).WriteArray(bed(x[None, :], y[:, None]).astype(numpy.float32), 0, first)


if __name__ == "__main__":
    gdal.UseExceptions()
    main()
