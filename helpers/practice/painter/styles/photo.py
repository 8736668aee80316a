"""Photograph: shallow depth of field, film's curve of tones, a lens's bloom and vignette, a sensor's grain."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._subject import subject
from helpers.practice.painter.styles._tones import Tone, toned

Array = np.ndarray

FINE = 512  # height in pixels at which blur is worked out
SMALL = 48  # height in pixels at which the brightest lights are looked for
APERTURE = 0.0125  # how far it is blurred, in heights
CLARITY = np.float32(0.55)  # how much of its local contrast a camera adds to what is in focus
FILM = Tone(0.90, 1.0, 0.55, (0.95, 0.99, 1.06), (1.03, 1.0, 0.94), 0.6, (0.018, 0.02, 0.026), (0.99, 0.985, 0.97))


@style(
    "photo",
    en="photo, photos, photograph, photographs, photography, photographic, photorealistic, photo realistic,"
    " photorealism, realistic, realism, photo style, real photo, dslr, dslr photo, camera, 35mm, 35 mm, bokeh,"
    " depth of field, shallow depth of field, portrait photo, portrait photography, film photo, film photography,"
    " analog film, analogue film, polaroid, snapshot, telephoto, macro, macro photo, nikon, canon, leica, kodak, 85mm,"
    " 50mm, lifelike, hyperrealistic, unreal engine, realistic photo, close up photo",
    ko="사진, 사진 스타일, 사진처럼, 사진 같은, 사진같은, 실사, 실사 스타일, 실사풍, 극사실적인, 극사실주의, 사실적인,"
    " 사실적으로, 포토, 포토리얼, 포토리얼리즘, 실제 사진, 실제 같은, 실물 같은, 진짜 같은, 보케, 아웃포커싱,"
    " 아웃포커스, 심도 얕은, 얕은 심도, 필름 사진, 필름카메라, 폴라로이드, 스냅 사진, 스냅사진, 접사, 매크로,"
    " 인물 사진, 풍경 사진, 카메라, 리얼리즘, 포토그래피",
)
def photo(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """The subject sharp, what is far and near soft; everything as a lens and a sensor see it."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    source = tools.to_image(picture)
    work = tools.shrink(source, FINE)
    sharp = _in_focus(picture, work.size)
    soft = _defocused(work, sharp)
    mask = tools.to_image(sharp).resize(source.size, Image.Resampling.BILINEAR)
    seen = Image.composite(source, soft.resize(source.size, Image.Resampling.BILINEAR), mask)
    light = _vignette(work.height, work.width)
    if fine:
        seen = _fringed(seen)
        light += (_matter(rng, work.height, work.width) + CLARITY * _local_contrast(work)) * sharp
    light = tools.resize(light, width, height)
    bloom = _bloom(work)
    noise = tools.grain(rng, height, width) * np.float32(0.028 if fine else 0)
    developed = tools.to_picture(toned(seen, FILM))
    for channel in range(3):
        plane = developed[..., channel]
        plane *= light
        plane += tools.resize(bloom[..., channel], width, height) * (1 - plane)
        plane += noise
    return developed


def _in_focus(picture: Array, size: tuple[int, int]) -> Array:
    """How sharp each pixel is: a plane, 0 to 1. In focus are the subject and where it stands, or else everything."""
    seen = subject(picture, size)
    rows = seen.mean(1) > 0.04
    if not rows.any():
        return np.ones_like(seen)
    _, y = tools.axes(*seen.shape)
    foot = np.flatnonzero(rows)[-1] / len(rows)
    ground = np.float32(0.85) * np.exp(-(((y - np.float32(foot)) / np.float32(0.09)) ** 2))
    grown = tools.to_image(seen).reduce(2).filter(ImageFilter.MaxFilter(3))
    return np.maximum(tools.to_picture(grown.resize(size, Image.Resampling.BILINEAR)), ground)


def _defocused(work: Image.Image, sharp: Array) -> Image.Image:
    """What lies before and behind the plane of focus; the subject's colours do not leak into it."""
    picture = tools.to_picture(work.reduce(2))
    height, width = picture.shape[:2]
    share = 1 - np.float32(0.97) * tools.resize(sharp, width, height)
    strong = np.square(np.square(picture))  # so that points of light become discs
    light = np.maximum(np.dstack([strong, np.ones_like(share)]) * share[..., None], np.float32(1e-7))
    disc = _disc(np.moveaxis(light, -1, 0), max(1.0, APERTURE * height))
    soft = np.sqrt(np.sqrt(disc[:3] / disc[3]))
    return tools.to_image(np.moveaxis(soft, 0, -1)).resize(work.size, Image.Resampling.BICUBIC)


def _disc(planes: Array, radius: float) -> Array:
    """Planes (n, h, w), each pixel the sum of those within the radius: round, as an open aperture makes them."""
    height, width = planes.shape[1:]
    reach = int(radius)
    around = np.pad(planes, ((0, 0), (reach, reach), (reach, reach)), mode="edge")
    total = np.zeros(planes.shape, np.float32)
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            if down * down + across * across <= radius * radius + 0.5:
                rows, columns = (
                    slice(reach + down, reach + down + height),
                    slice(reach + across, reach + across + width),
                )
                total += around[:, rows, columns]
    return total


def _fringed(image: Image.Image) -> Image.Image:
    """A lens bends red less than green: coloured fringes towards the corners."""
    width, height = image.size
    red, green, blue = image.split()
    margin = 0.0007
    box = (width * margin, height * margin, width * (1 - margin), height * (1 - margin))
    return Image.merge("RGB", (red.resize(image.size, Image.Resampling.BILINEAR, box=box), green, blue))


def _bloom(work: Image.Image) -> Array:
    """Light that strays in the lens around what is brightest: a small picture."""
    small = tools.to_picture(tools.shrink(work, SMALL))
    bright = small * tools.smoothstep(tools.grey(small), 0.68, 0.98)[..., None]
    near, far = (tools.to_picture(tools.blur(tools.to_image(bright), r * small.shape[0])) for r in (0.02, 0.08))
    return near * np.float32(0.10) + far * np.float32(0.08)


def _vignette(height: int, width: int) -> Array:
    """How much light reaches each place: a plane, 1 in the middle."""
    x, y = tools.axes(height, width)
    half = width / height / 2
    away = ((x - half) ** 2 + (y - 0.5) ** 2) * np.float32(1 / (half**2 + 0.25))
    return 1 - np.float32(0.30) * away * away


def _local_contrast(work: Image.Image) -> Array:
    """How much lighter each pixel is than what surrounds it: a plane about 0."""
    light = work.convert("L")
    around = tools.blur(light.reduce(2), 0.006 * work.height).resize(work.size, Image.Resampling.BILINEAR)
    return tools.to_picture(light) - tools.to_picture(around)


def _matter(rng: np.random.Generator, height: int, width: int) -> Array:
    """Unevenness of real surfaces, from patches down to pores: a plane about 0."""
    matter = np.zeros((height, width), np.float32)
    for cells, strength in ((28, 0.018), (80, 0.022)):
        cloud = tools.clouds(rng, 256, round(256 * width / height), cells)
        matter += tools.resize(cloud, width, height) * np.float32(strength)
    return matter + tools.granules(rng, height, width) * np.float32(0.02)
