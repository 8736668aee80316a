"""One run of an experiment: calls side by side, as fast as the quota allows, each outcome written down at once.

What goes wrong with one picture is that picture's outcome; what will go wrong with every picture of a model ends that
model's part; what will go wrong with all of them ends the run. Whatever was not drawn waits for the next run.
"""

from __future__ import annotations

import heapq
import queue
import random
import statistics
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from helpers import errors
from helpers.experiments.manifest import Manifest, Outcome, now, went_wrong
from helpers.experiments.plan import Cell
from helpers.pace import Pace, Ticket
from helpers.picture import Picture
from helpers.text import say

PATIENCE = 900.0  # seconds without a single picture while everything is throttled, after which a run gives up
LOOK_AGAIN = 0.5  # seconds until one looks again at a picture that another run draws
TRIES = 3  # calls for one picture, where the service itself is in trouble and nothing was paid
PAUSE = 2.0  # seconds before the second of them, about twice as long before the third
MOST_IN_A_ROW = 5  # failures of one model, after which the run asks it for nothing more
# What fails for every picture: nobody knows who asks, nobody is reached, the money or the disk is at its end.
_FOR_ALL = (
    *(errors.NoCredentials, errors.NoRegion, errors.NoConnection, errors.SpendingLimit, errors.NotBedrock, OSError),
    errors.WorkerUnfit,
)
# What fails for every picture of a model.
_FOR_MODEL = (errors.AccessDenied, errors.ModelRetired, errors.ModelUnknown, errors.QuotaExceeded)

# What another account may not meet, or another region.
_FOR_PLACE = (errors.NoCredentials, errors.NoRegion, errors.NoConnection, errors.NotBedrock)
_NOT_FOR_PLACE = (errors.ReplyLost, errors.ClusterLost)

UNSAVED: dict[
    str, Picture
] = {}  # pictures that could not be written down, by key; the next run in this kernel tries to


@dataclass(frozen=True, slots=True)
class Drawn:
    """What comes back of a call that brought a picture."""

    file: str  # its name in the store; "" where it could not be written down
    seconds: float
    price_usd: float
    request_id: str
    picture: Picture | None = None  # the one that could not be written down


class Place(Protocol):
    """Somewhere pictures are drawn: an account and a region, or this machine."""

    name: str

    def pace(self, model: str) -> Pace:
        """When the next call of a model may go out."""

    def submit(self, cell: Cell) -> Future[Drawn]:
        """Begin to draw; the future raises what the call raises."""

    def close(self) -> None:
        """Let go of what it draws with. Calls under way come to their end."""


@dataclass(slots=True)
class _Call:
    cell: Cell
    place: Place
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class _Theirs:
    """What a run of this process has to say of a picture."""

    run: Run
    file: str  # "": it is under way
    at: float  # when that was, of time.monotonic


# Of all runs of this process, by folder and key: two that go on at once draw a picture that both want once.
_BY_ALL: dict[tuple[str, str], _Theirs] = {}
_BY_ALL_LOCK = threading.Lock()


