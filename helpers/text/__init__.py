"""Every sentence a learner sees, by language: `say("key", ...)`. One module a language, with the same keys."""

from __future__ import annotations

import importlib
import locale
import os
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")

_chosen: Language | None = None


def choose(language: Language | None) -> None:
    """Speak this language from now on, in every thread; None: as `language` finds it."""
    global _chosen
    _chosen = language


def language() -> Language:
    """ "en" or "ko".

    What was chosen holds (``connect(language="ko")``). Otherwise IMAGE_WORKSHOP_LANGUAGE decides if it is set; else a
    notebook in the folder ``ko`` speaks Korean; else the system's language.
    """
    if _chosen is not None:
        return _chosen
    wish = os.environ.get("IMAGE_WORKSHOP_LANGUAGE", "")
    if wish in LANGUAGES:
        return wish
    try:
        here = Path.cwd()
    except FileNotFoundError:  # the folder is gone; what we are about to say may be just that
        here = Path()
    if here.name in LANGUAGES:
        return here.name
    if (here / "ko").is_dir():  # beside the Korean notebooks lie the English ones
        return "en"
    system = locale.getlocale()[0] or ""
    return "ko" if system.lower().startswith("ko") else "en"


@cache
def _sentences(code: str) -> dict[str, str]:
    return importlib.import_module(f"helpers.text.{code}").SENTENCES


def say(key: str, **facts: Any) -> str:
    """The sentence of that key in the learner's language, filled with facts. Facts nobody gave show as "?"."""
    return _sentences(language())[key].format_map(_Facts(facts))


def say_in(code: Language, key: str) -> str:
    """The sentence of that key in a certain language, with its blanks."""
    return _sentences(code)[key]


def templates(prefix: str) -> dict[str, str]:
    """The sentences whose keys begin so, by the rest of the key; their blanks stay open, for a page that fills them."""
    sentences = _sentences(language())
    return {key.removeprefix(prefix): words for key, words in sentences.items() if key.startswith(prefix)}


def known(key: str) -> bool:
    """Whether there is a sentence of that key."""
    return key in _sentences(language())


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return _Unknown("?")


class _Unknown(str):
    """Takes any format."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)
