"""From cells to regular grids, and along lines."""
import numpy as np

from .errors import InputError

BLOCK = 1 << 19  # triangles or cells
CANDIDATES = 4_000_000  # pixels that are tested at once


def blocks_of(count, first=0):
    """Slices of at most BLOCK from `first` to `count`: what is worked out of a large mesh at once."""
    return (slice(start, min(start + BLOCK, count)) for start in range(first, count, BLOCK))


def spread(which, count):
    """Each entry of `which` so many times, and its number among its own: [a, b], [2, 1] -> [a, a, b], [0, 1, 0]."""
    repeated = np.repeat(which, count)
    return repeated, np.arange(len(repeated)) - np.repeat(np.cumsum(count) - count, count)


class Grid:
    """Square pixels; row 0 is the northernmost. `left` and `top` are edges of the grid in m, `pixel` is in m."""

    def __init__(self, left, top, pixel, columns, rows):
        self.left, self.top, self.pixel, self.columns, self.rows = left, top, pixel, columns, rows

    @classmethod
    def over(cls, bounds, pixel=None, pixels=None):
        """Covers x_min, y_min, x_max, y_max with pixels of `pixel` m, or `pixels` of them along the longer side."""
        x_min, y_min, x_max, y_max = map(float, bounds)
        width, height = x_max - x_min, y_max - y_min
        if not (width > 0 and height > 0):
            raise InputError(f"nothing to draw: an extent of {width:g} x {height:g} m")
        pixel = pixel or max(width, height) / pixels
        columns, rows = (max(1, int(np.ceil(side / pixel - 1e-9))) for side in (width, height))
        if columns * rows > 400_000_000:
            raise InputError(f"a grid of {columns} x {rows} pixels is too large: take larger pixels")
        return cls(x_min, y_max, pixel, columns, rows)

    @property
    def extent(self):
        """left, right, bottom, top in m, as matplotlib's imshow takes it"""
        return (self.left, self.left + self.columns * self.pixel, self.top - self.rows * self.pixel, self.top)

    @property
    def x(self):
        return self.left + (np.arange(self.columns) + 0.5) * self.pixel

    @property
    def y(self):
        return self.top - (np.arange(self.rows) + 0.5) * self.pixel


