"""What was spent: a line in a file beside the pictures before each call that costs money, and another after it.

So a crash, a second notebook or a new kernel loses nothing of the account, and a limit holds for all of them.
A call whose outcome nobody knows counts as paid for; one that the service turned down does not.
"""

from __future__ import annotations

import json
import os
import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from helpers import text
from helpers.errors import SpendingLimit
from helpers.notice import warn

FILE = "spending.jsonl"
LIMIT_VARIABLE = "IMAGE_WORKSHOP_SPENDING_LIMIT"
# How a call ended: with a picture; with the content filter's refusal, which may cost; not served; nobody knows.
Outcome = Literal["made", "refused", "failed", "unknown"]
MOST = 1e9  # US dollars of one call: no line says more, unless the file is damaged
ROUNDING = 1e-6  # US dollars: less than prices differ by, more than sums of floats are wrong by

SESSION = uuid.uuid4().hex[:12]  # of this process: a kernel from its start to its end


@dataclass(frozen=True, slots=True)
class Spent:
    """US dollars, by the kit's own estimates: in this session, and in all that the file knows of."""

    session: float
    total: float

    def __str__(self) -> str:
        return text.say("spent", session=self.session, total=self.total)


class Ledger:
    """The account of one folder. Safe between threads, and between processes as far as appending to a file is."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = threading.Lock()
        self._entries: dict[str, dict[str, Any]] = {}
        self._read_to = 0  # bytes of the file that are in the entries
        self._inode: int | None = None  # which file that was
        self._told = False  # whether somebody knows that the file cannot be written

    def begin(self, model: str, usd: float, limit: float | None) -> str:
        """Write down that a call is about to be made; returns its number. Raises SpendingLimit if it must not be."""
        number = uuid.uuid4().hex
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._write({"id": number, "session": SESSION, "at": at, "model": model, "usd": round(usd, 6)})
        # Summed up with its own line in it: of two that begin at once, at least one sees the other.
        spent = self.spent().total - usd
        if limit is not None and spent + usd > limit + ROUNDING:
            self.end(number, "failed")
            raise SpendingLimit(price=usd, spent=spent, limit=limit, ledger=self.path)
        return number

    def end(self, number: str, outcome: Outcome, request_id: str = "") -> None:
        """Write down how the call ended."""
        self._write({"id": number, "outcome": outcome} | ({"request_id": request_id} if request_id else {}))

    def spent(self) -> Spent:
        """What the calls cost that were made, and those whose end is not known."""
        with self._lock:
            self._read()
            paid = [e for e in self._entries.values() if e.get("outcome") != "failed" and "usd" in e]
            session = sum(e["usd"] for e in paid if e.get("session") == SESSION)
            return Spent(session, sum(e["usd"] for e in paid))

    def _write(self, line: dict[str, Any]) -> None:
        with self._lock:
            self._read()
            self._take(line)  # into memory first: should the disk be full, this session still counts
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("ab") as file:
                    # A line that was cut off by a power cut must not swallow the next one.
                    start = b"" if self._ends_well() else b"\n"
                    file.write(start + json.dumps(line).encode() + b"\n")
            except OSError as error:
                if not self._told:  # once: it is no news with every call
                    self._told = True
                    warn(text.say("ledger.unwritten", path=self.path, why=error.strerror or error))

    def _ends_well(self) -> bool:
        with self.path.open("rb") as file:
            if not file.seek(0, os.SEEK_END):
                return True
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _read(self) -> None:
        """What others have written since. A file that is not the same as before is read from its beginning."""
        try:
            with self.path.open("rb") as file:
                found = os.fstat(file.fileno())
                if found.st_ino != self._inode or found.st_size < self._read_to:
                    self._forget(found.st_ino)
                file.seek(self._read_to)
                new = file.read()
        except FileNotFoundError:
            if self._read_to:  # it was there, and somebody took it away
                self._forget(None)
            return
        except OSError:
            return  # it cannot be read: memory alone counts
        whole = new[: new.rfind(b"\n") + 1]
        self._read_to += len(whole)
        for line in whole.splitlines():
            try:
                self._take(json.loads(line))
            except (ValueError, RecursionError):
                continue  # cut off by a power cut, or no line of ours

    def _forget(self, inode: int | None) -> None:
        """Begin anew with another file; what could not be written to any stays, and a call that is under way."""
        if self._read_to:
            under_way = {n: e for n, e in self._entries.items() if e.get("session") == SESSION and "outcome" not in e}
            self._entries, self._read_to = under_way, 0
        self._inode = inode

    def _take(self, line: Any) -> None:
        if isinstance(line, dict) and isinstance(line.get("id"), str):
            usd = line.get("usd", 0.0)
            # Neither a negative price nor what is no number may make room beneath a limit.
            if isinstance(usd, (int, float)) and not isinstance(usd, bool) and 0 <= usd < MOST:
                self._entries.setdefault(line["id"], {}).update(line)


_LEDGERS: dict[Path, Ledger] = {}
_LEDGERS_LOCK = threading.Lock()


def ledger(folder: Path) -> Ledger:
    """The account of a folder, the same object for everybody in this process."""
    with _LEDGERS_LOCK:
        return _LEDGERS.setdefault(folder, Ledger(folder))
