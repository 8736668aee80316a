"""What a client may take: of time, of connections, of memory. All limits are small here, so that nobody waits."""

import asyncio
import contextlib
import random
import select
import socket
import threading
from dataclasses import replace

import pytest
from h2.errors import ErrorCodes

from helpers.practice import service
from helpers.practice.http import Limits
from helpers.practice.http.exchange import Desk, Head, serve
from helpers.practice.http.sockets import PREFACE
from helpers.practice.protocol import messages
from helpers.practice.service import Delivery, Rules
from tests.practice.http import serving
from tests.practice.http.serving import Http2, complaint, connect, exchange, head, heard, parsed, rest


@pytest.fixture
def answers(monkeypatch):
    """Replaces the service by a function of the body."""

    def by(answer):
        monkeypatch.setattr(service, "answer", lambda method, url, headers, body, rules: answer(body))

    return by


class Gate:
    """Where drawings wait until a test opens it, and which counts them."""

    def __init__(self, monkeypatch, delivery=Delivery()):  # noqa: B008 - it is frozen
        monkeypatch.setattr(service, "answer", self._draw)
        self.inside = self.most = self.all = 0
        self._lock = threading.Condition()
        self._open = False
        self._delivery = delivery

    def _draw(self, *_):
        with self._lock:
            self.inside += 1
            self.all += 1
            self.most = max(self.most, self.inside)
            self._lock.notify_all()
            assert self._lock.wait_for(lambda: self._open, serving.PATIENCE)
            self.inside -= 1
        return replace(messages.answered("drawn"), delivery=self._delivery)

    def wait_for(self, count):
        with self._lock:
            assert self._lock.wait_for(lambda: self.all >= count, serving.PATIENCE)

    def open(self):
        with self._lock:
            self._open = True
            self._lock.notify_all()


class TestTime:
    def test_a_head_that_does_not_come(self):
        with serving.thread(head_seconds=0.05) as server:
            with connect(server.address) as sock:
                assert rest(sock) == b"", "there was nothing to answer"
            with connect(server.address) as sock:
                sock.sendall(b"POST / HTTP/1.1\r\nHost: local")
                status, code, message = complaint(rest(sock))
            with connect(server.address) as sock:
                sock.sendall(b"PRI * HTTP/2.0\r\n")
                assert rest(sock) == b""
        assert (status, code) == (408, "RequestTimeoutException")
        assert "head" in message

    def test_a_head_that_drips(self):
        with serving.thread(head_seconds=0.1) as server, connect(server.address) as sock:
            assert drip(sock, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 10_000)[0] == 408

    def test_a_body_that_stops(self):
        with serving.thread(stall_seconds=0.05) as server:
            for sent in (head(Content_Length=3) + b"{", head(Transfer_Encoding="chunked") + b"2\r\n{"):
                with connect(server.address) as sock:
                    sock.sendall(sent)
                    status, code, message = complaint(rest(sock))
                assert (status, code) == (408, "RequestTimeoutException")
                assert "body" in message

    def test_a_body_that_drips(self):
        with serving.thread(body_seconds=0.1) as server, connect(server.address) as sock:
            assert drip(sock, head(Content_Length=10_000) + b"x" * 10_000)[0] == 408

    def test_a_body_that_stops_in_http_2(self):
        with serving.thread(stall_seconds=0.05) as server, Http2(server.address) as connection:
            number = connection.ask(end=False)
            assert complaint(connection.answer(number))[:2] == (408, "RequestTimeoutException")

    def test_a_connection_that_asks_no_more(self, answers):
        answers(lambda body: messages.answered("yes"))
        with serving.thread(idle_seconds=0.05) as server, connect(server.address) as sock:
            sock.sendall(head("GET"))
            assert parsed(rest(sock))[2] == b'"yes"'

    def test_an_answer_that_is_not_taken(self, answers, capfd):
        large = bytes(50_000_000)  # more than the system keeps for a connection
        answers(lambda body: messages.respond(200, large))
        with serving.thread(answer_seconds=0.05) as server, connect(server.address) as sock:
            sock.sendall(head("GET"))
            wait_for_reset(sock)
            assert len(rest(sock)) < len(large)
        assert capfd.readouterr() == ("", "")

    def test_an_answer_that_is_not_taken_in_http_2(self, answers):
        answers(lambda body: messages.respond(200, bytes(int(body))))
        with (
            serving.thread(answer_seconds=0.05) as server,
            Http2(server.address, INITIAL_WINDOW_SIZE=1000) as connection,
        ):
            connection.takes = False
            number = connection.ask(body=b"5000")
            assert connection.reset(number) == ErrorCodes.CANCEL
            assert len(connection.answer(number)[2]) == 1000
            assert connection.fetch(body=b"10")[2] == bytes(10), "the connection is of no more use"


