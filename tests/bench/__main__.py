"""``python -m tests.bench [section ...]``: run the sections, print their figures, write them to bench.json.

Figures of sections that are not run stay as they are.
"""

from __future__ import annotations

import importlib
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure

SECTIONS = ("engine", "hostile", "quality", "studio")
OUT = Path("bench.json")


def main() -> None:
    names = sys.argv[1:] or SECTIONS
    for name in names:
        if name not in SECTIONS:
            sys.exit(f"There is no section {name!r}; there are: {', '.join(SECTIONS)}.")
    results: dict[str, Any] = json.loads(OUT.read_text()) if OUT.exists() else {}
    for name in names:
        section = importlib.import_module(f"tests.bench.{name}")
        print(f"{name}: {section.__doc__.splitlines()[0]}")
        figures: list[Figure] = section.measure()
        for figure in figures:
            print(f"  {figure}")
        results = merged(results, name, figures)
    results["machine"] = {"python": platform.python_version(), "system": platform.platform()}
    OUT.write_text(json.dumps(results, indent=1) + "\n")
    print(f"written to {OUT}")


def merged(results: dict[str, Any], section: str, figures: Sequence[Figure]) -> dict[str, Any]:
    """The results with the figures of a section in place of older ones of the same names."""
    results = {name: dict(values) for name, values in results.items()}
    for figure in figures:
        name = figure.section or section
        results.setdefault(name, {})[figure.name] = round(figure.value, 4)
        results.setdefault(f"{name}.baseline", {})[figure.name] = round(figure.baseline, 4)
    return results


if __name__ == "__main__":
    main()
