"""Where the workers of a cluster keep what they draw: under a name that is known before the call.

So a call that is made again, since its worker died after the picture had come, finds the picture and is not made again.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers import gallery
from helpers.experiments.objects import Objects
from helpers.experiments.plan import Cell
from helpers.picture import Picture

ENDINGS = ("png", "jpg", "webp", "bin")  # as `gallery` has them
# words-seed-fingerprint, and something random where there is such a picture already and it is drawn anew.
_KEYED = re.compile(rf".*-(?P<key>[0-9a-f]{{24}})(?:-[0-9a-f]{{8}})?\.(?:{'|'.join(ENDINGS)})")
_NAME = re.compile(rf"(?!\.)[^/\\\0:]+\.(?:{'|'.join(ENDINGS)}|jpeg)")
_LONGEST_NAME = 255  # bytes, on the systems that there are
_REFUSED = "-refused"  # what the content filter sent in place of a picture is never taken for one


def stem_of(cell: Cell, taken: bool = False) -> str:
    """The name of a cell's picture, without its ending. taken: whether that name is another picture's."""
    assert cell.request is not None
    seed = "" if cell.request.seed is None else f"-{cell.request.seed}"
    words = gallery.slug(cell.request.prompt or cell.request.task.name)
    return f"{words}{seed}-{cell.key}" + (f"-{uuid.uuid4().hex[:8]}" if taken else "")


def is_name(file: str) -> bool:
    """Whether a picture's file may have that name: no path, since a journal that others wrote names what it likes."""
    return bool(_NAME.fullmatch(file)) and len(file.encode(errors="replace")) <= _LONGEST_NAME


def by_key(names: Iterable[str]) -> dict[str, str]:
    """The pictures among these file names, by the fingerprints in them."""
    out: dict[str, str] = {}
    for name in names:
        if found := _KEYED.fullmatch(name):
            out.setdefault(found["key"], name)
    return out


@dataclass(frozen=True)
class Shelf:
    """Keeps the picture of one call. A `gallery.Keeper`."""

    objects: Objects
    stem: str

    @property
    def where(self) -> str:
        return self.objects.url

    def keep(self, picture: Picture) -> Picture:
        """The bytes first and the record last: where there is a record, there is a whole picture."""
        stem = self.stem + (_REFUSED if picture.refused else "")
        name = f"{stem}.{gallery.ending(picture.data)}"
        self.objects.put(name, picture.data)
        self.objects.put(f"{stem}.json", gallery.written(picture.record()))
        return replace(picture, path=Path(name))

    def keep_reply(self, payload: bytes) -> str | None:
        name = f"reply-{uuid.uuid4().hex[:12]}.txt"
        try:
            self.objects.put(name, payload)
        except OSError:
            return None
        return f"{self.objects.url}/{name}"

    def found(self) -> tuple[str, dict[str, Any]] | None:
        """The file's name and the record of a picture that is there already. Raises OSError."""
        try:
            record = json.loads(self.objects.get(f"{self.stem}.json"))
        except (FileNotFoundError, ValueError):
            return None
        names = {f"{self.stem}.{ending}" for ending in ENDINGS}
        name = next((name for name in self.objects.names() if name in names), None)
        return (name, record) if name and isinstance(record, dict) else None
