#!/usr/bin/env python3
"""House style that a machine can see: size of files, width of lines, spelling, sound scripts.

check_style.py [ROOT] checks a tree; --self-test shows that the rules can fail.
Without arguments it does both, on the repository. Tools that are not installed are named and left out.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

MAX_LINES = 400
MAX_COLUMNS = 100
CPP = {".cpp", ".hpp", ".h", ".cu", ".cuh", ".ipp"}
SKIP = {".git", "build", "results", "__pycache__"}


def tracked_files(root):
    """What git knows or would take; every file where this is no git tree, for instance a release archive."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(command, capture_output=True, text=True)
        if listed.returncode == 0:
            paths = sorted({root / name for name in listed.stdout.split("\0") if name})
            return [path for path in paths if path.is_file()]
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - SKIP)
        found += [Path(folder, name) for name in sorted(names)]
    return found


def is_shell_script(path):
    if path.suffix == ".sh":
        return True
    with path.open("rb") as file:
        first = file.readline(80)
    return first.startswith(b"#!") and first.split(b"/")[-1].split()[-1] in {b"bash", b"sh"}


def size_problems(path, name):
    if path.suffix not in CPP | {".py"}:
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > MAX_LINES:
        yield f"{name}: {len(lines)} lines, at most {MAX_LINES}: split it by topic"
    if path.suffix not in CPP:
        return
    table = False  # laid out by hand, between "clang-format off" and "on": one row a line, however wide
    for number, line in enumerate(lines, 1):
        if "clang-format o" in line:
            table = "clang-format off" in line
        if len(line) > MAX_COLUMNS and not table and "http" not in line:
            yield f"{name}:{number}: {len(line)} columns, at most {MAX_COLUMNS}"
        if "\t" in line or line != line.rstrip():
            yield f"{name}:{number}: tab or space at the end of the line"


def tool_problems(command, files, root):
    if not files:
        return
    if not shutil.which(command[0]):
        print(f"check_style: {command[0]} is not installed, left out")
        return
    names = [str(path.relative_to(root)) for path in files]
    result = subprocess.run(command + names, cwd=root, capture_output=True, text=True)
    if result.returncode:
        yield f"{' '.join(command)}:\n{result.stdout}{result.stderr}".rstrip()


def problems_of_tree(root):
    root = Path(root).resolve()
    files = tracked_files(root)
    scripts = [path for path in files if is_shell_script(path)]
    for path in files:
        yield from size_problems(path, path.relative_to(root))
    for script in scripts:
        yield from tool_problems(["bash", "-n"], [script], root)
    yield from tool_problems(["shellcheck", "--severity=warning"], scripts, root)
    yield from tool_problems(["codespell"], files, root)


# file -> (content, what the message says; nothing where the file is sound)
SELF_TEST = {
    "fine.cpp": ("int a;\n", None),
    "url.cpp": ("// https://example.org/" + "a" * 100 + "\n", None),
    "long.cpp": ("int a;\n" * 401, "401 lines"),
    "long.py": ("a = 1\n" * 401, "401 lines"),
    "wide.hpp": ("// " + "a" * 98 + "\n", "101 columns"),
    "table.cpp": (f"// clang-format off\n{'a' * 101}\n// clang-format on\n", None),
    "after_table.cpp": (f"// clang-format off\n// clang-format on\n{'a' * 101}\n", "101 columns"),
    "tab.cpp": ("int a;\n\tint b;\n", "tab or space"),
    "broken": ("#!/bin/bash\nif true; then\n", "syntax error"),
}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        for name, (content, _) in SELF_TEST.items():
            Path(folder, name).write_text(content, encoding="utf-8")
        found = "\n".join(problems_of_tree(folder))
    for name, (_, message) in SELF_TEST.items():
        lines = [line for line in found.split("\n") if line.startswith(name)]
        if bool(message) != bool(lines) or (message and message not in "\n".join(lines)):
            yield f"self-test: {name}: expected {message}, found {lines}"


def main(arguments):
    found = []
    if not arguments or arguments == ["--self-test"]:
        found += self_test()
    if arguments != ["--self-test"]:
        found += problems_of_tree(arguments[0] if arguments else Path(__file__).parents[1])
    print("\n".join(found) or "check_style: nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
