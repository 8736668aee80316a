"""What is ready and what is not, as a table with a remedy a row. A check that fails is a row, never an exception."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from helpers import client, gallery, markup, models, text
from helpers.account import Offer
from helpers.diagnosis import is_ones_own
from helpers.errors import BadValue, NotAnswered, WorkshopError

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
        heads = [text.say(f"check.{column}") for column in columns]
        rows = [
            (row.what, f"{_MARK[row.state]}\u00a0{text.say('check.' + row.state)}", row.found, row.todo)[: len(columns)]
            for row in self.rows
        ]
        return markup.table(heads, rows, caption=text.say("check.title"))


def check() -> Check:
    """Look at Python, packages, folder, the facts' age, and mode; draw in practice mode, ask AWS in bedrock mode."""
    rows: list[Row] = []
    parts = {"python": _python, "packages": _packages, "pictures": _pictures, "catalogue": _catalogue, "mode": _mode}
    for name, part in parts.items():
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


ROOM_NEEDED = 200  # MB: some hundred pictures


def _pictures() -> Iterator[Row]:
    folder = gallery.folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        todo = text.say("check.pictures.todo", error=error.strerror or error)
        yield Row(text.say("check.pictures"), "missing", str(folder), todo)
    else:
        enough = free >= ROOM_NEEDED
        todo = "" if enough else text.say("check.pictures.room", free=free, needed=ROOM_NEEDED)
        yield Row(text.say("check.pictures"), "ready" if enough else "warning", str(folder), todo)


def _catalogue() -> Iterator[Row]:
    """How old the kit's facts about Bedrock are."""
    old = [model for model in models.MODELS.values() if model.stale()]
    todo = text.say("check.catalogue.todo", days=max(model.days_old() for model in old)) if old else ""
    found = text.say("check.catalogue.found", date=models.READ_ON)
    yield Row(text.say("check.catalogue"), "warning" if old else "ready", found, todo)


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
    yield from _endpoints()
    regions = ", ".join(sorted({r for m in models.MODELS.values() if m.active for r in m.regions}))
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
    yield from _identity(connection)
    yield from _models(connection)
    limit = connection.spending_limit
    spent = str(connection.spent) + (" " + text.say("connection.limit", limit=limit) if limit is not None else "")
    yield Row(text.say("check.spent"), "ready", spent)


def _endpoints() -> Iterator[Row]:
    """Where calls go that another program has redirected: nobody looks there when something is odd."""
    services = ("_BEDROCK_RUNTIME", "_BEDROCK", "_STS", "")
    for name in [f"AWS_ENDPOINT_URL{service}" for service in services]:
        if address := _redirected(name):
            todo = text.say("check.endpoint.todo", name=name)
            yield Row(text.say("check.endpoint"), "warning", f"{name}={_without_password(address)}", todo)


def _redirected(name: str) -> str:
    """The address in a variable, unless botocore is told to look at none of them."""
    ignored = os.environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true"
    return "" if ignored else os.environ.get(name, "")


def _without_password(address: str) -> str:
    """An address without the user and the password that may stand before its host."""
    return re.sub(r"//[^/@]*@", "//***@", address)


def _identity(connection: client.Connection) -> Iterator[Row]:
    """Whom AWS takes the learner for; an API key names nobody, and STS does not know it.

    That is asked of another service than pictures are, to which no way may lead out of a private subnet, and which
    knows nothing of a practice service's keys.
    """
    sts = _redirected("AWS_ENDPOINT_URL_STS") or _redirected("AWS_ENDPOINT_URL")
    if not sts and is_ones_own(_redirected("AWS_ENDPOINT_URL_BEDROCK")):
        return
    what = text.say("check.identity")
    try:
        api_key = os.environ.get("AWS_BEARER_TOKEN_BEDROCK")
        yield Row(what, "ready", text.say("check.identity.api_key") if api_key else connection.identity())
    except NotAnswered as error:
        yield Row(what, "warning", error.cause, text.say("check.identity.todo"))


def _models(connection: client.Connection) -> Iterator[Row]:
    """A row for each generator that is active, and one for the image services, or for those that differ."""
    found = connection.catalogue(refresh=True)
    if found.why:
        yield Row(text.say("check.models"), "warning", found.why, text.say("check.models.todo"))
        return
    offers = [offer for offer in found.offers if offer.model.active or offer.usable]
    services = [offer for offer in offers if offer.model.family == "image_services"]
    for offer in offers:
        if offer not in services:
            yield _model_row(offer, offer.model.title, found.region)
    states = Counter(offer.state for offer in services)
    if len(states) == 1:
        yield _model_row(services[0], text.say("check.services", count=len(services)), found.region)
        return
    usual = states.most_common(1)[0][0]
    some = [offer for offer in services if offer.state == usual]
    yield _model_row(some[0], text.say("check.services", count=len(some)), found.region)
    for offer in services:
        if offer.state != usual:
            yield _model_row(offer, offer.model.title, found.region)


def _model_row(offer: Offer, what: str, region: str) -> Row:
    if offer.state == "ready":
        return Row(what, "ready", text.say("check.model.active", price=_price(offer.model)))
    said = offer.state_text(region)
    if offer.state == "locked":
        return Row(what, "missing", said, text.say("check.model.locked.todo"))
    if offer.state == "legacy":
        return Row(what, "warning", said, text.say("check.model.legacy.todo"))
    if region in offer.model.regions:  # where it should be: the console knows more
        return Row(what, "warning", said, text.say("check.model.locked.todo"))
    return Row(what, "warning", said, text.say("check.model.absent.todo", regions=", ".join(offer.model.regions)))


def _price(model: models.Model) -> str:
    """Of one picture; of the image services the lowest and the highest."""
    if model.family != "image_services":
        return model.price_text()
    prices = [other.price_usd for other in models.MODELS.values() if other.family == "image_services"]
    return text.say("price.range", low=min(prices), high=max(prices))
