"""HTTP/2 with prior knowledge, as the AWS SDK for JavaScript speaks it."""

import json
import threading
from dataclasses import replace

import h2.events
import pytest
from h2.errors import ErrorCodes

from helpers.practice import service
from helpers.practice.protocol import messages
from helpers.practice.service import Delivery
from tests.practice.http import serving
from tests.practice.http.serving import Http2, complaint, digest
from tests.practice.wire import headers

MODEL = "/model/stability.sd3-5-large-v1:0/invoke"
SIGNED = {name.lower().replace("-", "_"): value for name, value in headers().items()}


@pytest.fixture(scope="module")
def real():
    """Where a server is that asks the service itself."""
    with serving.thread() as server:
        yield server.address


@pytest.fixture
def answering(monkeypatch):
    """Makes a server that answers by a function of the URL."""
    with_server = []

    def start(answer, **limits):
        monkeypatch.setattr(service, "answer", lambda method, url, *_: answer(url))
        with_server.append(serving.thread(**limits))
        return with_server[-1].__enter__()

    yield start
    for server in with_server:
        server.__exit__(None, None, None)


class TestRequest:
    def test_what_arrives(self, echo):
        with Http2(echo) as connection:
            status, fields, body = connection.fetch("/a?b=c", b"hello", authority="localhost:9000", x_one="1")
        assert status == 200
        assert (fields["content-type"], int(fields["content-length"])) == ("application/json", len(body))
        assert "date" in fields and "x-amzn-requestid" in fields
        assert json.loads(body) == {
            "method": "POST",
            "url": "/a?b=c",
            "headers": {"host": "localhost:9000", "x-one": "1"},
            "length": 5,
            "digest": digest(b"hello"),
        }

    def test_for_the_service(self, real):
        with Http2(real) as connection:
            status, code, message = complaint(connection.fetch(MODEL, b"{}", **SIGNED))
        assert (status, code) == (400, "ValidationException")
        assert "required key" in message

    def test_a_signature_that_names_the_host_by_its_name_in_http_2(self, real):
        """As the AWS SDK for JavaScript does."""
        signed = SIGNED | {"authorization": SIGNED["authorization"].replace("host;", ":authority;")}
        with Http2(real) as connection:
            assert complaint(connection.fetch(MODEL, b"{}", **signed))[:2] == (400, "ValidationException")

    def test_in_pieces_some_of_them_empty(self, echo):
        with Http2(echo) as connection:
            number = connection.ask(end=False)
            for data, padding in [(b"", None), (b"{", 9), (b"", 20), (b"}", None)]:
                connection.h2.send_data(number, data, pad_length=padding)
                connection.flush()
            connection.h2.send_headers(number, [("trailer", "1")], end_stream=True)
            connection.flush()
            assert json.loads(connection.answer(number)[2])["digest"] == digest(b"{}")

    def test_of_the_greatest_size(self, echo):
        with Http2(echo) as connection:
            assert json.loads(connection.fetch(body=bytes(service.BODY_LIMIT))[2])["length"] == service.BODY_LIMIT

    @pytest.mark.parametrize("told", [{}, {"content_length": "25000001"}])
    def test_too_large_and_there_is_no_more(self, real, told):
        """It is taken as a whole: Node could not read the answer before."""
        with Http2(real) as connection:
            number = connection.ask(MODEL, end=False, **told, **SIGNED)
            connection.send(number, bytes(service.BODY_LIMIT + 1))
            assert complaint(connection.answer(number))[:2] == (413, "RequestEntityTooLargeException")
            assert not connection.of(number, h2.events.StreamReset)
            assert connection.fetch(MODEL, b"{}", **SIGNED)[0] == 400, "the connection is of no more use"

    @pytest.mark.parametrize("told", [{"content_length": "25000001"}, {"content_length": "9" * 18}])
    def test_too_large_and_the_rest_does_not_come(self, told):
        with serving.thread(linger_seconds=0.05) as server, Http2(server.address) as connection:
            number = connection.ask(MODEL, end=False, **told, **SIGNED)
            assert complaint(connection.answer(number))[:2] == (413, "RequestEntityTooLargeException")
            assert connection.reset(number) == ErrorCodes.NO_ERROR

    def test_too_large_and_without_an_end(self):
        with serving.thread(discard_seconds=0.05) as server, Http2(server.address) as connection:
            number = connection.ask(MODEL, end=False, content_length="9" * 18, **SIGNED)
            while not connection.of(number, h2.events.StreamEnded):
                connection.send(number, bytes(2**20), end=False)
            assert complaint(connection.answer(number))[:2] == (413, "RequestEntityTooLargeException")

    def test_too_large_for_a_client_that_waits(self, real):
        with Http2(real) as connection:
            number = connection.ask(MODEL, end=False, content_length="25000001", expect="100-continue", **SIGNED)
            assert complaint(connection.answer(number))[:2] == (413, "RequestEntityTooLargeException")
            assert not connection.of(number, h2.events.InformationalResponseReceived)

    def test_it_is_asked_for_where_the_client_waits(self, echo):
        with Http2(echo) as connection:
            number = connection.ask(end=False, expect="100-continue")
            while not connection.of(number, h2.events.InformationalResponseReceived):
                connection.receive()
            connection.send(number, b"{}")
            assert json.loads(connection.answer(number)[2])["length"] == 2

    def test_a_head_request(self, echo):
        with Http2(echo) as connection:
            status, fields, body = connection.fetch(method="HEAD")
        assert (status, body) == (200, b"")
        assert int(fields["content-length"]) > 0

    @pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:9000", "amazonaws.com"])
    def test_another_host_is_refused_before_the_body_is_looked_at(self, echo, host):
        with Http2(echo) as connection:
            number = connection.ask(authority=host, end=False)  # the body never comes
            assert complaint(connection.answer(number))[:2] == (403, "AccessDeniedException")
            assert connection.fetch(authority="bedrock-runtime.us-west-2.amazonaws.com")[0] == 200


