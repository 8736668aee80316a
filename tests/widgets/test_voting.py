"""Voting without a page: what people do, what a page sends, and what it is told; the page is in tests/browser."""

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from helpers.experiments.tally import Tally
from helpers.experiments.voting import Ballot
from helpers.text import en, ko
from helpers.widgets import Voting
from helpers.widgets import voting as module
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")
NAMES = ("Secretmodel", "Hiddenmodel")
HOSTILE = '<img src=x onerror="alert(1)"> \u202ereversed 🦊 \ud83d half ' + "very " * 2000


@pytest.fixture
def groups(tmp_path):
    """Three pairs of pictures of two contestants, whose names stand in the paths, too."""
    found = {name: {} for name in NAMES}
    for i, name in enumerate(NAMES):
        for seed in range(3):
            path = tmp_path / f"{name}-{seed}.png"
            path.write_bytes(image_file(size=(1600, 800), colour=(i * 200, 90, seed * 60)))
            found[name]["a fox", seed] = path
    return found


@pytest.fixture
def opened(groups, tmp_path, monkeypatch):
    """Opens a page on the ballot; what it sends is in its `heard`."""

    def opened(given=groups, folder=tmp_path / "votes"):
        made = Voting(Ballot(given, folder=folder))
        made.heard = []
        monkeypatch.setattr(made, "send", lambda content, buffers=None: made.heard.append((content, buffers)))
        return made

    return opened


def say(made, **message):
    """A message of the page, and all that comes of it."""
    made._handle_custom_msg(message, [])
    made.wait()


def vote(made, choice):
    say(made, do="vote", pair=made._state["pair"]["number"], choice=choice)


def test_the_page_votes_and_goes_on_to_the_next_pair(opened):
    made = opened()
    assert (made._state["stage"], made._state["progress"]) == ("voting", "Pair 1 of 3")
    vote(made, "left")
    assert made._state["progress"] == "Pair 2 of 3" and made._state["told"] == "You said: left is better."
    assert [one.choice for one in made.ballot.votes()] == ["left"]
    vote(made, "same")
    made.vote("skip")  # from a cell
    assert made._state["stage"] == "done" and made._state["pair"] == {} and made._state["finished"]
    assert opened()._state["stage"] == "done"


def test_a_key_that_was_quicker_than_the_page_judges_nothing(opened):
    made = opened()
    number = made._state["pair"]["number"]
    for _ in range(3):
        say(made, do="vote", pair=number, choice="left")
    assert made.ballot.done == 1


def test_the_last_vote_is_taken_back(opened):
    made = opened()
    vote(made, "left")
    say(made, do="undo")
    assert made.ballot.done == 0 and made._state["told"] == "Your last vote is taken back."
    say(made, do="undo")
    assert made.ballot.done == 0 and made._state["told"] == ""


def test_nothing_that_a_page_is_told_says_whose_pictures_they_are(opened, groups):
    made, states = opened(), []
    while made._state["stage"] == "voting":
        states.append(made.get_state())
        keys = [side["key"] for side in made._state["pair"]["sides"]] + made._state["next"]
        say(made, do="pictures", keys=keys)
        vote(made, "right")
    told = json.dumps([states, made.get_state(), [content for content, _ in made.heard]], default=str)
    pictures = b"".join(bytes(buffer) for _, buffers in made.heard for buffer in buffers or ())
    for name in NAMES:
        assert name not in told and name.encode() not in pictures
    assert told.count("Left picture of: a fox") == 3 and made.ballot.current is None


def test_a_picture_that_is_gone_is_told_without_its_name_and_can_be_skipped(opened, groups):
    made = opened()
    for found in groups.values():
        for path in found.values():
            path.unlink()
    say(made, do="pictures", keys=[side["key"] for side in made._state["pair"]["sides"]])
    assert len(made.heard) == 2 and all("why" in content for content, _ in made.heard)
    assert not any(name in json.dumps([content for content, _ in made.heard]) for name in NAMES)
    vote(made, "skip")
    assert made.ballot.done == 1


def test_a_picture_that_was_replaced_is_told_and_the_other_one_shown(opened, groups):
    made = opened()
    left = made.ballot.current.left
    left.picture.write_bytes(image_file(colour=(1, 2, 3)))
    say(made, do="pictures", keys=[side["key"] for side in made._state["pair"]["sides"]])
    assert [("why" in content, bool(buffers)) for content, buffers in made.heard] == [(True, False), (False, True)]


