"""Find what words name in a picture: one of its figures, a part of the scenery, or all that has a colour."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from helpers.practice import brief as briefs
from helpers.practice.brief import PEOPLE, Brief, Wanted
from helpers.practice.composition import grown
from helpers.practice.retouch import garments
from helpers.practice.retouch.cutout import Sight, cutout, edged, look, painted_part
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.garments import Cut
from helpers.practice.retouch.likeness import likeness, near_colour, of_colour
from helpers.practice.retouch.lines import FINE, contrasts, horizon
from helpers.practice.retouch.matting import matte
from helpers.practice.retouch.naming import Likes, listed, meant, said
from helpers.practice.retouch.outline import outline
from helpers.practice.retouch.person import read_person
from helpers.practice.retouch.pixels import Array, around, fitted, lab, resized
from helpers.practice.retouch.regions import split
from helpers.practice.retouch.salience import patches, shortest_paths
from helpers.practice.shown import Known, fit, union
from helpers.practice.words import COLOURS

SMALL = 224  # longest side at which things are found
SKETCH = 150  # longest side at which sky and ground are followed
PLAUSIBLE = 1.6  # likeness below which a painted figure is not what was named
SPLIT = 0.1  # likeness that half a figure must have more than the whole
ANOTHER = 0.6  # likeness by which further ones of several may fall behind the best
OTHER = 0.3  # share of a guessed figure that may be of known ones, for it to be another thing
COLOURED = 0.35  # share of a figure that makes it "the red one"
EDGE = 0.02  # of a mask: with less of it, something is not of a garment
CALM = 0.045  # contrast that half of a sky's cells have at most, where the line below it can be trusted
LEAST_SKY = 0.35  # of what seems to be sky must be above that line
LEAST = 0.003  # of the picture: less is nothing,
LEAST_GROUND = 0.04  # and this little of sea or sand is but something of its colour


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the scenery: its words, where it lies, and the colours that tell it from its neighbours."""

    words: str
    # top: joined to the upper edge; bottom: to the lower one; between: to neither; high: in the sky;
    # level: below the horizon; behind: behind all figures
    side: str
    colours: tuple[tuple[int, int, int], ...] = ()  # of daylight; none: any


PARTS: dict[str, Part] = {
    "sky": Part("sky, skies, heaven, air, 하늘, 밤하늘", "top"),
    "clouds": Part("cloud, clouds, 구름, 구름들, 뭉게구름", "high", ((250, 250, 250), (225, 228, 235))),
    "sun": Part("sun, moon, the sun, the moon, 해, 태양, 달, 보름달", "high", ((255, 246, 200), (255, 235, 150))),
    "water": Part(
        "sea, ocean, water, lake, river, waves, pond, 바다, 물, 호수, 강, 파도, 연못, 바닷물, 강물",
        "level",
        ((40, 120, 180), (60, 160, 200), (25, 70, 120), (90, 190, 205)),
    ),
    "grass": Part(
        "grass, lawn, meadow, field, 풀, 풀밭, 잔디, 잔디밭, 초원, 들판, 들",
        "bottom",
        ((110, 180, 70), (80, 140, 50), (140, 200, 90), (60, 110, 50)),
    ),
    "sand": Part(
        "sand, beach, desert, dunes, 모래, 모래밭, 백사장, 해변, 사막", "bottom", ((232, 208, 150), (215, 180, 120))
    ),
    "snow": Part("snow, ice, 눈, 눈밭, 설원, 얼음", "bottom", ((240, 244, 250), (215, 228, 242))),
    "ground": Part("ground, floor, road, street, path, earth, 땅, 바닥, 길, 도로, 거리, 지면, 마루", "bottom"),
    "mountains": Part(
        "mountain, mountains, hill, hills, 산, 산맥, 언덕, 산들",
        "between",
        ((140, 150, 170), (110, 125, 140), (90, 130, 110)),
    ),
    "background": Part("background, backdrop, scenery, surroundings, 배경, 뒷배경, 주변, 풍경", "behind"),
}
_SCENERY = "tree pine flower daisy tulip house car hanok mushroom cactus lantern"
SCENERY = frozenset({*_SCENERY.split(), "palm tree", "blossom tree", "autumn tree"})  # subjects that scenery has, too
SUBJECT = (
    "subject, object, foreground, figure, thing, character, main, animal, creature, it, item, "
    "주인공, 인물, 피사체, 물체, 대상, 사물, 캐릭터, 전경, 동물, 짐승, 물건, 이것, 그것"
)


