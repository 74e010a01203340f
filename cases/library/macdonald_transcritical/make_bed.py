"""Writes bed.csv: the bed on which the chosen depth is a steady flow, z' = (q^2/(g h^3) - 1) h' - n^2 q^2/h^(10/3)."""
import pathlib

import numpy as np

G, Q, N, LENGTH, PIECES = 9.81, 2.0, 0.0218, 1000.0, 2000
CRITICAL = (Q * Q / G) ** (1 / 3)


def depth(x, after):
    """m; `after` says which side of the point where two formulas meet is meant."""
    r = x / 1000 - 0.5
    return CRITICAL * (1 - np.where(after, np.tanh(6 * r) / 6, np.tanh(3 * r) / 3))


MEETING = 500.0


def slope(x, after, step=1e-5):
    h = depth(x, after)
    h_slope = (depth(x + step, after) - depth(x - step, after)) / (2 * step)
    return (Q * Q / (G * h**3) - 1) * h_slope - (N * Q) ** 2 / h ** (10 / 3)


# Five Gauss points in each piece, from the right end, where z = 0; pieces end where the formulas meet.
nodes, weights = np.polynomial.legendre.leggauss(5)
x = np.union1d(np.linspace(0, LENGTH, PIECES + 1), [MEETING])
half = np.diff(x) / 2
places = (x[:-1] + half)[:, None] + half[:, None] * nodes
falls = half * (weights * slope(places, places > MEETING)).sum(1)
z = np.append(-np.cumsum(falls[::-1])[::-1], 0)
rows = "".join(f"{a:.9g},{b:.9g}\n" for a, b in zip(x, z))
pathlib.Path(__file__).with_name("bed.csv").write_text("x_m,level_m\n" + rows)
