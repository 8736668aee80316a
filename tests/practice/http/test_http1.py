"""HTTP/1.1 and HTTP/1.0, byte for byte."""

import asyncio
import http.client
import json
import re
import socket
import threading
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from helpers.practice import service
from helpers.practice.http.sockets import prepare
from helpers.practice.protocol import messages
from tests.practice.http import serving
from tests.practice.http.serving import complaint, digest, exchange, head, parsed
from tests.practice.wire import headers

MODEL = "/model/stability.sd3-5-large-v1:0/invoke"
SIGNED = {name.replace("-", "_"): value for name, value in headers().items()}


@pytest.fixture(scope="module")
def real():
    """Where a server is that asks the service itself."""
    with serving.thread() as server:
        yield server.address


def told(answer):
    """What `serving.echo` says, in the last of these answers."""
    return json.loads(answer.rsplit(b"\r\n\r\n", 1)[1])


def count(answer):
    """How many answers there are."""
    return len(re.findall(rb"HTTP/1\.1 [0-9]{3} ", answer))


class TestBody:
    def test_with_a_length(self, echo):
        answer = exchange(echo, head(path="/a?b=c", Content_Length=5, X_One="1") + b"hello")
        assert told(answer) == {
            "method": "POST",
            "url": "/a?b=c",
            "headers": {"host": "localhost", "content-length": "5", "x-one": "1"},
            "length": 5,
            "digest": digest(b"hello"),
        }

    def test_in_chunks(self, echo):
        body = b"5;name=value\r\nhello\r\n1\r\n \r\n6\r\nBedroc\r\n00\r\nTrailer: x\r\n\r\n"
        answer = exchange(echo, head(Transfer_Encoding="chunked") + body)
        assert told(answer)["digest"] == digest(b"hello Bedroc")
        assert count(answer) == 1

    def test_in_chunks_for_the_service(self, real):
        answer = exchange(real, head(path=MODEL, **SIGNED, Transfer_Encoding="chunked") + b"2\r\n{}\r\n0\r\n\r\n")
        assert complaint(answer)[:2] == (400, "ValidationException")
        assert "required key" in complaint(answer)[2]
        assert count(answer) == 1

    def test_without_a_length_there_is_none(self, real):
        status, code, message = complaint(exchange(real, head(path=MODEL, **SIGNED)))
        assert (status, code) == (400, "ValidationException")
        assert "Malformed input request" in message

    def test_byte_by_byte(self, echo):
        with serving.connect(echo) as sock:
            for byte in head(Content_Length=2, Connection="close") + b"{}":
                sock.sendall(bytes([byte]))
            assert told(serving.rest(sock))["length"] == 2

    @pytest.mark.parametrize("chunked", [False, True])
    def test_of_the_greatest_size(self, echo, chunked):
        body = bytes(service.BODY_LIMIT)
        framing = {"Transfer_Encoding": "chunked"} if chunked else {"Content_Length": len(body)}
        parts = [b"%x\r\n" % len(body), body, b"\r\n0\r\n\r\n"] if chunked else [body]
        answer = exchange(echo, b"".join([head(**framing), *parts]))
        assert told(answer)["length"] == service.BODY_LIMIT

    @pytest.mark.parametrize("length", ["25000001", "25000002", "9" * 17, "9" * 5000])
    def test_a_length_that_is_too_large_is_not_waited_for(self, real, length):
        answer = exchange(real, head(path=MODEL, **SIGNED, Content_Length=length) + b"{}")
        assert complaint(answer)[0] == (413 if len(length) < 18 else 400)
        assert b"\r\nConnection: close\r\n" in answer
        assert count(answer) == 1

    def test_chunks_that_become_too_large_are_not_waited_for(self, real):
        with serving.connect(real) as sock:  # which is not half closed: the end of the body never comes
            sock.sendall(head(path=MODEL, **SIGNED, Transfer_Encoding="chunked") + b"17d7841\r\n" + bytes(25_000_001))
            assert complaint(serving.rest(sock))[:2] == (413, "RequestEntityTooLargeException")

    def test_too_large_is_told_in_the_service_s_own_order(self, real):
        answer = exchange(real, head(path=MODEL, Content_Length=25_000_001))
        assert parsed(answer)[0] == 403
        assert json.loads(parsed(answer)[2]) == {"Message": "Authorization header is missing"}

    @pytest.mark.parametrize("length", ["-1", "two", "", "²", "1.5", "+2", "0x2", "2 2", "2, 3"])
    def test_a_length_that_is_none(self, echo, length):
        answer = exchange(echo, head(Content_Length=length) + b"{}")
        assert complaint(answer)[:2] == (400, "MalformedHttpRequestException")
        assert count(answer) == 1

    def test_it_is_asked_for_where_the_client_waits(self, echo):
        with serving.connect(echo) as sock:
            sock.sendall(head(Content_Length=2, Expect="100-continue", Connection="close"))
            assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
            sock.sendall(b"{}")
            assert told(serving.rest(sock))["length"] == 2

    def test_it_is_not_asked_for_where_it_is_too_large(self, real):
        with serving.connect(real) as sock:
            sock.sendall(head(path=MODEL, **SIGNED, Content_Length=25_000_001, Expect="100-continue"))
            assert complaint(serving.rest(sock))[0] == 413