def wait_for_reset(sock):
    """Without reading."""
    poll = select.poll()
    poll.register(sock, 0)
    assert poll.poll(serving.PATIENCE * 1000), "the connection is still there"


def drip(sock, data):
    """Send byte by byte until the server has had enough; what it answers."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.settimeout(0.005)
    answer = b""
    for byte in data:
        try:
            sock.sendall(bytes([byte]))
            answer += sock.recv(65536)
        except TimeoutError:
            continue
        break
    sock.settimeout(serving.PATIENCE)
    return complaint(answer + rest(sock))


class TestEnd:
    """What the server waits for when it is asked to end."""

    @pytest.mark.parametrize("version", [1, 2])
    def test_a_drawing_that_does_not_end_before_the_server_does(self, monkeypatch, version):
        gate = Gate(monkeypatch)
        with serving.thread(grace_seconds=0.05) as server, contextlib.ExitStack() as stack:
            stack.callback(gate.open)
            client = stack.enter_context((connect if version == 1 else Http2)(server.address))
            if version == 1:
                client.sendall(head("GET"))
            else:
                client.ask()
            gate.wait_for(1)
            server.stop()
            assert rest(client) == b"" if version == 1 else client.end() == ErrorCodes.NO_ERROR

    @pytest.mark.parametrize("version", [1, 2])
    def test_an_answer_that_would_never_come_is_not_waited_for(self, monkeypatch, version):
        gate = Gate(monkeypatch, Delivery(hang=True))
        with serving.thread(grace_seconds=10 * serving.PATIENCE) as server, contextlib.ExitStack() as stack:
            client = stack.enter_context((connect if version == 1 else Http2)(server.address))
            if version == 1:
                client.sendall(head("GET"))
            else:
                client.ask()
            gate.wait_for(1)
            server.stop()
            gate.open()
            assert rest(client) == b"" if version == 1 else client.end() == ErrorCodes.NO_ERROR


class TestNumbers:
    def test_of_drawings(self, monkeypatch):
        gate = Gate(monkeypatch)
        with serving.thread(drawings=2) as server, contextlib.ExitStack() as stack:
            socks = [stack.enter_context(connect(server.address)) for _ in range(6)]
            for sock in socks:
                sock.sendall(head("GET", Connection="close"))
            gate.wait_for(2)
            gate.open()
            assert [parsed(rest(sock))[0] for sock in socks] == [200] * 6
        assert (gate.most, gate.all) == (2, 6)

    def test_of_requests_that_wait_for_a_drawing(self, monkeypatch):
        gate = Gate(monkeypatch)
        with serving.thread(drawings=1, waiting=2) as server, Http2(server.address) as connection:
            numbers = [connection.ask() for _ in range(5)]
            refused = [complaint(connection.answer(number)) for number in numbers[3:]]
            gate.open()
            assert [connection.answer(number)[0] for number in numbers[:3]] == [200] * 3
        assert [one[:2] for one in refused] == [(503, "ServiceUnavailableException")] * 2

    def test_of_connections(self, answers):
        answers(lambda body: messages.answered("yes"))
        with (
            serving.thread(connections=2, turned_away=2) as server,
            connect(server.address) as one,
            connect(server.address) as two,
            connect(server.address) as three,
            Http2(server.address) as four,
        ):
            assert not heard(server.address)
            assert complaint(four.fetch())[:2] == (503, "ServiceUnavailableException")
            assert four.end() == ErrorCodes.NO_ERROR
            three.sendall(head(Content_Length=10))  # whose body is not waited for
            assert complaint(rest(three))[:2] == (503, "ServiceUnavailableException")
            for sock in (one, two):
                sock.sendall(head("GET", Connection="close"))
                assert parsed(rest(sock))[0] == 200

    def test_of_bytes_in_memory(self, monkeypatch):
        gate = Gate(monkeypatch)
        with serving.thread(memory=1500) as server, Http2(server.address) as connection:
            first = connection.ask(body=bytes(1000))
            gate.wait_for(1)
            assert complaint(connection.fetch(body=bytes(1000)))[:2] == (503, "ServiceUnavailableException")
            gate.open()
            assert connection.answer(first)[0] == 200
            assert connection.fetch(body=bytes(1000))[0] == 200, "the first has not given back its memory"

    @pytest.mark.parametrize("delivery", [Delivery(hang=True), Delivery(delay=serving.PATIENCE)])
    @pytest.mark.parametrize("version", [1, 2])
    def test_an_answer_that_does_not_come_takes_no_place_of_a_drawing(self, answers, version, delivery):
        answers(lambda body: replace(messages.answered("yes"), delivery=delivery if body else Delivery()))
        with serving.thread(drawings=1, grace_seconds=0.05) as server, contextlib.ExitStack() as stack:
            for _ in range(5):
                if version == 1:
                    stack.enter_context(connect(server.address)).sendall(head(Content_Length=1) + b"x")
                else:
                    stack.enter_context(Http2(server.address)).ask(body=b"x")
            assert parsed(exchange(server.address, head("GET")))[0] == 200


class _Leaving:
    """A client that leaves at one of the things that are done with it."""

    def __init__(self, when):
        self.when = when
        self.sent = 0

    def _done(self, name):
        if name == self.when:
            raise ConnectionResetError

    async def receive(self):
        self._done("receive")
        self.sent += 1
        return b"x" * 100 if self.sent < 3 else b""

    async def begin(self, response):
        self._done("begin")

    async def send(self, data):
        self._done("send")

    async def end(self):
        self._done("end")


@pytest.mark.parametrize("when", ["receive", "begin", "send", "end", "never"])
def test_memory_is_given_back(answers, when):
    answers(lambda body: messages.respond(200, bytes(1000)))
    desk = Desk(Rules(), Limits(memory=10_000))
    with contextlib.suppress(ConnectionResetError):
        asyncio.run(serve(Head("POST", "/", {"host": "localhost"}), _Leaving(when), desk))
    desk.close()
    assert desk.held == 0


class TestNonsense:
    """Whatever comes, the server goes on."""

    def test_frames_of_http_2(self, answers, capfd):
        answers(lambda body: messages.answered("yes"))
        chance = random.Random(8)
        with serving.thread() as server:
            for _ in range(300):
                with connect(server.address) as sock, contextlib.suppress(ConnectionError):
                    frames = [_frame(chance) for _ in range(chance.randrange(1, 8))]
                    sock.sendall(PREFACE + b"".join(frames))
                    sock.shutdown(socket.SHUT_WR)
                    rest(sock)
            with Http2(server.address) as connection:
                assert connection.fetch()[0] == 200
        assert capfd.readouterr() == ("", "")

    def test_heads_of_http_1(self, answers, capfd):
        answers(lambda body: messages.answered("yes"))
        chance = random.Random(9)
        whole = head(Content_Length=2, Expect="100-continue") + b"{}" + head(Transfer_Encoding="chunked") + b"0\r\n\r\n"
        with serving.thread() as server:
            for _ in range(300):
                sent = bytearray(whole)
                for _ in range(chance.randrange(1, 4)):
                    sent[chance.randrange(len(sent))] = chance.randrange(256)
                assert exchange(server.address, bytes(sent)).startswith(b"HTTP/1.1 ")
        assert capfd.readouterr() == ("", "")


def _frame(chance):
    """A frame of HTTP/2: its form right, what it says by chance."""
    payload = chance.randbytes(chance.choice([0, 4, 5, 6, 8, 30]))
    kind, flags, stream = chance.randrange(11), chance.randrange(256), chance.choice([0, 0, 1, 1, 2, 3, 5])
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload
