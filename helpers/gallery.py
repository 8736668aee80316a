"""Pictures on disk: written whole or not at all, never over one another."""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from helpers.picture import Picture

FOLDER_VARIABLE = "IMAGE_WORKSHOP_PICTURES"
_ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


def folder() -> Path:
    """Where pictures are kept: IMAGE_WORKSHOP_PICTURES, or else ``pictures`` beside the notebook."""
    return Path(os.environ.get(FOLDER_VARIABLE) or "pictures").absolute()


def keep(picture: Picture, where: Path | None = None) -> Picture:
    """Write the bytes and a JSON sidecar with everything needed to make them again; returns the picture with its path.

    Raises OSError where the folder cannot be written to.
    """
    where = where or folder()
    where.mkdir(parents=True, exist_ok=True)
    ending = _ENDINGS.get(picture.image.format or "", "bin")
    stem = f"{picture.made_at:%Y%m%d-%H%M%S}-{_slug(picture.request.prompt)}-{picture.seed}"
    path = _place(where, stem, ending, picture.data)
    _write(path.with_suffix(".json"), json.dumps(picture.record(), ensure_ascii=False, indent=1).encode())
    return replace(picture, path=path)


def _slug(prompt: str) -> str:
    """The prompt's first words, fit for a file name on every system."""
    words = re.findall(r"\w+", prompt.lower())
    return "-".join(words)[:40].strip("-_") or "picture"


def _place(where: Path, stem: str, ending: str, data: bytes) -> Path:
    """Write data under a name nobody has yet; the empty file taken first keeps others off it."""
    for number in range(1, 10_000):
        path = where / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        try:
            _write(path, data)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(f"10,000 pictures called {stem} in {where}")


def _write(path: Path, data: bytes) -> None:
    """Write beside it, then rename: a reader sees the whole file or none."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
