"""Pictures side by side in a notebook, each with its caption as text, so that it can be read aloud and translated."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from helpers.input_image import ImageLike, InputImage
from helpers.markup import CELL, lines, wordy

Array = np.ndarray
Shown = ImageLike | Array  # an array is (h, w, 3), -1 to 1; what lies beyond is shown as -1 or 1

WIDTH = 140  # of a picture on the page, in CSS pixels
COLUMNS = 6  # pictures in a row, which is what a notebook's cell has room for
SHARP = 2  # image pixels to a CSS pixel: what a good screen shows
TINY = 128  # pixels; pictures up to this size are shown as they are, so that each pixel can be seen


@dataclass(frozen=True)
class Frame:
    """One or more pictures, one below the other, and the caption under them."""

    pictures: tuple[tuple[Image.Image, str], ...]  # each with its alternative text
    caption: str

    def as_html(self, width: int) -> str:
        """The frame as a figure, so many CSS pixels wide."""
        pictures = "".join(as_html(image, alt, width) for image, alt in self.pictures)
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>"
        return wordy(f'<figure style="margin:0;line-height:1.4">{pictures}{caption}</figure>')


@dataclass(frozen=True)
class Frames:
    """Frames side by side, in rows of at most so many columns; shows itself in a notebook."""

    frames: tuple[Frame, ...]
    columns: int = COLUMNS
    width: int = WIDTH  # of each in CSS pixels; less on a page that is too narrow
    note: str = ""  # a line under them all

    def as_html(self) -> str:
        """All frames, and the note."""
        frames = "".join(frame.as_html(self.width) for frame in self.frames)
        note = wordy(lines([self.note], "p")) if self.note else ""
        columns = min(self.columns, len(self.frames))
        grid = f"display:grid;grid-template-columns:repeat({columns},minmax(0,{self.width}px));gap:10px"
        return f'<div style="{grid}">{frames}</div>{note}'

    def __repr__(self) -> str:
        return f"<{len(self.frames)} pictures: {', '.join(frame.caption for frame in self.frames)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.as_html()}


@dataclass(frozen=True)
class Table:
    """A table with a picture in each of its cells; shows itself in a notebook."""

    rows: Mapping[str, Mapping[str, Frame]]  # by what stands at their head, then by what stands above the column
    width: int = WIDTH  # of each picture in CSS pixels; less on a page that is too narrow

    def as_html(self) -> str:
        """The table; an empty corner, and cells that a row lacks, stay empty."""
        columns = list(dict.fromkeys(column for row in self.rows.values() for column in row))
        heads = "".join(f'<th scope="col" style="{CELL}">{html.escape(column)}</th>' for column in columns)
        body = "".join(
            f'<tr><th scope="row" style="{CELL}">{html.escape(name)}</th>'
            + "".join(self._cell(row.get(column)) for column in columns)
            + "</tr>"
            for name, row in self.rows.items()
        )
        return wordy(f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>")

    def _cell(self, frame: Frame | None) -> str:
        return f'<td style="{CELL}">{frame.as_html(self.width) if frame else ""}</td>'

    def __repr__(self) -> str:
        return f"<table of pictures: {', '.join(self.rows)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.as_html()}


def in_table(rows: Mapping[str, Mapping[str, tuple[str, Shown]]], *, width: int = WIDTH) -> Table:
    """Pictures in a table: by row, then by column, each a caption and a picture. width: of each in CSS pixels."""
    return Table(
        {
            row: {
                column: Frame(((as_image(picture), f"{row}, {column}: {caption}"),), caption)
                for column, (caption, picture) in cells.items()
            }
            for row, cells in rows.items()
        },
        width,
    )


def side_by_side(
    pictures: Mapping[Any, Shown], about: str = "", *, columns: int = COLUMNS, width: int = WIDTH
) -> Frames:
    """Pictures by their captions, as frames in rows of at most so many columns.

    about: what they are of, for those who cannot see them; width of each in CSS pixels.
    """
    captions = [str(caption) for caption in pictures]
    alts = [f"{about}, {caption}" if about else caption for caption in captions]
    images = [as_image(picture) for picture in pictures.values()]
    frames = (Frame(((i, alt),), caption) for i, alt, caption in zip(images, alts, captions, strict=True))
    return Frames(tuple(frames), columns, width)


def as_image(picture: Shown) -> Image.Image:
    """A picture as an image of 8 bits a colour. Raises BadValue for what is none."""
    if isinstance(picture, Image.Image):
        return picture
    if not isinstance(picture, np.ndarray):
        return InputImage.of(picture).decoded()
    return Image.fromarray(((picture.clip(-1, 1) + 1) * 127.5 + 0.5).astype(np.uint8))


def as_html(image: Image.Image, alt: str, width: int) -> str:
    """An image as HTML that needs no file and no address, so many CSS pixels wide."""
    out = io.BytesIO()
    tiny = max(image.size) <= TINY
    if tiny:
        image.save(out, "WEBP", lossless=True)
    else:
        small = image.copy()
        small.thumbnail((width * SHARP, image.height))
        small.save(out, "WEBP", quality=90)
    source = f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"
    # The outline, half clear, lets a white mask end on a white page, and a black one on a black page.
    look = "display:block;margin-bottom:4px;max-width:100%;height:auto;outline:1px solid #8888;outline-offset:-1px"
    look += ";image-rendering:pixelated" if tiny else ""
    return f'<img alt="{html.escape(alt)}" width="{width}" src="{source}" style="{look}">'
