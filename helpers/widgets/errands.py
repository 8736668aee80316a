"""Work for one background thread, the most urgent first.

A page that is scrolled fast asks for much and then no longer wants it. So there is no queue here: whenever the thread
is free, it asks what is to be done now. It ends when that is nothing, so that a kernel keeps no idle threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

Errand = Callable[[], None]


class Errands:
    """Does what `ask` gives until it gives None. What an errand raises goes to `failed`, and the next one is asked for.

    ask and failed are called in the thread, and must not raise.
    """

    def __init__(self, ask: Callable[[], Errand | None], failed: Callable[[Exception], None], name: str) -> None:
        self._ask, self._failed, self._name = ask, failed, name
        self._wake = threading.Condition()
        self._running = False
        self._news = False  # whether there may be more to do than the thread has been told

    def wake(self) -> None:
        """There is something new to do. Returns at once, from any thread."""
        with self._wake:
            self._news = True
            if not self._running:
                self._running = True
                threading.Thread(target=self._work, name=self._name, daemon=True).start()

    def wait(self, timeout: float) -> None:
        """Block until nothing is left to do. Raises TimeoutError after so many seconds."""
        with self._wake:
            if not self._wake.wait_for(lambda: not self._running, timeout):
                raise TimeoutError(f"still at work after {timeout} s")

    def _work(self) -> None:
        while self._more():
            while (errand := self._ask()) is not None:
                try:
                    errand()
                except Exception as error:  # whoever gave the errand tells it
                    self._failed(error)

    def _more(self) -> bool:
        with self._wake:
            if not self._news:
                self._running = False
                self._wake.notify_all()
            self._news, more = False, self._news
            return more
