"""Blind votes: two pictures of the same prompt and seed by two contestants, and which of them is better.

Every vote is written to a journal as it is cast, so that a kernel's death loses none, the same ballot goes on where it
stopped, and several people may vote in one folder. Nothing that a page is given says whose picture it is.
"""

from __future__ import annotations

import hashlib
import random
import threading
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import combinations, zip_longest
from operator import index
from pathlib import Path
from typing import Any, Literal

from helpers import gallery
from helpers.errors import BadValue, not_among, shown
from helpers.experiments.tally import Tally
from helpers.experiments.verdict import Verdict
from helpers.journal import Journal
from helpers.picture import Picture
from helpers.text import say

Choice = Literal["left", "right", "same", "skip"]
CHOICES: tuple[Choice, ...] = ("left", "right", "same", "skip")
VOTES = "votes.jsonl"
FOLDER = "votes"  # in that of the pictures


@dataclass(frozen=True)
class Entrant:
    """A contestant's picture for one condition."""

    contestant: str
    picture: Picture | Path

    @property
    def data(self) -> bytes:
        """The image file. Raises OSError where it cannot be read, or is another one than `fingerprint` was taken of."""
        data = self._read()
        if _fingerprint(data) != self.fingerprint:
            raise OSError(say("voting.changed"))
        return data

    @cached_property
    def fingerprint(self) -> str:
        """Of the image file, as it was first read: a vote counts for the very pictures that were seen."""
        return _fingerprint(self._read())

    def _read(self) -> bytes:
        return self.picture.data if isinstance(self.picture, Picture) else self.picture.read_bytes()


@dataclass(frozen=True)
class Pair:
    """Two pictures that a voter compares. Whose they are is no voter's business before the end."""

    condition: str  # what is the same in both, in words
    left: Entrant
    right: Entrant

    @property
    def key(self) -> Hashable:
        """The pair, whatever stands on the left."""
        return _key(self.condition, *((one.contestant, one.fingerprint) for one in (self.left, self.right)))

    @property
    def contestants(self) -> frozenset[str]:
        return frozenset((self.left.contestant, self.right.contestant))


@dataclass(frozen=True)
class Vote:
    """What one person said of one pair."""

    voter: str
    condition: str
    left: str  # contestants
    right: str
    choice: Choice
    blind: bool  # whether it was cast before its voter saw who had won

    @property
    def winner(self) -> str | None:
        """None for a tie."""
        return {"left": self.left, "right": self.right}.get(self.choice)


