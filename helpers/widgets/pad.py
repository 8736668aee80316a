"""The pad: paint a mask over a picture, or draw a sketch, with a mouse, a pen, a finger or the keyboard.

The page (page/pad.js) paints at once, also while the kernel is busy, and sends each finished stroke as one message.
This side checks it, keeps the steps, and answers with the step that holds now. A page with no answer outstanding that
shows another step takes over this one: so a reloaded page, a second view, and a cell that calls `clear()` agree.

*Ink* is what has been painted in either pad: 255 where there is some, else 0.
"""

from __future__ import annotations

import io
import re
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

import anywidget
import traitlets

from helpers import text
from helpers.errors import BadValue, WorkshopError
from helpers.input_image import ImageLike, InputImage
from helpers.models import limits
from helpers.models.masks import HALF
from helpers.text import say
from helpers.widgets.page import script, style

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SIDE = 2048  # pixels of the ink's longer side: a larger picture's mask is painted smaller, and enlarged here
MOST_PIXELS = 9_437_184  # of a picture from the page: what the image services take, and the page shrinks it to
MOST_BYTES = 10_000_000  # of a message: at 10 MiB Jupyter closes the connection without a word
MOST_STEPS = 50  # that can be undone
MOST_FEATHER = 100  # pixels
MOST_WORDS = 10_000  # characters, as of a prompt
BLANK = ""  # the step without any ink

_NAME = re.compile(r"[A-Za-z0-9-]{1,40}")  # of a step; the page makes some, too


@dataclass
class _Steps:
    """What was painted, step by step: names, and a PNG file for each, whose alpha channel is the ink."""

    now: str = BLANK
    past: list[str] = field(default_factory=list)
    future: list[str] = field(default_factory=list)  # undone, the next to be done again first
    count: int = 0  # of steps that hold, also those too long ago to be undone
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, file: bytes) -> None:
        self.past = [*self.past, self.now][-MOST_STEPS:]
        self.now, self.future, self.count = name, [], self.count + 1
        self.files[name] = file
        kept = {self.now, *self.past}
        self.files = {name: file for name, file in self.files.items() if name in kept}

    def undo(self) -> None:
        if self.past:
            *self.past, earlier = self.past
            self.now, self.future, self.count = earlier, [self.now, *self.future], self.count - 1

    def redo(self) -> None:
        if self.future:
            later, *self.future = self.future
            self.now, self.past, self.count = later, [*self.past, self.now], self.count + 1

    def told(self) -> dict[str, Any]:
        """As the page knows them."""
        return {"now": self.now, "past": self.past, "future": self.future, "count": self.count}


