"""A folder of pictures, read back: listed, searched, marked, deleted and brought back.

What a picture was made with stands in its sidecar and is never changed; what people think of it (favourite, stars, a
note) goes into a journal beside them, so that several notebooks can work in one folder. A picture that was made
elsewhere has a place here, too.
"""

from __future__ import annotations

import json
import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers import gallery, models, parameters, tasks
from helpers.errors import BadValue
from helpers.journal import Journal
from helpers.picture import Picture
from helpers.request import ImageRequest
from helpers.text import say

MARKS = "marks.jsonl"
BIN = "deleted"  # a folder in it: where deleted pictures wait to be brought back
ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
STARS = 5
_OURS = re.compile(r"\d{8}-\d{6}-")  # how the name of a picture begins that `gallery` wrote


@dataclass(frozen=True, slots=True)
class Marks:
    """What people think of a picture."""

    favourite: bool = False
    stars: int = 0  # 1 to 5; 0: not rated
    note: str = ""


class Entry:
    """One picture of a folder. What is in its files is read when it is first asked for."""

    def __init__(self, path: Path, marks: Marks) -> None:
        self.path = path
        self.marks = marks

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def record(self) -> dict[str, Any]:
        """The sidecar's JSON; empty where there is none that can be read."""
        try:
            found = json.loads(self.path.with_suffix(".json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) and isinstance(found.get("request"), dict) else {}

    @cached_property
    def elsewhere(self) -> parameters.Parameters | None:
        """What another tool wrote into the picture, if it was made elsewhere."""
        try:
            return None if self.record else parameters.of_picture(self.path.read_bytes())
        except OSError:
            return None

    @property
    def prompt(self) -> str:
        if self.record:
            return str(self.record["request"].get("prompt", ""))
        return self.elsewhere.prompt if self.elsewhere else ""

    @property
    def headline(self) -> str:
        """What was asked for, in a line; the file's name where nobody wrote it down."""
        task = self.record["request"].get("task") if self.record else None
        said = tasks.headline(self.prompt, task if isinstance(task, dict) else {})
        return said or self.name

    @property
    def negative_prompt(self) -> str:
        if self.record:
            return str(self.record["request"].get("negative_prompt", ""))
        return self.elsewhere.negative_prompt if self.elsewhere else ""

    @property
    def seed(self) -> int | None:
        if self.record:
            seed = self.record.get("seed")
            return seed if isinstance(seed, int) else None
        return self.elsewhere.seed if self.elsewhere else None

    @property
    def model(self) -> str:
        """The model's name in the catalogue, or its id if the catalogue does not know it; empty if nobody wrote it."""
        identifier = str(self.record.get("model_id", ""))
        found = models.find(identifier)
        return found.name if found else identifier

    def request(self) -> ImageRequest:
        """What to ask for to have it again; of a picture made elsewhere, its prompts and its seed.

        Raises OSError where a picture that went in is gone, ValueError for a record that is none, BadValue where nobody
        wrote down a prompt.
        """
        if self.record or not self.elsewhere:
            return gallery.request_of(self.path)
        return ImageRequest(self.prompt, self.negative_prompt, seed=self.seed)

    def picture(self) -> Picture:
        """The picture itself, from disk, as when it was drawn.

        Raises OSError where it, its record or a picture that went in is gone, ValueError for a record that is none.
        """
        record = self.record
        try:
            request = self.request()
        except BadValue as error:
            raise self._no_record(error.cause) from error
        try:
            return Picture(
                data=self.path.read_bytes(),
                request=request,
                model_id=str(record.get("model_id", "")),
                mode=record.get("mode", "practice"),
                region=str(record.get("region", "")),
                seed=self.seed,
                made_at=self._made_at(),
                seconds=gallery.amount(record.get("seconds", 0)),
                price_usd=gallery.amount(record.get("price_usd", 0)),
                request_id=str(record.get("request_id", "")),
                understood=tuple((str(kind), str(word)) for kind, word in record.get("understood", ())),
                ignored=tuple(map(str, record.get("ignored", ()))),
                refused=str(record.get("refused", "")),
                path=self.path,
            )
        except (TypeError, ValueError) as error:
            raise self._no_record(error) from error

    def _no_record(self, why: object) -> ValueError:
        return ValueError(f"{self.path.with_suffix('.json')} is no record of a picture ({why})")

    def _made_at(self) -> datetime:
        """As the record says; else the file's date."""
        said = moment(self.record.get("made_at"))
        return said or datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    @cached_property
    def words(self) -> str:
        """Everything that a search looks through, folded so that case and the way a letter is composed do not count."""
        return _folded(" ".join((self.headline, self.prompt, self.negative_prompt, self.model, self.path.stem)))


class Collection:
    """The pictures of a folder, newest first. Safe between threads; other kernels' changes show after `refresh()`."""

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = gallery.folder() if folder is None else Path(folder)
        self._journal = Journal(self.folder / MARKS)
        self._marks: dict[str, Marks] = {}
        self._entries: dict[str, Entry] = {}
        self._deleted: list[str] = []  # names in this object's order, the last one deleted last
        self._lock = threading.RLock()
        self.refresh()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    def __getitem__(self, name: str) -> Entry:
        """The picture of that file name. Raises KeyError if there is none."""
        return self._entries[name]

    def refresh(self) -> None:
        """See what has come, gone and been marked since. A folder that is not there has no pictures."""
        with self._lock:
            anew, lines = self._journal.news()
            if anew:
                self._marks.clear()
            for line in lines:
                marked(self._marks, line)
            found = sorted(self._scanned(), reverse=True)
            entries: dict[str, Entry] = {}
            for _, name in found:
                marks = self._marks.get(name, Marks())
                entry = self._entries.get(name) or Entry(self.folder / name, marks)
                entry.marks = marks
                entries[name] = entry
            self._entries = entries  # all at once: another thread may be going through them

    def find(self, words: str = "", *, favourites: bool = False, stars: int = 0, model: str = "") -> list[Entry]:
        """The pictures whose prompts, notes, model or file name hold every one of the words, newest first.

        favourites: only those. stars: at least so many. model: a name of the catalogue.
        """
        wanted = _folded(words).split()
        return [
            entry
            for entry in self
            if (entry.marks.favourite or not favourites)
            and entry.marks.stars >= stars
            and (not model or entry.model == model)
            and all(word in entry.words or word in _folded(entry.marks.note) for word in wanted)
        ]

    def mark(
        self, name: str, *, favourite: bool | None = None, stars: int | None = None, note: str | None = None
    ) -> Marks:
        """Say what one thinks of a picture; None leaves a thing as it is. stars: 0 to 5, 0 takes them back.

        Raises KeyError for a picture that is not there, BadValue for stars there are not, and OSError where the folder
        cannot be written to: then the mark holds for this object alone.
        """
        if stars is not None and (isinstance(stars, bool) or stars not in range(STARS + 1)):
            raise BadValue("stars", got=repr(stars), limit=say("limit.whole", low=0, high=STARS))
        given = {"favourite": favourite, "stars": stars, "note": note}
        new = {key: value for key, value in given.items() if value is not None}
        with self._lock:
            entry = self._entries[name]
            marked(self._marks, {"file": name} | new)
            entry.marks = self._marks[name]
            self._journal.append({"file": name} | new)
            return entry.marks

    def delete(self, name: str) -> None:
        """Take a picture away, to a folder from which `undo` brings it back. Raises KeyError, and OSError."""
        with self._lock:
            entry = self._entries[name]
            bin_ = self.folder / BIN
            bin_.mkdir(exist_ok=True)
            _move(entry.path, bin_)
            del self._entries[name]
            self._deleted.append(name)

    def deleted(self) -> list[str]:
        """The names of what can be brought back: what was deleted here last comes last, what others deleted first."""
        with self._lock:
            bin_ = self.folder / BIN
            there = sorted(p.name for p in bin_.iterdir() if _is_picture(p.name)) if bin_.is_dir() else []
            mine = [name for name in self._deleted if name in there]
            return [name for name in there if name not in mine] + mine

    def undo(self, name: str | None = None) -> Entry:
        """Bring a deleted picture back: of that name, or the one deleted last.

        Raises KeyError if there is none, FileExistsError if its name has been taken meanwhile, and other OSErrors.
        """
        with self._lock:
            there = self.deleted()
            name = name or (there[-1] if there else None)
            if name is None or name not in there:
                raise KeyError(name)
            _move(self.folder / BIN / name, self.folder)
            if name in self._deleted:
                self._deleted.remove(name)
            self.refresh()
            return self._entries[name]

    def _scanned(self) -> Iterator[tuple[str, str]]:
        """What sorts by time, and the name, of every picture in the folder."""
        try:
            with os.scandir(self.folder) as found:
                for file in found:
                    if _is_picture(file.name) and (size := _size(file)) is not None and size:
                        yield _moment(file), file.name
        except (FileNotFoundError, NotADirectoryError):
            return


def moment(said: Any) -> datetime | None:
    """A time of a record, ISO 8601, with its zone (UTC where it names none); None for what is no time.

    Nor is one of another age: the ends of the calendar overflow in another zone, and not every system knows 1969.
    """
    try:
        found = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)) if 1970 < found.year < 3000 else None