def find(picture: Array, words: str, seen: Sight | None = None) -> Array:
    """A soft mask (h, w), 0 to 1, of what English or Korean words name in a picture (h, w, 3), 0 to 1.

    seen: what `look` saw in the picture, for those who have looked already.
    Raises NothingFound where the picture does not show it, or shows several things of which none fits.
    """
    brief = briefs.read(words)
    if (worn := _worn(picture, words, bool(brief.subjects), seen)) is not None:
        return worn
    part = None if brief.subjects else _part(words)
    seen = seen or look(picture)
    if seen.known is not None and (named := meant(seen.known, brief, words, _seen_in(picture))) is not None:
        return edged(picture, union(named)) if named else _not_noted(picture, brief, seen, words)
    if part:
        return _scenery(picture, seen, part, words)
    small = resized(picture, *fitted(picture.shape, SMALL))
    if brief.subjects:
        masks = [_named(picture, small, seen, wanted, words) for wanted in brief.subjects]
        return matte(picture, np.maximum.reduce(masks))
    colour = _colour(words)
    if colour:
        return _coloured(picture, small, seen, colour, words)
    if seen.figures and _says_subject(words):
        return cutout(picture, seen)
    if len(seen.figures) == 1 and not seen.painted:
        return matte(picture, seen.figures[0])
    raise NothingFound(_not_found(words, len(seen.figures), seen.known))


def _seen_in(picture: Array) -> Likes:
    """Tells whether a known figure of a picture is seen in a colour."""
    small = resized(picture, *fitted(picture.shape, SMALL))
    return lambda figure, colour: of_colour(small, fit(figure.alpha, small.shape), colour) > COLOURED


def _not_noted(picture: Array, brief: Brief, seen: Sight, words: str) -> Array:
    """What words name, where it is none of the known figures but may be part of the scenery: a forest has trees."""
    if brief.subjects and all(wanted.subject in SCENERY for wanted in brief.subjects):
        front = np.maximum.reduce(seen.figures) if seen.figures else 0
        guessed = look(picture)
        rest = [mask for mask in guessed.figures if (mask * front).sum() < OTHER * mask.sum()]
        small = resized(picture, *fitted(picture.shape, SMALL))
        try:
            masks = [_named(picture, small, Sight(rest, True), wanted, words) for wanted in brief.subjects]
            return matte(picture, np.maximum.reduce(masks))
        except NothingFound:
            pass  # what is said below tells what the picture does show
    raise NothingFound(_not_found(words, len(seen.figures), seen.known))


def _worn(picture: Array, words: str, subjects: bool, seen: Sight | None) -> Array | None:
    """The garment that words name, if they do, on the person in the picture, if there is one."""
    kind = garments.named(words)
    if kind is None or (subjects and garments.WEARS.search(words.lower())):  # "a man in a shirt" is the man
        return None
    person = read_person(picture, seen)
    if person is None:
        return None
    mask = person.on(garments.worn(person, Cut(kind)), picture.shape)
    return matte(picture, mask) * (mask > EDGE) if (mask > 0.5).any() else None


def _named(picture: Array, small: Array, seen: Sight, wanted: Wanted, words: str) -> Array:
    """The figure, or as many as were asked for, most like a subject; in a photograph, its one subject."""
    whole = seen.figures
    if len(whole) == 1 and not seen.painted:  # the painter's drawings say little about how real things look
        return whole[0]
    choices = [(figure, 0.0) for figure in whole] + [(piece, SPLIT) for figure in whole for piece in split(figure)]
    marks = np.array([likeness(small, mask, wanted.subject, wanted.colour) - malus for mask, malus in choices])
    if not choices or marks.max() < PLAUSIBLE:
        if wanted.subject in PEOPLE and wanted.count == 1 and (somebody := _somebody(picture, seen)) is not None:
            return somebody
        raise NothingFound(_not_found(words, len(whole)))
    order = np.argsort(-marks, kind="stable")
    out = choices[order[0]][0]
    for i in order[1:] if wanted.count > 1 else ():
        apart = np.minimum(out, choices[i][0]).max() < 0.5
        if apart and marks[i] > max(PLAUSIBLE, marks[order[0]] - ANOTHER):
            out = np.maximum(out, choices[i][0])
    return out


