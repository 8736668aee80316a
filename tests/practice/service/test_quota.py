"""Quotas: a full minute's requests at once, then evenly; the clock is the test's own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from helpers.practice.service import PUBLISHED, Quotas, Rules
from tests.practice.wire import ask, said

SD35, FAST = "stability.sd3-5-large-v1:0", "stability.stable-fast-upscale-v1:0"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def taken(quotas, model, times):
    return [quotas.take(model) for _ in range(times)].count(True)


def test_a_minutes_worth_at_once_and_then_evenly(clock):
    quotas = Quotas({SD35: 6}, clock)
    assert taken(quotas, SD35, 10) == 6
    clock.now += 9.9
    assert taken(quotas, SD35, 10) == 0
    clock.now += 0.2
    assert taken(quotas, SD35, 10) == 1
    clock.now += 600
    assert taken(quotas, SD35, 10) == 6


def test_a_request_that_is_refused_takes_nothing(clock):
    quotas = Quotas({SD35: 60}, clock)
    taken(quotas, SD35, 200)
    clock.now += 1.0001
    assert taken(quotas, SD35, 5) == 1


def test_models_have_quotas_of_their_own(clock):
    quotas = Quotas({SD35: 1, FAST: 2}, clock)
    assert [taken(quotas, model, 5) for model in (SD35, FAST, "another")] == [1, 2, 5]


def test_a_burst_of_another_size(clock):
    quotas = Quotas({SD35: 60, FAST: 2}, clock, burst={SD35: 3})
    assert [taken(quotas, model, 5) for model in (SD35, FAST)] == [3, 2]
    clock.now += 2.0001
    assert taken(quotas, SD35, 5) == 2, "as quick as the quota, and not as the burst"
    clock.now += 60
    assert taken(quotas, SD35, 5) == 3


def test_less_than_one_a_minute(clock):
    quotas = Quotas({SD35: 0.5}, clock)
    assert taken(quotas, SD35, 3) == 0


def test_many_threads_share_one_quota(clock):
    quotas = Quotas({SD35: 50}, clock)
    start = threading.Barrier(8)

    def work(_):
        start.wait(30)
        return taken(quotas, SD35, 20)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 50


def test_the_service_throttles_as_bedrock_does(clock):
    rules = Rules(quotas=Quotas({SD35: 1, FAST: 1}, clock))
    assert said(ask({}, SD35, rules=rules))[0] == 400  # a wrong body is a request, too
    expected = (429, "ThrottlingException", "Too many requests, please wait before trying again.")
    assert said(ask({"prompt": "a"}, SD35, rules=rules)) == expected
    assert said(ask({}, f"us.{FAST}", rules=rules))[0] == 400
    assert said(ask({}, f"us.{FAST}", rules=rules)) == expected  # by its profile, the same quota


def test_the_published_ones_are_whole_numbers_of_models_that_there_are():
    from helpers.practice.families import FAMILIES

    assert set(PUBLISHED) <= set(FAMILIES)
    assert all(count == int(count) > 0 for count in PUBLISHED.values())
