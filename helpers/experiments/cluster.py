"""Pictures drawn by the workers of a Dask cluster, paced and written down from the notebook.

A worker is told what to ask for, how to connect and where to keep the picture; whom AWS takes it for is its own affair
(a role, a profile, its environment), so no key is sent to it. What comes back is small: the picture is in the shared
folder by then. Should a worker die, Dask gives its calls to others, and each of them looks first whether the picture
is there. A call that was throttled comes back at once: when it is made again is decided in the notebook, which knows
the quota. Needs the extra `cluster`: ``pip install "bedrock-image-workshop[cluster]"``.
"""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
import uuid
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import client, errors
from helpers.client import Connection, Mode
from helpers.errors import BadValue, ClusterLost, WorkerDied, WorkerUnfit, WorkshopError
from helpers.experiments import objects
from helpers.experiments.plan import Cell
from helpers.experiments.run import Drawn
from helpers.experiments.shelf import Shelf
from helpers.experiments.store import FOLDER, Store
from helpers.pace import Pace
from helpers.request import ImageRequest
from helpers.text import say

if TYPE_CHECKING:
    import distributed

CALLS = "calls"  # in the experiment's folder, while it runs: a file for each call that a worker has begun
OPEN = "open"  # the one of them by which a worker knows that it reaches the same folder as the notebook
PATIENCE = 300.0  # seconds without any worker, after which a run gives up: as long as one in a cloud takes to come
LOOKS = 1.0  # seconds from one look at the cluster to the next
ANSWERS = 30.0  # seconds in which a cluster that is there says how many workers it has


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told about one call."""

    number: str  # nobody else's
    kit: str  # `kit()` of the notebook
    request: ImageRequest
    mode: Mode
    region: str | None
    profile: str | None
    timeout: float  # seconds
    url: str  # of the shared folder
    url_profile: str | None
    calls: str  # a folder in it
    stem: str  # the picture's name


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answers. An error is an answer, too: raised, Dask would write all that was sent into its log."""

    drawn: Drawn | None = None
    error: Exception | None = None
    there: bool = False  # whether the picture was there already, and nothing was called
    lost: int = 0  # calls for the same picture that were begun by workers that died over them


@cache
def kit() -> str:
    """A fingerprint of this kit's code: the same on every machine that has the same."""
    root = Path(client.__file__).parent
    found = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        found.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:12]


# ---- on the worker


def carry_out(order: Order) -> Reply:
    """Draw a picture, on a worker. Raises nothing that a call raises."""
    begun = 0
    try:
        if order.kit != kit():
            raise WorkerUnfit("version", worker=_here(), theirs=kit(), ours=order.kit)
        place = objects.opened(order.url, order.url_profile)
        _check(place.url, order.url_profile, order.calls)
        shelf = Shelf(place, order.stem)
        while not place.create(f"{order.calls}/{order.number}-{begun}", b"{}"):
            begun += 1
        if found := shelf.found():
            name, record = found
            facts = (float(record["seconds"]), float(record["price_usd"]), str(record["request_id"]))
            return Reply(Drawn(name, *facts), there=not begun, lost=max(0, begun - 1))
        made = client.opened(order.mode, order.region, order.profile, order.timeout).send(order.request, shelf)
    except errors.Refused as error:
        error.pictures = ()  # they are in the shared folder, and too large to be sent
        return Reply(error=error, lost=begun)
    except (WorkshopError, OSError) as error:
        return Reply(error=error, lost=begun)
    except Exception as error:  # as it is, it may hold what cannot be sent
        return Reply(error=RuntimeError(f"{type(error).__name__}: {error}"), lost=begun)
    name = made.path.name if made.path else ""
    facts = (made.seconds, made.price_usd, made.request_id)
    return Reply(Drawn(name, *facts, picture=None if made.path else made), lost=begun)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """An order that is carried out where it is unpickled, and no sooner.

    Dask's scheduler and workers unpickle what they are sent as soon as it comes, and those without this kit would not
    survive that. Bytes they let pass; opened within the task, they bring an error that is told.
    """

    order: Order

    def __reduce__(self) -> tuple[Any, ...]:
        return carry_out, (self.order,)


