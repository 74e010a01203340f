#!/usr/bin/env python3
"""Rooms include only what lies upstream of them, their folders in no circle, CUDA stays in kernels/, owners are plain.

check_includes.py [ROOT] checks a tree; --self-test shows on a small tree that each rule can fail.
Without arguments it does both, on the repository.
"""
import re
import sys
import tempfile
from pathlib import Path

MAY_INCLUDE = {
    "kernels": set(),
    "mesh": {"kernels"},
    "solver": {"mesh", "kernels"},
    "post": {"mesh", "kernels"},
    "cases": {"kernels", "mesh", "solver", "post"},
    "cluster": set(),
    "tests": {"kernels", "mesh", "solver", "post", "cases"},
}
# Rooms whose folders form layers: no folder includes one that includes it, however far around.
LAYERED = ("mesh", "cases")
CUDA_PLACES = ("kernels/", "tests/gpu/")
SOURCES = {".cpp", ".hpp", ".h", ".cu", ".cuh", ".ipp"}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
FORBIDDEN = [
    (re.compile(r"\bshared_ptr\b|\bmake_shared\b"), "shared_ptr: one owner, others take a view"),
    (re.compile(r"(?<!operator )\bnew\b\s*[\w:(<]"), "naked new: use a container or make_unique"),
    (re.compile(r"(?<![\w.>])(?:std::|::)?_?exit\s*\("), "exit(): throw an Error instead"),
]
CUDA = re.compile(r"__CUDACC__|<<<|\bcudaMalloc|cuda_runtime")
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S
)


def code_lines(text):
    """Lines without comments and without the content of strings; line numbers stay."""

    def blank(match):
        token = match.group(0)
        line_start = text.rfind("\n", 0, match.start()) + 1
        if token[0] == '"' and INCLUDE.match(text[line_start : match.end()]):
            return token
        return re.sub(r"[^\n]", " ", token)

    # A digit separator (1'000) is no character literal.
    text = re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "_", text)
    return TOKEN.sub(blank, text).split("\n")


def room_of_include(target, folder, root):
    """The room an include points into, or None for other libraries and the own folder."""
    first = target.split("/")[0]
    if first == ".." or target.startswith("./"):
        resolved = (folder / target).resolve()
        if not resolved.is_relative_to(root):
            return "outside"
        first = resolved.relative_to(root).parts[0]
    return first if first in MAY_INCLUDE else None


def problems_of_file(path, root):
    relative = path.relative_to(root).as_posix()
    room = relative.split("/")[0]
    cuda_allowed = relative.startswith(CUDA_PLACES)
    if path.suffix in {".cu", ".cuh"} and not cuda_allowed:
        yield f"{relative}: CUDA sources live in kernels/ and tests/gpu/"
    for number, line in enumerate(code_lines(path.read_text(encoding="utf-8")), 1):
        where = f"{relative}:{number}"
        include = INCLUDE.match(line)
        if include:
            target = room_of_include(include.group(1), path.parent, root)
            if target not in {None, room} | MAY_INCLUDE[room]:
                yield f"{where}: {room}/ may not include {include.group(1)}"
        if not cuda_allowed and CUDA.search(line):
            yield f"{where}: CUDA outside kernels/ and tests/gpu/"
        for pattern, text in FORBIDDEN:
            if pattern.search(line) and not include:
                yield f"{where}: {text}"


def folder_of(relative):
    """"mesh/parallel" for mesh/parallel/mpi.hpp, "mesh" for mesh/mesh.hpp."""
    return "/".join(relative.split("/")[:-1][:2])


def folder_graph(root, room):
    """Which folders of a room include which, with an include that says so."""
    graph = {}
    for path in sorted((root / room).rglob("*")):
        if path.suffix not in SOURCES or not path.is_file():
            continue
        here = folder_of(path.relative_to(root).as_posix())
        for line in code_lines(path.read_text(encoding="utf-8")):
            include = INCLUDE.match(line)
            if include and include.group(1).startswith(room + "/"):
                there = folder_of(include.group(1))
                if there != here:
                    graph.setdefault(here, {}).setdefault(there, path.relative_to(root).as_posix())
    return graph


