"""One run at a time where no lock of an operating system reaches: whoever runs has a lease, and renews it.

Leases are numbered files. The next one is written only if nobody has, which S3 and file systems promise, and only when
the newest was given back, or was not renewed for `LAPSES` seconds by the clock of the one who wants it. So a kernel
that died keeps the next run waiting for half a minute; and one that slept through it finds a newer lease, and begins no
more calls. Clocks that differ by more than half a minute, or a machine that stops between the look and the call, may
let two runs begin the same pictures: that costs at most the calls that one of them has under way at that moment.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from contextlib import suppress
from typing import Any

from helpers.experiments.objects import Objects
from helpers.text import say

RENEWED = 10.0  # seconds from one renewal to the next
LAPSES = 30.0  # seconds without one, after which somebody else may run


class Lease:
    """The right to run what lies in a folder."""

    def __init__(self, objects: Objects, folder: str, renewed: float = RENEWED, lapses: float = LAPSES) -> None:
        self._objects, self._folder = objects, folder
        self._renewed, self._lapses = renewed, lapses
        self._owner = uuid.uuid4().hex
        self._number = 0  # of our file; 0: we have none
        self._until = 0.0  # by our own monotonic clock
        self._ended = threading.Event()
        self._lock = threading.Lock()

    def acquire(self) -> None:
        """Raises Timeout of filelock where somebody else runs, OSError where that cannot be found out."""
        from filelock import Timeout

        numbers = self._numbers()
        newest = self._read(numbers[-1]) if numbers else {}
        if not newest.get("over", not newest) and time.time() < newest["until"]:
            raise Timeout(self._objects.url)
        self._number = numbers[-1] + 1 if numbers else 1
        # A call that is made again after its answer was lost finds what it has written itself.
        ours = self._objects.create(self._name(self._number), self._words())
        if not ours and self._read(self._number).get("owner") != self._owner:
            raise Timeout(self._objects.url)
        if self._objects.create(self._name(self._number), self._words()):  # it let us write twice
            raise OSError(say("shared.no_promise", where=self._objects.url))
        self._until = time.monotonic() + self._lapses
        for number in numbers:
            self._objects.delete(self._name(number))
        self._ended.clear()
        threading.Thread(target=self._keep, name="lease", daemon=True).start()

    def check(self) -> None:
        """Raises OSError where the right is somebody else's now, or nobody can find out."""
        if time.monotonic() > self._until:
            self._renew()

    def release(self) -> None:
        """Give it back: the next run need not wait."""
        self._ended.set()
        with self._lock, suppress(OSError):  # it lapses by itself
            if self._number:
                self._objects.put(self._name(self._number), self._words(over=True))
            self._number = 0

    def _keep(self) -> None:
        while not self._ended.wait(self._renewed):
            with suppress(OSError):  # `check` tells of it, if it lasts
                self._renew()

    def _renew(self) -> None:
        with self._lock:
            if self._ended.is_set():
                return
            if not self._number or self._numbers()[-1:] > [self._number]:
                self._number, self._until = 0, 0.0
                raise OSError(say("shared.run_taken_over", where=self._objects.url))
            self._objects.put(self._name(self._number), self._words())
            self._until = time.monotonic() + self._lapses

    def _numbers(self) -> list[int]:
        """Of all leases that are there, in order."""
        stems = [name.removesuffix(".json") for name in self._objects.names(self._folder)]
        return sorted(int(stem) for stem in stems if stem.isdecimal())

    def _read(self, number: int) -> dict[str, Any]:
        """A lease; empty where it is none."""
        try:
            found = json.loads(self._objects.get(self._name(number)))
        except (ValueError, FileNotFoundError):
            return {}
        return found if isinstance(found, dict) and isinstance(found.get("until"), (int, float)) else {}

    def _name(self, number: int) -> str:
        return f"{self._folder}/{number:08d}.json"

    def _words(self, over: bool = False) -> bytes:
        return json.dumps({"owner": self._owner, "until": time.time() + self._lapses, "over": over}).encode()
