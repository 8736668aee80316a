"""Blind votes: what is compared, what is kept, and what comes of it."""

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from helpers import BadValue
from helpers.experiments.tally import Tally
from helpers.experiments.verdict import Verdict
from helpers.experiments.voting import VOTES, Ballot
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")
HOSTILE = '<img src=x onerror="harm()"> قطة 🦊 $x$ ' + "very " * 2000


@pytest.fixture
def groups(tmp_path):
    """Makes pictures of some contestants for some conditions, each of another colour."""

    def groups(names="AB", count=6):
        found = {}
        for i, name in enumerate(names):
            found[name] = {}
            for seed in range(count):
                path = tmp_path / f"{i}-{seed}.png"
                path.write_bytes(image_file(colour=(i * 40, seed * 9, 99)))
                found[name]["a fox", seed] = path
        return found

    return groups


@pytest.fixture
def ballot(groups, tmp_path):
    """Opens a ballot in the same folder, again and again."""

    def ballot(names="AB", count=6, **more):
        return Ballot(groups(names, count), folder=tmp_path / "votes", **more)

    return ballot


def win(made, name):
    """Vote for a contestant where it stands, else for no difference."""
    pair = made.current
    made.vote({pair.left.contestant: "left", pair.right.contestant: "right"}.get(name, "same"))


def seen(made):
    return [(pair.condition, pair.left.contestant, pair.right.contestant) for pair in made.pairs]


# ---- the pairs


def test_each_pair_shows_one_condition_by_two_contestants_and_all_are_there(ballot):
    made = ballot("ABCD", 5)
    assert len(made.pairs) == 6 * 5 == len({pair.key for pair in made.pairs})
    for pair in made.pairs:
        assert pair.left.picture != pair.right.picture and len(pair.contestants) == 2
        assert pair.condition in {f"a fox · {seed}" for seed in range(5)}


def test_whenever_one_stops_all_have_met_equally_often(ballot):
    pairs = ballot("ABCD", 5).pairs
    for stop in range(len(pairs) + 1):
        met = Counter(pair.contestants for pair in pairs[:stop])
        counts = [met[frozenset(two)] for two in combinations("ABCD", 2)]
        assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize("count", [6, 7])
def test_each_of_two_is_on_the_left_about_as_often(ballot, count):
    left = Counter(pair.left.contestant for pair in ballot("AB", count).pairs)
    assert abs(left["A"] - left["B"]) <= count % 2


def test_order_and_sides_are_by_chance_and_the_same_again(ballot):
    usual = seen(ballot(count=12))
    assert usual == seen(ballot(count=12))
    others = [seen(ballot(count=12, seed=1)), seen(ballot(count=12, voter="Mina"))]
    assert all(other != usual for other in others)
    assert [side for _, side, _ in usual] != sorted(side for _, side, _ in usual)


def test_they_do_not_depend_on_the_order_in_which_the_groups_are_given(groups, tmp_path):
    given = groups("ABC", 3)
    turned = dict(reversed([(name, dict(reversed(list(found.items())))) for name, found in given.items()]))
    assert seen(Ballot(given, folder=tmp_path)) == seen(Ballot(turned, folder=tmp_path))


def test_at_most_so_many_pairs_are_asked(ballot):
    made = ballot("ABC", 6, most=4)
    assert len(made.pairs) == 4
    made.vote("left")
    assert len(ballot("ABC", 6, voter="Mina", most=4).votes()) == 1  # on whichever of all pairs it was


@pytest.mark.parametrize("most", [0, -1, "5", 1.5, True, [1], np.array([1, 2])])
def test_at_least_one_pair_is_asked(ballot, most):
    with pytest.raises(BadValue, match="most"):
        ballot(most=most)


def test_numbers_of_numpy_are_numbers(ballot):
    assert len(ballot(most=np.int64(2)).pairs) == 2


@pytest.mark.parametrize("voter", [None, 5, ["a"], "\ud800"])
def test_a_voter_is_a_text(ballot, voter):
    with pytest.raises(BadValue, match="voter"):
        ballot(voter=voter)


@pytest.mark.parametrize(
    "given", [None, [], 5, {"A": None, "B": None}, *({"A": {1: x}, "B": {1: x}} for x in (None, 5))]
)
def test_what_holds_no_pictures_is_told(tmp_path, given):
    with pytest.raises(BadValue, match="a dictionary of dictionaries"):
        Ballot(given, folder=tmp_path)


def test_two_contestants_of_one_name_are_told(groups, tmp_path):
    one, other, third = groups("ABC").values()
    with pytest.raises(BadValue, match="no other one has"):
        Ballot({1: one, "1": other, "C": third}, folder=tmp_path)


