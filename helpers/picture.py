"""One finished picture: the service's bytes untouched, and everything needed to make it again."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import markup, tasks, text
from helpers.models import find
from helpers.models.catalogue import without_account
from helpers.notice import silence
from helpers.request import ImageRequest

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 64_000_000  # a larger picture is not looked at: Bedrock makes none, and it would fill memory
PREVIEW_PIXELS = 512  # longer side of what a notebook cell shows: 20 of them weigh 0.7 MB where the PNGs would weigh 38
PREVIEW_QUALITY = 80
MOST_IGNORED = 10  # words named under the picture; `Picture.ignored` has them all


@contextmanager
def _os_errors() -> Iterator[None]:
    """Whatever Pillow raises over a broken file, an AssertionError among it, as the OSError it is meant to raise."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"no image: {error or type(error).__name__}") from error


def shrunk(data: bytes, side: int) -> bytes:
    """A WebP of an image file, at most `side` pixels on its longer side. Raises OSError if it cannot be looked at."""
    image = _decoded(data, side)
    out = io.BytesIO()
    with _os_errors():
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
        small.thumbnail((side, side))
        small.save(out, "WEBP", quality=PREVIEW_QUALITY)
    return out.getvalue()


def _opened(data: bytes) -> Image:
    """A look at the file's head; raises OSError where it is none of the files that models send."""
    from PIL import Image

    with _os_errors(), silence():  # of its size: `_flaw` checks that
        return Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP"))


def _flaw(data: bytes) -> str:
    try:
        width, height = _opened(data).size
    except OSError as error:
        # Pillow looks at no picture that is far too large; its words have the number first.
        if type(error.__cause__).__name__ == "DecompressionBombError" and (found := re.search(r"\d+", str(error))):
            return text.say("reply.bomb", count=int(found[0]), high=MOST_PIXELS)
        return text.say("reply.no_picture", start=repr(data[:12]))
    return text.say("reply.huge", width=width, height=height) if width * height > MOST_PIXELS else ""


def _decoded(data: bytes, side: int | None = None) -> Image:
    """The pixels; side: so many on the longer side are enough. Raises OSError as `Picture.image` does."""
    if flaw := _flaw(data):
        raise OSError(flaw)
    image = _opened(data)
    with _os_errors():
        if side:
            image.draft("RGB", (side, side))  # JPEG alone: it decodes a smaller one
        image.load()
    return image


