"""A series of pictures, one a time step, and a film of them."""
import shutil
import subprocess

import numpy as np

from . import style
from .errors import EnvironmentFailure, InputError
from .layers import LAYERS
from .maps_drawn import MapMaker
from .result import output_folder
from .view3d import View3D


def frame_steps(result, frames):
    """At most `frames` steps, spread evenly over the run."""
    return np.unique(np.round(np.linspace(0, len(result.times) - 1, min(frames, len(result.times)))).astype(int))


def write_frames(result, folder, layer_name="depth", frames=200, pixels=1000, dpi=140):
    """PNG series `frame_0000.png` ...; `layer_name` is a layer in time, or "view3d"."""
    output_folder(folder)
    for old in folder.glob("frame_*.png"):
        old.unlink()
    if layer_name == "view3d":
        view = View3D(result)
        draw = view.figure
    else:
        layer = LAYERS.get(layer_name)
        if layer is None or not layer.in_time:
            raise InputError(f"a film needs a layer in time: {', '.join(n for n in LAYERS if LAYERS[n].in_time)},"
                             f" view3d; not {layer_name!r}")
        maker = MapMaker(result, pixels)

        def draw(time):
            return maker.figure(layer, time)
    written = []
    for number, step in enumerate(frame_steps(result, frames)):
        written += style.save(draw(result.times[step]), folder, f"frame_{number:04d}", dpi=dpi)
    return written


def write_film(result, folder, layer_name="depth", frames=200, seconds=12.0):
    """film_LAYER.mp4 and its frames; the film lasts about `seconds` s. H.264, plays in browsers and slides."""
    pictures = write_frames(result, folder / f"frames_{layer_name}", layer_name, frames)
    program = shutil.which("ffmpeg")
    if not program:
        raise EnvironmentFailure(f"the frames are in {pictures[0].parent}, but a film needs ffmpeg: "
                                 "apt-get install ffmpeg")
    rate = min(25.0, max(1.0, len(pictures) / seconds))
    film = folder / f"film_{layer_name}.mp4"
    command = [program, "-y", "-loglevel", "error", "-framerate", f"{rate:.3f}", "-i",
               str(pictures[0].parent / "frame_%04d.png"), "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,fps=25",
               "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "20", "-movflags", "+faststart", str(film)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise EnvironmentFailure(f"ffmpeg failed: {done.stderr.strip()[-300:]}")
    return [film]