class _Pad(anywidget.AnyWidget):
    """What both pads share. Every method may be called from any thread."""

    _esm = script("elements", "files", "pad")
    _css = style("pad")

    kind: ClassVar[str]  # "mask" or "sketch"

    share = traitlets.Float(0.0, help="how much is painted: 0 nothing, 1 everything")
    steps = traitlets.Int(0, help="how many steps hold: strokes, rectangles, clearing, inverting ...")

    # What the page knows. It never sets a trait itself: it sends messages, which `_receive` checks.
    _inside = traitlets.Bool(False).tag(sync=True)  # a larger page, which opens pictures and takes words itself
    _kind = traitlets.Unicode().tag(sync=True)
    _text = traitlets.Dict().tag(sync=True)  # sentences, by the rest of their key
    _limits = traitlets.Dict().tag(sync=True)
    _size = traitlets.List([0, 0]).tag(sync=True)  # pixels of the picture; 0 where there is none yet
    _work = traitlets.List([0, 0]).tag(sync=True)  # pixels of the ink
    _preview = traitlets.CBytes(b"").tag(sync=True, echo_update=False)  # WebP of the picture, or nothing
    _steps = traitlets.Dict().tag(sync=True)
    _seen = traitlets.List(["", 0]).tag(sync=True)  # which page's message was answered last, and its number
    _notice = traitlets.Dict({"number": 0, "text": ""}).tag(sync=True)  # the newest complaint

    def __init__(self, **more: Any) -> None:
        self._guard = threading.RLock()  # messages may come in one thread while a cell runs in another
        self._history = _Steps()
        self._ink: Image | None = None  # of the step that holds; None: blank
        self._watchers: list[Callable[[Self], object]] = []
        most = {"pixels": MOST_PIXELS, "bytes": MOST_BYTES, "steps": MOST_STEPS, "feather": MOST_FEATHER}
        super().__init__(
            _kind=self.kind,
            _text=text.templates("page.") | text.templates("pad.page."),
            _limits=most,
            _steps=self._history.told(),
            **more,
        )
        self.on_msg(self._receive)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of what comes out."""
        width, height = self._size
        return width, height

    def on_change(self, callback: Callable[[Self], object]) -> None:
        """Have `callback(pad)` called after every change of what is painted, in the thread that made it.

        It should be short. What it raises is told on the page. To stop: ``pad.off_change(callback)``.
        """
        self._watchers.append(callback)

    def off_change(self, callback: Callable[[Self], object]) -> None:
        """Have it called no more; nothing happens if it was not."""
        self._watchers = [one for one in self._watchers if one != callback]

    def clear(self) -> None:
        """Take all ink away; can be undone."""
        with self._change():
            if self._ink is not None:
                self._add(self._ink.point([0] * 256))

    def undo(self) -> None:
        """Take the last step back; nothing happens if there is none."""
        with self._change():
            self._history.undo()
            self._recall()

    def redo(self) -> None:
        """Do again what was undone; nothing happens if there is nothing."""
        with self._change():
            self._history.redo()
            self._recall()

    def load(self, image: ImageLike) -> None:
        """Start from a picture. Raises BadValue where it is none."""
        ink = self._ink_in(InputImage.of(image, self.kind))
        with self._change():
            self._add(ink)

    def as_image(self) -> Image:
        """What the verbs of this kit take it for. Raises BadValue while there is nothing on it."""
        raise NotImplementedError

    # --- the ink

    def _ink_in(self, image: InputImage) -> Image:
        """Ink, in its own size, of a picture that somebody starts from."""
        raise NotImplementedError

    def _clean(self, ink: Image) -> Image:
        """The ink without what cannot be meant."""
        return ink

    def _drawn(self) -> Image:
        """The ink as a Pillow image of mode L. Raises BadValue where nothing can be painted on yet."""
        from PIL import Image

        with self._guard:
            width, height = self._work
            if not width:
                raise BadValue(self.kind, got=say("pad.no_picture"), limit=say("pad.some_picture"))
            return Image.new("L", (width, height), 0) if self._ink is None else self._ink.copy()

    def _add(self, ink: Image, name: str = "", file: bytes = b"") -> None:
        """One step more. name, file: as the page made them; left out, they are made here."""
        self._history.add(name or uuid.uuid4().hex[:12], file or _file(ink))
        self._ink = ink if ink.getbbox() else None

    def _recall(self) -> None:
        """The ink of the step that holds now."""
        file = self._history.files.get(self._history.now)
        self._ink = None if file is None else self._clean(_ink_of(InputImage.of(file, self.kind), self.kind))

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Around all that may change the ink: the page is told in one message, then the observers."""
        before = self._history.now
        with self._guard, self.hold_sync():
            yield
            self._publish()
        if self._history.now != before:
            self._tell_watchers()

    def _publish(self) -> None:
        self._steps = self._history.told()
        self.steps = self._history.count
        self.share = 0.0 if self._ink is None else _share(self._ink)

    def _tell_watchers(self) -> None:
        for callback in tuple(self._watchers):
            try:
                callback(self)
            except Exception as error:  # whatever it was: in a message's handler nobody else would say it
                self._complain("pad.observer", error)

    def _complain(self, key: str, error: Exception) -> None:
        """Say on the page what went wrong."""
        why = error.cause if isinstance(error, WorkshopError) else f"{type(error).__name__}: {error}"
        with self._guard:
            self._notice = {"number": self._notice["number"] + 1, "text": say(key, why=why)}

    # --- what the page sends

    def _receive(self, _: object, content: Mapping[str, Any], buffers: Sequence[memoryview]) -> None:
        """Take one message, and answer it. What is wrong with it is told on the page: nobody would see an exception."""
        try:
            with self._change():
                try:
                    self._obey(content, buffers)
                except Exception as error:
                    self._complain("pad.refused", error)
                self._seen = [str(content.get("client", ""))[:40], content.get("number", 0)]
        except Exception as error:
            self._complain("pad.refused", error)

    def _obey(self, content: Mapping[str, Any], buffers: Sequence[memoryview]) -> None:
        kind = content.get("kind")
        if kind == "ink":
            self._take_ink(content.get("name"), one_file(buffers, self.kind))
        elif kind == "undo":
            self._history.undo()
            self._recall()
        elif kind == "redo":
            self._history.redo()
            self._recall()
        elif kind == "need":
            self._give(content.get("name"))
        elif not self._obey_more(content, buffers):
            raise BadValue(say("pad.message"), got=repr(kind)[:60], limit=say("pad.known_message"))

    def _obey_more(self, content: Mapping[str, Any], buffers: Sequence[memoryview]) -> bool:
        """Whether it was a message of this pad's own."""
        return False

    def _take_ink(self, name: object, file: bytes) -> None:
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name in self._history.files:
            raise BadValue(say("pad.message"), got=repr(name)[:60], limit=say("pad.known_message"))
        image = InputImage.of(file, self.kind)
        if [image.width, image.height] != self._work:  # before its pixels are looked at: a small file may hold many
            width, height = self._work
            raise BadValue(self.kind, got=image.size_text, limit=f"{width} x {height}")
        self._add(self._clean(_ink_of(image, self.kind)), name, file)

    def _give(self, name: object) -> None:
        """Send a page the ink that it has not; nothing, if it is not here any more."""
        if isinstance(name, str) and (file := self._history.files.get(name)):
            self.send({"kind": "ink", "name": name}, [file])


