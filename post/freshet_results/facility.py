"""A test facility beside a run: computed and measured series of its sensors, in the model's and the prototype's scale."""
import numpy as np

from .errors import InputError
from .froude import factor
from .series import read_series, split_unit

TABLES = {"depth": "gauges", "level": "gauges", "speed": "gauges", "discharge": "sections", "force": "loads",
          "pressure": "loads"}
IN_SI = {"N": ("force", 1.0), "kN": ("force", 1e3), "Pa": ("pressure", 1.0), "kPa": ("pressure", 1e3),
         "MPa": ("pressure", 1e6), "m³/s": ("discharge", 1.0), "m/s": ("speed", 1.0), "m": ("depth", 1.0)}


class Sensor:
    """One [[facility.sensor]]: `computed` and `measured` (or None) are (time s, value), in the case's scale."""

    def __init__(self, result, keys, length_scale, case_scale):
        self.name, self.quantity = keys["name"], keys["quantity"]
        self.length_scale, self.case_scale = length_scale, case_scale
        self.computed = self._computed(result, keys)
        self.measured = self._measured(result, keys)

    def _computed(self, result, keys):
        table = keys.get("table") or TABLES[self.quantity]
        series = result.series(table)
        place = keys.get("place") or self.name
        if series is None:
            raise InputError(f"sensor {self.name}: the results have no {table}.csv")
        if table == "gauges":
            value = series.gauge(place, self.quantity)
        else:
            value = self._by_unit(series, place)
        return series.time, value

    def _by_unit(self, series, place):
        for name in series.names:
            stem, unit = split_unit(name)
            quantity, to_si = IN_SI.get(unit, (None, 1.0))
            if (stem == place or name == place or stem.startswith(place + "_")) and quantity == self.quantity:
                return series[name] * to_si
        raise InputError(f"sensor {self.name}: {series.path.name} has no column of a {self.quantity} that starts with "
                         f"{place}; there are: {', '.join(series.names)}")

    def _measured(self, result, keys):
        path = result.case_file(keys["file"]) if "file" in keys else None
        if path is None or not path.exists():
            return None
        table = read_series(path)
        time = table[keys.get("time", "time")] + keys.get("time_offset", 0.0)
        value = table[keys["value"]] + keys.get("offset", 0.0)
        scale = keys.get("measured_scale", "model")
        known = np.isfinite(time) & np.isfinite(value)
        return (time[known] * factor("time", self.length_scale, scale, self.case_scale),
                value[known] * factor(self.quantity, self.length_scale, scale, self.case_scale))

    def in_scale(self, series, scale):
        """A series of this sensor (time, value), given in the case's scale, in the model's or the prototype's."""
        return (series[0] * factor("time", self.length_scale, self.case_scale, scale),
                series[1] * factor(self.quantity, self.length_scale, self.case_scale, scale))

    def residuals(self):
        """Computed less measured at the measured times that the run covers, in the case's scale; empty without data.

        NaN for the level of a gauge that is never wet.
        """
        if self.measured is None:
            return np.array([])
        (time, value), (at, measured) = self.computed, self.measured
        meet = (at >= time[0]) & (at <= time[-1])
        return np.interp(at[meet], time, value) - measured[meet]

    def spread(self):
        """Standard deviation of what was measured while the run covers it, in the case's scale."""
        at, measured = self.measured
        meet = (at >= self.computed[0][0]) & (at <= self.computed[0][-1])
        return float(np.std(measured[meet])) if meet.any() else np.nan


def sensors_of(result):
    """All sensors of the case's facility."""
    facility = result.keys.get("facility")
    if not facility:
        raise InputError(f"{result.folder}: its case has no [facility] (docs/case-file.md)")
    found = [Sensor(result, keys, facility.get("length_scale", 1.0), facility.get("case_scale", "model"))
             for keys in facility.get("sensor", [])]
    if not found:
        raise InputError(f"{result.folder}: the case's [facility] has no [[facility.sensor]]")
    return found


def peak(series):
    """(value, time) where the magnitude is greatest; NaN where there is nothing."""
    time, value = series
    if not np.isfinite(value).any():
        return np.nan, np.nan
    at = int(np.nanargmax(np.abs(value)))
    return float(value[at]), float(time[at])


def efficiency(residuals, spread):
    """Nash and Sutcliffe (1970), equation 3: 1 is perfect, 0 no better than the mean of what was measured."""
    return 1 - float(np.mean(residuals ** 2)) / spread ** 2 if len(residuals) and spread > 0 else np.nan


def rows_of(sensors):
    """One dictionary a sensor: peaks and their times in both scales, computed and measured, and the differences."""
    for sensor in sensors:
        row = {"sensor": sensor.name, "quantity": sensor.quantity}
        for scale in ("model", "prototype"):
            for kind in ("computed", "measured"):
                series = getattr(sensor, kind)
                value, time = peak(sensor.in_scale(series, scale)) if series is not None else (np.nan, np.nan)
                row[f"{kind}_peak_{scale}"], row[f"{kind}_peak_time_{scale}_s"] = value, time
        residuals = sensor.residuals()
        rms = float(np.sqrt(np.mean(residuals ** 2))) if len(residuals) else np.nan
        for scale in ("model", "prototype"):
            row[f"rms_difference_{scale}"] = rms * factor(sensor.quantity, sensor.length_scale, sensor.case_scale, scale)
        row["efficiency"] = efficiency(residuals, sensor.spread()) if len(residuals) else np.nan
        yield row
