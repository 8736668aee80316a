"""A journal as many small files: for object stores, to whose files nothing can be appended.

A line is a file, written whole, under a name that sorts by time and is nobody else's. What was read together is written
together, too, so that the next reader has to read one file and those that came after it.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from typing import Any

from helpers.experiments.objects import Objects, read_all

MANY = 100  # lines that are in no summary, from which one is worth it
SUMMARIES = "summaries"  # a folder beside the lines'


class Events:
    """The lines in a folder of a store. Safe between threads, processes and machines."""

    def __init__(self, objects: Objects, folder: str) -> None:
        self._objects = objects
        self._folder = folder
        self._lines: dict[str, Any] = {}  # by the names of their files: all that were read, or written here
        self._told: set[str] = set()  # the names of those that `news` has given, or this object has written
        self._summed = 0  # how many of the lines some summary has
        self._last = 0  # nanoseconds: of the newest name
        self._lock = threading.Lock()

    @property
    def newest(self) -> float:
        """When the newest line was written that is known here, as seconds of the Unix clock; 0: none is."""
        return self._last / 1e9

    def rewind(self) -> None:
        """Give all lines once more."""
        with self._lock:
            self._told.clear()

    def append(self, line: dict[str, Any]) -> None:
        """Write a line. Raises OSError."""
        with self._lock:
            # Never before what was read: of two machines, one's clock may be behind.
            self._last = max(time.time_ns(), self._last + 1)
            name = f"{self._last:020d}-{uuid.uuid4().hex[:8]}.json"
            self._objects.put(f"{self._folder}/{name}", json.dumps(line).encode())
            self._lines[name] = line
            self._told.add(name)

    def news(self) -> list[dict[str, Any]]:
        """The lines that others wrote and that were not given yet, oldest first. Raises OSError."""
        with self._lock:
            there = self._objects.names(self._folder)
            missing = [name for name in there if name not in self._lines]
            if len(missing) > MANY:
                self._take_summaries()
                missing = [name for name in missing if name not in self._lines]
            found = read_all(self._objects, [f"{self._folder}/{name}" for name in missing])
            self._lines.update(zip(missing, map(_parsed, found), strict=True))
            new = sorted(self._lines.keys() - self._told)
            self._told.update(new)
            for name in new[-1:]:
                self._last = max(self._last, _moment(name))
            return [line for name in new if isinstance(line := self._lines[name], dict)]

    def sum_up(self) -> None:
        """Write a summary, where there is much that is in none. Raises OSError; nothing is lost then."""
        with self._lock:
            if len(self._lines) - self._summed < MANY:
                return
            name = f"{self._folder}/{SUMMARIES}/{max(self._lines)}"
            self._objects.put(name, json.dumps(self._lines).encode())
            self._summed = len(self._lines)

    def _take_summaries(self) -> None:
        folder = f"{self._folder}/{SUMMARIES}"
        for name in reversed(self._objects.names(folder)):
            found = _parsed(self._objects.get(f"{folder}/{name}"))
            if isinstance(found, dict):  # the newest one has what the others have
                self._lines = found | self._lines
                self._summed = len(found)
                return


def _moment(name: str) -> int:
    """Nanoseconds, from a name; 0 for one of another form."""
    digits = name.partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
