"""One learner of a class, in a process of its own: makes so many pictures one way or another, and says how it went."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
import botocore.session
from botocore.config import Config

from helpers import experiment
from helpers.client import Connection, opened
from helpers.models import find
from tests.bench.classservice import MODEL

AT_ONCE = 8  # calls of one learner in flight: as many as helpers.experiments lets be
READY = 120.0  # seconds in which all learners are to be ready
WAYS = {
    "lab": None,
    "standard": {"mode": "standard", "total_max_attempts": 10},
    "adaptive": {"mode": "adaptive", "total_max_attempts": 10},
}
_NEEDS = (boto3, botocore.session)  # a process that is forked from one which has them starts at once


@dataclass(frozen=True, slots=True)
class Task:
    """What a learner is to do."""

    way: str  # one of WAYS, or "ours"
    pictures: int
    address: str  # of the service
    per_minute: float | None = None  # what ours believes of the quota
    class_size: int = 1
    late: float = 0.0  # seconds after the bell in which learners begin, each at a moment of its own


@dataclass(frozen=True, slots=True)
class Result:
    """How it went. Moments are of `time.monotonic`, which all processes share."""

    began: float
    ended: float
    made: int
    lost: int
    why: str = ""  # the first loss


@dataclass
class Tally:
    """Pictures made and lost."""

    made: int = 0
    lost: list[str] = field(default_factory=list)


def learn(task: Task, seed: int, bell: Any, results: Any) -> None:
    """The whole of a learner's process. bell: a barrier that all learners wait at once they are ready."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ |= environment(task.address, folder)
        work = _ours(task) if task.way == "ours" else _boto3(task)
        bell.wait(timeout=READY)
        time.sleep(random.Random(seed).uniform(0, task.late))
        began = time.monotonic()
        tally = work()
        ended = time.monotonic()
        lost = tally.lost[0] if tally.lost else ""
        results.put(Result(began, ended, tally.made, len(tally.lost), lost))


def environment(address: str, folder: str) -> dict[str, str]:
    """What leads any client to the service."""
    return {
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": address,
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_REGION": "us-west-2",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "IMAGE_WORKSHOP_PICTURES": folder,
    }


def _boto3(task: Task) -> Callable[[], Tally]:
    """The lab's loop around `invoke_model`."""
    retries = WAYS[task.way]
    client = boto3.client("bedrock-runtime", config=Config(retries=retries) if retries else None)

    def work() -> Tally:
        tally = Tally()
        for number in range(task.pictures):
            try:
                reply = client.invoke_model(modelId=MODEL, body=json.dumps({"prompt": "a red fox", "seed": number}))
                tally.made += len(json.loads(reply["body"].read())["images"])
            except Exception as error:  # whatever it is, the learner has no picture
                tally.lost.append(str(error))
        return tally

    return work


def _ours(task: Task) -> Callable[[], Tally]:
    believed = {} if task.per_minute is None else {find(MODEL).name: task.per_minute}
    connection = opened("bedrock", class_size=task.class_size, quotas=believed)
    connection.clients.client("bedrock-runtime", attempts=1)  # made before the bell, as the others' is
    return lambda: drawn(connection, task.pictures)


def drawn(connection: Connection, pictures: int) -> Tally:
    """An experiment of so many pictures, as people run it."""
    with contextlib.redirect_stdout(io.StringIO()):  # prices
        made = experiment("a red fox", seed=range(pictures), at_once=AT_ONCE, connection=connection, yes=True)
    rows = made.rows()
    lost = [row["reason"] or row["state"] for row in rows if row["state"] != "made"]
    return Tally(len(rows) - len(lost), lost)