def test_where_one_lacks_a_picture_there_is_no_pair(groups, tmp_path, make_picture):
    given = groups("AB", 3)
    del given["B"]["a fox", 1]
    given["B"]["a fox", 2] = make_picture()  # a picture in memory is one, too
    assert {pair.condition for pair in Ballot(given, folder=tmp_path).pairs} == {"a fox · 0", "a fox · 2"}


def test_what_cannot_be_compared_is_said(groups, tmp_path):
    given = groups("AB", 2)
    one = next(iter(given["A"].values()))
    for wrong in ({}, {"A": given["A"]}, {"A": {"x": one}, "B": {"y": one}}, given | {"A": {7: one, "7": one}}):
        with pytest.raises(BadValue):
            Ballot(wrong, folder=tmp_path)
    with pytest.raises(FileNotFoundError):
        Ballot({"A": {"x": one}, "B": {"x": tmp_path / "none.png"}}, folder=tmp_path)


# ---- votes


def test_votes_are_counted_and_the_same_ballot_goes_on_where_it_stopped(ballot):
    made = ballot()
    for _ in range(2):
        win(made, "A")
    made.vote("same")
    made.vote("skip")
    again = ballot()
    assert again.done == 4 and again.current == made.current == made.pairs[4]
    assert again.result().tallies == {("A", "B"): Tally(2, 0, 1)}
    for _ in range(2):
        win(again, "B")
    assert again.current is None and again.result().tallies == {("A", "B"): Tally(2, 2, 1)}
    with pytest.raises(BadValue):
        again.vote("left")


