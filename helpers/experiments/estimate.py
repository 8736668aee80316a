"""How long drawing takes: from what was seen, and in words."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

from helpers import gallery, models
from helpers.text import say

MOST_READ = 40  # of the newest records
ENOUGH = 5  # pictures of a model, from which its usual time is read
# Seconds for one picture of a model that nobody has drawn with here: modelled; no source says how long Bedrock takes.
GUESS = {"practice": 2.0, "bedrock": 10.0}


def usual_seconds(model: str, mode: str, folder: Path | None = None) -> float:
    """Seconds from call to reply for one picture of a model: of the newest ones in the folder, else a guess."""
    where = folder or gallery.folder()
    seen: list[float] = []
    for path in sorted(where.glob("2*.json"), reverse=True)[:MOST_READ]:
        try:
            record = json.loads(path.read_bytes())
            found = models.find(str(record["model_id"]))
            if found and found.name == model and record["mode"] == mode:
                seen.append(gallery.amount(record["seconds"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if len(seen) == ENOUGH:
            break
    return statistics.median(seen) if seen else GUESS[mode]


def duration(seconds: float) -> str:
    """Seconds as people say them: "40 s", "2 min", "1 h 20 min"; rounded up, so that nobody waits longer than told."""
    if seconds < 90:
        step = 1 if seconds <= 10 else 5
        return say("duration.seconds", seconds=max(1, -(-int(seconds + 0.999) // step) * step))
    minutes = int(-(-seconds // 60))
    if minutes < 60:
        return say("duration.minutes", minutes=minutes)
    return say("duration.hours", hours=minutes // 60, minutes=minutes % 60)
