"""The studio: a page on which people try prompts. In a notebook, ``Studio()`` as the last line of a cell.

The page (page/studio.js) shows the form and sends what a person has set, all of it, with each press of Run: so what is
drawn is the text that stood on the screen. Here messages only ask the `Session`; what comes of it goes back by traits.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from helpers import client, text
from helpers.client import Connection
from helpers.errors import BadValue
from helpers.models.catalogue import Model
from helpers.models.knobs import Knob
from helpers.picture import Picture
from helpers.tasks import TaskName
from helpers.widgets.drawing import alert
from helpers.widgets.page import script, style
from helpers.widgets.session import Form, Session

TASKS_HERE: tuple[TaskName, ...] = ("text-to-image",)  # what a prompt alone can do
MOST_SHOWN = 200  # pictures that a page is told of; all are on disk


class Studio(anywidget.AnyWidget):
    """Type a prompt, set what the model lets you set, and run it as often as you like.

    connection: where pictures are drawn; the kernel's own if None. ``studio.session`` is all of it without a page.
    """

    _esm = script("elements", "studio")
    _css = style("studio")
    _texts = traitlets.Dict().tag(sync=True)
    _models = traitlets.List().tag(sync=True)  # what can be chosen, each with its knobs
    _state = traitlets.Dict().tag(sync=True)  # what is going on
    _form = traitlets.Dict().tag(sync=True)  # what was last set, for a page that is loaded again; never what is drawn
    _shown = traitlets.List().tag(sync=True)  # pictures, newest first, without their pixels

    def __init__(self, connection: Connection | None = None) -> None:
        self.session = Session(connection or client.current())
        self._alert = ""
        self._told = 0  # failures that the alert has shown
        self._lock = threading.Lock()
        self._previews: dict[int, Picture] = {}  # by the number of their job
        super().__init__()
        self._texts = text.templates("studio.")
        paid = self.session.connection.mode == "bedrock"
        self._models = [_offer(model, paid) for task in TASKS_HERE for model in self.session.offered(task)]
        self._show()
        self.session.observe(self._show, "revision")
        self.on_msg(self._heard)

    # ---- what cells and tests look at

    @property
    def pictures(self) -> list[Picture]:
        """All that were drawn here, oldest first."""
        return self.session.pictures

    @property
    def status(self) -> str:
        """What is going on, as a sentence; empty when nothing is."""
        return self.session.status

    def wait(self, timeout: float = 600) -> list[Picture]:
        """Block until nothing is drawn or waits; returns all pictures. Raises TimeoutError after so many seconds."""
        return self.session.wait(timeout)

    # ---- messages of the page

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        """Whatever is wrong with a message, the page says so: nobody else would."""
        try:
            self._do(content if isinstance(content, Mapping) else {})
        except Exception as error:
            self._say(alert(error))

    def _do(self, message: Mapping[str, Any]) -> None:
        match message.get("do"):
            case "run":
                self._say("")
                self.session.run(_form(message.get("form")), str(message.get("press", "")))
            case "price":
                self._price(message.get("form"))
            case "cancel":
                self.session.cancel_waiting()
            case "stop":
                self.session.stop_after_this()
            case "dismiss":
                self._say("")
            case "want":
                self._send_previews(message.get("numbers", ()))

    def _price(self, given: Any) -> None:
        """What the form would cost, or why it cannot be asked for."""
        try:
            form = _form(given)
            cost, why = self.session.price(form), ""
        except BadValue as error:
            cost, why = 0.0, error.cause
        paid = self.session.connection.mode == "bedrock"
        words = text.say("run_price", usd=cost) if paid and not why else ""
        self.send({"price": words, "why": why})

    def _send_previews(self, numbers: Any) -> None:
        for number in list(numbers)[:MOST_SHOWN]:
            picture = self._previews.get(number)
            if picture is None:
                continue
            try:
                self.send({"preview": number}, [picture.preview])
            except OSError as error:
                self.send({"preview": number, "why": str(error)})

    # ---- what the page shows

    def _say(self, notice: str) -> None:
        with self._lock:
            self._alert = notice
        self._show()

    def _show(self, change: object = None) -> None:
        session = self.session
        jobs = list(session.jobs)
        with self._lock:
            failures = [job for job in jobs if job.error is not None]
            if len(failures) > self._told:
                self._told = len(failures)
                self._alert = alert(failures[-1].error or Exception())
            notice = self._alert
        done = [job for job in jobs if job.picture is not None][-MOST_SHOWN:]
        self._previews = {job.number: job.picture for job in done if job.picture}
        self._state = {
            "status": session.status,
            "drawing": session.drawing is not None,
            "waiting": session.waiting,
            "to_come": session.to_come,
            "alert": notice,
            "spent": "" if session.connection.mode == "practice" else str(session.connection.spent),
        }
        self._shown = [_told(job.number, job.picture) for job in reversed(done) if job.picture]


def _offer(model: Model, paid: bool) -> dict[str, Any]:
    """A model as the page knows it; its price where one is paid."""
    from helpers import models

    knobs = [_knob(knob) for knob in models.knobs(model, model.tasks[0])]
    return {"name": model.name, "title": model.title, "price": model.price_text() if paid else "", "knobs": knobs}


def _knob(knob: Knob) -> dict[str, Any]:
    sizes = [f"{width} × {height}" for width, height in knob.sizes]
    return {
        "name": knob.name,
        "kind": knob.kind,
        "low": knob.low,
        "high": knob.high,
        "choices": list(knob.choices) or sizes,
    }


def _form(given: Any) -> Form:
    """What a page sent, as a form. Raises BadValue for what no page of ours sends."""
    if not isinstance(given, Mapping):
        raise BadValue("form", got=type(given).__name__, limit="{}")
    settings = dict(given.get("settings") or {})
    if size := settings.pop("size", None):
        settings["size"] = tuple(int(side) for side in str(size).split(" × "))
    return Form(
        prompt=str(given.get("prompt") or ""),
        task=given.get("task") or "text-to-image",
        model=given.get("model") or None,
        seed=given.get("seed"),
        count=given.get("count", 1),
        settings=settings,
    )


def _told(number: int, picture: Picture) -> dict[str, Any]:
    """A picture as the page knows it: what it shows, how it was made, what to set for it again."""
    asked = picture.request.record()
    size = {"size": f"{asked.pop('width')} × {asked.pop('height')}"} if "width" in asked and "height" in asked else {}
    prompt, model = asked.pop("prompt", ""), asked.pop("model", "")
    asked.pop("seed", None)
    return {
        "number": number,
        "alt": picture.alt,
        "caption": picture.caption(),
        "prompt": prompt,
        "model": model,
        "seed": picture.seed,
        "settings": asked | size,
        "path": str(picture.path or ""),
    }