def circles(graph):
    """Each circle once, as the folders along it."""
    found = set()

    def follow(folder, trail):
        if folder in trail:
            around = trail[trail.index(folder):]
            start = around.index(min(around))
            found.add(tuple(around[start:] + around[:start]))
            return
        for further in sorted(graph.get(folder, {})):
            follow(further, [*trail, folder])

    for folder in sorted(graph):
        follow(folder, [])
    return sorted(found)


def problems_of_folders(root):
    for room in LAYERED:
        graph = folder_graph(root, room)
        for circle in circles(graph):
            last = graph[circle[-1]][circle[0]]
            yield f"{last}: folders include each other in a circle: {' -> '.join([*circle, circle[0]])}"


def problems_of_tree(root):
    root = Path(root).resolve()
    yield from problems_of_folders(root)
    for room in MAY_INCLUDE:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                yield from problems_of_file(path, root)


# file -> (content, number of problems)
SELF_TEST = {
    "kernels/a.hpp": ('#include <cmath>\n#ifdef __CUDACC__\n#endif\n#include "kernels/b.hpp"\n', 0),
    "kernels/b.cu": ("f<<<1, 1>>>();\n", 0),
    "kernels/up.hpp": ('#include "mesh/a.hpp"\n', 1),
    "mesh/ok.cpp": ('#include "kernels/a.hpp"\n#include "mesh/x.hpp"\n#include <petscdm.h>\n', 0),
    "mesh/up.cpp": ('#include "solver/flow/a.hpp"\n#  include <post/a.hpp>\n', 2),
    "mesh/sneaky.cpp": ('#include "../solver/a.hpp"\n', 1),
    "mesh/low/a.hpp": ('#include "kernels/a.hpp"\n', 0),
    "mesh/high/a.cpp": ('#include "mesh/low/a.hpp"\n#include "mesh/x.hpp"\n', 0),
    "cases/one/a.cpp": ('#include "cases/two/a.hpp"\n', 0),
    "cases/two/a.hpp": ('#include "cases/three/a.hpp"\n', 0),
    "cases/three/a.hpp": ('// #include "cases/two/a.hpp"\n#include "cases/one/a.hpp"\n', 1),
    "cases/three/deep/a.cpp": ('#include "cases/one/a.hpp"\n', 0),
    "solver/flow/up.cpp": ('#include "post/a.hpp"\n#include "../../cases/case.hpp"\n', 2),
    "solver/flow/cuda.hpp": ("#ifdef __CUDACC__\n", 1),
    "solver/flow/near.cpp": ('#include "../flow/a.hpp"\n', 0),
    "post/up.cpp": ('#include "solver/a.hpp"\n', 1),
    "post/b.cu": ("\n", 1),
    "post/shared.hpp": ("std::shared_ptr<int> a;\n", 1),
    "cases/all.cpp": ('#include "solver/a.hpp"\n#include "post/a.hpp"\n#include "mesh/a.hpp"\n', 0),
    "cases/test.cpp": ('#include "tests/helper.hpp"\n', 1),
    "cases/new.cpp": ("int* a = new int[3];\nauto b = new Thing(1);\n", 2),
    "cases/exit.cpp": ("std::exit(1);\nexit(2);\nat_exit(); a.exit(3); error.exit_code();\n", 2),
    "cases/words.cpp": ('// a new one, exit(1)\nauto s = "new int, __CUDACC__";\n/* new\nint */\n', 0),
    "cases/number.cpp": ("int n = 1'000; int* p = new int; char c = 'x';\n", 1),
    "tests/gpu/a.cu": ('#include "kernels/a.hpp"\n', 0),
    "tests/unit/b.cu": ("\n", 1),
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        for name, (content, _) in SELF_TEST.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        found = list(problems_of_tree(folder))
    for name, (_, expected) in SELF_TEST.items():
        count = sum(problem.split(":")[0] == name for problem in found)
        if count != expected:
            yield f"self-test: {name}: {count} problems found, {expected} expected"


def main(arguments):
    found = []
    if not arguments or arguments == ["--self-test"]:
        found += self_test()
    if arguments != ["--self-test"]:
        found += problems_of_tree(arguments[0] if arguments else Path(__file__).parents[1])
    print("\n".join(found) or "check_includes: nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
