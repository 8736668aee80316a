"""Pictures to take away: a contact sheet as one PNG, and a report as one HTML file that opens without a network."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import gallery, markup, models, tasks, text
from helpers.errors import BadValue, FileThere
from helpers.picture import Picture, shrunk
from helpers.text import language, say

if TYPE_CHECKING:
    from PIL.Image import Image

    from helpers.collection import Marks

SIDE = 256  # pixels of a picture's longer side on a contact sheet
GAP = 12  # pixels between pictures
LINE = 22  # pixels of the line below a picture
LETTERS = 14  # pixels
MOST_SIDE = 16_000  # pixels of a contact sheet: what most programs open
REPORT_SIDE, REPORT_QUALITY = 384, 75  # of a picture in a report: about 20 kB, so a hundred make 3 MB
SIDES = (1024, 768, 512, 384, 256)  # pixels of a picture's longer side, from which `small` chooses
FEWEST_BYTES = 0.06  # of a pixel: a quiet picture; where that is too much already, nobody need try

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1.5rem}
figure{margin:0} img{max-width:100%;height:auto;border-radius:4px;display:block}
figcaption{margin-top:.4rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:0 .8rem;margin:.3rem 0 0}
dt{opacity:.7} dd{margin:0} .prompt{font-weight:600;white-space:pre-wrap}
"""
# Nothing is fetched and nothing runs, whatever stands in a prompt.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def contact_sheet(pictures: Sequence[Picture], path: Path | str, columns: int = 5) -> Path:
    """Write all pictures, small and side by side, each with its number, model and seed below, as a PNG.

    Raises BadValue for no pictures, for columns there cannot be, and for a sheet of more than 16,000 pixels a side;
    FileThere rather than overwrite a file; an OSError where it cannot be written. A picture that cannot be
    looked at has an empty place.
    """
    from PIL import Image, ImageDraw

    if not pictures:
        raise BadValue("pictures", got=say("limit.nothing"), limit=say("limit.picture"))
    if isinstance(columns, bool) or not isinstance(columns, int) or columns < 1:
        raise BadValue("columns", got=repr(columns), limit=say("limit.whole", low=1, high=MOST_SIDE // (SIDE + GAP)))
    across = min(columns, len(pictures))
    rows = -(-len(pictures) // across)
    width, height = GAP + across * (SIDE + GAP), GAP + rows * (SIDE + LINE + GAP)
    if max(width, height) > MOST_SIDE:
        got = say("limit.size", width=width, height=height)
        raise BadValue("contact sheet", got=got, limit=say("limit.sides", low=1, high=MOST_SIDE))
    sheet = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(sheet)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, across)
        left, top = GAP + column * (SIDE + GAP), GAP + row * (SIDE + LINE + GAP)
        put(sheet, picture, left, top)
        pen.text((left, top + SIDE + 3), _label(number + 1, picture), fill="black", font_size=LETTERS)
    return new_file(Path(path), png(sheet))


def put(sheet: Image, picture: Picture, left: int, top: int, side: int = SIDE) -> None:
    """The picture in the middle of its place; what is transparent shows the paper, what cannot be seen leaves it
    empty."""
    from PIL import Image

    try:
        small = Image.open(io.BytesIO(shrunk(picture.data, side))).convert("RGBA")
    except OSError:
        return
    sheet.paste(small, (left + (side - small.width) // 2, top + (side - small.height) // 2), small)


def _label(number: int, picture: Picture) -> str:
    """In letters that Pillow's own font has, which knows no Korean: so no prompt, and the model by its name."""
    model = models.find(picture.model_id)
    seed = "" if picture.seed is None else f"  seed {picture.seed}"
    words = f"{number}  {model.name if model else ''}{seed}"
    return words.encode("ascii", "replace").decode()


def report(
    pictures: Iterable[Picture], path: Path | str, title: str = "", marks: Mapping[str, Marks] | None = None
) -> Path:
    """Write one HTML file with all pictures, and below each its prompt and everything it was made with.

    marks: what people think of them, by the name of the file. Raises FileThere rather than overwrite a file, and an
    OSError where it cannot be written.
    """
    known = marks or {}
    figures = "".join(_figure(one, known.get(one.path.name if one.path else "")) for one in pictures)
    heading = title or say("report.title")
    return new_file(Path(path), page(heading, f"<h1>{html.escape(heading)}</h1><main>{figures}</main>", _STYLE))


def page(title: str, body: str, style: str) -> bytes:
    """A file of HTML that fetches nothing and runs nothing. title: plain words; body: HTML."""
    return markup.proper(
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f"<body>{body}</body></html>\n"
    ).encode()


def _figure(picture: Picture, marks: Marks | None) -> str:
    lines = [*marked(marks), *facts(picture)]
    described = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in lines)
    headline = html.escape(tasks.headline(picture.request.prompt, picture.request.task.record()))
    prompt = f'<div class="prompt">{headline}</div>'
    return f"<figure>{_image(picture)}<figcaption>{prompt}<dl>{described}</dl></figcaption></figure>"


def marked(marks: Marks | None) -> list[tuple[str, str]]:
    """What people think of it, as far as they said."""
    if marks is None:
        return []
    rating = "★" * marks.stars + ("♥" if marks.favourite else "")
    return [(say(f"report.{name}"), said) for name, said in (("rating", rating), ("note", marks.note)) if said]


def _image(picture: Picture) -> str:
    from PIL import Image

    try:
        small = Image.open(io.BytesIO(picture.preview))
    except OSError as error:
        return f'<div role="alert">{html.escape(say("picture.unreadable", why=error))}</div>'
    small.thumbnail((REPORT_SIDE, REPORT_SIDE))
    out = io.BytesIO()
    small.save(out, "WEBP", quality=REPORT_QUALITY)
    source = base64.b64encode(out.getvalue()).decode()
    alt = html.escape(picture.alt)
    return f'<img alt="{alt}" width="{small.width}" height="{small.height}" src="data:image/webp;base64,{source}">'


@dataclass(frozen=True, slots=True)
class Small:
    """A picture as a page holds it."""

    source: str  # of an `img`
    width: int  # pixels
    height: int


def small(picture: Picture, most_bytes: int) -> Small:
    """The picture with as many pixels as fit into so many bytes, but never fewer than 256 on its longer side.

    Raises OSError where it cannot be looked at.
    """
    from PIL import Image

    data = b""
    for side in SIDES:
        if side > SIDES[-1] and side * side * FEWEST_BYTES > most_bytes:
            continue  # not worth a try
        data = shrunk(picture.data, side)
        if len(data) <= most_bytes:
            break
    width, height = Image.open(io.BytesIO(data)).size
    return Small(f"data:image/webp;base64,{base64.b64encode(data).decode()}", width, height)


def facts(picture: Picture) -> list[tuple[str, str]]:
    """What it was made with, as names and values; nothing of the account."""
    asked = picture.request.record()
    task = asked.pop("task", None)
    model = models.find(picture.model_id)
    found = {
        "task": tasks.title(task["name"]) if task else "",
        "model": model.title if model else picture.model_id,
        "seed": "" if picture.seed is None else str(picture.seed),
        **{name: str(value) for name, value in asked.items() if name not in ("prompt", "model", "seed")},
        "mode": say("practice") if picture.mode == "practice" else say("bedrock", region=picture.region),
        "made": f"{picture.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        "seconds": f"{picture.seconds:.1f}",
        "price": f"${picture.price_usd:.3f}" if picture.price_usd else "",
        "left out": ", ".join(picture.ignored),
        "file": picture.path.name if picture.path else "",
    }
    known = {
        name: say(f"report.{name}")
        for name in ("task", "model", "seed", "mode", "made", "seconds", "price", "left out", "file")
    }
    return [(known.get(name) or _setting(name), value) for name, value in found.items() if value]


def _setting(name: str) -> str:
    """What a field of a request is called, in the learner's language."""
    return say(f"experiment.axis.{name}") if text.known(f"experiment.axis.{name}") else name


def png(image: Image, words: Mapping[str, str] | None = None) -> bytes:
    """A PNG file. words: what is written into it beside the pixels, by their names."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for name, said in (words or {}).items():
        info.add_itxt(name, said)
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def new_file(path: Path, data: bytes) -> Path:
    """Write it whole, under a name that nobody has: an empty file, taken first, keeps others off it.

    Raises FileThere where somebody has it, and an OSError where it cannot be written.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        raise FileThere(path) from None
    try:
        gallery.write_whole(path, data)
    except BaseException:  # the learner may press stop, too
        path.unlink(missing_ok=True)
        raise
    return path
