"""Reading a sketch: its shapes, its long line, whatever the pen, the paper and the size."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers.practice.retouch.lines import FINE, path_across, read_lines


def sketch(draw, size=(512, 512), paper=255):
    image = Image.new("RGB", size, (paper,) * 3)
    draw(ImageDraw.Draw(image))
    return np.asarray(image, np.float32) / 255


def circle(pen, ink=20, width=4):
    pen.arc((100, 60, 300, 260), 10, 350, fill=(ink,) * 3, width=width)  # 20 degrees are left open
    pen.ellipse((160, 120, 180, 140), outline=(ink,) * 3, width=width)  # an eye


def test_a_shape_with_a_gap_and_details_is_one_silhouette():
    layout = read_lines(sketch(circle), "sketch")
    (shape,) = layout.silhouettes
    assert shape.box == pytest.approx((100 / 512, 60 / 512, 300 / 512, 260 / 512), abs=0.02)
    assert shape.area == pytest.approx(np.pi * 100**2 / 512**2, rel=0.08)
    assert layout.skyline is None


def test_lines_may_be_light_on_a_dark_ground():
    dark = read_lines(sketch(circle), "sketch").silhouettes[0]
    light = read_lines(sketch(lambda pen: circle(pen, ink=240), paper=15), "sketch").silhouettes[0]
    assert (dark.mask != light.mask).mean() < 0.002


def test_the_shade_on_photographed_paper_is_no_line():
    plain = sketch(circle)
    shade = np.linspace(1, 0.6, 512, dtype=np.float32)[:, None, None] * np.array([1, 0.95, 0.85], np.float32)
    (shape,) = read_lines(plain * shade, "sketch").silhouettes
    assert shape.box == pytest.approx(read_lines(plain, "sketch").silhouettes[0].box, abs=0.02)


def test_the_layout_is_the_same_at_every_size():
    large = sketch(circle)
    small = np.asarray(Image.fromarray((large * 255).astype(np.uint8)).resize((256, 256), Image.Resampling.BOX)) / 255
    a, b = (read_lines(p.astype(np.float32), "sketch").silhouettes[0].mask for p in (large, small))
    assert a.shape == b.shape == (FINE, FINE)
    assert (a != b).mean() < 0.01


def test_shapes_come_large_to_small_and_stay_apart():
    def two(pen):
        pen.rectangle((30, 200, 120, 300), outline=0, width=4)
        pen.polygon([(300, 420), (380, 100), (480, 420)], outline=0, width=4)

    shapes = read_lines(sketch(two), "sketch").silhouettes
    assert len(shapes) == 2
    assert shapes[0].area > shapes[1].area
    assert not (shapes[0].mask & shapes[1].mask).any()


def test_a_stick_figure_gets_flesh():
    def figure(pen):
        pen.ellipse((226, 80, 286, 140), outline=0, width=5)
        for a, b in (((256, 140), (256, 300)), ((256, 180), (180, 230)), ((256, 180), (330, 230))):
            pen.line([a, b], fill=0, width=5)
        pen.line([(200, 420), (256, 300), (312, 420)], fill=0, width=5)

    (body,) = read_lines(sketch(figure), "sketch").silhouettes
    assert body.box[1] < 0.17 and body.box[3] > 0.81
    assert body.mask[int(0.47 * FINE), int(0.5 * FINE)]


def test_the_line_that_runs_across_is_the_skyline():
    ridge = [(0, 300), (128, 200), (256, 320), (384, 150), (511, 260)]
    layout = read_lines(sketch(lambda pen: pen.line(ridge, fill=0, width=4)), "sketch")
    x = (np.arange(FINE) + 0.5) * 4
    wanted = np.interp(x, *zip(*ridge, strict=True)) / 512
    assert np.abs(layout.skyline - wanted).mean() < 0.012
    assert not layout.silhouettes


def test_a_boat_on_the_horizon_hides_it_and_is_one_thing():
    def boat(pen):
        pen.line([(0, 280), (511, 280)], fill=0, width=3)
        pen.polygon([(300, 290), (440, 290), (410, 340), (330, 340)], outline=0, width=4)
        pen.polygon([(370, 120), (435, 270), (370, 270)], outline=0, width=4)

    layout = read_lines(sketch(boat), "sketch")
    assert np.abs(layout.skyline - 280 / 512).max() < 0.02
    (shape,) = layout.silhouettes
    assert shape.box == pytest.approx((300 / 512, 120 / 512, 440 / 512, 340 / 512), abs=0.03)


def test_the_floor_under_a_house_is_no_horizon():
    def house(pen):
        pen.polygon([(180, 400), (180, 240), (260, 150), (340, 240), (340, 400)], outline=0, width=4)
        pen.line([(0, 402), (511, 402)], fill=0, width=4)

    layout = read_lines(sketch(house), "sketch")
    assert layout.skyline is None
    assert len(layout.silhouettes) == 1


def test_an_empty_sheet_asks_for_nothing():
    layout = read_lines(np.ones((128, 160, 3), np.float32), "sketch")
    assert layout.silhouettes == ()
    assert layout.skyline is None
    assert not layout.edges.any()


def test_structure_finds_the_land_and_its_edges():
    y, x = np.mgrid[:256, :320]
    land = y > 150 - 40 * np.sin(x / 50)
    picture = np.where(land[..., None], [0.2, 0.5, 0.15], [0.5, 0.7, 0.95]).astype(np.float32)
    picture += np.random.default_rng(0).normal(0, 0.05, picture.shape) * land[..., None]
    layout = read_lines(picture.clip(0, 1).astype(np.float32), "structure")
    at = (np.arange(160) + 0.5) * 2
    assert np.abs(layout.skyline - (150 - 40 * np.sin(at / 50)) / 256).mean() < 0.015
    assert layout.edges.max() > 0.3


def test_structure_of_a_figure_on_a_plain_ground_is_its_silhouette():
    picture = sketch(lambda pen: pen.ellipse((150, 100, 350, 420), fill=(180, 60, 40)))
    (shape,) = read_lines(picture, "structure").silhouettes
    assert shape.box == pytest.approx((150 / 512, 100 / 512, 350 / 512, 420 / 512), abs=0.02)


def test_a_path_goes_where_there_is_most_to_gather():
    gain = np.zeros((20, 30), np.float32)
    wanted = 10 + (np.arange(30) // 6) % 3
    gain[wanted, np.arange(30)] = 1
    assert (path_across(gain) == wanted).all()
