"""The note in a PNG that practice mode draws: what stands where in it, for the edits that come after.

Titan's and Nova's pictures carry content credentials in the same way. Here a text chunk holds base64 of zlib of: a line
of JSON, and the masks it speaks of, a byte a pixel. It says what is painted and where, and nothing of who asked for it
or in which words. It counts only for the very pixels it was written for, and whoever reads it believes nothing in it.
"""

from __future__ import annotations

import base64
import io
import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers.notice import silence
from helpers.practice.painter import subjects
from helpers.practice.shown import MOST, Known, Shown
from helpers.practice.words import COLOURS

Array = np.ndarray
Box = tuple[int, int, int, int]

KEY = "Practice-Figures"
VERSION = 1
LEVELS, SHADES = 15, 1  # steps of an alpha, and of a trace, from 0 to 1
MOST_TEXT = 65_536  # characters: more than any picture's note has
MOST_BYTES = 4_194_304  # of it, inflated
MOST_FIGURES, LONGEST = 32, 1024  # figures; pixels of a mask's side,
LARGEST = 2 * MOST  # and of all of it
# What Pillow, base64, zlib and json raise over what is none, and `_understood` itself.
BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    OSError,
    SyntaxError,
    RecursionError,
    zlib.error,
    Image.DecompressionBombError,
)
ASPECT = 0.02  # by how much a mask's shape may be another than the picture's: rounding


def written(known: Sequence[Shown], pixels: Array) -> PngInfo:
    """The note on what pixels (h, w, 3 or 4) uint8 show, for Pillow's `pnginfo`."""
    height, width = known[0].alpha.shape if known else (1, 1)
    lines, masks = [], []
    for figure in known[-MOST_FIGURES:]:
        parts = [_packed(figure.alpha, LEVELS), _packed(figure.trace, SHADES)]
        lines.append([figure.subject, figure.colour, *(box for box, _ in parts)])
        masks += [data for _, data in parts]
    head = {"v": VERSION, "size": [width, height], "of": _fingerprint(pixels), "figures": lines}
    info = PngInfo()
    raw = json.dumps(head, separators=(",", ":")).encode() + b"\n" + b"".join(masks)
    info.add_text(KEY, base64.b64encode(zlib.compress(raw)).decode())
    return info


def read(data: bytes, pixels: Array) -> Known:
    """What the note in an image file says of the pixels (h, w, 3 or 4) uint8 that were decoded from it.

    None where there is no note, where anything in it is not as it must be, or where it was written for other pixels.
    """
    try:
        with silence():  # of size: whoever decoded the pixels has seen to it
            text = Image.open(io.BytesIO(data), formats=("PNG",)).info.get(KEY)
        return _understood(text, pixels) if isinstance(text, str) and len(text) <= MOST_TEXT else None
    except BROKEN:
        return None


def _fingerprint(pixels: Array) -> str:
    """Two checksums and the shape: nobody is to be kept out, and they take a quarter of a hash's time."""
    data = np.ascontiguousarray(pixels)
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}-{'x'.join(map(str, pixels.shape))}"


def _packed(mask: Array, levels: int) -> tuple[list[int], bytes]:
    """The box in which a mask (h, w), 0 to 1, is not 0, and the steps it has there."""
    steps = (mask * levels + 0.5).astype(np.uint8)
    rows, columns = np.flatnonzero(steps.any(1)), np.flatnonzero(steps.any(0))
    if not len(rows):
        return [0, 0, 0, 0], b""
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    return [left, top, right, bottom], steps[top:bottom, left:right].tobytes()


def _understood(text: str, pixels: Array) -> Known:
    """Raises ValueError, TypeError or KeyError, or what zlib and base64 raise, for what `written` does not write."""
    unpacker = zlib.decompressobj()
    raw = unpacker.decompress(base64.b64decode(text, validate=True), MOST_BYTES)
    if not unpacker.eof:
        raise ValueError("cut off, or too long")
    line, _, masks = raw.partition(b"\n")
    head = json.loads(line)
    if head["v"] != VERSION or head["of"] != _fingerprint(pixels):
        raise ValueError("of another version, or another picture")
    width, height = (_number(side, 1, LONGEST) for side in head["size"])
    if width * height > LARGEST:
        raise ValueError("larger than any")
    if head["figures"] and abs(np.log(width * pixels.shape[0] / (height * pixels.shape[1]))) > ASPECT:
        raise ValueError("of another shape")
    figures = _listed(head["figures"], MOST_FIGURES)
    known, at = [], 0
    for subject, colour, *boxes in figures:
        if subject not in subjects.load() or not (colour is None or colour in COLOURS):
            raise ValueError("unheard of")
        alpha, trace = (_box(box, width, height) for box in boxes)
        seen, at = _unpacked(masks, at, alpha, LEVELS, (height, width))
        left, at = _unpacked(masks, at, trace, SHADES, (height, width))
        known.append(Shown(subject, colour, seen, left))
    if at != len(masks):
        raise ValueError("more than it says")
    return tuple(known)


def _number(value: Any, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise ValueError("no such number")
    return value


def _listed(value: Any, most: int) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("no such list")
    return value


def _box(value: Any, width: int, height: int) -> Box:
    left, top, right, bottom = (_number(end, 0, LONGEST) for end in _listed(value, 4))
    if not (left <= right <= width and top <= bottom <= height):
        raise ValueError("outside")
    return left, top, right, bottom


def _unpacked(masks: bytes, at: int, box: Box, levels: int, shape: tuple[int, int]) -> tuple[Array, int]:
    """The mask (h, w) whose steps in a box begin at a byte, and the byte after them."""
    left, top, right, bottom = box
    end = at + (right - left) * (bottom - top)
    steps = np.frombuffer(masks[at:end], np.uint8).reshape(bottom - top, right - left)
    if steps.size and steps.max() > levels:
        raise ValueError("more than all")
    out = np.zeros(shape, np.float32)
    out[top:bottom, left:right] = steps / np.float32(levels)
    return out, end
