"""Sensors of the case's [facility]: one table with peaks of model and prototype, computed and measured, and their
differences; a plot of each; and, with --fit-manning, the roughness that fits the measurements best."""
import csv

from . import style
from .errors import InputError
from .facility import rows_of, sensors_of
from .froude import UNITS, factor
from .result import open_result, output_folder
from .roughness_fit import Fit

EXAMPLES = """examples:
  freshet post results/flume facility
  freshet post results/flume facility --fit-manning 0.008 0.02 --tolerance 0.0002

A fit runs the case's file about 10 times, to the end that these results have; the runs lie under fit/."""


def add_arguments(parser):
    parser.add_argument("--fit-manning", type=float, nargs=2, metavar=("LOW", "HIGH"),
                        help="search Manning's n between these, s/m^(1/3)")
    parser.add_argument("--tolerance", type=float, metavar="N", help="of the search [1/50 of the range]")
    parser.add_argument("--ranks", type=int, default=1, help="of each run of a fit [1]")
    parser.add_argument("--out", metavar="FOLDER", help="default: DIR/post/facility")


def _print_table(rows):
    head = f"{'sensor':16} {'quantity':10} {'scale':10} {'computed':>11} {'measured':>11} {'at, s':>9} {'at, s':>9} " \
           f"{'RMS diff.':>10} {'efficiency':>10}"
    print(head)
    for row in rows:
        for scale in ("model", "prototype"):
            figures = [row[f"computed_peak_{scale}"], row[f"measured_peak_{scale}"], row[f"computed_peak_time_{scale}_s"],
                       row[f"measured_peak_time_{scale}_s"], row[f"rms_difference_{scale}"], row["efficiency"]]
            texts = [style.number(value, 4) for value in figures]
            print(f"{row['sensor']:16} {row['quantity']:10} {scale:10} {texts[0]:>11} {texts[1]:>11} {texts[2]:>9} "
                  f"{texts[3]:>9} {texts[4]:>10} {texts[5]:>10}")


def figure_of(result, sensors):
    """One panel a sensor: time and value in the case's scale, the other scale on the right and above."""
    pyplot = style.pyplot()
    other = "prototype" if sensors[0].case_scale == "model" else "model"
    figure, panels = pyplot.subplots(len(sensors), 1, figsize=(7.6, 0.7 + 1.7 * len(sensors)), sharex=True,
                                     squeeze=False, layout="constrained")
    for axes, sensor in zip(panels[:, 0], sensors):
        if sensor.measured is not None:
            axes.plot(*sensor.measured, color=style.INK, lw=1, ls=(0, (3, 1.2)), label="measured")
        axes.plot(*sensor.computed, color=style.LINES[0], label="computed")
        unit = UNITS[sensor.quantity]
        axes.set_ylabel(f"{sensor.quantity}, {unit}")
        axes.set_title(sensor.name, fontsize=8.5)
        axes.set_xlim(sensor.computed[0][0], sensor.computed[0][-1])
        if sensor.length_scale != 1:
            ratio = factor(sensor.quantity, sensor.length_scale, sensor.case_scale, other)
            right = axes.secondary_yaxis("right", functions=(lambda v, r=ratio: v * r, lambda v, r=ratio: v / r))
            right.set_ylabel(f"{other}, {unit}", fontsize=8)
    panels[0, 0].legend(loc="lower right", bbox_to_anchor=(1, 0.97), ncols=2, borderpad=0)
    panels[-1, 0].set_xlabel(f"time in the {sensors[0].case_scale}, s")
    scale = sensors[0].length_scale
    words = f", 1 : {scale:g}" if scale != 1 else ""
    figure.suptitle(f"{result.title}: sensors{words}", fontsize=10, weight="bold", x=0.01, ha="left")
    return figure


def fit_manning(result, folder, arguments):
    low, high = arguments.fit_manning
    if not 0 <= low < high:
        raise InputError(f"--fit-manning wants 0 <= LOW < HIGH ({low:g} {high:g})")
    tolerance = arguments.tolerance or (high - low) / 50
    if not tolerance > 0:
        raise InputError(f"--tolerance must be above 0 ({tolerance:g})")
    fit = Fit(result, output_folder(folder / "fit"), arguments.ranks)
    found = fit.search(low, high, tolerance, lambda n, value: print(f"n = {n:.5f}: misfit {value:.6g}", flush=True))
    if min(found - low, high - found) <= tolerance:
        print(f"note: the best n lies at the end of the range, {low:g} to {high:g}: widen it")
    best, error = fit.standard_error(min(max(2 * tolerance, 0.02 * (high - low)), found))
    print(f"Manning's n = {best:.5f}, standard error {style.number(error)} s/m^(1/3), from {len(fit.tried)} runs "
          f"(misfit {fit.tried[found][0]:.4g}, {fit.tried[found][1]:.1f} independent residuals)")
    with open(folder / "fit.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["manning_s_per_m_1_3", "misfit", "independent_residuals"])
        writer.writerows([n, *fit.tried[n]] for n in sorted(fit.tried))
    return best, error


def run(arguments):
    if arguments.ranks < 1:
        raise InputError(f"--ranks must be at least 1 ({arguments.ranks})")
    with open_result(arguments.folder) as result:
        sensors = sensors_of(result)
        folder = output_folder(arguments.out or result.folder / "post" / "facility")
        rows = list(rows_of(sensors))
        _print_table(rows)
        with open(folder / "facility.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        print(folder / "facility.csv")
        for path in style.save(figure_of(result, sensors), folder, "facility", ("svg", "png")):
            print(path)
        if arguments.fit_manning:
            fit_manning(result, folder, arguments)
    return 0