@dataclass(eq=False)
class Run:
    """Draws cells. places: by mode; at_once: calls side by side; changed: called after everything that happens."""

    cells: Sequence[Cell]
    manifest: Manifest
    places: Mapping[str, Sequence[Place]]
    at_once: int
    changed: Callable[[], None] = lambda: None
    patience: float = PATIENCE
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    trouble: Exception | None = None  # what ended the run, or a model's part of it, before its time
    waiting_for_quota: bool = False
    anew: bool = False  # whether pictures are drawn that are there already

    def __post_init__(self) -> None:
        self._waiting: dict[str, deque[Cell]] = {}  # by model and mode, each in the order of the grid
        for cell in self.cells:
            self._waiting.setdefault(_group(cell), deque()).append(cell)
        self._later: list[tuple[float, int, Cell]] = []  # to be tried again then
        self._tries: dict[str, int] = {}
        self._failed_in_a_row: dict[str, int] = {}
        self.dropped: dict[tuple[str, str], Exception] = {}  # by a place's name, and a model with its mode; "": all
        self._calls: dict[str, _Call] = {}  # under way, by key
        self._done: queue.SimpleQueue[tuple[str, Future[Drawn]] | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._lock = threading.RLock()
        self._seconds: deque[float] = deque(maxlen=20)  # that the newest pictures took
        self._last_answer = self.clock()
        self._began = time.monotonic()

    # ---- what others look at

    @property
    def drawing(self) -> set[str]:
        """The keys of what is being drawn."""
        with self._lock:
            return set(self._calls)

    @property
    def left(self) -> int:
        """How many pictures are still to come, those that are being drawn among them."""
        with self._lock:
            return sum(map(len, self._waiting.values())) + len(self._later) + len(self._calls)

    def seconds_left(self, usual: float) -> float:
        """An estimate of how long the rest takes. usual: seconds for one picture, until some were drawn."""
        with self._lock:
            each = statistics.median(self._seconds) if self._seconds else usual
            quota = [self._quota_seconds(cells) for cells in self._waiting.values() if cells]
            rounds = -(-self.left // self.at_once)
            return max([rounds * each, *(wait + each for wait in quota)], default=0.0)

    def quota_seconds(self) -> float:
        """How long it may be until the next call gets through, where calls wait for quota; an estimate."""
        with self._lock:
            waits = [
                max(0.0, place.pace(cells[0].model).wait())
                for cells in self._waiting.values()
                if cells
                for place in self._open(cells[0])
            ]
            return min(waits, default=0.0)

    def _quota_seconds(self, cells: deque[Cell]) -> float:
        places = self._open(cells[0])
        share = -(-len(cells) // len(places))
        return max(place.pace(cells[0].model).seconds(share) for place in places)

    def stop(self) -> None:
        """Begin no more calls; those under way come to their end, and are kept."""
        self._stopped.set()
        self._done.put(None)

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    # ---- the run

    def go(self) -> None:
        """Draw until everything has its outcome, or the run is stopped. Raises nothing that a call raises."""
        while not (self._finished() or (self.stopped and not self._calls)):
            pause = None if self.stopped else self._send()
            try:
                done = self._done.get(timeout=pause)
            except queue.Empty:
                continue
            if done is not None:
                self._came(*done)
        self.waiting_for_quota = False
        self.changed()

    def _finished(self) -> bool:
        with self._lock:
            return not (self._calls or self._later or any(self._waiting.values()))

    def _send(self) -> float | None:
        """Begin as many calls as may be now; returns the seconds until more may be, None if only an end makes room."""
        self._bring_back()
        soonest: float | None = self._later[0][0] - self.clock() if self._later else None
        for cells in list(self._waiting.values()):
            while cells and len(self._calls) < self.at_once and not self.stopped:
                if self._is_others(cells[0]):
                    cells.popleft()
                    continue
                wait, place = self._soonest(cells[0])
                if wait > 0:
                    soonest = wait if soonest is None else min(soonest, wait)
                    break
                self._begin(cells.popleft(), place)
        self._look_at_quota()
        return None if soonest is None else max(soonest, 0.001)

    def _is_others(self, cell: Cell) -> bool:
        """Whether another run of this process draws that very picture, or has drawn it since this one began.

        In the first case it is looked at again a little later, in the second it is taken.
        """
        here = (self.manifest.store.url, cell.key)
        with _BY_ALL_LOCK:
            theirs = _BY_ALL.get(here)
        if theirs is None or theirs.run is self or (theirs.file and theirs.at < self._began):
            return False
        if theirs.file:
            self._write(cell.key, taken(theirs.file))
            self.changed()
        else:
            with self._lock:
                heapq.heappush(self._later, (self.clock() + LOOK_AGAIN, cell.number, cell))
        return True

    def _say_to_all(self, cell: Cell, file: str | None) -> None:
        """Tell the other runs of this process. file: its picture's name; "": it is under way; None: neither."""
        here = (self.manifest.store.url, cell.key)
        with _BY_ALL_LOCK:
            if file is None:
                _BY_ALL.pop(here, None)
            else:
                _BY_ALL[here] = _Theirs(self, file, time.monotonic())

    def _open(self, cell: Cell) -> list[Place]:
        """The places that may still draw a cell: one at least."""
        gone = self.dropped.keys()
        return [p for p in self.places[cell.mode] if not gone & {(p.name, ""), (p.name, _group(cell))}]

    def _soonest(self, cell: Cell) -> tuple[float, Place]:
        """The place that may draw a cell first, of several that with the fewest calls under way, and in how long."""
        waits = [(place.pace(cell.model).wait(), place) for place in self._open(cell)]
        busy = Counter(call.place.name for call in self._calls.values())
        return min(waits, key=lambda one: (max(0.0, one[0]), busy[one[1].name]))

    def _bring_back(self) -> None:
        with self._lock:
            while self._later and self._later[0][0] <= self.clock():
                _, _, cell = heapq.heappop(self._later)
                self._waiting[_group(cell)].append(cell)

    def _begin(self, cell: Cell, place: Place) -> None:
        try:
            self.manifest.begin(cell.key)
        except OSError as error:
            self._back(cell)
            self._end_all(error)
            return
        self._say_to_all(cell, "")
        with self._lock:
            self._calls[cell.key] = _Call(cell, place, place.pace(cell.model).sent())
        self.changed()
        try:
            future = place.submit(cell)
        except Exception as error:  # a pool that is shut down, a cluster that is gone
            future = Future()
            future.set_exception(error)
        future.add_done_callback(lambda done: self._done.put((cell.key, done)))

    def _came(self, key: str, future: Future[Drawn]) -> None:
        with self._lock:
            call = self._calls.pop(key)
        pace = call.place.pace(call.cell.model)
        self._say_to_all(call.cell, None)
        try:
            drawn = future.result()
        except errors.Throttled as error:
            pace.throttled(call.ticket)
            self._back(call.cell)
            if self.clock() - self._last_answer > self.patience:
                self._end_all(error)
            else:
                self._look_at_quota()
        except BaseException as error:  # a cancelled future's is no Exception
            pace.served(call.ticket)
            self._last_answer = self.clock()
            self._wrong(call, error if isinstance(error, Exception) else RuntimeError(type(error).__name__))
        else:
            pace.served(call.ticket)
            self._last_answer = self.clock()
            with self._lock:
                self._seconds.append(drawn.seconds)
            self._failed_in_a_row[_group(call.cell)] = 0
            self._right(call.cell, drawn)
        self.changed()

    def _right(self, cell: Cell, drawn: Drawn) -> None:
        if drawn.picture is not None:  # in memory alone: ask for no more that nobody can keep
            UNSAVED[cell.key] = drawn.picture
            self._end_all(OSError(say("experiment.unsaved", where=self.manifest.store.url)))
        elif not self.anew:
            self._say_to_all(cell, drawn.file)
        self._write(cell.key, made(drawn))

    def _drops_out(self, call: _Call, error: Exception) -> bool:
        """Whether that is the end of one account, and others go on."""
        for_place = isinstance(error, _FOR_PLACE) and not isinstance(error, _NOT_FOR_PLACE)
        if not for_place and not isinstance(error, _FOR_MODEL):
            return False
        if all(place is call.place for place in self._open(call.cell)):
            return False
        with self._lock:
            self.dropped.setdefault((call.place.name, "" if for_place else _group(call.cell)), error)
        return True

    def _wrong(self, call: _Call, error: Exception) -> None:
        """What becomes of a picture whose call raised, and of the others."""
        cell = call.cell
        if self._drops_out(call, error):
            self._back(cell)
            return
        if isinstance(error, errors.Refused):
            self._failed_in_a_row[_group(cell)] = 0
            self._write(cell.key, went_wrong(error, "refused"))
            return
        self._write(cell.key, went_wrong(error))
        tries = self._tries[cell.key] = self._tries.get(cell.key, 0) + 1
        if isinstance(error, errors.ServiceTrouble) and tries < TRIES and not self.stopped:
            pause = self.pause * 2 ** (tries - 1) * random.uniform(0.5, 1.5)  # not all at the same time again
            with self._lock:
                heapq.heappush(self._later, (self.clock() + pause, cell.number, cell))
            return
        in_a_row = self._failed_in_a_row[_group(cell)] = self._failed_in_a_row.get(_group(cell), 0) + 1
        if isinstance(error, _FOR_ALL) and not isinstance(error, errors.ReplyLost):
            self._end_all(error)
        elif isinstance(error, _FOR_MODEL) or in_a_row >= MOST_IN_A_ROW:
            self._end_model(_group(cell), error)

    def _end_all(self, error: Exception) -> None:
        self.trouble = error
        self.stop()

    def _end_model(self, group: str, error: Exception) -> None:
        """Ask a model for nothing more; what it still had to draw has the same outcome."""
        self.trouble = error
        with self._lock:
            rest = [*self._waiting[group], *(cell for _, _, cell in self._later if _group(cell) == group)]
            self._waiting[group].clear()
            self._later = [one for one in self._later if _group(one[2]) != group]
            heapq.heapify(self._later)
        for cell in rest:
            self._write(cell.key, went_wrong(error))

    def _back(self, cell: Cell) -> None:
        """It waits again, before the others of its model."""
        with self._lock:
            self._waiting[_group(cell)].appendleft(cell)

    def _write(self, key: str, outcome: Outcome) -> None:
        try:
            self.manifest.end(key, outcome)
        except OSError as error:  # it holds in this session, and the picture itself is on disk
            self._end_all(error)

    def _look_at_quota(self) -> None:
        with self._lock:
            groups = [cells for cells in self._waiting.values() if cells]
            paces = [place.pace(cells[0].model) for cells in groups for place in self._open(cells[0])]
            self.waiting_for_quota = any(pace.waiting for pace in paces)


def _group(cell: Cell) -> str:
    return f"{cell.mode} {cell.model}"


def made(drawn: Drawn) -> Outcome:
    """The outcome of a call that brought a picture."""
    return Outcome(
        "made",
        file=drawn.file,
        seconds=round(drawn.seconds, 3),
        price_usd=round(drawn.price_usd, 6),
        request_id=drawn.request_id,
        at=now(),
    )


def taken(file: str) -> Outcome:
    """The outcome where the picture was there before."""
    return Outcome("made", file=file, reused=True, at=now())


def to_draw(cells: Iterable[Cell], manifest: Manifest) -> list[Cell]:
    """Those of the cells that have no outcome that holds, or are to have another one."""
    return [cell for cell in cells if manifest.due(cell.key)]
