"""``python -m helpers.practice``: the practice service over HTTP, for clients that know nothing of this kit."""

import base64
import contextlib
import http.client
import io
import json
import os
import socket
import subprocess
import sys
import textwrap
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from PIL import Image

from helpers.practice import service
from tests.practice.wire import headers

SDXL = "stability.stable-diffusion-xl-v1"
SMALL = {"text_prompts": [{"text": "a cat"}], "width": 128, "height": 128, "steps": 10, "seed": 7}
KEYS = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "us-west-2"}


@contextlib.contextmanager
def serving(*options):
    """The server as a learner starts it; ended with the test."""
    command = [sys.executable, "-m", "helpers.practice", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        first = process.stdout.readline()
        assert first.startswith("ready: http://127.0.0.1:"), first
        yield first.removeprefix("ready: ").rstrip("\n")
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def address():
    with serving() as where:
        yield where


@pytest.fixture
def connection(address):
    """A plain HTTP connection, one socket."""
    made = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    yield made
    made.close()


def client(address):
    return boto3.client(
        "bedrock-runtime",
        endpoint_url=address,
        region_name="us-west-2",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(retries={"total_max_attempts": 1}),
    )


def test_boto3_draws_a_picture_the_same_as_in_process(address):
    response = client(address).invoke_model(modelId=SDXL, body=json.dumps(SMALL))
    assert response["contentType"] == "application/json"
    path = f"/model/{SDXL}/invoke"
    inside = service.answer("POST", path, headers(), json.dumps(SMALL).encode())
    assert response["body"].read() == inside.body


def test_boto3_raises_its_own_errors(address):
    runtime = client(address)
    with pytest.raises(runtime.exceptions.ValidationException, match="Malformed input request: #: required key"):
        runtime.invoke_model(modelId="stability.sd3-5-large-v1:0", body="{}")
    with pytest.raises(runtime.exceptions.ValidationException, match="model identifier is invalid"):
        runtime.invoke_model(modelId="stability.sd9", body="{}")


# What the lab this workshop grew from does, in two files as there: a library that calls Bedrock, and an app.
# Neither knows this kit; the environment alone sends them to it.
LIBRARY = """
    import base64
    import json
    from io import BytesIO

    import boto3

    bedrock = boto3.Session().client(service_name="bedrock-runtime")


    def get_image_response(prompt_content):
        body = json.dumps({"text_prompts": [{"text": prompt_content}], "cfg_scale": 9, "steps": 50})
        response = bedrock.invoke_model(body=body, modelId="stability.stable-diffusion-xl-v1")
        payload = json.loads(response.get("body").read())
        return BytesIO(base64.b64decode(payload.get("artifacts")[0].get("base64")))
"""
APP = """
    import sys

    import image_lib as glib

    sys.stdout.buffer.write(glib.get_image_response(prompt_content=sys.argv[1]).getvalue())
"""


def test_the_lab_works_as_it_is(address, tmp_path):
    (tmp_path / "image_lib.py").write_text(textwrap.dedent(LIBRARY))
    (tmp_path / "image_app.py").write_text(textwrap.dedent(APP))
    app = subprocess.run(
        [sys.executable, "image_app.py", "daguerreotype of robot and cowboy standing side-by-side"],
        cwd=tmp_path,
        env=os.environ | KEYS | {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": address},
        capture_output=True,
        check=True,
    )
    image = Image.open(io.BytesIO(app.stdout))
    assert (image.format, image.size) == ("PNG", (1024, 1024))


def test_the_connection_stays_open(connection):
    sockets = []
    for _ in range(3):
        connection.request("POST", f"/model/{SDXL}/invoke", json.dumps(SMALL), headers())
        response = connection.getresponse()
        picture = json.loads(response.read())["artifacts"][0]
        assert (response.status, response.version) == (200, 11)
        assert Image.open(io.BytesIO(base64.b64decode(picture["base64"]))).size == (128, 128)
        sockets.append(connection.sock)
    assert sockets[0] is not None
    assert sockets == [sockets[0]] * 3


def test_a_prompt_as_long_as_it_may_be(connection):
    """What is told of it in a header must not be too long for one."""
    texts = [{"text": "𠀀" * 2000}] * 5
    connection.request("POST", f"/model/{SDXL}/invoke", json.dumps(SMALL | {"text_prompts": texts}), headers())
    response = connection.getresponse()
    assert (response.status, len(response.read()) > 1000) == (200, True)


def test_a_get(connection):
    connection.request("GET", "/")
    response = connection.getresponse()
    assert response.status == 404
    assert response.headers["x-amzn-ErrorType"].startswith("UnknownOperationException:")
    response.read()


def test_the_raw_colon_of_curl(connection):
    connection.request("POST", f"/model/{SDXL}:0/invoke", json.dumps(SMALL), headers())
    response = connection.getresponse()
    assert (response.status, len(response.read()) > 1000) == (200, True)


def exchange(address, head, body=b""):
    """Everything the server answers to these bytes, until it closes the connection."""
    where = urlsplit(address)
    lines = [f"POST /model/{SDXL}/invoke HTTP/1.1", f"Host: {where.netloc}"]
    lines += [f"{name}: {value}" for name, value in (headers() | head).items()]
    with socket.create_connection((where.hostname, where.port), timeout=60) as sock:
        sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        sock.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: sock.recv(65536), b""))


@pytest.mark.parametrize("length", ["25000001", "25000002", "9" * 17, "9" * 5000])
def test_a_length_that_is_too_large_is_not_waited_for(address, length):
    answer = exchange(address, {"Content-Length": length}, b"{}")
    assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))
    assert answer.startswith(b"HTTP/1.1 413") or len(length) > 18
    assert b"Connection: close" in answer
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("length", ["-1", "two", "", "²", "1.5"])
def test_a_length_that_is_none(address, length):
    answer = exchange(address, {"Content-Length": length}, b"{}")
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


def test_without_a_length_there_is_no_body(address):
    answer = exchange(address, {})
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"Malformed input request" in answer


def test_a_body_in_chunks_is_not_taken_for_the_next_request(address):
    answer = exchange(address, {"Transfer-Encoding": "chunked"}, b"2\r\n{}\r\n0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


def test_retired_models_as_aws_answers():
    with serving("--lifecycle", "aws") as address:
        runtime = client(address)
        with pytest.raises(runtime.exceptions.ResourceNotFoundException, match="reached the end of its life"):
            runtime.invoke_model(modelId=SDXL, body=json.dumps(SMALL))


@pytest.mark.parametrize("port", ["taken", "-1", "65536"])
def test_a_port_that_cannot_be_had_is_one_sentence(address, port):
    number = str(urlsplit(address).port) if port == "taken" else port
    tried = subprocess.run(
        [sys.executable, "-m", "helpers.practice", f"--port={number}"], capture_output=True, text=True, timeout=60
    )
    assert tried.returncode != 0
    assert tried.stdout == ""
    assert tried.stderr.startswith(f"Port {number} cannot be used (")
    assert "--port 0" in tried.stderr
    assert len(tried.stderr.splitlines()) == 1


def test_only_this_machine_is_served(address):
    """It checks no signature, so nobody else may reach it."""
    assert urlsplit(address).hostname == "127.0.0.1"
