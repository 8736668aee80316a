"""The grid of an experiment on a page: what it will cost, a button that draws it, and its pictures as they come.

An experiment shows its own as a cell's last line. What stands in the cells is a letter each, so that even thousands are
told anew whenever something has changed; thumbnails are asked for by the page as they come into sight. A kernel that
runs a cell does not hear the page (`Grid.while_cell_waits`): then what is drawn is sent unasked.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from typing import Any

import anywidget
import traitlets

from helpers import text
from helpers.collection import STARS
from helpers.errors import BadValue, WorkshopError
from helpers.experiments.experiment import Experiment
from helpers.experiments.grid import still, titles
from helpers.experiments.manifest import Outcome, State
from helpers.experiments.plan import Cell, Plan, tabs
from helpers.picture import Picture, shrunk
from helpers.request import ImageRequest
from helpers.text import say
from helpers.widgets.drawing import alert
from helpers.widgets.entries import sendable, setting, why
from helpers.widgets.errands import Errand, Errands
from helpers.widgets.hearing import Hearing
from helpers.widgets.kept import Output
from helpers.widgets.page import script, style

THUMB_PIXELS = 256  # longer side: about 8 kB as WebP
LARGE_PIXELS = 1024  # longer side of the one that is shown large: about 100 kB
MOST_THUMBS = 1024  # kept in memory: 8 MB
MOST_LARGE = 4
MOST_WANTED = 300  # thumbnails that a page may ask for at once: more than any screen shows
MOST_VIEWS = 6  # of one grid whose wants are remembered
MOST_UNASKED = 8  # thumbnails that are sent unasked stay so long that a page which comes late finds them
MOST_FIRST = 60  # thumbnails of what is there already that are sent unasked when a cell begins to wait
THUMBS_AT_ONCE = 4  # in one message: between two of them something more urgent gets its turn
LONGEST_REASON = 200  # characters, in a cell; the picture shown large has them all
TICK = 1.0  # seconds, after which the time that is left is told anew though nothing has happened
REST = 0.15  # seconds between two tellings
LETTERS: dict[State, str] = {
    "waiting": "w",
    "drawing": "d",
    "made": "m",
    "refused": "r",
    "failed": "f",
    "impossible": "i",
}
REUSED = "u"  # in the place of "m"


class Grid(Hearing, anywidget.AnyWidget):
    """An experiment on a page. Cells have numbers here, from 0 on, tab by tab and row by row as they stand there."""

    _esm = script("elements", "urls", "grid")
    _css = style("theme", "grid")
    _texts = traitlets.Dict().tag(sync=True)
    _plan = traitlets.Dict().tag(sync=True)  # the axes and where they are
    _state = traitlets.Dict().tag(sync=True)  # what is going on
    _cells = traitlets.Unicode().tag(sync=True)  # a letter each: `LETTERS`
    _stars = traitlets.Unicode().tag(sync=True)  # a digit each
    _reasons = traitlets.Dict().tag(sync=True)  # why there is no picture: all that are said, and which one where
    _unasked = traitlets.Dict().tag(sync=True)  # the newest thumbnails, by number, while the kernel hears nothing
    _tab = traitlets.Int(0).tag(sync=True)  # the page sets it
    _size = traitlets.Unicode("medium").tag(sync=True)  # of thumbnails; the page sets it
    _name = traitlets.Unicode().tag(sync=True)  # of what is left in the notebook, for the page to hide

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self._order = [cell for _, rows in tabs(experiment.plan) for _, cells in rows for cell in cells]
        self._total = len(experiment.plan.asked)  # different pictures
        self._places = {cell.number: place for place, cell in enumerate(self._order)}
        self._lock = threading.RLock()  # held while the state is sent, too, so that none overtakes a newer one
        self._files: list[str] = [""] * len(self._order)  # that the page was told of
        self._marks: Mapping[str, int] = {}  # stars, by file
        self._marks_stale = True
        self._alert = ""
        self._trouble: Exception | None = None  # that the alert has told
        self._told, self._phase = "", ""
        self._heard_presses = 0
        self._begin = False  # whether somebody has pressed the button
        self._rates: deque[tuple[int, int]] = deque()
        self._zoomed: list[int] = []  # asked for and not sent yet, the newest last
        self._wanted: dict[str, list[int]] = {}  # by view of the page: the last that it asked for, and nothing older
        self._unsent: deque[int] = deque()  # thumbnails to be sent unasked
        self._kept_stale = True
        self._blocked = False  # whether a cell waits for it, and the page is not heard
        self._shown_in = ""  # the run of a cell under which it was shown last
        self._news = threading.Event()
        self._watcher: threading.Thread | None = None
        self._errands = Errands(self._errand, self._failed, "grid")
        self._thumb = lru_cache(MOST_THUMBS)(partial(self._shrunk, side=THUMB_PIXELS))
        self._large = lru_cache(MOST_LARGE)(partial(self._shrunk, side=LARGE_PIXELS))
        name = f"grid-kept-{uuid.uuid4().hex[:12]}"
        self._kept = Output("")
        super().__init__(_name=name)
        self._texts = text.templates("page.") | text.templates("grid.page.")
        self._plan = sendable(_plan(experiment))
        self._show()
        experiment.observe(self._changed, "revision")
        self.on_msg(self._heard)
        self._changed()

    # ---- where it is shown

    def show(self) -> None:
        """Put it under the cell that runs now; nothing where that has been done already."""
        from IPython.display import display

        here = _running_cell()
        if here and here == self._shown_in:
            return
        self._shown_in = here
        self._kept.show()
        display(self)
        self._keep()

    @contextmanager
    def while_cell_waits(self) -> Iterator[None]:
        """Show it, and have it filled while the cell does nothing but wait.

        The page is not heard meanwhile: so it offers no buttons, and gets unasked what it would ask for.
        """
        with self._lock:
            self._blocked = True
            self._unsent.extend(self._with_picture()[:MOST_FIRST])
        self._show()
        self.show()
        try:
            yield
            with suppress(TimeoutError):  # the pictures are there; the page hears of them later
                self.wait()  # so that what stays in the notebook is there when the cell ends
        finally:
            with self._lock:
                self._blocked = False
                self._unsent.clear()
            self._unasked = {}
            self._show()

    def wait(self, timeout: float = 60) -> None:
        """Block until the page was told everything. Raises TimeoutError after so many seconds."""
        watcher = self._watcher
        if watcher is not None:
            watcher.join(timeout)
            if watcher.is_alive():
                raise TimeoutError(f"still at work after {timeout} s")
        self._errands.wait(timeout)

    def close(self) -> None:
        with suppress(ValueError):  # it has been closed before: ipywidgets does that once more in the end
            self.experiment.unobserve(self._changed, "revision")
        super().close()

    # ---- messages of the page

    def _do(self, message: Mapping[str, Any]) -> None:
        match message.get("do"):
            case "draw":
                self._begin = True
            case "stop":
                self.experiment.stop()
            case "want":
                self._want(str(message.get("view", "")), message.get("at"))
            case "zoom":
                with self._lock:
                    self._zoomed.append(self._number(message.get("at")))
            case "rate":
                self._rates.append((self._number(message.get("at")), message.get("stars", 0)))
            case "dismiss":
                self._alert = ""
                self._show()
        self._errands.wake()

    def _want(self, view: str, numbers: Any) -> None:
        wanted = [self._number(one) for one in (numbers if isinstance(numbers, list) else [])[:MOST_WANTED]]
        with self._lock:
            self._wanted.pop(view, None)
            self._wanted[view] = wanted
            while len(self._wanted) > MOST_VIEWS:
                del self._wanted[next(iter(self._wanted))]

    def _number(self, given: Any) -> int:
        if isinstance(given, bool) or given not in range(len(self._order)):
            raise BadValue("cell", got=repr(given)[:40], limit=say("limit.whole", low=0, high=len(self._order) - 1))
        return given

    # ---- what happens in the background

    def _errand(self) -> Errand | None:
        """What is most urgent now."""
        with self._lock:
            if self._begin:
                self._begin = False
                return self._start
            if self._rates:
                return partial(self._rate, *self._rates.popleft())
            if self._zoomed:
                number, self._zoomed = self._zoomed[-1], []
                return partial(self._send_large, number)
            if self._marks_stale:
                self._marks_stale = False
                return self._read_marks
            for wanted in self._wanted.values():
                if wanted:
                    numbers = wanted[:THUMBS_AT_ONCE]
                    del wanted[:THUMBS_AT_ONCE]
                    return partial(self._send_thumbs, numbers)
            if self._unsent:
                return partial(self._send_unasked, self._unsent.popleft())
            if self._kept_stale and not self.experiment.running:
                self._kept_stale = False
                return self._keep_still
        return None

    def _start(self) -> None:
        """Somebody has pressed the button: a second press while it runs is the same one."""
        try:
            if not self.experiment.running:
                self._alert = ""
                self.experiment.start()
        except Exception as error:
            self._alert = alert(error)
        self._heard_presses += 1  # the page offers its button again
        self._show()

    def _rate(self, number: int, stars: Any) -> None:
        if isinstance(stars, bool) or stars not in range(STARS + 1):
            raise BadValue("stars", got=repr(stars)[:40], limit=say("limit.whole", low=0, high=STARS))
        cell = self._order[number]
        self.experiment.rate(cell, stars)
        with self._lock:
            self._marks = {**self._marks, self.experiment.outcome(cell).file: stars}
        self._show()

    def _read_marks(self) -> None:
        marks = {file: one.stars for file, one in self.experiment.store.marks().items() if one.stars}
        with self._lock:
            self._marks = marks
        self._show()

    def _send_thumbs(self, numbers: Sequence[int]) -> None:
        made, broken, buffers = [], {}, []
        for number in numbers:
            try:
                buffers.append(self._small(self._order[number]))
                made.append(number)
            except (OSError, ValueError, WorkshopError, MemoryError) as error:  # the others are to be seen all the same
                broken[str(number)] = why(error)
        self.send(sendable({"thumbs": made, "broken": broken}), buffers)

    def _send_unasked(self, number: int) -> None:
        try:
            small = self._small(self._order[number])
        except (OSError, ValueError, WorkshopError, MemoryError) as error:
            self.send(sendable({"thumbs": [], "broken": {str(number): why(error)}}))
            return
        newest = [(key, kept) for key, kept in self._unasked.items() if key != str(number)][-MOST_UNASKED + 1 :]
        self._unasked = dict(newest) | {str(number): small}

    def _send_large(self, number: int) -> None:
        cell = self._order[number]
        outcome = self.experiment.outcome(cell)
        picture, caption, buffers, broken = None, [], [], ""
        if outcome.state == "made":
            try:
                picture = self.experiment.picture(cell)
                buffers = [self._large(number, outcome.file)]
                caption = picture.caption() if picture else []
            except (OSError, ValueError, WorkshopError, MemoryError) as error:
                broken = why(error)
        facts = _facts(self.experiment, cell, outcome, picture) | {"caption": caption}
        self.send(sendable({"zoom": number, "facts": facts, "broken": broken}), buffers)

    def _small(self, cell: Cell) -> bytes:
        """A cell's thumbnail. Raises OSError and ValueError as `Experiment.picture` does."""
        return self._thumb(self._places[cell.number], self.experiment.outcome(cell).file)

    def _shrunk(self, number: int, file: str, side: int) -> bytes:
        """file: so that another picture in the same place is another one to whoever remembers this."""
        picture = self.experiment.picture(self._order[number])
        if picture is None:
            raise FileNotFoundError(file)
        return shrunk(picture.data, side)

    def _keep_still(self) -> None:
        """Leave in the notebook what there is now."""
        if self._shown_in:
            self._kept.put(still(self.experiment, self._small, self._name))

    def _keep(self) -> None:
        self._kept_stale = True
        self._errands.wake()

    # ---- what the page shows

    def _changed(self, change: object = None) -> None:
        """Something has happened, in any thread: told soon, and not more often than anybody can see."""
        self._news.set()
        with self._lock:
            if self._watcher is None:
                self._watcher = threading.Thread(target=self._watch, name="grid", daemon=True)
                self._watcher.start()

    def _watch(self) -> None:
        """Tell what happened until nothing does; while it runs, each second, since it may wait for quota."""
        while True:
            self._news.clear()
            running, began = self.experiment.running, time.perf_counter()
            try:
                self._show()
            except Exception as error:
                self._failed(error)
            if running:
                time.sleep(
                    max(REST, 4 * (time.perf_counter() - began))
                )  # of ten thousand cells, most is left for others
                self._news.wait(TICK)
                continue
            with self._lock:
                if not self._news.is_set() and not self.experiment.running:
                    self._watcher = None
                    break
        with self._lock:
            self._marks_stale = True
        self._keep()

    def _failed(self, error: Exception) -> None:
        self._alert = alert(error)
        self._show()

    def _with_picture(self) -> list[int]:
        return [number for number, file in enumerate(self._files) if file]

    def _show(self) -> None:
        with self._lock:
            experiment = self.experiment
            outcomes = [experiment.outcome(cell) for cell in self._order]
            running = experiment.running
            self._tell_pictures(outcomes)
            self._cells = "".join(_letter(one) for one in outcomes)
            self._stars = "".join(str(self._marks.get(one.file, 0)) if one.file else "0" for one in outcomes)
            self._reasons = sendable(_reasons(outcomes))
            trouble = None if running else experiment.trouble
            if trouble is not self._trouble:
                self._trouble = trouble
                self._alert = alert(trouble) if trouble else self._alert
            words = experiment.standing if running or experiment.manifest.plan else experiment.describe()
            self._announce(words, running)
            self._state = sendable(
                {
                    "words": words,
                    "told": self._told,
                    "running": running,
                    "stopping": running and experiment.stopping,
                    "blocked": say("grid.blocked") if self._blocked else "",
                    "done": self._total - experiment.left,
                    "of": self._total,
                    "draw": "" if running or self._blocked else self._offer(),
                    "presses": self._heard_presses,
                    "alert": self._alert,
                }
            )

    def _tell_pictures(self, outcomes: Sequence[Outcome]) -> None:
        """Of a place that has another picture now, the page is to forget the old one."""
        forget = []
        for number, outcome in enumerate(outcomes):
            file = outcome.file or (f"unsaved {outcome.at}" if outcome.state == "made" else "")
            if not file or file == self._files[number]:
                continue
            if self._files[number]:
                forget.append(number)
            self._files[number] = file
            if self._blocked:
                self._unsent.append(number)
        if forget:
            self.send({"forget": forget})
        if self._unsent:
            self._errands.wake()

    def _offer(self) -> str:
        """What the button says; empty where nothing is left to draw."""
        left = self.experiment.to_draw
        if not left:
            return ""
        pictures = say("experiment.picture") if len(left) == 1 else say("experiment.pictures", count=len(left))
        price = self.experiment.price
        key = "grid.go_on" if self.experiment.manifest.plan else "grid.draw"
        return say(f"{key}_paid" if price else key, pictures=pictures, price=price)

    def _announce(self, words: str, running: bool) -> None:
        """What a screen reader says unasked: when it begins, at each quarter, when it waits, stops and ends."""
        quarter = 4 * (self._total - self.experiment.left) // self._total
        waits = self.experiment.waiting_for_quota
        phase = f"{running} {self.experiment.stopping} {waits} {quarter}" if running else "at rest"
        if phase != self._phase:
            self._told = words if self._phase or running else ""
            self._phase = phase


