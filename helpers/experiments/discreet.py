"""What may be shown to anybody: words without account numbers, keys and folders of somebody's computer."""

from __future__ import annotations

import re
from typing import Any

from helpers.diagnosis import without_account

# As AWS begins the identifiers of keys, users and roles.
_KEYS = re.compile(r"\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|ANPA)[A-Z0-9]{12,}\b")
_SECRET = re.compile(r"(?i)((?:secret|session|token|password)\w*['\"]?\s*[=:]\s*)\S+")
_QUOTED = re.compile(r"(['\"])(?:~|[A-Za-z]:)?[\\/][^'\"]*[\\/]([^'\"\\/]*)\1")  # a file's name may have blanks
_HOME = re.compile(r"(?:[A-Za-z]:)?[\\/]+(?:home|Users)[\\/]+[^\\/\n'\"]*(?=[\\/])")  # a person's name may have blanks
_BARE = re.compile(r"(?<![\w/\\.:~])(?:file://)?(?:~|[A-Za-z]:)?[\\/](?:[^\s\\/'\"<>|]+[\\/]+)+")


def discreet(words: str) -> str:
    """The words of a person, without account numbers and keys."""
    return _KEYS.sub("***", without_account(words))


def reason(words: str) -> str:
    """Why something went wrong: of a file only its name, not where it lies."""
    without_secrets = _SECRET.sub(r"\1***", discreet(words))
    return _BARE.sub("", _HOME.sub("", _QUOTED.sub(r"\1\2\1", without_secrets)))


def row(values: dict[str, Any]) -> dict[str, Any]:
    """A row of a table, likewise."""
    return {
        discreet(name): (reason if name == "reason" else discreet)(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