class MaskPad(_Pad):
    """A picture to paint a mask on: what is painted will be changed. Pass the pad itself where a mask is asked for.

    picture: a picture of this kit, a path, bytes or a Pillow image; None: it is opened on the page. Raises BadValue
    where it is no picture.
    """

    kind = "mask"

    feather = traitlets.Float(
        0.0, min=0, max=MOST_FEATHER, help="pixels over which the edge goes soft, on either side"
    ).tag(sync=True)
    words = traitlets.Unicode("", help="what to change, said in words: for search_replace()").tag(sync=True)

    def __init__(self, picture: ImageLike | None = None, **more: Any) -> None:
        self._picture: InputImage | None = None
        super().__init__(**more)
        if picture is not None:
            self.show(picture)

    @property
    def picture(self) -> InputImage | None:
        """What is painted on, as it was given or opened on the page."""
        return self._picture

    @property
    def mask(self) -> Image:
        """Mode L, in the picture's size: 255 where it is to be changed, else 0; levels between where `feather` is set.

        Raises BadValue while there is no picture.
        """
        from PIL import Image, ImageFilter

        ink = self._drawn()
        if ink.size != self.size:
            ink = self._clean(ink.resize(self.size, Image.Resampling.BILINEAR))
        return ink.filter(ImageFilter.GaussianBlur(self.feather / 2)) if self.feather else ink

    def as_image(self) -> Image:
        """The mask. Raises BadValue while it is empty: an edit of nothing would be paid for all the same."""
        mask = self.mask
        if mask.getbbox() is None:
            raise BadValue("mask", got=say("pad.nothing_painted"), limit=say("pad.something_painted"))
        return mask

    def load(self, image: ImageLike) -> None:
        """Start from a mask of any size: white is masked. Of a picture with transparent parts, those are.

        Raises BadValue where it is no picture, or while the pad has none.
        """
        super().load(image)

    def invert(self) -> None:
        """Mask what is not masked, and the other way round; can be undone."""
        from PIL import ImageChops

        with self._change():
            self._add(ImageChops.invert(self._drawn()))

    def set_rectangle(self, left: int, top: int, right: int, bottom: int, *, erase: bool = False) -> None:
        """Mask a rectangle, or with `erase` take it out of the mask.

        In pixels of the picture; right and bottom are the first that do not belong to it. Raises BadValue where it
        is empty, or not within the picture.
        """
        with self._change():
            ink = self._drawn()
            width, height = self.size
            if not (0 <= left < right <= width and 0 <= top < bottom <= height):
                got = say("pad.edges", left=left, top=top, right=right, bottom=bottom)
                raise BadValue("rectangle", got=got, limit=say("pad.edges_within", width=width, height=height))
            across, down = ink.width / width, ink.height / height
            box = (round(left * across), round(top * down), round(right * across), round(bottom * down))
            ink.paste(0 if erase else 255, box)
            self._add(ink)

    def show(self, picture: ImageLike) -> None:
        """Put another picture on the pad; what was painted on the last one goes. Raises BadValue where it is broken."""
        picture = InputImage.of(picture)
        preview = picture.preview()
        with self._change():
            self._picture = picture
            self._history, self._ink = _Steps(), None
            self._size, self._work = [picture.width, picture.height], _work_size(picture.width, picture.height)
            self._preview = preview

    def _ink_in(self, image: InputImage) -> Image:
        from PIL import ImageChops

        pixels = image.decoded(self.kind)
        ink = pixels.convert("L") if image.opaque else ImageChops.invert(pixels.convert("RGBA").getchannel("A"))
        return self._clean(ink.resize(self._drawn().size))

    def _clean(self, ink: Image) -> Image:
        # Some browsers blur or falsify pixels a little, so that nobody is known by them again.
        return ink.point([255 if level >= HALF else 0 for level in range(256)])

    def _obey_more(self, content: Mapping[str, Any], buffers: Sequence[memoryview]) -> bool:
        kind = content.get("kind")
        if kind == "feather":
            value = content.get("value", -1)
            limits.number("feather", value, 0, MOST_FEATHER)
            self.feather = value
        elif kind == "words":
            words = content.get("value")
            if not isinstance(words, str):
                raise BadValue("words", got=type(words).__name__, limit=say("limit.text"))
            limits.length("words", words, MOST_WORDS)
            self.words = words
        elif kind == "picture":
            picture = InputImage.of(one_file(buffers, "image"))
            limits.picture("image", picture, side=(1, None), pixels=(1, MOST_PIXELS))
            self.show(picture)
        else:
            return False
        return True

    def __repr__(self) -> str:
        width, height = self.size
        return f"<MaskPad {width}x{height}, {self.share:.0%} masked, {self.steps} steps>"


