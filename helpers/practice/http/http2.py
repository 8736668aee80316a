"""HTTP/2 in clear text on one connection, as clients speak it that know beforehand: the AWS SDK for JavaScript does.

h2 knows the protocol; this moves the bytes, keeps the deadlines, and runs each request as a task of its own.
"""

from __future__ import annotations

import asyncio
import contextlib

from h2.config import H2Configuration
from h2.connection import ConnectionInputs, H2Connection, H2ConnectionStateMachine
from h2.errors import ErrorCodes
from h2.events import (
    DataReceived,
    Event,
    RemoteSettingsChanged,
    RequestReceived,
    StreamEnded,
    StreamReset,
    WindowUpdated,
)
from h2.exceptions import FrameTooLargeError, ProtocolError
from h2.settings import SettingCodes, Settings

from helpers.practice.http.exchange import Desk, Head, lines, report, serve
from helpers.practice.http.limits import Limits
from helpers.practice.http.sockets import PREFACE, READ, discard, linger, write
from helpers.practice.service import Response

STREAM_WINDOW = 2**20  # bytes of a body that may be on their way: at the default of 64 KiB, 25 MB would be 400 rounds
CONNECTION_WINDOW = 16 * STREAM_WINDOW  # so that a body which nobody takes any more does not stop the others
_DEFAULT_WINDOW = 65_535  # bytes, a connection's at its start: RFC 9113, 6.9.2


class _Lasting(H2ConnectionStateMachine):
    """A client's GOAWAY says that it wants no streams of the server's; its own go on: RFC 9113, 6.8.

    h2 takes it for the end of the connection (python-hyper/h2 issue 1181). So a client would lose its answer that has
    said that it needs no other one, as Node's ``session.close()`` does, even before it asks.
    """

    def process_input(self, input_: ConnectionInputs) -> list[Event]:
        return [] if input_ is ConnectionInputs.RECV_GOAWAY else super().process_input(input_)


class _H2(H2Connection):
    def __init__(self, streams: int, head: int) -> None:
        super().__init__(H2Configuration(client_side=False, header_encoding=None))
        self.state_machine = _Lasting()
        wanted = {
            SettingCodes.MAX_CONCURRENT_STREAMS: streams,
            SettingCodes.MAX_HEADER_LIST_SIZE: head,
            SettingCodes.INITIAL_WINDOW_SIZE: STREAM_WINDOW,
        }
        self.local_settings = Settings(client=False, initial_values=wanted)
        self.decoder.max_header_list_size = head

    def clear_outbound_data_buffer(self) -> None:
        """h2 does this when a GOAWAY comes; what waits to be sent is still wanted, see `_Lasting`."""


class _Frames:
    """Knows a frame that is too large by its header. h2 would first take in the whole of it, up to 16 MB."""

    HEADER = 9  # bytes, the first three of them the length of what follows

    def __init__(self, most: int) -> None:
        """most: bytes of a frame, without its header."""
        self._most = most
        self._skip = len(PREFACE)  # bytes until the next header
        self._start = b""  # of a header that has not come as a whole

    def fit(self, data: bytes) -> bool:
        """Whether all frames that begin in this data are as small as they must be. data: what comes next."""
        data = self._start + data
        while self._skip + self.HEADER <= len(data):
            length = int.from_bytes(data[self._skip : self._skip + 3], "big")
            if length > self._most:
                return False
            self._skip += self.HEADER + length
        self._start = data[self._skip :]
        self._skip = max(0, self._skip - len(data))
        return True


