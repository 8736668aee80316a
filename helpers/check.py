"""What is ready and what is not, as a table with a remedy a row. A check that fails is a row, never an exception."""

from __future__ import annotations

import html
import importlib.metadata
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from helpers import client, gallery, models, text
from helpers.errors import BadValue, WorkshopError

State = Literal["ready", "warning", "missing"]

PYTHON_NEEDED = (3, 11)
PROJECT = "bedrock-image-workshop"
_MARK = {"ready": "✓", "warning": "!", "missing": "✗"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    state: State
    found: str
    todo: str = ""


@dataclass(frozen=True)
class Check:
    """The table. As the last line of a cell it shows itself."""

    rows: tuple[Row, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is missing."""
        return all(row.state != "missing" for row in self.rows)

    def __repr__(self) -> str:
        lines = [text.say("check.title")]
        for row in self.rows:
            todo = f"\n    -> {row.todo}" if row.todo else ""
            lines.append(f"{_MARK[row.state]} {row.what}: {row.found}{todo}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        columns = ["item", "state", "found"] + ["todo"] * any(row.todo for row in self.rows)
        heads = "".join(_cell(text.say(f"check.{column}"), "th") for column in columns)
        body = ""
        for row in self.rows:
            cells = (row.what, f"{_MARK[row.state]} {text.say('check.' + row.state)}", row.found, row.todo)
            body += "<tr>" + "".join(_cell(cell, "td") for cell in cells[: len(columns)]) + "</tr>"
        title = html.escape(text.say("check.title"))
        caption = f"<caption style='text-align:left'>{title}</caption>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(words: str, tag: str) -> str:
    return f"<{tag} style='text-align:left'>{html.escape(words)}</{tag}>"


def check() -> Check:
    """Look at Python, packages, folder and mode; draw a picture in practice mode, ask AWS in bedrock mode."""
    rows: list[Row] = []
    for name, part in (("python", _python), ("packages", _packages), ("pictures", _pictures), ("mode", _mode)):
        rows.extend(_safely(name, part))
    return Check(tuple(rows))


def _safely(name: str, part: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """The rows of a part; whatever it raises becomes a row, since a table with a hole helps, a traceback does not."""
    try:
        yield from part()
    except WorkshopError as error:
        yield Row(text.say(f"check.{name}"), "missing", error.cause, error.remedy)
    except Exception as error:
        shown = f"{type(error).__name__}: {error}"
        yield Row(text.say(f"check.{name}"), "missing", shown, text.say("check.drawing.todo", error=shown))


def _python() -> Iterator[Row]:
    found = ".".join(map(str, sys.version_info[:3]))
    ready = sys.version_info[:2] >= PYTHON_NEEDED
    yield Row(
        text.say("check.python"), "ready" if ready else "missing", found, "" if ready else text.say("check.python.todo")
    )


def _packages() -> Iterator[Row]:
    """The packages this project says it needs, as pyproject.toml names them."""
    from packaging.requirements import Requirement

    todo = text.say("check.package.todo")
    try:
        requirements = importlib.metadata.requires(PROJECT) or []
    except importlib.metadata.PackageNotFoundError:
        yield Row(PROJECT, "missing", text.say("check.package.none"), todo)
        return
    for requirement in map(Requirement, requirements):
        if requirement.marker is not None:  # of an extra
            continue
        name = requirement.name
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield Row(name, "missing", text.say("check.package.none"), todo)
            continue
        if requirement.specifier.contains(version, prereleases=True):
            yield Row(name, "ready", version)
        else:
            found = text.say("check.package.wrong", version=version, needed=requirement.specifier)
            yield Row(name, "missing", found, todo)


def _pictures() -> Iterator[Row]:
    folder = gallery.folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        todo = text.say("check.pictures.todo", error=error.strerror or error)
        yield Row(text.say("check.pictures"), "missing", str(folder), todo)
    else:
        yield Row(text.say("check.pictures"), "ready", str(folder))


def _mode() -> Iterator[Row]:
    try:
        connection = client.current()  # what the next generate() will use
    except BadValue:
        wish = os.environ.get(client.MODE_VARIABLE, "")
        yield Row(text.say("check.mode"), "missing", wish, text.say("check.mode.todo", mode=wish))
        return
    yield Row(text.say("check.mode"), "ready", text.say(f"check.mode.{connection.mode}"))
    if connection.mode == "practice":
        yield from _safely("drawing", partial(_drawing, connection))
    else:
        yield from _safely("bedrock", partial(_bedrock, connection))


def _drawing(connection: client.Connection) -> Iterator[Row]:
    began = time.perf_counter()
    width, height = connection.try_out().size
    found = text.say("check.drawing.found", width=width, height=height, seconds=time.perf_counter() - began)
    yield Row(text.say("check.drawing"), "ready", found)


def _bedrock(connection: client.Connection) -> Iterator[Row]:
    """Asks AWS who we are and which models we may use. No picture is made, so it costs nothing."""
    regions = ", ".join(sorted({r for m in models.MODELS.values() if m.retired_on is None for r in m.regions}))
    if not connection.region:
        yield Row(text.say("check.region"), "missing", "-", text.say("check.region.todo", regions=regions))
        return
    known = connection.region in regions.split(", ")
    yield Row(
        text.say("check.region"),
        "ready" if known else "warning",
        connection.region,
        "" if known else text.say("check.region.todo", regions=regions),
    )
    yield Row(text.say("check.identity"), "ready", connection.identity())
    for found in connection.image_models():
        model = found.model
        if found.usable:
            yield Row(model.title, "ready", text.say("check.model.active", price=model.price_text()))
        elif found.listed:
            states = ", ".join(f"{name} {state}" for name, state in found.states.items())
            said = text.say("check.model.locked", region=connection.region, states=states)
            yield Row(model.title, "missing", said, text.say("check.model.locked.todo"))
        else:
            todo = text.say("check.model.absent.todo", regions=", ".join(model.regions))
            yield Row(model.title, "warning", text.say("check.model.absent", region=connection.region), todo)