def _letter(outcome: Outcome) -> str:
    return REUSED if outcome.state == "made" and outcome.reused else LETTERS[outcome.state]


def _reasons(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Each reason once, and by number of the cell which one it is: a thousand cells may have failed for the same."""
    said: dict[str, int] = {}
    of = {}
    for number, outcome in enumerate(outcomes):
        if outcome.reason and outcome.state != "made":
            short = outcome.reason[:LONGEST_REASON] + ("…" if len(outcome.reason) > LONGEST_REASON else "")
            of[str(number)] = said.setdefault(short, len(said))
    return {"said": list(said), "of": of}


def _plan(experiment: Experiment) -> dict[str, Any]:
    """The axes as the page knows them."""
    plan, layout = experiment.plan, experiment.plan.layout
    shown = {
        where: {
            "name": " · ".join(plan.axes[number].title for number in numbers),
            "title": titles(plan, numbers),
            "labels": [plan.label(numbers, at) for at in plan.combinations(numbers)],
        }
        for where, numbers in (("tabs", layout.tabs), ("rows", layout.rows), ("columns", layout.columns))
    }
    title = experiment.title or " × ".join(axis.title for axis in plan.axes)
    return shown | {"title": title, "flows": not layout.rows}


def _facts(experiment: Experiment, cell: Cell, outcome: Outcome, picture: Picture | None) -> dict[str, Any]:
    """All that is to be said of a cell that is shown large."""
    request = cell.request
    lines = [(say("grid.fact.negative_prompt"), request.negative_prompt if request else "")]
    lines.append((say("grid.fact.settings"), _settings(experiment.plan, request) if request else ""))
    if picture is not None:
        paid = say("grid.paid", price=outcome.price_usd) if outcome.price_usd else say("grid.unpaid")
        how = say("grid.reused") if outcome.reused else f"{say('grid.took', seconds=picture.seconds)}, {paid}"
        lines.append((say("grid.fact.made"), f"{picture.made_at.astimezone():%Y-%m-%d %H:%M}, {how}"))
        lines.append((say("grid.fact.file"), str(picture.path or "")))
    else:
        lines.append((say("grid.fact.todo"), outcome.remedy))
        lines.append((say("grid.fact.id"), outcome.request_id))
    return {
        "prompt": request.prompt if request else "",
        "alt": picture.alt if picture else "",
        "lines": [[name, value] for name, value in lines if value],
        "why": "" if outcome.state == "made" else outcome.reason,
    }


def _settings(plan: Plan, request: ImageRequest) -> str:
    """What was asked for besides the axes, which are told already, and what stands elsewhere."""
    told = {axis.name for axis in plan.axes} | {"prompt", "negative_prompt", "seed", "model", "task"}
    asked = request.record()
    if {"width", "height"} <= set(asked):
        asked["size"] = f"{asked.pop('width')} × {asked.pop('height')}"
    return ", ".join(f"{setting(name)} {value}" for name, value in asked.items() if name not in told)


def _running_cell() -> str:
    """The run of a cell that goes on just now; empty where there is none."""
    from IPython import get_ipython

    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else None
    return str((parent or {}).get("header", {}).get("msg_id", ""))