@cache
def _check(url: str, profile: str | None, calls: str) -> None:
    """Raises WorkerUnfit where this worker sees another folder than the notebook under the same path."""
    try:
        objects.opened(url, profile).get(f"{calls}/{OPEN}")
    except FileNotFoundError:
        raise WorkerUnfit("folder", worker=_here(), folder=url) from None


def _here() -> str:
    """This worker's address."""
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:  # called from elsewhere
        return "?"


# ---- in the notebook


class Workers:
    """A cluster, as calls are sent to it: each comes to an end, also where the cluster does not."""

    def __init__(self, cluster: distributed.Client) -> None:
        """Raises BadValue for what is no client of Dask's, or one that is to be awaited."""
        _check_client(cluster)
        self._cluster = cluster
        self._under_way: dict[str, tuple[Future[Reply], distributed.Future]] = {}  # by Dask's key
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self.threads = self._threads() or 0
        self.missing = False  # whether calls wait since there is no worker

    def open(self) -> None:
        """Watch the cluster from now on, until `close`."""
        self.threads = self._threads() or self.threads
        self._closed = threading.Event()
        watching = threading.Thread(target=self._watch, args=(self._closed,), name="watching the cluster", daemon=True)
        watching.start()

    def close(self) -> None:
        self._closed.set()

    def submit(self, order: Order) -> Future[Reply]:
        """Send a call; the future raises ClusterLost, WorkerDied or WorkerUnfit. Raises ClusterLost at once, too."""
        ours: Future[Reply] = Future()
        sealed = pickle.dumps(_Sealed(order))
        try:
            theirs = self._cluster.submit(pickle.loads, sealed, key=f"picture-{order.number}", pure=False)
        except Exception as error:  # a client that was closed has several ways of saying so
            raise ClusterLost(service_text=str(error)) from error
        with self._lock:
            self._under_way[theirs.key] = (ours, theirs)
        theirs.add_done_callback(self._came)
        return ours

    def _came(self, theirs: distributed.Future) -> None:
        with self._lock:
            ours, _ = self._under_way.pop(theirs.key, (None, None))
        if ours is None:
            return
        try:
            _end(ours, theirs.result(timeout=ANSWERS))
        except Exception as error:
            _end(ours, _explained(error))
        theirs.release()  # else it would be drawn again, should the worker die that holds it

    def _watch(self, closed: threading.Event) -> None:
        seen = time.monotonic()
        while not closed.wait(LOOKS):
            self.missing = not self._threads()
            if not self.missing:
                seen = time.monotonic()
            elif self._cluster.status == "closed" or time.monotonic() - seen > PATIENCE:
                self.give_up()
                seen = time.monotonic()

    def _threads(self) -> int | None:
        """Of all workers together; None where the cluster does not answer."""
        try:
            found = self._cluster.sync(self._cluster.scheduler.ncores, callback_timeout=ANSWERS)
        except Exception:  # closed, restarted, unreachable: each has its own
            return None
        return sum(found.values())

    def give_up(self) -> None:
        """What is under way comes to nothing here; what workers still draw is found by the next run."""
        with self._lock:
            left = list(self._under_way.values())
            self._under_way.clear()
        for ours, theirs in left:
            _end(ours, ClusterLost())
            with suppress(Exception):  # of a cluster that is gone
                theirs.cancel()


def _check_client(cluster: Any) -> None:
    try:
        from distributed import Client
    except ImportError:
        raise BadValue("run_on", got=errors.shown(cluster), limit=say("cluster.extra")) from None
    if not isinstance(cluster, Client) or cluster.asynchronous:
        raise BadValue("run_on", got=errors.shown(cluster), limit=say("cluster.client"))