class TestFraming:
    """Nothing may be read as a request that its sender meant as a body, nor the other way round."""

    @pytest.mark.parametrize("version", ["1.1", "1.0"])
    def test_two_lengths(self, echo, version):
        sent = (
            head(version=version, Content_Length=4, Transfer_Encoding="chunked")
            + b"0\r\n\r\n"
            + head("GET", "/smuggled")
        )
        answer = exchange(echo, sent)
        assert complaint(answer)[:2] == (400, "MalformedHttpRequestException")
        assert count(answer) == 1

    def test_chunks_in_http_1_0(self, echo):
        answer = exchange(echo, head(version="1.0", Transfer_Encoding="chunked") + b"2\r\n{}\r\n0\r\n\r\n")
        assert complaint(answer)[:2] == (400, "MalformedHttpRequestException")

    @pytest.mark.parametrize("coding", ["gzip", "gzip, chunked", "chunked, identity", "xchunked"])
    def test_other_codings(self, echo, coding):
        answer = exchange(echo, head(Transfer_Encoding=coding) + b"0\r\n\r\n")
        assert complaint(answer)[:2] == (501, "MalformedHttpRequestException")
        assert count(answer) == 1

    @pytest.mark.parametrize("body", [b"zz\r\n{}\r\n0\r\n\r\n", b"-2\r\n{}\r\n0\r\n\r\n", b"2\r\n{}", b"\r\n\r\n\r\n"])
    def test_chunks_that_are_none(self, echo, body):
        answer = exchange(echo, head(Transfer_Encoding="chunked") + body)
        assert complaint(answer)[:2] == (400, "MalformedHttpRequestException")
        assert count(answer) == 1

    def test_a_body_that_ends_early(self, echo):
        assert complaint(exchange(echo, head(Content_Length=3) + b"{}"))[:2] == (400, "MalformedHttpRequestException")

    def test_a_head_request_that_ends_early(self, echo):
        status, _, body = parsed(exchange(echo, head("HEAD", Content_Length=3) + b"{}"))
        assert (status, body) == (400, b"")

    @pytest.mark.parametrize(
        "sent",
        [
            *(
                b"\x16\x03\x01\x02\x00\x01\x00\x01",
                b"\0" * 100,
                b"hello\n\n",
                b"GET /\r\n\r\n",
                b"GET / HTTP/one\r\n\r\n",
            ),
            b"GET / HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
        ],
    )
    def test_what_is_no_http(self, echo, sent):
        answer = exchange(echo, sent)
        assert complaint(answer) == (400, "MalformedHttpRequestException", "The HTTP request is malformed.")
        assert b"\r\nConnection: close\r\n" in answer

    @pytest.mark.parametrize("version", ["0.9", "1.2", "2.0", "3.0"])
    def test_other_versions(self, echo, version):
        answer = exchange(echo, head("GET", version=version))
        assert complaint(answer)[:2] == (505, "MalformedHttpRequestException")

    def test_half_of_the_preface_of_http_2(self, echo):
        answer = exchange(echo, b"PRI * HTTP/2.0\r\n\r\nno more\r\n\r\n")
        assert complaint(answer)[:2] == (505, "MalformedHttpRequestException")

    def test_a_head_that_is_too_large(self, echo):
        few = head("GET", X_Long="x" * 65_000)
        assert parsed(exchange(echo, few))[0] == 200
        for many in (head("GET", X_Long="x" * 66_000), head("GET", X_Long="x" * 200_000), b"GET /" + b"x" * 70_000):
            answer = exchange(echo, many)
            assert complaint(answer)[:2] == (431, "MalformedHttpRequestException")
            assert "65536 bytes" in complaint(answer)[2]


