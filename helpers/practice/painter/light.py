"""Time of day, weather and season, and the light they make: the sky's colours, the sun, and what both do to things."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Literal

import numpy as np

from helpers.practice.painter.colours import Colour, mix, rgb

Time = Literal["day", "sunrise", "sunset", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "snow", "fog", "storm"]
Season = Literal["spring", "summer", "autumn", "winter"]
Words = tuple[tuple[str, ...], tuple[str, ...]]  # English, Korean


def _words(en: str, ko: str) -> Words:
    return tuple(w.strip() for w in en.split(",")), tuple(w.strip() for w in ko.split(","))


TIMES: dict[str, Words] = {
    "day": _words(
        "day, daytime, daylight, noon, midday, afternoon, by day, sunny day, in the sunshine",
        "낮, 대낮, 한낮, 정오, 오후, 햇살",
    ),
    "sunrise": _words(
        "sunrise, dawn, daybreak, morning, early morning, at sunrise, at dawn, in the morning, morning light,"
        " rising sun",
        "일출, 해돋이, 새벽, 아침, 여명, 동틀 녘, 동틀 무렵, 해 뜰 때, 해뜰녘, 해 뜨는,"
        " 뜨는 해, 떠오르는 해, 떠오르는 태양",
    ),
    "sunset": _words(
        "sunset, at sunset, sundown, golden hour, evening, in the evening, setting sun, evening light",
        "일몰, 석양, 노을, 저녁노을, 해질녘, 해 질 녘, 해 질 무렵, 저녁, 골든아워, 해 지는, 지는 해, 지는 태양",
    ),
    "dusk": _words(
        "dusk, twilight, at dusk, blue hour, nightfall, at twilight",
        "황혼, 땅거미, 해 진, 어스름, 해거름, 블루아워, 초저녁",
    ),
    "night": _words(
        "night, at night, nighttime, night-time, midnight, nocturnal, moonlight, moonlit, starry, starry night,"
        " starry sky, night sky, stars, milky way, moon, full moon, crescent moon, half moon,"
        " under the stars, under the moon, by night",
        "밤, 한밤, 한밤중, 야간, 심야, 달밤, 달빛, 별밤, 별빛, 밤하늘, 야경, 별, 은하수, 달, 보름달, 초승달, 반달",
    ),
}
WEATHERS: dict[str, Words] = {
    "clear": _words(
        "clear, sunny, cloudless, clear sky, blue sky, fine weather", "맑은, 화창한, 맑음, 햇빛, 푸른 하늘"
    ),
    "cloudy": _words(
        "cloudy, overcast, clouds, grey sky, gray sky, cloud", "흐린, 구름 낀, 흐림, 구름, 먹구름, 잿빛 하늘"
    ),
    "rain": _words(
        "rain, rainy, raining, in the rain, drizzle, rainfall, downpour, shower, wet weather",
        "비, 비 오는, 비 내리는, 빗속, 봄비, 빗줄기, 소나기, 이슬비, 장마, 우천",
    ),
    "snow": _words(
        "snow, snowy, snowing, in the snow, snowfall, snow-covered, snow covered, blizzard, snowflake, snowstorm",
        "눈 오는, 눈 내리는, 눈 내린, 내린 눈, 내리는 눈, 눈 덮인, 눈 쌓인, 쌓인 눈, 눈 속, 눈 위, 눈 맞는,"
        " 흰 눈, 하얀 눈, 눈송이, 눈꽃, 함박눈, 눈보라, 첫눈, 폭설, 설경",
    ),
    "fog": _words(
        "fog, foggy, mist, misty, haze, hazy, in the fog, in the mist", "안개, 안개 낀, 안개 속, 뿌연, 물안개"
    ),
    "storm": _words(
        "storm, stormy, thunderstorm, lightning, thunder, tempest, in the storm",
        "폭풍, 폭풍우, 번개, 천둥, 뇌우, 태풍, 비바람",
    ),
}
SEASONS: dict[str, Words] = {
    "spring": _words(
        "spring, springtime, in spring, blossom, blossoms, cherry blossom, cherry blossoms",
        "봄, 봄날, 벚꽃, 봄꽃, 봄비, 꽃 피는, 개나리, 진달래",
    ),
    "summer": _words("summer, summertime, in summer", "여름, 여름날, 한여름"),
    "autumn": _words(
        "autumn, fall, autumnal, in autumn, in the fall, autumn leaves, fall leaves, fall foliage",
        "가을, 가을날, 단풍, 낙엽, 단풍잎",
    ),
    "winter": _words(
        "winter, wintertime, wintry, in winter, frosty, icy, frozen", "겨울, 겨울날, 한겨울, 얼어붙은, 서리"
    ),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """When a picture plays."""

    time: Time = "day"
    weather: Weather = "clear"
    season: Season = "summer"


@dataclass(frozen=True, slots=True)
class _Hour:
    """What a time of day looks like under a clear sky."""

    sky: tuple[tuple[float, str], ...]  # share of the way from the top (0) to the horizon (1), colour there
    ambient: tuple[float, float, float]  # what the light leaves of red, green and blue
    lift: tuple[float, float, float]  # added to everything (0 to 1): keeps the darkest parts of the night blue
    sun: str  # the colour of sun or moon
    height: tuple[float, float]  # its y, from and to, in units
    clouds: tuple[str, str]  # in the light, in shade


_HOURS: dict[str, _Hour] = {
    "day": _Hour(
        ((0, "3F8EDB"), (0.45, "7FBEEE"), (0.8, "BCE0F5"), (1, "DDF0F6")),
        (1, 1, 1), (0, 0, 0), "FFF6D0", (11, 18), ("FFFFFF", "B9CFE3"),
    ),
    "sunrise": _Hour(
        ((0, "6F9FD8"), (0.4, "A9BEE2"), (0.7, "F3C6C4"), (0.9, "FFD9A8"), (1, "FFE9C4")),
        (1.03, 0.93, 0.87), (0.01, 0, 0.01), "FFF3C4", (34, 40), ("FFEFE0", "D3A5B8"),
    ),
    "sunset": _Hour(
        ((0, "47488F"), (0.3, "8E5E9E"), (0.58, "DE7C86"), (0.8, "F9A66C"), (1, "FFD68A")),
        (1.04, 0.83, 0.72), (0.02, 0, 0.02), "FFE9A0", (35, 41), ("FFC48F", "9A5F92"),
    ),
    "dusk": _Hour(
        ((0, "1E2658"), (0.4, "46478C"), (0.72, "8F6AA6"), (0.9, "D58FA0"), (1, "EFB39A")),
        (0.68, 0.64, 0.86), (0.02, 0.02, 0.05), "FFF6DC", (12, 20), ("B58BB8", "554F8C"),
    ),
    "night": _Hour(
        ((0, "0B1236"), (0.45, "17265C"), (0.8, "2C4380"), (1, "435C96")),
        (0.4, 0.48, 0.74), (0.02, 0.03, 0.08), "FFF8DE", (12, 20), ("5D6FA3", "263562"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cover:
    """What weather does to the light of a clear day."""

    clouds: float  # share of the sky that clouds cover, about
    grey: float  # how far the sky's colours go towards grey, 0 to 1
    grey_tone: str
    ambient: tuple[float, float, float]
    haze: float  # how much of a thing's colour is lost at the horizon, 0 to 1
    sun: bool = False


_COVERS: dict[str, _Cover] = {
    "clear": _Cover(0.3, 0, "FFFFFF", (1, 1, 1), 0.58, sun=True),
    "cloudy": _Cover(0.9, 0.6, "C3CDD8", (0.94, 0.96, 0.99), 0.62),
    "rain": _Cover(1, 0.78, "94A3B3", (0.8, 0.86, 0.92), 0.72),
    "snow": _Cover(0.7, 0.66, "D5DEE8", (0.95, 0.98, 1.03), 0.7),
    "fog": _Cover(0, 0.82, "D9DFE2", (0.95, 0.97, 0.98), 0.95),
    "storm": _Cover(1, 0.85, "56627A", (0.62, 0.67, 0.78), 0.66),
}


class Light:
    """The light of a setting. Where sun, moon and clouds stand comes from the rng; everything else from the setting.

    Colours are 0 to 255; ``sun`` is (share of the width, y in units), or None where none shows; distances are
    0 (here) to 1 (the horizon).
    """

    def __init__(self, setting: Setting, rng: np.random.Generator) -> None:
        hour, cover = _HOURS[setting.time], _COVERS[setting.weather]
        across, up = rng.random(2)
        self.seed = int(rng.integers(2**32))  # of clouds and stars
        self.setting = setting
        self.night = setting.time == "night"
        self.lamps = setting.time in ("dusk", "night") or setting.weather == "storm"  # windows are lit
        self.white = setting.season == "winter" or setting.weather == "snow"  # snow lies on ground, trees and roofs
        self.ambient = np.array(hour.ambient, np.float32) * np.array(cover.ambient, np.float32)
        self.lift = np.array(hour.lift, np.float32)
        self._plain = [(float(a), float(b) * 255) for a, b in zip(self.ambient, self.lift, strict=True)]
        grey = self._lit(rgb(cover.grey_tone)) if setting.time != "day" else rgb(cover.grey_tone)
        self.sky: tuple[tuple[float, Colour], ...] = tuple((at, mix(rgb(c), grey, cover.grey)) for at, c in hour.sky)
        self.clouds = tuple(mix(rgb(c), grey, cover.grey * g) for c, g in zip(hour.clouds, (0.6, 0.9), strict=True))
        self.cloudiness = cover.clouds
        low, high = hour.height
        # Rather left than right of the middle: subjects are lit from the upper left.
        self.sun = (0.14 + 0.46 * float(across), low + (high - low) * float(up)) if cover.sun else None
        self.sun_colour = rgb(hour.sun)
        self.haze_colour = mix(self.sky[-1][1], self.sky[-2][1], 0.35)
        self.haze = cover.haze

    def _lit(self, colour: Colour) -> Colour:
        (a, d), (b, e), (c, f) = self._plain  # without numpy: this is called for every leaf
        return min(255, colour[0] * a + d), min(255, colour[1] * b + e), min(255, colour[2] * c + f)

    def snowed(self) -> Light:
        """The same light where snow always lies."""
        other = copy(self)
        other.white = True
        return other

    def on(self, colours: np.ndarray) -> np.ndarray:
        """What stands in the scene, in this light: an array (..., 3) of 0 to 1."""
        return np.clip(colours * self.ambient + self.lift, 0, 1, dtype=np.float32)

    def fade(self, colour: Colour, distance: float) -> Colour:
        """The colour seen through the air between."""
        return mix(colour, self.haze_colour, min(0.96, self.haze * distance))

    def of(self, colour: Colour, distance: float = 0) -> Colour:
        """A thing's own colour as it is seen in this light from a distance."""
        return self.fade(self._lit(colour), distance)

    def sky_at(self, share: np.ndarray) -> np.ndarray:
        """The sky's colour (n, 3), 0 to 1, at shares of the way from the top (0) to the horizon (1)."""
        at = [a for a, _ in self.sky]
        return np.stack([np.interp(share, at, [c[i] / 255 for _, c in self.sky]) for i in range(3)], 1).astype(
            np.float32
        )
