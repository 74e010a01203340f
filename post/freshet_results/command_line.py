"""`freshet post`, `freshet new` and `freshet mesh generate`: arguments, and what is printed where something is wrong."""
import argparse
import importlib
import sys
import traceback

from .errors import EnvironmentFailure, PostError

# Subcommand of `freshet post DIR`: module with add_arguments(parser) and run(arguments), and its line of help.
POST = {
    "render": "maps, sections, a 3-D view and a film, as pictures",
    "plots": "gauges against data, hydrographs, profiles, loads: SVG and PNG",
    "maps": "GeoTIFFs and a GeoPackage for GIS",
    "report": "one HTML page with everything",
    "paraview": "a state that ParaView opens",
    "transformation": "the flood from section to section and along rivers: CSV, JSON, plots",
    "cycles": "load cycles, damage and histograms of series",
    "ensemble": "probabilities and percentiles of all members: maps, GeoTIFFs, bands of time series",
    "facility": "model, prototype and measurement in one table",
}
EXAMPLES = """examples:
  freshet post results/malpasset render
  freshet post results/malpasset render --what film --layer depth
  freshet post results/malpasset maps --crs EPSG:27573
  freshet post compare results/coarse results/fine

Exit codes: 0 done; 1 a comparison found differences; 2 bad input or usage; 4 the environment failed."""


def _module(name):
    return importlib.import_module(f".command_{name}", __package__)


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, f"{self.prog}: {message}\nRun with --help for more information.\n")


def _formatted(**more):
    return {"formatter_class": argparse.RawDescriptionHelpFormatter, **more}


def _list_of(commands):
    return "\n".join(f"  {name:14} {text}" for name, text in commands.items())


def _post_overview():
    return _Parser(prog="freshet post", usage="freshet post DIR COMMAND [OPTIONS]\n       freshet post compare A B",
                   description="What engineers look at, from the results of a run in DIR.\n\ncommands:\n"
                   + _list_of({**POST, "compare": "fields, gauges, peaks and hashes of two runs (freshet post compare A B)"})
                   + "\n\nfreshet post DIR COMMAND --help tells the options of each.", **_formatted(epilog=EXAMPLES))


def _run_module(name, prog, words, folder=None):
    module = _module(name)
    parser = _Parser(prog=prog, description=module.__doc__, **_formatted(epilog=getattr(module, "EXAMPLES", None)))
    module.add_arguments(parser)
    arguments = parser.parse_args(words)
    if folder is not None:
        arguments.folder = folder
    return module.run(arguments) or 0


def _post(words):
    if words[:1] == ["compare"]:
        return _run_module("compare", "freshet post compare", words[1:])
    if len(words) < 2 or words[0].startswith("-"):
        parser = _post_overview()
        if words and words[0] in ("-h", "--help"):
            parser.print_help()
            return 0
        parser.error("DIR and a command are needed: one of " + ", ".join([*POST, "compare"]))
    folder, name = words[:2]
    if folder in POST and name not in POST:
        folder, name = name, folder
    if name in ("-h", "--help"):
        _post_overview().print_help()
        return 0
    if name == "compare":
        _post_overview().error("compare takes two folders: freshet post compare A B")
    if name not in POST:
        _post_overview().error(f"no such command: {name}; there are: {', '.join([*POST, 'compare'])}")
    return _run_module(name, f"freshet post DIR {name}", words[2:], folder)


def _dispatch(words):
    if words[:1] == ["post"]:
        return _post(words[1:])
    if words[:1] == ["new"]:
        return _run_module("new", "freshet new", words[1:])
    if words[:2] == ["mesh", "generate"]:
        return _run_module("generate", "freshet mesh generate", words[2:])
    raise PostError(f"not a command of the Python package: {' '.join(words)}")


def run(words):
    """Carries out the words of the command line; returns the program's exit code."""
    try:
        return _dispatch(words)
    except PostError as error:
        print(f"freshet: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:
        sys.stdout = None  # the reader has seen enough
        return 0
    except OSError as error:
        print(f"freshet: {error}", file=sys.stderr)
        return EnvironmentFailure.code
    except ImportError as error:
        package = {"numpy": "python3-numpy", "h5py": "python3-h5py"}.get(error.name, error.name)
        print(f"freshet: post needs the Python module {error.name}: apt-get install {package}", file=sys.stderr)
        return EnvironmentFailure.code
    except KeyboardInterrupt:
        return 130
    except Exception:  # a mistake of the program; Python's own code, 1, would say that a comparison found differences
        traceback.print_exc()
        print("freshet: an error in the program itself: please report it with the lines above", file=sys.stderr)
        return EnvironmentFailure.code
