"""Two experiments side by side: what differs in what was asked, and the pictures that have the same place in both.

Two cells have the same place where every axis has the same value. An axis that only one experiment has counts, too: the
other stands at the value that it left unchanged, and nowhere on the axis if that is none of its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import export, markup
from helpers.errors import BadValue, shown
from helpers.experiments import report, summary
from helpers.experiments.discreet import discreet
from helpers.experiments.plan import Cell
from helpers.experiments.report import e
from helpers.experiments.saving import check_new
from helpers.experiments.summary import Measure
from helpers.markup import CELL
from helpers.text import say

if TYPE_CHECKING:
    from helpers.experiments.experiment import Experiment

IN_NOTEBOOK = 700_000  # bytes of all pictures together: a notebook stays light
MOST_OF_ONE = 30_000  # bytes of one there
MOST_SHOWN = 24  # pairs there
IMAGE = "display:block;width:100%;min-width:8em;max-width:20em;height:auto;border-radius:4px"
_MEANS = ("price_usd", "seconds", "stars")
# What `Experiment.rows` has besides the axes and what was measured.
_USUAL = (
    *("number", "prompt", "negative_prompt", "seed", "model", "mode", "state", "file", "reused", "reason"),
    *("favourite", "note", *_MEANS),
)

Table = Mapping[int, Mapping[str, Any]]  # rows by the numbers of their cells
Place = tuple[tuple[str, str], ...]  # the axes, as `summary.axis_keys` names them, with a label each


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cells at the same place."""

    place: Place
    one: Cell
    other: Cell

    @property
    def same(self) -> bool:
        """Whether both ask for the very same picture."""
        return bool(self.one.key) and self.one.key == self.other.key


