"""What a hydrograph tells: peak, volume, times; and what became of it between two places."""
import numpy as np

from .errors import InputError

FRONT_SHARE = 0.05  # of the rise from the start to the peak: where the front of a flood is taken


def crossing(time, values, level):
    """s; when a series first is at `level`, straight between its rows; NaN where it never is."""
    above = np.flatnonzero(values >= level)
    if not len(above):
        return np.nan
    at = above[0]
    if at == 0:
        return float(time[0])
    share = (level - values[at - 1]) / (values[at] - values[at - 1])
    return float(time[at - 1] + share * (time[at] - time[at - 1]))


class Hydrograph:
    """Discharge through a section, m3/s at times in s; turned so that its greatest magnitude is positive.

    peak, peak_time     m3/s, s; of the rows as they were written
    volume              m3 that passed in all, by the trapezoidal rule
    centre_time         s, centre of that volume; NaN where the flow turns and the centre has no meaning
    front_time          s; from when on to the peak the discharge is above its first value by FRONT_SHARE of the rise to
                        the peak: the front of the flood that brings it, not of what came before
    """

    def __init__(self, name, time, discharge):
        known = np.isfinite(time) & np.isfinite(discharge)
        time, discharge = np.asarray(time, float)[known], np.asarray(discharge, float)[known]
        if len(time) < 2:
            raise InputError(f"section {name}: a hydrograph needs two rows or more ({len(time)})")
        at = int(np.argmax(np.abs(discharge)))
        self.turned = discharge[at] < 0
        self.name, self.time = name, time
        self.discharge = -discharge if self.turned else discharge
        self.peak, self.peak_time = float(self.discharge[at]), float(time[at])
        pieces = 0.5 * (self.discharge[1:] + self.discharge[:-1]) * np.diff(time)
        self.volume = float(pieces.sum())
        rise = self.peak - self.discharge[0]
        level = self.discharge[0] + FRONT_SHARE * rise
        below = np.flatnonzero(self.discharge[:at] < level)
        self.front_time = crossing(time[below[-1]:], self.discharge[below[-1]:], level) if len(below) else np.nan
        self.centre_time = self._centre() if self.volume > 0 and (self.discharge >= -1e-3 * self.peak).all() else np.nan

    def _centre(self):
        """Exact for straight lines between the rows."""
        a, b, t, step = self.discharge[:-1], self.discharge[1:], self.time[:-1], np.diff(self.time)
        return float(np.sum(step * (0.5 * (a + b) * t + step * (a / 6 + b / 3))) / self.volume)

    def arrival(self, discharge):
        """s; when it is first as large; NaN where never"""
        return crossing(self.time, self.discharge, discharge)

    def against(self, time, measured):
        """Nash-Sutcliffe efficiency, RMS difference m3/s and relative error of the peak against measured values."""
        if self.turned and np.nanmax(measured) < -np.nanmin(measured):
            measured = -measured
        return fit_of(self.time, self.discharge, time, measured)


def fit_of(time, computed, at, measured):
    """{"efficiency", "rms_difference", "peak_error"} of a series against measured values, over times that both cover.

    Efficiency: Nash and Sutcliffe (1970), equation 3; 1 is perfect, 0 no better than the mean of what was measured.
    """
    known = np.isfinite(at) & np.isfinite(measured) & (at >= time[0]) & (at <= time[-1])
    if not known.any():
        return {}
    at, measured = at[known], measured[known]
    residual = np.interp(at, time, computed) - measured
    spread, highest = float(np.var(measured)), float(measured.max())
    covered = computed[(time >= at[0]) & (time <= at[-1])]
    return {"efficiency": 1 - float(np.mean(residual ** 2)) / spread if spread > 0 else np.nan,
            "rms_difference": float(np.sqrt(np.mean(residual ** 2))),
            "peak_error": float(covered.max()) / highest - 1 if len(covered) and highest else np.nan}


def speed(distance, lag):
    """m/s; NaN where one of both is not positive: then nothing ran from the one place to the other."""
    return distance / lag if lag > 0 and distance > 0 else np.nan


def change(first, last, distance):
    """What became of a flood between two sections `distance` m apart (NaN where unknown); lags in s."""
    reduction = 1 - last.peak / first.peak if first.peak else np.nan
    ratio = last.peak / first.peak if first.peak else np.nan
    return {"peak_reduction": reduction,
            "attenuation_per_m": -np.log(ratio) / distance if ratio > 0 and distance > 0 else np.nan,
            "volume_ratio": last.volume / first.volume if first.volume else np.nan,
            "peak_lag_s": last.peak_time - first.peak_time, "front_lag_s": last.front_time - first.front_time,
            "centre_lag_s": last.centre_time - first.centre_time,
            "peak_celerity_m_per_s": speed(distance, last.peak_time - first.peak_time),
            "front_celerity_m_per_s": speed(distance, last.front_time - first.front_time)}
