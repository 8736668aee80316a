"""Accept connections on loopback, tell HTTP/1 from HTTP/2, and stop in good order."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from helpers.practice.http import http1
from helpers.practice.http.exchange import Desk, report
from helpers.practice.http.limits import Limits
from helpers.practice.http.sockets import PREFACE, READ, prepare, reset
from helpers.practice.service import Rules

if TYPE_CHECKING:
    from helpers.practice.http import http2

HOST = "127.0.0.1"  # loopback alone: the service checks no signature
BACKLOG = 1024  # connections the system keeps until they are accepted; one more would wait a second to try again


class Server:
    """The practice service on a port."""

    def __init__(self, port: int, rules: Rules, limits: Limits | None = None) -> None:
        """port: 0 picks a free one. Raises OSError or OverflowError for one that cannot be had."""
        self._limits = limits or Limits()
        self._desk = Desk(rules, self._limits)
        # None: it has not said yet which version it speaks.
        self._connections: dict[asyncio.Task[None], http1.Connection | http2.Connection | None] = {}
        self._told_to_stop = asyncio.Event()
        self.stopping = False  # whether somebody has called `stop`
        self._loop: asyncio.AbstractEventLoop | None = None
        self._socket = socket.create_server((HOST, port))
        self.address = f"http://{HOST}:{self._socket.getsockname()[1]}"

    async def run(self, ready: Callable[[], object]) -> None:
        """Serve until somebody calls `stop`, then let clients take the answers in progress, for a few seconds.

        ready: called when connections are accepted.
        """
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(_report)
        accepting = await asyncio.start_server(self._meet, sock=self._socket, backlog=BACKLOG)
        ready()
        if not self.stopping:
            await self._told_to_stop.wait()
        accepting.close()
        await self._wind_down()
        self._desk.close()

    def stop(self) -> None:
        """Ask the server to end. May be called from any thread, and from a signal's handler."""
        self.stopping = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._told_to_stop.set)

    def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take a new connection, if there is room."""
        crowd = len(self._connections)
        if self.stopping or crowd >= self._limits.connections + self._limits.turned_away:
            reset(writer)
            return
        task = asyncio.create_task(self._converse(reader, writer, crowded=crowd >= self._limits.connections))
        self._connections[task] = None
        task.add_done_callback(self._connections.pop)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, crowded: bool) -> None:
        """Serve one connection to its end."""
        prepare(writer)
        try:
            if first := await self._first(reader):
                connection = _version(first)(reader, writer, self._desk, crowded)
                self._connections[_this_task()] = connection
                await connection.run(first)
        except OSError:  # the client has left, or has been given up: time-outs are such errors, too
            pass
        except Exception as error:
            report(error)
        finally:
            if writer.transport.get_write_buffer_size():  # a client that does not read; its time is over
                reset(writer)  # so that the system, too, forgets what it keeps for it
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _first(self, reader: asyncio.StreamReader) -> bytes:
        """What the client begins with: enough to tell which version it speaks; b"" if it just closes."""
        data = b""
        async with asyncio.timeout(self._limits.head_seconds):
            while len(data) < len(PREFACE) and PREFACE.startswith(data) and (more := await reader.read(READ)):
                data += more
        return data

    async def _wind_down(self) -> None:
        for task, connection in self._connections.items():
            if connection is None or connection.idle:
                task.cancel()
            else:
                connection.wind_down()
        left = list(self._connections)
        if left:
            await asyncio.wait(left, timeout=self._limits.grace_seconds)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _version(first: bytes) -> type[http1.Connection | http2.Connection]:
    """Who can speak with a client that begins so."""
    if not first.startswith(PREFACE):
        return http1.Connection
    from helpers.practice.http import http2  # h2 takes as long to load as all the rest of this package

    return http2.Connection


def _this_task() -> asyncio.Task[None]:
    task = asyncio.current_task()
    assert task is not None  # only ever called from one
    return task


def _report(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What asyncio itself could not do, such as accept one more connection when the system has no more files."""
    report(context.get("exception") or RuntimeError())
