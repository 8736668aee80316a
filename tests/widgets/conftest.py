"""A connection that draws when it is told to."""

import threading

import pytest

from helpers import errors
from helpers.account import unasked


class Connection:
    """Draws when it is told to: each call waits for one `go`."""

    mode = "practice"

    def __init__(self, make_picture):
        self.asked, self.begun, self._go, self._make = [], threading.Semaphore(0), threading.Semaphore(0), make_picture

    def draw(self, request, watch=None):
        self.asked.append(request)
        self.begun.release()
        assert self._go.acquire(timeout=20)
        if "fail" in request.prompt:
            raise errors.Throttled(model="m", quota=1, region="r")
        if "crash" in request.prompt:
            raise RuntimeError("somebody's bug")
        return self._make(request.prompt, request=request, seed=request.seed)

    def go(self, times=1):
        self._go.release(times)

    def price(self, request):
        return 0.04

    def catalogue(self):
        return unasked("us-west-2", "")


@pytest.fixture
def connection(make_picture):
    return Connection(make_picture)
