"""The grid of an experiment as plain HTML: what stays in the saved notebook when the kernel is gone.

No page of ours and no link: tables with small previews. While the live grid (`helpers.widgets.grid`) is there, its page
hides this.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence

from helpers import markup
from helpers.errors import WorkshopError
from helpers.experiments.experiment import Experiment
from helpers.experiments.manifest import Outcome
from helpers.experiments.plan import Cell, Plan, tabs
from helpers.picture import shrunk
from helpers.text import say

MOST_CELLS = 400  # places that are kept, with or without a picture
MOST_BYTES = 640_000  # of all previews: in base64 and with their words they stay below 1 MB
SIDES = (192, 144, 112, 80, 56)  # pixels of the longer side, tried where a preview has too many bytes
LONGEST_REASON = 120  # characters
_BOX = "width:128px;padding:3px;vertical-align:top;text-align:left;word-break:keep-all;overflow-wrap:anywhere"
_HEAD = f"{_BOX};font-weight:600"
_SIDE = _HEAD.replace("width:128px", "max-width:160px")

Small = Callable[[Cell], bytes]  # a small picture file of a cell; raises OSError or ValueError where there is none


def still(experiment: Experiment, small: Small, name: str = "") -> str:
    """The grid, tab by tab, at most about 1 MB of it; a note says so where that is not all.

    name: a class of it all, for a page to hide it by.
    """
    plan = experiment.plan
    words = [experiment.title, experiment.standing, say("grid.still")]
    if len(plan.cells) > MOST_CELLS:
        shown = min(MOST_CELLS, len(plan.cells))
        words.append(say("grid.still_some", count=len(plan.cells), shown=shown, where=experiment.store.where))
    most_bytes = MOST_BYTES // min(MOST_CELLS, len(plan.cells))
    left = MOST_CELLS
    parts = [markup.lines(filter(None, words))]

    def filled(cell: Cell) -> str:
        return _inside(cell, experiment.outcome(cell), small, most_bytes)

    for label, rows in tabs(plan):
        cut = _first(rows, left)
        left -= sum(len(cells) for _, cells in cut)
        if cut:
            parts.append(_tab(plan, label, cut, filled))
    inner = "".join(parts)
    return markup.proper(markup.wordy(f'<div class="{html.escape(name)}">{inner}</div>'))


def _first(rows: Sequence[tuple[str, list[Cell]]], left: int) -> list[tuple[str, list[Cell]]]:
    """So many cells of the rows, and of the last row what is left."""
    out = []
    for label, cells in rows:
        if left <= 0:
            break
        out.append((label, cells[:left]))
        left -= len(cells)
    return out


def _tab(plan: Plan, label: str, rows: Sequence[tuple[str, list[Cell]]], filled: Callable[[Cell], str]) -> str:
    titled = f"<p><b>{html.escape(_place(titles(plan, plan.layout.tabs), label))}</b></p>" if label else ""
    columns = [plan.label(plan.layout.columns, at) for at in plan.combinations(plan.layout.columns)]
    if not plan.layout.rows:
        figures = "".join(
            f'<figure style="margin:0;{_BOX}">{filled(cell)}<figcaption>{html.escape(words)}</figcaption></figure>'
            for words, cell in zip(columns, rows[0][1], strict=False)  # the row may have been cut
        )
        over = titles(plan, plan.layout.columns)
        return f'{titled}{markup.lines([over] if over else [])}<div style="display:flex;flex-wrap:wrap">{figures}</div>'
    heads = "".join(f'<th scope="col" style="{_HEAD}">{html.escape(words)}</th>' for words in columns)
    over = f'<th scope="col" style="{_SIDE}">{html.escape(titles(plan, plan.layout.rows))}</th>'
    first = titles(plan, plan.layout.columns)
    group = f'<tr><td></td><th scope="colgroup" colspan="{len(columns)}" style="{_HEAD}">{html.escape(first)}</th></tr>'
    body = "".join(
        f'<tr><th scope="row" style="{_SIDE}">{html.escape(words)}</th>'
        + "".join(f'<td style="{_BOX}">{filled(cell)}</td>' for cell in cells)
        + "</tr>"
        for words, cells in rows
    )
    return f"{titled}<table><thead>{group if first else ''}<tr>{over}{heads}</tr></thead><tbody>{body}</tbody></table>"


def _inside(cell: Cell, outcome: Outcome, small: Small, most_bytes: int) -> str:
    """A picture, or in words why there is none."""
    if outcome.state != "made":
        return html.escape(_short(outcome.reason) or say(f"grid.state.{outcome.state}"))
    try:
        source = base64.b64encode(_light(small(cell), most_bytes)).decode()
    except (OSError, ValueError, WorkshopError) as error:
        return html.escape(_short(str(error)))
    alt = html.escape(say("grid.alt", place=", ".join(cell.labels) or say("grid.no_axis")))
    return f'<img alt="{alt}" style="max-width:128px" src="data:image/webp;base64,{source}">'


def _light(picture: bytes, most_bytes: int) -> bytes:
    """The picture, made smaller until it has no more bytes than that, or cannot be smaller."""
    for side in SIDES:
        if len(picture) <= most_bytes:
            break
        picture = shrunk(picture, side)
    return picture


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_REASON else f"{words[: LONGEST_REASON - 1]}…"


def titles(plan: Plan, numbers: Sequence[int]) -> str:
    """What stands over rows, columns or tabs: the names of their axes; nothing over choices of words, which say it."""
    return " · ".join(axis.title for number in numbers if not (axis := plan.axes[number]).is_choice)


def _place(title: str, label: str) -> str:
    return say("grid.place", title=title, label=label) if title else label
