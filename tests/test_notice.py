"""Words to the learner that are no errors, and silence around others."""

import threading
import warnings

import pytest

from helpers import notice


def test_the_silence_of_one_thread_does_not_outlast_it():
    """`warnings.catch_warnings` is the process's: each thread would put back what it found, the other's silence too."""
    before = list(warnings.filters)
    inside, end = threading.Event(), threading.Event()

    def other():
        with notice.silence():
            inside.set()
            end.wait(5)

    thread = threading.Thread(target=other)
    with notice.silence():
        thread.start()
        inside.wait(0.05)
    end.set()
    thread.join(5)
    assert warnings.filters == before
    with pytest.warns(UserWarning, match="heard"):
        notice.warn("heard")
