"""The moods a picture can be given, by name: `MOODS`. A mood grades a finished painting as one grades a film.

Its `Tone` changes colours wherever they stand; its `Air` is the light and haze between the viewer and the scene.
Saturated colours take up less of a tint than pale ones, so that a red balloon stays red by candlelight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from helpers.practice.painter.registry import words
from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles._tones import Rgb, Tone, toned

Array = np.ndarray

SMALL = 128  # height in pixels at which light and haze are worked out
SOURCE = (0.34, -0.06)  # where rays come from: share of the width, of the height


@dataclass(frozen=True, slots=True)
class Air:
    """What lies over the picture. Amounts are 0 to about 1."""

    haze: float = 0.0  # share of a blurred copy in the picture: soft focus
    glow: float = 0.0  # light that spills from what is bright
    rays: float = 0.0  # of light that fall from the upper left
    vignette: float = 0.0  # how much darker the corners are
    side: float = 0.0  # how much lighter the left and darker the right is
    pool: float = 0.0  # how dark it gets outside a pool of light in the middle
    lamps: tuple[()] | tuple[Rgb, Rgb] = ()  # coloured lamps, to the left and to the right
    colour: Rgb = (1.0, 1.0, 1.0)  # of glow and rays


@dataclass(frozen=True, slots=True)
class Mood:
    """One mood, and the words that ask for it."""

    name: str
    tone: Tone
    air: Air
    en: tuple[str, ...]
    ko: tuple[str, ...]

    def apply(self, picture: Array, amount: float = 1.0) -> Array:
        """The picture (h, w, 3), 0 to 1, in this mood; amount 0 leaves it as it is, 1 is the whole mood."""
        graded = _lit(toned(tools.to_image(picture), self.tone), self.air)
        graded -= picture
        graded *= np.float32(amount)
        graded += picture
        return graded.clip(0, 1)


def _lit(image: Image.Image, air: Air) -> Array:
    """The image with its air over it, as a picture. What is soft is worked out small and enlarged."""
    small = tools.to_picture(tools.shrink(image, SMALL))
    if air.haze:
        soft = tools.blur(tools.to_image(small), 0.022 * small.shape[0])
        image = Image.blend(image, soft.resize(image.size, Image.Resampling.BICUBIC), air.haze)
    gain, light = _field(small, air)
    gain = tools.resize(gain, *image.size)
    picture = tools.to_picture(image)
    for channel in range(3):
        plane = picture[..., channel]
        plane *= gain
        if light is not None:  # as two slides on one screen: never beyond white
            plane += tools.resize(light[..., channel], *image.size) * (1 - plane)
    return picture


def _field(small: Array, air: Air) -> tuple[Array, Array | None]:
    """By what a small picture's light is multiplied, a plane, and what is added to it, a picture (None: nothing)."""
    height, width = small.shape[:2]
    x, y = tools.axes(height, width)
    x = x * np.float32(height / width)
    gain = 1 - air.vignette * tools.smoothstep((x - 0.5) ** 2 + (y - 0.5) ** 2, 0.08, 0.5)
    gain = gain * (1 + air.side * (0.45 - x * 1.1))
    gain = gain * (1 - air.pool * tools.smoothstep((x - 0.5) ** 2 + (y - 0.56) ** 2, 0.03, 0.34))
    light = np.zeros_like(small)
    bright = small * tools.smoothstep(tools.grey(small), 0.4, 0.85)[..., None]
    if air.glow:
        light += tools.to_picture(tools.blur(tools.to_image(bright), 0.05 * height)) * np.float32(air.glow)
    if air.rays:
        grey = tools.grey(small)
        top = max(float(np.percentile(grey, 97)), 0.3)  # at night the moon and the windows throw rays, too
        light += (_rays(grey * tools.smoothstep(grey / top, 0.5, 0.95)) * np.float32(air.rays))[..., None]
    light *= np.array(air.colour, np.float32)
    if air.lamps:
        pale = 1 - np.float32(0.95) * (small.max(-1) - small.min(-1)) / np.maximum(small.max(-1), 0.1)
        for lamp, place in zip(air.lamps, (0.0, 1.0), strict=True):
            reach = np.exp(-((x - place) ** 2) / 0.16 - (y - 0.45) ** 2 / 0.5) * pale
            light += reach[..., None] * np.array(lamp, np.float32)
    return gain.astype(np.float32), light if light.any() else None


