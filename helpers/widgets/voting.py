"""Blind voting on a page: ``Voting(ballot)`` as the last line of a cell.

The page (page/voting.js) shows two pictures and asks. Whose they are it is told only once a person has asked for the
result; until then pictures have numbers. Messages only ask: pictures are made small, and votes counted, in one
background thread, and what comes of it goes back by traits and messages.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

import anywidget
import traitlets

from helpers import markup, text
from helpers.errors import WorkshopError
from helpers.experiments.verdict import Verdict
from helpers.experiments.voting import Ballot, Choice, Entrant, Pair
from helpers.picture import shrunk
from helpers.text import say
from helpers.widgets.entries import LONGEST_ALT, sendable, why
from helpers.widgets.errands import Errand, Errands
from helpers.widgets.hearing import Hearing
from helpers.widgets.kept import Output
from helpers.widgets.page import script, style

PIXELS = 768  # longer side of what the page shows: about 40 kB as WebP, made in a tenth of a second
AHEAD = 2  # pairs that are made ready, so that a quick voter need not wait
MOST_WANTED = 2 + 2 * AHEAD  # pictures that a page may ask for at once


class Voting(Hearing, anywidget.AnyWidget):
    """Vote on a ballot's pairs with the mouse, a finger or the keyboard; then see who has won.

    ballot: what is voted on; the votes are its own, so that the page and cells see the same.
    """

    _esm = script("elements", "voting")
    _css = style("theme", "voting")
    _texts = traitlets.Dict().tag(sync=True)
    _state = traitlets.Dict().tag(sync=True)
    _name = traitlets.Unicode().tag(sync=True)  # of what is left in the notebook, for the page to hide

    def __init__(self, ballot: Ballot) -> None:
        self.ballot = ballot
        self._lock = threading.RLock()  # held while the state is sent, too, so that none overtakes a newer one
        self._open = False  # whether the result is shown
        self._outcome: Verdict | None = None  # what is shown of it; None while it is counted
        self._at = 0  # which of the judged pairs is looked at beside the result
        self._told = ""  # what was done last
        self._notice: dict[str, str] = {}
        self._wanted: list[str] = []  # keys of pictures that the page has asked for
        self._errands = Errands(self._errand, self._failed, "voting")
        name = f"voting-kept-{uuid.uuid4().hex[:12]}"
        self._output = Output(_left(name, _so_far(ballot)))
        super().__init__(_name=name)
        self._texts = text.templates("voting.page.")
        self._show()
        self.on_msg(self._heard)

    # ---- what cells and tests look at, and what people do

    def result(self) -> Verdict:
        """The votes cast so far, of everybody in the ballot's folder; as a cell's last line it shows itself."""
        return self.ballot.result()

    def vote(self, choice: Choice) -> None:
        """Vote on the pair that is shown. Raises as `Ballot.vote` does."""
        with self._lock:
            self.ballot.vote(choice)
            self._told = say(f"voting.told_{choice}")
            self._show()

    def undo(self) -> None:
        """Take the last vote back and show its pair again; nothing if there is none. Raises as `Ballot.undo` does."""
        with self._lock:
            self._told = say("voting.told_undone") if self.ballot.undo() else ""
            self._open = False
            self._show()

    def reveal(self) -> None:
        """Show the result so far, and whose the judged pictures are. From then on, votes count as not blind.

        Raises OSError where that cannot be written down; then nothing is shown.
        """
        with self._lock:
            self.ballot.reveal()
            self._open, self._outcome, self._at, self._told = True, None, 0, ""
            self._show()
        self._errands.wake()

    def go_on(self) -> None:
        """Back from the result to the pairs."""
        with self._lock:
            self._open, self._told = False, ""
            self._show()

    def look(self, number: int) -> None:
        """Beside the result, show this one of the judged pairs, from 0 on; the last one if there are not so many."""
        with self._lock:
            self._at = number
            self._show()

    def wait(self, timeout: float = 60) -> None:
        """Block until nothing is made small or counted. Raises TimeoutError after so many seconds."""
        self._errands.wait(timeout)

    def _repr_mimebundle_(self, **more: Any) -> Any:
        """As a cell's last line: the page, and what is left of it in the notebook."""
        self._output.show()
        return super()._repr_mimebundle_(**more)

    # ---- messages of the page

    def _do(self, message: Mapping[str, Any]) -> None:
        match message.get("do"):
            case "vote":
                # A key may be quicker than the page: it must not judge a pair that nobody has looked at.
                if not self._open and message.get("pair") == self._number(self.ballot.current):
                    self._notice = {}
                    self.vote(message.get("choice"))
            case "undo":
                self.undo()
            case "reveal":
                self.reveal()
            case "go on":
                self.go_on()
            case "look" if isinstance(number := message.get("number"), int):
                self.look(number)
            case "pictures":
                keys = message.get("keys")
                with self._lock:
                    self._wanted = [str(key) for key in keys[:MOST_WANTED]] if isinstance(keys, list) else []
                self._errands.wake()
            case "dismiss":
                self._tell({})

    # ---- the background thread

    def _errand(self) -> Errand | None:
        """What is most urgent now."""
        with self._lock:
            if self._wanted:
                return partial(self._send_picture, self._wanted.pop(0))
            if self._open and self._outcome is None:
                return self._count
        return None

    def _send_picture(self, key: str) -> None:
        found = self._entrant(key)
        if found is None:
            return
        try:
            self.send({"picture": key}, [shrunk(found.data, PIXELS)])
        except (OSError, MemoryError) as error:
            self.send(sendable({"picture": key, "why": say("voting.unseen", why=why(error))}))

    def _count(self) -> None:
        """The first time it takes a second: the statistics are loaded then."""
        try:
            outcome = self.ballot.result()
            outcome.as_html()
        except Exception:
            self._open = False  # or it would be tried for ever
            raise
        with self._lock:
            self._outcome = outcome
            self._show()

    # ---- what the page shows

    def _failed(self, error: Exception) -> None:
        if isinstance(error, WorkshopError):
            self._tell({"what": error.cause, "todo": error.remedy})
        elif isinstance(error, OSError):
            self._tell({"what": say("voting.unwritten", why=why(error)), "todo": self._room()})
        else:
            self._tell({"what": f"{type(error).__name__}: {error}", "todo": ""})

    def _room(self) -> str:
        return say("gallery.room", folder=self.ballot.folder)

    def _tell(self, notice: dict[str, str]) -> None:
        with self._lock:
            self._notice = notice
            self._show()

    def _show(self) -> None:
        with self._lock:
            ballot, total = self.ballot, len(self.ballot.pairs)
            done = ballot.done
            current = ballot.current
            stage = "result" if self._open else "voting" if current else "done"
            shown = self._judged() if self._open else self._pair(current)
            following = [pair for pair in ballot.pairs if ballot.vote_on(pair) is None][1 : 1 + AHEAD]
            self._state = sendable(
                {
                    "stage": stage,
                    "progress": say("voting.progress", number=min(done + 1, total), total=total),
                    "share": done / total,
                    "pair": shown,
                    "next": [key for pair in following for key in self._keys(pair)] if stage == "voting" else [],
                    "finished": current is None,
                    "done": done,
                    "revealed": ballot.revealed,
                    "told": self._told,
                    "alert": self._notice,
                    "result": self._outcome.as_html() if self._open and self._outcome else "",
                }
            )
            content = self._outcome.as_html() if self._outcome else _so_far(ballot)
            self._output.put(_left(self._name, content))

    def _number(self, pair: Pair | None) -> int:
        return self.ballot.pairs.index(pair) if pair else -1

    def _keys(self, pair: Pair | None) -> list[str]:
        """The names under which the page knows the pictures of a pair, left and right."""
        return [f"{self._number(pair)}-{side}" for side in (0, 1)] if pair else []

    def _entrant(self, key: str) -> Entrant | None:
        """The picture of that name; None for a name that no page of ours has."""
        number, _, side = key.partition("-")
        if not (number.isascii() and number.isdigit() and side in ("0", "1") and int(number) < len(self.ballot.pairs)):
            return None
        return _sides(self.ballot.pairs[int(number)])[int(side)]

    def _pair(self, pair: Pair | None) -> dict[str, Any]:
        """A pair as the page knows it while nobody may know whose it is."""
        if pair is None:
            return {}
        alts = [say(f"voting.alt_{side}", condition=pair.condition[:LONGEST_ALT]) for side in ("left", "right")]
        sides = [{"key": key, "alt": alt} for key, alt in zip(self._keys(pair), alts, strict=True)]
        return {"number": self._number(pair), "condition": pair.condition, "sides": sides}

    def _judged(self) -> dict[str, Any]:
        """The judged pair that is looked at beside the result, with names."""
        judged = [(pair, vote) for pair in self.ballot.pairs if (vote := self.ballot.vote_on(pair))]
        if not judged:
            return {}
        self._at = max(0, min(self._at, len(judged) - 1))
        pair, vote = judged[self._at]
        told = self._pair(pair)
        for side, entrant in zip(told["sides"], _sides(pair), strict=True):
            side["label"] = entrant.contestant
            side["alt"] = say(
                "voting.alt_of", name=entrant.contestant[:LONGEST_ALT], condition=pair.condition[:LONGEST_ALT]
            )
            side["chosen"] = vote.winner == entrant.contestant
        said = say(f"voting.told_{vote.choice}")
        place = say("voting.judged", number=self._at + 1, total=len(judged), said=said)
        return told | {"at": self._at, "count": len(judged), "said": place}


def _sides(pair: Pair) -> tuple[Entrant, Entrant]:
    return pair.left, pair.right


def _so_far(ballot: Ballot) -> str:
    """What stays in the notebook before this voter has seen the result."""
    return markup.lines([say("voting.kept", done=ballot.done, total=len(ballot.pairs), folder=ballot.folder)], "p")


def _left(name: str, content: str) -> str:
    """name: a class, for the page to hide it by."""
    return markup.proper(markup.wordy(f'<div class="{name}">{content}</div>'))