def test_no_vote_is_lost_when_the_process_dies(groups, tmp_path):
    given = {name: {str(key): str(path) for key, path in found.items()} for name, found in groups().items()}
    code = (
        "import json, os, sys; from helpers.experiments.voting import Ballot\n"
        f"made = Ballot(json.loads({json.dumps(json.dumps(given))}), folder={str(tmp_path / 'votes')!r})\n"
        "made.vote('left'); made.vote('right'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    with (tmp_path / "votes" / VOTES).open("a") as file:
        file.write('{"voter": "", "vo')  # of a line that a power cut left
    again = Ballot(given, folder=tmp_path / "votes")
    assert [vote.choice for vote in again.votes()] == ["left", "right"]
    again.vote("same")
    assert [vote.choice for vote in Ballot(given, folder=tmp_path / "votes").votes()] == ["left", "right", "same"]


def test_the_last_vote_can_be_taken_back_also_by_another_session(ballot):
    made = ballot()
    assert made.undo() is None
    made.vote("left")
    second = made.current
    made.vote("right")
    again = ballot()
    assert again.undo() == second == again.current and [vote.choice for vote in again.votes()] == ["left"]
    again.vote("same")
    assert again.undo() == second and again.undo() == again.pairs[0] and again.undo() is None
    made.refresh()
    assert made.done == 0


def test_several_people_vote_in_one_folder(ballot):
    mina, jun = ballot(voter="Mina"), ballot(voter="Jun")
    for _ in range(6):
        win(mina, "A")
    win(jun, "B")
    assert jun.done == 1 and mina.done == 6
    assert jun.undo() and jun.done == 0  # her own, and no other's
    win(jun, "B")
    summed = mina.result()
    assert summed.tallies == {("A", "B"): Tally(6, 1)} and summed.voters == 2 and summed.pictures == 6
    assert mina.result("Jun").tallies == {("A", "B"): Tally(0, 1)}
    assert any("7 votes on 6 pairs" in sentence for sentence in summed.sentences())


def test_two_sessions_of_one_voter_do_not_vote_twice_on_a_pair(ballot):
    one, other = ballot(), ballot()
    one.vote("left")
    other.vote("left")
    assert one.votes() == other.votes() and one.done == other.done == 2


def test_votes_on_a_picture_that_was_made_anew_no_longer_count(groups, tmp_path):
    given = groups("AB", 1)
    Ballot(given, folder=tmp_path / "votes").vote("left")
    given["A"]["a fox", 0].write_bytes(image_file(colour=(1, 2, 3)))
    anew = Ballot(given, folder=tmp_path / "votes")
    assert anew.votes() == [] and anew.current is not None


def test_a_picture_that_was_replaced_meanwhile_is_not_shown(groups, tmp_path):
    """Else a vote on the new one would count for the old one."""
    given = groups("AB", 1)
    made = Ballot(given, folder=tmp_path / "votes")
    shown = {one.contestant: one for one in (made.current.left, made.current.right)}
    given["A"]["a fox", 0].write_bytes(image_file(colour=(1, 2, 3)))
    with pytest.raises(OSError, match="replaced"):
        shown["A"].data  # noqa: B018  # reading it is the point
    assert shown["B"].data == given["B"]["a fox", 0].read_bytes()


def test_votes_stay_when_another_contestant_joins(ballot):
    ballot("AB").vote("left")
    assert len(ballot("ABC").votes()) == 1


def test_votes_after_a_look_at_the_result_are_not_blind_and_that_is_said(ballot):
    made = ballot()
    made.vote("left")
    made.reveal()
    made.vote("left")
    again = ballot()
    assert again.revealed and not ballot(voter="Mina").revealed and not ballot("ABC").revealed
    assert [vote.blind for vote in again.votes()] == [True, False]
    assert again.result().seen == 1 and again.result().notes()[-1].endswith("1. They are counted.")


def test_a_vote_that_cannot_be_written_does_not_count(ballot, tmp_path):
    made = ballot()
    (tmp_path / "votes").write_text("in the way of the folder")
    with pytest.raises(OSError):
        made.vote("left")
    assert made.done == 0
    with pytest.raises(BadValue):
        made.vote("middle")


@pytest.mark.parametrize(
    "line",
    [
        [],
        5,
        {},
        {"voter": [], "vote": "left"},
        {"voter": "", "vote": "reveal"},
        {"voter": "", "vote": "reveal", "contestants": 5},
        {"voter": "", "vote": "left", "condition": [], "contestants": ["A"], "pictures": ["a", "b"], "blind": True},
        {"voter": {}, "vote": "left", "condition": "x", "contestants": ["A", "B"], "pictures": ["a", "b"], "blind": 1},
    ],
)
def test_nonsense_in_the_journal_is_passed_over(ballot, tmp_path, line):
    ballot().vote("left")
    with (tmp_path / "votes" / VOTES).open("a") as file:
        file.write(json.dumps(line) + "\n")
    assert ballot().done == 1


@pytest.mark.parametrize(
    "damage", [{"blind": ...}, {"vote": "nonsense"}, {"vote": []}, {"vote": None}, {"contestants": ...}, {"voter": []}]
)
def test_a_damaged_line_takes_no_earlier_vote_away(ballot, tmp_path, damage):
    ballot().vote("left")
    journal = tmp_path / "votes" / VOTES
    line = json.loads(journal.read_text()) | damage
    with journal.open("a") as file:
        file.write(json.dumps({name: value for name, value in line.items() if value is not ...}) + "\n")
    assert [vote.choice for vote in ballot().votes()] == ["left"]


def test_votes_lie_beside_the_pictures_if_nothing_else_is_said(groups, folder):
    Ballot(groups()).vote("left")
    assert (folder / "votes" / VOTES).exists()
    assert os.environ.get("USER", "\0") not in (folder / "votes" / VOTES).read_text("utf-8")


# ---- what came of it


def test_a_winner_is_named_with_the_range():
    said = Verdict({("A", "B"): Tally(7, 17)}).sentences()
    assert said[0] == "B against A: won 17 of 24 (71%; likely range 51% to 85%): B is probably better."


def test_each_verdict_has_its_sentence(each_language):
    tallies = [Tally(), Tally(ties=3), Tally(1, 0), Tally(1, 1), Tally(200, 200), Tally(17, 7), Tally(30, 1)]
    said = [Verdict({("A", "B"): tally}).sentences()[0] for tally in tallies]
    assert len(set(said)) == len(said) and not any("?" in sentence or "None" in sentence for sentence in said)


def test_three_are_ranked_by_all_their_votes():
    made = Verdict({("A", "B"): Tally(2, 8), ("A", "C"): Tally(6, 4), ("B", "C"): Tally(9, 1, 2)})
    assert [(row["contestant"], row["wins"], row["losses"], row["ties"]) for row in made.rows()] == [
        ("B", 17, 3, 2),
        ("A", 8, 12, 0),
        ("C", 5, 15, 2),
    ]
    assert made.rows()[0]["win_rate"] == 17 / 20 and made.rows()[0]["low"] < 0.85 < made.rows()[0]["high"]
    best = made.pairs()[0]
    assert (best["contestant"], best["other"], best["wins"], best["losses"]) == ("B", "A", 8, 2)
    assert best["p_value"] == pytest.approx(0.109, abs=1e-3) and best["verdict"] == "few" and best["more"] > 0
    assert made.confidence == pytest.approx(1 - 0.05 / 3)
    json.dumps(made.rows() + made.pairs())


def test_the_table_is_shown_and_harmed_by_nothing(each_language):
    made = Verdict({(HOSTILE, "B\ud83d"): Tally(17, 7, 1), (HOSTILE, "C"): Tally(), ("B\ud83d", "C"): Tally(ties=1)})
    shown = made._repr_mimebundle_()["text/html"]
    assert "<img" not in shown and "mathjax_ignore" in shown and shown.count("<tr>") == 4
    shown.encode()
    assert Verdict({("A", "B"): Tally()})._repr_mimebundle_()["text/plain"]
