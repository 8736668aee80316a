"""A practice service to send bytes to: in a process of its own, as a learner starts it, or in a thread of this one."""

import asyncio
import contextlib
import hashlib
import json
import socket
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import boto3
import h2.connection
import h2.events
from botocore.config import Config

from helpers.practice.http import Limits, Server
from helpers.practice.protocol import messages
from helpers.practice.service import Rules

PATIENCE = 60  # seconds: a safety net, nothing is meant to take so long


@contextlib.contextmanager
def process(*options):
    """The server as a learner starts it: the process and its address; ended with the test, in silence and in order."""
    command = [sys.executable, "-m", "helpers.practice", "--port", "0", *options]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        first = started.stdout.readline()
        assert first.startswith("ready: http://127.0.0.1:"), first
        yield started, first.removeprefix("ready: ").rstrip("\n")
    except BaseException:
        started.kill()
        started.communicate()
        raise
    if started.returncode is None:
        started.terminate()
        end = ended(started)
        assert end == (0, "", ""), end


def ended(process):
    """How a process has ended: its return code, and what it has said. Waits for that."""
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


@contextlib.contextmanager
def thread(rules=None, **limits):
    """A server in a thread of this process, with small limits; ended with the test, which must leave nothing behind."""
    server = Server(0, rules or Rules(), Limits(**limits))
    ready = threading.Event()
    running = threading.Thread(target=lambda: asyncio.run(server.run(ready.set)))
    running.start()
    try:
        assert ready.wait(PATIENCE)
        yield server
    finally:
        if not server.stopping:
            server.stop()
        running.join(PATIENCE)
        assert not running.is_alive()


def client(address, **options):
    """boto3, which tries once if it is not told otherwise. options: those of botocore's Config."""
    return boto3.client(
        "bedrock-runtime",
        endpoint_url=address,
        region_name="us-west-2",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(**{"retries": {"total_max_attempts": 1}} | options),
    )


def echo(method, url, headers, body, rules=None):
    """In place of the service: tells what has reached it."""
    told = {"method": method, "url": url, "headers": headers, "length": len(body), "digest": digest(body)}
    return messages.answered(told)


def digest(body):
    return hashlib.sha256(body).hexdigest()


def connect(address):
    """A plain socket."""
    where = urlsplit(address)
    return socket.create_connection((where.hostname, where.port), timeout=PATIENCE)


def rest(sock):
    """Everything that still comes, until the server ends the connection in whatever way."""
    came = b""
    with contextlib.suppress(ConnectionError):
        while data := sock.recv(65536):
            came += data
    return came


def heard(address):
    """All that a client hears who only connects; one who is cut may see that before `connect` has returned."""
    with contextlib.suppress(ConnectionError), connect(address) as sock:
        return rest(sock)
    return b""


def exchange(address, sent):
    """Everything the server answers to these bytes, and to the end of what the client sends."""
    with connect(address) as sock:
        sock.sendall(sent)
        sock.shutdown(socket.SHUT_WR)
        return rest(sock)


def head(method="POST", path="/", version="1.1", host="localhost", **fields):
    """The bytes of a request's head. fields: its other headers, with _ for -."""
    lines = [f"{method} {path} HTTP/{version}", *([f"Host: {host}"] if host is not None else [])]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def parsed(answer):
    """Status, headers (names in lower case) and the rest of the first answer in these bytes."""
    start, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = start.decode("latin-1").split("\r\n")
    return int(first.split(" ")[1]), {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}, body


def complaint(answer):
    """Status, code and message of an error in Bedrock's shape."""
    status, fields, body = parsed(answer) if isinstance(answer, bytes) else answer
    assert fields["content-type"] == "application/json"
    assert len(fields["x-amzn-requestid"]) == 36
    assert int(fields["content-length"]) == len(body)
    return status, fields["x-amzn-errortype"].split(":")[0], json.loads(body)["message"]


class Http2:
    """A client that speaks HTTP/2 with prior knowledge, one socket."""

    def __init__(self, address, **settings):
        self.h2 = h2.connection.H2Connection()
        self.h2.initiate_connection()
        if settings:
            self.h2.update_settings({getattr(h2.settings.SettingCodes, k): v for k, v in settings.items()})
        self.sock = connect(address)
        self.events = []
        self.takes = True  # whether the server may send more when something has come
        self.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def flush(self):
        self.sock.sendall(self.h2.data_to_send())

    def ask(self, path="/", body=b"", method="POST", authority="localhost", end=True, **fields):
        """Begin a request; its number."""
        number = self.h2.get_next_available_stream_id()
        pseudo = [(":method", method), (":scheme", "http"), (":authority", authority), (":path", path)]
        more = [(name.replace("_", "-"), value) for name, value in fields.items()]
        self.h2.send_headers(number, pseudo + more, end_stream=end and not body)
        if body:
            self.send(number, body, end)
        self.flush()
        return number

    def send(self, number, body, end=True):
        """Send a body as fast as the server takes it, until it has it or has answered."""
        body = memoryview(body)
        while body and not self.ended(number):
            room = min(self.h2.local_flow_control_window(number), self.h2.max_outbound_frame_size)
            if room:
                piece, body = body[:room], body[room:]
                self.h2.send_data(number, bytes(piece), end_stream=end and not body)
                self.flush()
            else:
                self.receive()

    def receive(self):
        """Take what comes next; False if the server has ended the connection."""
        data = self.sock.recv(65536)
        for event in self.h2.receive_data(data):
            self.events.append(event)
            if isinstance(event, h2.events.DataReceived) and self.takes:
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        self.flush()
        return bool(data)

    def ping(self):
        """Wait until the server has read what was sent before."""
        self.h2.ping(bytes(8))
        self.flush()
        seen = len(self.events)
        while not any(isinstance(event, h2.events.PingAckReceived) for event in self.events[seen:]):
            assert self.receive(), "the connection has ended"

    def of(self, number, kind):
        """The events of this kind that a stream has had."""
        return [event for event in self.events if isinstance(event, kind) and event.stream_id == number]

    def ended(self, number):
        return self.of(number, (h2.events.StreamEnded, h2.events.StreamReset))

    def reset(self, number):
        """The code that a stream is reset with; wait for it."""
        while not (events := self.of(number, h2.events.StreamReset)):
            assert self.receive(), "the connection has ended"
        return events[0].error_code

    def end(self):
        """The code that the connection is ended with; wait for that."""
        while self.receive():
            pass
        (event,) = [event for event in self.events if isinstance(event, h2.events.ConnectionTerminated)]
        return event.error_code

    def answer(self, number):
        """Status, headers and body; wait for them."""
        while not self.ended(number):
            assert self.receive(), "the connection has ended"
        (start,) = self.of(number, h2.events.ResponseReceived)
        headers = {name.decode(): value.decode() for name, value in start.headers}
        body = b"".join(event.data for event in self.of(number, h2.events.DataReceived))
        return int(headers.pop(":status")), headers, body

    def fetch(self, path="/", body=b"", **more):
        return self.answer(self.ask(path, body, **more))
