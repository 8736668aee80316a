"""`experiment(...)`: many pictures, one thing changed at a time, planned first and drawn when told so."""

from __future__ import annotations

import html
import itertools
import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import cached_property
from math import prod
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import traitlets

from helpers import client, gallery, markup, models
from helpers.client import MODES, Connection, Mode
from helpers.collection import Entry, Marks
from helpers.errors import BadValue, WorkshopError, not_among, shown
from helpers.experiments.accounts import Account, several
from helpers.experiments.axes import Axis, alternatives, told_apart
from helpers.experiments.cluster import Workers
from helpers.experiments.estimate import duration, usual_seconds
from helpers.experiments.manifest import SCALARS, Manifest, Outcome, State, counted, described, went_wrong
from helpers.experiments.places import MOST_AT_ONCE, Places, drawn_here
from helpers.experiments.plan import Cell, Impossible, Layout, Plan, planned
from helpers.experiments.run import UNSAVED, Drawn, Run, made, taken, to_draw
from helpers.experiments.shared import store_of, stores_in
from helpers.experiments.store import Store
from helpers.picture import Picture
from helpers.request import ImageRequest
from helpers.text import say

if TYPE_CHECKING:
    import distributed
    import pandas

    from helpers.experiments.report import AsHtml
    from helpers.experiments.summary import Measure
    from helpers.widgets.grid import Grid

AT_ONCE = 8  # calls side by side in bedrock mode
_RUNS: WeakValueDictionary[str, Experiment] = WeakValueDictionary()  # of this process, by where they are written down


