"""Pictures and plots: what is drawn for which data, classes and colours, frames that are filled."""
import shutil
import unittest

import post_support

import numpy as np
from freshet_results import open_result
from freshet_results.hazard import SCHEMES
from freshet_results.layers import LAYERS
from freshet_results.maps_drawn import MapMaker
from freshet_results.measured import gauge_measurements, root_mean_square
from freshet_results.profiles import Profile, _cheapest_ways, flood_path
from freshet_results.style import levels_for, nice_length, number, seconds


class Numbers(unittest.TestCase):
    def test_ratings_become_classes(self):
        class Rated:
            def maximum(self, name):
                return {"hazard_defra": np.array([0.0, 0.74, 0.75, 1.25, 1.99, 2.0]),
                        "hazard_icold": np.array([0.0, 1, 2, 3, 1, 2])}[name]
        self.assertEqual(list(SCHEMES["hazard_defra"].of(Rated())), [0, 1, 2, 3, 3, 4])
        self.assertEqual(list(SCHEMES["hazard_icold"].of(Rated())), [0, 1, 2, 3, 1, 2])

    def test_words(self):
        self.assertEqual([seconds(t) for t in (0, 90, 750, 7500, 400000)],
                         ["0 s", "90 s", "12 min 30 s", "2 h 05 min", "4 d 15 h"])
        self.assertEqual([number(v) for v in (0, 38.2, 0.012, 12345, float("nan"))],
                         ["0", "38.2", "0.012", "12\u2009345", "–"])
        self.assertEqual([nice_length(x) for x in (9.9, 10, 0.3, 2600)], [5, 10, 0.2, 2000])

    def test_levels_cover_the_values(self):
        values = np.append(np.linspace(0, 37, 2000), np.nan)
        levels = levels_for(values, "depth")
        self.assertEqual(levels[0], 0)
        self.assertGreaterEqual(levels[-1], 36.9)
        self.assertTrue(6 <= len(levels) <= 11)
        self.assertEqual(len(levels_for(np.array([np.nan]), "depth")), 2)

    def test_root_mean_square(self):
        time = np.linspace(0, 10, 11)
        self.assertAlmostEqual(root_mean_square(time, 2 * time, np.array([1.5, 2.5, 99]), np.array([2.0, 6.0, 0])), 1)


