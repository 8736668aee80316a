"""One finished picture: the service's bytes untouched, and everything needed to make it again."""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import text
from helpers.models import find
from helpers.request import ImageRequest

if TYPE_CHECKING:
    from PIL.Image import Image

PREVIEW_PIXELS = 512  # longer side of what a notebook cell shows: 20 of them weigh 0.7 MB where the PNGs would weigh 38
PREVIEW_QUALITY = 80
MOST_IGNORED = 10  # words named under the picture; `Picture.ignored` has them all


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
    path: Path | None = field(default=None)  # where it lies on disk; None if it could not be saved

    @cached_property
    def image(self) -> Image:
        """The pixels, as a Pillow image. It keeps megabytes, so nothing in this kit asks for it to show a picture."""
        image = self._opened()
        image.load()
        return image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._opened().size

    @property
    def format(self) -> str:
        """PNG, JPEG or WEBP."""
        return self._opened().format or ""

    def _opened(self) -> Image:
        """A look at the file's head; raises PIL.UnidentifiedImageError, an OSError, where it is none Pillow knows."""
        from PIL import Image

        return Image.open(io.BytesIO(self.data))

    @property
    def alt(self) -> str:
        """What a screen reader says of it."""
        return text.say("alt", prompt=self.request.prompt)

    def save(self, path: str | Path) -> Path:
        """Write the bytes to a file of your own. Raises FileExistsError rather than overwrite one."""
        path = Path(path)
        with path.open("xb") as file:
            file.write(self.data)
        return path

    def record(self) -> dict[str, Any]:
        """Everything needed to make it again, as plain JSON values; the sidecar beside the file holds this."""
        request = {name: getattr(self.request, name) for name in self.request.__dataclass_fields__}
        return {
            "request": {name: value for name, value in request.items() if value not in (None, "")},
            "model_id": self.model_id,
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
        }

    def caption(self) -> list[str]:
        """One or two lines of plain text for under the picture."""
        model = find(self.request.model)
        where = text.say("practice") if self.mode == "practice" else text.say("bedrock", region=self.region)
        facts = [
            f"{self.size[0]} × {self.size[1]}",
            text.say("made_by", model=model.title if model else self.model_id, where=where),
        ]
        if self.seed is not None:
            facts.insert(1, text.say("seed", seed=self.seed))
        lines = [" · ".join(facts)]
        if self.ignored:
            more = ", …" if len(self.ignored) > MOST_IGNORED else ""
            lines.append(text.say("ignored", words=", ".join(self.ignored[:MOST_IGNORED]) + more))
        return lines

    @cached_property
    def preview(self) -> bytes:
        """A small WebP of it, `PREVIEW_PIXELS` on its longer side."""
        small = self._opened().convert("RGB")
        small.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
        out = io.BytesIO()
        small.save(out, "WEBP", quality=PREVIEW_QUALITY)
        return out.getvalue()

    def html(self) -> str:
        """The preview and its caption as HTML: a real alt text, no link to anywhere."""
        source = base64.b64encode(self.preview).decode()
        caption = "".join(f"<div>{html.escape(line)}</div>" for line in self.caption())
        return (
            f'<figure style="margin:0"><img alt="{html.escape(self.alt)}" src="data:image/webp;base64,{source}" '
            f'style="display:block;max-width:100%;border-radius:4px">'
            f'<figcaption style="margin-top:.4em;font-size:90%;line-height:1.5;opacity:.75">{caption}</figcaption>'
            "</figure>"
        )

    def __repr__(self) -> str:
        prompt = self.request.prompt if len(self.request.prompt) <= 60 else self.request.prompt[:57] + "..."
        form = f"{self.size[0]}x{self.size[1]} {self.format}" if self._readable else "unreadable"
        return f"<Picture {form} of {prompt!r}, seed {self.seed}, {len(self.data):,} bytes>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        shown = {"text/plain": repr(self)}
        return shown | {"text/html": self.html()} if self._readable else shown

    @property
    def _readable(self) -> bool:
        """Whether Pillow can open it; bytes that were paid for are kept even if not."""
        try:
            return bool(self.format)
        except OSError:
            return False
