"""What other tools wrote into a picture about how it was made: the text of AUTOMATIC1111's web UI, which many copied.

It is three parts: the prompt, a line that begins with ``Negative prompt:``, and last a line of settings such as
``Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 512x512``. PNG has it in a text chunk named ``parameters``,
JPEG and WebP in EXIF's UserComment.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field

CHUNK = "parameters"
NEGATIVE = "Negative prompt:"
LONGEST = 100_000  # characters that are read: a picture may come from anywhere
_EXIF, _USER_COMMENT = 0x8769, 0x9286  # tags of EXIF 2.3
_ENCODINGS = {b"UNICODE\0": "utf-16-be", b"ASCII\0\0\0": "ascii"}  # how UserComment begins, and what follows
_SETTING = re.compile(r'\s*(?P<name>\w[\w +/.-]{0,39}):\s*(?P<value>"(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')
_FEWEST = 3  # settings that make a line one of settings, and not a prompt with a colon in it
_SEEDS = range(2**32)


@dataclass(frozen=True, slots=True)
class Parameters:
    """How a picture was made, in the other tool's words."""

    prompt: str
    negative_prompt: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)  # such as {"Steps": "20", "Sampler": "Euler a"}

    @property
    def seed(self) -> int | None:
        """None where there is none that models here take: 0 to 4,294,967,295."""
        words = self.settings.get("Seed", "")
        return int(words) if re.fullmatch(r"[0-9]{1,10}", words) and int(words) in _SEEDS else None


def of_picture(data: bytes) -> Parameters | None:
    """The parameters in a PNG, JPEG or WebP; None where there are none, or it is no such file."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size: no pixel is decoded here
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP"))
        text = image.info.get(CHUNK) or _comment(image.getexif().get_ifd(_EXIF).get(_USER_COMMENT))
    except (OSError, ValueError, SyntaxError, EOFError):  # Pillow's ways to say that a file is damaged
        return None
    return read(text) if isinstance(text, str) and text.strip() else None


def read(text: str) -> Parameters:
    """The parts of such a text. Anything can be a prompt, so nothing is an error."""
    lines = text[:LONGEST].strip().split("\n")
    settings = _settings(lines[-1])
    if settings:
        lines.pop()
    start = next((i for i, line in enumerate(lines) if line.startswith(NEGATIVE)), len(lines))
    negative = "\n".join(lines[start:]).removeprefix(NEGATIVE)
    return Parameters("\n".join(lines[:start]).strip(), negative.strip(), settings)


def _settings(line: str) -> dict[str, str]:
    found = {match["name"].strip(): _unquoted(match["value"].strip()) for match in _SETTING.finditer(line)}
    return found if len(found) >= _FEWEST else {}


def _unquoted(value: str) -> str:
    """A value with a comma in it stands in quotes, as in JSON."""
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if len(value) > 1 and value[0] == value[-1] == '"' else value


def _comment(value: object) -> str:
    """EXIF's UserComment as text: eight bytes name the encoding."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    encoding = _ENCODINGS.get(value[:8])
    return value[8:].decode(encoding, "replace") if encoding else ""