class TestConnection:
    def test_it_stays_open(self, echo):
        connection = http.client.HTTPConnection(urlsplit(echo).netloc, timeout=serving.PATIENCE)
        sockets = []
        for number in range(3):
            connection.request("POST", f"/{number}", b"x" * number)
            response = connection.getresponse()
            assert json.loads(response.read())["url"] == f"/{number}"
            sockets.append(connection.sock)
        connection.close()
        assert sockets[0] is not None
        assert sockets == [sockets[0]] * 3

    def test_requests_that_come_at_once_are_answered_in_order(self, echo):
        asked = [head(path=f"/{number}", Content_Length=number) + b"x" * number for number in range(50)]
        answer = exchange(echo, b"".join(asked))
        told = [json.loads(part.split(b"\r\n\r\n")[1]) for part in answer.split(b"HTTP/1.1 200 OK\r\n")[1:]]
        assert [(one["url"], one["length"]) for one in told] == [(f"/{number}", number) for number in range(50)]

    def test_after_a_request_that_cannot_be_read_none_is_answered(self, echo):
        answer = exchange(echo, head(path="/1") + head(path="/2", Content_Length="two") + head(path="/3"))
        assert [b"/%d" % number in answer for number in (1, 2, 3)] == [True, False, False]
        assert count(answer) == 2

    def test_the_client_may_end_it(self, echo):
        with serving.connect(echo) as sock:
            sock.sendall(head("GET", Connection="close"))
            answer = serving.rest(sock)
        assert b"\r\nConnection: close\r\n" in answer
        assert count(answer) == 1

    @pytest.mark.parametrize("host", ["localhost", None])
    def test_http_1_0(self, echo, host):
        with serving.connect(echo) as sock:
            sock.sendall(head("GET", "/old", version="1.0", host=host))
            assert told(serving.rest(sock))["url"] == "/old"

    def test_a_head_request(self, echo):
        with serving.connect(echo) as sock:
            sock.sendall(head("HEAD") + head("GET", "/next", Connection="close"))
            answer = serving.rest(sock)
        first, second = answer.split(b"HTTP/1.1 200 OK\r\n")[1:]
        assert first.endswith(b"\r\n\r\n"), "a body came"
        assert b"\r\nContent-Length: 0" not in first
        assert told(second)["url"] == "/next"

    def test_another_protocol_is_not_changed_to(self, echo):
        upgrade = {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2_Settings": "AAMAAABkAAQAAP__"}
        answer = exchange(echo, head("GET", "/up", **upgrade) + head("GET", "/next"))
        assert count(answer) == 2
        assert told(answer)["url"] == "/next"

    def test_a_get(self, real):
        status, code, _ = complaint(exchange(real, head("GET")))
        assert (status, code) == (404, "UnknownOperationException")

    def test_what_is_written_leaves_at_once(self):
        """Nagle's algorithm would keep the second packet of an answer for 40 ms."""

        async def of_an_accepted_connection():
            found = asyncio.get_running_loop().create_future()

            def accept(reader, writer):
                prepare(writer)
                found.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                writer.close()

            listening = socket.create_server(("127.0.0.1", 0))
            async with await asyncio.start_server(accept, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                nodelay = await found
                writer.close()
                await writer.wait_closed()
                return nodelay

        assert asyncio.run(of_an_accepted_connection())


class TestHead:
    def test_the_answer_s(self, echo):
        status, fields, body = parsed(exchange(echo, head("GET")))
        assert status == 200
        assert fields["content-type"] == "application/json"
        assert int(fields["content-length"]) == len(body)
        assert parsedate_to_datetime(fields["date"]).utcoffset().total_seconds() == 0
        assert "connection" not in fields

    def test_a_name_that_comes_twice(self, echo):
        sent = head("GET", X_One="1").replace(b"\r\n\r\n", b"\r\nx-one: 2\r\n\r\n")
        assert told(exchange(echo, sent))["headers"]["x-one"] == "1, 2"

    def test_bytes_that_are_not_ascii(self, echo):
        assert told(exchange(echo, head("GET", X_Name="caf\xe9")))["headers"]["x-name"] == "caf\xe9"

    def test_an_endpoint_that_ends_in_a_slash(self, echo):
        assert told(exchange(echo, head("GET", "//model/x/invoke")))["url"] == "/model/x/invoke"


AWS = ["bedrock-runtime.us-west-2.amazonaws.com", "bedrock-runtime.us-west-2.api.aws", "sts.amazonaws.com:443"]
OURS = ["localhost", "LocalHost:9000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:9000", *AWS]
OTHERS = [
    "evil.example",
    "evil.example:9000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "0.0.0.0",
    "127.0.0.2",
]
OTHERS += [
    "amazonaws.com",
    "evilamazonaws.com",
    "amazonaws.com.evil.example",
    "user@localhost",
    "localhost:port",
    "",
    "[::2]",
]


class TestHost:
    """A web page can give its own name this machine's address, and so send requests here from a learner's browser."""

    @pytest.mark.parametrize("host", OURS)
    def test_ours(self, echo, host):
        assert told(exchange(echo, head("GET", host=host)))["headers"]["host"] == host

    @pytest.mark.parametrize("host", OTHERS)
    def test_another_is_refused_before_the_body_is_looked_at(self, echo, host):
        with serving.connect(echo) as sock:
            sock.sendall(head(host=host, Content_Length=100))  # the body never comes
            status, code, message = complaint(serving.rest(sock))
        assert (status, code) == (403, "AccessDeniedException")
        assert message.count(".") >= 1 and message.endswith(".") and "localhost" in message

    def test_of_an_absolute_url(self, echo):
        assert told(exchange(echo, head("GET", "http://localhost:9000/a")))["url"] == "http://localhost:9000/a"
        assert complaint(exchange(echo, head("GET", "http://evil.example/a")))[0] == 403

    @pytest.mark.parametrize("hosts", [[], ["localhost", "localhost"], ["localhost", "evil.example"]])
    def test_none_or_two(self, echo, hosts):
        sent = "\r\n".join(["GET / HTTP/1.1", *(f"Host: {host}" for host in hosts), "", ""])
        assert complaint(exchange(echo, sent.encode()))[:2] == (400, "MalformedHttpRequestException")


def test_a_bug_of_the_service_s_is_told_by_its_type_alone(monkeypatch, capsys):
    def broken(*_):
        raise ZeroDivisionError("a prompt")

    monkeypatch.setattr(service, "answer", broken)
    with serving.thread() as server:
        answer = exchange(server.address, head() + head(Connection="close"))
    assert complaint(answer[: answer.index(b"HTTP/1.1", 9)])[:2] == (500, "InternalServerException")
    assert count(answer) == 2
    assert capsys.readouterr() == ("", "could not answer: ZeroDivisionError\n" * 2)


def test_nothing_else_is_ever_said(real, capfd):
    for sent in (head("GET", X_Secret="secret"), b"secret", head(Content_Length=9) + b"secret", head(host="secret")):
        exchange(real, sent)
    assert capfd.readouterr() == ("", "")


def test_a_client_that_leaves_while_it_is_answered(monkeypatch, capfd):
    """Nobody is told, and the server goes on."""
    asked, go_on = threading.Event(), threading.Event()

    def large(*_):
        asked.set()
        assert go_on.wait(serving.PATIENCE)
        return messages.respond(200, bytes(10_000_000))

    monkeypatch.setattr(service, "answer", large)
    with serving.thread() as server:
        with serving.connect(server.address) as sock:
            sock.sendall(head())
            assert asked.wait(serving.PATIENCE)
        go_on.set()
        assert len(parsed(exchange(server.address, head()))[2]) == 10_000_000
    assert capfd.readouterr() == ("", "")
