"""What a reply holds: pictures, the seeds they were made from, and what the content filter said."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from helpers.errors import UnexpectedReply
from helpers.text import say

SEED_DIGITS = 20  # more than any model's seed has; a longer one is none


@dataclass(frozen=True, slots=True)
class Answer:
    """The pictures of one call as the service sent them. There is at least one, or a reason why there is none."""

    images: tuple[bytes, ...]  # image files, byte for byte
    seeds: tuple[int | None, ...] = ()  # of each picture, where the service says so
    refused: str = ""  # the content filter's words, where it took some pictures or all
    blurred: tuple[bytes, ...] = ()  # what came in place of those it took
    broken: int = 0  # pictures that came and could not be read

    @property
    def seed(self) -> int | None:
        """That of the first picture."""
        return self.seeds[0] if self.seeds else None


def first(value: object) -> object:
    """The first item of a list; None for an empty one, and for anything that is no list."""
    return value[0] if isinstance(value, list) and value else None


def decoded(text: object) -> bytes:
    """Base64 text to bytes. Raises UnexpectedReply for anything else."""
    if not isinstance(text, str) or not text:
        raise UnexpectedReply(say("reply.no_image"))
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:  # binascii.Error is one, and so is text that is not ASCII
        raise UnexpectedReply(say("reply.not_base64", why=error)) from error


def decoded_all(texts: object) -> tuple[tuple[bytes, ...], int]:
    """All that can be read of a list of base64 texts, and how many could not. Raises UnexpectedReply if none can."""
    images: list[bytes] = []
    failure = UnexpectedReply(say("reply.no_image"))
    texts = texts if isinstance(texts, list) else []
    for text in texts:
        try:
            images.append(decoded(text))
        except UnexpectedReply as error:
            failure = error
    if not images:
        raise failure
    return tuple(images), len(texts) - len(images)


def seed_of(value: object) -> int | None:
    """The seed a reply names, as a number or as text (both were seen); None for anything else: no picture is lost."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    try:
        words = str(value)
    except ValueError:  # more digits than Python turns into text
        return None
    return int(words) if len(words) <= SEED_DIGITS and words.isascii() and words.isdecimal() else None
