"""One request and its answer, whichever version of HTTP they travel in.

The host is checked, the body collected, the service asked, and its answer delivered, or not, as it says itself.
"""

from __future__ import annotations

import asyncio
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import formatdate
from typing import Protocol

from helpers.practice import service
from helpers.practice.http.limits import Limits
from helpers.practice.protocol.messages import ServiceError, refusal
from helpers.practice.service import Response, Rules

PIECE = 262_144  # bytes of an answer that are handed over at a time
SLOW_PIECES = 20  # how many pieces an answer comes in that is slow on demand

# A web page can have its own name resolve to 127.0.0.1 and so reach this service from a learner's browser, whose Host
# header then has that name. AWS's names are for clients that are led here by a hosts file or a proxy.
_WELCOME = re.compile(
    r"(?:localhost|127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]+\.)+(?:amazonaws\.com|api\.aws))(?::[0-9]{1,5})?", re.IGNORECASE
)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://(?P<authority>[^/?#]*)", re.IGNORECASE)

NO_HOST_OF_OURS = "Practice mode answers to localhost, 127.0.0.1, [::1] and the host names of AWS alone."
TOO_MANY = "Practice mode: more requests at once than this machine can take. Please try again."
BROKEN = "The HTTP request is malformed."
BODY_TOO_SLOW = "The body of the request did not arrive in time."


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before a request's body."""

    method: str
    url: str  # as in the request line: mostly a path, quoted
    headers: dict[str, str]  # names in lower case; a name that came twice has its values joined with commas

    @classmethod
    def of(cls, method: str, url: str, headers: list[tuple[str, str]]) -> Head:
        """headers: names in lower case, as they came."""
        joined: dict[str, str] = {}
        for name, value in headers:
            joined[name] = f"{joined[name]}, {value}" if name in joined else value
        # An endpoint that ends in "/" makes "//model/...", which would be a host's name.
        return cls(method, re.sub("^/+", "/", url), joined)

    @property
    def length(self) -> int | None:
        """Bytes of the body, where the client tells."""
        told = self.headers.get("content-length", "")
        return int(told) if re.fullmatch("[0-9]{1,20}", told) else None

    def is_welcome(self) -> bool:
        """Whether the request is meant for this service. HTTP/1.0, which browsers do not speak, has no Host."""
        absolute = _ABSOLUTE.match(self.url)
        named = [absolute["authority"] if absolute else None, self.headers.get("host")]
        return all(_WELCOME.fullmatch(name) for name in named if name is not None)


class Wire(Protocol):
    """What `serve` needs of a version of HTTP, for one request.

    Each method may raise ConnectionError when the client is gone, and is cancelled if it takes its request back.
    `receive` may raise ServiceError, for what cannot be read.
    """

    async def receive(self) -> bytes:
        """More of the body, b"" at its end."""

    async def let_finish(self) -> None:
        """Let a client whose body is too large finish it, where it could not read an answer before."""

    async def begin(self, response: Response) -> None:
        """Make the head of an answer; it is sent with what follows."""

    async def send(self, data: memoryview) -> None:
        """Send some of its body; return when the system has taken it."""

    async def end(self) -> None:
        """Complete the answer."""

    async def hang(self) -> None:
        """Stay silent until the client leaves or the server stops."""

    async def cut(self) -> None:
        """Break off, so that the client knows."""


