"""Experiments in a folder that several machines reach: on a path, or in S3 through fsspec.

A folder on a path is what a folder of pictures always is. In an object store the same things lie under the same names,
but nothing can be appended there, and what is to be looked at is fetched first:

    <words>-<seed>-<fingerprint>.png, .json       a picture and its record
    inputs/<fingerprint>.png                      what went into requests
    marks/                                        stars, a file each time somebody gives some
    experiments/<name>/events/                    the manifest, a file a line
    experiments/<name>/running/                   who runs it
"""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers import gallery, models
from helpers.collection import STARS, Entry, Marks, marked
from helpers.errors import BadValue
from helpers.experiments import objects, shelf
from helpers.experiments.events import Events
from helpers.experiments.lease import Lease
from helpers.experiments.plan import Cell, key_of
from helpers.experiments.shelf import Shelf
from helpers.experiments.store import FOLDER, JOURNAL, LocalStore, Store
from helpers.gallery import INPUTS, Keeper
from helpers.picture import Picture
from helpers.request import ImageRequest
from helpers.text import say

FETCHED = ".fetched"  # in the folder of pictures: what was fetched of each place, to be looked at
EVENTS, MARKS, RUNNING = "events", "marks", "running"


class SharedStore:
    """An experiment in an object store. Safe between threads."""

    def __init__(self, url: str, name: str, profile: str | None = None) -> None:
        """url: as `objects.address` gives it; name: of the experiment's folder; profile: of AWS, for S3.

        Raises OSError where the place cannot be reached.
        """
        self.url, self.profile, self.name = url, profile, name
        self.where = f"{url}/{FOLDER}/{name}"
        self._objects = objects.opened(url, profile)
        self._events = Events(self._objects, f"{FOLDER}/{name}/{EVENTS}")
        self._marks = Events(self._objects, MARKS)
        self._marked: dict[str, Marks] = {}
        self._lease = Lease(self._objects, f"{FOLDER}/{name}/{RUNNING}")
        self._listed: tuple[set[str], dict[str, str]] | None = None  # the files, and pictures by their fingerprints
        self._lock = threading.RLock()

    # ---- the manifest

    def news(self) -> list[dict[str, Any]]:
        return self._events.news()

    def append(self, line: dict[str, Any]) -> None:
        if "begin" in line:  # the last look before a call that may cost money
            self._lease.check()
        self._events.append(line)

    def changed(self) -> float:
        return self._events.newest

    def again(self) -> SharedStore:
        self._events.rewind()
        return self

    def lock(self) -> _Running:
        return _Running(self)

    # ---- pictures

    def find(self, cell: Cell) -> str | None:
        return self._there()[1].get(cell.key)

    def has(self, file: str) -> bool:
        return file in self._there()[0]

    def _there(self) -> tuple[set[str], dict[str, str]]:
        """What is there, or was when the run began."""
        with self._lock:
            if self._listed is None:
                names = self._objects.names()
                self._listed = set(names), shelf.by_key(names)
            return self._listed

    def stem(self, cell: Cell) -> str:
        return shelf.stem_of(cell, self.find(cell) is not None)

    def keeper(self, cell: Cell) -> Keeper:
        return Shelf(self._objects, self.stem(cell))

    def keep(self, picture: Picture) -> Picture:
        model = models.find(picture.model_id)
        key = key_of(picture.request.record(), model.name if model else "", picture.mode, picture.request.seed)
        cell = Cell(1, (), (), picture.request, picture.mode, "", key)
        return self.keeper(cell).keep(picture)

    def keep_inputs(self, request: ImageRequest) -> None:
        for image in request.task.images().values():
            name = f"{image.sha256}.{gallery.ending(image.data)}"
            if name not in self._inputs:
                self._objects.put(f"{INPUTS}/{name}", image.data)
                self._inputs.add(name)

    @cached_property
    def _inputs(self) -> set[str]:
        return set(self._objects.names(INPUTS))

    # ---- what people look at

    def entry(self, file: str) -> Entry:
        return _Fetched(self, file)

    def pictures_here(self) -> Path:
        """The folder of this machine into which pictures, and what went into requests, are fetched. Raises OSError."""
        here = gallery.folder() / FETCHED / hashlib.sha256(self.url.encode()).hexdigest()[:16]
        with self._lock:
            for name in self._inputs:
                self._fetch(here, f"{INPUTS}/{name}")
        return here

    def fetched(self, file: str) -> Path:
        """A picture on this machine, with its record. Raises OSError where it cannot be had."""
        if "/" in file or "\\" in file or file.startswith("."):  # a manifest that others wrote names what it likes
            raise FileNotFoundError(file)
        here = self.pictures_here()
        self._fetch(here, f"{file.rpartition('.')[0]}.json")
        return self._fetch(here, file)

    def _fetch(self, here: Path, name: str) -> Path:
        path = here / name
        if not path.exists():
            objects.LocalObjects(here).put(name, self._objects.get(name))
        return path

    def marks(self) -> dict[str, Marks]:
        with self._lock:
            for line in self._marks.news():
                marked(self._marked, line)
            return dict(self._marked)

    def mark(self, file: str, stars: int) -> None:
        if isinstance(stars, bool) or stars not in range(STARS + 1):
            raise BadValue("stars", got=repr(stars), limit=say("limit.whole", low=0, high=STARS))
        with self._lock:
            line = {"file": file, "stars": stars}
            self._marks.append(line)
            marked(self._marked, line)


class _Running:
    """The lock of a run, as filelock has one."""

    def __init__(self, store: SharedStore) -> None:
        self._store = store

    def acquire(self) -> None:
        store = self._store
        store._lease.acquire()
        store._listed = None  # others may have drawn meanwhile

    def release(self) -> None:
        try:
            self._store._events.sum_up()
        except OSError:
            return  # the lines themselves are there, and the next run sums them up
        finally:
            self._store._lease.release()


class _Fetched(Entry):
    """A picture in the store, which comes when its file is first asked for."""

    def __init__(self, store: SharedStore, file: str) -> None:
        self._store, self._file = store, file
        self.marks = Marks()

    @property
    def path(self) -> Path:  # type: ignore[override]
        """Raises OSError where it cannot be had."""
        return self._store.fetched(self._file)

    @property
    def name(self) -> str:
        return self._file


def store_of(folder: Path | str | None, name: str, profile: str | None = None) -> Store:
    """Where an experiment of that name is written down. Raises BadValue for what is no folder, and OSError."""
    if folder is None:
        return LocalStore(name)
    url = objects.address(folder)
    return SharedStore(url, name, profile) if "://" in url else LocalStore(name, Path(url))


def stores_in(folder: Path | str | None) -> list[Store]:
    """All experiments in a folder. Raises BadValue for what is no folder, OSError for an address nobody answers at."""
    url = str(gallery.folder()) if folder is None else objects.address(folder)
    if "://" in url:
        return [SharedStore(url, name) for name in objects.opened(url).folders(FOLDER)]
    found = sorted((Path(url) / FOLDER).glob(f"*/{JOURNAL}"))
    return [LocalStore(path.parent.name, Path(url)) for path in found]
