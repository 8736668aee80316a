"""Pictures on disk: written whole or not at all, never over one another."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

from helpers.picture import Picture

FOLDER_VARIABLE = "IMAGE_WORKSHOP_PICTURES"
_ENDINGS = {rb"\x89PNG": "png", rb"\xff\xd8": "jpg", rb"RIFF....WEBP": "webp"}  # how a file of each kind begins


def folder() -> Path:
    """Where pictures are kept: IMAGE_WORKSHOP_PICTURES, or else ``pictures`` beside the notebook."""
    return Path(os.environ.get(FOLDER_VARIABLE) or "pictures").absolute()


def keep(picture: Picture, where: Path | None = None) -> Picture:
    """Write the bytes and a JSON sidecar with everything needed to make them again; returns the picture with its path.

    Raises OSError where the folder cannot be written to.
    """
    where = where or folder()
    where.mkdir(parents=True, exist_ok=True)
    ending = next((ending for start, ending in _ENDINGS.items() if re.match(start, picture.data, re.DOTALL)), "bin")
    stem = f"{picture.made_at:%Y%m%d-%H%M%S}-{_slug(picture.request.prompt)}-{picture.seed}"
    record = json.dumps(picture.record(), ensure_ascii=False, indent=1)
    path = _place(where, stem, ending, picture.data, record.encode(errors="backslashreplace"))
    return replace(picture, path=path)


def _slug(prompt: str) -> str:
    """The prompt's first words, fit for a file name on every system."""
    words = re.findall(r"\w+", prompt.lower())
    return "-".join(words)[:40].strip("-_") or "picture"


def _place(where: Path, stem: str, ending: str, data: bytes, record: bytes) -> Path:
    """Write data, and its record beside it, under a name nobody has yet; empty files taken first keep others off it."""
    for number in range(1, 10_000):
        name = stem if number == 1 else f"{stem}-{number}"
        path, sidecar = where / f"{name}.{ending}", where / f"{name}.json"
        taken: list[Path] = []
        try:
            for file in (path, sidecar):
                file.open("xb").close()
                taken.append(file)
            _write(path, data)
            taken.remove(path)  # from here on it stays, with a record or without
            _write(sidecar, record)
            taken.remove(sidecar)
        except FileExistsError:
            continue
        finally:
            for file in taken:
                file.unlink(missing_ok=True)
        return path
    raise FileExistsError(f"10,000 pictures called {stem} in {where}")


def _write(path: Path, data: bytes) -> None:
    """Write beside it, then rename: a reader sees the whole file or none."""
    temporary = path.with_name(f".{path.name}.part")  # nobody else's: the name itself was claimed
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:  # the learner may press stop, too
        temporary.unlink(missing_ok=True)
        raise
