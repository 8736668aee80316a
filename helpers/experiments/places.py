"""Where an experiment draws: by threads of this process or by the workers of a cluster, with one account or several."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from helpers.client import Connection, Mode
from helpers.errors import WorkshopError
from helpers.experiments.accounts import Account, connected
from helpers.experiments.cluster import Cluster, Workers
from helpers.experiments.plan import Cell
from helpers.experiments.run import Drawn, Place
from helpers.experiments.store import Store
from helpers.pace import Pace

THREADS = 64  # most calls side by side that this process makes
MOST_DRAWN_HERE = 4  # pictures that this machine draws at the same time, if it has the cores
MOST_AT_ONCE = 1024  # with a cluster


@dataclass(frozen=True, eq=False)
class Here:
    """The place of a connection: calls made from this process, by a few threads. A `run.Place`."""

    name: str
    connection: Connection
    store: Store
    pool: ThreadPoolExecutor | None  # None: nothing is drawn, only planned

    def pace(self, model: str) -> Pace:
        return self.connection.pace(model)

    def submit(self, cell: Cell) -> Future[Drawn]:
        assert self.pool is not None
        return self.pool.submit(self._draw, cell)

    def _draw(self, cell: Cell) -> Drawn:
        # One attempt: a throttle is the pace's business, and botocore's own waiting would hide it.
        assert cell.request is not None
        picture = self.connection.draw(cell.request, attempts=1, keeper=self.store.keeper(cell))
        name = picture.path.name if picture.path else ""
        lost = None if picture.path else picture
        return Drawn(name, picture.seconds, picture.price_usd, picture.request_id, lost)

    def close(self) -> None:
        """Its threads end when their calls have."""
        if self.pool is not None:
            self.pool.shutdown(wait=False)


@dataclass(eq=False)
class Places:
    """Makes the places of an experiment. accounts: those of bedrock mode, if it is not the connection's own one."""

    accounts: tuple[Account, ...] = ()
    workers: Workers | None = None  # None: this process draws
    dropped: dict[str, WorkshopError] = field(default_factory=dict)  # what is wrong with accounts, by their names

    @property
    def most_at_once(self) -> int:
        return MOST_AT_ONCE if self.workers else THREADS

    def estimated(self, mode: Mode, connection: Connection, store: Store) -> list[Place]:
        """Places that tell how long it will take, and draw nothing."""
        found: dict[str, Connection] = {}
        for account in self.accounts if mode == "bedrock" else ():
            try:
                found[account.name] = account.connection(connection)
            except WorkshopError:  # it will drop out, and be told of, when the run begins
                continue
        return [Here(name, one, store, None) for name, one in (found or {mode: connection}).items()]

    def ready(self, first: Mapping[Mode, Cell], connections: Mapping[Mode, Connection]) -> dict[Mode, list[_Ready]]:
        """Whom calls will be made with. first: a cell of each mode. Nothing is called.

        Raises NoCredentials and the like where no account can be used; those that alone cannot be are in `dropped`.
        """
        self.dropped = {}
        out: dict[Mode, list[_Ready]] = {}
        for mode, cell in first.items():
            assert cell.request is not None
            connection = connections[mode]
            if mode == "bedrock" and self.accounts:
                found, self.dropped = connected(self.accounts, connection, cell.request)
                out[mode] = list(found.items())
                continue
            if mode == "bedrock":
                connection.require(cell.request)
            out[mode] = [(mode, connection)]
        return out

    def opened(self, ready: Mapping[Mode, list[_Ready]], store: Store, at_once: int) -> dict[str, list[Place]]:
        """The places of a run; whoever has them closes them. Raises BadValue and OSError as `Cluster` does."""
        if self.workers is None:
            pools = {mode: ThreadPoolExecutor(_threads(mode, at_once), thread_name_prefix="drawing") for mode in ready}
            return {mode: [Here(name, one, store, pools[mode]) for name, one in found] for mode, found in ready.items()}
        workers = self.workers
        made = {mode: [Cluster(name, one, workers, store) for name, one in found] for mode, found in ready.items()}
        workers.open()
        return made


def _threads(mode: Mode, at_once: int) -> int:
    """Calls side by side: what is drawn on this machine has its cores alone."""
    return min(at_once, drawn_here()) if mode == "practice" else at_once


def drawn_here() -> int:
    """Pictures that practice mode draws on this machine at the same time."""
    return min(MOST_DRAWN_HERE, os.cpu_count() or 1)


_Ready = tuple[str, Connection]
