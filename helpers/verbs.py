"""What one does with image models, a function each: `generate()`, `inpaint()`, `upscale()` ...

Each makes an `ImageRequest` of its arguments and draws it over the connection in use. Further arguments are the other
fields of `ImageRequest` (negative_prompt, model, seed, output_format ...), and connection, if it is not the last one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any, Literal

from helpers import client, tasks
from helpers.account import Catalogue
from helpers.client import Connection
from helpers.errors import BadValue, no_option, not_among, shown
from helpers.input_image import ImageLike
from helpers.picture import Picture, Pictures
from helpers.request import ImageRequest
from helpers.tasks import Task
from helpers.text import say

Way = Literal["fast", "conservative", "creative"]


def generate(prompt: str | ImageRequest, *, connection: Connection | None = None, **options: Any) -> Picture:
    """Make one picture.

    prompt: the text, or a whole `ImageRequest`; options: any of its other fields (negative_prompt, seed, aspect_ratio
    ...), which replace those of the request. The picture is on disk before it is returned. In bedrock mode the price is
    printed before the call, and what was spent after it.
    """
    connection, request = _prepared(prompt, connection, options)
    with _spending_told(connection):
        return connection.draw(request)


def generate_several(
    prompt: str | ImageRequest, count: int, *, connection: Connection | None = None, **options: Any
) -> Pictures:
    """Make several pictures in one call, which Titan and Nova Canvas do. As `generate` otherwise.

    Where the content filter took some of them, those that are left come back, and `Pictures.refused` says why.
    """
    connection, request = _prepared(prompt, connection, options | {"count": count})
    with _spending_told(connection):
        return connection.draw_all(request)


def vary(image: ImageLike, prompt: str, *, strength: float = 0.6, **options: Any) -> Picture:
    """Paint the picture anew after the prompt. strength: how far it may change, 0 to 1."""
    return _edit(tasks.ImageToImage(image, strength), prompt, options)


def inpaint(
    image: ImageLike, mask: ImageLike | None, prompt: str, *, grow_mask: int | None = None, **options: Any
) -> Picture:
    """Paint what the prompt says where the mask is white (or, without a mask, where the picture is transparent)."""
    return _edit(tasks.Inpaint(image, mask, grow_mask), prompt, options)


def erase(image: ImageLike, mask: ImageLike | None, *, grow_mask: int | None = None, **options: Any) -> Picture:
    """Take away what is under the white of the mask, and fill the place from around it."""
    return _edit(tasks.Erase(image, mask, grow_mask), "", options)


def outpaint(
    image: ImageLike,
    prompt: str = "",
    *,
    left: int = 0,
    right: int = 0,
    up: int = 0,
    down: int = 0,
    creativity: float | None = None,
    **options: Any,
) -> Picture:
    """Go on beyond the edges, by so many pixels on each side."""
    return _edit(tasks.Outpaint(image, left, right, up, down, creativity), prompt, options)


def search_replace(
    image: ImageLike, search: str, prompt: str, *, grow_mask: int | None = None, **options: Any
) -> Picture:
    """Put what the prompt says in the place of what `search` names."""
    return _edit(tasks.SearchReplace(image, search, grow_mask), prompt, options)


def search_recolor(
    image: ImageLike, select: str, prompt: str, *, grow_mask: int | None = None, **options: Any
) -> Picture:
    """Give what `select` names the colour that the prompt names."""
    return _edit(tasks.SearchRecolor(image, select, grow_mask), prompt, options)


def remove_background(image: ImageLike, **options: Any) -> Picture:
    """Keep the main subject; the rest becomes transparent."""
    return _edit(tasks.RemoveBackground(image), "", options)


def replace_background(
    image: ImageLike,
    prompt: str,
    *,
    keep: str = "",
    mask: ImageLike | None = None,
    precise: bool = False,
    **options: Any,
) -> Picture:
    """Paint what the prompt says around what is kept: what `keep` names, or what is black in the mask.

    No active model on Bedrock does this: practice mode still does, with Nova Canvas.
    """
    return _edit(tasks.ReplaceBackground(image, keep, mask, precise), prompt, options)


def from_sketch(image: ImageLike, prompt: str, *, control_strength: float | None = None, **options: Any) -> Picture:
    """A new picture along the lines of a sketch."""
    return _edit(tasks.ControlSketch(image, control_strength), prompt, options)


def from_structure(
    image: ImageLike,
    prompt: str,
    *,
    control_strength: float | None = None,
    by: Literal["edges", "segments"] | None = None,
    **options: Any,
) -> Picture:
    """A new picture with the layout of a given one."""
    return _edit(tasks.ControlStructure(image, control_strength, by), prompt, options)


def in_style_of(image: ImageLike, prompt: str, *, fidelity: float | None = None, **options: Any) -> Picture:
    """A new picture in the style of a given one."""
    return _edit(tasks.StyleGuide(image, fidelity), prompt, options)


def transfer_style(
    image: ImageLike,
    style_image: ImageLike,
    prompt: str = "",
    *,
    composition_fidelity: float | None = None,
    style_strength: float | None = None,
    change_strength: float | None = None,
    **options: Any,
) -> Picture:
    """The picture, in the style of another one."""
    task = tasks.StyleTransfer(image, style_image, composition_fidelity, style_strength, change_strength)
    return _edit(task, prompt, options)


def upscale(
    image: ImageLike, prompt: str = "", *, way: Way = "fast", creativity: float | None = None, **options: Any
) -> Picture:
    """Enlarge the picture.

    way: "fast" makes each side four times as long; "conservative" and "creative" make about ten megapixels, take a
    prompt that says what is to be seen, and cost more than ten times as much.
    """
    if isinstance(way, str) and way == "fast":
        if creativity is not None:
            limit = say("limit.no_knob", model="fast", instead=say("instead.leave_out"))
            raise BadValue("creativity", got=shown(creativity), limit=limit)
        return _edit(tasks.FastUpscale(image), prompt, options)
    kinds = {"conservative": tasks.ConservativeUpscale, "creative": tasks.CreativeUpscale}
    if not isinstance(way, str) or way not in kinds:
        raise not_among("way", way, ("fast", *kinds))
    return _edit(kinds[way](image, creativity), prompt, options)


def from_colors(colors: Sequence[str], prompt: str, *, image: ImageLike | None = None, **options: Any) -> Picture:
    """A new picture in given colours, such as ("#ff8080", "#ffb280").

    No active model on Bedrock does this: practice mode still does, with Nova Canvas.
    """
    return _edit(tasks.ColorGuided(colors, image), prompt, options)


def try_on(image: ImageLike, garment: ImageLike, *, wear: str = "upper_body", **options: Any) -> Picture:
    """A person wears a garment from another picture. More ways to say where it goes: `tasks.TryOn`.

    No active model on Bedrock does this: practice mode still does, with Nova Canvas.
    """
    return _edit(tasks.TryOn(image, garment, wear), "", options)


def catalogue(*, connection: Connection | None = None, refresh: bool = False) -> Catalogue:
    """All image models: what each can do, where, for how much, and whether it can be called from here."""
    return (_given(connection) or client.current()).catalogue(refresh)


def _given(connection: Connection | None) -> Connection | None:
    """The connection that a learner gave, if it is one. Raises BadValue if not, for a mode's name among others."""
    if connection is not None and not isinstance(connection, Connection):
        raise BadValue("connection", got=shown(connection), limit=say("limit.connection"))
    return connection