class Ballot:
    """All pairs of some contestants' pictures, in an order of their own for each voter, and the votes cast so far.

    groups: by contestant (such as a model's title) and by what is the same for all (such as a prompt and a seed) a
        `Picture`, or the path of one. Where a contestant lacks a picture there is no pair.
    folder: where the votes lie, in `votes.jsonl`; the folder ``votes`` in that of the pictures if None.
    voter: a name, if several people vote in one folder; all votes without one are taken for one person's.
    seed: for the order, and for what stands on the left: by chance, but the same again for the same voter.
    most: how many pairs are voted on, at most; all if None.

    The order goes in rounds: each two contestants meet once before any meet again. So whenever one stops, all have met
    about equally often, and each has been on the left about as often as on the right.

    Raises BadValue for fewer than two contestants, for no pair, for two contestants or conditions that read the same,
    and for what is no argument; OSError for a picture that cannot be read. Safe between threads.
    """

    def __init__(
        self,
        groups: Mapping[str, Mapping[Any, Picture | Path | str]],
        *,
        folder: Path | str | None = None,
        voter: str = "",
        seed: int = 0,
        most: int | None = None,
    ) -> None:
        if not _is_text(voter):
            raise BadValue("voter", got=shown(voter), limit=say("voting.voter"))
        if most is not None and not _counts(most):
            raise BadValue("most", got=shown(most), limit=say("voting.most"))
        self.voter = voter
        self.folder = gallery.folder() / FOLDER if folder is None else Path(folder)
        entrants = _entrants(groups)
        if len(entrants) < 2:
            raise BadValue("groups", got=shown(list(entrants)), limit=say("voting.two_contestants"))
        pairs = tuple(_ordered(entrants, random.Random(f"{seed} {voter}")))
        if not pairs:
            raise BadValue("groups", got=say("voting.no_pair"), limit=say("voting.some_pair"))
        self.contestants = tuple(entrants)
        self.pairs = pairs[:most]
        self._known = {pair.key for pair in pairs}  # others may have been asked about others of them
        self._journal = Journal(self.folder / VOTES)
        self._votes: dict[
            tuple[str, Hashable], Vote
        ] = {}  # of each voter and pair the last one, in the order of casting
        self._revealed: set[str] = set()  # voters who have seen who is ahead
        self._lock = threading.RLock()
        self.refresh()

    # ---- where this voter is

    @property
    def current(self) -> Pair | None:
        """The pair to be voted on; None when all are done."""
        with self._lock:
            return next((pair for pair in self.pairs if (self.voter, pair.key) not in self._votes), None)

    @property
    def done(self) -> int:
        """How many of `pairs` this voter has dealt with."""
        with self._lock:
            return sum((self.voter, pair.key) in self._votes for pair in self.pairs)

    @property
    def revealed(self) -> bool:
        """Whether this voter has seen who is ahead, so that further votes are not blind."""
        return self.voter in self._revealed

    def vote_on(self, pair: Pair) -> Vote | None:
        """What this voter said of a pair; None if nothing yet. Its sides are those that were seen."""
        with self._lock:
            return self._votes.get((self.voter, pair.key))

    # ---- what people do

    def vote(self, choice: Choice) -> None:
        """Vote on the current pair: "left" or "right" is better, "same": no difference, "skip": no opinion.

        Raises BadValue for another choice, and when no pair is left; OSError where it cannot be written: then it does
        not count.
        """
        if choice not in CHOICES:
            raise not_among("vote", choice, CHOICES)
        with self._lock:
            self.refresh()
            pair = self.current
            if pair is None:
                raise BadValue("vote", got=shown(choice), limit=say("voting.no_pair_left"))
            self._write(_line(pair) | {"vote": choice, "blind": not self.revealed})

    def undo(self) -> Pair | None:
        """Take this voter's last vote back; returns its pair, which is the current one again, or None if there is none.

        Raises OSError where that cannot be written.
        """
        with self._lock:
            by_key = {pair.key: pair for pair in self.pairs}
            mine = [key for voter, key in self._votes if voter == self.voter and key in by_key]
            if not mine:
                return None
            self._write(_line(by_key[mine[-1]]) | {"vote": "undo"})
            return by_key[mine[-1]]

    def reveal(self) -> None:
        """Remember that this voter sees the result from now on. Raises OSError as `vote` does."""
        with self._lock:
            if not self.revealed:
                self._write({"contestants": sorted(self.contestants), "vote": "reveal"})

    # ---- what came of it

    def votes(self, *voters: str) -> list[Vote]:
        """All votes on these pictures, in the order in which they were cast; of those voters alone if any is named."""
        self.refresh()
        with self._lock:
            return [
                vote
                for (voter, key), vote in self._votes.items()
                if key in self._known and (not voters or voter in voters)
            ]

    def result(self, *voters: str) -> Verdict:
        """The votes counted, of all who voted here or of those named. Looking does not count as `reveal`."""
        cast = [vote for vote in self.votes(*voters) if vote.choice != "skip"]
        return Verdict(
            tallies={pair: _tally(cast, *pair) for pair in combinations(self.contestants, 2)},
            voters=len({vote.voter for vote in cast}),
            pictures=len({(vote.condition, frozenset((vote.left, vote.right))) for vote in cast}),
            seen=sum(not vote.blind for vote in cast),
        )

    def refresh(self) -> None:
        """Read what others have voted since."""
        with self._lock:
            anew, lines = self._journal.news()
            if anew:
                self._votes.clear()
                self._revealed.clear()
            for line in lines:
                self._take(line)

    def _write(self, line: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._journal.append({"voter": self.voter, "at": now} | line)
        self.refresh()

    def _take(self, line: Any) -> None:
        """A line of the journal; of what is none, or holds nonsense, nothing."""
        try:
            voter, said = line["voter"], line["vote"]
            if said == "reveal":
                if sorted(line["contestants"]) == sorted(self.contestants):
                    self._revealed.add(voter)
                return
            (left, right), (one, other) = map(str, line["contestants"]), map(str, line["pictures"])
            key = _key(line["condition"], (left, one), (right, other))
            vote = None
            if said != "undo":
                vote = Vote(voter, line["condition"], left, right, _choice(said), line["blind"] is not False)
            self._votes.pop((voter, key), None)  # only now that all of the line is known to be good
            if vote:
                self._votes[voter, key] = vote
        except (KeyError, TypeError, ValueError):
            return


def _is_text(words: object) -> bool:
    """Whether it is text, with no half of a letter in it."""
    if not isinstance(words, str):
        return False
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _counts(number: object) -> bool:
    """Whether it is a whole number from 1 on, be it numpy's."""
    try:
        return not isinstance(number, bool) and index(number) >= 1  # type: ignore[arg-type]
    except TypeError:
        return False


def _choice(said: Any) -> Choice:
    """Raises ValueError for what is none."""
    return CHOICES[CHOICES.index(said)]


def _fingerprint(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _entrants(groups: Any) -> dict[str, dict[str, Entrant]]:
    """By contestant and condition. Raises BadValue for what is no dictionary of dictionaries of pictures."""
    found: dict[str, dict[str, Entrant]] = {}
    for name, pictures in _mapping(groups).items():
        if str(name) in found:
            raise BadValue("groups", got=shown(str(name)), limit=say("voting.same_label"))
        found[str(name)] = _labelled(str(name), pictures)
    return found


def _labelled(name: str, pictures: Any) -> dict[str, Entrant]:
    found: dict[str, Entrant] = {}
    for condition, picture in _mapping(pictures).items():
        label = _label(condition)
        if label in found:
            raise BadValue("groups", got=shown(label), limit=say("voting.same_label"))
        if not isinstance(picture, (Picture, Path, str)):
            raise BadValue("groups", got=shown(picture), limit=say("voting.groups"))
        found[label] = Entrant(name, Path(picture) if isinstance(picture, str) else picture)
    return found


def _mapping(given: Any) -> Mapping[Any, Any]:
    if not isinstance(given, Mapping):
        raise BadValue("groups", got=shown(given), limit=say("voting.groups"))
    return given


def _label(condition: Any) -> str:
    """What is the same in both pictures, in words."""
    return " · ".join(map(str, condition)) if isinstance(condition, tuple | list) else str(condition)


def _key(condition: str, *sides: tuple[str, str]) -> Hashable:
    return condition, frozenset(sides)


def _line(pair: Pair) -> dict[str, Any]:
    return {
        "condition": pair.condition,
        "contestants": [pair.left.contestant, pair.right.contestant],
        "pictures": [pair.left.fingerprint, pair.right.fingerprint],
    }


def _ordered(entrants: Mapping[str, Mapping[str, Entrant]], chance: random.Random) -> Iterator[Pair]:
    """All pairs, in rounds in which each two contestants meet once."""
    meetings = [_meetings(entrants[one], entrants[other], chance) for one, other in combinations(sorted(entrants), 2)]
    for met in zip_longest(*meetings):
        pairs = [pair for pair in met if pair is not None]
        chance.shuffle(pairs)
        yield from pairs


def _meetings(ours: Mapping[str, Entrant], theirs: Mapping[str, Entrant], chance: random.Random) -> list[Pair]:
    """Two contestants' pairs: the conditions in any order, each of the two on the left in half of them."""
    conditions = sorted(ours.keys() & theirs.keys())
    chance.shuffle(conditions)
    first = chance.randrange(2)  # who is on the left once more where the number is odd
    turned = [(first + number) % 2 == 1 for number in range(len(conditions))]
    chance.shuffle(turned)  # taking turns would give away who is who
    pairs = []
    for condition, turn in zip(conditions, turned, strict=True):
        left, right = ours[condition], theirs[condition]
        pairs.append(Pair(condition, right, left) if turn else Pair(condition, left, right))
    return pairs


def _tally(votes: list[Vote], one: str, other: str) -> Tally:
    between = [vote.winner for vote in votes if {vote.left, vote.right} == {one, other}]
    return Tally(between.count(one), between.count(other), between.count(None))
