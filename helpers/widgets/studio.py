"""The studio: a page on which people try prompts and change pictures. In a notebook, ``Studio()`` ends a cell.

The page (page/studio.js) shows the form and sends what a person has set, all of it, with each press of Run: so what is
drawn is what stood on the screen. Here messages only ask the `Session`; what comes of it goes back by traits.

A picture that goes into a request has a key on the page: ``p3`` is the third that was drawn here, ``b3`` the one that
it was made of, ``u…`` a file that was opened, ``f…`` a file of the gallery, ``sketch`` and ``mask`` what the pads hold.
"""

from __future__ import annotations

import io
import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import anywidget
import traitlets
from ipywidgets import widget_serialization

from helpers import client, gallery, text
from helpers.client import Connection
from helpers.collection import Entry
from helpers.errors import BadValue, WorkshopError
from helpers.input_image import ImageLike, InputImage
from helpers.models import limits
from helpers.picture import Picture
from helpers.widgets import panel
from helpers.widgets.drawing import alert
from helpers.widgets.errands import Errand, Errands
from helpers.widgets.gallery import Gallery, Use
from helpers.widgets.kept import Kept
from helpers.widgets.pad import MOST_BYTES, MOST_PIXELS, MaskPad, SketchPad, one_file
from helpers.widgets.page import script, style
from helpers.widgets.session import Form, Job, Look, Session

MOST_SHOWN = 60  # pictures that a page is told of; all are on disk, and in the gallery
MOST_OPENED = 20  # files of the learner's own that are kept to be used again
LOOK_QUALITY = 70  # of the small WebP of a picture that forms


