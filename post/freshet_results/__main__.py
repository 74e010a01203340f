"""Started by the program as `python3 post/freshet_results WORDS...`, or as `python3 -m freshet_results`."""
import os
import pathlib
import sys

SYSTEM_PYTHON = "/usr/bin/python3"


def use_python_with_libraries():
    """Debian's libraries belong to Debian's Python; another one may stand first in PATH."""
    try:
        import h5py, numpy  # noqa: F401, E401
    except ImportError:
        if (not os.environ.get("FRESHET_PYTHON") and os.path.exists(SYSTEM_PYTHON)
                and os.path.realpath(sys.executable) != os.path.realpath(SYSTEM_PYTHON)):
            os.execve(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv], {**os.environ, "FRESHET_PYTHON": SYSTEM_PYTHON})


def main():
    here = pathlib.Path(__file__).resolve().parent
    sys.path[:] = [str(here.parent)] + [entry for entry in sys.path if pathlib.Path(entry or ".").resolve() != here]
    sys.dont_write_bytecode = True
    use_python_with_libraries()
    try:
        from freshet_results.command_line import run
    except ImportError as error:
        print(f"freshet: {' '.join(sys.argv[1:2])} needs the Python module {error.name}: apt-get install "
              f"python3-{error.name} (or name a Python that has it by FRESHET_PYTHON)", file=sys.stderr)
        return 4
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
