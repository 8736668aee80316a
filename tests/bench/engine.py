"""The practice service, asked over HTTP for what the lab asks: 1024 x 1024, 50 steps, guidance 9.

Baselines: for a request, Pillow writing a 1024 x 1024 RGB picture of noise as PNG with its default settings; for the
first request, a Python that starts and imports what the service needs; for memory, that same Python; for a small
request, the PNG at its size. Beside the figures stands where a lab request's time goes.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
from typing import Any

from helpers.practice import service
from tests.bench.figures import Figure, median_seconds, seconds
from tests.bench.spent import shares

REQUESTS, PROFILED = 9, 5
BODY = json.dumps(
    {"text_prompts": [{"text": "A cat and a person, in the style of Picasso"}], "cfg_scale": 9, "steps": 50}
)
SMALL_PROMPTS = (
    "a red fox in a forest",
    "three sailboats on the sea at sunset, watercolor",
    "눈 오는 마을에 있는 강아지 둘",
    "a robot in a city at night, comic",
    "a mountain landscape, oil painting",
    "two astronauts and a rocket, van gogh",
    "바닷속 거북이, 수묵화",
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
        _ask(client, _small_body(SMALL_PROMPTS[0]))
        small = statistics.median(seconds(lambda p=p: _ask(client, _small_body(p))) for p in SMALL_PROMPTS)
    finally:
        service.terminate()
        peak = _peak_mb(service)
    idle = subprocess.Popen([sys.executable, "-c", NEEDS])
    start = median_seconds(lambda: subprocess.run([sys.executable, "-c", NEEDS], check=True), 3)
    fresh = median_seconds(lambda: subprocess.run([sys.executable, "-c", _NOTEBOOK], check=True), 3)
    _print_shares()
    imports = "Python with numpy and Pillow imported"
    return [
        Figure("first_request_s", first, start, imports),
        Figure("lab_request_s", warm, median_seconds(_png_of_noise(1024), 5), "PNG of 1024 x 1024 noise"),
        Figure("small_request_s", small, median_seconds(_png_of_noise(512), 5), "PNG of 512 x 512 noise"),
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


def _small_body(prompt: str) -> str:
    return json.dumps({"text_prompts": [{"text": prompt}], "width": 512, "height": 512, "steps": 10})


def _print_shares() -> None:
    """Where the time of the lab's request goes, once everything is imported and kept."""
    headers = {"Authorization": "Bearer ABSKbench", "Content-Type": "application/json"}

    def ask() -> None:
        assert service.answer("POST", f"/model/{MODEL}/invoke", headers, BODY.encode()).status == 200

    ask()
    parts = shares(lambda: [ask() for _ in range(PROFILED)])
    told = ", ".join(f"{kind} {share:.0%}" for kind, share in parts.items())
    print(f"  of a lab request's time: {told}; named {1 - parts['other']:.0%} of all")


def _ask(client: Any, body: str = BODY) -> None:
    payload = json.loads(client.invoke_model(modelId=MODEL, body=body)["body"].read())
    assert payload["artifacts"][0]["finishReason"] == "SUCCESS"


def _png_of_noise(side: int) -> Any:
    import numpy as np
    from PIL import Image

    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (side, side, 3), np.uint8))
    return lambda: noise.save(io.BytesIO(), "PNG")


def _peak_mb(process: subprocess.Popen[Any]) -> float:
    """The largest resident size a process ever had; waits for its end."""
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
