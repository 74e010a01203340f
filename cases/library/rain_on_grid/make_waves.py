"""Writes plane.csv and channel.csv: kinematic waves on the planes (characteristics) and in the channel that they feed
(upwind differences, which on half as many pieces differ by 0.3 %)."""
import pathlib

import numpy as np

RAIN, STORM, END = 10.8e-3 / 3600, 5400.0, 10800.0  # m/s, s
ACROSS, ALONG = 0.05, 0.002
PLANE, CHANNEL = 0.015, 0.03  # Manning's n
WIDTH, LENGTH, BOTTOM = 800.0, 1000.0, 20.0  # of a plane, of the channel and its bottom, m
SPEED = ACROSS / (PLANE * np.hypot(ACROSS, ALONG) ** 0.5)  # q across = SPEED h^(5/3)


def plane_depth(below, time):
    """m, `below` the divide by so many metres across: i t up to (i x / a)^(3/5); then what a characteristic brings."""
    most = np.minimum(RAIN * min(time, STORM), (RAIN * below / SPEED) ** 0.6)
    if time <= STORM:
        return most
    low, high = np.zeros_like(most), most
    for _ in range(60):
        h = (low + high) / 2
        come = SPEED * h ** (5 / 3) / RAIN + 5 / 3 * SPEED * h ** (2 / 3) * (time - STORM)
        low, high = np.where(come < below, h, low), np.where(come < below, high, h)
    return high


def conveyed(h):
    """m3/s through bottom and both banks (of the planes' slope), by Manning's law in every vertical."""
    return ALONG**0.5 / CHANNEL * (BOTTOM * h ** (5 / 3) + 2 * 3 / 8 / ACROSS * h ** (8 / 3))


def depth_of(area):
    return ACROSS / 2 * (np.sqrt(BOTTOM**2 + 4 * area / ACROSS) - BOTTOM)


PIECES, STEP, ROW = 500, 0.5, 300.0
down = (np.arange(PIECES) + 0.5) * LENGTH / PIECES  # from the head, m
reach = np.minimum(WIDTH, down * ACROSS / ALONG)  # of the plane's stream lines, which run aslant
area, time, rows = np.zeros(PIECES), 0.0, [(0.0, 0.0, 0.0)]
while time < END - STEP / 2:
    middle = time + STEP / 2
    beside = 2 * SPEED * plane_depth(reach, middle) ** (5 / 3) + (BOTTOM * RAIN if middle < STORM else 0)
    q = conveyed(depth_of(area))
    area += STEP * (beside - np.diff(q, prepend=0) * PIECES / LENGTH)
    time += STEP
    if abs(time / ROW - round(time / ROW)) < 1e-9:
        h = depth_of(area)
        rows.append((time, np.interp(LENGTH - 175, down, h), conveyed(h[-1])))

folder = pathlib.Path(__file__).parent
np.savetxt(folder / "channel.csv", rows, fmt=("%.0f", "%.5f", "%.4f"), delimiter=",",
           header="time_s,depth_m,discharge_m3_per_s", comments="")
plane = [(t, plane_depth(np.array([407.5]), t)[0]) for t in np.arange(0, END + 1, ROW)]
np.savetxt(folder / "plane.csv", plane, fmt=("%.0f", "%.7f"), delimiter=",", header="time_s,depth_m", comments="")