_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class Experiment(traitlets.HasTraits):
    """A planned grid of pictures, and what became of them.

    Whoever shows it watches the trait `revision`. plan: what is asked for; connection: where; store: where it is
    written down. Nothing is called, and nothing written, before `run` or `start`.
    """

    revision = traitlets.Int(0, help="counts up with every change; set from any thread")

    def __init__(
        self,
        plan: Plan,
        connection: Connection,
        store: Store,
        *,
        title: str = "",
        at_once: int | None = None,
        places: Places | None = None,
        chosen: bool = False,
    ) -> None:
        """chosen: whether the learner named the connection; else it is the last one of its mode, whichever that is."""
        super().__init__()
        self.plan = plan
        self.title = title
        self.connection = connection
        self.store = store
        self.manifest = Manifest(store)
        self.observers_failed: list[Exception] = []  # what those raised who watch
        self._chosen = chosen
        self._at_once = at_once
        self._places = places or Places()
        self._run: Run | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.RLock()
        self._reused: dict[str, str] = {}
        self._look()

    def _look(self) -> None:
        """See what is on disk already, made with the same request, the pictures of calls whose end nobody wrote down
        among them; and forget what was drawn and taken away since."""
        for key in self.plan.asked:
            outcome = self.manifest.of(key)
            if outcome.state == "made" and outcome.file and not self.store.has(outcome.file):
                self.manifest.forget(key)
        missing = [(key, cell) for key, cell in self.plan.asked.items() if not self.manifest.of(key).settled]
        self._reused = {key: file for key, cell in missing if (file := self.store.find(cell))}

    # ---- what it will be

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.plan.cells

    def outcome(self, cell: Cell) -> Outcome:
        """What became of a cell's picture."""
        if cell.error:
            return went_wrong(cell.error, "impossible")
        if self._run and cell.key in self._run.drawing:
            return Outcome("drawing")
        found = self.manifest.of(cell.key)
        if not found.settled and cell.key in self._reused:
            return Outcome("made", file=self._reused[cell.key], reused=True)
        return found

    @property
    def to_draw(self) -> list[Cell]:
        """The different pictures that are still to be drawn, in the order of the grid."""
        here = UNSAVED.keys() | self._reused.keys()
        return [cell for cell in to_draw(self.plan.asked.values(), self.manifest) if cell.key not in here]

    @property
    def price(self) -> float:
        """US dollars for all that is still to be drawn: an estimate; 0 for practice mode."""
        return self._price(self.to_draw)

    def _price(self, cells: list[Cell]) -> float:
        return sum(client.price_of(cell.request, cell.mode) for cell in cells if cell.request)

    @property
    def seconds(self) -> float:
        """About how long that takes at the published quota and the size of the class: an estimate."""
        if self._run and self.running:
            return self._run.seconds_left(self._usual_seconds)
        return self._seconds(self.to_draw)

    def _seconds(self, cells: list[Cell]) -> float:
        places = {mode: self._places.estimated(mode, self._connection(mode), self.store) for mode in self._modes}
        return Run(cells, self.manifest, places, self.at_once).seconds_left(self._usual_seconds)

    @property
    def _modes(self) -> list[Mode]:
        """Those that something is drawn in."""
        return list(dict.fromkeys(cell.mode for cell in self.plan.asked.values()))

    @cached_property
    def _usual_seconds(self) -> float:
        count = Counter((cell.model, cell.mode) for cell in self.plan.asked.values())
        return sum(usual_seconds(*one) * times for one, times in count.items()) / count.total()

    @property
    def at_once(self) -> int:
        """How many calls are made side by side."""
        if self._at_once is not None:
            return self._at_once
        if self._places.workers:
            return min(self._places.workers.threads, MOST_AT_ONCE) or AT_ONCE
        if all(cell.mode == "practice" for cell in self.plan.asked.values()):
            return drawn_here()
        return AT_ONCE

    def describe(self) -> str:
        """What it will be, as a sentence: "24 pictures, $0.96, about 2 min at this quota"."""
        todo = self.to_draw
        parts = [_pictures(len(self.cells))]
        there = len(self.plan.asked) - len(todo)
        if there:
            parts.append(say("experiment.there", there=there, left=len(todo)))
        if impossible := sum(1 for cell in self.cells if cell.error):
            parts.append(say("experiment.count.impossible", count=impossible))
        if todo:
            price = self._price(todo)
            parts.append(say("experiment.price", price=price) if price else say("experiment.free"))
            quota = any(cell.mode == "bedrock" for cell in todo)
            key = "experiment.takes_at_quota" if quota else "experiment.takes"
            parts.append(say(key, duration=duration(self._seconds(todo))))
        return ", ".join(parts)

    # ---- drawing

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    @property
    def trouble(self) -> Exception | None:
        """What ended the last run before its time."""
        return self._run.trouble if self._run else None

    def run(self, *, force: bool = False) -> Experiment:
        """Draw what is missing, and return when that is done. It is the yes to what it costs.

        force: draw everything anew. Interrupted (the notebook's stop button), it begins no more calls; those under way
        are kept when they come, and the next run goes on. What goes wrong with a picture is its outcome; what ends the
        run before its time is raised: NoCredentials and its like, SpendingLimit, OSError of a full disk.
        """
        paid = next((self._connection(cell.mode) for cell in self.cells if cell.mode == "bedrock"), None)
        if paid:
            print(self._told_before(force), flush=True)
        with self.grid.while_cell_waits() if _in_notebook() else nullcontext():
            try:
                self._wait_for_stopping()
                self.start(force=force)
                self.wait()
            except KeyboardInterrupt:
                self.stop()
                print(say("experiment.interrupted", done=self.describe()))
                raise
        if paid:
            print(paid.spent, flush=True)
        if self.trouble is not None and self._run is not None and self._run.stopped:
            raise self.trouble  # had the run come to its own end, it would be told in the grid, and by `status`
        return self

    def _told_before(self, force: bool) -> str:
        """What the run will cost, as `describe` says it."""
        if not force or self.manifest.drawing_anew:
            return self.describe()
        price = self._price(list(self.plan.asked.values()))
        return ", ".join((_pictures(len(self.plan.asked)), say("experiment.price", price=price)))

    def start(self, *, force: bool = False) -> None:
        """As `run`, in the background: returns at once. Raises BadValue where it runs already, here or elsewhere, and
        OSError where it cannot be written down."""
        with self._lock:
            other = _RUNS.get(self.store.where)
            if other is not None and other.running:
                runs = "experiment.stops" if other.stopping else "experiment.runs"
                raise BadValue("experiment", got=say(runs), limit=say("experiment.once"))
            self._renew()
            lock = self.store.lock()
            _acquire(lock, self.store)
            try:
                self.manifest.refresh()
                run = self._prepared(force)
            except BaseException:
                lock.release()
                raise
            self._run = run
            _RUNS[self.store.where] = self
            self._thread = threading.Thread(target=self._work, args=(run, lock), name="experiment", daemon=True)
            self._thread.start()
        self._changed()

    def _wait_for_stopping(self) -> None:
        """The same experiment may have been stopped a moment ago: its calls under way are waited for."""
        other = _RUNS.get(self.store.where)
        if other is not None and other.stopping:
            print(say("experiment.waits"), flush=True)
            other.wait()

    def _renew(self) -> None:
        """Call with what the learner has now: a later choice of `connect`, credentials in the place of expired ones."""
        if not self._chosen:
            self.connection = client.latest(self.connection.mode)
        self.connection = self.connection.renewed()
        self._others.clear()

    def _prepared(self, force: bool) -> Run:
        """Write down the plan and what is there already; what is left is the run."""
        self.manifest.write_plan(described(self.plan, self.title))
        for cell in self.cells:
            if cell.request:
                self.store.keep_inputs(cell.request)
        self._keep_unsaved()
        self._look()
        for key, file in self._reused.items():
            self.manifest.end(key, self._recovered(file) if self.manifest.begun(key) else taken(file))
        if force:
            self.manifest.draw_anew()
        cells = to_draw(self.plan.asked.values(), self.manifest)
        first = {cell.mode: cell for cell in reversed(cells)}
        ready = self._places.ready(first, {mode: self._connection(mode) for mode in first})
        places = self._places.opened(ready, self.store, self.at_once)
        run = Run(cells, self.manifest, places, self.at_once, self._changed, anew=self.manifest.drawing_anew)
        run.dropped |= {(name, ""): error for name, error in self._places.dropped.items()}
        return run

    def _recovered(self, file: str) -> Outcome:
        """The outcome of a call whose end nobody wrote down, from its picture."""
        record = self.store.entry(file).record
        amounts = []
        for name in ("seconds", "price_usd"):
            try:
                amounts.append(gallery.amount(record.get(name, 0.0)))
            except ValueError:  # the picture is there all the same
                amounts.append(0.0)
        return made(Drawn(file, *amounts, str(record.get("request_id", ""))))

    def _keep_unsaved(self) -> None:
        """Write down what could not be written before. Raises OSError where it still cannot be."""
        for key, cell in self.plan.asked.items():
            if cell.key in UNSAVED:
                picture = self.store.keep(UNSAVED[key])
                del UNSAVED[key]
                facts = picture.seconds, picture.price_usd, picture.request_id
                self.manifest.end(key, made(Drawn(picture.path.name if picture.path else "", *facts)))

    def _work(self, run: Run, lock: Any) -> None:
        try:
            run.go()
        except Exception as error:  # a mistake of ours: nobody else would ever see it
            run.trouble = error
            run.stop()
        finally:
            lock.release()
            for places in run.places.values():
                for place in places:
                    place.close()
            self._changed()

    def _connection(self, mode: Mode) -> Connection:
        """The one it was given, or for the other mode the last one that `connect` gave."""
        if mode == self.connection.mode:
            return self.connection
        if mode not in self._others:
            self._others[mode] = client.latest(mode)
        return self._others[mode]

    @cached_property
    def _others(self) -> dict[Mode, Connection]:
        return {}

    def stop(self) -> None:
        """Begin no more calls. Those under way come to their end and are kept: they are paid for."""
        if self._run:
            self._run.stop()
            if self._places.workers and self._places.workers.missing:  # nobody would ever bring them to their end
                self._places.workers.give_up()
            self._changed()

    def wait(self, timeout: float | None = None) -> Experiment:
        """Block until the run has come to its end. Raises TimeoutError after so many seconds."""
        if self._thread is not None:
            self._thread.join(timeout)
            if self._thread.is_alive():
                raise TimeoutError(f"still drawing after {timeout} s")
        return self

    @property
    def left(self) -> int:
        """How many different pictures are still to come: in the run that is under way, else in the next one."""
        return self._run.left if self._run and self.running else len(self.to_draw)

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop, and calls are still under way."""
        return self._run is not None and self.running and self._run.stopped

    @property
    def waiting_for_quota(self) -> bool:
        """Whether calls wait since others of the same account have been made."""
        return self._run is not None and self.running and self._run.waiting_for_quota

    @property
    def counts(self) -> Counter[State]:
        """How many cells are in which state."""
        return Counter(self.outcome(cell).state for cell in self.cells)

    @property
    def status(self) -> str:
        """How it stands, as a sentence; at rest with how to go on, where something is left."""
        counts = self.counts
        left = not self.running and (counts["waiting"] or counts["failed"])
        return ", ".join([self.standing, say("experiment.goes_on")] if left else [self.standing])

    @property
    def standing(self) -> str:
        """How it stands, as a sentence; while it runs with the time that is left, and whether it waits for quota."""
        counts = self.counts
        parts = [say("experiment.done", done=counts["made"], count=len(self.cells))]
        if gone := counted({state: counts[state] for state in ("refused", "failed", "impossible")}):
            parts.append(gone)
        for (name, _), error in list(self._run.dropped.items()) if self._run else ():
            parts.append(say("accounts.dropped", name=name, why=getattr(error, "cause", error)))
        if self._run and self.running:
            if self.stopping:
                parts.append(say("experiment.stopping", count=len(self._run.drawing)))
            elif self._places.workers and self._places.workers.missing:
                parts.append(say("cluster.waiting"))
            elif self.waiting_for_quota:
                parts.append(say("experiment.quota", duration=duration(self._run.quota_seconds())))
            else:
                parts.append(say("experiment.left", duration=duration(self.seconds)))
        return ", ".join(parts)

    def _changed(self) -> None:
        """Tell whoever watches, and hold nothing meanwhile. An observer who raises must not stop the run."""
        try:
            self.revision += 1
        except Exception as error:
            self.observers_failed.append(error)

    # ---- what came

    def entry(self, cell: Cell) -> Entry | None:
        """The picture of a cell on disk, with its record; None where there is none."""
        outcome = self.outcome(cell)
        return self.store.entry(outcome.file) if outcome.state == "made" and outcome.file else None

    def picture(self, cell: Cell) -> Picture | None:
        """The picture of a cell; None where there is none. Raises OSError where its file is gone."""
        found = self.entry(cell)
        return found.picture() if found else UNSAVED.get(cell.key)

    @property
    def pictures(self) -> list[Picture]:
        """All that are there, in the order of the grid; those are left out whose files somebody has taken away."""
        found: list[Picture] = []
        for cell in self.cells:
            with suppress(FileNotFoundError):
                if picture := self.picture(cell):
                    found.append(picture)
        return found

    def cell(self, **values: Any) -> Cell:
        """The first cell with these values, such as ``seed=3, cfg_scale=7``. Raises BadValue where there is none."""
        names = [axis.name for axis in self.plan.axes]
        for name in values:
            if name not in names:
                raise not_among("axis", name, names)
        for cell in self.cells:
            if all(self._is(cell, name, value) for name, value in values.items()):
                return cell
        raise BadValue("cell", got=shown(values), limit=say("experiment.no_such_cell"))

    def _is(self, cell: Cell, name: str, value: Any) -> bool:
        place = next(i for i, axis in enumerate(self.plan.axes) if axis.name == name)
        return value == self.plan.axes[place].values[cell.at[place]] or value == cell.labels[place]

    def rate(self, cell: Cell, stars: int) -> None:
        """Give a cell's picture 1 to 5 stars; 0 takes them back. They are those of the gallery. Raises BadValue."""
        found = self.entry(cell)
        if found is None:
            raise BadValue("cell", got=shown(cell.labels), limit=say("experiment.no_picture"))
        self.store.mark(self.outcome(cell).file, stars)
        self._changed()

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a cell: its values by the names of the axes, what was asked for, and what became of it."""
        marks = self.store.marks()
        return [self._row(cell, marks) for cell in self.cells]

    def _row(self, cell: Cell, marks: Mapping[str, Marks]) -> dict[str, Any]:
        outcome, request = self.outcome(cell), cell.request
        thought = marks.get(outcome.file, Marks())
        axes = {axis.name: plain(axis, place) for axis, place in zip(self.plan.axes, cell.at, strict=True)}
        asked = {"prompt": request.prompt, "seed": request.seed} if request else {}
        return {
            "number": cell.number,
            **asked,
            "model": cell.model,
            "mode": cell.mode,
            **axes,
            "state": outcome.state,
            "file": outcome.file,
            "reused": outcome.reused,
            "seconds": outcome.seconds,
            "price_usd": outcome.price_usd,
            "reason": outcome.reason,
            "stars": thought.stars or None,
            "favourite": thought.favourite,
            "note": thought.note,
        }

    def to_dataframe(self) -> pandas.DataFrame:
        """`rows` as a table of pandas, which is not part of the workshop. Raises ModuleNotFoundError without it."""
        import pandas

        return pandas.DataFrame(self.rows())

    def save(
        self,
        path: Path | str,
        *,
        measure: Measure | None = None,
        results: Sequence[AsHtml] = (),
        conclusion: str = "",
    ) -> Path:
        """Write it to a new file, whole or not at all, and return its path. The name's ending says what:

        ``.html`` a report for somebody who was not there, in one file that opens without a network; ``.png`` a contact
        sheet; ``.csv`` and ``.json`` the rows, which `read_rows` reads back. None holds an account number, a key or a
        folder of this machine.

        measure: what to measure on each picture, as columns by their headings, such as
        ``lambda picture: {"width": picture.size[0]}``; results: what has a section of its own in the report, such as a
        vote's; conclusion: what you make of it, in your own words, under the title of the report (the other kinds have
        no place for it). Raises BadValue for another ending, where nothing was drawn yet, and for a contact sheet of
        more than 16,000 pixels a side; FileThere, a FileExistsError, rather than overwrite a file; other OSErrors.
        """
        from helpers.experiments.saving import save

        return save(self, path, measure, results, conclusion)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    # ---- how it shows itself

    @cached_property
    def grid(self) -> Grid:
        """Its page, as `helpers.widgets` has it.

        The one import from here up to the widgets: what shows itself in a notebook knows its page, and anywhere else
        nothing of it is loaded.
        """
        from helpers.widgets.grid import Grid

        return Grid(self)

    def _ipython_display_(self) -> None:
        """As a cell's last line; once where the cell has drawn it, since it was shown then."""
        if not _in_notebook():
            raise NotImplementedError  # IPython then asks the methods below
        self.grid.show()

    def __repr__(self) -> str:
        return f"<Experiment: {self.status if self.manifest.plan else self.describe()}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        words = self.status if self.manifest.plan else self.describe()
        return {"text/plain": repr(self), "text/html": markup.wordy(f"<p>{html.escape(words)}</p>")}