class TestConnection:
    def test_many_requests_at_once(self, echo):
        with Http2(echo) as connection:
            asked = {connection.ask(f"/{number}", b"x" * number): number for number in range(100)}
            told = {number: json.loads(connection.answer(stream)[2]) for stream, number in asked.items()}
        assert all((one["url"], one["length"]) == (f"/{number}", number) for number, one in told.items())

    def test_one_that_takes_long_does_not_stop_the_others(self, answering):
        go_on = threading.Event()

        def answer(url):
            assert url != "/long" or go_on.wait(serving.PATIENCE)
            return messages.answered(url)

        server = answering(answer, drawings=2)
        with Http2(server.address) as connection:
            long = connection.ask("/long")
            assert connection.fetch("/short")[2] == b'"/short"'
            assert not connection.ended(long)
            go_on.set()
            assert connection.answer(long)[2] == b'"/long"'

    @pytest.mark.parametrize("window", [1000, 65_535, 2**20])
    def test_a_large_answer_through_a_small_window(self, answering, window):
        large = bytes(range(256)) * 1200
        server = answering(lambda url: messages.respond(200, large))
        with Http2(server.address, INITIAL_WINDOW_SIZE=window) as connection:
            assert connection.fetch()[2] == large

    def test_a_client_that_takes_back_its_request_gives_up_its_place(self, answering):
        asked, go_on, urls = threading.Event(), threading.Event(), []

        def answer(url):
            urls.append(url)
            asked.set()
            assert go_on.wait(serving.PATIENCE)
            return messages.answered(url)

        server = answering(answer, drawings=1)
        with Http2(server.address) as connection:
            first = connection.ask("/first")
            assert asked.wait(serving.PATIENCE)
            waiting = [connection.ask(f"/{number}") for number in range(20)]
            for number in waiting:
                connection.h2.reset_stream(number, ErrorCodes.CANCEL)
            last = connection.ask("/last")
            connection.ping()  # once it is answered, all of the above has been read
            connection.ping()  # and now it has been heeded
            go_on.set()
            assert connection.answer(first)[2] == b'"/first"'
            assert connection.answer(last)[2] == b'"/last"'
        assert urls == ["/first", "/last"]

    @pytest.mark.parametrize("first", [False, True])
    def test_a_client_that_needs_no_other_answer_gets_this_one(self, answering, first):
        """Node says so by ``session.close()``, while it waits, or before the request has left."""
        go_on = threading.Event()

        def answer(url):
            assert go_on.wait(serving.PATIENCE)
            return messages.respond(200, bytes(200_000))

        goaway = bytes.fromhex("000008 07 00 00000000 00000000 00000000")
        with Http2(answering(answer).address) as connection:
            connection.sock.sendall(goaway * first)
            number = connection.ask()
            connection.sock.sendall(goaway)
            go_on.set()
            assert len(connection.answer(number)[2]) == 200_000

    @pytest.mark.parametrize(
        "sent",
        [
            bytes.fromhex("000004 08 00 00000000 00000000"),  # a WINDOW_UPDATE of nothing
            bytes.fromhex("000001 00 00 00000007 78"),  # DATA of a stream that there is not
            bytes.fromhex("000003 01 05 00000001 ffffff"),  # HEADERS of no headers
            bytes.fromhex("000000 09 04 00000001"),  # a CONTINUATION of nothing
            b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ],
    )
    def test_what_is_no_http_2(self, echo, sent):
        with Http2(echo) as connection:
            connection.sock.sendall(sent)
            code = connection.end()
        assert code != ErrorCodes.NO_ERROR

    @pytest.mark.parametrize("pieces", [1, 2, 5, 100])
    def test_a_frame_that_is_too_large_is_known_by_its_header(self, echo, pieces):
        """It need not come as a whole: 16 MB of it might be kept until then."""
        ping = bytes.fromhex("000008 06 00 00000000 0000000000000000")
        sent = ping * 3 + bytes.fromhex("004001 00 00 00000001") + bytes(100)
        with Http2(echo) as connection:
            for start in range(0, len(sent), size := -(-len(sent) // pieces)):
                connection.sock.sendall(sent[start : start + size])
            code = connection.end()
        assert code == ErrorCodes.FRAME_SIZE_ERROR

    def test_a_head_that_is_too_large(self, monkeypatch):
        monkeypatch.setattr(service, "answer", serving.echo)
        with serving.thread(head=5000) as server, Http2(server.address) as connection:
            assert connection.fetch(x_long="x" * 4500)[0] == 200
            connection.ask(x_long="x" * 5500)
            connection.end()

    def test_it_ends_when_nothing_is_asked(self, monkeypatch):
        monkeypatch.setattr(service, "answer", serving.echo)
        with serving.thread(idle_seconds=0.05) as server, Http2(server.address) as connection:
            assert connection.fetch()[0] == 200
            code = connection.end()
        assert code == ErrorCodes.NO_ERROR


class TestDelivery:
    """What goes wrong on demand goes wrong for one request; the others of its connection go on."""

    WHOLE = bytes(range(250)) * 400

    def start(self, answering, **delivery):
        whole = messages.respond(200, self.WHOLE)
        broken = replace(whole, delivery=Delivery(**delivery))
        return answering(lambda url: broken if url == "/broken" else whole)

    def test_cut(self, answering):
        with Http2(self.start(answering, cut=0.5).address) as connection:
            number = connection.ask("/broken")
            assert connection.reset(number) == ErrorCodes.INTERNAL_ERROR
            assert connection.answer(number)[2] == self.WHOLE[: len(self.WHOLE) // 2]
            assert connection.fetch()[2] == self.WHOLE

    def test_cut_at_once(self, answering):
        with Http2(self.start(answering, cut=0.0).address) as connection:
            number = connection.ask("/broken")
            assert connection.reset(number) == ErrorCodes.INTERNAL_ERROR
            assert not connection.of(number, h2.events.ResponseReceived)
            assert connection.fetch()[2] == self.WHOLE

    def test_delay(self, answering):
        with Http2(self.start(answering, delay=0.05).address) as connection:
            number = connection.ask("/broken")
            assert connection.fetch()[2] == self.WHOLE, "it has not waited for the slow one"
            assert connection.answer(number)[2] == self.WHOLE
            assert len(connection.of(number, h2.events.DataReceived)) >= 20

    def test_hang(self, answering):
        server = self.start(answering, hang=True)
        with Http2(server.address) as connection:
            numbers = [connection.ask("/broken") for _ in range(20)]
            assert connection.fetch()[2] == self.WHOLE
            assert not any(connection.ended(number) for number in numbers)
            server.stop()
            connection.end()


def test_the_server_stops_when_the_answer_in_progress_is_taken(answering):
    asked, go_on = threading.Event(), threading.Event()

    def answer(url):
        asked.set()
        assert go_on.wait(serving.PATIENCE)
        return messages.answered(url)

    server = answering(answer, grace_seconds=serving.PATIENCE)
    with Http2(server.address) as connection:
        number = connection.ask("/asked")
        assert asked.wait(serving.PATIENCE)
        server.stop()
        late = connection.ask("/late")
        assert connection.reset(late) == ErrorCodes.REFUSED_STREAM
        go_on.set()
        assert connection.answer(number)[2] == b'"/asked"'
        assert connection.end() == ErrorCodes.NO_ERROR