class SketchPad(_Pad):
    """White paper to draw on in black. Pass the pad itself to `from_sketch()`.

    width, height: pixels, 64 to 2048. Raises BadValue outside of that.
    """

    kind = "sketch"

    def __init__(self, width: int = 1024, height: int = 1024, **more: Any) -> None:
        limits.whole("width", width, 64, MOST_SIDE)
        limits.whole("height", height, 64, MOST_SIDE)
        super().__init__(_size=[width, height], _work=[width, height], **more)

    @property
    def sketch(self) -> Image:
        """Mode L: black lines on white, soft along their edges."""
        from PIL import ImageChops

        return ImageChops.invert(self._drawn())

    def as_image(self) -> Image:
        """The sketch, in mode RGB. Raises BadValue while nothing is drawn."""
        if self._ink is None:
            raise BadValue("image", got=say("pad.nothing_drawn"), limit=say("pad.something_drawn"))
        return self.sketch.convert("RGB")

    def load(self, image: ImageLike) -> None:
        """Go on from a drawing, dark on light, of any size: it is fitted into the middle.

        Raises BadValue where it is no picture.
        """
        super().load(image)

    def _ink_in(self, image: InputImage) -> Image:
        from PIL import Image, ImageChops, ImageOps

        pixels = image.decoded(self.kind).convert("RGBA")
        paper = Image.new("RGBA", pixels.size, "white")
        paper.alpha_composite(pixels)
        ink = ImageChops.invert(paper.convert("L"))
        return ImageOps.pad(ink, self.size, color=0)

    def __repr__(self) -> str:
        width, height = self.size
        return f"<SketchPad {width}x{height}, {self.share:.0%} black, {self.steps} steps>"


def one_file(buffers: Sequence[memoryview], what: str) -> bytes:
    """The file that a message brought. Raises BadValue for none, more than one, or one of too many bytes."""
    if len(buffers) != 1:
        raise BadValue(what, got=say("limit.images", count=len(buffers)), limit=say("limit.picture"))
    count = memoryview(buffers[0]).nbytes
    if count > MOST_BYTES:
        raise BadValue(what, got=say("limit.bytes", count=count), limit=say("limit.at_most_bytes", high=MOST_BYTES))
    return bytes(buffers[0])


def _ink_of(image: InputImage, what: str) -> Image:
    """The ink in a step's file. Raises BadValue where it is no PNG with an alpha channel, or is broken."""
    if image.format != "PNG":
        raise BadValue(what, got=image.format, limit="PNG")
    pixels = image.decoded(what)
    if "A" not in pixels.getbands():
        raise BadValue(what, got=say("limit.opaque"), limit=say("limit.transparent"))
    return pixels.getchannel("A")


def _file(ink: Image) -> bytes:
    """A step's file: white, with the ink as its alpha channel, as the page draws it."""
    from PIL import Image

    out = io.BytesIO()
    Image.merge("LA", (Image.new("L", ink.size, 255), ink)).save(out, "PNG")
    return out.getvalue()


def _share(ink: Image) -> float:
    """How much of the sheet is covered, 0 to 1."""
    levels = ink.histogram()
    return sum(level * count for level, count in enumerate(levels)) / (255 * sum(levels))


def _work_size(width: int, height: int) -> list[int]:
    """The size of the ink for a picture of that size, in pixels."""
    scale = min(1, MOST_SIDE / max(width, height))
    return [max(1, round(width * scale)), max(1, round(height * scale))]