def _somebody(picture: Array, seen: Sight) -> Array | None:
    """The person in a picture, at the size of the figures seen: people differ too much to be known by a drawing."""
    person = read_person(picture, seen)
    if person is None or not seen.figures:
        return None
    height, width = seen.figures[0].shape
    known = np.maximum.reduce([person.upper, person.lower, person.shoes, person.skin])
    known = resized(person.on(known, picture.shape), width, height)
    figure = max(seen.figures, key=lambda figure: float(np.minimum(figure, known).sum()))
    return np.maximum(figure, known)


def _coloured(picture: Array, small: Array, sight: Sight, colour: str, words: str) -> Array:
    """The figure of a colour, or else everything that has it."""
    seen, known = sight.figures, sight.known
    shares = [of_colour(small, mask, colour) for mask in seen]
    for i, figure in enumerate(known or ()):
        shares[i] += figure.colour == colour  # it was painted so, whatever the light makes of it
    everything = re.search(r"\b(everything|all|every|parts?|areas?)\b|모든|전부|모두|것들|부분", words.lower())
    if shares and max(shares) > COLOURED and not everything:
        best = int(np.argmax(shares))
        return edged(picture, known[best].alpha) if known else matte(picture, seen[best])
    near = near_colour(lab(small), colour)
    mask = outline(small, np.clip(near * 1.1, 0.02, 0.98)) * (near > 0.08)
    if (mask > 0.5).mean() < LEAST:
        raise NothingFound(_not_found(words, len(seen), sight.known))
    return matte(picture, mask.astype(np.float32))


def _scenery(picture: Array, sight: Sight, name: str, words: str) -> Array:
    part, seen = PARTS[name], sight.figures
    small = resized(picture, *fitted(picture.shape, SMALL))
    front = np.maximum.reduce(seen) if seen else np.zeros(small.shape[:2], np.float32)
    if part.side == "behind":
        if not seen:
            return np.ones(picture.shape[:2], np.float32)
        return 1 - cutout(picture, sight)
    sky = _joined(small, front, top=True)
    if part.side == "top":
        guess = _above_land(small, front, sky)
    elif part.side == "high":
        guess = _liked(small, part) * (grown(sky, 3) > 0.35) * _stands_out(small, sky)
    elif part.side == "level":
        guess = _liked(small, part) * (np.arange(len(small))[:, None] >= _horizon(small))
    elif part.side == "bottom":
        low = _joined(small, front, top=False)
        guess = (_liked(small, part) if part.colours else low) * (1 - sky) * (0.4 + 0.6 * low)
    else:
        low = _joined(small, front, top=False)
        guess = (1 - sky) * (1 - low) * (0.3 + 0.7 * _liked(small, part))
    guess = guess * (1 - front) * (1 - _paper(small))
    least = LEAST_GROUND if part.side in ("bottom", "level") else LEAST
    if (guess > 0.5).mean() < least:
        raise NothingFound(_not_found(words, len(seen), sight.known))
    mask = around(np.clip((guess - 0.5) * 4 + 0.5, 0, 1).astype(np.float32), 1) * (front < 0.5)
    alpha = matte(picture, mask.astype(np.float32))
    return alpha * (1 - cutout(picture, sight)) if sight.known else alpha


