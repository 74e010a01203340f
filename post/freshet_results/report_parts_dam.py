"""What a report says of a dam and of counted cycles: method and figures, as tables."""
from . import style
from .report_parts import table

ANALYSES = {"static": "equilibrium at the start", "modal": "modes of vibration", "response": "motion in time",
            "harmonic": "steady vibration", "series": "equilibrium at every step, cycles and damage"}


def method_table(result):
    """The section, its materials and what is done with it."""
    dam = result.keys.get("dam", {})
    if not dam:
        return
    analysis = dam.get("analysis", {})
    kind = analysis.get("kind", "")
    rows = [["section", f"{dam.get('mesh', 'a mass on a spring')}, plane {dam.get('plane', 'strain')}"],
            ["analysis", f"{kind}: {ANALYSES.get(kind, '')}"]]
    for key, words in (("time_step", "time step, s"), ("end_time", "end, s"), ("modes", "modes"),
                       ("frequencies", "frequencies, Hz")):
        if key in analysis:
            value = analysis[key]
            rows.append([words, ", ".join(map(str, value)) if isinstance(value, list) else style.number(value, 6)])
    if dam.get("reservoir"):
        rows.append(["water in motion", dam["reservoir"].get("model", "")])
    yield table(["dam", ""], rows, "case.json")
    materials = [[m["zone"], style.number(m["young_modulus"] / 1e9, 4), str(m["poisson_ratio"]),
                  style.number(m["density"], 4), *(style.number(m[key] / 1e6) if key in m else "–" for key in
                                                   ("compressive_strength", "tensile_strength"))]
                 for m in dam.get("material", [])]
    if materials:
        yield table(["zone", "Young's modulus, GPa", "Poisson's ratio", "density, kg/m³", "strength, MPa", "tensile, MPa"],
                    materials, "case.json: dam.material")


def tables(result):
    """Figures of the dam as the run left them."""
    figures = result.summary.get("dam", {})
    plain = [name for name in figures if not (name.endswith(("_max", "_min")) and name[:-4] in figures)]
    rows = [[name.replace("_", " "), *(style.number(figures.get(key), 5) for key in (name, f"{name}_max", f"{name}_min"))]
            for name in plain]
    if rows and any(name.endswith(("_max", "_min")) for name in figures):
        yield table(["figure, SI units", "at the end", "greatest magnitude", "least"], rows, "summary.json: dam")
    elif rows:
        yield table(["figure, SI units", "value"], [row[:2] for row in rows], "summary.json: dam")


def cycles_table(entries):
    """A row a counted series."""
    def shown(entry, key):
        """In MPa as its plot where it is a large stress."""
        large = entry["damage"] is not None and entry["largest_range"] >= 1e4
        return f"{style.number(entry[key] / 1e6, 4)} MPa" if large else style.number(entry[key])
    rows = [[entry["name"], entry["law"], style.number(entry["cycles"]), shown(entry, "largest_range"),
             shown(entry, "equivalent_range"), "–" if entry["damage"] is None else f"{entry['damage']:.4g}",
             "–" if entry["repetitions"] is None else style.number(entry["repetitions"], 6),
             "–" if entry["years_to_failure"] is None else style.number(entry["years_to_failure"])] for entry in entries]
    if rows:
        yield table(["series", "law", "cycles", "largest range", "equivalent range", "damage", "repetitions", "years"], rows,
                    "cycles/cycles.json; ranges of small stresses in Pa, for concrete by the strength, without a law as in the column")