class Sampler:
    """Which triangle holds the middle of each pixel: values of cells as they stand, or smooth between vertices."""

    def __init__(self, result, grid):
        self.result, self.grid = result, grid
        self.triangle = np.full(grid.rows * grid.columns, -1, dtype=np.int32)
        vertices, self._cell_of_triangle = result.triangles
        for block in reversed(list(blocks_of(len(vertices)))):  # of two on an edge the first one stays
            self._fill(block.start, result.points[vertices[block]][:, :, :2])

    def _pixels(self, distance, rounding):
        return rounding(distance / self.grid.pixel - 0.5).astype(np.int64)

    def _fill(self, first, corners):
        """Triangles `first` ... in blocks of a bounded number of pixels, last to first."""
        grid, low, high = self.grid, corners.min(axis=1), corners.max(axis=1)
        first_column = self._pixels(low[:, 0] - grid.left, np.ceil).clip(0)
        wide = (self._pixels(high[:, 0] - grid.left, np.floor).clip(max=grid.columns - 1) - first_column + 1).clip(0)
        first_row = self._pixels(grid.top - high[:, 1], np.ceil).clip(0)
        count = wide * (self._pixels(grid.top - low[:, 1], np.floor).clip(max=grid.rows - 1) - first_row + 1).clip(0)
        busy = np.flatnonzero(count)[::-1]
        total = np.cumsum(count[busy])
        start = 0
        while start < len(busy):
            before = total[start - 1] if start else 0
            end = max(start + 1, int(np.searchsorted(total, before + CANDIDATES, side="right")))
            which, within = spread(busy[start:end], count[busy[start:end]])
            column, row = first_column[which] + within % wide[which], first_row[which] + within // wide[which]
            inside = np.minimum.reduce(self._weights(corners[which], column, row)) >= -1e-12
            self.triangle[row[inside] * grid.columns + column[inside]] = first + which[inside]
            start = end

    def _weights(self, corners, column, row):
        x = self.grid.left + (column + 0.5) * self.grid.pixel
        y = self.grid.top - (row + 0.5) * self.grid.pixel
        return barycentric(corners, x, y)

    @property
    def inside(self):
        """(rows, columns), true where the mesh is"""
        return (self.triangle >= 0).reshape(self.grid.rows, self.grid.columns)

    def cells(self, values):
        """(rows, columns): the value of the cell in which a pixel's middle lies; NaN outside the mesh."""
        values = np.asarray(values, dtype=float)
        picked = np.full(self.triangle.shape, np.nan)
        there = self.triangle >= 0
        picked[there] = values[self._cell_of_triangle[self.triangle[there]]]
        return picked.reshape(self.grid.rows, self.grid.columns)

    def smooth(self, cell_values, mask=None):
        """(rows, columns): linear between the vertices' means of their cells (those in `mask` alone); for looks."""
        there = np.flatnonzero(self.triangle >= 0)
        triangles = self.triangle[there]
        vertices = self.result.triangles[0][triangles]
        weights = self._weights(self.result.points[vertices][:, :, :2], there % self.grid.columns,
                                there // self.grid.columns)
        corners = vertex_means(self.result, cell_values, mask)[vertices]
        picked = np.full(self.triangle.shape, np.nan)
        picked[there] = sum(weights[i] * corners[:, i] for i in range(3))
        return picked.reshape(self.grid.rows, self.grid.columns)


def barycentric(corners, x, y):
    """Three weights of points (n,) in triangles (n, 3, 2); all at least 0 inside."""
    (ax, ay), (bx, by), (cx, cy) = ((corners[:, i, 0], corners[:, i, 1]) for i in range(3))
    twice_area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    twice_area = np.where(twice_area == 0, np.nan, twice_area)
    first = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / twice_area
    second = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / twice_area
    return first, second, 1 - first - second


def vertex_means(result, cell_values, mask=None):
    """(vertices,) means of the cells about each vertex, weighted by area; NaN where there is none."""
    cells = result.cell_vertices
    weight = result.area if mask is None else result.area * mask
    total, share = np.zeros(len(result.points)), np.zeros(len(result.points))
    for slot in range(4):
        has = cells[:, slot] >= 0
        total += np.bincount(cells[has, slot], (weight * cell_values)[has], minlength=len(total))
        share += np.bincount(cells[has, slot], weight[has], minlength=len(total))
    with np.errstate(invalid="ignore", divide="ignore"):
        return total / share


def points_along(line, count):
    """`count` points evenly along a line of [x, y]; returns distances (count,) in m and points (count, 2)."""
    line = np.asarray(line, dtype=float)
    if line.ndim != 2 or line.shape[1] != 2 or len(line) < 2:
        raise InputError("a line needs two or more points [x, y]")
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    if along[-1] <= 0:
        raise InputError("a line needs two points that differ")
    distance = np.linspace(0, along[-1], count)
    return distance, np.stack([np.interp(distance, along, line[:, i]) for i in range(2)], axis=1)


class _Bins:
    """Points in square bins, so that those in a box are found without looking at the others."""

    def __init__(self, points):
        self.points = points
        self.low = points.min(axis=0)
        span = np.maximum(points.max(axis=0) - self.low, 1e-9)
        self.across = max(1, min(1024, int(np.sqrt(len(points)) * 2)))
        self.size = span / self.across
        bin_of = self._bins(points)
        number = bin_of[:, 1] * self.across + bin_of[:, 0]
        self.order = np.argsort(number, kind="stable")
        self.first = np.searchsorted(number[self.order], np.arange(self.across ** 2 + 1))
        self.below = np.zeros((self.across + 1, self.across + 1), dtype=np.int64)  # points below and left of a corner
        self.below[1:, 1:] = np.diff(self.first).reshape(self.across, self.across).cumsum(axis=0).cumsum(axis=1)

    def _bins(self, places):
        return np.clip((places - self.low) / self.size, -1, self.across).astype(np.int64).clip(0, self.across - 1)

    def pairs(self, low, high):
        """(box, point) numbers of the points that boxes (n, 2) may hold, box by box."""
        top = self.low + self.size * self.across
        near = np.flatnonzero((high >= self.low).all(axis=1) & (low <= top).all(axis=1))
        a, b = self._bins(low[near]), self._bins(high[near]) + 1
        held = (self.below[b[:, 1], b[:, 0]] - self.below[a[:, 1], b[:, 0]] - self.below[b[:, 1], a[:, 0]]
                + self.below[a[:, 1], a[:, 0]])
        near, a, b = near[held > 0], a[held > 0], b[held > 0]
        which, row = spread(np.arange(len(near)), b[:, 1] - a[:, 1])  # bins of one row of a box lie one after another
        row += a[which, 1]
        start = self.first[row * self.across + a[which, 0]]
        box, within = spread(np.arange(len(which)), self.first[row * self.across + b[which, 0]] - start)
        return near[which[box]], self.order[start[box] + within]


def triangles_at(result, points):
    """(points,) the triangle of result.triangles that holds each point, the first of several; -1 outside the mesh."""
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    found = np.full(len(points), np.iinfo(np.int64).max)
    known = np.flatnonzero(np.isfinite(points).all(axis=1))
    if len(known):
        bins, vertices = _Bins(points[known]), result.triangles[0]
        for block in blocks_of(len(vertices)):
            corners = result.points[vertices[block]][:, :, :2]
            box, point = bins.pairs(corners.min(axis=1), corners.max(axis=1))
            inside = np.minimum.reduce(barycentric(corners[box], *bins.points[point].T)) >= -1e-12
            np.minimum.at(found, known[point[inside]], block.start + box[inside])
    return np.where(found == np.iinfo(np.int64).max, -1, found)


def cells_at(result, points):
    """(points,) the cell that holds each point; -1 outside the mesh."""
    triangles = triangles_at(result, points)
    return np.where(triangles >= 0, result.triangles[1][triangles], -1)


def at_cells(values, cells):
    """Values at cells, NaN where a cell is -1."""
    return np.where(cells >= 0, np.asarray(values, dtype=float)[cells], np.nan)


class Line:
    """`count` points along a line and where in the mesh they lie. `distance` (count,) in m."""

    def __init__(self, result, line, count):
        self.result = result
        self.distance, self.points = points_along(line, count)
        self.triangles = triangles_at(result, self.points)

    def cells(self, values):
        """(count,) values of the cells that hold the points; NaN outside the mesh"""
        return at_cells(values, np.where(self.triangles >= 0, self.result.triangles[1][self.triangles], -1))

    def smooth(self, cell_values, mask=None):
        """(count,) linear between the means of the cells (those in `mask` alone) about vertices; NaN outside."""
        vertices = self.result.triangles[0][self.triangles]
        weights = barycentric(self.result.points[vertices][:, :, :2], *self.points.T)
        means = vertex_means(self.result, cell_values, mask)[vertices]
        return np.where(self.triangles >= 0, sum(weights[i] * means[:, i] for i in range(3)), np.nan)