def marked(marks: dict[str, Marks], line: Any) -> None:
    """Take a line of the journal into what people think, by file name; of what is none, or holds nonsense, nothing."""
    if not isinstance(line, dict) or not isinstance(line.get("file"), str):
        return
    found = marks.get(line["file"], Marks())
    if isinstance(line.get("favourite"), bool):
        found = replace(found, favourite=line["favourite"])
    if line.get("stars") in range(STARS + 1) and not isinstance(line["stars"], bool):
        found = replace(found, stars=line["stars"])
    if isinstance(line.get("note"), str):
        found = replace(found, note=line["note"])
    marks[line["file"]] = found


def _is_picture(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def _size(file: os.DirEntry[str]) -> int | None:
    """Bytes of a file; None where it is gone, or no file. An empty one is a name that `gallery` has claimed."""
    try:
        return file.stat().st_size if file.is_file() else None
    except OSError:
        return None


def _moment(file: os.DirEntry[str]) -> str:
    """When a picture was made, so that text sorts as time does: by our own names, else by the file's date."""
    if _OURS.match(file.name):
        return file.name[:15]
    return f"{datetime.fromtimestamp(file.stat().st_mtime, UTC):%Y%m%d-%H%M%S}"


def _move(path: Path, folder: Path) -> None:
    """Move a picture and its sidecar. Raises FileExistsError rather than overwrite another one.

    The sidecar goes first and the picture last: what was cut off in between is still seen where it was.
    """
    sidecar = path.with_suffix(".json")
    for file in (path, sidecar):
        if (folder / file.name).exists():
            raise FileExistsError(str(folder / file.name))
    if sidecar.exists():
        sidecar.rename(folder / sidecar.name)
    try:
        path.rename(folder / path.name)
    except OSError:
        if (moved := folder / sidecar.name).exists():
            moved.rename(sidecar)
        raise


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
