#!/usr/bin/env python3
"""What can be told of the CUDA kernels without a device, held against a table: which kernel got worse.

static_figures.py LIBRARY [--nvcc VERSION] [--table FILE] [--renew]

LIBRARY: libfreshet_kernels.a, or an object of it, built with CUDA. Its device code lies there uncompressed (--no-compress,
see kernels/cmake/FreshetTarget.cmake), so that nothing but this script is needed to read it. The table has a row for each
kernel and architecture:

registers       of a thread
stack_bytes     of local memory a thread: spilled registers, or arrays that are indexed at run time
instructions    SASS instructions of 16 bytes
fp64            of these, double-precision additions, products, fused ones and comparisons
load_bytes, store_bytes   asked of global memory by a thread, were each load and store of the kernel carried out once; its
                loops over faces are unrolled, so this is what a cell asks for on its longest way, most of it from caches

A kernel is worse where a figure grew: of those that every step runs over cells or edges (FLOW) local memory at all, registers
so that fewer blocks of threads find room on a processor, counts by more than 2 %; of others, which run for a few places, any of
them by more than a quarter and 16. Instructions change with the compiler, so that all but the local memory is held only against a
table of the same nvcc.
--renew writes the table. Ends with 0 where no kernel is worse, 1 where one is, 77 where there is no device code.
"""
import argparse
import csv
import re
import shutil
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).with_name("static_figures.csv")
KEYS = ("arch", "kernel")
FIGURES = ("registers", "stack_bytes", "instructions", "fp64", "load_bytes", "store_bytes")

# Kernels that every step runs for its cells or edges: none of these may have local memory.
FLOW = re.compile(r"^(max )?(UpdateCell|ReconstructLinear|AtCells<Reconstruct|BoundaryFlux|DeriveCell|MixingCell|"
                  r"BoundaryWaveRate|CellWaveRate|TellFaces|KeepMaxima|KeepArrival|ListActive|FindWet)")

THREADS = 128  # of a block, see kernels/launch.hpp
ELF, MACHINE_CUDA, INSTRUCTION = b"\x7fELF\x02\x01", 190, 16
# Low nine bits of a SASS instruction of compute capability 7.0 to 9.0, as nvdisasm 13 names them.
FP64 = {0x028: "DMUL", 0x029: "DADD", 0x02A: "DSETP", 0x02B: "DFMA"}
LOAD, STORE, NOTHING = 0x181, 0x186, 0x118  # LDG, STG, NOP
WIDTHS = (1, 1, 2, 2, 4, 8, 16, 16)  # bytes, by three bits of a load or store
REGISTERS, FRAME = 0x2F, 0x11  # attributes in .nv.info


class Cubin:
    """Device code of one architecture: an ELF file within `data`."""

    def __init__(self, data, start):
        self.data, self.start = data, start
        self.machine = struct.unpack_from("<H", data, start + 18)[0]
        if self.machine != MACHINE_CUDA:
            return
        flags, = struct.unpack_from("<I", data, start + 48)
        self.arch = "sm_%d" % ((flags >> 8) & 0xFF or flags & 0xFF)
        table, = struct.unpack_from("<Q", data, start + 40)
        size, count, names = struct.unpack_from("<HHH", data, start + 58)
        raw = [struct.unpack_from("<IIQQQQIIQQ", data, start + table + k * size) for k in range(count)]
        self.sections = {self.text(raw[names][4] + row[0]): row for row in raw}

    def text(self, offset):
        begin = self.start + offset
        return self.data[begin:self.data.index(b"\0", begin)].decode()

    def content(self, name):
        row = self.sections[name]
        return self.data[self.start + row[4]:self.start + row[4] + row[5]]

    def symbol(self, number):
        name, = struct.unpack_from("<I", self.content(".symtab"), 24 * number)
        return self.text(self.sections[".strtab"][4] + name)

    def attributes(self):
        """{(attribute, kernel): value} of .nv.info."""
        found, rest = {}, self.content(".nv.info")
        while len(rest) >= 4:
            kind, attribute, size = struct.unpack_from("<BBH", rest)
            size = size if kind == 4 else 0
            if attribute in (REGISTERS, FRAME) and size == 8:
                symbol, value = struct.unpack_from("<II", rest, 4)
                found[attribute, self.symbol(symbol)] = value
            rest = rest[4 + size:]
        return found

    def kernels(self):
        """(mangled name, figures) of each."""
        attributes = self.attributes()
        for name in self.sections:
            if not name.startswith(".text."):
                continue
            kernel = name.removeprefix(".text.")
            yield kernel, {"registers": attributes[REGISTERS, kernel], "stack_bytes": attributes.get((FRAME, kernel), 0),
                           **count_instructions(self.content(name))}