def plain(axis: Axis, place: int) -> Any:
    """A value of an axis as a table holds it: a number or a text as it is, anything else by its label."""
    value = axis.values[place]
    return value if isinstance(value, (str, int, float)) else axis.labels[place]


def _pictures(count: int) -> str:
    return say("experiment.picture") if count == 1 else say("experiment.pictures", count=count)


def _in_notebook() -> bool:
    """Whether a kernel runs this; IPython in a terminal has no page to show anything on."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")


def _acquire(lock: Any, store: Store) -> None:
    from filelock import Timeout

    try:
        lock.acquire()
    except Timeout:
        once = "shared.once" if "://" in store.url else "experiment.once"
        raise BadValue("experiment", got=say("experiment.runs_elsewhere"), limit=say(once)) from None


def experiment(
    prompt: Any = "",
    negative_prompt: Any = "",
    *,
    title: str = "",
    yes: bool = False,
    force: bool = False,
    rows: str | None = None,
    columns: str | None = None,
    tabs: str | None = None,
    at_once: int | None = None,
    connection: Connection | None = None,
    run_on: distributed.Client | None = None,
    folder: Path | str | None = None,
    accounts: Sequence[Account] = (),
    **options: Any,
) -> Experiment:
    """Plan pictures that differ in what you choose, and draw them on a yes.

    prompt: a text, in which ``{a|b}`` is a choice, and ``{animal: a|b}`` one with a name for `rows` and the like; or a
    list of texts; or a dictionary of them by their labels, as `ladder` makes it. options: the other fields of
    `ImageRequest` (seed, cfg_scale, steps, aspect_ratio, style_preset,
    model ...) and of the task (strength ...), and size=(width, height), style="watercolor" (words at the prompt's end),
    mode, image= (to begin with), task=. A list, a range or a dictionary makes any of them an axis. Without a seed all
    pictures have the same one.

    The plan shows itself with a button that starts it; ``yes=True`` draws at once, as `Experiment.run` does. What was
    drawn before with the same request is used again, in this experiment and in others; ``force=True`` draws it anew.
    rows, columns, tabs: which axis goes where. at_once: calls side by side, 1 to 64.

    run_on: a Dask client, whose cluster then makes the calls (`helpers.experiments.cluster`), as many side by side as
    it has threads, 1 to 1,024. folder: where the manifest and the pictures lie, if not in the folder of pictures: a
    path, or an address such as ``s3://bucket/folder``; for a cluster one that all workers reach. accounts: AWS accounts
    and regions, whose quotas are used side by side.

    Raises BadValue for what is no argument, an axis that is none, and where no picture at all could be asked for, and
    OSError where the folder cannot be reached.
    """
    if not isinstance(title, str):
        raise BadValue("title", got=type(title).__name__, limit=say("limit.text"))
    if connection is not None and not isinstance(connection, Connection):
        raise BadValue("connection", got=shown(connection), limit=say("limit.connection"))
    chosen, connection = connection is not None, connection or client.current()
    if run_on is not None and folder is None:
        raise BadValue("folder", got=say("limit.nothing"), limit=say("shared.for_workers"))
    places = Places(several(accounts), None if run_on is None else Workers(run_on))
    most = places.most_at_once
    if at_once is not None and not _is_whole(at_once, most):
        raise BadValue("at_once", got=shown(at_once), limit=say("limit.whole", low=1, high=most))
    others: dict[Mode, Connection] = {connection.mode: connection}

    def check(request: ImageRequest, mode: Mode) -> None:
        if mode not in others:
            others[mode] = client.latest(mode)
        others[mode].check(request)

    plan = planned(prompt, negative_prompt, options, connection.mode, check, rows=rows, columns=columns, tabs=tabs)
    if places.accounts and not any(cell.mode == "bedrock" for cell in plan.asked.values()):
        raise BadValue("accounts", got=str(len(places.accounts)), limit=say("accounts.bedrock_alone"))
    store = store_of(folder, f"{_slug(title)}{plan.id}", connection.clients.profile)
    made = Experiment(plan, connection, store, title=title, at_once=at_once, places=places, chosen=chosen)
    if force and not yes:
        raise BadValue("force", got="True", limit=say("experiment.force_needs_yes"))
    return made.run(force=force) if yes else made


def _is_whole(value: Any, most: int) -> bool:
    """Whether it is a whole number from 1 to that; numpy's are some."""
    try:
        return not isinstance(value, bool) and index(value) in range(1, most + 1)
    except TypeError:
        return False


def _slug(title: str) -> str:
    return f"{gallery.slug(title)}-" if re.search(r"\w", title) else ""


def past_experiments(folder: Path | str | None = None) -> list[Experiment]:
    """The experiments that were ever run in a folder of pictures, newest first: to look at, to go on with, to report.

    folder: a path, or an address as `experiment` takes it; None: the folder of pictures. Those whose journal holds no
    plan, or a damaged one, are left out. Raises OSError where an address cannot be reached.
    """
    found = [one for store in stores_in(folder) if (one := opened(store)) is not None]
    return sorted(found, key=lambda one: one.store.changed(), reverse=True)


def opened(store: Store) -> Experiment | None:
    """The experiment of a store, as it was planned last; None where nobody wrote down a plan that can be read."""
    told = Manifest(store).plan
    if told is None:
        return None
    connection = client.current()
    try:
        plan = _read(told, store.pictures_here())
    except (OSError, *_DAMAGED):  # a picture that went in may be gone
        return None
    try:
        return Experiment(plan, connection, store.again(), title=str(told.get("title", "")))
    except _DAMAGED:
        return None


# What reading raises where the journal holds something else than was written: it may have been changed by hand.
_DAMAGED = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, WorkshopError)


