"""``python -m tests.bench [section ...]``: run the sections, print their figures, write them to bench.json."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from pathlib import Path

from tests.bench.figures import Figure

SECTIONS = ("engine",)
OUT = Path("bench.json")


def main() -> None:
    names = sys.argv[1:] or SECTIONS
    for name in names:
        if name not in SECTIONS:
            sys.exit(f"There is no section {name!r}; there are: {', '.join(SECTIONS)}.")
    results: dict[str, dict[str, float]] = {}
    for name in names:
        section = importlib.import_module(f"tests.bench.{name}")
        print(f"{name}: {section.__doc__.splitlines()[0]}")
        figures: list[Figure] = section.measure()
        for figure in figures:
            print(f"  {figure}")
        results[name] = {f.name: round(f.value, 4) for f in figures}
        results[f"{name}.baseline"] = {f.name: round(f.baseline, 4) for f in figures}
    machine = {"python": platform.python_version(), "system": platform.platform()}
    OUT.write_text(json.dumps({"machine": machine, **results}, indent=1) + "\n")
    print(f"written to {OUT}")


if __name__ == "__main__":
    main()
