"""The practice service a class shares, in a process of its own: real HTTP, a scaled quota, and a picture ready-made.

So what is measured is waiting for quota, and not drawing. It says its address, and what it counted once its input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from PIL import Image

from helpers.practice.http import Server
from helpers.practice.http.limits import Limits
from helpers.practice.service import Quotas, Rules, invoke

MODEL = "stability.sd3-5-large-v1:0"
CONNECTIONS = 1024  # a class of a hundred with eight each, and some


class Counted(Quotas):
    """A quota that counts who asks for it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.counts: Counter[str] = Counter(calls=0, served=0)
        self._counting = threading.Lock()

    def take(self, model: str) -> bool:
        taken = super().take(model)
        with self._counting:
            self.counts["calls"] += 1
            self.counts["served"] += taken
        return taken


@dataclass
class ClassService:
    """The service, seen from the bench's process; to be used in a ``with``."""

    latency: float  # seconds from a call that is served to its picture; one that is throttled hears so at once
    per_second: float | None  # the quota; None: none
    burst: float = 0  # calls that may come at once

    def __enter__(self) -> ClassService:
        command = [sys.executable, "-m", "tests.bench.classservice", "--latency", str(self.latency)]
        if self.per_second is not None:
            command += ["--per-second", str(self.per_second), "--burst", str(self.burst)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().removeprefix("ready: ").strip()
        return self

    def __exit__(self, *_: object) -> None:
        """The counts are there from now on: `calls`, and how many of them were `served`."""
        counted, _ = self._process.communicate("")
        counts = json.loads(counted)
        self.calls, self.served = counts["calls"], counts["served"]


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--latency", "--per-second", "--burst"):
        parser.add_argument(name, type=float)
    given = parser.parse_args()
    per_minute = {} if given.per_second is None else {MODEL: given.per_second * 60}
    quotas = Counted(per_minute, burst={} if given.burst is None else {MODEL: given.burst})
    invoke._draw = _ready_made(given.latency)
    # A thread sleeps for each picture that is under way.
    server = Server(0, Rules(quotas=quotas), Limits(drawings=CONNECTIONS, connections=CONNECTIONS))
    threading.Thread(target=lambda: (sys.stdin.read(), server.stop()), daemon=True).start()
    asyncio.run(server.run(ready=lambda: print(f"ready: {server.address}", flush=True)))
    print(json.dumps(quotas.counts), flush=True)
    os._exit(0)  # as the practice service does: its threads are not waited for


def _ready_made(latency: float) -> Any:
    file = io.BytesIO()
    Image.new("RGB", (1024, 1024), "teal").save(file, "PNG")
    answer = (file.getvalue(), {"understood": (), "ignored": ()})

    def draw(*_: object) -> Any:
        time.sleep(latency)
        return answer

    return draw


if __name__ == "__main__":
    main()