def _read(told: Mapping[str, Any], pictures: Path) -> Plan:
    """A plan from `manifest.described`. Raises one of `_DAMAGED` for what is none, and OSError."""
    axes = told_apart([_axis_read(one) for one in told["axes"]])
    layout = Layout(*(tuple(told["layout"][name]) for name in ("rows", "columns", "tabs")))
    numbers = [*layout.rows, *layout.columns, *layout.tabs]
    _require(all(type(one) is int for one in numbers) and sorted(numbers) == list(range(len(axes))), "layout")
    _require(len(told["cells"]) == prod(len(axis) for axis in axes), "cells")
    places = itertools.product(*(range(len(axis)) for axis in axes))
    cells = []
    for number, (at, one) in enumerate(zip(places, told["cells"], strict=True), 1):
        _require(one["at"] == list(at), "at")
        cells.append(_cell_read(number, axes, at, one, pictures))
    _require(any(cell.key for cell in cells), "cells")
    given = dict(told.get("given", {}))
    _require(all(isinstance(value, (str, int, float)) for value in given.values()), "given")
    in_braces = [choice for name in ("prompt", "negative_prompt") for choice in alternatives(str(given.get(name, "")))]
    _require(len(in_braces) <= len(axes), "given")
    return Plan(axes, tuple(cells), layout, given)