class Pictures(post_support.PostTest):
    def test_render(self):
        self.post(self.results, "render", "--what", "maps", "sections", "view3d", "--out", self.out, "--pixels", "400")
        names = {path.name for path in self.out.iterdir()}
        self.assertEqual(names, {"map_depth.png", "map_speed.png", "map_max_depth.png", "map_max_speed.png",
                                 "map_hazard.png", "map_arrival.png", "section_outlet.png", "section_flood_path.png",
                                 "view3d.png"})
        for name in names:
            drawn, width, height = post_support.is_picture(self.out / name)
            self.assertTrue(drawn, name)
            self.assertGreater(width, 800, name)
            self.assertGreater(height, 200, name)

    def test_map_fills_its_frame_and_keeps_its_legend_inside(self):
        with open_result(self.results) as result:
            for bounds in ((0, 0, 200, 60), (0, 0, 40, 60)):
                maker = MapMaker(result, 300, bounds)
                figure = maker.figure(LAYERS["max_depth"])
                figure.canvas.draw()
                frame = figure.bbox
                for axes in figure.axes:
                    box = axes.get_tightbbox(figure.canvas.get_renderer())
                    self.assertTrue(frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1, (bounds, box))
                    self.assertTrue(frame.y0 - 1 <= box.y0 and box.y1 <= frame.y1 + 1, (bounds, box))
                picture = figure.axes[0].get_window_extent()
                legend = figure.axes[1].get_tightbbox(figure.canvas.get_renderer())
                self.assertTrue(legend.y1 <= picture.y0 or legend.x0 >= picture.x1, (bounds, legend, picture))
                self.assertGreater(picture.width * picture.height, 0.6 * frame.width * frame.height, bounds)
                self.assertAlmostEqual(picture.width / picture.height, maker.grid.columns / maker.grid.rows, 1)

    def test_dry_cells_are_left_open_and_layers_agree_with_the_file(self):
        with open_result(self.results) as result:
            values = LAYERS["depth"].values(result, 8)
            depth = result.field("depth", 8)
            self.assertTrue(np.array_equal(np.isnan(values), ~(depth > 0.01)))
            self.assertTrue(np.array_equal(values[depth > 0.01], depth[depth > 0.01]))
            arrival = LAYERS["arrival"].values(result)
            self.assertTrue(np.array_equal(np.isnan(arrival), result.maximum("arrival_0.05m") < 0))

    def test_flood_path_runs_with_the_flood(self):
        with open_result(self.results) as result:
            path = np.array(flood_path(result))
            self.assertLess(path[0, 0], 60)
            self.assertGreater(path[-1, 0], 150)
            near_pillar = np.hypot(path[:, 0] - 120, path[:, 1] - 30)
            self.assertGreater(near_pillar.min(), 4)  # it goes around
            profile = Profile(result, "path", path.tolist())
            known = np.isfinite(profile.max_level)
            self.assertTrue((profile.max_level[known] >= profile.bed[known]).all())

    def test_cheapest_way_takes_the_cheap_gap_not_the_near_one(self):
        cost = np.ones((9, 9))
        cost[:, 4] = np.inf
        cost[1, 4], cost[8, 4] = 200.0, 1.0
        before = _cheapest_ways(cost, (0, 0))
        path = [(0, 8)]
        while before[path[-1]] is not None:
            path.append(before[path[-1]])
        self.assertIn((8, 4), path)
        self.assertNotIn((1, 4), path)

    def test_plots(self):
        self.post(self.results, "plots", "--out", self.out, "--formats", "png", "svg")
        names = {path.stem for path in self.out.iterdir()}
        self.assertEqual(names, {"gauges", "hydrographs", "profile_outlet", "profile_flood_path", "section_volumes", "water"})
        self.assertIn("measured", (self.out / "gauges.svg").read_text())
        with open_result(self.results) as result:
            measured, = gauge_measurements(result)
            self.assertAlmostEqual(measured.value[10], 1.1)  # 0.1 of offset

    def test_tables_of_other_parts_are_drawn_by_unit(self):
        copy = self.out / "copy"
        shutil.copytree(self.results, copy)
        (copy / "dam").mkdir()
        (copy / "loads.csv").write_text("time_s,dam_force_x_kn_per_m,dam_moment_knm_per_m\n0,1,2\n1,3,4\n2,3,5\n")
        (copy / "dam/slopes.csv").write_text("time_s,sliding_safety,crest_displacement_m\n0,2,0\n1,1.4,0.1\n2,1,0.2\n")
        self.post(copy, "plots", "--what", "tables", "--out", self.out / "p", "--formats", "svg")
        text = (self.out / "p/dam_slopes.svg").read_text()
        self.assertIn("factor of safety", text)
        self.assertIn("crest displacement", text)
        self.assertIn("kN/m", (self.out / "p/loads.svg").read_text())
        (copy / "dam/slopes.csv").unlink()
        for table in ("loads.csv", "section_volumes.csv"):
            (copy / table).unlink()
        self.assertIn("holds nothing for tables", self.post(copy, "plots", "--what", "tables", code=2))

    def test_same_picture_twice(self):
        for name in "ab":
            self.post(self.results, "plots", "--what", "gauges", "--out", self.out / name, "--formats", "svg")
        self.assertEqual((self.out / "a/gauges.svg").read_bytes(), (self.out / "b/gauges.svg").read_bytes())

    @unittest.skipUnless(shutil.which("ffmpeg"), "needs ffmpeg")
    def test_film(self):
        self.post(self.results, "render", "--what", "film", "--frames", "4", "--out", self.out)
        self.assertEqual(len(list((self.out / "frames_depth").glob("*.png"))), 4)
        self.assertGreater((self.out / "film_depth.mp4").stat().st_size, 5000)

    def test_mistakes(self):
        self.assertIn("no layer 'depht'", self.post(self.results, "render", "--what", "maps", "--layer", "depht", code=2))
        self.assertIn("X,Y", self.post(self.results, "plots", "--line", "1,2", code=2))
        self.assertIn("no point of it lies in the mesh",
                      self.post(self.results, "plots", "--what", "profiles", "--line", "900,1 901,2", code=2))
        self.assertIn("film needs a layer in time",
                      self.post(self.results, "render", "--what", "film", "--layer", "hazard", "--out", self.out, code=2))


if __name__ == "__main__":
    if not post_support.have("matplotlib"):
        print("skipped: needs python3-matplotlib")
        raise SystemExit(77)
    post_support.main()