def _rays(bright: Array) -> Array:
    """What is bright, drawn out from the source of light: a plane, 0 to 1. What is dark on the way throws a shadow."""
    height, width = bright.shape
    x, y = SOURCE[0] * width, SOURCE[1] * height
    drawn = bright
    for share in (0.93, 0.87, 0.76, 0.58, 0.34):  # each step doubles the number of copies
        matrix = (share, 0, x * (1 - share), 0, share, y * (1 - share))
        nearer = Image.fromarray(np.ascontiguousarray(drawn)).transform(
            (width, height), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR
        )
        drawn = (drawn + np.asarray(nearer)) * np.float32(0.5)
    down, across = np.indices((height, width), dtype=np.float32)
    angle = np.arctan2(down - y, across - x)
    shafts = 0.55 + 0.45 * np.sin(angle * 23) * np.sin(angle * 37 + 1)
    near = np.exp(-np.hypot(down - y, across - x) / (0.75 * height))
    return drawn * near * shafts.astype(np.float32)


def _mood(name: str, tone: Tone, air: Air, *, en: str, ko: str) -> Mood:
    return Mood(name, tone, air, words(en), words(ko))


_ALL = (
    _mood(
        "warm",
        Tone(1.1, 0.95, 0.12, shadows=(1.16, 0.96, 0.74), lights=(1.12, 0.98, 0.70), protect=0.45),
        Air(glow=0.2, vignette=0.12, colour=(1.0, 0.82, 0.5)),
        en="warm, warmly, cozy, cosy, warm light, warm lighting, warm tones, warm colors, warm colours, warm mood,"
        " warm atmosphere, homely, snug, heartwarming, comfortable, comforting",
        ko="따뜻한, 따뜻하고, 따뜻하게, 따스한, 따스하고, 따사로운, 포근한, 포근하고, 포근하게, 아늑한, 아늑하고,"
        " 아늑하게, 훈훈한, 정겨운, 따뜻한 색감, 따뜻한 톤, 따뜻한 빛, 온화한, 편안한, 안락한",
    ),
    _mood(
        "cold",
        Tone(0.82, 1.0, 0.12, shadows=(0.80, 0.98, 1.22), lights=(0.84, 0.98, 1.16), protect=0.5),
        Air(vignette=0.15),
        en="cold, chilly, chill, freezing, frigid, cool tones, cool colors, cool colours, cool light, cold light,"
        " cold lighting, cold tones, cold mood, cold atmosphere, bleak, crisp",
        ko="차가운, 차갑고, 차갑게, 추운, 춥고, 쌀쌀한, 싸늘한, 서늘한, 시린, 냉랭한, 차가운 색감, 차가운 톤,"
        " 차가운 빛, 차디찬, 시원한, 시원하고",
    ),
    _mood(
        "gloomy",
        Tone(0.5, 1.15, -0.1, (0.88, 0.97, 1.08), (0.87, 0.95, 1.0), 0.3, white=(0.88, 0.90, 0.92)),
        Air(haze=0.1, vignette=0.38),
        en="gloomy, gloom, sad, sadness, sorrowful, lonely, melancholy, melancholic, depressing, dreary, dull, somber,"
        " sombre, moody, mournful, desolate, blue mood, tragic, wistful",
        ko="우울한, 우울하고, 우울하게, 쓸쓸한, 쓸쓸하고, 쓸쓸하게, 슬픈, 슬프고, 슬프게, 외로운, 외롭고, 침울한,"
        " 울적한, 음울한, 암울한, 고독한, 적막한, 처량한, 서글픈, 애잔한, 구슬픈, 칙칙한, 우중충한, 서정적인, 애틋한",
    ),
    _mood(
        "cheerful",
        Tone(1.25, 0.78, 0.12, shadows=(1.06, 1.02, 0.94), lights=(1.04, 1.02, 0.95), protect=0.8),
        Air(glow=0.22, colour=(1.0, 0.95, 0.8)),
        en="cheerful, cheery, bright, bright and cheerful, bright light, brightly lit, happy, joyful, joyous, merry,"
        " fun, playful, lively, upbeat, high key, festive, jolly, delightful, sunny mood, optimistic",
        ko="밝은, 밝고, 밝게, 환한, 환하고, 환하게, 신나는, 신난, 즐거운, 즐겁고, 즐겁게, 행복한, 행복하고, 행복하게,"
        " 기쁜, 기쁘게, 명랑한, 발랄한, 유쾌한, 쾌활한, 활기찬, 활기차고, 경쾌한, 생기 넘치는, 흥겨운, 상쾌한,"
        " 밝은 분위기, 재미있는, 화사한, 화사하고",
    ),
    _mood(
        "dramatic",
        Tone(1.12, 1.12, 0.75, shadows=(0.86, 0.94, 1.14), lights=(1.06, 1.0, 0.9), protect=0.6),
        Air(glow=0.12, vignette=0.45, side=0.75, colour=(1.0, 0.9, 0.7)),
        en="dramatic, dramatic light, dramatic lighting, high contrast, cinematic, cinematic lighting, epic, intense,"
        " chiaroscuro, theatrical, powerful, majestic, heroic, side light, side lighting, strong contrast, grand",
        ko="극적인, 극적이고, 극적으로, 드라마틱한, 드라마틱, 영화 같은, 영화같은, 시네마틱, 시네마틱한, 웅장한,"
        " 웅장하고, 장엄한, 강렬한, 강렬하고, 강렬하게, 박진감 넘치는, 비장한, 명암 대비, 강한 대비, 측광, 역동적인,"
        " 긴장감 있는",
    ),
    _mood(
        "dreamy",
        Tone(1.12, 0.76, 0.0, (1.06, 0.94, 1.16), (1.03, 0.97, 1.06), 0.5, black=(0.07, 0.05, 0.12)),
        Air(haze=0.36, glow=0.55, colour=(1.0, 0.92, 1.0)),
        en="dreamy, dreamlike, dream like, ethereal, soft focus, soft light, soft lighting, soft glow, glowing,"
        " magical, fairy tale, fairytale, whimsical, surreal, hazy light, heavenly, fantasy, fantastical, gentle,"
        " tranquil, serene, peaceful, calm, soft",
        ko="몽환적인, 몽환적이고, 몽환적으로, 꿈같은, 꿈 같은, 꿈결 같은, 꿈속 같은, 환상적인, 환상적이고, 동화 같은,"
        " 동화같은, 마법 같은, 마법같은, 판타지, 판타지풍, 부드러운, 부드럽고, 부드럽게, 은은한, 은은하게, 잔잔한,"
        " 평화로운, 평화롭게, 고요한, 고요하고, 소프트 포커스, 초현실적인, 나른한",
    ),
    _mood(
        "mysterious",
        Tone(0.8, 1.35, 0.3, (0.92, 0.76, 1.26), (0.78, 1.08, 0.84), 0.45, black=(0.035, 0.01, 0.07)),
        Air(glow=0.3, vignette=0.72, colour=(0.5, 1.0, 0.65)),
        en="mysterious, mystical, mystic, spooky, scary, creepy, eerie, haunted, horror, sinister, ominous, dark mood,"
        " dark atmosphere, dark, gothic, low key, haunting, enigmatic, terrifying, frightening, halloween mood,"
        " nightmare",
        ko="신비로운, 신비롭고, 신비롭게, 신비한, 으스스한, 으스스하고, 으스스하게, 무서운, 무섭고, 무섭게, 오싹한,"
        " 섬뜩한, 괴기스러운, 음산한, 음침한, 기괴한, 공포, 공포스러운, 호러, 미스터리한, 미스터리, 비밀스러운,"
        " 수상한, 스산한, 어두운, 어둡고, 어둡게, 불길한, 귀신 나오는, 고딕풍",
    ),
    _mood(
        "romantic",
        Tone(1.08, 0.9, 0.0, (1.14, 0.88, 1.02), (1.09, 0.89, 0.94), 0.5, black=(0.05, 0.01, 0.04)),
        Air(haze=0.2, glow=0.38, vignette=0.1, colour=(1.0, 0.7, 0.8)),
        en="romantic, romance, lovely mood, tender, rosy light, rose tinted, loving, valentine, in love, sweet mood,"
        " intimate, affectionate",
        ko="낭만적인, 낭만적이고, 낭만적으로, 로맨틱한, 로맨틱, 로맨틱하게, 사랑스러운, 달콤한, 달달한, 설레는,"
        " 애정 어린, 사랑 가득한, 장밋빛, 감미로운, 사랑이 넘치는",
    ),
    _mood(
        "vivid",
        Tone(1.7, 0.98, 0.3, protect=1.0),
        Air(),
        en="vivid, vibrant, colorful, colourful, vivid colors, vivid colours, vibrant colors, vibrant colours,"
        " saturated, bold colors, bold colours, bright colors, bright colours, rich colors, rich colours,"
        " rainbow colors, rainbow colours, flamboyant, psychedelic",
        ko="화려한, 화려하고, 화려하게, 선명한, 선명하고, 선명하게, 알록달록한, 알록달록, 알록달록하게, 다채로운,"
        " 다채롭게, 형형색색, 형형색색의, 컬러풀한, 컬러풀, 강한 색, 쨍한, 원색, 원색의, 비비드, 비비드한, 생생한,"
        " 생생하게, 울긋불긋, 울긋불긋한, 오색찬란한, 무지갯빛",
    ),
    _mood(
        "pastel",
        Tone(0.95, 0.62, 0.0, (1.03, 1.0, 1.05), (1.01, 1.0, 1.02), 0.8, black=(0.34, 0.32, 0.37)),
        Air(glow=0.12),
        en="pastel colors, pastel colours, pastel color, pastel colour, pastel tones, pastel tone, pastel palette,"
        " pastel shades, pale colors, pale colours, soft colors, soft colours, muted colors, muted colours,"
        " light colors, light colours, pastel",
        ko="파스텔톤, 파스텔 톤, 파스텔색, 파스텔 색, 파스텔 색감, 파스텔 컬러, 파스텔, 파스텔빛, 연한 색, 연한 색감,"
        " 부드러운 색감, 옅은 색, 여린 색, 은은한 색감",
    ),
    _mood(
        "monochrome",
        Tone(0.0, 1.0, 0.35, protect=0.0),
        Air(vignette=0.15),
        en="black and white photo, black and white picture, black and white photograph, black and white image,"
        " black and white photography, black and white style, black and white film, in black and white, b and w,"
        " monochrome, monochromatic, greyscale, grayscale, grey scale, gray scale, noir, film noir, colorless,"
        " colourless",
        ko="흑백, 흑백 사진, 흑백사진, 흑백 그림, 흑백 영화, 흑백으로, 흑백톤, 모노크롬, 모노톤, 무채색, 무채색의,"
        " 단색, 느와르, 누아르, 그레이스케일, 흑백의",
    ),
    _mood(
        "sepia",
        Tone(0.1, 0.95, 0.3, (1.30, 0.95, 0.60), (1.07, 0.95, 0.74), 0.0, (0.09, 0.06, 0.04), (0.97, 0.95, 0.9)),
        Air(haze=0.1, vignette=0.4),
        en="sepia, sepia tone, sepia toned, sepia photo, vintage, vintage photo, vintage style, vintage photograph,"
        " antique, old photo, old photograph, old fashioned, faded, faded photo, retro, retro style, nostalgic,"
        " nostalgia, aged photo, daguerreotype, old time, old timey, victorian photo",
        ko="세피아, 세피아톤, 세피아 톤, 세피아색, 빈티지, 빈티지한, 빈티지풍, 빛바랜, 빛 바랜, 바랜, 오래된 사진,"
        " 옛날 사진, 옛 사진, 낡은 사진, 복고풍, 복고, 레트로, 레트로한, 레트로풍, 향수 어린, 추억의, 아련한,"
        " 고풍스러운, 옛날 느낌",
    ),
    _mood(
        "backlit",
        Tone(1.05, 1.3, 0.25, (0.94, 0.94, 1.05), (1.08, 1.0, 0.86), 0.6),
        Air(glow=0.35, rays=2.2, vignette=0.15, colour=(1.0, 0.88, 0.62)),
        en="backlit, back lit, backlight, backlighting, rim light, rim lighting, rim lit, god rays, god ray, sunbeams,"
        " sunbeam, sun rays, sun ray, rays of light, ray of light, rays of sunlight, light rays, light beams,"
        " lens flare, crepuscular rays, light shafts, contre jour, volumetric light, volumetric lighting, sunlit,"
        " sun flare",
        ko="역광, 역광의, 역광으로, 빛줄기, 햇살 가득한, 햇살이 비치는, 햇살 비치는, 햇빛이 비치는, 햇빛 비치는,"
        " 빛이 쏟아지는, 쏟아지는 햇살, 쏟아지는 빛, 빛내림, 틈새빛, 후광, 림 라이트, 렌즈 플레어, 눈부신, 눈부시게,"
        " 빛나는, 찬란한",
    ),
    _mood(
        "candlelight",
        Tone(0.95, 1.25, 0.25, (1.20, 0.82, 0.56), (1.16, 0.90, 0.58), 0.45, black=(0.04, 0.015, 0.0)),
        Air(glow=0.35, pool=0.72, colour=(1.0, 0.68, 0.3)),
        en="candlelight, candle light, candlelit, candle lit, candles, candle, by candlelight, firelight, fire light,"
        " firelit, lamplight, lamp light, lantern light, by the fire, fireplace light, torchlight, torch light",
        ko="촛불, 촛불 빛, 촛불 아래, 촛불 켜진, 촛불 켠, 촛불을 켠, 양초, 등불 아래, 등잔불, 호롱불 아래, 모닥불 빛,"
        " 횃불, 불빛, 램프 불빛, 벽난로 불빛, 난롯불",
    ),
    _mood(
        "neon",
        Tone(1.35, 1.7, 0.3, (0.90, 0.70, 1.34), (0.98, 0.88, 1.14), 0.95, black=(0.04, 0.01, 0.07)),
        Air(glow=0.4, vignette=0.25, lamps=((0.72, 0.02, 0.48), (0.0, 0.50, 0.64)), colour=(0.9, 0.6, 1.0)),
        en="neon, neon light, neon lights, neon lighting, neon lit, neon sign, neon signs, neon glow, neon colors,"
        " neon colours, cyberpunk, cyber punk, synthwave, vaporwave, retrowave, blade runner, neon punk, neonpunk,"
        " club lights, disco lights, glow in the dark, blacklight, tron",
        ko="네온, 네온사인, 네온 사인, 네온빛, 네온 불빛, 네온 조명, 네온색, 형광, 형광색, 사이버펑크, 사이버펑크풍,"
        " 사이버 펑크, 신스웨이브, 베이퍼웨이브, 클럽 조명, 야광",
    ),
)  # fmt: skip

MOODS: dict[str, Mood] = {mood.name: mood for mood in _ALL}
