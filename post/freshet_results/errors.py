"""What goes wrong, with the exit codes of the program, and libraries that are looked for where they are used."""
import importlib


class PostError(Exception):
    """Something that the user is told in one sentence; `code` is the program's exit code."""

    code = 3


class InputError(PostError):
    """Bad input or usage."""

    code = 2


class EnvironmentFailure(PostError):
    """A library, program, device or disk is missing or failed."""

    code = 4


def need(module, package, what):
    """The Python module, or an error that names the Debian package which has it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise EnvironmentFailure(
            f"{what} needs the Python module {module}: apt-get install {package} ({error})") from error
