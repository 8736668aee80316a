"""Who stands in a picture, and what they wear: face, skin, and clothes above and below the waist.

A person is known by two eyes in a face of one colour, or else by a head on a neck. All lengths are told in the distance
between the eyes, which is about a half of the face's width in a photograph as in a drawing. Clothes are what goes on
from the middle of the chest and is neither skin, hair nor background: palettes compete for every pixel along a short
border, as in `outline`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.brief import PEOPLE
from helpers.practice.retouch.cutout import Sight, look
from helpers.practice.retouch.outline import calm, distances, least_border, palette
from helpers.practice.retouch.pixels import Array, around, lab, resized
from helpers.practice.retouch.regions import components

TALL = 256  # pixels: the height at which a figure is looked at
WIDEST = 320  # likewise, its width at most
MARGIN = 0.1  # of a figure's height: how much of what is around is looked at too


@dataclass(frozen=True, slots=True)
class Face:
    """A face by its eyes, in pixels of the picture, or the part of one, in which it was found."""

    x: float  # of the middle between the eyes
    y: float
    eyes: float  # from one to the other
    skin: Array  # Lab
    mark: float  # the less, the surer


# ---- faces

WINDOWS = (7, 12)  # pixels: half the side of the surroundings that an eye is darker than
DARKER, DARKER_SHARE = 5.0, 0.22  # units of lightness, at least; and share of that of the surroundings
EYE = (5, 500)  # pixels of an eye
SHAPE = (0.35, 2.6)  # width over height
SOLID = 0.45  # of its box
APART = (1.5, 6.5)  # widths of an eye from one to the other
LEVEL = 0.25  # how far one may be higher, in their distance
ALIKE = 2.5  # times one may be larger
SKIN = 9.0  # units of lightness by which skin is lighter than an eye
HIGHEST = 0.7  # of a figure's height, from the top: no face is lower
PLACES = ((0.0, -0.05), (-0.35, 0.36), (0.35, 0.36))  # of skin, from the middle, in distances of the eyes
ROUND = 0.95  # radius of what is all face about them, likewise; its middle is DOWN below them
DOWN = 0.25
SAME = 20.0  # units of Lab in which it is one skin
FACE = 4.0  # marks from which it is no face
# What each thing counts for in a mark: units of Lab are 1.
TILT, UNEQUAL, UNLIKE, LARGE, WHOLE = 40.0, 8.0, 6.0, 0.6, 30.0
BLUE, BLUISH = 0.8, 15.0  # even at night no skin is bluer than that (units of Lab)

# Where no eyes are seen: how much higher than wide somebody is, where a neck is (shares of the height), how narrow
# (against the head), what of a head is above its eyes, and how many pixels these are apart at least.
UPRIGHT, NECK_AT, NARROW, CROWN, LEAST_EYES = 1.25, (0.08, 0.45), 0.7, 1.7, 4


def faces(picture: Array) -> list[Face]:
    """Faces in a small picture (h, w, 3), 0 to 1, of a figure about as large as it; the surest first."""
    calmer = np.dstack([around(picture[..., c], 1) for c in range(3)])  # without grain and strokes, but small eyes
    found: list[Face] = []
    for colours in (lab(calmer), lab(picture)):
        for window in WINDOWS:
            blobs = _dark(colours[..., 0], window)
            pairs = ((one, other) for i, one in enumerate(blobs) for other in blobs[i + 1 :])
            seen = [_face(colours, one, other) for one, other in pairs]
            found += [face for face in seen if face is not None and face.mark < FACE]
        if found:
            break
    return sorted(found, key=lambda face: face.mark)


@dataclass(frozen=True, slots=True)
class _Blob:
    x: float
    y: float
    width: int
    height: int
    size: int
    light: float  # of its darkest pixel


def _dark(light: Array, window: int) -> list[_Blob]:
    """Small parts of a picture that are darker than what is around them, as eyes are."""
    usual = around(light, window)
    label, count = components(usual - light > np.maximum(DARKER, DARKER_SHARE * usual))
    out = []
    sizes = np.bincount(label.ravel(), minlength=count + 1)
    for k in range(1, count + 1):
        if not EYE[0] <= sizes[k] <= EYE[1]:
            continue
        y, x = np.nonzero(label == k)
        wide, tall = int(np.ptp(x)) + 1, int(np.ptp(y)) + 1
        if SHAPE[0] < wide / tall < SHAPE[1] and sizes[k] > SOLID * wide * tall:
            out.append(_Blob(float(x.mean()), float(y.mean()), wide, tall, int(sizes[k]), float(light[y, x].min())))
    return out


def _face(colours: Array, one: _Blob, other: _Blob) -> Face | None:
    """The face whose eyes they are; None if they can be none."""
    eyes, tilt, usual = abs(one.x - other.x), abs(one.y - other.y), (one.width + other.width) / 2
    unequal = max(one.size, other.size) / min(one.size, other.size)
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
    if not APART[0] * usual < eyes < APART[1] * usual or tilt > LEVEL * eyes or unequal > ALIKE:
        return None
    if y > HIGHEST * len(colours):
        return None
    seen = []
    reach = max(1, round(0.06 * eyes))
    for across, down in PLACES:
        left, top = int(x + across * eyes) - reach, int(y + down * eyes) - reach
        part = colours[max(0, top) : top + 2 * reach + 1, max(0, left) : left + 2 * reach + 1]
        if not part.size:
            return None
        seen.append(np.median(part.reshape(-1, 3), 0))
    skin = np.median(seen, 0)
    if min(place[0] for place in seen) - max(one.light, other.light) < SKIN:
        return None
    spread = max(float((np.abs(a - b) * (0.7, 1, 1)).sum()) for a in seen for b in seen)
    rows, columns = np.ogrid[: colours.shape[0], : colours.shape[1]]
    disc = np.hypot(rows - y - DOWN * eyes, columns - x) < ROUND * eyes
    whole = float((np.sqrt((((colours[disc] - skin) * (0.6, 1, 1)) ** 2).sum(-1)) < SAME).mean())
    mark = spread + TILT * tilt / eyes + UNEQUAL * np.log(unequal) - LARGE * eyes - WHOLE * (whole - 0.5)
    mark += UNLIKE * abs(np.log(one.width / other.width)) + BLUE * max(0.0, -float(skin[2]) - BLUISH)
    return Face(x, y, eyes, skin, float(mark))


def _by_neck(crop: Array, figure: Array) -> Face | None:
    """Where a face must be in a part of a picture (h, w, 3) with an upright figure (h, w) that has a neck; or None."""
    solid = figure > 0.5
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if not len(rows) or len(rows) < UPRIGHT * len(columns):
        return None
    wide = np.array([np.ptp(np.flatnonzero(solid[row])) + 1 if solid[row].any() else 0 for row in rows])
    first, last = (round(share * len(rows)) for share in NECK_AT)
    neck = first + int(wide[first : last + 1].argmin())
    eyes = neck / (CHIN + CROWN)  # above the neck there is nothing but the head
    if eyes < LEAST_EYES or wide[neck] > NARROW * wide[:neck].max():
        return None
    y = rows[0] + CROWN * eyes
    x = float(np.median(np.nonzero(solid[rows[0] : rows[0] + neck])[1]))
    half = max(1, round(0.5 * eyes))
    cheeks = crop[round(y + 0.3 * eyes) : round(y + CHIN * eyes), max(0, round(x) - half) : round(x) + half]
    if not cheeks.size:
        return None
    return Face(x, float(y), eyes, np.median(lab(cheeks).reshape(-1, 3), 0), FACE)


# ---- clothes, with heights told from the chin down

CHIN = 1.32  # below the eyes
HEAD = 1.9  # radius of head and hair, about the middle between the eyes
CHEST = (0.3, 1.4)  # where a chest is seen,
CHEST_WIDE = 0.55  # and half its breadth: what is there is worn
LOWER_WIDE = 0.7  # the same for what is further down
OUT = 14.0  # what it counts for in a mark that a face stands out
TRIED, DRESSED = 6, 0.4  # faces below each of which a chest is looked for, and how much of it must not be bare
ARMS = 2.7  # how far the painter's figures reach to a side
BODY_WIDE, GUESS = 2.4, 0.55  # half the breadth of a body, where nothing else tells, and how sure that is
OWN, OTHER = 16, 24  # colours of the clothes, and of everything else
PLACE = 45.0  # units of Lab that weigh as much as the figure's whole height
SURE = 120.0  # square of the Lab distance in which a palette's likelihood falls to 1 / e
TOLD = 12.0  # units of Lab from all else, for a colour further down to be of clothes
BARE = 11.0  # units of Lab within which a colour is skin
STIFF, STEPS = 1.5, 60  # of the border
INSIDE, FAR = 0.7, 1.2  # what it speaks for cloth to be part of the figure, and against it to be far from it
THROUGH, GROUND, SPREAD = 1.5, 8.0, 0.3  # against it, to have the colour (within units of Lab) of what is beside it
NEVER = 4.0
MIDDLE, ENOUGH = 0.75, 0.25  # within so much of the chest's breadth such a share of a colour must lie: a bench has less
WINDOW = 0.7  # above and below a waist, over which colours are compared
SHADES = 14.0  # units of Lab within which colours may be of one cloth
PARTED, SURELY_PARTED = 0.4, 0.8  # how unlike they are at a waist, 0 to 1: surely, where no legs are seen
HALVED = 0.45  # of the clothes' height: the waist of a dress
GAP = 0.2  # between two pieces of clothing there is less
NAKED = 0.5  # of a body's height: where clothes end higher than that, what looks like skin below them is none
SHOE = 0.075  # of the whole height
HEM = 9.0  # units of Lab within which a shoe has the colour of what is above it, and is none
STEP = 0.14  # of it: how much higher one foot may be
SHORTEST = 2.2  # a body that is seen down to its feet


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a picture: masks (h, w), 0 to 1, of a part of it."""

    face: Face
    box: tuple[int, int, int, int]  # that part: left, top, right, bottom in pixels of the picture
    upper: Array  # what is worn above the waist,
    lower: Array  # and below it
    shoes: Array  # nothing where feet are not seen
    skin: Array  # below the chin
    head: Array  # face and hair

    @property
    def chin(self) -> float:
        """The row of the chin, in the masks."""
        return self.face.y + CHIN * self.face.eyes

    def on(self, mask: Array, shape: tuple[int, ...]) -> Array:
        """One of the masks on a whole picture of such a shape (h, w, ...)."""
        left, top, right, bottom = self.box
        out = np.zeros(shape[:2], np.float32)
        out[top:bottom, left:right] = resized(mask, right - left, bottom - top)
        return out