def _axis_read(told: Mapping[str, Any]) -> Axis:
    labels = tuple(map(str, told["labels"]))
    values = tuple(told.get("values") or labels)
    _require(len(labels) == len(values) > 0 and all(isinstance(one, SCALARS) for one in values), "values")
    return Axis(str(told["name"]), labels, values)


def _cell_read(number: int, axes: Sequence[Axis], at: tuple[int, ...], told: Mapping[str, Any], pictures: Path) -> Cell:
    labels = tuple(axis.labels[place] for axis, place in zip(axes, at, strict=True))
    key, mode, request = told.get("key", ""), told["mode"], None
    _require(isinstance(key, str) and mode in MODES, "cell")
    if "request" in told:
        _require_fingerprints(told["request"].get("task", {}))
        request = gallery.read_request(told["request"], pictures)
    if not key:
        return Cell(number, at, labels, request, mode, "", "", Impossible(str(told.get("why", ""))))
    _require(request is not None, "request")
    return Cell(number, at, labels, request, mode, models.model_of(request).name, key)


def _require_fingerprints(task: Mapping[str, Any]) -> None:
    """Of the pictures that go in: each names a file."""
    for value in task.values():
        for one in value if isinstance(value, list) else [value]:
            _require(not isinstance(one, Mapping) or bool(_FINGERPRINT.fullmatch(one["sha256"])), "sha256")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)
