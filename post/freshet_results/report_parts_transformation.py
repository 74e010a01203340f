"""What a report says of the flood's transformation, as tables."""
from . import style
from .hydrograph import FRONT_SHARE
from .report_parts import table


def _percent(value):
    return f"{100 * value:+.1f} %" if value == value else "–"


def _time(value):
    return style.seconds(value) if value == value else "–"


def tables(found):
    """Sections, changes between them, gauges and reservoirs; those that there are."""
    if found.sections:
        yield _sections(found)
    if len(found.sections) > 1:
        yield _changes(found)
    if found.gauges:
        yield _gauges(found)
    if found.reservoirs:
        yield _reservoirs(found)


def _sections(found):
    arrivals = [key for key in found.sections[0] if key.startswith("arrival_")]
    measured = any(row["section"] in found.measured for row in found.sections)
    head = ["section", "distance, m", "peak, m³/s", "time of peak", "front", "volume, m³", "centre of volume",
            *(f"{key[len('arrival_'):-len('m_s')]} m deep" for key in arrivals)]
    rows = [[row["section"], style.number(row["distance_m"]), style.number(row["peak_m3_per_s"], 4), _time(row["peak_time_s"]),
             _time(row["front_time_s"]), style.number(row["volume_m3"], 4), _time(row["centre_time_s"]),
             *(_time(row[key]) for key in arrivals), *([style.number(row["efficiency"])] if measured else [])]
            for row in found.sections]
    return table(head + (["efficiency"] if measured else []), rows,
                 f"sections.csv, flow.h5; distances {found.distance_from}; front: {100 * FRONT_SHARE:g} % of the rise to the peak")


def _changes(found):
    rows = [[row["section"], *(part for prefix in ("from_reference", "from_section_before") for part in (
        _percent(-row[f"{prefix}_peak_reduction"]), style.number(row[f"{prefix}_peak_lag_s"]),
        style.number(row[f"{prefix}_front_lag_s"]), style.number(row[f"{prefix}_peak_celerity_m_per_s"]),
        style.number(row[f"{prefix}_front_celerity_m_per_s"])))] for row in found.sections]
    words = ("peak", "lag of peak, s", "lag of front, s", "celerity of peak, m/s", "celerity of front, m/s")
    head = ["section", *(f"{word}, against {found.reference}" for word in words), *(f"{word}, section before" for word in words)]
    return table(head, rows, "sections.csv; trapezoidal rule")


def _gauges(found):
    arrivals = [key for key in found.gauges[0] if key.startswith("arrival_")]
    measured = any(row["efficiency"] == row["efficiency"] for row in found.gauges)
    rows = [[row["gauge"], style.number(row["max_depth_m"]), style.number(row["max_level_m"], 5), _time(row["max_depth_time_s"]),
             *(_time(row[key]) for key in arrivals), *([style.number(row["efficiency"])] if measured else [])]
            for row in found.gauges]
    head = ["gauge", "greatest depth, m", "greatest level, m", "when",
            *(f"{key[len('arrival_'):-len('m_s')]} m deep" for key in arrivals)]
    return table(head + (["efficiency"] if measured else []), rows,
                 "gauges.csv" + ("; efficiency of Nash and Sutcliffe (1970) against what was measured" if measured else ""))


def _reservoirs(found):
    rows = [[row["reservoir"], style.number(row["volume_start_m3"], 4), style.number(row["volume_max_m3"], 4),
             style.number(row["volume_end_m3"], 4), style.number(row["net_outflow_max_m3_per_s"], 4),
             _time(row["net_outflow_max_time_s"])] for row in found.reservoirs]
    return table(["reservoir", "volume at the start, m³", "greatest", "at the end", "greatest net outflow, m³/s", "when"], rows,
                 "flow.h5: depth; outflow: mean between two times of output")
