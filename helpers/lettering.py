"""Words drawn into pictures: by Pillow's own font where it has all their letters, else by one of the system's.

Pillow's font has no Korean, and a font of our own would weigh megabytes: so those that Linux, macOS and Windows bring
are looked for by name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# Fonts with Korean first, those with signs and other scripts after them; Pillow finds them in the system's folders.
FONTS = (
    *("NotoSansCJK-Regular.ttc", "NotoSansCJKkr-Regular.otf", "NotoSansKR-Regular.otf", "NotoSansKR-Regular.ttf"),
    *("NotoSansKR[wght].ttf", "NotoSansKR-VF.ttf", "NanumBarunGothic.ttf", "NanumGothic.ttf", "UnDotum.ttf"),
    *("AppleSDGothicNeo.ttc", "AppleGothic.ttf", "malgun.ttf", "gulim.ttc"),
    *("DejaVuSans.ttf", "Arial Unicode.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "segoeui.ttf"),
)
_NO_LETTER = "\U0010ffff"  # that no font has: how it is drawn is how a missing one is


def font_for(words: str, size: int) -> FreeTypeFont | None:
    """A font that has every letter of the words; None where neither Pillow nor this system has one. size: pixels."""
    letters = frozenset(words) - {" ", "\n"}
    return next((font for font in _fonts(size) if letters <= _known(font, letters)), None)


def wrapped(words: str, font: FreeTypeFont, width: int, most: int) -> list[str]:
    """The words in lines no wider than so many pixels, broken between words where that is possible; the last one of
    `most` lines says with an ellipsis that there is more."""
    lines: list[str] = []
    rest = " ".join(words.split())
    while rest and len(lines) < most:
        end = _fitting(rest, font, width)
        if end < len(rest):
            if len(lines) + 1 == most:
                lines.append(f"{rest[: max(0, end - 1)].rstrip()}…")
                return lines
            blank = rest.rfind(" ", 1, end + 1)
            end = blank if blank > 0 else end
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines


def _fitting(words: str, font: FreeTypeFont, width: int) -> int:
    """How many letters go into a line; at least one."""
    low, high = 1, min(len(words), 400)  # a longer one fits nowhere
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(words[:middle]) <= width else (low, middle - 1)
    return low


@cache
def _fonts(size: int) -> tuple[FreeTypeFont, ...]:
    """All that are here."""
    from PIL import ImageFont

    found = [ImageFont.load_default(size)]
    for name in FONTS:
        try:
            found.append(ImageFont.truetype(name, size))
        except OSError:
            continue  # this system has another one
    return tuple(font for font in found if isinstance(font, ImageFont.FreeTypeFont))


def _known(font: FreeTypeFont, letters: frozenset[str]) -> frozenset[str]:
    missing = _drawn(font, _NO_LETTER)
    return frozenset(letter for letter in letters if _drawn(font, letter) != missing)


@cache
def _drawn(font: FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
