"""A file of JSON lines that several kernels append to, and each reads from where it stopped.

Appending a short line is one write, so two at once do not tear each other; a line that a power cut left unfinished is
passed over. Whoever uses a journal from several threads holds a lock.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


class Journal:
    """One such file; it need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_to = 0  # bytes of the file that were read
        self._inode: int | None = None  # which file that was

    def append(self, line: dict[str, Any]) -> None:
        """Write a line. Raises OSError where the file cannot be written to."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            # A line that was cut off must not swallow the next one.
            start = b"" if _ends_well(file) else b"\n"
            file.write(start + json.dumps(line).encode() + b"\n")

    def news(self) -> tuple[bool, list[Any]]:
        """Whether it is another file than before, of which what was read no longer counts, and the lines not read yet.

        Lines that are no JSON are left out. Where the file cannot be read there is no news.
        """
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                anew = self._read_to > 0 and (found.st_ino != self._inode or found.st_size < self._read_to)
                self._inode = found.st_ino
                self._read_to = 0 if anew else self._read_to
                file.seek(self._read_to)
                new = file.read()
        except FileNotFoundError:
            anew, self._read_to, self._inode = self._read_to > 0, 0, None  # it was there, and somebody took it away
            return anew, []
        except OSError:
            return False, []
        whole = new[: new.rfind(b"\n") + 1]
        self._read_to += len(whole)
        return anew, [line for line in map(_parsed, whole.splitlines()) if line is not None]


def _ends_well(file: Any) -> bool:
    if not file.seek(0, os.SEEK_END):
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
