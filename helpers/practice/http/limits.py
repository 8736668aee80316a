"""How much a client may take: of memory, of connections, of time."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults are those of ``python -m helpers.practice``; tests make them small, so as not to wait.

    The greatest body is not here: it is the service's own, `service.BODY_LIMIT`.
    """

    head: int = 65_536  # bytes of a request line and its headers: AWS takes less, and h2 the same for HTTP/2
    connections: int = 256  # a class of thirty with a pool of eight each; more is a program gone wild
    turned_away: int = 64  # more connections that still hear why they are not served; beyond these all are cut
    streams: int = 100  # requests at once on one HTTP/2 connection: RFC 9113 advises no less
    drawings: int = os.cpu_count() or 2  # pictures drawn at once: more would be no faster, and cost memory
    waiting: int = 512  # requests that wait for a drawing to end: minutes of work, no client waits longer
    memory: int = 512 * 2**20  # bytes of bodies and answers held at once: twenty bodies of the greatest size

    head_seconds: float = 30.0  # from the first byte of a head to its last, and to the first byte of a connection
    stall_seconds: float = 30.0  # without another byte of a body
    body_seconds: float = 300.0  # for a whole body: 25 MB at 83 KB a second, a poor mobile network
    # Without a client taking 256 KiB more of an answer. Longer than the others: in a notebook the body of an answer
    # may be read a cell later than its head. What the system buffers, often all of it, is not waited for.
    answer_seconds: float = 120.0
    idle_seconds: float = 75.0  # between two requests of a connection: nginx's default
    linger_seconds: float = 2.0  # without another byte of what nobody wants, after an answer that came early
    discard_seconds: float = 30.0  # for all of that: httpx takes seconds to send 25 MB over HTTP/2
    grace_seconds: float = 3.0  # for answers in progress when the server stops: Ctrl-C should feel like the end