class Comparison:
    """Two experiments compared; the last line of a cell shows it. measure: what to measure on each picture."""

    def __init__(self, one: Experiment, other: Experiment, measure: Measure | None = None) -> None:
        self.one, self.other, self.measure = one, other, measure

    # ---- as data

    @cached_property
    def differences(self) -> list[tuple[str, str, str]]:
        """What was asked for differently: its name, and what either experiment has."""
        ours, theirs = _asked(self.one), _asked(self.other)
        unset = say("experiment_compare.unset")
        names = dict.fromkeys([*ours, *theirs])
        return [(n, ours.get(n, unset), theirs.get(n, unset)) for n in names if ours.get(n) != theirs.get(n)]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The cells that have the same place in both, in the first one's order."""
        theirs = self._places(self.other)
        return [Pair(place, cell, theirs[place]) for place, cell in self._places(self.one).items() if place in theirs]

    @property
    def only(self) -> tuple[list[Cell], list[Cell]]:
        """The cells of the first, and those of the second, that have no counterpart."""
        ours = {pair.one.number for pair in self.pairs}
        theirs = {pair.other.number for pair in self.pairs}
        return (
            [cell for cell in self.one.cells if cell.number not in ours],
            [cell for cell in self.other.cells if cell.number not in theirs],
        )

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a pair: its place, and the row of each experiment with ``first`` and ``second`` before it."""
        ours, theirs = self._tables()
        return [
            dict(pair.place)
            | {f"first {name}": value for name, value in ours[pair.one.number].items()}
            | {f"second {name}": value for name, value in theirs[pair.other.number].items()}
            for pair in self.pairs
        ]

    def _tables(self) -> tuple[Table, Table]:
        """The rows of both, by the numbers of their cells."""
        ours, theirs = (
            {row["number"]: row for row in summary.rows(one, self.measure)} for one in (self.one, self.other)
        )
        return ours, theirs

    @cached_property
    def _axes(self) -> list[str]:
        """The axes of either, those of the first before the others."""
        return list(dict.fromkeys(key for one in (self.one, self.other) for key in summary.axis_keys(one.plan)))

    def _places(self, experiment: Experiment) -> dict[Place, Cell]:
        """Its cells by their places."""
        held = summary.held(experiment.plan)
        mine = summary.axis_keys(experiment.plan)

        def place(cell: Cell) -> Place:
            at = dict(zip(mine, cell.labels, strict=True))
            return tuple((name, at.get(name, held.get(name, ""))) for name in self._axes)

        out: dict[Place, Cell] = {}
        for cell in experiment.cells:
            out.setdefault(place(cell), cell)
        return out

    # ---- as a page

    def save(self, path: Path | str) -> Path:
        """Write it whole to a new HTML file that fetches nothing; returns its path.

        Raises BadValue for another ending, FileThere rather than overwrite a file, and OSErrors.
        """
        path = Path(path)
        check_new(path, (".html",))
        inner = self._body(report.MOST_BYTES, report.MOST_OF_ONE, len(self.pairs))
        body = f"<main><h1>{e(self.title)}</h1>{inner}</main>"
        return export.new_file(path, export.page(self.title, body, report.STYLE))

    @property
    def title(self) -> str:
        one, other = self._names
        return say("experiment_compare.title", one=one, other=other)

    @cached_property
    def _names(self) -> tuple[str, str]:
        """Of both; those that are the same, or none, by which comes first."""
        names = [discreet(one.title) for one in (self.one, self.other)]
        if all(names) and names[0] != names[1]:
            return names[0], names[1]
        return say("experiment_compare.first"), say("experiment_compare.second")

    def _body(self, room: int, most: int, count: int) -> str:
        """The page with so many pairs. room: bytes for all pictures; most: bytes for one."""
        shown, tables = self.pairs[:count], self._tables()
        sections = {
            "asked": self._differences_told(),
            "beside": self._overlap() + self._beside(shown, tables, min(most, room // max(1, 2 * len(shown)))),
            "totals": self._totals() + self._means(tables),
        }
        return "".join(
            f"<section><h2>{e(say(f'experiment_compare.{name}'))}</h2>{content}</section>"
            for name, content in sections.items()
        )

    def _differences_told(self) -> str:
        if not self.differences:
            return f"<p>{e(say('experiment_compare.nothing'))}</p>"
        return _table([say("experiment_compare.what"), *self._names], self.differences)

    def _overlap(self) -> str:
        """How far they can be compared, and what has to be left alone."""
        ours, theirs = self.only
        if not self.pairs:
            lines = [say("experiment_compare.no_overlap")]
        else:
            told = say("experiment_compare.overlap", both=len(self.pairs), one=len(ours), other=len(theirs))
            lines = [told, *([say("experiment_compare.hint")] if self.differences else [])]
        out = "".join(f"<p>{e(line)}</p>" for line in lines)
        for name, experiment, cells in zip(self._names, (self.one, self.other), (ours, theirs), strict=True):
            if cells and self.pairs:
                everything = range(len(experiment.plan.axes))
                told = "; ".join(summary.named(experiment.plan, everything, cell) for cell in cells)
                heading = e(f"{say('experiment_compare.only', which=name)} ({len(cells)})")
                out += f"<details><summary>{heading}</summary><p>{e(told)}</p></details>"
        return out

    def _beside(self, pairs: list[Pair], tables: tuple[Table, Table], room: int) -> str:
        """A row for each pair: its place, and both pictures."""
        if not pairs:
            return ""
        body = "".join(
            f'<tr><th scope="row" style="{CELL}">{self._place_told(pair)}</th>'
            f"{self._cell(self.one, pair.one, tables[0], room)}"
            f"{self._cell(self.other, pair.other, tables[1], room)}</tr>"
            for pair in pairs
        )
        names = (say("experiment_compare.place"), *self._names)
        heads = "".join(f'<th scope="col" style="{CELL}">{e(name)}</th>' for name in names)
        name = e(say("experiment_compare.beside"))
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        told = say("experiment_compare.shown", shown=len(pairs), count=len(self.pairs))
        note = f"<p>{e(told)}</p>" if len(pairs) < len(self.pairs) else ""
        return f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{name}">{table}</div>{note}'

    def _cell(self, experiment: Experiment, cell: Cell, table: Table, room: int) -> str:
        """A picture with its price, stars and what was measured; or why there is none."""
        seen = report.see(experiment, cell, table[cell.number], room, None)
        if seen.small is None:
            return f'<td style="{CELL};max-width:20em"><b>{e(seen.state)}</b><br>{e(seen.why)}</td>'
        image = f'<img alt="{e(seen.alt)}" src="{seen.small.source}" style="{IMAGE}">'
        lines = [seen.brief, say("ignored", words=seen.left_out) if seen.left_out else ""]
        lines += [f"{name}: {report.number(table[cell.number][name])}" for name in self._measured(table)]
        told = "".join(f"<div>{e(line)}</div>" for line in lines if line)
        return f'<td style="{CELL}">{image}<div style="font-size:90%">{told}</div></td>'

    def _place_told(self, pair: Pair) -> str:
        lines = [summary.at(name, label) for name, label in pair.place]
        if pair.same:
            lines.append(f"({say('experiment_compare.same')})")
        return "<br>".join(map(e, lines)) or e(say("experiment_compare.everywhere"))

    def _measured(self, table: Table) -> list[str]:
        """The columns that were measured."""
        axes = [axis.name for one in (self.one, self.other) for axis in one.plan.axes]
        names = dict.fromkeys(name for row in table.values() for name in row)
        return [name for name in names if name not in _USUAL and name not in axes]

    def _totals(self) -> str:
        """The sums of both, whether or not they meet."""
        ours, theirs = (dict(report.totals_told(summary.totals(one))) for one in (self.one, self.other))
        names = [name for name in report.total_names() if name in ours or name in theirs]
        return _table(
            [say("experiment_compare.what"), *self._names],
            [(name, ours.get(name, "–"), theirs.get(name, "–")) for name in names],
        )

    def _means(self, tables: tuple[Table, Table]) -> str:
        """What differs on average where both have a picture: like set against like. In brackets of how many pairs."""
        ours, theirs = tables
        both = [(ours[pair.one.number], theirs[pair.other.number]) for pair in self.pairs if not pair.same]
        lines = []
        for name in (*_MEANS, *self._measured(ours)):
            known = [(one[name], other[name]) for one, other in both if _said(one, name) and _said(other, name)]
            if known:
                one, other = (sum(values) / len(known) for values in zip(*known, strict=True))
                told = f"{_mean_of(name)} ({len(known)})"
                lines.append((told, f"{one:.3g}", f"{other:.3g}", f"{other - one:+.3g}"))
        if not lines:
            return ""
        heads = [say("experiment_compare.what"), *self._names, say("experiment_compare.difference")]
        return f"<h3>{e(say('experiment_compare.both'))}</h3>{_table(heads, lines)}"

    def __repr__(self) -> str:
        told = "; ".join(f"{name}: {one} / {other}" for name, one, other in self.differences)
        return f"<Comparison: {told or say('experiment_compare.nothing')}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        body = self._body(IN_NOTEBOOK, MOST_OF_ONE, MOST_SHOWN)
        return {"text/plain": repr(self), "text/html": markup.proper(markup.wordy(body))}


def compare(one: Experiment, other: Experiment, measure: Measure | None = None) -> Comparison:
    """Set two experiments side by side, of this session or of `past_experiments`.

    What differs in what was asked for, and in pictures, prices, times and stars, each picture beside the one that has
    the same place in the other. measure: what to measure on each picture, as in `Experiment.save`. Raises BadValue for
    what is no experiment.
    """
    from helpers.experiments.experiment import Experiment

    for given in (one, other):
        if not isinstance(given, Experiment):
            raise BadValue("compare", got=shown(given), limit=say("experiment_compare.no_experiment"))
    return Comparison(one, other, measure)


def _asked(experiment: Experiment) -> dict[str, str]:
    """What was asked for, by the names of a page: what was held, and what was changed with its values."""
    plan = experiment.plan
    held = {summary.name_of(name): value for name, value in summary.held(plan).items()}
    changed = {
        summary.axis_title(plan, number): say("experiment_compare.varied", values=", ".join(axis.labels))
        for number, axis in enumerate(plan.axes)
    }
    return held | changed


def _mean_of(name: str) -> str:
    """What a column of numbers is called."""
    known = {"price_usd": "report.price", "seconds": "report.seconds", "stars": "report.rating"}
    return say(known[name]) if name in known else name


def _said(row: Mapping[str, Any], name: str) -> bool:
    """Whether a row has that number: no stars, and no price, mean that nobody gave any."""
    value = row.get(name)
    return row["state"] == "made" and isinstance(value, (int, float)) and (bool(value) or name not in _MEANS)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return markup.table(map(discreet, heads), [[discreet(cell) for cell in row] for row in rows])
