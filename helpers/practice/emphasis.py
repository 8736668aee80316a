"""Prompt weights as users of Stable Diffusion write them: ``(cat:1.3)``, ``((cat))``, ``[cat]``."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

Array = np.ndarray

BRACKET = 1.1  # what a pair of round brackets multiplies by; square ones divide by it
HEAVIEST = 2.0  # heavier texts are scaled down together: what counts is how they compare
LONGEST_NUMBER = 12  # letters, with its colon
_STATED = re.compile(r"(?<!\d):\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$")
_PLAIN = str.maketrans("（）［］：", "()[]:")


def weigh(parts: Sequence[tuple[str, float]]) -> tuple[str, Array]:
    """Texts and their weights as one text, without brackets and numbers, and the weight of each of its letters."""
    texts, weights = [], []
    heaviest = max((weight for _, weight in parts), default=1.0)
    share = min(1.0, HEAVIEST / heaviest) if heaviest > 0 else 1.0
    for text, weight in parts:
        plain, inner = _unwrapped(text)
        texts.append(plain)
        weights += [inner * weight * share, np.ones(2)]
    return ", ".join(texts), np.concatenate(weights) if weights else np.ones(0)


def _unwrapped(text: str) -> tuple[str, Array]:
    """One text without its brackets and numbers, and the weight of each letter. Open brackets last to the end."""
    text = text.translate(_PLAIN)
    out: list[str] = []
    weights = np.ones(2 * len(text))
    opened: list[tuple[str, int]] = []

    def close(factor: float) -> None:
        _, start = opened.pop()
        weights[start : len(out)] = (weights[start : len(out)] * factor).clip(-10, 10)

    for i, letter in enumerate(text):
        if letter == "\\" or (letter in "()[]" and text[i - 1 : i] == "\\"):
            out.append(" ")  # a bracket that is meant as one
        elif letter in "([":
            out.append(" ")
            opened.append((letter, len(out)))
        elif letter in ")]":
            stated = _STATED.search("".join(out[-LONGEST_NUMBER:]))
            if opened and (opened[-1][0] == "(") == (letter == ")"):
                inner = len(out) - opened[-1][1]
                if stated and len(stated[0]) <= inner:
                    del out[-len(stated[0]) :]
                usual = BRACKET if letter == ")" else 1 / BRACKET
                close(float(stated[1]) if stated and letter == ")" else usual)
            following = text[i + 1 : i + LONGEST_NUMBER].lstrip(")]")[:1]
            if not "가" <= following <= "힣":  # a particle belongs to the noun in the brackets
                out.append(" ")
            weights[len(out) :] = 1
        else:
            out.append(letter)
    if opened and (stated := _STATED.search("".join(out[-LONGEST_NUMBER:]))):
        del out[-len(stated[0]) :]
        close(float(stated[1]))
    while opened:
        close(BRACKET if opened[-1][0] == "(" else 1 / BRACKET)
    return "".join(out), weights[: len(out)]
