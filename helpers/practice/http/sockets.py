"""What closing a connection takes, so that the client sees what it is meant to see."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import sys
from collections.abc import Awaitable, Callable

from helpers.practice.http.limits import Limits

READ = 65_536  # bytes read at a time
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"  # how HTTP/2 begins: RFC 9113, 3.4


async def write(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Send, and return when the system has taken all of it: the write buffer's limit is 0, see `prepare`."""
    if writer.is_closing():
        raise ConnectionResetError
    writer.write(data)
    await writer.drain()


def prepare(writer: asyncio.StreamWriter) -> None:
    """Make `write` tell a client that reads from one that does not; and send at once what is written.

    asyncio sets TCP_NODELAY for sockets that name their protocol; those of a listening socket may not. Without it the
    second write of an answer waits for the client's delayed acknowledgement, 40 ms.
    """
    writer.transport.set_write_buffer_limits(high=0)
    with contextlib.suppress(OSError):  # gone already
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def reset(writer: asyncio.StreamWriter) -> None:
    """End the connection by a TCP RST, as a network does that fails: without SO_LINGER it would be a proper end."""
    on_for_no_time = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    with contextlib.suppress(OSError):  # gone already
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, on_for_no_time)
    writer.transport.abort()


async def discard(receive: Callable[[], Awaitable[bytes]], limits: Limits) -> None:
    """Take what a client still sends, though nobody wants it: many read no answer before they have sent everything."""
    loop = asyncio.get_running_loop()
    latest = loop.time() + limits.discard_seconds
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(limits.linger_seconds) as patience:
            while await receive():
                patience.reschedule(min(latest, loop.time() + limits.linger_seconds))


async def linger(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, limits: Limits) -> None:
    """Say that no more comes, and wait until the client ends the connection, too.

    A socket that is closed with something unread is reset, and a reset can overtake the answer.
    """
    writer.write_eof()
    await discard(lambda: reader.read(READ), limits)
