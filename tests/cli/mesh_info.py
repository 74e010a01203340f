"""What `freshet mesh info` tells of meshes from elsewhere: SELAFIN with its boundary file, rasters with holes."""
import struct
import unittest

import support


def record(content):
    return struct.pack(">i", len(content)) + content + struct.pack(">i", len(content))


def integers(*values):
    return record(struct.pack(f">{len(values)}i", *values))


def reals(*values):
    return record(struct.pack(f">{len(values)}f", *values))


def selafin(n, variables=("BOTTOM",), steps=1, without=()):
    """A square of n x n pairs of triangles on [10, 10 + n] x [20, 20 + n] without some squares; bed 1, 2, ... by step."""
    nodes = (n + 1) ** 2
    cells = []
    for j in range(n):
        for i in range(n):
            if (i, j) not in without:
                sw = j * (n + 1) + i + 1
                cells += [sw, sw + 1, sw + n + 2, sw, sw + n + 2, sw + n + 1]
    data = record(b"made by a test".ljust(72) + b"SERAFIN ") + integers(len(variables), 0)
    for name in variables:
        data += record(name.encode().ljust(32))
    data += integers(1, 0, 0, 0, 0, 0, 0, 0, 0, 0) + integers(len(cells) // 3, nodes, 3, 1)
    data += integers(*cells) + integers(*([0] * nodes))
    data += reals(*(10 + v % (n + 1) for v in range(nodes))) + reals(*(20 + v // (n + 1) for v in range(nodes)))
    for step in range(steps):
        data += reals(step) + b"".join(reals(*([step + 1] * nodes)) for _ in variables)
    return data


def boundary_lines(codes):
    return "".join(f"{code} {4 if code != 2 else 2} {4 if code != 2 else 2} 0.0 0.0 0.0 0.0 2 0.0 0.0 0.0 {node} {k + 1}\n"
                   for k, (node, code) in enumerate(codes))


class MeshInfo(support.CaseTest):
    def info(self, name, *arguments, ranks=1):
        code, text, error = support.freshet("mesh", "info", self.folder / name, *arguments, ranks=ranks)
        self.assertEqual((code, error), (0, ""), text)
        return text

    def refused(self, name, *arguments):
        code, _, error = support.freshet("mesh", "info", self.folder / name, *arguments)
        self.assertEqual(code, 2, error)
        return error


class Selafin(MeshInfo):
    def test_extent_is_that_of_the_mesh(self):
        self.write(selafin(4), "a.slf")
        self.assertIn("extent      x 10 .. 14 m, y 20 .. 24 m, bed 1 .. 1 m", self.info("a.slf"))
        self.assertIn('boundary    "wall": 16 edges, 16 m', self.info("a.slf", ranks=2))

    def test_line_end_after_the_last_record(self):
        self.write(selafin(4, steps=2) + b"\n", "a.slf")
        text = self.info("a.slf")
        self.assertIn("bed 2 .. 2 m", text)
        self.assertIn("a.slf: the last 1 bytes are no whole time step", text)

    def test_last_whole_time_step_counts(self):
        self.write(selafin(4, steps=3)[:-9], "a.slf")
        self.assertIn("bed 2 .. 2 m", self.info("a.slf"))

    def test_without_a_bed(self):
        self.write(selafin(4, ("WATER DEPTH", "VELOCITY U")), "a.slf")
        text = self.info("a.slf")
        self.assertIn("bed none", text)
        self.assertIn("WATER DEPTH, VELOCITY U; a case can use this mesh with a [bed]", text)
        self.write('[mesh]\nsource = "selafin"\nfile = "a.slf"\n[flow]\nend_time = 1\n')
        code, _, error = support.freshet("check", self.folder)
        self.assertEqual(code, 2)
        self.assertIn("[bed]", error)
        code, text, error = support.freshet("check", self.folder, "--set", "bed.expression=x")
        self.assertEqual((code, error), (0, ""))
        self.assertIn("bed 10.3333 .. 13.6667 m", text)

    def test_boundaries_close_on_themselves(self):
        self.write(selafin(3, without=[(1, 1)]), "a.slf")
        outer, island = (1, 2, 3, 4, 8, 12, 16, 15, 14, 13, 9, 5), (6, 10, 11, 7)
        codes = [(node, 5 if node in (5, 1, 2) else 2) for node in outer] + [(node, 4) for node in island]
        self.write("# by hand\n" + boundary_lines(codes).replace("\n", " 7 # a comment\n"), "a.cli")
        text = self.info("a.slf", "--boundary-file", self.folder / "a.cli", ranks=2)
        for line in ('"liquid_1": 2 edges', '"liquid_2": 4 edges', '"wall": 10 edges'):
            self.assertIn(line, text)

    def test_prescribed_nodes_without_an_edge(self):
        self.write(selafin(2), "a.slf")
        codes = [(node, 5 if node in (3, 8) else 2) for node in (1, 2, 3, 6, 9, 8, 7, 4)]
        self.write(boundary_lines(codes), "a.cli")
        self.assertRegex(self.info("a.slf", "--boundary-file", self.folder / "a.cli"),
                         "note +.*a.cli: liquid nodes without an edge.*: 3, 8")


class Rasters(MeshInfo):
    def test_holes_have_names(self):
        rows = [[1] * 6 for _ in range(5)]
        rows[1][1] = rows[3][4] = rows[3][3] = rows[0][5] = -9
        self.write("ncols 6\nnrows 5\nxllcorner 100\nyllcorner 200\ncellsize 10\nnodata_value -9\n"
                   + "\n".join(" ".join(map(str, row)) for row in rows) + "\n", "a.asc")
        for ranks in (1, 3):
            text = self.info("a.asc", ranks=ranks)
            for line in ("extent      x 100 .. 160 m, y 200 .. 250 m", '"edge": 2 edges, 20 m', '"hole_1": 4 edges, 40 m',
                         '"hole_2": 6 edges, 60 m', '"right": 4 edges'):
                self.assertIn(line, text)
        self.write('[mesh]\nsource = "raster"\nfile = "a.asc"\n[flow]\nend_time = 1\n[[boundary]]\nname = "hole_2"\n'
                   'type = "transmissive"\n')
        self.assertEqual(support.freshet("check", self.folder)[::2], (0, ""))


if __name__ == "__main__":
    unittest.main()
