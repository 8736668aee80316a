"""Pencil: graphite hatching that gets denser towards the dark, and contours, on drawing paper."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style

Array = np.ndarray

FINE = 512  # height in pixels at which contours are found
PAPER = np.array([0.965, 0.955, 0.925], np.float32)
GRAPHITE = np.array([0.17, 0.17, 0.19], np.float32)
# Layers of hatching: direction in degrees, strokes per height, and the tone (0 dark, 1 light) below which it is laid
LAYERS = ((52, 150, 0.74), (36, 165, 0.54), (126, 150, 0.36), (88, 170, 0.22))
SKETCHED = (0.012, 0.05)  # margin at which strokes run out, in heights: none left, all there


@style(
    "pencil",
    en="pencil, pencil drawing, pencil sketch, pencil style, pencil art, sketch, sketched, sketch style, graphite,"
    " graphite drawing, charcoal, charcoal drawing, drawn in pencil, in pencil, line drawing, hand drawn, drawing,"
    " crayon, crayons, coloured pencil, colored pencil, coloured pencils, colored pencils,"
    " black and white drawing",
    ko="연필, 연필화, 연필 그림, 연필 스케치, 스케치, 스케치 스타일, 소묘, 데생, 연필 소묘, 목탄화, 흑연,"
    " 색연필, 색연필화, 크레용, 크레파스",
)
def pencil(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Contours, rubbed tone and four layers of hatching that run out towards the border."""
    height, width = picture.shape[:2]
    sway = tools.clouds(rng, 128, round(128 * width / height), 7)
    touch = tools.clouds(rng, 128, round(128 * width / height), 30)
    lifted = tools.to_picture(tools.stretch(tools.to_image(picture), 0.66))
    light = _tone(lifted)
    lines = _contours(lifted)
    touch = tools.resize(touch, width, height)
    lines = lines * (0.88 + 0.3 * touch)
    dark = 0.62 * (1 - light)
    if unit > tools.COARSE:
        tooth = tools.granules(rng, height, width)
        dark = 0.42 * dark * (0.9 + 0.5 * tooth)  # tone rubbed in beneath the strokes
        dark += _hatching(light + 0.05 * touch, tools.resize(sway, width, height)) * (0.85 + 0.45 * tooth)
        lines *= 1 + 0.3 * tooth
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y)) + touch * np.float32(0.012)
    dark = np.maximum(dark, lines) * tools.smoothstep(inside, *SKETCHED)
    return tools.blend(np.broadcast_to(PAPER, picture.shape), GRAPHITE, dark.clip(0, 1))


def _tone(picture: Array) -> Array:
    """How light to draw each pixel: a plane, 0 to 1. Reds are lighter than they look, so that figures stand out.

    The tones reach from nearly black to the bare paper, whatever the picture's contrast.
    """
    light = tools.weighed(picture, (0.36, 0.42, 0.22))
    light = np.clip(light, 0, 1) ** np.float32(0.88)
    low, high = np.percentile(light[::8, ::8], (3, 97))
    gain = 0.35 + 0.65 * 0.92 / max(high - low, 0.2)
    light *= np.float32(gain)
    light += np.float32(0.02 - (gain - 0.35) * low)
    return light.clip(0, 1, out=light)


def _contours(picture: Array) -> Array:
    """Pencil lines around what differs in colour: a plane, 0 to 1."""
    height, width = picture.shape[:2]
    image = tools.shrink(tools.to_image(picture), FINE)
    unit = image.height / 100
    if unit <= tools.COARSE:
        return tools.smoothstep(tools.steepness(tools.to_picture(image)), 0.1, 0.45) * np.float32(0.8)
    lines = tools.contours(tools.flatten(image, 1.4 * unit, 0.09), 0.12 * unit, spare=0.8)
    lines *= tools.beside_dark(image, 0.4 * unit)
    return tools.smoothstep(tools.resize(lines, width, height), 0.02, 0.075) * np.float32(0.9)


def _hatching(light: Array, sway: Array) -> Array:
    """Parallel strokes, layer upon layer where it is darker: a plane, 0 to 1."""
    height, width = light.shape
    x, y = tools.axes(height, width)
    dark = np.zeros_like(light)
    for degrees, count, tone in LAYERS:
        angle = np.radians(degrees)
        across = x * np.float32(count * np.cos(angle)) + y * np.float32(count * np.sin(angle)) + sway * np.float32(1.6)
        wave = np.abs(across - np.floor(across) - np.float32(0.5)) * 2  # 0 to 1, the stroke in the middle
        depth = 1 - tools.smoothstep(light, tone - 0.24, tone + 0.1)
        dark += (1 - tools.smoothstep(wave, 0.2, 0.85)) * depth * (0.55 - 0.3 * dark)
    return dark
