"""Results of freshet in Python: `freshet_results.open("results/malpasset")`.

Needs numpy and h5py. `freshet post` is built on the same functions. In a notebook put the folder above this one
(`post` of the sources, or `share/freshet/python` of an installation) into PYTHONPATH, or `pip install` that folder.

    import freshet_results
    result = freshet_results.open("results/malpasset")
    result.times                          # s, shape (steps,)
    result.field("depth", time=600)       # m, shape (cells,)
    result.gauges["P1_level_m"]           # m, shape (rows,)
    result.to_xarray()                    # where xarray is installed

Of a run without flow (a dam alone) `open` gives what there is: summary, case and tables; DamSection(result.dam_file) has the
fields of a dam.
"""
from .dam_section import DamSection
from .errors import EnvironmentFailure, InputError, PostError
from .folder import Folder
from .result import Result, open_any, open_result
from .series import Series, read_series

open = open_any  # noqa: A001 - read as freshet_results.open

__all__ = ["DamSection", "EnvironmentFailure", "Folder", "InputError", "PostError", "Result", "Series", "open", "open_any",
           "open_result", "read_series"]
