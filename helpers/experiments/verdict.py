"""What blind votes have shown, as sentences, as plain rows, and as a table with the ranges drawn in it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from helpers import markup
from helpers.experiments.tally import CONFIDENCE, Tally
from helpers.text import say

BAR = 140  # of a range, in CSS pixels


@dataclass(frozen=True)
class Verdict:
    """Votes between each two contestants, counted. As the last line of a cell it shows itself.

    Of several contestants each has met each other about equally often (`Ballot` sees to that), so the share of wins
    over all of them is a fair order, and no model of strengths is needed.
    """

    tallies: Mapping[tuple[str, str], Tally]  # as the first of the two sees it
    voters: int = 1
    pictures: int = 0  # pairs of pictures that were voted on
    seen: int = 0  # votes cast by people who had already seen who was ahead

    @property
    def votes(self) -> int:
        return sum(tally.votes for tally in self.tallies.values())

    @property
    def confidence(self) -> float:
        """Of each range, so that all of them hold together with `CONFIDENCE` (Bonferroni): many may well err once."""
        return 1 - (1 - CONFIDENCE) / max(1, len(self.tallies))

    @cached_property
    def scores(self) -> dict[str, Tally]:
        """Each contestant's votes against all others, the best first."""
        names = dict.fromkeys(name for pair in self.tallies for name in pair)
        summed = {name: self._against_all(name) for name in names}
        return dict(sorted(summed.items(), key=lambda item: _rate(item[1]), reverse=True))

    def _against_all(self, name: str) -> Tally:
        met = [
            tally if one == name else tally.turned
            for (one, other), tally in self.tallies.items()
            if name in (one, other)
        ]
        return Tally(sum(t.wins for t in met), sum(t.losses for t in met), sum(t.ties for t in met))

    # ---- as rows

    def rows(self) -> list[dict[str, Any]]:
        """One a contestant, the best first: its counts, and share and range of wins, 0 to 1 (None without votes)."""
        return [{"contestant": name} | self._numbers(tally) for name, tally in self.scores.items()]

    def pairs(self) -> list[dict[str, Any]]:
        """One for each two contestants: counts, share and range as the first of them sees it, who won more.

        p_value: of "no difference", exact, and with few votes a little stricter than the range. verdict: a
        `tally.Verdict`, by the range. more: about how many more votes would tell; None for very many, and where no more
        are needed.
        """
        return [
            {"contestant": one, "other": other}
            | self._numbers(tally)
            | {
                "p_value": tally.p_value,
                "verdict": (verdict := tally.verdict(self.confidence)),
                "more": tally.more(self.confidence) if verdict == "few" else None,
            }
            for (one, other), tally in self._sorted()
        ]

    def _numbers(self, tally: Tally) -> dict[str, Any]:
        low, high = tally.range(self.confidence) if tally.decided else (None, None)
        counts = {"wins": tally.wins, "losses": tally.losses, "ties": tally.ties}
        return counts | {"win_rate": tally.rate, "low": low, "high": high}

    def _sorted(self) -> list[tuple[tuple[str, str], Tally]]:
        """Each two with the winner first."""
        return [
            ((one, other), tally) if tally.wins >= tally.losses else ((other, one), tally.turned)
            for (one, other), tally in self.tallies.items()
        ]

    # ---- in words

    def sentences(self) -> list[str]:
        """What each two contestants' votes tell, and what is to be minded about them all."""
        told = [self._sentence(one, other, tally) for (one, other), tally in self._sorted()]
        return told + self.notes()

    def notes(self) -> list[str]:
        """How it was counted, and how far that goes."""
        if not self.votes:
            return []
        key = "voting.note_ranges" if len(self.tallies) > 1 else "voting.note_range"
        notes = [say(key, often=f"{100 * CONFIDENCE:.0f}")]
        if any(tally.ties for tally in self.tallies.values()):
            notes.append(say("voting.note_ties"))
        if self.votes > self.pictures:
            notes.append(say("voting.note_pictures", votes=self.votes, pictures=self.pictures, voters=self.voters))
        if self.seen:
            notes.append(say("voting.note_seen", count=self.seen))
        return notes

    def _sentence(self, one: str, other: str, tally: Tally) -> str:
        verdict = tally.verdict(self.confidence)
        if verdict in ("none", "same"):
            return say(f"voting.{verdict}", one=one, other=other, count=tally.votes)
        more = tally.more(self.confidence) if verdict == "few" else None
        what = say("voting.close" if verdict == "few" and more is None else f"voting.{verdict}", more=more, one=one)
        low, high = tally.range(self.confidence)
        facts = {"one": one, "other": other, "wins": tally.wins, "decided": tally.decided, "verdict": what}
        return say("voting.sentence", **facts, rate=f"{tally.rate:.0%}", low=f"{low:.0%}", high=f"{high:.0%}")

    # ---- as a table

    def as_html(self) -> str:
        """The table and the sentences; readable in light and dark, and without the drawing."""
        heads = [say(f"voting.{name}") for name in ("contestant", "wins", "losses", "ties", "rate", "range")]
        rows = [[name, *self._cells(tally)] for name, tally in self.scores.items()]
        caption = say("voting.counted", votes=self.votes, voters=self.voters, pictures=self.pictures)
        said = [self._sentence(one, other, tally) for (one, other), tally in self._sorted()]
        verdicts = f'<ul style="margin:.5em 0;padding-inline-start:1.4em">{markup.lines(said, "li")}</ul>'
        notes = f'<div style="opacity:.85;max-width:60em">{markup.lines(self.notes())}</div>'
        inner = f"{markup.table(heads, rows, caption)}{verdicts}{notes}"
        return markup.proper(markup.wordy(f'<div style="overflow-wrap:anywhere;line-height:1.5">{inner}</div>'))

    def _cells(self, tally: Tally) -> Sequence[str]:
        counts = [str(tally.wins), str(tally.losses), str(tally.ties)]
        if tally.rate is None:
            return [*counts, "–", "–"]
        low, high = tally.range(self.confidence)
        words = say("voting.from_to", low=f"{low:.0%}", high=f"{high:.0%}")
        return [*counts, f"{tally.rate:.0%}", markup.Html(f"{html.escape(words)}{bar(low, tally.rate, high)}")]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": "\n".join(self.sentences()), "text/html": self.as_html()}


def bar(low: float, rate: float, high: float) -> str:
    """A range of shares, 0 to 1, as a line with a dot, and a mark at one half. The numbers stand beside it."""

    def part(left: float, width: str, height: int, more: str) -> str:
        place = f"position:absolute;left:{left:.1%};top:{7 - height / 2:g}px;width:{width};height:{height}px"
        return f'<i style="{place};background:currentColor;{more}"></i>'

    parts = (
        part(0, "100%", 1, "opacity:.35"),
        part(0.5, "1px", 12, "opacity:.6"),
        part(low, f"{high - low:.1%}", 4, "opacity:.6;border-radius:2px"),
        part(rate, "9px", 9, "border-radius:50%;margin-left:-4px"),
    )
    style = f"display:block;position:relative;width:{BAR}px;height:14px;margin:2px 6px"
    return f'<span aria-hidden="true" style="{style}">{"".join(parts)}</span>'


def _rate(tally: Tally) -> float:
    """Of those without a decided vote, one half: nothing is known."""
    return 0.5 if tally.rate is None else tally.rate
