"""From cells to regular grids, and along lines."""
import numpy as np

from .errors import InputError

CANDIDATES = 4_000_000  # pixels that are tested at once


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
        corners = result.points[vertices][:, :, :2]
        low, high = corners.min(axis=1), corners.max(axis=1)
        self._first_column = self._pixels(low[:, 0] - grid.left, np.ceil).clip(0)
        last_column = self._pixels(high[:, 0] - grid.left, np.floor).clip(max=grid.columns - 1)
        self._first_row = self._pixels(grid.top - high[:, 1], np.ceil).clip(0)
        last_row = self._pixels(grid.top - low[:, 1], np.floor).clip(max=grid.rows - 1)
        self._wide = (last_column - self._first_column + 1).clip(0)
        self._count = self._wide * (last_row - self._first_row + 1).clip(0)
        self._corners = corners
        self._fill()

    def _pixels(self, distance, rounding):
        return rounding(distance / self.grid.pixel - 0.5).astype(np.int64)

    def _fill(self):
        """Triangles in blocks of a bounded number of pixels, last to first: of two on an edge the first one stays."""
        busy = np.flatnonzero(self._count)[::-1]
        total = np.cumsum(self._count[busy])
        start = 0
        while start < len(busy):
            before = total[start - 1] if start else 0
            end = max(start + 1, int(np.searchsorted(total, before + CANDIDATES, side="right")))
            self._fill_block(busy[start:end])
            start = end

    def _fill_block(self, triangles):
        count = self._count[triangles]
        which = np.repeat(triangles, count)
        within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        column = self._first_column[which] + within % self._wide[which]
        row = self._first_row[which] + within // self._wide[which]
        weights = self._weights(which, column, row)
        inside = np.minimum.reduce(weights) >= -1e-12
        self.triangle[row[inside] * self.grid.columns + column[inside]] = which[inside]

    def _weights(self, triangles, column, row):
        x = self.grid.left + (column + 0.5) * self.grid.pixel
        y = self.grid.top - (row + 0.5) * self.grid.pixel
        return barycentric(self._corners[triangles], x, y)

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
        weights = self._weights(triangles, there % self.grid.columns, there // self.grid.columns)
        vertex = vertex_means(self.result, cell_values, mask)
        corners = vertex[self.result.triangles[0][triangles]]
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


def triangles_at(result, points):
    """(points,) the triangle of result.triangles that holds each point; -1 outside the mesh."""
    corners = result.points[result.triangles[0]][:, :, :2]
    low, high = corners.min(axis=1), corners.max(axis=1)
    found = np.full(len(points), -1, dtype=np.int64)
    for i, (x, y) in enumerate(points):
        near = np.flatnonzero((low[:, 0] <= x) & (x <= high[:, 0]) & (low[:, 1] <= y) & (y <= high[:, 1]))
        inside = near[np.minimum.reduce(barycentric(corners[near], x, y)) >= -1e-12] if len(near) else near
        if len(inside):
            found[i] = inside[0]
    return found


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
