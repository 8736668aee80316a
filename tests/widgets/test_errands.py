"""One thread, the most urgent first, and none when there is nothing to do."""

import threading

import pytest

from helpers.widgets.errands import Errands


class Office:
    """Errands from a list that anybody may change meanwhile; an exception in it is raised."""

    def __init__(self):
        self.open, self.done, self.failures = [], [], []
        self.errands = Errands(self.ask, self.failures.append, "test")

    def ask(self):
        return self.open.pop(0) if self.open else None

    def wait(self):
        self.errands.wait(20)


def threads():
    return [thread for thread in threading.enumerate() if thread.name == "test"]


def test_all_is_done_in_one_thread_which_then_ends():
    office, where = Office(), set()
    office.open = [lambda: where.add(threading.current_thread()) for _ in range(20)]
    for _ in range(5):
        office.errands.wake()
    office.wait()
    (thread,) = where
    thread.join(20)
    assert office.open == [] and threads() == []


def test_a_failure_is_handed_over_and_the_rest_is_done():
    office = Office()
    office.open = [lambda: 1 / 0, lambda: office.done.append("after")]
    office.errands.wake()
    office.wait()
    assert office.done == ["after"]
    (failure,) = office.failures
    assert isinstance(failure, ZeroDivisionError)


def test_what_comes_while_it_works_is_done_too_and_in_the_order_that_then_holds():
    office, begun, go = Office(), threading.Event(), threading.Event()

    def first():
        begun.set()
        assert go.wait(20)

    office.open = [first, lambda: office.done.append("no longer wanted")]
    office.errands.wake()
    assert begun.wait(20)
    office.open = [lambda: office.done.append("urgent")]
    office.errands.wake()
    with pytest.raises(TimeoutError):
        office.errands.wait(0)
    go.set()
    office.wait()
    assert office.done == ["urgent"]


def test_it_begins_again_after_a_rest():
    office = Office()
    for word in ("one", "two"):
        office.open = [lambda word=word: office.done.append(word)]
        office.errands.wake()
        office.wait()
    assert office.done == ["one", "two"]