def _edit(task: Task, prompt: str, options: dict[str, Any]) -> Picture:
    connection = options.pop("connection", None)
    return generate(prompt, connection=connection, task=task, **options)


def _prepared(
    prompt: str | ImageRequest, connection: Connection | None, options: dict[str, Any]
) -> tuple[Connection, ImageRequest]:
    """The connection and the request, checked; the price is told."""
    connection = _given(connection) or client._current or client.connect()
    request = _request(prompt, options)
    if connection.mode == "bedrock":
        connection.require(request)  # first: a price is a number of checked values
        price = connection.price_text(request)
        print(*filter(None, (connection.advice(request), price)), sep="\n", flush=True)
    return connection, request


@contextmanager
def _spending_told(connection: Connection) -> Iterator[None]:
    """Tell what was spent after a call that may have cost something, whether it brought a picture or not."""
    if connection.mode == "practice":
        yield
        return
    before = connection.spent.total
    try:
        yield
    finally:
        if (after := connection.spent).total != before:
            print(after, flush=True)


def _request(prompt: str | ImageRequest, options: dict[str, Any]) -> ImageRequest:
    names = tuple(field.name for field in fields(ImageRequest))
    for name in options:
        if name not in names:
            raise no_option(name, names[1:])
    if isinstance(prompt, ImageRequest):
        return replace(prompt, **options)
    return ImageRequest(prompt, **options)
