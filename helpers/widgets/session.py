"""What the studio does, without a page: what a person has set becomes requests, requests wait for their turn, and
pictures come out. Cells and tests drive it as a person would.

Calls are made by one thread, one after the other; whatever happens there ends up in a job, so that nothing a call
raises is ever lost. Whoever shows it watches the trait `revision`.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import traitlets

from helpers import gallery, models, text
from helpers.client import Connection
from helpers.errors import BadValue, not_among
from helpers.input_image import ImageLike, InputImage
from helpers.models.catalogue import Model
from helpers.models.knobs import Knob
from helpers.picture import Picture
from helpers.request import ImageRequest
from helpers.tasks import PICTURES, TASKS, UPSCALES, TaskName, field_names, required

if TYPE_CHECKING:
    from PIL.Image import Image

State = Literal["waiting", "drawing", "done", "failed", "cancelled"]
MOST_AT_ONCE = 50  # pictures that one press of Run asks for
LOOK_EVERY = 0.1  # seconds between two looks at a picture that forms: more of them would slow the drawing down


@dataclass(frozen=True, slots=True)
class Form:
    """What a person has set. Nothing here is checked: `Session.requests` does that."""

    prompt: str = ""
    task: TaskName = "text-to-image"
    model: str | None = None  # a name of the catalogue; None: the usual one for the task
    seed: int | None = None  # None: a new one for each picture
    count: int = 1  # pictures, each a call of its own
    settings: Mapping[str, Any] = field(default_factory=dict)  # knobs that were turned, by name; "size": (w, h)
    pictures: Mapping[str, ImageLike] = field(default_factory=dict)  # of the task: image, mask ...


@dataclass(slots=True)
class Job:
    """One picture that was asked for."""

    number: int  # counted from 1, in the order in which they were asked for
    batch: int  # the same for all pictures of one press of Run
    request: ImageRequest
    state: State = "waiting"
    picture: Picture | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A picture that forms, as practice mode shows it."""

    job: int  # its number
    step: int  # 1 to steps
    steps: int
    image: Image  # at most an eighth as wide and high as the finished one