def _horizon(small: Array) -> int:
    """The first row in the middle half of a picture at which its colour changes much."""
    rows = np.median(lab(small), 1)
    step = max(1, len(rows) // 64)
    change = np.abs(rows[step:] - rows[:-step]).sum(1)
    first, last = len(rows) // 4, 3 * len(rows) // 4
    return first + int(np.argmax(change[first:last] > 0.35 * change[first:last].max()))


def _paper(small: Array) -> Array:
    """Where a small picture is unpainted margin: (h, w) bool."""
    rows, columns = painted_part(small)
    margin = np.ones(small.shape[:2], bool)
    margin[rows, columns] = False
    return margin & (small.min(2) > 0.82)


def _joined(small: Array, front: Array, top: bool) -> Array:
    """How smoothly each pixel is joined to the upper or the lower edge, 0 to 1: (h, w)."""
    whole = small.shape[1], small.shape[0]
    size = fitted(small.shape, SKETCH)
    small, front = resized(small, *size), resized(front, *size)
    p = patches(small)
    hidden = np.bincount(p.label.ravel(), front.ravel(), len(p.size)) / p.size
    y = p.place[:, 0]
    start = (y < 0.09 if top else y > 0.93) & (hidden < 0.3)
    if not start.any():
        return np.zeros((whole[1], whole[0]), np.float32)
    ways = shortest_paths(p)[start].min(0)
    fall = np.clip((y - 0.45) / 0.25, 0, 1) if top else np.clip((0.55 - y) / 0.2, 0, 1)
    return resized(p.spread(np.exp(-((ways / 26) ** 2)) * (1 - fall)).astype(np.float32), *whole)


def _above_land(small: Array, front: Array, sky: Array) -> Array:
    """The sky, 0 to 1: (h, w). All that is above the line of the land, clouds, sun and moon too, where there is a line
    to be trusted: what is smoothly joined to the upper edge goes down into far mountains and into the sea.

    sky: what is so joined. In brush strokes and pixels a line is seen where there is none; then that is all we know.
    """
    height, width = small.shape[:2]
    scale = FINE / min(height, width)
    columns, rows = max(FINE, round(width * scale)), max(FINE, round(height * scale))
    grid, covered = resized(small, columns, rows), resized(front, columns, rows) > 0.3
    line = horizon(grid, covered)
    if line is None:
        return sky
    calm = (np.arange(rows)[:, None] + 4 < line * rows) & ~covered
    if not calm.any() or np.median(contrasts(grid)[calm]) > CALM:
        return sky
    at = np.interp(np.linspace(0, 1, width), np.linspace(0, 1, columns), line) * height
    above = np.clip(at - np.arange(height)[:, None] - 0.5, 0, 1).astype(np.float32)
    return above if np.minimum(above, sky).sum() > LEAST_SKY * sky.sum() else sky


def _liked(small: Array, part: Part) -> Array:
    """How near each pixel's colour is to those of a part of the scenery, 0 to 1; light and shade count little."""
    seen = lab(small)
    light = np.median(seen[..., 0]) / 65  # a night is no day
    out = np.zeros(seen.shape[:2], np.float32)
    for colour in part.colours:
        wish = lab(np.array(colour, np.float32)[None] / 255)[0] * (min(1.0, light), 1, 1)
        off = ((seen - wish) ** 2 * (0.3, 1, 1)).sum(2)
        np.maximum(out, np.exp(-off / (2 * 17.0**2)), out=out)
    return out


def _stands_out(small: Array, sky: Array) -> Array:
    """Whether a pixel is clearly lighter than the sky usually is there: (h, w), 0 to 1."""
    seen = lab(small)
    inside = sky > 0.5
    usual = np.array([np.median(row[i], 0) if i.any() else [50, 0, 0] for row, i in zip(seen, inside, strict=True)])
    lighter = seen[..., 0] - usual[:, None, 0]
    greyer = np.hypot(*usual[:, 1:].T)[:, None] - np.hypot(seen[..., 1], seen[..., 2])
    return np.clip((lighter + 0.5 * greyer) / 12 - 0.2, 0, 1)


def _part(words: str) -> str | None:
    """The part of the scenery that words name, if they do."""
    tokens = re.findall(r"[a-z]+|[가-힣]+", words.lower())
    for token in tokens:
        for name, part in PARTS.items():
            if any(said(token, word.strip()) for word in part.words.split(",")):
                return name
    return None


def _says_subject(words: str) -> bool:
    """Whether words name the main thing in general."""
    known = SUBJECT.split(", ")
    tokens = re.findall(r"[a-z]+|[가-힣]+", words.lower())
    return any(said(token, word) for token in tokens for word in known)


def _colour(words: str) -> str | None:
    """The colour that words name, if there is one."""
    for token in re.findall(r"[a-z]+|[가-힣]+", words.lower()):
        for name, (_, english, korean) in COLOURS.items():
            if token in re.split(r",\s*", f"{english}, {korean}"):
                return name
            if any(said(token, word) for word in korean.split(", ")):
                return name
    return None


def _not_found(words: str, count: int, known: Known = None) -> str:
    shown = (
        f"it shows: {listed(known)}"
        if known
        else {0: "nothing stands out in it", 1: "it shows one thing"}.get(
            count, f"it shows {count} things, and none fits"
        )
    )
    return (
        f'"{words.strip()}" was not found in this picture: {shown}. Name the thing itself ("the cat", "the red car"), '
        f"a part of the scenery ({', '.join(PARTS)}) or a colour; or draw a mask by hand."
    )
