-- Module for Lmod, for an installation by `cmake --install build/release --prefix ROOT`.
-- Copy it to a folder of MODULEPATH as freshet/VERSION.lua and set `root` and the modules of your site.
local root = os.getenv("FRESHET_ROOT") or "/opt/freshet"

whatis("Name: freshet")
whatis("Description: two-dimensional shallow-water flow for dam engineering, MPI and CUDA")
help([[freshet --help lists the commands, freshet submit CASE --profile NAME runs a case as a job.]])

-- The ones that freshet was built with, for instance:
-- depends_on("gcc/12", "openmpi/4.1", "petsc/3.18", "hdf5/1.10")

prepend_path("PATH", pathJoin(root, "bin"))
setenv("FRESHET_LIBRARY", pathJoin(root, "share/freshet/cases/library"))
setenv("FRESHET_CLUSTER", pathJoin(root, "share/freshet/cluster"))
