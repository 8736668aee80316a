"""Votes between two, counted, and what they tell: how sure one may be that one of them is better.

Ties are left out of the share of wins, and told beside it. The question that the counts answer is then: of those who
saw a difference, how many preferred this one? That is a plain binomial share (the sign test), for which Wilson's
interval and the exact test hold; with a tie counted as half a win for each it would be none, and the interval too wide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

# no votes, or none that saw a difference; what the votes cannot tell yet; hardly a difference; and who won
Verdict = Literal["none", "same", "few", "even", "probably", "clearly"]
CONFIDENCE = 0.95  # that the true share lies in the range
NEAR = (0.4, 0.6)  # a share that surely lies in between is called even
POWER = 0.8  # how probable it shall be that the votes asked for suffice
MOST_MORE = 1000  # votes that anybody would be asked for


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one was preferred to another, or to all others."""

    wins: int = 0
    losses: int = 0
    ties: int = 0

    @property
    def votes(self) -> int:
        return self.wins + self.losses + self.ties

    @property
    def decided(self) -> int:
        """Votes that saw a difference."""
        return self.wins + self.losses

    @property
    def rate(self) -> float | None:
        """Share of wins of those votes, 0 to 1; None where there is none."""
        return self.wins / self.decided if self.decided else None

    @property
    def turned(self) -> Tally:
        """The same votes as the other one sees them."""
        return Tally(self.losses, self.wins, self.ties)

    def range(self, confidence: float = CONFIDENCE) -> tuple[float, float]:
        """Where the true share of wins lies with that confidence (Wilson's score interval): two numbers, 0 to 1."""
        if not self.decided:
            return 0.0, 1.0
        from scipy.stats import binomtest

        found = binomtest(self.wins, self.decided).proportion_ci(confidence, method="wilson")
        return float(found.low), float(found.high)

    @property
    def p_value(self) -> float:
        """How probable counts at least as uneven would be without any difference (exact, two-sided), 0 to 1."""
        if not self.decided:
            return 1.0
        from scipy.stats import binomtest

        return float(binomtest(self.wins, self.decided).pvalue)

    def verdict(self, confidence: float = CONFIDENCE) -> Verdict:
        """What the counts tell. One is "clearly" better at a fifth of the doubt at which it is "probably" better."""
        if not self.votes:
            return "none"
        if not self.decided:
            return "same"
        if _one_sided(self.range(1 - (1 - confidence) / 5)):
            return "clearly"
        low, high = self.range(confidence)
        if _one_sided((low, high)):
            return "probably"
        return "even" if NEAR[0] < low and high < NEAR[1] else "few"

    def more(self, confidence: float = CONFIDENCE) -> int | None:
        """About how many more votes, ties among them, would do if they go on like this; None for over `MOST_MORE`.

        The smallest number at which the range leaves out one half with a probability of `POWER`, if the true share is
        the one seen so far.
        """
        if not self.decided:
            return None
        import numpy as np
        from scipy.stats import binom, norm

        share = max(self.wins, self.losses) / self.decided
        votes = np.arange(self.decided + 1, self.decided + MOST_MORE + 1)
        # Wilson's range leaves out one half from so many wins on.
        needed = np.floor(votes / 2 + norm.isf((1 - confidence) / 2) * np.sqrt(votes) / 2) + 1
        enough = np.flatnonzero(binom.sf(needed - 1, votes, share) >= POWER)
        if not enough.size:
            return None
        more = math.ceil((enough[0] + 1) * self.votes / self.decided)
        return more if more <= MOST_MORE else None


def _one_sided(found: tuple[float, float]) -> bool:
    """Whether the range leaves out one half."""
    low, high = found
    return low > 0.5 or high < 0.5
