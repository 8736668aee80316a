"""Sheets of everything the painter can paint, to look at: ``make sheets`` or ``python -m helpers.practice.sheets``.

Writes ``build/sheets/``: subjects-*.png (a row a subject, a column a seed), scenes-*.png (a row a scene, a column an
hour or weather), styles-*.png and moods-*.png (a row each, a column a prompt), relations-*.png (a row each, a column
two subjects) and knobs-*.png (a row a knob, a column a value). ``--only cat,dog --no-labels`` makes a sheet for
somebody who is to name what is on it; ``--prompts "a cat" "빨간 자동차"`` makes one of whole pictures, a column a seed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from helpers.practice import engine
from helpers.practice.edits import repaint
from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light, Setting
from helpers.practice.painter.moods import MOODS
from helpers.practice.painter.scenes.weather import paint_weather

PAPER = (238, 242, 238)
ROWS_A_SHEET = 8
SETTINGS = (
    Setting(),
    Setting(time="sunset"),
    Setting(time="night"),
    Setting(weather="rain"),
    Setting(weather="snow", season="winter"),
    Setting(weather="fog", season="autumn"),
)
MOOD_PROMPTS = (
    "a castle on a hill",
    "a red car on a city street",
    "a girl in a garden",
    "a beautiful mountain landscape",
)
RELATIONS = ("beside", "on", "in front of", "behind", "under", "above")
PAIRS = (("cat", "tree"), ("rabbit", "horse"), ("bird", "house"), ("girl", "elephant"))
KNOB_PROMPT, KNOB_SEED = "a fox in a forest", 7
KNOBS: dict[str, tuple[float | str, ...]] = {
    "cfg_scale": (0.0, 1.0, 3.0, 7.0, 12.0, 20.0, 35.0),
    "steps": (1, 2, 3, 5, 10, 30, 100),
    "sampler": ("K_EULER", "K_HEUN", "K_LMS", "K_DPMPP_2M", "K_EULER_ANCESTRAL", "K_DPM_2_ANCESTRAL", "DDPM"),
    "negative_prompt": ("", "fox", "forest", "red", "day", "sunset", "photo"),
    "strength": (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9),  # from a penguin on the beach
}
START_PROMPT = "a penguin on the beach"
STYLE_PROMPTS = ("a cat and a person on a meadow", "a beautiful mountain landscape", "a sailboat on the sea at sunset")

Row = tuple[str, list[Image.Image]]


def subject_row(name: str, pixels: int, seeds: int) -> Row:
    """One subject, drawn with several seeds on plain paper."""
    tiles = []
    for seed in range(seeds):
        canvas = Canvas.square(pixels)
        subjects.load()[name].draw(canvas, np.random.default_rng(seed), None)
        tiles.append(canvas.image(PAPER))
    return name, tiles


def scene_row(name: str, pixels: int, seeds: int) -> Row:
    """One scene with nobody in it, at several hours and in several weathers; the seed changes along the row."""
    tiles = []
    for seed, setting in enumerate(SETTINGS[:seeds]):
        canvas, light = Canvas.square(pixels), Light(setting, np.random.default_rng(seed))
        scenes.load()[name].paint(canvas, np.random.default_rng(seed), light)
        if not scenes.load()[name].indoor:
            paint_weather(canvas, np.random.default_rng(seed), light)
        tiles.append(canvas.image(PAPER))
    return name, tiles


def style_row(name: str, pixels: int, seeds: int) -> Row:
    """Whole pictures in one style."""
    return name, [_picture(f"{prompt}, {name}", seed + 1, pixels) for seed, prompt in enumerate(STYLE_PROMPTS[:seeds])]


def prompt_row(prompt: str, pixels: int, seeds: int) -> Row:
    """Whole pictures for one prompt."""
    return prompt, [_picture(prompt, seed + 1, pixels) for seed in range(seeds)]


def mood_row(name: str, pixels: int, seeds: int) -> Row:
    """Whole pictures in one mood."""
    return name, [_picture(f"{prompt}, {name}", seed + 1, pixels) for seed, prompt in enumerate(MOOD_PROMPTS[:seeds])]


def relation_row(name: str, pixels: int, seeds: int) -> Row:
    """Whole pictures of two subjects in one relation."""
    prompts = [f"a {one} {name} a {other}" for one, other in PAIRS[:seeds]]
    return name, [_picture(prompt, seed + 1, pixels) for seed, prompt in enumerate(prompts)]


def knob_row(name: str, pixels: int, seeds: int) -> Row:
    """One picture again and again, with one knob moved."""
    plain = engine.Order(KNOB_PROMPT, seed=KNOB_SEED, width=512, height=512)
    start = engine.draw(replace(plain, prompt=START_PROMPT)).pixels
    tiles = []
    for value in KNOBS[name][:seeds]:
        if name == "strength":
            drawing = engine.finished(repaint.follow(plain, start, float(value)))
        else:
            drawing = engine.draw(replace(plain, **{name: value}))
        tile = _tile(drawing, pixels)
        ImageDraw.Draw(tile).text((4, pixels - 14), str(value), fill="white", stroke_width=2, stroke_fill="black")
        tiles.append(tile)
    return name, tiles


def _picture(prompt: str, seed: int, pixels: int) -> Image.Image:
    return _tile(engine.draw(engine.Order(prompt, seed=seed)), pixels)


def _tile(drawing: engine.Drawing, pixels: int) -> Image.Image:
    return Image.fromarray(drawing.pixels).resize((pixels, pixels), Image.Resampling.LANCZOS)


def grid(rows: list[Row], labels: bool = True) -> Image.Image:
    """Rows of tiles of one size, each row with its name at the left."""
    width, height = rows[0][1][0].size
    margin = 110 if labels else 0
    sheet = Image.new("RGB", (margin + width * max(len(tiles) for _, tiles in rows), height * len(rows)), PAPER)
    pen = ImageDraw.Draw(sheet)
    for y, (name, tiles) in enumerate(rows):
        if labels:
            pen.text((4, y * height + height // 2), name[:18], fill=(60, 60, 60))
        for x, tile in enumerate(tiles):
            sheet.paste(tile, (margin + x * width, y * height))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description="Sheets of everything the painter can paint.")
    parser.add_argument("--only", default="", help="names of rows, parted by commas; else all")
    parser.add_argument("--prompts", nargs="*", default=[], help="whole pictures for these instead")
    parser.add_argument("--pixels", type=int, default=160, help="side of a tile")
    parser.add_argument("--seeds", type=int, default=8, help="tiles in a row")
    parser.add_argument("--no-labels", action="store_true", help="for a viewer who is to name what is there")
    parser.add_argument("--out", type=Path, default=Path("build/sheets"))
    options = parser.parse_args()
    kinds: dict[str, tuple[list[str], Callable[[str, int, int], Row]]] = {
        "subjects": (list(subjects.load()), subject_row),
        "scenes": (list(scenes.load()), scene_row),
        "styles": (list(styles.load()), style_row),
        "moods": (list(MOODS), mood_row),
        "relations": (list(RELATIONS), relation_row),
        "knobs": (list(KNOBS), knob_row),
    }
    if options.prompts:
        kinds = {"prompts": (options.prompts, prompt_row)}
    wanted = {name for name in options.only.split(",") if name}
    options.out.mkdir(parents=True, exist_ok=True)
    for kind, (names, row) in kinds.items():
        chosen = [name for name in names if not wanted or name in wanted]
        for start in range(0, len(chosen), ROWS_A_SHEET):
            rows = [row(name, options.pixels, options.seeds) for name in chosen[start : start + ROWS_A_SHEET]]
            path = options.out / f"{kind}-{start // ROWS_A_SHEET + 1}.png"
            grid(rows, labels=not options.no_labels).save(path)
            print(path)


if __name__ == "__main__":
    main()
