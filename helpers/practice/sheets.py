"""Sheets of everything the painter can paint, to look at: ``make sheets`` or ``python -m helpers.practice.sheets``.

Writes ``build/sheets/*.png``. ``--only cat,dog --pixels 128 --seeds 8 --out build/sheets`` narrows it down.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from helpers.practice.painter import subjects
from helpers.practice.painter.canvas import Canvas

PAPER = (238, 242, 238)


def subject_tile(name: str, seed: int, pixels: int) -> Image.Image:
    canvas = Canvas.square(pixels)
    subjects.SUBJECTS[name].draw(canvas, np.random.default_rng(seed), None)
    return canvas.image(PAPER)


def grid(rows: list[tuple[str, list[Image.Image]]], labels: bool = True) -> Image.Image:
    """Rows of tiles of one size, each row with its name at the left."""
    width, height = rows[0][1][0].size
    margin = 90 if labels else 0
    sheet = Image.new("RGB", (margin + width * max(len(tiles) for _, tiles in rows), height * len(rows)), PAPER)
    pen = ImageDraw.Draw(sheet)
    for y, (name, tiles) in enumerate(rows):
        if labels:
            pen.text((4, y * height + height // 2), name, fill=(60, 60, 60))
        for x, tile in enumerate(tiles):
            sheet.paste(tile, (margin + x * width, y * height))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description="Sheets of everything the painter can paint.")
    parser.add_argument("--only", default="", help="names, parted by commas; all without it")
    parser.add_argument("--pixels", type=int, default=160)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--no-labels", action="store_true", help="for a viewer who is to name what he sees")
    parser.add_argument("--out", type=Path, default=Path("build/sheets"))
    options = parser.parse_args()
    everything = subjects.load()
    names = [n for n in options.only.split(",") if n] or list(everything)
    options.out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(names), 8):
        rows = [
            (n, [subject_tile(n, s, options.pixels) for s in range(options.seeds)]) for n in names[start : start + 8]
        ]
        path = options.out / f"subjects-{start // 8 + 1}.png"
        grid(rows, labels=not options.no_labels).save(path)
        print(path)


if __name__ == "__main__":
    main()
