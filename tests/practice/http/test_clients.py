"""``python -m helpers.practice`` answers clients that know nothing of this kit."""

import base64
import contextlib
import io
import json
import os
import random
import subprocess
import sys
import textwrap
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError, ResponseStreamingError
from PIL import Image

from helpers.practice import service
from helpers.practice.__main__ import read
from helpers.practice.service import faults
from tests.practice.http.serving import client, connect, thread
from tests.practice.wire import headers

SDXL = "stability.stable-diffusion-xl-v1"
SMALL = {"text_prompts": [{"text": "a cat"}], "width": 128, "height": 128, "steps": 10, "seed": 7}
KEYS = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "us-west-2"}


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


def test_retired_models_as_aws_answers():
    with thread(read(["--lifecycle", "aws"])[1]) as server:
        runtime = client(server.address)
        with pytest.raises(runtime.exceptions.ResourceNotFoundException, match="reached the end of its life"):
            runtime.invoke_model(modelId=SDXL, body=json.dumps(SMALL))


def test_an_answer_that_never_comes(address):
    runtime = asking_for("hang", client(address, read_timeout=0.3))
    with pytest.raises(ReadTimeoutError):
        runtime.invoke_model(modelId=SDXL, body=json.dumps(SMALL))


def test_an_answer_that_breaks_off(address):
    response = asking_for("reset", client(address)).invoke_model(modelId=SDXL, body=json.dumps(SMALL))
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 200
    with pytest.raises(ResponseStreamingError, match="reset"):
        response["body"].read()


def test_a_connection_that_breaks_off_before_the_answer(address):
    runtime = asking_for("reset-at-once", client(address))
    with pytest.raises(ConnectionClosedError):
        runtime.invoke_model(modelId=SDXL, body=json.dumps(SMALL))


def test_an_answer_that_is_slow_comes_whole(monkeypatch):
    monkeypatch.setattr(faults, "SLOW", 0.1)
    with thread() as server:
        whole, slow = (
            asking_for(fault, client(server.address)).invoke_model(modelId=SDXL, body=json.dumps(SMALL))["body"].read()
            for fault in ("", "slow")
        )
    assert slow == whole


def asking_for(fault, runtime):
    """The same client, whose requests ask for a fault."""

    def ask(request, **_):
        request.headers[faults.HEADER] = fault

    runtime.meta.events.register("before-send", ask)
    return runtime


def test_a_thousand_clients_that_talk_nonsense_and_leave(address):
    chance = random.Random(7)
    for _ in range(1000):
        with connect(address) as sock, contextlib.suppress(ConnectionError):
            sock.sendall(chance.randbytes(chance.randrange(200)))
    runtime = client(address, retries={"total_max_attempts": 5})
    assert runtime.invoke_model(modelId=SDXL, body=json.dumps(SMALL))["body"].read()


def test_only_this_machine_is_served(address):
    """It checks no signature, so nobody else may reach it."""
    assert urlsplit(address).hostname == "127.0.0.1"
