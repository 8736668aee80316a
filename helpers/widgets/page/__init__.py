"""What runs in the browser. A widget of ours has one script and one style sheet, put together here from these files:
an anywidget's script cannot import its neighbours, and nothing may be fetched.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def script(*names: str) -> str:
    """The files of those names, such as "elements", as one module: what comes first is known to what comes after."""
    return _joined(names, "js")


def style(*names: str) -> str:
    """The style sheets of those names, as one."""
    return _joined(names, "css")


def _joined(names: tuple[str, ...], ending: str) -> str:
    return "\n".join((_HERE / f"{name}.{ending}").read_text("utf-8") for name in names)
