"""An experiment as one picture: its grid with the labels of rows and columns, tab below tab."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers import export, lettering, markup
from helpers.errors import BadValue
from helpers.experiments import discreet, source, summary
from helpers.experiments.plan import Cell, tabs
from helpers.text import say

if TYPE_CHECKING:
    from PIL import ImageDraw
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

    from helpers.experiments.experiment import Experiment

SIDES = (256, 192, 128, 96, 64)  # pixels of a picture's longer side: the first with which the sheet is not too large
ACROSS = 5  # pictures in a row, where there is no grid
GAP = 12  # pixels
TITLE, LETTERS = 22, 14  # pixels
LINE = 19  # pixels of a line of letters
ROW_HEAD = 140  # pixels
MOST_LINES = 4  # of a label


@dataclass(frozen=True, slots=True)
class Grid:
    """Pictures of a tab: rows of cells with what stands beside and above them. All labels empty: no heads."""

    title: str
    heads: list[str]
    rows: list[tuple[str, list[Cell]]]
    captioned: bool  # whether each picture has a label of its own, below it


def contact_sheet(experiment: Experiment) -> bytes:
    """A PNG. Labels for which this machine has no letters are numbers on it, and a warning says so; all words stand in
    the file, too, as its description. Raises BadValue for a sheet of more than 16,000 pixels a side.
    """
    words = _Words()
    grids = list(_grids(experiment))
    side = next((side for side in SIDES if max(_Page(experiment, words, grids, side).size) <= export.MOST_SIDE), None)
    if side is None:
        width, height = _Page(experiment, words, grids, SIDES[-1]).size
        got = say("limit.size", width=width, height=height)
        raise BadValue("contact sheet", got=got, limit=say("limit.sides", low=1, high=export.MOST_SIDE))
    image = _Page(experiment, words, grids, side).draw()
    if words.legend:
        warnings.warn(say("experiment_report.no_letters", count=len(words.legend)), stacklevel=3)
    description = "\n".join([*_described(experiment), *words.legend.values()])
    title = markup.proper(summary.title_of(experiment))
    return export.png(image, {"Title": title, "Description": markup.proper(description)})


def _described(experiment: Experiment) -> Iterator[str]:
    """All that the sheet says, for those who cannot see it."""
    for number, axis in enumerate(experiment.plan.axes):
        yield f"{summary.axis_title(experiment.plan, number)}: {', '.join(map(discreet.discreet, axis.labels))}"
    yield summary.counts(experiment)
    yield discreet.discreet(source.call(experiment.plan, experiment.title))


def _grids(experiment: Experiment) -> Iterator[Grid]:
    plan = experiment.plan
    for _, rows in tabs(plan):
        title = summary.named(plan, plan.layout.tabs, rows[0][1][0])
        if plan.layout.rows:
            heads = [summary.named(plan, plan.layout.columns, cell) for cell in rows[0][1]]
            named = [(summary.named(plan, plan.layout.rows, cells[0]), cells) for _, cells in rows]
            yield Grid(title, heads, named, captioned=False)
        else:
            cells = rows[0][1]
            lines = [cells[start : start + ACROSS] for start in range(0, len(cells), ACROSS)]
            yield Grid(title, [], [("", line) for line in lines], captioned=bool(plan.layout.columns))


def _caption(experiment: Experiment, cell: Cell) -> str:
    return summary.named(experiment.plan, experiment.plan.layout.columns, cell)


@dataclass(slots=True)
class _Words:
    """Draws words, or in their place a number where nobody has the letters."""

    legend: dict[str, str] = field(default_factory=dict)  # words -> "[1] words"

    def lines(self, words: str, size: int, width: int, most: int = MOST_LINES) -> list[tuple[str, FreeTypeFont]]:
        words = " ".join(markup.proper(discreet.discreet(words)).split())
        font = lettering.font_for(words, size)
        if font is None:
            numbered = self.legend.setdefault(words, f"[{len(self.legend) + 1}] {words}")
            words = numbered.partition(" ")[0]
            font = lettering.font_for(words, size)
        return [(line, font) for line in lettering.wrapped(words, font, width, most)] if font else []


@dataclass(slots=True)
class _Page:
    """The sheet with pictures of a certain size."""

    experiment: Experiment
    words: _Words
    grids: list[Grid]
    side: int

    @property
    def _left(self) -> int:
        """Where the pictures begin."""
        return GAP + (ROW_HEAD + GAP if any(label for grid in self.grids for label, _ in grid.rows) else 0)

    @property
    def _width(self) -> int:
        most = max(len(cells) for grid in self.grids for _, cells in grid.rows)
        return max(self._left + most * (self.side + GAP), 480)

    @property
    def size(self) -> tuple[int, int]:
        return self._width, self._through(None, None)

    def draw(self) -> Image:
        from PIL import Image, ImageDraw

        sheet = Image.new("RGB", self.size, "white")
        self._through(sheet, ImageDraw.Draw(sheet))
        return sheet

    def _through(self, sheet: Image | None, pen: ImageDraw.ImageDraw | None) -> int:
        """Go through it from above, drawing if there is a sheet; returns where it ends."""
        wide = self._width - 2 * GAP
        top = self._write(pen, summary.title_of(self.experiment), GAP, GAP, wide, TITLE) + GAP // 2
        held = summary.held(self.experiment.plan)
        told = " · ".join(f"{summary.name_of(name)}: {value}" for name, value in held.items())
        top = self._write(pen, told, GAP, top, wide) + GAP
        for grid in self.grids:
            top = self._grid(sheet, pen, grid, top)
        return top

    def _grid(self, sheet: Image | None, pen: ImageDraw.ImageDraw | None, grid: Grid, top: int) -> int:
        if grid.title:
            top = self._write(pen, grid.title, GAP, top + GAP, self._width - 2 * GAP, TITLE) + GAP // 2
        lefts = [self._left + number * (self.side + GAP) for number in range(max(len(c) for _, c in grid.rows))]
        if any(grid.heads):
            top = max(self._write(pen, head, x, top, self.side) for head, x in zip(grid.heads, lefts, strict=True))
        for label, cells in grid.rows:
            if label:
                self._write(pen, label, GAP, top, ROW_HEAD, most=self.side // LINE)
            ends = [top + self.side]
            for cell, left in zip(cells, lefts, strict=False):
                if sheet is not None:
                    self._cell(sheet, pen, cell, left, top)
                if grid.captioned:
                    ends.append(self._write(pen, _caption(self.experiment, cell), left, top + self.side, self.side))
            top = max(ends) + GAP
        return top

    def _cell(self, sheet: Image, pen: ImageDraw.ImageDraw | None, cell: Cell, left: int, top: int) -> None:
        picture, why = summary.picture_of(self.experiment, cell)
        if picture and not picture.flaw:
            export.put(sheet, picture, left, top, self.side)
        elif pen is not None:
            pen.rectangle((left, top, left + self.side - 1, top + self.side - 1), fill="#eeeeee")
            room, margin = self.side - 16, 8
            below = self._write(pen, summary.state_of(self.experiment, cell), left + margin, top + margin, room)
            self._write(pen, why, left + margin, below, room, most=(top + self.side - below) // LINE)

    def _write(
        self,
        pen: ImageDraw.ImageDraw | None,
        words: str,
        left: int,
        top: int,
        width: int,
        size: int = LETTERS,
        most: int = MOST_LINES,
    ) -> int:
        """Write words in lines; returns where they end."""
        height = LINE + size - LETTERS
        for line, font in self.words.lines(words, size, width, most):
            if pen is not None:
                pen.text((left, top), line, fill="black", font=font)
            top += height
        return top