class Connection:
    """Answers the requests of one connection, several at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, desk: Desk, crowded: bool) -> None:
        self.h2 = _H2(desk.limits.streams, desk.limits.head)
        self._reader, self._writer, self._desk, self._crowded = reader, writer, desk, crowded
        self.last = crowded  # it ends when no request is left
        self._streams: dict[int, _Stream] = {}
        # For the next request to begin; none while one is here.
        self._deadline = asyncio.timeout(desk.limits.head_seconds)
        self._over = False  # whether the deadline has had its time
        self._parted = False  # whether a GOAWAY is on its way
        self._frames = _Frames(self.h2.max_inbound_frame_size)

    @property
    def idle(self) -> bool:
        """Whether no answer is lost if it ends now."""
        return all(stream.idle for stream in self._streams.values())

    def wind_down(self) -> None:
        """Take no further request.

        The GOAWAY comes when the last answer is out: clients that are made with h2 themselves read nothing after it.
        """
        self.last = True
        for stream in self._streams.values():
            if stream.idle:
                stream.task.cancel()

    async def run(self, first: bytes) -> None:
        """Serve until the client has had enough. first: what it has sent so far, the preface at least."""
        self.h2.initiate_connection()
        self.h2.increment_flow_control_window(CONNECTION_WINDOW - _DEFAULT_WINDOW)
        data = first
        try:
            async with self._deadline:
                while data:
                    await self._take(data)
                    data = await self._reader.read(READ)
        except TimeoutError:
            pass
        except ProtocolError:
            self._parted = True  # h2 has said so, and why
        finally:
            self._over = True
            tasks = [stream.task for stream in self._streams.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if not self._parted:
                self.h2.close_connection()
            self._write()
        if data:
            await linger(self._reader, self._writer, self._desk.limits)

    async def _take(self, data: bytes) -> None:
        if not self._frames.fit(data):
            self.h2.close_connection(ErrorCodes.FRAME_SIZE_ERROR)
            raise FrameTooLargeError
        for event in self.h2.receive_data(data):
            self._heed(event)
        async with asyncio.timeout(self._desk.limits.answer_seconds):
            await self.flush()

    def _heed(self, event: Event) -> None:
        """Do what an event asks for."""
        stream = self._streams.get(getattr(event, "stream_id", None) or 0)
        match event:
            case RequestReceived():
                self._open(event)
            case DataReceived() if stream is not None and event.data:
                stream.arrived.put_nowait((event.data, event.flow_controlled_length))
            case DataReceived():  # padding, or for a stream that is gone
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            case StreamEnded() if stream is not None:
                stream.arrived.put_nowait((b"", 0))
            case StreamReset() if stream is not None:
                stream.task.cancel()
            case WindowUpdated() | RemoteSettingsChanged():
                for waiting in [stream] if stream is not None else self._streams.values():
                    waiting.may_send.set()

    def _open(self, event: RequestReceived) -> None:
        """Begin a request."""
        if self.last and not self._crowded:
            self.h2.reset_stream(event.stream_id, ErrorCodes.REFUSED_STREAM)  # the client may safely try again
            return
        fields = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers]
        pseudo = {name: value for name, value in fields if name.startswith(":")}
        headers = [(name, value) for name, value in fields if not name.startswith(":")]
        if ":authority" in pseudo:
            headers = [("host", pseudo[":authority"]), *(field for field in headers if field[0] != "host")]
        head = Head.of(pseudo[":method"], pseudo.get(":path", ""), headers)
        stream = self._streams[event.stream_id] = _Stream(self, event.stream_id, head, self._desk.limits)
        stream.task = asyncio.create_task(self._serve(stream))
        self._deadline.reschedule(None)

    async def _serve(self, stream: _Stream) -> None:
        """Answer a request, and forget it."""
        try:
            await serve(stream.head, stream, self._desk, self._crowded)
        except (TimeoutError, ConnectionError, ProtocolError):  # the client has left, or does not take its answer
            pass
        except Exception as error:
            report(error)
        finally:
            del self._streams[stream.number]
            stream.close()
            self._rest()

    def _rest(self) -> None:
        """Wait for the next request, if there is none; not at all, if none is to come."""
        self._write()
        if not self._streams and not self._over:
            patience = 0 if self.last else self._desk.limits.idle_seconds
            self._deadline.reschedule(asyncio.get_running_loop().time() + patience)

    async def flush(self) -> None:
        """Send what h2 has made, and return when the system has taken all of it."""
        await write(self._writer, self.h2.data_to_send())

    def _write(self) -> None:
        """Send what h2 has made; these are a few bytes, nobody needs to wait for them."""
        if (data := self.h2.data_to_send()) and not self._writer.is_closing():
            self._writer.write(data)


class _Stream:
    """One request and its answer: the `Wire` of HTTP/2."""

    task: asyncio.Task[None]

    def __init__(self, connection: Connection, number: int, head: Head, limits: Limits) -> None:
        self.number, self.head, self._limits = number, head, limits
        self.idle = True  # whether no answer is lost if it ends now
        self.arrived: asyncio.Queue[tuple[bytes, int]] = asyncio.Queue()  # data, and what it took of the window
        self.may_send = asyncio.Event()  # set when the client's window may have grown
        self._connection, self._h2 = connection, connection.h2
        self._greeted = False  # whether the client knows that its body is wanted
        self._complete = False  # whether the whole request has come
        self._ended = False  # whether the whole answer is sent

    @property
    def _waits(self) -> bool:
        """Whether the client sends no body before it is told to."""
        return not self._greeted and self.head.headers.get("expect", "").lower() == "100-continue"

    async def receive(self) -> bytes:
        if self._waits:
            self._h2.send_headers(self.number, [(b":status", b"100")])
        self._greeted = True
        data, taken = await self.arrived.get()
        self._complete = not data
        self.idle = not self._complete or self._ended
        # Only now may the client send as much again: one whose body nobody takes comes to a stop by itself.
        self._h2.acknowledge_received_data(taken, self.number)
        await self._connection.flush()
        return data

    async def let_finish(self) -> None:
        # Node resets a request whose answer comes while more than 10 MB of it are still to be sent.
        if not self._waits and not self._complete:
            await discard(self.receive, self._limits)

    async def begin(self, response: Response) -> None:
        self.idle = False
        head = [(name.lower(), value) for name, value in lines(response)]
        self._h2.send_headers(self.number, [(b":status", str(response.status).encode()), *head])

    async def send(self, data: memoryview) -> None:
        while data:
            self.may_send.clear()
            most = min(self._h2.local_flow_control_window(self.number), self._h2.max_outbound_frame_size)
            if most > 0:
                self._h2.send_data(self.number, bytes(data[:most]))
                data = data[most:]
                await self._connection.flush()
            else:
                await self.may_send.wait()

    async def end(self) -> None:
        self._h2.end_stream(self.number)
        self._ended = True
        await self._connection.flush()
        self.idle = True
        if not self._complete:
            await discard(self.receive, self._limits)

    async def hang(self) -> None:
        self.idle = True
        if not self._connection.last:
            await asyncio.Event().wait()  # until its task is cancelled

    async def cut(self) -> None:
        self._h2.reset_stream(self.number, ErrorCodes.INTERNAL_ERROR)
        await self._connection.flush()

    def close(self) -> None:
        """End what is not at its end, and give back what was taken of the connection's window."""
        with contextlib.suppress(ProtocolError):
            while not self.arrived.empty():
                self._h2.acknowledge_received_data(self.arrived.get_nowait()[1], self.number)
        with contextlib.suppress(ProtocolError):  # it is at its end: nothing to reset
            # Where the answer is complete, the rest of the request is not wanted, which is no error: RFC 9113, 8.1.
            self._h2.reset_stream(self.number, ErrorCodes.NO_ERROR if self._ended else ErrorCodes.CANCEL)
