"""The page of `freshet validate --report DIR`: a table of all figures, and for each case its plots.

    python3 post/validation/report.py DIR

DIR holds validation.json; index.html, which needs nothing beside itself, is written there.
Needs Matplotlib (Debian: python3-matplotlib).
"""
import base64
import html
import io
import json
import math
import os
import pathlib
import sys

import plots
from tables import PostError

SUITES = {"analytic": "Exact solutions", "lab": "Laboratory", "field": "Field", "agency": "Environment Agency (UK)",
          "loads": "Loads", "dam": "Dams"}

STYLE = """
:root{--ink:#1c2733;--soft:#5b6875;--line:#dfe4e9;--good:#18794e;--bad:#c0283c}
body{font:15px/1.5 system-ui,"DejaVu Sans",sans-serif;color:var(--ink);margin:0 auto;max-width:1240px;padding:2rem}
h1{margin:0}h2{margin:2.5rem 0 .5rem;border-bottom:2px solid var(--ink)}h3{margin:2rem 0 .2rem}
p.soft,td.soft{color:var(--soft)}.counts b{font-size:1.6rem;margin-right:.2rem}.counts span{margin-right:2rem}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th{position:sticky;top:0;background:#fff;text-align:left;border-bottom:2px solid var(--ink);padding:.3rem .6rem}th.n{text-align:right}
td{padding:.18rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}td.n{text-align:right}
.pass{color:var(--good)}.short{color:var(--bad);font-weight:700}.skipped{color:var(--soft)}
tr.first td{border-top:1.5px solid #9aa5b1}img{max-width:100%;margin:.3rem 0}a{color:inherit}
details{margin:.6rem 0}summary{cursor:pointer;color:var(--soft)}
"""


def figure_text(value):
    return "–" if value is None or not math.isfinite(value) else f"{value:.4g}"


def verdict(check):
    if check["skipped"]:
        return '<span class="skipped">skipped</span>'
    return '<span class="pass">pass</span>' if check["pass"] else '<span class="short">FALLS SHORT</span>'


def anchor(name):
    return name.replace("/", "--").replace(" ", "_")


def picture(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=96)
    plots.plt.close(figure)
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}">'


KINDS = {"volume_error": "relative", "max_speed": "largest", "crossing": "distance", "front": "largest",
         "steady_discharge": "largest, relative", "gauge_arrival": "difference", "gauge_value": "difference",
         "gauge_maximum": "difference", "arrival_difference": "relative", "negative_depth": "largest"}


def norm_of(case, name):
    """In what sense the figure is a distance."""
    keys = next((keys for keys in case["checks"] if keys["name"] == name), {"kind": ""})
    if keys["kind"] in ("exact", "order"):
        return "largest" if keys["norm"] == "max" else keys["norm"].upper()
    return "RMSE" if "rmse" in keys["kind"] else KINDS.get(keys["kind"], "")


def rows_of(case, checks):
    lines = []
    for i, check in enumerate(checks):
        name = f'<a href="#{anchor(case["case"])}">{html.escape(case["case"])}</a>' if i == 0 else ""
        relation = "≥" if check.get("at_least") else "≤"
        wall = f'{case["wall_seconds"]:.1f}' if i == 0 else ""
        cells = f'{case["cells"]:,}'.replace(",", " ") if i == 0 and case["cells"] else ""
        order = figure_text(check["value"]) if check.get("at_least") else ""
        figure = "" if check.get("at_least") else figure_text(check["value"])
        unit = "" if check["unit"] == "1" else check["unit"].replace("m2", "m²")
        note = f' <span class="skipped">{html.escape(check["note"])}</span>' if check["note"] else ""
        lines.append(
            f'<tr{" class=first" if i == 0 else ""}><td>{name}<td>{html.escape(check["check"])}'
            f'<td class=soft>{norm_of(case, check["check"])}<td class=n>{figure}<td class=n>{order}<td class=n>{relation} {check["bound"]:.3g}<td>{unit}'
            f'<td>{verdict(check)}{note}<td class=n>{cells}<td class=n>{wall}</tr>')
    return "\n".join(lines)


HEAD = ("<tr><th>case<th>check<th>norm<th class=n>figure<th class=n>order<th class=n>bound<th>unit<th>verdict"
        "<th class=n>cells<th class=n>wall time (s)</tr>")


def section_of(case):
    parts = []
    for plot in plots.ALL:
        try:
            figure = plot(case)
        except (ValueError, KeyError, IndexError, OSError, PostError) as error:  # one bad plot must not cost the page
            print(f"{case['case']}: {plot.__name__}: {error!r}", file=sys.stderr)
            parts.append(f'<p class="short">{plot.__name__}: could not be drawn: {html.escape(str(error))}</p>')
            continue
        if figure is not None:
            parts.append(picture(figure))
    title = f"{case['case']}" + (f": {case['title']}" if "/" not in case["case"] and case["title"] else "")
    size = f"{case['cells']} cells, {case['steps']} steps to {case['simulated_seconds']:.6g} s" if case["cells"] else ""
    words = "" if "/" in case["case"] else html.escape(case["description"])
    return (f'<h3 id="{anchor(case["case"])}">{html.escape(title)}</h3><p class="soft">{words} {size}</p>'
            + "\n".join(parts))


def page(data):
    by_case = {}
    for check in data["checks"]:
        by_case.setdefault(check["case"], []).append(check)
    suites = list(dict.fromkeys([s for s in SUITES if any(c["suite"] == s for c in data["cases"])]
                                + [c["suite"] for c in data["cases"]]))
    tables, sections = [], []
    for suite in suites:
        cases = [case for case in data["cases"] if case["suite"] == suite]
        title = html.escape(SUITES.get(suite, suite or "Other cases"))
        rows = "\n".join(rows_of(case, by_case[case["case"]]) for case in cases)
        tables.append(f"<h2>{title}</h2><table>{HEAD}{rows}</table>")
        sections.append(f"<h2>{title}: plots</h2>" + "\n".join(section_of(case) for case in cases))
    total = sum(case["wall_seconds"] for case in data["cases"])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>freshet validate</title>
<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>
<h1>freshet validate</h1>
<p class="soft">version {html.escape(data.get("version", ""))}; {len(data["cases"])} runs in {total:.0f} s.
A figure may be at most its bound, an order must be at least it; <code>freshet validate CASE</code> gives each again.</p>
<p class="counts"><span class="pass"><b>{data["passed"]}</b>passed</span>
<span class="{'short' if data["failed"] else 'skipped'}"><b>{data["failed"]}</b>fall short</span>
<span class="skipped"><b>{data["skipped"]}</b>skipped</span></p>
{"".join(tables)}{"".join(sections)}</body></html>
"""


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    folder = pathlib.Path(arguments[0])
    data = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    text = page(data)
    temporary = folder / "index.html.new"
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, folder / "index.html")


if __name__ == "__main__":
    main(sys.argv[1:])