@dataclass(frozen=True, slots=True)
class _View:
    """A part of a picture, and a face in it."""

    box: tuple[int, int, int, int]  # that part, as of a person
    face: Face
    colours: Array  # (h, w, 3) Lab
    figure: Array  # (h, w), 0 to 1: what stands out
    across: Array  # (h, w) from the middle of the face, in distances of the eyes
    below: Array  # (h, w) from the chin
    bare: Array  # (h, w), 0 to 1: how like skin

    @property
    def chest(self) -> Array:
        """Where something is worn, (h, w) of bool."""
        here = (self.across < CHEST_WIDE) & (self.below > CHEST[0]) & (self.below < CHEST[1])
        return here & (self.bare < 0.5)

    @property
    def dressed(self) -> bool:
        """Whether there is a chest with something on below the face."""
        return self.chest.sum() > DRESSED * 2 * CHEST_WIDE * (CHEST[1] - CHEST[0]) * self.face.eyes**2

    @property
    def mark(self) -> float:
        """The face's own, better where it is on what stands out."""
        disc = np.hypot(self.across, self.below + CHIN - DOWN) < ROUND
        return self.face.mark - OUT * (float(self.figure[disc].mean()) - 0.5)


def read_person(picture: Array, seen: Sight | None = None) -> Person | None:
    """The person that is seen best in a picture (h, w, 3), 0 to 1; None if there is nobody."""
    seen = seen or look(picture)
    if seen.known is not None:
        people = [i for i, figure in enumerate(seen.known) if figure.subject in PEOPLE]
        if not people:
            return None
        seen = Sight([seen.figures[i] for i in people], True, tuple(seen.known[i] for i in people))
    everything = np.ones((8, 8), np.float32)
    standing = np.maximum.reduce(seen.figures) if seen.figures else None
    whole = None if standing is None else resized(standing, picture.shape[1], picture.shape[0])
    best: _View | None = None
    for figure in (*seen.figures, everything):
        if figure is everything and best is not None and best.mark < FACE:
            break
        box = _around(figure, picture.shape)
        crop = _crop(picture, box)
        candidates = faces(crop)[:TRIED]
        if figure is not everything and (guess := _by_neck(crop, _crop(resized(figure, *picture.shape[1::-1]), box))):
            candidates.append(guess)
        views = [
            _seen(crop, None if whole is None else _crop(whole, box), box, face, seen.painted) for face in candidates
        ]
        for view in views:
            if view.dressed and (best is None or view.mark < best.mark):
                best = view
    if best is None:
        return None
    cloth, bare, head = _worn(best)
    upper, lower, shoes = _parted(best, cloth)
    skin = np.where((best.below > 0) & (np.maximum.reduce([upper, lower, shoes]) < 0.5), bare, 0)
    return Person(best.face, best.box, upper, lower, shoes, skin, head)


