"""Drawing in the background, so that a page stays alive while a model works.

A click handler that calls the model itself blocks the kernel, queues a second click silently, and shows an exception
nowhere. Here handlers only enqueue, one thread does the calls, and what happened reaches the page through traits.
"""

from __future__ import annotations

import html
import queue
import threading
from collections.abc import Callable

import traitlets

from helpers import markup, text
from helpers.errors import WorkshopError
from helpers.picture import Picture

_SPINNER = (
    "<style>@keyframes workshop-spin{to{transform:rotate(360deg)}}</style>"
    '<div role="status" style="display:flex;gap:.6em;align-items:center">'
    '<span style="width:1.1em;height:1.1em;border:3px solid #bbb;border-top-color:#1976d2;border-radius:50%;'
    'animation:workshop-spin 1s linear infinite"></span><span>{words}</span></div>'
)
_ALERT = (
    '<div role="alert" style="border-left:4px solid #c62828;margin-bottom:.4em;padding:.4em .8em;line-height:1.5;'
    'background:#c6282814">'
    "<b>{title}</b><div>{cause}</div><div>{remedy}</div>{details}</div>"
)


class DrawingQueue(traitlets.HasTraits):
    """Prompts wait here for their turn; link the traits to widgets with ``ipywidgets.dlink``.

    generate: called with a prompt in one background thread, one prompt at a time; returns the `Picture`.
    """

    status = traitlets.Unicode("", help="HTML: an alert after a failure, a spinner while drawing, else empty")
    result = traitlets.Unicode("", help="HTML of the newest picture, with its alt text and caption")
    busy = traitlets.Bool(False, help="whether something is being drawn or waits")

    def __init__(self, generate: Callable[[str], Picture]) -> None:
        super().__init__()
        self.pictures: list[Picture] = []  # everything drawn so far, oldest first
        self.failures: list[Exception] = []  # everything that went wrong, oldest first
        self._generate = generate
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._lock = threading.RLock()  # held while the status changes, so that none overtakes a newer one
        self._open: list[str] = []  # being drawn, and waiting
        self._notice = ""  # the alert of the newest failure, until the next start from rest
        self._idle = threading.Event()
        self._idle.set()
        self._thread: threading.Thread | None = None

    def submit(self, prompt: str) -> bool:
        """Enqueue a prompt and return at once.

        False, and nothing happens, if the same prompt is being drawn or waits already: a double click must not pay
        twice.
        """
        with self._lock:
            if prompt in self._open:
                return False
            if not self._open:
                self._notice = ""
            self._open.append(prompt)
            self._idle.clear()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="drawing", daemon=True)
                self._thread.start()
            self._waiting.put(prompt)
            self._tell()
        return True

    def wait(self, timeout: float = 600) -> None:
        """Block until nothing is being drawn or waits. Raises TimeoutError after `timeout` seconds."""
        if not self._idle.wait(timeout):
            raise TimeoutError(f"still drawing after {timeout} s")

    def _work(self) -> None:
        while True:
            prompt = self._waiting.get()
            try:
                picture = self._generate(prompt)
                self.pictures.append(picture)
                self.result = picture.html()
            except Exception as error:  # whatever it was, the page must say so: nothing else would
                self._fail(error)
            with self._lock:
                self._open.remove(prompt)
                self._tell()
                if not self._open:
                    self._idle.set()

    def _fail(self, error: Exception) -> None:
        self.failures.append(error)
        self._notice = alert(error)

    def _tell(self) -> None:
        """Show what is going on. Somebody who observes a trait may raise; neither a click nor the queue must suffer."""
        try:
            self._show()
        except Exception as error:
            self._fail(error)

    def _show(self) -> None:
        """Say on the page what is going on: the newest failure, and what is being drawn."""
        spinner = ""
        if self._open:
            waiting = len(self._open) - 1
            words = text.say("drawing_waiting", waiting=waiting) if waiting else text.say("drawing")
            spinner = _SPINNER.replace("{words}", html.escape(words))
        self.busy = bool(self._open)
        self.status = self._notice + spinner


def alert(error: Exception) -> str:
    """An error as HTML that a screen reader announces: what to do first, the service's own words folded away."""
    if isinstance(error, WorkshopError):
        cause, remedy, rest = error.cause, error.remedy, error.details()
    else:
        cause, remedy, rest = f"{type(error).__name__}: {error}", "", []
    details = ""
    if rest:
        details = f"<details><summary>{html.escape(text.say('details'))}</summary>{markup.lines(rest)}</details>"
    title = html.escape(text.say("failed"))
    return markup.wordy(
        _ALERT.format(title=title, cause=html.escape(cause), remedy=html.escape(remedy), details=details)
    )
