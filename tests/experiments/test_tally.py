"""What counted votes tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.experiments.tally import MOST_MORE, Tally

COUNTS = st.integers(0, 200)


def test_the_range_is_wilsons():
    # 17 of 24, as in textbooks: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96
    low, high = Tally(17, 7).range()
    assert (round(low, 4), round(high, 4)) == (0.5083, 0.8509)
    assert Tally(17, 7).p_value == pytest.approx(0.0639, abs=1e-4)  # 2 · P(X >= 17), X binomial(24, ½)


def test_ties_are_no_part_of_the_share():
    assert Tally(17, 7, 100).rate == Tally(17, 7).rate == 17 / 24
    assert Tally(17, 7, 100).range() == Tally(17, 7).range()


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        (Tally(), "none"),
        (Tally(ties=9), "same"),
        (Tally(1, 0), "few"),
        (Tally(5, 3), "few"),
        (Tally(17, 7), "probably"),
        (Tally(7, 17), "probably"),
        (Tally(22, 2), "clearly"),
        (Tally(200, 200), "even"),
    ],
)
def test_verdicts(tally, verdict):
    assert tally.verdict() == verdict


def test_many_comparisons_need_more_before_they_tell():
    assert Tally(17, 7).verdict(0.95) == "probably" and Tally(17, 7).verdict(1 - 0.05 / 15) == "few"


def test_the_votes_asked_for_are_enough_if_it_goes_on_like_this():
    few = Tally(6, 3)
    assert few.verdict() == "few"
    more = few.more()
    later = Tally(round((9 + more) * 6 / 9), round((9 + more) * 3 / 9))
    assert later.verdict() in ("probably", "clearly") and 20 < more < 100
    assert Tally(6, 3, 9).more() == pytest.approx(2 * more, abs=1)  # half of them will be ties again


@pytest.mark.parametrize("tally", [Tally(), Tally(ties=5), Tally(5, 5), Tally(501, 499)])
def test_where_it_stands_about_even_no_number_of_votes_is_named(tally):
    assert tally.more() is None


@given(COUNTS, COUNTS, COUNTS)
def test_whoever_looks_at_them_the_votes_say_the_same(wins, losses, ties):
    ours, theirs = Tally(wins, losses, ties), Tally(wins, losses, ties).turned
    assert ours.verdict() == theirs.verdict() and ours.more() == theirs.more()
    low, high = ours.range()
    assert theirs.range() == pytest.approx((1 - high, 1 - low))
    assert low <= (0.5 if ours.rate is None else ours.rate) <= high
    assert 0 <= ours.p_value <= 1 and (ours.more() or 1) in range(1, MOST_MORE + 1)