class Session(traitlets.HasTraits):
    """Draws what forms ask for. connection: where; its folder is where pictures are kept."""

    revision = traitlets.Int(0, help="counts up with every change; set from any thread")
    look = traitlets.Instance(Look, allow_none=True, help="the newest look at a picture that forms; from any thread")

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self.connection = connection
        self.jobs: list[Job] = []  # all that were ever asked for, oldest first
        self._lock = threading.RLock()
        self._wake = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None
        self._seen: set[str] = set()  # presses of Run that were heeded
        self._batches = 0
        self._count = 0
        self._busy = False  # whether the thread draws, or tells those who watch of what came of it
        self._looked = 0.0  # when somebody last looked at a picture that forms
        self.observers_failed: list[Exception] = []  # what those raised who watch

    # ---- what can be asked for

    def offered(self, task: TaskName = "text-to-image") -> list[Model]:
        """The models that do a task and can be called now, the usual choice first; where none is left, in practice mode
        those that have left Bedrock."""
        found = self.connection.catalogue()
        return found.usable(task) or found.usable(task, retired=True)

    def knobs(self, form: Form) -> tuple[Knob, ...]:
        """What can be set for the form's model and task, and nothing else."""
        return models.knobs(self._model(form), form.task)

    def requests(self, form: Form) -> list[ImageRequest]:
        """The requests that a form makes, checked. Seeds that a person left open are chosen here, so that each picture
        can be made again; of several pictures with a seed, each has the next one.

        Raises BadValue with both numbers for what the model would refuse, settings included that it has no knob for.
        """
        whole = isinstance(form.count, int) and not isinstance(form.count, bool)
        if not whole or not 1 <= form.count <= MOST_AT_ONCE:
            limit = text.say("limit.whole", low=1, high=MOST_AT_ONCE)
            raise BadValue("count", got=repr(form.count), limit=limit)
        model = self._model(form)
        options, of_task = self._sorted(form, model)
        if form.task in UPSCALES:
            options.setdefault("output_format", "jpeg")  # a PNG may be made, paid and lost
        seeds = next((knob for knob in models.knobs(model, form.task) if knob.name == "seed"), None)
        task = TASKS[form.task](**of_task)
        request = ImageRequest(form.prompt.strip(), model=model.name, task=task, **options)
        made = [replace(request, seed=seed) for seed in self._seeds(form, seeds)]
        for one in made:
            one.check()
        return made

    def notes(self, form: Form) -> list[str]:
        """What is done to a form's pictures before they are sent, as sentences: those too large are made smaller."""
        model, out = self._model(form), []
        if form.task in UPSCALES and not form.settings.get("output_format"):
            out.append(text.say("studio_as_jpeg"))
        for name, picture in form.pictures.items():
            given = InputImage.of(picture, name)
            if name != "mask" and (sent := models.fitted(given, model, form.task)) is not given:
                facts = {"width": given.width, "height": given.height, "model": model.title}
                out.append(text.say("studio_shrunk", **facts, new_width=sent.width, new_height=sent.height))
        return out

    def price(self, form: Form) -> float:
        """US dollars for what the form asks for: an estimate; 0 in practice mode. Raises as `requests` does."""
        return sum(self.connection.price(request) for request in self.requests(form))

    def _model(self, form: Form) -> Model:
        """Raises BadValue for a task or a model that nobody knows, or that does not fit the task."""
        if form.task not in TASKS:
            raise not_among("task", form.task, tuple(TASKS))
        if form.model is None:
            return models.nearest(form.task) if self.connection.mode == "bedrock" else models.doing(form.task)[0]
        found = models.find(form.model)
        if found is None or not found.can(form.task):
            raise not_among("model", form.model, [model.name for model in models.doing(form.task)])
        return found

    def _sorted(self, form: Form, model: Model) -> tuple[dict[str, Any], dict[str, Any]]:
        """The settings of a form: options of the request, and fields of its task. What was left empty is left out."""
        own = field_names(TASKS[form.task])
        options: dict[str, Any] = {}
        of_task: dict[str, Any] = {}
        for name, picture in form.pictures.items():
            if picture is not None and name in own:
                given = InputImage.of(picture, name)
                of_task[name] = given if name == "mask" else models.fitted(given, model, form.task)
        for name, value in form.settings.items():
            if value is None or value == "":
                continue
            if name == "size":
                options["width"], options["height"] = value
            else:
                (of_task if name in own else options)[name] = value
        for name in required(TASKS[form.task]):
            if name not in of_task:
                limit = text.say("limit.picture" if name in PICTURES else "limit.some_words")
                raise BadValue(name, got=text.say("limit.nothing"), limit=limit)
        return options, of_task

    def _seeds(self, form: Form, knob: Knob | None) -> list[int | None]:
        if knob is None:
            return [None] * form.count
        if form.seed is None:
            return [random.randint(1, int(knob.high)) for _ in range(form.count)]  # 0 means "any" to some models
        return [form.seed + i for i in range(form.count)]

    # ---- asking

    def run(self, form: Form, press: str = "") -> list[Job]:
        """Ask for what a form says, and return at once. press: names one press of the button; a second message of the
        same press, or of a double click, asks for nothing.

        Raises BadValue as `requests` does, and NoRegion and its like for a call that is hopeless; then nothing is asked
        for.
        """
        made = self.requests(form)
        if self.connection.mode == "bedrock":
            self.connection.require(made[0])
        with self._lock:
            if press and press in self._seen:
                return []
            self._seen.add(press)
            self._batches += 1
            first = len(self.jobs) + 1
            jobs = [Job(first + i, self._batches, request) for i, request in enumerate(made)]
            self.jobs += jobs
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="studio", daemon=True)
                self._thread.start()
            self._wake.notify_all()
        self._changed()
        return jobs

    def cancel_waiting(self) -> int:
        """Let nothing that waits be drawn; what is being drawn comes to its end, since it is paid for. Returns how many
        were cancelled."""
        return self._cancel(lambda job: True)

    def stop_after_this(self) -> int:
        """As `cancel_waiting`, for the rest of the batch alone that is being drawn."""
        with self._lock:
            now = self._now()
        return self._cancel(lambda job: now is not None and job is not now and job.batch == now.batch)

    def _now(self) -> Job | None:
        """What is being drawn, or will be at once: the thread may not have come to it yet."""
        return self.drawing or next((job for job in self.jobs if job.state == "waiting"), None)

    def _cancel(self, chosen: Callable[[Job], bool]) -> int:
        with self._lock:
            cancelled = [job for job in self.jobs if job.state == "waiting" and chosen(job)]
            for job in cancelled:
                job.state = "cancelled"
            self._wake.notify_all()
        self._changed()
        return len(cancelled)

    # ---- what came

    @property
    def waiting(self) -> int:
        """How many pictures wait for their turn."""
        with self._lock:
            return sum(1 for job in self.jobs if job.state == "waiting")

    @property
    def to_come(self) -> int:
        """How many pictures of the batch that is being drawn still wait."""
        with self._lock:
            now = self._now()
            waiting = [job for job in self.jobs if job.state == "waiting" and job is not now]
            return sum(1 for job in waiting if now is not None and job.batch == now.batch)

    @property
    def drawing(self) -> Job | None:
        """What is being drawn."""
        with self._lock:
            return next((job for job in self.jobs if job.state == "drawing"), None)

    @property
    def pictures(self) -> list[Picture]:
        """All that were drawn, oldest first."""
        with self._lock:
            return [job.picture for job in self.jobs if job.picture is not None]

    @property
    def failures(self) -> list[Exception]:
        """All that went wrong, oldest first."""
        with self._lock:
            return [job.error for job in self.jobs if job.error is not None]

    @property
    def unsaved(self) -> list[Picture]:
        """Those that are in memory alone, since they could not be written to disk, oldest first."""
        return [picture for picture in self.pictures if picture.path is None]

    def save_again(self) -> int:
        """Try once more to write down what could not be written; returns how many are on disk now that were not.

        Raises OSError where the folder still cannot be written to.
        """
        saved = 0
        try:
            for job in list(self.jobs):
                if job.picture is not None and job.picture.path is None:
                    job.picture = gallery.keep(job.picture)
                    saved += 1
        finally:
            self._changed()
        return saved

    @property
    def status(self) -> str:
        """What is going on, as a sentence in the learner's language; empty when nothing is."""
        with self._lock:
            if self.drawing is None and not self.waiting:
                return ""
            waiting = self.waiting - (self.drawing is None)  # one of them is about to be drawn
        return text.say("studio_waiting", waiting=waiting) if waiting else text.say("studio_drawing")

    def wait(self, timeout: float = 600) -> list[Picture]:
        """Block until nothing is drawn or waits, and all who watch know; returns all pictures.

        Raises TimeoutError after so many seconds.
        """
        with self._lock:
            if not self._wake.wait_for(lambda: not self.status and not self._busy, timeout):
                raise TimeoutError(f"still drawing after {timeout} s")
        return self.pictures

    # ---- the thread

    def _work(self) -> None:
        while True:
            with self._lock:
                self._wake.wait_for(lambda: self.waiting > 0)
                job = next(job for job in self.jobs if job.state == "waiting")
                job.state = "drawing"
                self._busy = True
            self._changed()
            try:
                picture, error = self.connection.draw(job.request, self._looker(job)), None
            except Exception as raised:  # whatever it was: nobody else would ever see it
                picture, error = None, raised
            with self._lock:
                job.picture, job.error = picture, error
                job.state = "failed" if error else "done"
            self._changed()
            with self._lock:
                self._busy = False
                self._wake.notify_all()

    def _looker(self, job: Job) -> Callable[[int, int, Callable[[], Image]], None]:
        """What practice mode calls after every step of a job's drawing."""

        def looked(step: int, steps: int, picture: Callable[[], Image]) -> None:
            now = time.monotonic()
            if step == 1 or now - self._looked > LOOK_EVERY:
                self._looked = now
                self._tell("look", Look(job.number, step, steps, picture()))

        return looked

    def _changed(self) -> None:
        """Tell whoever watches, and hold nothing meanwhile."""
        with self._lock:
            self._count += 1
            count = self._count
        self._tell("revision", count)

    def _tell(self, trait: str, value: object) -> None:
        """Set a trait. An observer who raises must not stop the thread."""
        try:
            setattr(self, trait, value)
        except Exception as error:
            self.observers_failed.append(error)
