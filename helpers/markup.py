"""Words as HTML for a notebook: escaped, and nothing in them taken for a formula.

JupyterLab typesets what stands between two dollar signs of an output (MathJax), and so made "$0.08, others say $0.065"
unreadable. The classes below are those that MathJax leaves alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

CELL = "text-align:left;vertical-align:top;word-break:keep-all"  # of a table: a notebook would set it at the right
NO_FORMULAS = "mathjax_ignore tex2jax_ignore"  # of MathJax 3 and later; of MathJax 2, as nbviewer has it


class Html(str):
    """HTML that a table takes as it is; whoever makes it escapes what is in it."""

    __slots__ = ()


def wordy(content: str) -> str:
    """HTML whose words are words, dollar signs and all."""
    return f'<div class="{NO_FORMULAS}">{content}</div>'


def proper(words: str) -> str:
    """The words without half characters, of a prompt or a file name: one of them would stop a whole message."""
    return words.encode(errors="replace").decode()


def lines(words: Iterable[str], tag: str = "div") -> str:
    """Each in an element of its own."""
    return "".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in words)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], caption: str = "") -> str:
    """A table, all at the left and at the top of their cells; Korean words are not broken in the middle."""
    titled = f"<caption style='text-align:left'>{html.escape(caption)}</caption>" if caption else ""
    body = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in rows)
    return wordy(f"<table>{titled}<thead><tr>{_cells(heads, 'th')}</tr></thead><tbody>{body}</tbody></table>")


def _cells(words: Iterable[str], tag: str) -> str:
    inner = (cell if isinstance(cell, Html) else html.escape(cell) for cell in words)
    return "".join(f"<{tag} style='{CELL}'>{cell}</{tag}>" for cell in inner)
