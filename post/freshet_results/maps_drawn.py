"""Maps as pictures: a layer over hill-shaded terrain, with legend, scale bar and north arrow."""
import numpy as np

from . import style
from .errors import need
from .layers import LAYERS, arrival_name, layers_of
from .sampling import Grid, Sampler

LEAST_HEIGHT = 0.6  # in of a map: lower ones, of flumes and channels, are stretched across, and the title says so
MARGIN = 0.03  # of the longer side, about what was wet


def interesting_bounds(result, wet=None):
    """Bounds in m of what was ever wet, (cells,), with a margin; the whole mesh where no maxima were written."""
    x_min, y_min, x_max, y_max = result.bounds
    if wet is None:
        wet = np.ones(result.cells, bool)
        if result.has("max_depth"):
            wet = result.maximum("max_depth") > result.dry_depth
    if not wet.any():
        return x_min, y_min, x_max, y_max
    x, y = result.centroid[wet].T
    margin = max(MARGIN * max(np.ptp(x), np.ptp(y)), np.sqrt(result.area[wet].max()))
    return (max(x_min, x.min() - margin), max(y_min, y.min() - margin),
            min(x_max, x.max() + margin), min(y_max, y.max() + margin))


class MapMaker:
    """Maps of one run on one grid of about `pixels` pixels along the longer side."""

    def __init__(self, result, pixels=1400, bounds=None):
        self.result = result
        self.grid = Grid.over(bounds or interesting_bounds(result), pixels=pixels)
        self.sampler = Sampler(result, self.grid)
        self.ground = self.sampler.smooth(result.bed)
        self._shade = None
        self._levels = {}

    @property
    def shade(self):
        """(rows, columns) light from the north-west, 0 to 1; NaN outside the mesh."""
        if self._shade is None:
            source = need("matplotlib.colors", "python3-matplotlib", "drawing").LightSource(315, 45)
            known = np.where(np.isfinite(self.ground), self.ground, np.nanmean(self.ground))
            slope = np.hypot(*np.gradient(known, self.grid.pixel))[self.sampler.inside]
            steep = np.quantile(slope, 0.9) if len(slope) else 0
            exaggeration = min(0.6 / steep, 20) if steep > 1e-9 else 1.0
            lit = source.hillshade(known, vert_exag=exaggeration, dx=self.grid.pixel, dy=self.grid.pixel)
            self._shade = np.where(self.sampler.inside, lit, np.nan)
        return self._shade

    def levels(self, layer):
        """Class limits; for a layer that changes, those of all times, so that the pictures can be compared."""
        if layer.name not in self._levels:
            self._levels[layer.name] = layer.limits if layer.limits is not None else style.levels_for(
                self._values_for_levels(layer), layer.name)
        return self._levels[layer.name]

    def title(self, layer):
        """A layer's title; that of arrival names the depth."""
        if layer.name not in ("arrival", "duration"):
            return layer.title
        depth = f"{float(arrival_name(self.result)[len('arrival_'):-1]):g} m of water"
        return f"Arrival of {depth}" if layer.name == "arrival" else f"Duration of {depth}"

    def _values_for_levels(self, layer):
        layer = layer.like or layer
        if not layer.in_time:
            return layer.values(self.result)
        steps = np.unique(np.linspace(0, len(self.result.times) - 1, 12).astype(int))
        return np.concatenate([layer.values(self.result, self.result.times[step]) for step in steps])

    def figure(self, layer, time=None, width=9.0):
        """A figure whose frame is filled by the map: the legend stands below wide maps, right of tall ones."""
        pyplot = style.pyplot()
        aspect = self.grid.columns / self.grid.rows
        below = aspect > 1.15
        title, foot = 0.36, 0.85 if below else 0.12
        if layer.scheme:
            foot = 0.85 if below else 0.12
        side = 0.0 if below else 1.75
        map_width = width - 0.2 if below else min(width - side - 0.2, 8.0 * aspect)
        map_height = max(map_width / aspect, LEAST_HEIGHT)
        stretch = map_height * aspect / map_width
        wide, high = map_width + side + 0.2, map_height + title + foot
        figure = pyplot.figure(figsize=(wide, high))
        axes = figure.add_axes([0.1 / wide, foot / high, map_width / wide, map_height / high])
        self.draw(axes, layer, time, decorate=stretch == 1)
        if stretch > 1:
            self._length(axes)
        legend = [0.1 / wide, 0.42 / high, map_width / wide, 0.16 / high] if below else \
            [(map_width + 0.3) / wide, (foot + 0.1 * map_height) / high, 0.16 / wide, 0.8 * map_height / high]
        self._legend(figure, figure.add_axes(legend), layer, below)
        when = f", y × {style.number(stretch, 2)}" if stretch > 1 else ""
        when += f", {style.seconds(self.result.times[self.result.step_at(time)])}" if layer.in_time else ""
        figure.text(0.1 / wide, 1 - 0.1 / high, self.result.title, va="top", fontsize=10, weight="bold", color=style.INK)
        figure.text(1 - 0.1 / wide, 1 - 0.1 / high, self.title(layer) + when, va="top", ha="right", fontsize=10,
                    color=style.INK)
        return figure

    def draw(self, axes, layer, time=None, decorate=True):
        """The map alone, into axes."""
        axes.set_axis_off()
        axes.set_xlim(*self.grid.extent[:2])
        axes.set_ylim(*self.grid.extent[2:])
        axes.set_aspect("auto")
        axes.imshow(self.colours(layer, time), extent=self.grid.extent, interpolation="antialiased", aspect="auto")
        if decorate:
            self._scale_bar(axes)
            self._north(axes)

    def colours(self, layer, time=None):
        """(rows, columns, 4) colours, 0 to 1: the layer, lit by the terrain below it, over grey terrain."""
        palette, norm = style.colours_of(layer.name, self.levels(layer))
        values = self.sampler.cells(layer.values(self.result, time))
        land = np.clip(0.52 + 0.46 * self.shade, 0, 1)
        picture = np.stack([land * 0.985, land * 0.97, land * 0.94, np.where(np.isfinite(land), 1.0, 0.0)], axis=2)
        shown = np.isfinite(values)
        lit = 0.8 + 0.27 * self.shade[shown][:, None]
        picture[shown, :3] = np.clip(palette(norm(values[shown]))[:, :3] * lit, 0, 1)
        return np.nan_to_num(picture, nan=1.0)

    def _legend(self, figure, axes, layer, below):
        cm = need("matplotlib.cm", "python3-matplotlib", "drawing")
        levels = self.levels(layer)
        palette, norm = style.colours_of(layer.name, levels)
        arrival = style.family(layer.name) == "arrival"
        scale, unit = style.time_unit(levels[-1]) if layer.unit == "s" else (1.0, layer.unit)
        bar = figure.colorbar(cm.ScalarMappable(norm, palette), cax=axes, spacing="uniform",
                              orientation="horizontal" if below else "vertical", extend="neither" if layer.scheme else "both" if arrival else "max")
        bar.outline.set_linewidth(0.5)
        bar.ax.tick_params(length=0, labelsize=8)
        if layer.scheme:
            words = [text.partition(" ") for text in layer.scheme.meanings]
            bar.set_ticks(range(1, len(words) + 1))
            bar.set_ticklabels([f"{name}\n" + _wrapped(text, 26 if below else 20) for name, _, text in words], fontsize=6)
            return
        bar.set_ticks(norm.boundaries)
        bar.set_ticklabels([style.number(level / scale) for level in levels])
        note = "; pale: water from the start" if arrival else ""
        bar.set_label(self.title(layer) + (f", {unit}" if unit else "") + note, fontsize=8.5)

    def _scale_bar(self, axes):
        left, right, bottom, top = self.grid.extent
        length = style.nice_length((right - left) * 0.22)
        x, y = left + 0.025 * (right - left), bottom + 0.035 * (top - bottom)
        high = 0.008 * max(top - bottom, 0.3 * (right - left))
        text = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
        patches = need("matplotlib.patches", "python3-matplotlib", "drawing")
        for part in range(4):
            axes.add_patch(patches.Rectangle((x + part * length / 4, y), length / 4, high, linewidth=0.6,
                                             edgecolor=style.INK, facecolor=style.INK if part % 2 == 0 else "white"))
        axes.annotate(text, (x + length, y + high / 2), (4, 0), textcoords="offset points", va="center", fontsize=8,
                      color=style.INK, path_effects=_halo())

    def _length(self, axes):
        """Of a map that is stretched across: how long its extent is, as a bar would hold along it alone."""
        left, right = self.grid.extent[:2]
        axes.annotate(f"{style.number(right - left)} m long", (1, 0), (-4, 4), xycoords="axes fraction", ha="right",
                      textcoords="offset points", fontsize=8, color=style.INK, path_effects=_halo())

    def _north(self, axes):
        place = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "center", "color": style.INK}
        axes.annotate("N", (1, 1), (-14, -12), va="center", fontsize=9, weight="bold", path_effects=_halo(), **place)
        patches = need("matplotlib.patches", "python3-matplotlib", "drawing")
        move = need("matplotlib.transforms", "python3-matplotlib", "drawing").ScaledTranslation
        inches = axes.figure.dpi_scale_trans
        shape = patches.Polygon(np.array([(0, 18), (4, 0), (0, 4), (-4, 0)]) / 72, facecolor=style.INK,
                                edgecolor="white", linewidth=0.6, clip_on=False)
        shape.set_transform(inches + move(1, 1, axes.transAxes) + move(-14 / 72, -38 / 72, inches))
        axes.add_artist(shape)


def _halo():
    effects = need("matplotlib.patheffects", "python3-matplotlib", "drawing")
    return [effects.withStroke(linewidth=2.5, foreground="white")]


def _wrapped(text, width):
    import textwrap
    return "\n".join(textwrap.wrap(text, width))


def write_maps(result, folder, names=None, time=None, pixels=1400, formats=("png",)):
    """One picture a layer; returns the paths."""
    maker = MapMaker(result, pixels)
    default = [name for name in ("depth", "speed", "max_depth", "max_speed", "hazard", "arrival")
               if LAYERS[name].there(result)]
    written = []
    for layer in layers_of(result, names or default):
        written += style.save(maker.figure(layer, time), folder, f"map_{layer.name}", formats)
    return written