def _seen(crop: Array, figure: Array | None, box: tuple[int, int, int, int], face: Face, painted: bool) -> _View:
    """figure: what stands out in the crop, if anything does. painted: whether it is one of the painter's pictures."""
    height, width = crop.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    across, below = np.abs(x - face.x) / face.eyes, (y - face.y) / face.eyes - CHIN
    if figure is None:
        figure = np.float32(GUESS) * np.exp(-((across / BODY_WIDE) ** 2))
    if painted:  # the painter's arms are short: what is farther away is a shop window
        figure = figure * (across < ARMS)
    colours = lab(crop)
    off = ((colours - face.skin) * (0.55, 1, 1)) ** 2
    bare = np.exp(-off.sum(-1) / (2 * BARE**2)).astype(np.float32)
    return _View(box, face, colours, figure, across, below, bare)


def _around(figure: Array, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The box about a figure's mask, of any size, with room for what it misses, in pixels of a picture."""
    rows, columns = np.flatnonzero((figure > 0.5).any(1)), np.flatnonzero((figure > 0.5).any(0))
    down, across = shape[0] / figure.shape[0], shape[1] / figure.shape[1]
    room = MARGIN * (rows[-1] - rows[0] + 1)
    return (
        round(max(0.0, (columns[0] - room) * across)),
        round(max(0.0, (rows[0] - 2 * room) * down)),
        round(min(float(shape[1]), (columns[-1] + 1 + room) * across)),
        round(min(float(shape[0]), (rows[-1] + 1 + room) * down)),
    )


def _crop(a: Array, box: tuple[int, int, int, int]) -> Array:
    """A part of a picture or a mask, at the size at which figures are looked at."""
    left, top, right, bottom = box
    scale = min(TALL / (bottom - top), WIDEST / (right - left))
    size = max(8, round((right - left) * scale)), max(8, round((bottom - top) * scale))
    return resized(np.ascontiguousarray(a[top:bottom, left:right]), *size)


def _worn(view: _View) -> tuple[Array, Array, Array]:
    """What is worn, bare skin, and the head, (h, w) each."""
    height, width = view.figure.shape
    across, below, figure = view.across, view.below, view.figure
    y, x = np.mgrid[:height, :width].astype(np.float32)
    points = np.dstack([view.colours, y * (PLACE / height), x * (PLACE / height)]).reshape(-1, 5)
    head = (np.hypot(across, below + CHIN) < HEAD) & (below < 0.1)
    bare, chest = view.bare, view.chest
    near = around(figure, max(2, round(0.03 * height)))
    other = _nearest(points, (near < 0.03) | head, OTHER).reshape(height, width)
    lower = (across < LOWER_WIDE) & (below >= CHEST[1]) & (figure > 0.6) & (bare < 0.5) & (other > TOLD**2)
    seeds = chest | lower
    if not seeds.any():
        return np.zeros_like(figure), bare, head.astype(np.float32)
    own = _nearest(points, seeds, OWN).reshape(height, width)
    pull = (other - own) / (2 * SURE) + INSIDE * (2 * figure - 1) - FAR * (near < 0.02) - 3 * bare
    pull -= THROUGH * _seen_through(view, near < 0.03)
    pull = np.where(head, -NEVER, np.where(seeds, NEVER / 2, pull)).clip(-NEVER, NEVER).astype(np.float32)
    calm_x, calm_y = calm(view.colours)
    mask = least_border(pull, STIFF * calm_x, STIFF * calm_y, (pull > 0).astype(np.float32), STEPS)
    mask = np.where(_beside(view, mask > 0.5, points), 0, mask)
    label, _ = components(mask > 0.5)
    kept = np.unique(label[chest])
    cloth = np.where(np.isin(label, kept[kept > 0]), mask, 0).astype(np.float32)
    return cloth, bare * np.clip(2 * figure, 0, 1), head.astype(np.float32)


def _nearest(points: Array, some: Array, count: int) -> Array:
    """Squares of the distances of points (n, k) from the typical ones among some of them, a mask of any shape: (n,)."""
    typical = palette(points[some.ravel()], count) if some.any() else np.full((1, points.shape[1]), 1e3, np.float32)
    return (distances(points, typical).min(1) + (points**2).sum(1)).clip(0)


def _seen_through(view: _View, away: Array) -> Array:
    """How like what is beside the figure at its height each pixel is, (h, w), 0 to 1: one sees it between the legs."""
    height = len(away)
    left = (np.arange(away.shape[1]) < view.face.x)[None]
    reach = max(1, round(SPREAD * view.face.eyes))
    least = np.full(away.shape, np.inf, np.float32)
    for side in (left, ~left):
        here = away & side
        count = around(here.sum(1).astype(np.float32)[:, None], reach)
        sums = np.stack([(view.colours[..., c] * here).sum(1) for c in range(3)], 1)
        usual = np.stack([around(sums[:, c : c + 1], reach)[:, 0] for c in range(3)], 1) / np.maximum(count, 1e-3)
        off = ((view.colours - usual[:, None]) ** 2).sum(-1)
        least = np.minimum(least, np.where(count > 0.5, off, np.inf).reshape(height, -1))
    return np.exp(-least / (2 * GROUND**2))


def _beside(view: _View, cloth: Array, points: Array) -> Array:
    """Where what was taken for clothes is a bench or the like: of a colour that mostly lies to the sides."""
    low = cloth & (view.below > CHEST[1])
    out = np.zeros_like(cloth)
    if low.sum() < OWN:
        return out
    colours = points[:, :3]
    kind = distances(colours, palette(colours[low.ravel()], OWN // 2)).argmin(1).reshape(cloth.shape)
    chest = cloth & (view.below > CHEST[0]) & (view.below < CHEST[1])
    broad = float(np.percentile(view.across[chest], 95)) if chest.any() else 1.0
    for k in np.unique(kind[low]):
        part = low & (kind == k)
        if (view.across[part] < MIDDLE * broad).mean() < ENOUGH:
            out |= part
    return out


def _parted(view: _View, cloth: Array) -> tuple[Array, Array, Array]:
    """Clothes (h, w) above and below the waist, and shoes."""
    worn = cloth > 0.5
    if not worn.any():
        return cloth, cloth, cloth
    height = len(cloth)
    body = worn | ((view.figure > 0.5) & (view.across < BODY_WIDE) & (view.below > 0))
    foot = np.flatnonzero(body.any(1))[-1]
    tall = (foot - view.face.y) / view.face.eyes + CHIN  # from the top of the head, about
    shoes = np.zeros(cloth.shape, bool)
    standing = foot < height - 2 and view.below[foot, 0] > SHORTEST  # else the picture ends above the feet
    if standing:
        last = np.where(body.any(0), height - 1 - body[::-1].argmax(0), -1)
        reach = tall * view.face.eyes
        rows = np.arange(height)[:, None]
        shoes = body & (rows > last - SHOE * reach) & (last > foot - STEP * reach)
        bare = view.bare > 0.5
        shoes &= ~bare & ~_like_above(view.colours, worn, shoes)
        hem = _hem(view, worn, body)
        if view.below[hem, 0] < NAKED * view.below[foot, 0]:
            legs = bare & body & (rows >= hem) & ~shoes
            cloth = np.maximum(cloth, legs.astype(np.float32))  # nobody is naked there: trousers in the colour of skin
    rest = np.where(shoes, 0, cloth)
    waist = _waist(view, rest > 0.5, *((PARTED, HALVED) if standing else (SURELY_PARTED, 1.0)))
    above = view.below < waist
    return np.where(above, rest, 0), np.where(above, 0, rest), shoes.astype(np.float32)


def _hem(view: _View, worn: Array, body: Array) -> int:
    """The row at which clothes on a body, (h, w) of bool, first end, from the chest down."""
    middle = view.across < LOWER_WIDE
    taken = (worn & middle).sum(1) > 0.5 * (body & middle).sum(1)
    down = np.flatnonzero(taken & (view.below[:, 0] > CHEST[0]))
    if not len(down):
        return int(np.argmin(np.abs(view.below[:, 0] - CHEST[1])))
    gaps = np.flatnonzero(np.diff(down) > GAP * view.face.eyes)
    return int(down[gaps[0]] if len(gaps) else down[-1])


def _like_above(colours: Array, worn: Array, shoes: Array) -> Array:
    """Where what may be shoes (h, w) has the colours of the clothes above: it is a hem, or a trouser leg."""
    rows = np.flatnonzero(shoes.any(1))
    band = worn & ~shoes
    band[: max(0, rows[0] - 2 * (rows[-1] - rows[0] + 1))] = False
    if band.sum() < OWN:
        return np.zeros_like(shoes)
    points = colours.reshape(-1, 3)
    return (_nearest(points, band, 6) < HEM**2).reshape(shoes.shape)


def _waist(view: _View, worn: Array, parted: float, usual: float) -> float:
    """How far below the chin the clothes change, at least by `parted`; else the usual share of their height."""
    middle = worn & (view.across < LOWER_WIDE)
    below = view.below[:, 0]
    rows = np.flatnonzero(middle.any(1) & (below > CHEST[0]))
    if len(rows) < 8:
        return float(below[-1])
    first, last = below[rows[0]], below[rows[-1]]
    colours = view.colours[middle]
    centres = palette(colours, 6)
    share = np.zeros((len(below), 6), np.float32)
    kind = distances(colours, centres).argmin(1)
    np.add.at(share, (np.nonzero(middle)[0], kind), 1)
    # Light and shade of one cloth are much alike.
    alike = np.exp(-(((centres[:, None] - centres[None]) * (0.7, 1, 1)) ** 2).sum(-1) / (2 * SHADES**2))
    best, at = parted, first + usual * (last - first) + 0.01
    for row in rows:
        here = below[row]
        if here - first < CHEST[1] - WINDOW or last - here < WINDOW:
            continue
        up = share[(below >= here - WINDOW) & (below < here)].sum(0)
        down = share[(below >= here) & (below < here + WINDOW)].sum(0)
        unlike = 1 - float(up @ alike @ down / np.sqrt((up @ alike @ up) * (down @ alike @ down)))
        if unlike > best:
            best, at = unlike, here
    return float(at)