def count_instructions(code):
    figures = Counter()
    for low, high in struct.iter_unpack("<QQ", code):
        kind = low & 0x1FF
        figures["instructions"] += kind != NOTHING
        figures["fp64"] += kind in FP64
        width = WIDTHS[(high >> 9) & 7]
        figures["load_bytes"] += width * (kind == LOAD)
        figures["store_bytes"] += width * (kind == STORE)
    return {key: figures[key] for key in FIGURES[2:]}


def demangled(names):
    """Short names: 'max ' before kernels whose largest value is kept, and what the kernel is called in the source."""
    if not shutil.which("c++filt"):
        sys.exit("static_figures: c++filt (binutils) was not found")
    said = subprocess.run(["c++filt"], input="\n".join(names), capture_output=True, text=True, check=True).stdout
    short = {}
    for name, text in zip(names, said.splitlines()):
        text = text.replace("freshet::", "").replace("(anonymous namespace)::", "").replace(" >", ">")
        call = re.match(r"void run_kernel(_max)?<(.*)>\(CellRange", text)
        short[name] = ("max " if call[1] else "") + call[2] if call else text.split("(")[0]
    return short


def read_library(path):
    data, start, rows = path.read_bytes(), -1, []
    while (start := data.find(ELF, start + 1)) >= 0:
        cubin = Cubin(data, start)
        if cubin.machine == MACHINE_CUDA:
            rows += [(cubin.arch, name, figures) for name, figures in cubin.kernels()]
    short = demangled(sorted({name for _, name, _ in rows}))
    return {(arch, short[name]): figures for arch, name, figures in sorted(rows, key=lambda r: (r[0], short[r[1]]))}


def read_table(path):
    with path.open() as file:
        nvcc = file.readline().removeprefix("# nvcc ").strip()
        rows = {tuple(row[key] for key in KEYS): {key: int(row[key]) for key in FIGURES} for row in csv.DictReader(file)}
    return nvcc, rows


def write_table(path, nvcc, found):
    with path.open("w", newline="") as file:
        file.write(f"# nvcc {nvcc}\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(KEYS + FIGURES)
        table.writerows([*key, *(figures[name] for name in FIGURES)] for key, figures in found.items())


def most(kernel, key, before):
    """What a figure may be."""
    if not FLOW.match(kernel):
        return max(1.25 * before, before + 16)
    if key == "registers":  # given out by eights; a processor has 65536
        blocks = 65536 // (-(-before // 8) * 8 * THREADS)
        return 65536 // (blocks * THREADS) // 8 * 8
    return before if key == "stack_bytes" else 1.02 * before


def compare(found, known, same_compiler):
    """Lines that say which kernels are worse, and notes."""
    worse, notes = [], []
    for (arch, kernel), figures in found.items():
        if FLOW.match(kernel) and figures["stack_bytes"] > 0:
            worse.append(f"{arch} {kernel}: a kernel of the step has local memory: {figures['stack_bytes']} bytes a thread")
        before = known.get((arch, kernel))
        if before is None:
            notes.append(f"{arch} {kernel}: is not in the table")
            continue
        for key in FIGURES if same_compiler else ("stack_bytes",):
            if figures[key] > most(kernel, key, before[key]):
                worse.append(f"{arch} {kernel}: {key} {before[key]} -> {figures[key]}")
            elif figures[key] < 0.95 * before[key]:
                notes.append(f"{arch} {kernel}: {key} {before[key]} -> {figures[key]}, better")
    notes += [f"{arch} {kernel}: is in the table alone" for arch, kernel in known if (arch, kernel) not in found]
    return worse, notes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, nargs="?")
    parser.add_argument("--nvcc", default="unknown")
    parser.add_argument("--table", type=Path, default=TABLE)
    parser.add_argument("--renew", action="store_true")
    given = parser.parse_args()
    if given.library is None:
        print("skipped: this build has no CUDA, for no nvcc was found")
        return 77
    found = read_library(given.library)
    if not found:
        print(f"skipped: {given.library} holds no device code that could be read")
        return 77
    if given.renew:
        write_table(given.table, given.nvcc, found)
        return 0
    nvcc, known = read_table(given.table)
    if nvcc != given.nvcc:
        print(f"the table is of nvcc {nvcc}, this is {given.nvcc}: local memory alone is held against it")
    worse, notes = compare(found, known, nvcc == given.nvcc)
    print("\n".join(notes + ["FAILED " + line for line in worse]))
    if notes or worse:
        print(f"where this is meant: {Path(__file__).name} {given.library} --nvcc {given.nvcc} --renew")
    print(f"{len(found)} kernels, {len(worse)} worse")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
