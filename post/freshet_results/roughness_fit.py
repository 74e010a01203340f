"""Manning's n fitted to what was measured: golden-section search on the sum of squares, with a standard error.

Search: Kiefer (1953), Proc. Amer. Math. Soc. 4, 502-506. Misfit: the mean over sensors of the mean square of residuals,
each sensor's divided by the variance of what it measured. Standard error of n by linear least squares:
sigma^2 = 2 S_min / ((N - 1) S''), S = N times the misfit, S'' from a parabola through the three runs about the best, N the
number of independent residuals, n (1 - r) / (1 + r) for each sensor with r the correlation of neighbours in time
(Bayley and Hammersley 1946, J. R. Stat. Soc. Suppl. 8, 184-197, for a first-order process).
"""
import os
import subprocess

import numpy as np

from .errors import EnvironmentFailure, InputError, PostError
from .facility import sensors_of
from .result import open_result

GOLDEN = (np.sqrt(5) - 1) / 2


class Fit:
    """Runs of one case with other roughness; `tried` maps n (s/m^(1/3)) to the misfit and the number of residuals."""

    def __init__(self, result, folder, ranks=1):
        friction = result.keys.get("friction", {})
        if "manning" not in friction or not isinstance(friction["manning"], (int, float)) or "zones" in friction:
            raise InputError("a fit needs a case whose roughness is one number, friction.manning")
        if not any(len(sensor.residuals()) for sensor in sensors_of(result)):
            raise InputError("a fit needs a [[facility.sensor]] with a measured file that the run covers")
        self.case, self.folder, self.ranks = result.case, folder, ranks
        self.end = float(result.times[-1])
        self.tried = {}

    def run(self, manning):
        """Runs the case with this n, once, and returns the misfit."""
        if manning not in self.tried:
            out = self.folder / f"n_{manning:.6f}"
            command = [os.environ.get("FRESHET", "freshet"), "run", self.case["file"], "--out", str(out), "--set",
                       f"friction.manning={manning!r}", "--until", repr(self.end)]
            if self.case.get("data"):
                command += ["--data", self.case["data"]]
            if self.ranks > 1:
                command = ["mpirun", "-n", str(self.ranks), *command]
            try:
                done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            except OSError as error:
                raise EnvironmentFailure(f"cannot start {command[0]}: {error.strerror}") from error
            if done.returncode not in (0, 1):  # 1: a check fell short, which a search may well meet
                failure = PostError(f"the run with n = {manning:g} failed: {done.stderr.strip()[-400:]}")
                failure.code = done.returncode
                raise failure
            with open_result(out) as result:
                self.tried[manning] = misfit(sensors_of(result))
        return self.tried[manning][0]

    def search(self, low, high, tolerance, report=lambda n, misfit: None):
        """The best n in [low, high], to `tolerance`."""
        inner = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
        values = []
        for manning in inner:
            values.append(self.run(manning))
            report(manning, values[-1])
        while high - low > tolerance:
            if values[0] < values[1]:
                high, inner = inner[1], [inner[1] - GOLDEN * (inner[1] - low), inner[0]]
                values = [self.run(inner[0]), values[0]]
                report(inner[0], values[0])
            else:
                low, inner = inner[0], [inner[1], inner[0] + GOLDEN * (high - inner[0])]
                values = [values[1], self.run(inner[1])]
                report(inner[1], values[1])
        return min(self.tried, key=lambda n: self.tried[n][0])

    def standard_error(self, step):
        """(best n of a parabola through the best run and runs `step` to both sides, its standard error); NaN if none."""
        centre = min(self.tried, key=lambda n: self.tried[n][0])
        below, middle, above = self.run(centre - step), self.run(centre), self.run(centre + step)
        curvature = (below - 2 * middle + above) / step ** 2
        count = self.tried[centre][1]
        if not curvature > 0 or count <= 1:
            return centre, np.nan
        best = centre + 0.5 * (below - above) / (step * curvature)
        least = max(middle - 0.5 * curvature * (best - centre) ** 2, 0.0)
        return float(best), float(np.sqrt(2 * least / ((count - 1) * curvature)))


def independent(residuals):
    """How many independent residuals a series is worth."""
    if len(residuals) < 3 or np.std(residuals) == 0:
        return float(len(residuals))
    around = residuals - residuals.mean()
    r = float(np.clip(np.sum(around[1:] * around[:-1]) / np.sum(around ** 2), 0, 0.999))
    return max(1.0, len(residuals) * (1 - r) / (1 + r))


def misfit(sensors):
    """(misfit, number of independent residuals) of all sensors with data."""
    parts, count = [], 0.0
    for sensor in sensors:
        residuals = sensor.residuals()
        if not len(residuals):
            continue
        if not np.isfinite(residuals).all():
            raise InputError(f"sensor {sensor.name}: the gauge is never wet with this roughness, so it has no level")
        spread = sensor.spread()
        if not spread > 0:
            raise InputError(f"sensor {sensor.name}: what it measured never changes, so nothing can be fitted to it")
        parts.append(float(np.mean(residuals ** 2)) / spread ** 2)
        count += independent(residuals)
    return float(np.mean(parts)), count
