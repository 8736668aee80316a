"""HTTP/1.1 and HTTP/1.0 on one connection: h11 knows the protocol, this moves the bytes and keeps the deadlines."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import h11

from helpers.practice.http.exchange import BROKEN, Desk, Head, lines, malformed, serve
from helpers.practice.http.sockets import READ, linger, reset, write
from helpers.practice.protocol.messages import ServiceError, refusal
from helpers.practice.service import Response

SETTLE = 0.05  # seconds in which what was sent arrives, before a reset could overtake it
HEAD_TOO_SLOW = "The head of the request did not arrive in time."
SENTENCES = {
    431: "The head of the request is larger than {limit} bytes.",
    501: "Of transfer codings, chunked alone is understood.",
    505: "HTTP/1.0, HTTP/1.1 and HTTP/2 are understood.",
}
NO_FRAMING = "A request has Content-Length, or in HTTP/1.1 Transfer-Encoding, and never both."

# A client in one of these states has sent its whole request: no byte of it could be taken for the next one.
_COMPLETE = (h11.DONE, h11.MUST_CLOSE, h11.MIGHT_SWITCH_PROTOCOL, h11.CLOSED)


class Connection:
    """Answers the requests of one connection in turn, and is the `Wire` of each."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, desk: Desk, crowded: bool) -> None:
        self.idle = True  # whether no answer is lost if it ends now
        self._reader, self._writer, self._desk, self._crowded = reader, writer, desk, crowded
        self._last = crowded  # no request is taken after this one
        self._unsent = b""  # an answer's head, which leaves with the first of its body: one packet, often
        self._flaw: ServiceError | None = None  # why the present request's body must not be read
        self._h11 = h11.Connection(h11.SERVER, max_incomplete_event_size=desk.limits.head)

    def wind_down(self) -> None:
        """Take no further request."""
        self._last = True

    async def run(self, first: bytes) -> None:
        """Serve until the client has had enough. first: what it has sent so far."""
        self._h11.receive_data(first)
        try:
            while (head := await self._head()) is not None:
                await serve(head, self, self._desk, self._crowded)
                self.idle = True
                if self._last or {self._h11.our_state, self._h11.their_state} != {h11.DONE}:
                    break
                self._h11.start_next_cycle()
        except ServiceError as error:
            await self._refuse(error)
        if self._h11.their_state not in _COMPLETE and not self._writer.is_closing():
            await linger(self._reader, self._writer, self._desk.limits)

    async def _head(self) -> Head | None:
        """The next request's head, None if no more is to come. Raises ServiceError for what is none."""
        if not await self._begun():
            return None
        try:
            async with asyncio.timeout(self._desk.limits.head_seconds):
                request = await self._event()
        except TimeoutError:
            raise ServiceError(408, "RequestTimeoutException", HEAD_TOO_SLOW) from None
        if not isinstance(request, h11.Request):  # the client has closed
            return None
        self._flaw = self._flaw_in(request)
        headers = [(name.decode("ascii"), value.decode("latin-1")) for name, value in request.headers]
        return Head.of(request.method.decode("ascii"), request.target.decode("ascii"), headers)

    async def _begun(self) -> bool:
        """Wait for the next request to begin; False if the client has no more, or has been silent for too long."""
        if self._h11.trailing_data[0]:
            return True
        try:
            async with asyncio.timeout(self._desk.limits.idle_seconds):
                data = await self._reader.read(READ)
        except TimeoutError:
            return False
        self._h11.receive_data(data)
        return bool(data)

    async def _event(self) -> h11.Event | type[h11.PAUSED]:
        """What the client says next. Raises ServiceError for what is not HTTP."""
        try:
            while (event := self._h11.next_event()) is h11.NEED_DATA:
                self._h11.receive_data(await self._reader.read(READ))
        except h11.RemoteProtocolError as error:  # its text quotes the client: not for others' logs
            raise self._malformed(error.error_status_hint) from None
        except ValueError:  # h11 before 0.16 has Python read a length of 5000 digits
            raise self._malformed(400) from None
        return event

    def _flaw_in(self, request: h11.Request) -> ServiceError | None:
        """What h11 lets pass."""
        if sum(len(name) + len(value) for name, value in request.headers) > self._desk.limits.head:
            return self._malformed(431)  # it came in one go
        if request.http_version not in (b"1.1", b"1.0"):
            return self._malformed(505)
        names = {name for name, _ in request.headers}
        # h11 would go by Transfer-Encoding; a proxy on the way may not, and see another request in the body.
        if b"transfer-encoding" in names and (b"content-length" in names or request.http_version < b"1.1"):
            return malformed(400, NO_FRAMING)
        return None

    def _malformed(self, status: int) -> ServiceError:
        return malformed(status, SENTENCES.get(status, BROKEN).format(limit=self._desk.limits.head))

    async def _refuse(self, error: ServiceError) -> None:
        """Answer what is no request. Nothing that follows it can be trusted to be one."""
        self._last = True
        response = refusal(error)
        async with asyncio.timeout(self._desk.limits.answer_seconds):
            await self.begin(response)
            await self.send(memoryview(response.body))
            await self.end()

    async def receive(self) -> bytes:
        if self._flaw is not None:
            raise self._flaw
        if self._h11.they_are_waiting_for_100_continue:
            goes_on = h11.InformationalResponse(status_code=100, headers=[], reason=b"Continue")
            await self._write(self._h11.send(goes_on))
        event = await self._event()
        if isinstance(event, h11.Data):
            return bytes(event.data)
        self.idle = False
        return b""

    async def let_finish(self) -> None:
        """In HTTP/1, a client either reads while it sends, or finds the answer after it, see `linger`."""

    async def begin(self, response: Response) -> None:
        self.idle = False
        headers = lines(response)
        if self._last or self._h11.their_state not in _COMPLETE:
            headers.append((b"Connection", b"close"))
        reason = HTTPStatus(response.status).phrase.encode()
        self._unsent = self._h11.send(h11.Response(status_code=response.status, headers=headers, reason=reason))

    async def send(self, data: memoryview) -> None:
        await self._write(self._h11.send(h11.Data(data=data)))

    async def end(self) -> None:
        await self._write(self._h11.send(h11.EndOfMessage()))

    async def _write(self, data: bytes) -> None:
        """Send what h11 has made, and what has waited for it."""
        data, self._unsent = self._unsent + data, b""
        if data:
            await write(self._writer, data)

    async def hang(self) -> None:
        self.idle = True
        while not self._last and await self._reader.read(READ):
            pass

    async def cut(self) -> None:
        if self._h11.our_state is not h11.SEND_RESPONSE:
            await self._write(b"")
            await asyncio.sleep(SETTLE)
        reset(self._writer)