class Studio(anywidget.AnyWidget):
    """Type a prompt, set what the model lets you set, run it as often as you like, and change what came of it.

    connection: where pictures are drawn; the kernel's own if None. ``studio.session`` is all of it without a page;
    ``studio.mask_pad`` and ``studio.sketch_pad`` are what one paints on.
    """

    _esm = script("elements", "files", "compare", "edges", "studio")
    _css = style("theme", "compare", "studio")
    _texts = traitlets.Dict().tag(sync=True)
    _tasks = traitlets.List().tag(sync=True)  # what can be done, each with its models and their knobs
    _styles = traitlets.List().tag(sync=True)
    _limits = traitlets.Dict().tag(sync=True)  # of files that are opened on the page
    _state = traitlets.Dict().tag(sync=True)  # what is going on
    _form = traitlets.Dict().tag(sync=True)  # what was last set, for a page that is loaded again; never what is drawn
    _shown = traitlets.List().tag(sync=True)  # pictures, newest first, without their pixels
    _name = traitlets.Unicode().tag(sync=True)  # of what is left in the notebook, for the page to hide
    _parts = traitlets.Dict().tag(sync=True, **widget_serialization)  # widgets that are shown within

    def __init__(self, connection: Connection | None = None) -> None:
        self.session = Session(connection or client.current())
        self.mask_pad, self.sketch_pad = MaskPad(_inside=True), SketchPad(_inside=True)
        self._alert = ""
        self._count = 0  # pictures that the gallery has heard of
        self._told = 0  # failures that the alert has shown
        self._lock = threading.RLock()  # held while the state is sent, too, so that none overtakes a newer one
        self._opened: OrderedDict[str, InputImage] = OrderedDict()  # files from the page, by their key
        self._on_pad = ""  # key of the picture on the mask pad
        self._tellings: dict[int, dict[str, Any]] = {}  # what the page knows of a picture, by its job's number
        self._wanted: list[str] = []  # keys of pictures that the page has asked for
        self._previews = Errands(self._next_preview, lambda error: self._say(alert(error)), "previews")
        self._gallery: Gallery | None = None  # made when somebody first looks at it
        name = f"studio-kept-{uuid.uuid4().hex[:12]}"
        self._kept = Kept(name)
        super().__init__(_name=name)
        self._texts = text.templates("page.") | text.templates("studio.")
        self._tasks, self._styles = panel.offered(self.session), panel.styles()
        self._limits = {"pixels": MOST_PIXELS, "bytes": MOST_BYTES}
        self._parts = {"mask": self.mask_pad, "sketch": self.sketch_pad}
        self._show()
        self.session.observe(self._show, "revision")
        self.session.observe(self._show_look, "look")
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

    @property
    def gallery(self) -> Gallery:
        """All pictures of the folder, also those of other days and notebooks; what is used there goes into the form."""
        with self._lock:
            if self._gallery is None:
                self._gallery = Gallery()
                self._gallery.on_use(self._use)
                self._parts = self._parts | {"gallery": self._gallery}
            return self._gallery

    def wait(self, timeout: float = 600) -> list[Picture]:
        """Block until nothing is drawn or waits; returns all pictures. Raises TimeoutError after so many seconds."""
        return self.session.wait(timeout)

    def _repr_mimebundle_(self, **more: Any) -> Any:
        """As a cell's last line: the page, and what is left of it in the notebook."""
        self._kept.show()
        return super()._repr_mimebundle_(**more)

    # ---- messages of the page

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        """Whatever is wrong with a message, the page says so: nobody else would."""
        try:
            self._do(content if isinstance(content, Mapping) else {}, buffers or ())
        except BadValue as error:
            form = content.get("form")
            self._say(alert(panel.worded(error, form.get("task") if isinstance(form, Mapping) else None)))
        except Exception as error:
            self._say(alert(error))

    def _do(self, message: Mapping[str, Any], buffers: Sequence[memoryview]) -> None:
        match message.get("do"):
            case "run":
                self.send({"heard": str(message.get("press", ""))})
                self._say("")
                self.session.run(self._form_of(message.get("form")), str(message.get("press", "")))
            case "price":
                self._price(message.get("form"))
            case "cancel":
                self.session.cancel_waiting()
            case "stop":
                self.session.stop_after_this()
            case "dismiss":
                self._say("")
            case "want":
                self._want(message.get("keys"))
            case "open":
                self._open(str(message.get("key", "")), one_file(buffers, "image"))
            case "lay":
                self._lay(str(message.get("key", "")), str(message.get("mask_of", "")))
            case "rectangle":
                self._rectangle(message)
            case "save":
                self.session.save_again()
            case "gallery":
                self.gallery.refresh()

    def _form_of(self, given: Any) -> Form:
        """The page's form, with the pictures that it names."""
        named = given.get("pictures") if isinstance(given, Mapping) else None
        pictures: dict[str, ImageLike] = {}
        for slot, key in named.items() if isinstance(named, Mapping) else ():
            if key == "mask":
                self._lay(str(named.get("image", "")))
                pictures[slot] = self.mask_pad
            elif key:
                pictures[slot] = self._picture(str(key), slot)
        return panel.form_of(given, pictures)

    def _picture(self, key: str, slot: str = "image") -> ImageLike:
        """The picture of a key. Raises BadValue where there is none any more."""
        kind, rest = key[:1], key[1:]
        if key == "sketch":
            return self.sketch_pad
        if kind == "u" and key in self._opened:
            return self._opened[key]
        if kind == "f" and self._gallery is not None and (entry := self._gallery.entry(rest)):
            return entry.path
        job = self._job(rest) if kind in ("p", "b") else None
        if job is not None and kind == "p" and job.picture is not None:
            return job.picture
        if job is not None and kind == "b" and (given := job.request.task.images().get("image")):
            return given
        raise BadValue(slot, got=text.say("studio_lost"), limit=text.say("studio_choose"))

    def _job(self, number: str) -> Job | None:
        jobs = self.session.jobs
        return jobs[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(jobs) else None

    def _price(self, given: Any) -> None:
        """What the form would cost, what is done to its pictures, or why it cannot be asked for."""
        cost, why, notes = 0.0, "", []
        try:
            form = self._form_of(given)
            cost, notes = self.session.price(form), self.session.notes(form)
        except BadValue as error:
            why = panel.worded(error, given.get("task") if isinstance(given, Mapping) else None).cause
        except WorkshopError as error:
            why = error.cause
        paid = self.session.connection.mode == "bedrock"
        words = text.say("run_price", usd=cost) if paid and not why else ""
        self.send({"price": words, "why": why, "notes": notes})

    def _open(self, key: str, file: bytes) -> None:
        """A file that was opened on the page."""
        if not key.startswith("u"):
            raise BadValue("key", got=repr(key)[:40], limit="u…")
        picture = InputImage.of(file)
        limits.picture("image", picture, side=(1, None), pixels=(1, MOST_PIXELS))
        picture.decoded()  # one that is cut off is told now, not when it was sent
        self._keep_open(key, picture)
        self._want([key])

    def _keep_open(self, key: str, picture: InputImage) -> None:
        with self._lock:
            self._opened[key] = picture
            while len(self._opened) > MOST_OPENED:
                self._opened.popitem(last=False)

    def _use(self, what: Use, entry: Entry) -> None:
        """Somebody wants something of a picture in the gallery: the page sets its form."""
        told, went_in = panel.of_file(entry)
        for name, image in went_in.items():
            told["before" if name == "image" else name] = key = f"u{image.sha256[:12]}"
            self._keep_open(key, image)
        self.send({"use": what, "picture": told})

    def _lay(self, key: str, mask_of: str = "") -> None:
        """Put a picture on the mask pad, if it does not lie there; what was painted on another one goes.

        mask_of: a picture whose mask is to lie on it, or the mask itself.
        """
        if key != self._on_pad:
            self.mask_pad.show(self._picture(key))
            self._on_pad = key
        job = self._job(mask_of[1:]) if mask_of.startswith("p") else None
        mask = job.request.task.images().get("mask") if job is not None else self._opened.get(mask_of)
        if mask is not None:
            self.mask_pad.load(mask)

    def _rectangle(self, message: Mapping[str, Any]) -> None:
        """Paint a rectangle that was typed in numbers."""
        sides = {}
        for name in ("left", "top", "width", "height"):
            limits.whole(name, message.get(name), 0, 100_000)
            sides[name] = message.get(name) or 0
        left, top = sides["left"], sides["top"]
        right, bottom = left + sides["width"], top + sides["height"]
        self.mask_pad.set_rectangle(left, top, right, bottom, erase=bool(message.get("erase")))

    # ---- pictures for the page

    def _want(self, keys: Any) -> None:
        given = list(keys if isinstance(keys, (list, tuple)) else ())[: 2 * MOST_SHOWN]
        with self._lock:
            self._wanted += [str(key) for key in given]
        self._previews.wake()

    def _next_preview(self) -> Errand | None:
        with self._lock:
            return partial(self._send_preview, self._wanted.pop(0)) if self._wanted else None

    def _send_preview(self, key: str) -> None:
        try:
            picture = self._picture(key)
            given = InputImage.of(picture)
            small = picture.preview if isinstance(picture, Picture) else given.preview()
            self.send({"preview": key, "width": given.width, "height": given.height}, [small])
        except Exception as error:  # in a thread of its own: nobody else would hear of it
            why = error.cause if isinstance(error, BadValue) else f"{type(error).__name__}: {error}"
            self.send({"preview": key, "why": why})

    def _show_look(self, change: Mapping[str, Any]) -> None:
        """What a picture looks like that forms just now."""
        look: Look = change["new"]
        out = io.BytesIO()
        look.image.save(out, "WEBP", quality=LOOK_QUALITY)
        self.send({"look": look.job, "step": look.step, "steps": look.steps}, [out.getvalue()])

    # ---- what the page shows

    def _say(self, notice: str) -> None:
        with self._lock:
            self._alert = notice
            self._show()

    def _show(self, change: object = None) -> None:
        with self._lock:
            session = self.session
            jobs = list(session.jobs)
            failures = [job for job in jobs if job.error is not None]
            if len(failures) > self._told:
                self._told = len(failures)
                self._alert = alert(failures[-1].error or Exception())
            unsaved = len(session.unsaved)
            self._state = {
                "status": session.status,
                "drawing": session.drawing is not None,
                "waiting": session.waiting,
                "to_come": session.to_come,
                "alert": self._alert,
                "unsaved": text.say("studio_unsaved", folder=gallery.folder(), count=unsaved) if unsaved else "",
                "spent": "" if session.connection.mode == "practice" else str(session.connection.spent),
            }
            drawn = [job for job in jobs if job.picture is not None]
            came, self._count = len(drawn) > self._count, len(drawn)
            done = drawn[-MOST_SHOWN:]
            self._shown = [self._telling(job.number, job.picture) for job in reversed(done) if job.picture]
        if not session.status:  # not after each picture: it is the better part of a megabyte
            self._kept.update(session.pictures)
        if came and self._gallery is not None:
            self._gallery.refresh()

    def _telling(self, number: int, picture: Picture) -> dict[str, Any]:
        known = self._tellings.get(number)
        if known is None or known["path"] != str(picture.path or ""):
            known = self._tellings[number] = panel.told(number, picture)
        return known
