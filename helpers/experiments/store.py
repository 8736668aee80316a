"""Where an experiment is written down: a journal of what became of each picture, and the pictures themselves.

`LocalStore` is a folder on this machine; `helpers.experiments.shared` has one for a shared folder or S3.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Protocol

from helpers import gallery
from helpers.collection import ENDINGS, Collection, Entry, Marks
from helpers.experiments import shelf
from helpers.experiments.plan import Cell, key_of
from helpers.gallery import Keeper
from helpers.journal import Journal
from helpers.picture import Picture
from helpers.request import ImageRequest

FOLDER = "experiments"  # in that of the pictures: one folder for each experiment
JOURNAL = "manifest.jsonl"
_NAME = re.compile(r"\d{8}-\d{6}-(?P<stem>.*)\.\w+")  # as `gallery.keep` names a picture

# In the place of a line: somebody has taken the journal away, and what was read of it no longer holds.
OTHER_FILE: dict[str, Any] = {}


class Store(Protocol):
    """What a run needs of a place."""

    where: str  # for people: a path or an address
    url: str  # of the pictures' folder: opens it on another machine, if that reaches it (`helpers.experiments.objects`)
    profile: str | None  # of AWS, where the folder is in S3
    name: str  # of the experiment's folder

    def news(self) -> list[dict[str, Any]]:
        """The journal's lines that were not read yet, oldest first; `OTHER_FILE` before those of another journal.

        Raises OSError where an address cannot be reached. A file of this machine that cannot be read has no news:
        `append` raises then, before anything is called.
        """

    def again(self) -> Store:
        """The same, whose `news` begins with the oldest line."""

    def append(self, line: dict[str, Any]) -> None:
        """Write a line. Raises OSError."""

    def find(self, cell: Cell) -> str | None:
        """The file name of a picture that was made with the same request, in whatever way; None if there is none."""

    def has(self, file: str) -> bool:
        """Whether a picture of that name is there."""

    def keeper(self, cell: Cell) -> Keeper:
        """What keeps the picture of a cell, for a call from this process."""

    def stem(self, cell: Cell) -> str:
        """The file name, without its ending, for the picture of a cell that another machine draws: no picture's yet.

        `find` finds it under that name.
        """

    def entry(self, file: str) -> Entry:
        """The picture of that name, with its record."""

    def pictures_here(self) -> Path:
        """The folder of this machine in which `inputs` lies, with what went into requests. Raises OSError."""

    def changed(self) -> float:
        """When the journal was last written to, as seconds of the Unix clock; 0: never, as far as is known."""

    def marks(self) -> dict[str, Marks]:
        """What people think of the pictures, by name."""

    def mark(self, file: str, stars: int) -> None:
        """Give a picture stars. Raises BadValue and OSError as `Collection.mark` does."""

    def keep(self, picture: Picture) -> Picture:
        """Keep a picture that was made and could not be kept. Raises OSError."""

    def keep_inputs(self, request: ImageRequest) -> None:
        """Keep the pictures that go into a request. Raises OSError."""

    def lock(self) -> Any:
        """A context in which nobody else runs the same experiment here. Raises Timeout of filelock."""


class LocalStore:
    """The pictures lie where all pictures lie, so that the gallery has them, too; the journal has a folder."""

    def __init__(self, name: str, pictures: Path | None = None) -> None:
        """name: of the experiment's folder."""
        self.pictures = pictures or gallery.folder()
        self.folder = self.pictures / FOLDER / name
        self.name = name
        self.where, self.url, self.profile = str(self.folder), str(self.pictures.absolute()), None
        self._journal = Journal(self.folder / JOURNAL)
        self._written = False
        self._named: dict[str, list[str]] | None = None  # what `find` looks through, read when it is first asked
        self._keyed: dict[str, str] = {}  # those that workers drew, by the fingerprints in their names; read with them
        self._found: dict[str, dict[str, str]] = {}  # those of a stem, by the fingerprints of their records
        self._keys: dict[str, tuple[tuple[int, ...], str]] = {}  # of a picture: which record was read, its fingerprint

    def news(self) -> list[dict[str, Any]]:
        gone = self._written and not self._journal.path.exists()  # before anything of what was written was read back
        self._written = self._written and not gone
        anew, lines = self._journal.news()
        return [OTHER_FILE] * (anew or gone) + [line for line in lines if isinstance(line, dict)]

    def again(self) -> LocalStore:
        return LocalStore(self.name, self.pictures)

    def append(self, line: dict[str, Any]) -> None:
        self._journal.append(line)
        self._written = True

    def find(self, cell: Cell) -> str | None:
        assert cell.request is not None
        seed = "" if cell.request.seed is None else f"-{cell.request.seed}"
        stem = gallery.slug(cell.request.prompt or cell.request.task.name) + seed
        name = self._by_record(stem).get(cell.key)
        if name and self._key(name) != cell.key:  # somebody has changed its record since, or taken it away
            self._found.pop(stem, None)
            name = self._by_record(stem).get(cell.key)
        return name or self._keyed.get(cell.key)

    def keeper(self, cell: Cell) -> Keeper:
        return gallery.Folder(self.pictures)

    def stem(self, cell: Cell) -> str:
        # As it was when the run began: what comes meanwhile, of a run that was killed, is what is wanted.
        return shelf.stem_of(cell, self.find(cell) is not None)

    def pictures_here(self) -> Path:
        return self.pictures

    def changed(self) -> float:
        try:
            return (self.folder / JOURNAL).stat().st_mtime
        except OSError:
            return 0.0

    def _by_record(self, stem: str) -> dict[str, str]:
        """The pictures of a stem by the fingerprints of their records, of which each is read once."""
        names = self._candidates(stem)
        found = self._found.get(stem)
        if found is None:
            found = self._found[stem] = {key: name for name in reversed(names) if (key := self._key(name))}
        return found

    def _key(self, name: str) -> str:
        """The fingerprint of a picture's record, which is read anew only where it is another one than before."""
        try:
            found = (self.pictures / name).with_suffix(".json").stat()
        except OSError:
            return ""
        which = found.st_ino, found.st_mtime_ns, found.st_size
        known, key = self._keys.get(name, ((), ""))
        if known != which:
            key = key_of_entry(self.entry(name))
            self._keys[name] = which, key
        return key

    def _candidates(self, stem: str) -> list[str]:
        """The pictures whose names say that they may be of that prompt and seed: of thousands, few have to be read."""
        if self._named is None:
            self._named, self._found = {}, {}
            there = sorted(os.listdir(self.pictures) if self.pictures.is_dir() else ())
            self._keyed = shelf.by_key(there)
            for name in there:
                if name.endswith(ENDINGS) and (parts := _NAME.fullmatch(name)):
                    whole = parts["stem"]
                    for one in {whole, re.sub(r"-\d+$", "", whole)}:  # the second of a name has a number
                        self._named.setdefault(one, []).append(name)
        return self._named.get(stem, [])

    def has(self, file: str) -> bool:
        return shelf.is_name(file) and (self.pictures / file).is_file()

    def entry(self, file: str) -> Entry:
        return Entry(self.pictures / file, Marks())

    def marks(self) -> dict[str, Marks]:
        return {entry.name: entry.marks for entry in Collection(self.pictures)}

    def mark(self, file: str, stars: int) -> None:
        Collection(self.pictures).mark(file, stars=stars)

    def keep(self, picture: Picture) -> Picture:
        return gallery.keep(picture, self.pictures)

    def keep_inputs(self, request: ImageRequest) -> None:
        gallery.keep_inputs(request, self.pictures)

    def lock(self) -> Any:
        from filelock import FileLock

        self.folder.mkdir(parents=True, exist_ok=True)
        self._named = None  # others may have drawn meanwhile
        return FileLock(self.folder / ".running", timeout=0, thread_local=False)  # another thread lets it go


def key_of_entry(entry: Entry) -> str:
    """The fingerprint of a picture on disk; empty where nobody wrote down how it was made, or wrote nonsense."""
    record = entry.record
    try:
        return key_of(record["request"], entry.model, str(record.get("mode", "")), entry.seed) if record else ""
    except RecursionError:  # lists in lists in lists
        return ""
