"""The report: complete, self-contained, and as Chromium draws it; the last is skipped where there is none."""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import post_support

CHROMIUM = next((found for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if found), None)


class Outline(html.parser.HTMLParser):
    """Headings, links to other files, and whether tags are closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.ids, self.problems = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes[name] for name in ("src", "href", "xlink:href") if attributes.get(name)]
        if tag not in ("meta", "img", "input", "br", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in ("meta", "img", "input", "br", "link"):
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(tag)


class Report(post_support.PostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        code, _, message = post_support.support.freshet("post", cls.results, "report", "--frames", "3", "--no-pdf")
        assert code == 0, message
        cls.page = cls.results / "post/report.html"
        cls.text = cls.page.read_text()

    def test_page_is_whole_and_needs_no_other_file(self):
        outline = Outline(self.text)
        self.assertEqual((outline.open, outline.problems), ([], []))
        self.assertEqual(len(outline.ids), len(set(outline.ids)))
        for link in outline.links:
            self.assertTrue(link.startswith("data:") or link.startswith("#"), link[:80])
            if link.startswith("#"):
                self.assertIn(link[1:], outline.ids)
        self.assertNotIn("url(http", self.text)

    def test_sections_and_sources(self):
        for title in ("Case and method", "Checks", "Water balance and time step", "Flood", "Hazard", "Hydrographs", "Transformation", "Profiles"):
            self.assertIn(f"<h2>{title}</h2>", self.text)
        self.assertNotIn("<h2>Dam</h2>", self.text)
        self.assertEqual(self.text.count("<figcaption>"), len(re.findall(r'<figcaption>.*?class="source">[^<]', self.text)))
        self.assertIn("measured.csv", self.text)

    def test_figures_are_those_of_the_run(self):
        charts = [json.loads(t) for t in re.findall(r'id="chart\d+">(.*?)</script>', self.text)]
        gauge = next(c for c in charts if c["y_label"] == "depth, m")
        self.assertEqual([s["name"] for s in gauge["series"]], ["computed", "measured"])
        import freshet_results
        with freshet_results.open(self.results) as result:
            self.assertAlmostEqual(gauge["series"][0]["y"][-1], result.gauges["G1_depth_m"][-1], 5)
            series = result.sections
            from freshet_results.hydrograph import Hydrograph
            one = Hydrograph("outlet", series.time, series["outlet_discharge_m3_per_s"])
        self.assertEqual(one.peak, max(series["outlet_discharge_m3_per_s"]))
        self.assertGreater(one.peak, 1)
        from freshet_results import style
        for figure in (style.number(one.peak, 4), style.number(one.volume, 4), style.seconds(one.peak_time)):
            self.assertTrue(f"<td>{figure}</td>" in self.text, figure)
        frames = json.loads(re.search(r'id="frames\d+">(.*?)</script>', self.text).group(1))
        self.assertEqual([f["label"] for f in frames], ["0 s", "8 s", "20 s"])

    @unittest.skipUnless(CHROMIUM, "Chromium is not installed")
    def test_screenshot(self):
        picture = self.out / "page.png"
        done = self.browse(f"--screenshot={picture}", "--window-size=1200,3000", "--hide-scrollbars")
        self.assertTrue(picture.exists(), done.stderr[-500:])
        from matplotlib import image
        pixels = image.imread(picture)[..., :3]
        self.assertEqual(pixels.shape[1], 1200)
        strips = [pixels[y:y + 300].std() for y in range(0, 3000, 300)]
        self.assertGreater(min(strips), 0.02, strips)  # something stands in each
        self.assertLess(abs(float(pixels[:, :60].mean()) - float(pixels[:, -60:].mean())), 0.02)  # nothing sticks out

    @unittest.skipUnless(CHROMIUM, "Chromium is not installed")
    def test_scripts_draw_the_charts(self):
        page = self.browse("--dump-dom").stdout
        charts = re.findall(r'<figure class="chart".*?</figure>', page, re.S)
        self.assertEqual(len(charts), 2)
        for chart in charts:
            self.assertGreater(len(re.search(r'<path d="(M[^"]*)"', chart).group(1)), 300)
            self.assertNotIn("NaN", re.sub(r"<script.*?</script>", "", chart, flags=re.S))

    def browse(self, *options):
        with tempfile.TemporaryDirectory() as profile:
            return subprocess.run(
                [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 f"--user-data-dir={profile}", "--virtual-time-budget=4000", *options, self.page.resolve().as_uri()],
                capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": profile})


if __name__ == "__main__":
    if not (post_support.have("matplotlib") and post_support.have("jinja2")):
        print("skipped: needs python3-matplotlib and python3-jinja2")
        sys.exit(77)
    post_support.main()
