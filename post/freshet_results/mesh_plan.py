"""Lines of a mesh, cut where they cross: what Gmsh is told."""
import numpy as np

from .errors import InputError
from .gis import gdal_modules


class Plan:
    """Vertices (n, 2) m and edges (pairs of vertices) of the domain's rim and of lines inside it.

    `domain` is a polygon with or without holes; `lines` are line geometries, kept as edges of cells; where `cuts` cross
    the rim it gets a vertex. Vertices nearer than `snap` m to each other become one, and lines are freed of detail below
    `snap`.
    """

    def __init__(self, domain, lines, snap, cuts=()):
        _, self._ogr, _ = gdal_modules()
        self._snap = snap
        self.domain = self._one_polygon(domain.Simplify(0.5 * snap))
        rim = self.domain.Boundary()
        inside = [line.Simplify(0.5 * snap).Intersection(self.domain) for line in lines]
        self.vertices, self._numbers = [], {}
        self.rim = self._edges(self._noded([rim, *inside, *cuts], rim, True))
        rim_pairs = {frozenset(edge) for edge in self.rim}
        self.lines = [edge for edge in self._edges(self._noded([rim, *inside], rim, False))
                      if frozenset(edge) not in rim_pairs]
        self.loops = self._loops()

    def _one_polygon(self, shape):
        while shape.GetGeometryName() in ("MULTIPOLYGON", "GEOMETRYCOLLECTION"):
            parts = [shape.GetGeometryRef(i).Clone() for i in range(shape.GetGeometryCount())]
            shape = max(parts, key=lambda part: part.Area()) if parts else self._ogr.Geometry(self._ogr.wkbPolygon)
            if not parts:
                break
        if shape.GetGeometryName() != "POLYGON" or shape.Area() <= 0 or not shape.IsValid():
            raise InputError("the domain is no valid polygon with an area")
        return shape

    def _noded(self, geometries, rim, on_rim):
        """All lines cut where they meet; those on the rim, or those inside."""
        everything = self._ogr.Geometry(self._ogr.wkbMultiLineString)
        for geometry in geometries:
            for line in _lines_in(geometry):
                everything.AddGeometry(line)
        for line in _lines_in(everything.Union(rim)):
            middle = line.Value(0.5 * line.Length())
            near = middle.Distance(rim) <= 1e-6 * max(self._snap, 1e-6)
            if near == on_rim:
                yield line

    def _vertex(self, x, y):
        """Number of the vertex at a place: one of those within `snap`, or a new one."""
        column, row = int(np.floor(x / self._snap)), int(np.floor(y / self._snap))
        for i in (column, column - 1, column + 1):
            for j in (row, row - 1, row + 1):
                for number in self._numbers.get((i, j), ()):
                    if np.hypot(self.vertices[number][0] - x, self.vertices[number][1] - y) < self._snap:
                        return number
        self.vertices.append((x, y))
        self._numbers.setdefault((column, row), []).append(len(self.vertices) - 1)
        return len(self.vertices) - 1

    def _edges(self, lines):
        found, known = [], set()
        for line in lines:
            numbers = [self._vertex(*point[:2]) for point in line.GetPoints()]
            for edge in zip(numbers[:-1], numbers[1:]):
                if edge[0] != edge[1] and frozenset(edge) not in known:
                    known.add(frozenset(edge))
                    found.append(edge)
        return found

    def _loops(self):
        """Lists of (edge, forward) that close: the outer ring first."""
        at = {}
        for number, edge in enumerate(self.rim):
            for vertex in edge:
                at.setdefault(vertex, []).append(number)
        if any(len(edges) != 2 for edges in at.values()):
            raise InputError("the domain's rim touches itself: its polygon must keep clear of itself by a cell")
        free, loops = set(range(len(self.rim))), []
        while free:
            loops.append(self._loop_from(min(free), at, free))
        return sorted(loops, key=lambda loop: -self._ring_area(loop))

    def _loop_from(self, start, at, free):
        loop, edge, vertex = [], start, self.rim[start][0]
        while edge in free:
            free.remove(edge)
            forward = self.rim[edge][0] == vertex
            loop.append((edge, forward))
            vertex = self.rim[edge][1 if forward else 0]
            edge = next((other for other in at[vertex] if other in free), -1)
        return loop

    def _ring_area(self, loop):
        ring = np.array([self.vertices[self.rim[edge][0 if forward else 1]] for edge, forward in loop])
        x, y = ring.T
        return 0.5 * abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def _lines_in(geometry):
    """The lines of a geometry, whatever it is nested in."""
    if geometry is None or geometry.IsEmpty():
        return
    if geometry.GetGeometryName() == "LINESTRING":
        yield geometry.Clone()
        return
    for number in range(geometry.GetGeometryCount()):
        yield from _lines_in(geometry.GetGeometryRef(number))


def geo_text(plan, names, size_file, title):
    """The .geo of a plan; `names` (edges of the rim,) names their boundaries."""
    lines = [f"// {title}", *(f"Point({i}) = {{{x!r}, {y!r}, 0}};" for i, (x, y) in enumerate(plan.vertices, 1))]
    lines += [f"Line({i}) = {{{a + 1}, {b + 1}}};" for i, (a, b) in enumerate([*plan.rim, *plan.lines], 1)]
    for number, loop in enumerate(plan.loops, 1):
        words = ", ".join(str(edge + 1 if forward else -edge - 1) for edge, forward in loop)
        lines.append(f"Curve Loop({number}) = {{{words}}};")
    lines.append(f"Plane Surface(1) = {{{', '.join(str(i + 1) for i in range(len(plan.loops)))}}};")
    if plan.lines:
        inner = ", ".join(str(len(plan.rim) + i + 1) for i in range(len(plan.lines)))
        lines.append(f"Curve{{{inner}}} In Surface{{1}};  // edges of cells lie on these")
    for name in dict.fromkeys(names):
        edges = ", ".join(str(i + 1) for i, own in enumerate(names) if own == name)
        lines.append(f'Physical Curve("{name}") = {{{edges}}};')
    lines.append('Physical Surface("ground") = {1};')
    lines += ["Field[1] = Structured;", f'Field[1].FileName = "{size_file}";', "Field[1].TextFormat = 1;",
              "Background Field = 1;", "Mesh.MeshSizeExtendFromBoundary = 0;", "Mesh.MeshSizeFromPoints = 0;",
              "Mesh.Algorithm = 5;", "Mesh.Optimize = 1;"]
    return "\n".join(lines) + "\n"
