"""The practice service over HTTP on loopback, for any Bedrock client: boto3, the AWS CLI, another language's SDK."""

from __future__ import annotations

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from helpers.practice import service
from helpers.practice.service import Rules

HOST = "127.0.0.1"  # loopback alone: the service checks no signature


class Server(ThreadingHTTPServer):
    """Answers one request a thread."""

    daemon_threads = True

    def __init__(self, port: int, rules: Rules) -> None:
        self.rules = rules
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}"


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
        response = service.answer(self.command, self.path, dict(self.headers.items()), body, self.server.rules)
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(response.body)

    # The names http.server looks for.
    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: prompts and signatures do not belong in a log."""
