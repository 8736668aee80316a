"""24 pictures of one kernel, 8 at once, with enough quota: seconds over the ideal. Baseline: a plain pool of threads.

The ideal: calls that take a second each, and nothing in between.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest import mock

import boto3
from botocore.config import Config

from helpers.client import opened
from helpers.models import find
from tests.bench.classservice import MODEL, ClassService
from tests.bench.figures import Figure, median_seconds, seconds
from tests.bench.learner import drawn, environment

PICTURES, AT_ONCE, LATENCY = 24, 8, 1.0  # seconds
RUNS = 3


def measure() -> list[Figure]:
    ideal = math.ceil(PICTURES / AT_ONCE) * LATENCY
    with ClassService(LATENCY, None) as service:
        ours = statistics.median(_ours(service.address) for _ in range(RUNS))
        with mock.patch.dict(os.environ, environment(service.address, os.devnull)):
            client = boto3.client("bedrock-runtime", config=Config(max_pool_connections=AT_ONCE))
            plain = median_seconds(lambda: _pool(client), RUNS)
    return [Figure("over_ideal", ours / ideal, plain / ideal, f"{AT_ONCE} threads around invoke_model")]


def _ours(address: str) -> float:
    """Seconds of an experiment in a folder of its own: in the same one, its pictures would be there already."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, environment(address, folder)):
        connection = opened("bedrock", quotas={find(MODEL).name: 60_000})
        connection.clients.client("bedrock-runtime", attempts=1)  # made before, as the other is
        return seconds(lambda: drawn(connection, PICTURES))


def _pool(client: Any) -> None:
    def ask(number: int) -> bytes:
        body = json.dumps({"prompt": "a red fox", "seed": number})
        return client.invoke_model(modelId=MODEL, body=body)["body"].read()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert len(list(pool.map(ask, range(PICTURES)))) == PICTURES