def test_pictures_are_as_large_as_a_page_shows_them(opened):
    made = opened()
    say(made, do="pictures", keys=[made._state["pair"]["sides"][0]["key"]])
    (content, [data]) = made.heard[0]
    assert content == {"picture": made._state["pair"]["sides"][0]["key"]}
    assert Image.open(io.BytesIO(data)).size == (module.PIXELS, module.PIXELS // 2)


def test_the_result_names_them_and_further_votes_are_not_blind(opened):
    made = opened()
    vote(made, "left")
    winner = made.ballot.votes()[0].winner
    say(made, do="reveal")
    state = made._state
    assert state["stage"] == "result" and winner in state["result"] and not state["finished"]
    sides = state["pair"]["sides"]
    assert {side["label"] for side in sides} == set(NAMES)
    assert [side["label"] for side in sides if side["chosen"]] == [winner]
    assert state["pair"]["said"] == "Judged pair 1 of 1. You said: left is better."
    say(made, do="vote", pair=state["pair"]["number"], choice="left")  # not while the result is shown
    assert made.ballot.done == 1
    say(made, do="go on")
    assert made._state["stage"] == "voting" and made._state["revealed"] and made._state["result"] == ""
    vote(made, "left")
    assert [one.blind for one in made.ballot.votes()] == [True, False]
    say(made, do="reveal")
    assert made.result().seen == 1


def test_judged_pairs_are_looked_through(opened):
    made = opened()
    for choice in ("left", "right", "same"):
        vote(made, choice)
    made.reveal()
    made.wait()
    said = []
    for number in (0, 1, 2, 9, -4):
        say(made, do="look", number=number)
        said.append((made._state["pair"]["at"], made._state["pair"]["said"].split("said: ")[1]))
    assert said == [
        (0, "left is better."),
        (1, "right is better."),
        (2, "no difference."),
        (2, "no difference."),
        (0, "left is better."),
    ]
    assert made.result().tallies[NAMES].votes == 3


def test_what_stays_in_the_notebook_names_nobody_before_the_result_is_shown(opened):
    made = opened()
    vote(made, "left")
    assert "1 of 3 pairs" in made._output._content and not any(name in made._output._content for name in NAMES)
    made.reveal()
    made.wait()
    assert all(name in made._output._content for name in NAMES) and "<table" in made._output._content
    assert made._name in made._output._content


def test_a_vote_that_cannot_be_written_is_said(opened, tmp_path):
    made = opened()
    (tmp_path / "votes").write_text("in the way of the folder")
    vote(made, "left")
    assert made.ballot.done == 0 and "does not count" in made._state["alert"]["what"]
    assert str(tmp_path) in made._state["alert"]["todo"]
    say(made, do="reveal")
    assert made._state["stage"] == "voting" and not made._state["revealed"]
    say(made, do="dismiss")
    assert made._state["alert"] == {}


def test_what_goes_wrong_while_votes_are_counted_is_said(opened, monkeypatch):
    made = opened()
    monkeypatch.setattr(made.ballot, "result", lambda: 1 / 0)
    say(made, do="reveal")
    assert "ZeroDivisionError" in made._state["alert"]["what"] and made._state["stage"] == "voting"


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {},
        {"do": 5},
        {"do": "vote"},
        {"do": "vote", "pair": 99, "choice": "left"},
        {"do": "vote", "pair": [], "choice": {}},
        {"do": "look"},
        {"do": "look", "number": "x"},
        {"do": "pictures"},
        {"do": "pictures", "keys": [None, 5, "9-0", "../x", {}]},
    ],
)
def test_messages_that_no_page_of_ours_sends(opened, message):
    made = opened()
    made._handle_custom_msg(message, [])
    made.wait()
    assert made.ballot.done == 0 and made._state["stage"] == "voting"
    vote(made, "left")  # and it goes on
    assert made.ballot.done == 1


def test_a_choice_there_is_not_is_said(opened):
    made = opened()
    vote(made, "middle")
    assert "middle" in made._state["alert"]["what"] and made.ballot.done == 0


def test_hostile_words_harm_nothing(opened, groups, tmp_path):
    path = next(iter(groups[NAMES[0]].values()))
    made = opened({HOSTILE: {HOSTILE: path}, "other": {HOSTILE: path}}, tmp_path / "hostile")
    assert len(made._state["pair"]["sides"][0]["alt"]) < 400
    vote(made, "left")
    made.reveal()
    made.wait()
    assert "<img" not in made._state["result"] and "&lt;img" in made._state["result"]
    json.dumps(made._state).encode()


def test_result_is_the_ballots(opened):
    made = opened()
    vote(made, "same")
    assert made.result().tallies == {NAMES: Tally(0, 0, 1)}


def test_every_sentence_of_the_page_is_sent_to_it(opened, each_language):
    words = opened()._texts
    page = (Path(module.__file__).parent / "page" / "voting.js").read_text("utf-8")
    used = set(re.findall(r"\bwords\.(\w+)", page)) | {"left", "same", "right", "skip"}
    assert used == set(words)
    assert words["question"] == {"en": en, "ko": ko}[each_language].SENTENCES["voting.page.question"]
