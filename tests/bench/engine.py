"""The practice service, asked over HTTP for what the lab asks: 1024 x 1024, 50 steps, guidance 9.

Baselines: for a request, Pillow writing a 1024 x 1024 RGB picture of noise as PNG with its default settings; for the
first request, a Python that starts and imports what the service needs; for memory, that same Python.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import Any

from tests.bench.figures import Figure, median_seconds, seconds

REQUESTS = 9
BODY = json.dumps(
    {"text_prompts": [{"text": "A cat and a person, in the style of Picasso"}], "cfg_scale": 9, "steps": 50}
)
MODEL = "stability.stable-diffusion-xl-v1"
NEEDS = "import numpy, PIL.Image, PIL.ImageDraw, PIL.ImageFilter, http.server, json"


def measure() -> list[Figure]:
    service = subprocess.Popen(
        [sys.executable, "-m", "helpers.practice", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert service.stdout is not None
        client = _client(service.stdout.readline().removeprefix("ready: ").strip())
        first = seconds(lambda: _ask(client))
        warm = median_seconds(lambda: _ask(client), REQUESTS)
    finally:
        service.terminate()
        peak = _peak_mb(service)
    idle = subprocess.Popen([sys.executable, "-c", NEEDS])
    start = median_seconds(lambda: subprocess.run([sys.executable, "-c", NEEDS], check=True), 3)
    fresh = median_seconds(lambda: subprocess.run([sys.executable, "-c", _NOTEBOOK], check=True), 3)
    imports = "Python with numpy and Pillow imported"
    return [
        Figure("first_request_s", first, start, imports),
        Figure("lab_request_s", warm, median_seconds(_png_of_noise(), 5), "PNG of 1024 x 1024 noise"),
        Figure("fresh_kernel_s", fresh, start, imports),
        Figure("peak_rss_mb", peak, _peak_mb(idle), imports),
    ]


# What a learner waits for in a new kernel: import, practice mode, first picture.
_NOTEBOOK = """
import os, tempfile
os.environ["IMAGE_WORKSHOP_PICTURES"] = tempfile.mkdtemp()
from helpers import generate
generate("a beautiful mountain landscape", seed=1)
"""


def _client(address: str) -> Any:
    import boto3

    return boto3.client(
        "bedrock-runtime",
        endpoint_url=address,
        region_name="us-west-2",
        aws_access_key_id="bench",
        aws_secret_access_key="bench",
    )


def _ask(client: Any) -> None:
    payload = json.loads(client.invoke_model(modelId=MODEL, body=BODY)["body"].read())
    assert payload["artifacts"][0]["finishReason"] == "SUCCESS"


def _png_of_noise() -> Any:
    import numpy as np
    from PIL import Image

    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (1024, 1024, 3), np.uint8))
    return lambda: noise.save(io.BytesIO(), "PNG")


def _peak_mb(process: subprocess.Popen[Any]) -> float:
    """The largest resident size a process ever had; waits for its end."""
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
