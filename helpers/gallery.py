"""Pictures on disk: written whole or not at all, never over one another."""

from __future__ import annotations

import errno
import json
import os
import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from helpers import models, tasks
from helpers.errors import WorkshopError
from helpers.input_image import InputImage
from helpers.picture import Picture
from helpers.request import ImageRequest

FOLDER_VARIABLE = "IMAGE_WORKSHOP_PICTURES"
INPUTS = "inputs"  # a folder in it: the pictures that went into requests
_FIELDS = frozenset(ImageRequest.__dataclass_fields__)
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")  # how the name of a picture that went in begins
MOST_AMOUNT = 1e9  # seconds or US dollars: beyond that somebody wrote nonsense, and sums would overflow
_ENDINGS = {rb"\x89PNG": "png", rb"\xff\xd8": "jpg", rb"RIFF....WEBP": "webp"}  # how a file of each kind begins


def folder() -> Path:
    """Where pictures are kept: IMAGE_WORKSHOP_PICTURES, or else ``pictures`` beside the notebook."""
    where = Path(os.environ.get(FOLDER_VARIABLE) or "pictures")
    try:
        return where.absolute()
    except OSError:  # the folder of this process is gone; whoever writes there finds out, and says so
        return where


class InputGone(FileNotFoundError):
    """A picture that went into a request is not in the folder ``inputs``."""


class Keeper(Protocol):
    """Keeps what a call brings, as soon as it is there."""

    @property
    def where(self) -> str:
        """For people: a path or an address."""

    def keep(self, picture: Picture) -> Picture:
        """Write a picture down, with its record; returns it with its path. Raises OSError."""

    def keep_reply(self, payload: bytes) -> Path | str | None:
        """Write down a reply that could not be read; returns where, None where that fails, too."""


class Folder:
    """The usual keeper: a folder of this machine, or else the one that `folder` says when something comes."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def where(self) -> str:
        return str(self._path or folder())

    def keep(self, picture: Picture) -> Picture:
        return keep(picture, self._path)

    def keep_reply(self, payload: bytes) -> Path | None:
        return keep_reply(payload, self._path)


USUAL = Folder()


def keep(picture: Picture, where: Path | None = None) -> Picture:
    """Write the bytes and a JSON sidecar with everything needed to make them again; returns the picture with its path.

    The pictures that went in are kept under their fingerprints in the folder ``inputs``, each once. Raises OSError
    where the folder cannot be written to.
    """
    where = where or folder()
    where.mkdir(parents=True, exist_ok=True)
    stem = f"{picture.made_at:%Y%m%d-%H%M%S}-{slug(picture.request.prompt or picture.request.task.name)}"
    stem += f"-{picture.seed}" if picture.seed is not None else ""
    path = _place(where, stem, ending(picture.data), picture.data, written(picture.record()))
    keep_inputs(picture.request, where)
    return replace(picture, path=path)


def keep_inputs(request: ImageRequest, where: Path) -> None:
    """Write the pictures that go into a request to the folder ``inputs``, each once. Raises OSError."""
    for image in request.task.images().values():
        _keep_input(where / INPUTS, image)


def request_of(path: Path) -> ImageRequest:
    """What a picture on disk was asked with, from the record beside it, to ask for it again.

    The seed is that of the picture. Raises OSError where the record is not there, InputGone where a picture that went
    in is not, and ValueError where the record is none.
    """
    sidecar = path.with_suffix(".json")
    words = sidecar.read_bytes()
    try:
        record = json.loads(words)
        model = models.find(record["model_id"])
        usual = {"model": model.name} if model else {}
        return read_request(usual | dict(record["request"]) | {"seed": record["seed"]}, path.parent)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise ValueError(f"{sidecar} is no record of a picture ({error})") from error


def amount(value: Any) -> float:
    """Seconds, or US dollars, as a record has them: 0 to `MOST_AMOUNT`. Raises ValueError for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MOST_AMOUNT:  # NaN is not
        return float(value)
    raise ValueError(f"no amount: {value!r:.100}")


def read_request(record: Mapping[str, Any], where: Path) -> ImageRequest:
    """A request from its `ImageRequest.record()`, with the pictures that went in from the folder ``inputs``.

    Raises InputGone where one of them is not there, other OSErrors where it cannot be read, and ValueError where the
    record is none.
    """

    def image(fingerprint: str) -> bytes:
        if not _FINGERPRINT.fullmatch(fingerprint):  # it becomes part of a path
            raise ValueError(f"no fingerprint: {fingerprint!r:.100}")
        found = next((where / INPUTS).glob(f"{fingerprint}.*"), None)
        if found is None:
            raise InputGone(errno.ENOENT, os.strerror(errno.ENOENT), str(where / INPUTS / fingerprint))
        return found.read_bytes()

    try:
        asked = dict(record)
        task = tasks.read(asked.pop("task", {"name": "text-to-image"}), image)
        return ImageRequest(**{name: value for name, value in asked.items() if name in _FIELDS} | {"task": task})
    except WorkshopError as error:
        raise ValueError(error.cause) from error
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def keep_reply(payload: bytes, where: Path | None = None) -> Path | None:
    """Write down a reply that could not be read, since it may have been paid for; None where that fails, too."""
    where = where or folder()
    path = where / f"reply-{uuid.uuid4().hex[:12]}.txt"
    try:
        where.mkdir(parents=True, exist_ok=True)
        write_whole(path, payload)
    except OSError:
        return None
    return path


def _keep_input(where: Path, image: InputImage) -> None:
    path = where / f"{image.sha256}.{ending(image.data)}"
    if not path.exists():
        where.mkdir(parents=True, exist_ok=True)
        write_whole(path, image.data, f".{uuid.uuid4().hex}.part")  # two calls may keep the same one at once


def ending(data: bytes) -> str:
    """Of the name of a file that begins so."""
    return next((ending for start, ending in _ENDINGS.items() if re.match(start, data, re.DOTALL)), "bin")


def written(record: Mapping[str, Any]) -> bytes:
    """A picture's record, as it stands in the file beside it."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


def slug(prompt: str) -> str:
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
            write_whole(path, data)
            taken.remove(path)  # from here on it stays, with a record or without
            write_whole(sidecar, record)
            taken.remove(sidecar)
        except FileExistsError:
            continue
        finally:
            for file in taken:
                file.unlink(missing_ok=True)
        return path
    raise FileExistsError(f"10,000 pictures called {stem} in {where}")


def write_whole(path: Path, data: bytes, beside: str = "") -> None:
    """Write beside it, then rename: a reader sees the whole file or none. beside: a name nobody else uses."""
    temporary = path.with_name(beside or f".{path.name}.part")  # the name itself was claimed, or is a new one
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:  # the learner may press stop, too
        temporary.unlink(missing_ok=True)
        raise