@dataclass(frozen=True, eq=False)
class Picture:
    """An image file as the service sent it, with how it was made. As the last line of a cell it shows itself."""

    data: bytes  # the image file, byte for byte as it came
    request: ImageRequest
    model_id: str  # as it was called
    mode: str  # "practice" or "bedrock"
    region: str
    seed: int | None  # the one the service used
    made_at: datetime  # with its time zone
    seconds: float  # from the call to the reply
    price_usd: float  # an estimate; 0 in practice mode
    request_id: str  # the service's, for a question to AWS
    ignored: tuple[str, ...] = ()  # words of the prompt that practice mode did not know
    understood: tuple[tuple[str, str], ...] = ()  # (words, what practice mode took them for)
    refused: str = ""  # the content filter's words, where this came in the place of a picture it took
    path: Path | None = field(default=None)  # where it lies on disk; None if it could not be saved

    @cached_property
    def image(self) -> Image:
        """The pixels, as a Pillow image. It keeps megabytes, so nothing in this kit asks for it to show a picture.

        Raises OSError where the bytes are no image, or one of more than `MOST_PIXELS`.
        """
        return _decoded(self.data)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._opened().size

    @property
    def format(self) -> str:
        """PNG, JPEG or WEBP."""
        return self._opened().format or ""

    def _opened(self) -> Image:
        return _opened(self.data)

    @property
    def flaw(self) -> str:
        """Why the file's head says that it cannot be looked at, in the learner's language; empty if it does not."""
        return _flaw(self.data)

    @property
    def alt(self) -> str:
        """What a screen reader says of it."""
        if not self.request.prompt:
            return text.say("alt_edit", task=tasks.title(self.request.task.name))
        return text.say("alt", prompt=self.request.prompt)

    def save(self, path: str | Path) -> Path:
        """Write the bytes to a file of your own. Raises FileExistsError rather than overwrite one."""
        path = Path(path)
        with path.open("xb") as file:
            file.write(self.data)
        return path

    def record(self) -> dict[str, Any]:
        """Everything needed to make it again, as plain JSON values; the sidecar beside the file holds this."""
        return {
            "request": self.request.record(),
            "model_id": without_account(self.model_id),
            "mode": self.mode,
            "region": self.region,
            "seed": self.seed,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "price_usd": self.price_usd,
            "request_id": self.request_id,
            "understood": [list(pair) for pair in self.understood],
            "ignored": list(self.ignored),
            "bytes": len(self.data),
        } | ({"refused": self.refused} if self.refused else {})

    def caption(self) -> list[str]:
        """One or two lines of plain text for under the picture."""
        model = find(self.model_id)
        where = text.say("practice") if self.mode == "practice" else text.say("bedrock", region=self.region)
        facts = [
            f"{self.size[0]} × {self.size[1]}",
            text.say("made_by", model=model.title if model else self.model_id, where=where),
        ]
        if self.seed is not None:
            facts.insert(1, text.say("seed", seed=self.seed))
        if self.mode == "practice" and model and not model.active:
            facts.append(text.say("picture.retired"))
        lines = [" · ".join(facts)]
        if self.ignored:
            lines.append(text.say("ignored", words=self._left_out()))
        if self.refused:
            lines.append(text.say("picture.refused", reason=self.refused))
        return lines

    def _left_out(self) -> str:
        return ", ".join(self.ignored[:MOST_IGNORED]) + (", …" if len(self.ignored) > MOST_IGNORED else "")

    @cached_property
    def preview(self) -> bytes:
        """A small WebP of it, `PREVIEW_PIXELS` on its longer side. Raises OSError where it cannot be looked at."""
        return shrunk(self.data, PREVIEW_PIXELS)

    def html(self) -> str:
        """The preview and its caption as HTML: a real alt text, no link to anywhere.

        A picture that cannot be shown says why, and where its file is: bytes that were paid for are kept even if nobody
        can look at them.
        """
        try:
            source = base64.b64encode(self.preview).decode()
        except OSError as error:
            return markup.wordy(f'<div role="alert">{html.escape(self._unshown(error))}</div>')
        figure = markup.wordy(
            f'<figure style="margin:0"><img alt="{html.escape(self.alt)}" src="data:image/webp;base64,{source}" '
            f'style="display:block;max-width:100%;border-radius:4px">'
            f'<figcaption style="margin-top:.4em;font-size:90%;line-height:1.5;opacity:.75">'
            f"{markup.lines(self.caption())}</figcaption></figure>"
        )
        return markup.proper(figure)

    def _unshown(self, error: OSError) -> str:
        where = text.say("picture.kept", path=self.path) if self.path else text.say("picture.in_memory")
        return f"{text.say('picture.unreadable', why=error)} {where}"

    def __repr__(self) -> str:
        prompt = self.request.prompt if len(self.request.prompt) <= 60 else self.request.prompt[:57] + "..."
        asked = repr(prompt) if prompt else self.request.task.name
        try:
            form = f"{self.size[0]}x{self.size[1]} {self.format}"
        except OSError:
            form = "unreadable"
        left_out = f", left out: {self._left_out()[:60]}" if self.ignored else ""
        return f"<Picture {form} of {asked}, seed {self.seed}, {len(self.data):,} bytes{left_out}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        try:
            self.preview  # noqa: B018  # made here, kept for `html`
            plain = repr(self)
        except OSError as error:
            plain = f"{self!r}\n{self._unshown(error)}"
        return {"text/plain": plain, "text/html": self.html()}


class Pictures(list[Picture]):
    """The pictures of one call, in the order in which they came. As the last line of a cell they show themselves."""

    def __init__(self, pictures: Iterable[Picture] = (), refused: str = "", broken: int = 0) -> None:
        super().__init__(pictures)
        self.refused = refused  # the content filter's words, where it took some
        self.broken = broken  # pictures that came and could not be read

    def notes(self) -> list[str]:
        """What is to be said of those that are missing."""
        out = [text.say("pictures.refused", reason=self.refused)] if self.refused else []
        return out + ([text.say("pictures.broken", count=self.broken)] if self.broken else [])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        shown = [picture._repr_mimebundle_() for picture in self]
        plain = "\n".join([*(one["text/plain"] for one in shown), *self.notes()])
        row = "".join(f'<div style="flex:0 1 256px">{one["text/html"]}</div>' for one in shown)
        notes = markup.wordy(markup.lines(self.notes()))
        return {
            "text/plain": plain,
            "text/html": f'<div style="display:flex;flex-wrap:wrap;gap:12px">{row}</div>{notes}',
        }
