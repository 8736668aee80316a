"""What stays in a notebook of a widget, such as the pictures that were made in a studio, when its kernel is gone.

A widget leaves no picture in the saved notebook, so small previews are put beside it, as one output that is replaced
after each run. While the studio is alive its page hides them.
"""

from __future__ import annotations

import base64
import html
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from helpers import gallery, markup, text
from helpers.picture import Picture

MOST_KEPT = 20  # pictures, the newest
MOST_BYTES = 35_000  # of a preview: so 20 of them, in base64 and with their captions, stay below 1 MB
# Pixels of the longer side and quality of a WebP, tried one after the other where a preview has more bytes.
LIGHTER = ((512, 65), (512, 50), (384, 50), (256, 50), (192, 40))


class Output:
    """A plain output with some HTML, which is replaced when there is other."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._handle: Any = None  # of IPython, once it is shown

    def show(self) -> None:
        """Put the output under the cell that runs now; nothing where there is no notebook."""
        from IPython import get_ipython
        from IPython.display import HTML, display

        if get_ipython() is not None:
            self._handle = display(HTML(self._content), display_id=True)

    def put(self, content: str) -> None:
        """Have it show this; nothing where it does already, or is not shown."""
        from IPython.display import HTML

        if content != self._content:
            self._content = content
            if self._handle is not None:
                self._handle.update(HTML(content))


class Kept(Output):
    """The output of a studio. name: for its page to hide it by."""

    def __init__(self, name: str) -> None:
        super().__init__(kept((), name))
        self._name = name
        self._pictures: tuple[Picture, ...] = ()

    def update(self, pictures: Sequence[Picture]) -> None:
        """Have it show these, oldest first."""
        now = tuple(pictures)
        if now != self._pictures:  # making previews takes a while
            self._pictures = now
            self.put(kept(now, self._name))


def kept(pictures: Sequence[Picture], name: str) -> str:
    """Previews of the newest pictures as HTML, each with its caption and a link; name: a class of it all."""
    newest = list(reversed(pictures))[:MOST_KEPT]
    words = text.say("studio_kept", shown=len(newest), count=len(pictures), folder=gallery.folder()) if newest else ""
    figures = "".join(map(_figure, newest))
    inner = f'<p>{html.escape(words)}</p><div style="display:flex;flex-wrap:wrap;gap:12px">{figures}</div>'
    return markup.proper(markup.wordy(f'<div class="{html.escape(name)}">{inner if newest else ""}</div>'))


def _figure(picture: Picture) -> str:
    """One picture; of one that cannot be looked at, its words alone."""
    lines = [picture.request.prompt[:200]]
    try:
        lines += picture.caption()[:1]
        source = base64.b64encode(_light(picture.preview)).decode()
        image = f'<img alt="{html.escape(picture.alt)}" style="width:100%" src="data:image/webp;base64,{source}">'
    except OSError as error:
        image = f"<p>{html.escape(str(error))}</p>"
    link = _link(picture.path)
    if link:
        image = f'<a href="{html.escape(link)}" target="_blank">{image}</a>'
    return f'<figure style="margin:0;width:256px">{image}<figcaption>{markup.lines(lines)}</figcaption></figure>'


def _light(preview: bytes) -> bytes:
    """The preview, with fewer bytes where it has too many."""
    from PIL import Image

    light = preview
    for side, quality in LIGHTER:
        if len(light) <= MOST_BYTES:
            break
        image, out = Image.open(io.BytesIO(preview)), io.BytesIO()
        image.thumbnail((side, side))
        image.save(out, "WEBP", quality=quality)
        light = out.getvalue()
    return light


def _link(path: Path | None) -> str:
    """To a file beside the notebook or below it, as the notebook sees it; empty for any other."""
    if path is None:
        return ""
    try:
        below = os.path.relpath(path)
    except (OSError, ValueError):  # the folder is gone; on Windows, another drive
        return ""
    return "" if below.startswith("..") else quote(below.replace(os.sep, "/"))
