"""A view of terrain and water from the air, without ParaView."""
import numpy as np

from . import style
from .errors import need
from .maps_drawn import interesting_bounds
from .sampling import Grid, Sampler

PIXELS = 560
ZOOMS = (1.0, 0.85, 0.7, 0.55)  # the first at which all is in the picture
RELIEF = 0.07  # of the longer side: what the vertical scale is stretched to


class View3D:
    """Views of one run at any time, from one sampling."""

    def __init__(self, result, pixels=PIXELS, bounds=None, azimuth=None, elevation=38, exaggeration=None):
        self.result = result
        self.grid = Grid.over(bounds or interesting_bounds(result), pixels=pixels)
        self.sampler = Sampler(result, self.grid)
        self.ground = self.sampler.smooth(result.bed)
        self.elevation = elevation
        self._window, self._zoom = None, ZOOMS[0]  # the same for all times
        self.azimuth = azimuth if azimuth is not None else self._azimuth()
        highest = np.nanmax(self.ground) if np.isfinite(self.ground).any() else 1.0
        top = max(highest, np.nanmax(self._water(result.times[0])[0], initial=highest))
        self.floor = np.nanmin(self.ground)
        self.relief = max(top - self.floor, 1e-9)
        longer = self.grid.pixel * max(self.grid.columns, self.grid.rows)
        natural = RELIEF * longer / self.relief
        self.exaggeration = exaggeration or max(1.0, min(round(natural * 2) / 2, 20))

    def _azimuth(self):
        """From the long side of the extent, and a little from the side."""
        return -76 if self.grid.columns >= self.grid.rows else -22

    def _water(self, time):
        """(rows, columns) level and depth, NaN where dry."""
        depth = self.result.field("depth", time).astype(float)
        wet = depth > self.result.dry_depth
        shown = self.sampler.cells(np.where(wet, depth, np.nan))
        with np.errstate(invalid="ignore"):
            level = self.sampler.smooth(np.where(wet, self.result.field("level", time), 0.0), wet)
        return np.where(np.isfinite(shown), np.fmax(level, self.ground), np.nan), shown

    def figure(self, time=None, width=9.0):
        """The view, cut to what is seen, with title and time above it."""
        pyplot = style.pyplot()
        picture = self._picture(time)
        high = width * picture.shape[0] / picture.shape[1]
        title = 0.36
        figure = pyplot.figure(figsize=(width, high + title))
        axes = figure.add_axes([0, 0, 1, high / (high + title)])
        axes.set_axis_off()
        axes.imshow(picture, aspect="auto", interpolation="antialiased")
        when = style.seconds(self.result.times[self.result.step_at(time)])
        top = 1 - 0.1 / (high + title)
        figure.text(0.012, top, self.result.title, va="top", weight="bold", fontsize=10, color=style.INK)
        when += f"; heights × {self.exaggeration:g}" if self.exaggeration != 1 else ""
        figure.text(0.988, top, when, va="top", ha="right", fontsize=10, color=style.INK)
        return figure

    def _picture(self, time):
        """(rows, columns, 3) of the surface in perspective, without the white about what any time shows."""
        pyplot = style.pyplot()
        need("mpl_toolkits.mplot3d", "python3-matplotlib", "the 3-D view")
        level, depth = self._water(time)
        surface = np.where(np.isfinite(level), level, self.ground)
        figure = pyplot.figure(figsize=(12, 12), dpi=220)
        axes = figure.add_axes([0, 0, 1, 1], projection="3d", computed_zorder=False)
        axes.set_proj_type("persp", focal_length=0.9)
        axes.set_axis_off()
        x, y = np.meshgrid(self.grid.x, self.grid.y)
        known = np.where(np.isfinite(surface), surface, self.floor)
        axes.plot_surface(x, y, known, facecolors=self._colours(known, level, depth), rstride=1, cstride=1, shade=False,
                          antialiased=False, linewidth=0)
        left, right, bottom, top = self.grid.extent
        axes.set_xlim(left, right)
        axes.set_ylim(bottom, top)
        axes.set_zlim(self.floor, self.floor + self.relief)
        axes.view_init(self.elevation, self.azimuth)
        for self._zoom in ZOOMS[ZOOMS.index(self._zoom):]:
            axes.set_box_aspect((right - left, top - bottom, self.relief * self.exaggeration), zoom=self._zoom)
            figure.canvas.draw()
            picture = np.asarray(figure.canvas.buffer_rgba())[..., :3].copy()
            if self._window is not None or not _cut_off(picture):
                break
        pyplot.close(figure)
        if self._window is None:
            self._window = _not_white(picture)
        return picture[self._window]

    def _colours(self, surface, level, depth):
        """(rows, columns, 4): earth and grass by height, water by depth, all lit from the north-west."""
        pyplot = style.pyplot()
        colors = need("matplotlib.colors", "python3-matplotlib", "drawing")
        source = colors.LightSource(315, 42)
        lit = source.hillshade(surface, vert_exag=1.3 * self.exaggeration, dx=self.grid.pixel, dy=self.grid.pixel)
        earth = colors.LinearSegmentedColormap.from_list("earth", ["#a9b48c", "#c9bf97", "#b39a78", "#e9e4dc"])
        height = np.clip((surface - self.floor) / self.relief, 0, 1)
        picture = earth(height)
        deep = np.nanquantile(depth, 0.98) if np.isfinite(depth).any() else 1.0
        wet = np.isfinite(level)
        blues = pyplot.get_cmap("Blues")(0.42 + 0.5 * np.clip(np.nan_to_num(depth) / max(deep, 1e-9), 0, 1))
        picture[wet] = blues[wet]
        picture[..., :3] = np.clip(picture[..., :3] * (0.5 + 0.62 * lit[..., None]), 0, 1)
        inside = self.sampler.inside
        whole = inside.copy()  # a face reaches to the next row and column
        whole[:-1] &= inside[1:]
        whole[:, :-1] &= inside[:, 1:]
        whole[:-1, :-1] &= inside[1:, 1:]
        picture[..., 3] = np.where(whole, 1.0, 0.0)
        return picture


def _cut_off(picture):
    """Whether something reaches the picture's rim."""
    return any((rim < 250).any() for rim in (picture[0], picture[-1], picture[:, 0], picture[:, -1]))


def _not_white(picture, margin=12):
    """The slices of rows and columns that hold something."""
    ink = (picture < 250).any(axis=2)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return slice(None), slice(None)
    return tuple(slice(max(0, found[0] - margin), found[-1] + margin) for found in (rows, columns))


def write_view(result, folder, time=None, **options):
    """The view at a time in s, by default when the flood has run a good part of its way."""
    view = View3D(result, **options)
    return style.save(view.figure(time), folder, "view3d")