def _end(ours: Future[Reply], how: Reply | Exception) -> None:
    with suppress(InvalidStateError):  # it was given up meanwhile
        if isinstance(how, Exception):
            ours.set_exception(how)
        else:
            ours.set_result(how)


def _explained(error: Exception) -> WorkshopError:
    """The kit's error for one of Dask's."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return WorkerDied(service_text=str(error))
    if isinstance(error, (CancelledError, TimeoutError, OSError)):
        return ClusterLost(service_text=str(error))
    return WorkerUnfit(service_text=f"{type(error).__name__}: {error}")


class Cluster:
    """The place of an account whose calls are made by workers. A `run.Place`."""

    def __init__(self, name: str, connection: Connection, workers: Workers, store: Store) -> None:
        """Raises BadValue for practice mode with rules of its own: each worker would have a quota to itself."""
        if connection.clients.rules is not None:
            raise BadValue("run_on", got=say("cluster.rules"), limit=say("cluster.no_rules"))
        self.name = name
        self._connection, self._workers, self._store = connection, workers, store
        self._objects = objects.opened(store.url, store.profile)
        self._calls = f"{FOLDER}/{store.name}/{CALLS}"
        self._opened = False

    def pace(self, model: str) -> Pace:
        return self._connection.pace(model)

    def submit(self, cell: Cell) -> Future[Drawn]:
        """Raises SpendingLimit, ClusterLost, and OSError where the shared folder cannot be written to."""
        assert cell.request is not None
        if not self._opened:
            self._objects.put(f"{self._calls}/{OPEN}", b"{}")
            self._opened = True
        connection = self._connection
        order = Order(
            number=uuid.uuid4().hex,
            kit=kit(),
            request=cell.request,
            mode=connection.mode,
            region=connection.region or None,
            profile=connection.clients.profile,
            timeout=connection.timeout,
            url=self._store.url,
            url_profile=self._store.profile,
            calls=self._calls,
            stem=self._store.stem(cell),
        )
        # The account is kept here, where the learner's limit is: a worker's own folder would know of its calls alone.
        entered = connection.enter(cell.request)
        try:
            theirs = self._workers.submit(order)
        except ClusterLost:
            connection.settle(entered, "failed")
            raise
        ours: Future[Drawn] = Future()
        theirs.add_done_callback(lambda done: self._came(cell.request, entered, done, ours))
        return ours

    def _came(self, request: ImageRequest, entered: str, theirs: Future[Reply], ours: Future[Drawn]) -> None:
        error = theirs.exception()
        reply = Reply(error=error) if isinstance(error, Exception) else theirs.result()
        try:
            for _ in range(reply.lost):  # nobody knows how those ended, so they count as paid for
                self._connection.enter(request, limited=False)
            self._settle(entered, reply)
        finally:
            if reply.drawn is not None:
                ours.set_result(reply.drawn)
            else:
                ours.set_exception(reply.error or ClusterLost())

    def _settle(self, entered: str, reply: Reply) -> None:
        if reply.drawn is not None:
            self._connection.settle(entered, "failed" if reply.there else "made", reply.drawn.request_id)
        elif isinstance(reply.error, WorkshopError):
            self._connection.settle(entered, client.outcome_of(reply.error), reply.error.request_id)
        else:  # of the shared folder, before anything was called; or something nobody has thought of
            self._connection.settle(entered, "failed" if isinstance(reply.error, OSError) else "unknown")

    def close(self) -> None:
        """Tidy up. What cannot be taken away stays: it harms nothing."""
        self._workers.close()
        self._opened = False
        with suppress(OSError), ThreadPoolExecutor(objects.SIDE_BY_SIDE, thread_name_prefix="tidying") as pool:
            names = [f"{self._calls}/{name}" for name in self._objects.names(self._calls)]
            for done in [pool.submit(self._objects.delete, name) for name in names]:
                done.result()
