"""What is particular to single styles; what holds for all of them is in test_painter.py."""

import numpy as np
import pytest
from PIL import Image

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import load
from helpers.practice.painter.styles._mesh import triangulate
from helpers.practice.painter.styles._subject import behind, rim, subject

STYLES = load()
SIDE = 320  # pixels: more than 3 to a unit, so that styles paint in full


@pytest.fixture(scope="module")
def picture():
    """A red ball on green ground under a blue sky."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    out = np.where((y < 0.55)[..., None], (0.45, 0.70, 0.95), (0.30, 0.62, 0.25)) * (1.1 - 0.3 * y[..., None])
    ball = (x - 0.5) ** 2 + (y - 0.55) ** 2 < 0.2**2
    out[ball] = (0.84, 0.19, 0.19)
    return out.astype(np.float32).clip(0, 1)


@pytest.fixture(scope="module")
def painted(picture):
    """The picture in every style."""
    return {
        name: style.apply(picture, SIDE / 100, np.random.default_rng(1)).clip(0, 1) for name, style in STYLES.items()
    }


def test_every_style_looks_unlike_every_other(painted):
    shrunk = {name: a.reshape(40, 8, 40, 8, 3).mean((1, 3)) for name, a in painted.items()}
    fine = {name: np.abs(np.diff(a, axis=0)).mean() for name, a in painted.items()}
    names = sorted(painted)
    for i, a in enumerate(names):
        for b in names[:i]:
            apart = np.abs(shrunk[a] - shrunk[b]).mean() + abs(fine[a] - fine[b])
            assert apart > 0.02, f"{a} and {b}"


@pytest.mark.parametrize("name", sorted(set(STYLES) - {"pencil", "ink wash"}))
def test_the_red_ball_stays_red(name, painted):
    red, green, blue = painted[name][140:210, 130:190].mean((0, 1))
    assert red > 1.2 * max(green, blue)


@pytest.mark.parametrize("name", ["low poly", "paper cut", "ink wash", "photo"])
def test_a_wide_and_a_tall_picture_are_painted_in_full(name, picture):
    for part in (picture[80:240], picture[:, 80:240]):
        part = np.asarray(Image.fromarray((part * 255).astype(np.uint8)).resize((part.shape[1] * 2, part.shape[0] * 2)))
        source = part.astype(np.float32) / 255
        styled = STYLES[name].apply(source, source.shape[0] / 100, np.random.default_rng(1))
        assert styled.shape == source.shape
        assert np.isfinite(styled).all()
        assert np.abs(styled - source).mean() > 0.005


def test_low_poly_is_made_of_flat_facets(painted, picture):
    def flat(picture):
        steep = np.abs(np.diff(picture[20:120, 20:300], axis=1)).max(-1)
        return float((steep < 0.003).mean())

    assert flat(painted["low poly"]) > 0.7
    colours = np.unique((painted["low poly"] * 255).astype(np.uint8).reshape(-1, 3), axis=0)
    assert len(colours) > 60, "the sky alone has dozens of facets"


def test_paper_cut_throws_shadows_to_the_lower_right(painted):
    light = tools.grey(painted["paper cut"])
    below, away = light[243:247, 155:175].mean(), light[243:247, 20:60].mean()
    assert below < away - 0.02
    above, away = light[105:109, 145:165].mean(), light[105:109, 20:60].mean()
    assert above > away - 0.02


def test_a_photo_is_sharp_at_its_subject_and_soft_behind(picture):
    stripes = picture.copy()
    stripes[:, ::6] *= np.float32(0.6)
    out = STYLES["photo"].apply(stripes, SIDE / 100, np.random.default_rng(1))

    def detail(picture, rows, columns):
        return float(np.abs(np.diff(tools.grey(picture[rows, columns]), axis=1)).mean())

    ball, sky = (slice(150, 200), slice(130, 190)), (slice(20, 70), slice(20, 80))
    assert detail(out, *ball) / detail(stripes, *ball) > 2 * detail(out, *sky) / detail(stripes, *sky)
    assert out[:20, :20].mean() < 0.85 * out[20:80, 140:180].mean(), "the corners are darker"


def test_ink_wash_is_nearly_grey_on_warm_paper_with_a_red_seal(painted):
    out = painted["ink wash"]
    spread = out.max(-1) - out.min(-1)
    assert np.median(spread) < 0.12
    assert out[2:6, 2:6].mean() > 0.8, "the sheet is bare at its border"
    corner = out[int(0.8 * SIDE) : int(0.9 * SIDE), int(0.9 * SIDE) : int(0.97 * SIDE)]
    assert ((corner[..., 0] > 0.55) & (corner[..., 1] < 0.45)).mean() > 0.1


def test_triangles_tile_the_hull_of_their_corners_once():
    points = np.random.default_rng(3).random((200, 2))
    points = np.concatenate([points, [(0, 0), (1, 0), (0, 1), (1, 1)]])
    triangles = triangulate(points)
    a, b, c = (points[triangles[:, i]] for i in range(3))
    areas = np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2
    assert areas.sum() == pytest.approx(1, abs=0.01)
    assert set(triangles.ravel()) == set(range(204))


def test_no_corner_lies_in_the_circle_of_a_triangle():
    points = np.random.default_rng(4).random((40, 2))
    for corners in triangulate(points):
        a, b, c = points[corners]
        centre = np.linalg.solve(2 * np.array([b - a, c - a]), [b @ b - a @ a, c @ c - a @ a])
        reach = np.hypot(*(a - centre))
        others = np.delete(points, corners, 0)
        assert np.hypot(*(others - centre).T).min() > reach * (1 - 1e-9)


def test_cover_lays_a_colour_over_an_image_by_its_amount():
    image = Image.new("RGB", (3, 1), (200, 100, 0))
    tools.cover(image, np.array([0, 0, 1], np.float32), np.array([[0, 0.5, 1]], np.float32))
    assert [image.getpixel((x, 0)) for x in (0, 2)] == [(200, 100, 0), (0, 0, 255)]
    assert np.abs(np.array(image.getpixel((1, 0))) - (100, 50, 128)).max() <= 1


def test_lines_are_due_where_colours_meet_and_nowhere_else(picture):
    image = tools.to_image(picture)
    outline = tools.Outline(calm=1.6, contrast=0.11, width=0.2)
    for fine in (False, True):
        _, lines = tools.outlined(image, outline, fine)
        inked = tools.ink(lines, 2 * SIDE, 2 * SIDE, fine)
        assert inked.shape == (2 * SIDE, 2 * SIDE)
        assert inked[40:200, 40:600].max() < 0.05
        assert inked[340:360, 180:220].max() > 0.5, "at the ball's left side"


def test_the_subject_is_what_stands_out_near_the_middle(picture):
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    ball = (x - 0.5) ** 2 + (y - 0.55) ** 2 < 0.2**2
    found = subject(picture, (SIDE, SIDE))
    assert found.shape == (SIDE, SIDE)
    assert ((found > 0.5) != ball).mean() < 0.01
    assert ((subject(picture, (96, 96))[::4, ::4] > 0.5) != ball[:: SIDE // 24, :: SIDE // 24][:24, :24]).mean() < 0.05


def test_nothing_stands_out_in_an_empty_landscape_or_at_its_border(picture):
    empty = picture.copy()
    empty[:, 80:240] = empty[:, :1]
    assert not subject(empty, (64, 48)).any()
    assert subject(empty, (64, 48)).shape == (48, 64)
    empty[200:260, :60] = (0.8, 0.2, 0.2)
    assert not subject(empty, (64, 64)).any()


def test_a_rim_runs_around_the_subject_only(picture):
    found = subject(picture, (SIDE, SIDE))
    image = tools.to_image(picture)
    line = tools.ink(rim(found, image, 0.008), SIDE, SIDE, True)
    assert line[170:182, 92:100].max() > 0.8, "at the ball's left side"
    assert line[150:200, 130:190].max() < 0.05
    assert line[:90].max() < 0.05
    assert rim(found, Image.new("RGB", image.size), 0.008).max() == 0, "no edge, no line"


def test_behind_a_subject_lies_what_surrounds_it(picture):
    found = subject(picture, (SIDE, SIDE))
    red, _, blue = np.asarray(behind(tools.to_image(picture), found, 12))[170, 104] / 255
    assert blue > red, "just within the ball's left side is now sky or ground"


def test_a_paper_cut_keeps_the_subjects_small_parts(picture):
    eyed = picture.copy()
    eyed[165:177, 135:147] = eyed[165:177, 172:184] = (0.05, 0.05, 0.08)
    light = tools.grey(STYLES["paper cut"].apply(eyed, SIDE / 100, np.random.default_rng(1)))
    for column in (141, 178):
        assert light[171, column] < 0.5 * light[171, 160]


def test_no_lead_crosses_the_subject_of_stained_glass(painted):
    light = tools.grey(painted["stained glass"])
    assert light[140:210, 125:195].min() > 0.15
    assert (light[20:100] < 0.1).mean() > 0.01, "there is lead in the sky"


def test_pixel_art_dithers_no_edges(painted):
    red = painted["pixel art"]
    mixed = (red[..., 0] > 1.5 * red[..., 1]) & (red[..., 0] > 1.5 * red[..., 2])
    block = round(SIDE / 84)
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    away = np.sqrt((x - 0.5) ** 2 + (y - 0.55) ** 2)
    assert mixed[away < 0.2 - 1.5 * block / SIDE].all()
    assert not mixed[away > 0.2 + 1.5 * block / SIDE].any()


def test_brush_strokes_do_not_leave_the_thing_they_paint(painted, picture):
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    away = np.sqrt((x - 0.5) ** 2 + (y - 0.55) ** 2)
    near = (away > 0.215) & (away < 0.30)
    for name in ("oil", "van gogh"):
        red, green, blue = np.moveaxis(painted[name][near], -1, 0)
        assert (red > 1.15 * np.maximum(green, blue)).mean() < 0.02, name


def test_a_white_cloud_is_not_outlined_in_ink():
    image = Image.new("RGB", (200, 200), (205, 225, 245))
    image.paste((255, 255, 255), (20, 20, 80, 80))
    image.paste((60, 40, 30), (120, 120, 180, 180))
    due = tools.beside_dark(image, 1.0)
    assert due[18:82, 18:82].max() < 0.05
    assert due[150, 120] > 0.9
