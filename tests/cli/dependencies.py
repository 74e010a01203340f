"""cluster/install_dependencies asks apt for what is missing, and never for what would throw out a user's ParaView."""
import os
import subprocess
import unittest

import support

QUERY = """#!/bin/bash
format=${2#-f=}
for package in "${@:3}"; do
  [[ " $FAKE_INSTALLED " == *" $package "* ]] || continue
  [[ $format == *Package* ]] && printf '%s=installed ' "$package" || printf installed
done
"""
APT = """#!/bin/bash
echo "apt-get $*" >>"$FAKE_LOG"
"""


class Dependencies(support.CaseTest):
    def setUp(self):
        super().setUp()
        for name, text in (("dpkg-query", QUERY), ("apt-get", APT), ("sudo", '#!/bin/bash\nexec "$@"\n')):
            self.write(text, f"bin/{name}").chmod(0o755)

    def install(self, *installed):
        log = self.write("", "apt.log")
        environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "FAKE_LOG": str(log),
                       "FAKE_INSTALLED": " ".join(installed)}
        done = subprocess.run([support.SOURCE / "cluster/install_dependencies", "build"], env=environment,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout, log.read_text()

    def test_bare_machine(self):
        said, asked = self.install()
        self.assertIn("libvtk9-dev", asked)
        self.assertNotIn("ParaView", said)

    def test_machine_with_paraview(self):
        said, asked = self.install("paraview", "python3-paraview", "cmake")
        self.assertIn("petsc-dev", asked)
        self.assertNotIn("libvtk9-dev", asked)
        self.assertNotIn("cmake", asked)
        self.assertNotIn("remove", asked)
        [line] = [line for line in said.splitlines() if "ParaView" in line]
        self.assertIn("without VTK (no .vtu files", line)

    def test_machine_that_has_vtk(self):
        said, asked = self.install("libvtk9-dev", "paraview")
        self.assertNotIn("libvtk9-dev", asked)
        self.assertNotIn("without VTK", said)


if __name__ == "__main__":
    unittest.main()
