"""The practice service over HTTP on loopback, for any Bedrock client: boto3, the AWS CLI, another language's SDK."""

from __future__ import annotations

import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from helpers.practice import service
from helpers.practice.service import Rules

HOST = "127.0.0.1"  # loopback alone: the service checks no signature


class Server(ThreadingHTTPServer):
    """Answers one request a thread, but draws no more pictures at once than there are cores: it would cost memory."""

    daemon_threads = True
    request_queue_size = 128  # a class presses Run together

    def __init__(self, port: int, rules: Rules) -> None:
        self.rules = rules
        self.easels = threading.BoundedSemaphore(os.cpu_count() or 2)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no error, and a traceback could hold its prompt."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            print(f"could not answer: {type(error).__name__}", file=sys.stderr)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"  # clients keep the connection open between calls
    # The head and the body leave in two writes; without this the second waits for the client's delayed acknowledgement.
    disable_nagle_algorithm = True

    def _answer(self) -> None:
        length = self.headers.get("Content-Length", "0")
        size = int(length) if re.fullmatch("[0-9]{1,18}", length) else -1
        readable = 0 <= size <= service.BODY_LIMIT
        if not readable or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what is left of the body must not be read as the next request
        body = self.rfile.read(size) if readable else b" " * (service.BODY_LIMIT + 1 if size > 0 else 0)
        with self.server.easels:
            response = service.answer(self.command, self.path, dict(self.headers.items()), body, self.server.rules)
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    # The names http.server looks for.
    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: prompts and signatures do not belong in a log."""
