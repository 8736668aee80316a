"""``python -m tests.bench [section ...]``: run the sections, print their figures, write them to bench.json.

Figures of sections that are not run stay as they are. A section that has numbers of its own takes them as options:
``python -m tests.bench classroom --learners 60 --latency 1``.
"""

from __future__ import annotations

import argparse
import copy
import importlib
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench import classroom
from tests.bench.figures import Figure

SECTIONS = ("engine", "hostile", "quality", "studio", "classroom", "sweep")
OUT = Path("bench.json")


def main() -> None:
    names, given = read(sys.argv[1:])
    results: dict[str, Any] = json.loads(OUT.read_text()) if OUT.exists() else {}
    for name in names:
        section = importlib.import_module(f"tests.bench.{name}")
        print(f"{name}: {section.__doc__.splitlines()[0]}")
        figures: list[Figure] = section.measure(given) if name == "classroom" else section.measure()
        for figure in figures:
            print(f"  {figure}")
        results = merged(results, name, figures)
    results["machine"] = {"python": platform.python_version(), "system": platform.platform()}
    OUT.write_text(json.dumps(results, indent=1) + "\n")
    print(f"written to {OUT}")


def read(arguments: Sequence[str]) -> tuple[Sequence[str], argparse.Namespace]:
    """The sections that a command line asks for, and the numbers of a class. Ends the process for others."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    classroom.add_options(parser.add_argument_group("classroom"))
    given = parser.parse_args(arguments)
    for name in given.sections:
        if name not in SECTIONS:
            sys.exit(f"There is no section {name!r}; there are: {', '.join(SECTIONS)}.")
    return given.sections or SECTIONS, given


def merged(results: dict[str, Any], section: str, figures: Sequence[Figure]) -> dict[str, Any]:
    """The results with the figures of a section in place of older ones of the same names.

    A section "classroom.lab" is the part "lab" of the section "classroom".
    """
    results = copy.deepcopy(results)
    for figure in figures:
        name, _, part = (figure.section or section).partition(".")
        for kept, value in ((name, figure.value), (f"{name}.baseline", figure.baseline)):
            values = results.setdefault(kept, {})
            (values.setdefault(part, {}) if part else values)[figure.name] = round(value, 4)
    return results


if __name__ == "__main__":
    main()
