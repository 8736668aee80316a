"""The content filter, on request: certain words in a prompt make a model refuse, each family in its own form.

The words are practice mode's own and mean nothing else, so that nobody meets them by chance.
"""

from __future__ import annotations

import re
from typing import Literal

Blocked = Literal["prompt", "input", "output", "some"]

# In a prompt: blocked-prompt (the prompt is refused), blocked-input (the picture that was given is), blocked-output
# (every picture that was made is), blocked-some (one of them is).
_WORDS = re.compile(r"(?<![\w-])blocked-(prompt|input|output|some)(?![\w-])", re.IGNORECASE)


def blocked(prompt: str) -> Blocked | None:
    """What the filter takes exception to; None if it lets the prompt pass."""
    match = _WORDS.search(prompt)
    return match[1].lower() if match else None  # type: ignore[return-value]


def harmless(prompt: str) -> str:
    """The prompt without the filter's words, for what is drawn all the same."""
    return _WORDS.sub("", prompt)