class Held:
    """Bytes that one request holds in memory: its body, then its answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._bytes = 0

    def set(self, size: int) -> None:
        """Take or give back, so that it is this many."""
        self._desk.held += size - self._bytes
        self._bytes = size

    def grow(self, size: int) -> None:
        """Take more. Raises ServiceError when all requests together hold too much."""
        if self._desk.held + size > self._desk.limits.memory:
            raise busy()
        self.set(self._bytes + size)


class Desk:
    """What all requests share: the rules, the limits, the threads that draw, and the memory."""

    def __init__(self, rules: Rules, limits: Limits) -> None:
        self.rules = rules
        self.limits = limits
        self.held = 0  # bytes of bodies and answers
        self._inside = 0  # requests that are drawn, or wait for it
        self._easels = ThreadPoolExecutor(limits.drawings, thread_name_prefix="easel")

    async def answer(self, head: Head, body: bytes | None) -> Response:
        """What the service says. body: None for one that is larger than it may be."""
        if self._inside >= self.limits.drawings + self.limits.waiting:
            return refusal(busy())
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._easels, self._answer, head, body)
        finally:
            self._inside -= 1

    def _answer(self, head: Head, body: bytes | None) -> Response:
        if body is None:
            body = b" " * (service.BODY_LIMIT + 1)  # the service has its own words, and its own order of checks
        try:
            return service.answer(head.method, head.url, head.headers, body, self.rules)
        except Exception as error:  # a bug of the service's
            report(error)
            return refusal(ServiceError(500, "InternalServerException", "The system encountered an unexpected error."))

    def close(self) -> None:
        """Draw nothing more. What is being drawn goes on in its thread until it is done."""
        self._easels.shutdown(wait=False, cancel_futures=True)


async def serve(head: Head, wire: Wire, desk: Desk, crowded: bool = False) -> None:
    """Answer one request. crowded: its connection is one too many.

    Raises ConnectionError or TimeoutError for a client that left or does not take its answer.
    """
    held = Held(desk)
    try:
        response = await _response(head, wire, desk, held, crowded)
        held.set(len(response.body))
        await _deliver(response, wire, desk.limits, bodiless=head.method == "HEAD")
    finally:
        held.set(0)


async def _response(head: Head, wire: Wire, desk: Desk, held: Held, crowded: bool) -> Response:
    try:
        if crowded:
            raise busy()
        if not head.is_welcome():
            raise ServiceError(403, "AccessDeniedException", NO_HOST_OF_OURS)
        body = await _collect(head, wire, desk.limits, held)
        if body is None:
            await wire.let_finish()
    except ServiceError as error:
        return refusal(error)
    return await desk.answer(head, body)


async def _collect(head: Head, wire: Wire, limits: Limits, held: Held) -> bytes | None:
    """The body; None, at once, for one that is too large. Raises ServiceError for one that does not come."""
    if (head.length or 0) > service.BODY_LIMIT:
        return None
    parts: list[bytes] = []
    size = 0
    latest = _now() + limits.body_seconds
    try:
        async with asyncio.timeout(limits.stall_seconds) as patience:
            while part := await wire.receive():
                size += len(part)
                if size > service.BODY_LIMIT:
                    return None
                held.grow(len(part))
                parts.append(part)
                patience.reschedule(min(latest, _now() + limits.stall_seconds))
    except TimeoutError:
        raise ServiceError(408, "RequestTimeoutException", BODY_TOO_SLOW) from None
    return b"".join(parts)


async def _deliver(response: Response, wire: Wire, limits: Limits, bodiless: bool) -> None:
    """Send an answer the way that `Response.delivery` says."""
    travel = response.delivery
    if travel.hang:
        await wire.hang()
        return
    if travel.delay:
        await asyncio.sleep(travel.delay)
    if travel.cut == 0:
        await wire.cut()
        return
    body = memoryview(b"" if bodiless else response.body)
    pieces = _pieces(body[: int(len(body) * (travel.cut or 1))], slow=travel.delay > 0)
    async with asyncio.timeout(limits.answer_seconds) as patience:
        await wire.begin(response)
        for number, piece in enumerate(pieces):
            if number:
                await asyncio.sleep(travel.delay / len(pieces))  # 0, mostly: the other connections have their turn
                patience.reschedule(_now() + limits.answer_seconds)
            await wire.send(piece)
        await (wire.end() if travel.cut is None else wire.cut())


def _pieces(body: memoryview, slow: bool) -> list[memoryview]:
    """A body in pieces: as many as make a slow one flow, or else of a size that any client takes in time."""
    size = -(-len(body) // SLOW_PIECES) if slow else PIECE
    return [body[start : start + size] for start in range(0, len(body), size or 1)]


def _now() -> float:
    return asyncio.get_running_loop().time()


def report(error: BaseException) -> None:
    """Tell of a bug. Its type alone: the text could hold a prompt or a key."""
    print(f"could not answer: {type(error).__name__}", file=sys.stderr, flush=True)


def busy() -> ServiceError:
    """For a request that this machine cannot take now; SDKs try again."""
    return ServiceError(503, "ServiceUnavailableException", TOO_MANY)


def malformed(status: int, why: str = BROKEN) -> ServiceError:
    """For what is no HTTP request. why: a sentence."""
    return ServiceError(status, "MalformedHttpRequestException", why)


def lines(response: Response) -> list[tuple[bytes, bytes]]:
    """An answer's header lines. The SDKs measure by the date how wrong a client's clock is."""
    dated = response.headers | {"Date": formatdate(usegmt=True)}
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in dated.items()]
