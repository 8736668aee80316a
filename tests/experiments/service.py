"""A stand-in for Bedrock that counts: answers InvokeModel at once, or after a while, with a picture of one colour."""

import base64
import io
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from PIL import Image


class Service:
    """What a client sees of it, and what a test does. answer: called with the request's JSON and model_id; its (status,
    body)."""

    def __init__(self, latency=0.0, answer=None):
        self.latency = latency  # seconds
        self.answer = answer or (lambda asked: (200, picture(asked)))
        self.asked = []  # the JSON of every call, in order
        self.address = ""
        self.came = threading.Condition()

    def wait_for(self, calls, seconds=30):
        """Whether so many calls have come, at the latest after so many seconds."""
        with self.came:
            return self.came.wait_for(lambda: len(self.asked) >= calls, seconds)


def picture(asked):
    """A reply of Stable Diffusion 3.5: a small picture whose colour is the seed's."""
    seed = asked.get("seed", 0)
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (seed * 37 % 256, seed * 91 % 256, seed * 153 % 256)).save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode()
    return {"seeds": [seed], "finish_reasons": [None], "images": [data]}


def refusal(kind, message=""):
    """The body of an error."""
    return {"__type": kind, "message": message}


@contextmanager
def running(service):
    """The service on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked["model_id"] = unquote(self.path.split("/")[2])
            with service.came:
                service.asked.append(asked)
                service.came.notify_all()
            time.sleep(service.latency)
            status, body = service.answer(asked)
            payload = json.dumps(body).encode()
            self.send_response(status)
            if kind := body.get("__type"):
                self.send_header("x-amzn-ErrorType", kind)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            """A client that was killed: nobody waits for the answer."""

    server = Server(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def environment(service, pictures):
    """What a client's environment holds to reach it, in bedrock mode."""
    return {
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": service.address,
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_REGION": "us-west-2",
        "IMAGE_WORKSHOP_MODE": "bedrock",
        "IMAGE_WORKSHOP_PICTURES": str(pictures),
    }
