"""Pictures to take away: a contact sheet and a report that open anywhere, whatever stands in a prompt."""

import io
import re
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser

import pytest
from PIL import Image

from helpers import BadValue, ImageRequest, export
from helpers.collection import Marks
from helpers.export import GAP, LINE, SIDE
from helpers.tasks import Inpaint
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")

RED = image_file(size=(64, 32), colour=(255, 0, 0))


class Reader(HTMLParser):
    """Tags, and all words, of a page whose elements are closed in order."""

    VOID = ("meta", "img", "!doctype")

    def __init__(self, html):
        super().__init__()
        self.tags, self.words, self.open = [], "", []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def read(path):
    return Reader(path.read_text("utf-8"))


# ---- contact sheets


def test_pictures_stand_side_by_side(make_picture, tmp_path):
    path = export.contact_sheet([make_picture(data=RED)] * 3, tmp_path / "sheet.png", columns=2)
    sheet = Image.open(path)
    assert sheet.size == (GAP + 2 * (SIDE + GAP), GAP + 2 * (SIDE + LINE + GAP))
    for x, y in ((0, 0), (1, 0), (0, 1)):
        left, top = GAP + x * (SIDE + GAP), GAP + y * (SIDE + LINE + GAP)
        middle = sheet.getpixel((left + SIDE // 2, top + SIDE // 2))
        assert middle[0] > 240 and middle[1] < 20
        assert (
            sheet.crop((left, top + SIDE, left + SIDE, top + SIDE + LINE)).convert("L").getextrema()[0] < 100
        )  # words
    assert sheet.getpixel((GAP + SIDE + GAP + SIDE // 2, sheet.height - GAP - LINE - SIDE // 2)) == (255, 255, 255)


def test_what_cannot_be_looked_at_has_an_empty_place(make_picture, tmp_path):
    path = export.contact_sheet([make_picture(data=b"words"), make_picture(data=RED)], tmp_path / "sheet.png")
    sheet = Image.open(path)
    assert sheet.getpixel((GAP + SIDE // 2, GAP + SIDE // 2)) == (255, 255, 255)


@pytest.mark.parametrize("columns", [0, -1, True, 2.0, "3"])
def test_columns_there_cannot_be(make_picture, tmp_path, columns):
    with pytest.raises(BadValue, match="columns"):
        export.contact_sheet([make_picture()], tmp_path / "sheet.png", columns)


def test_no_pictures_and_too_many(make_picture, tmp_path):
    with pytest.raises(BadValue, match="nothing"):
        export.contact_sheet([], tmp_path / "sheet.png")
    with pytest.raises(BadValue, match=r"16,?000"):
        export.contact_sheet([make_picture()] * 60, tmp_path / "sheet.png", columns=60)
    assert list(tmp_path.iterdir()) == []


# ---- reports


def test_everything_a_picture_was_made_with(make_picture, tmp_path):
    request = ImageRequest("a red fox", "blurry", seed=7, model="sdxl", steps=20, task=Inpaint(RED, RED))
    at = datetime(2026, 11, 22, 21, 0, tzinfo=timezone(timedelta(hours=9)))
    made = make_picture(request=request, ignored=("xyz",), price_usd=0.08, mode="bedrock", made_at=at)
    shown = read(export.report([made], tmp_path / "report.html")).words
    for words in (
        "a red fox",
        "blurry",
        "Repaint a part, by brush",
        "steps",
        "20",
        "7",
        "xyz",
        "$0.080",
        "Amazon Bedrock, us-west-2",
        "2026-11-22 12:00 UTC",
    ):
        assert words in shown
    marks = Marks(favourite=True, stars=3, note="for <b>grandma</b>")
    named = make_picture(path=tmp_path / "fox.png")
    rated = read(export.report([named], tmp_path / "rated.html", marks={"fox.png": marks})).words
    assert "★★★♥" in rated and "for <b>grandma</b>" in rated
    assert "an-id" not in shown  # the request's id is a matter between the learner and AWS


def test_a_page_that_fetches_and_runs_nothing(make_picture, tmp_path):
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">" onload="x'
    pictures = [make_picture(evil, ignored=(evil,)), make_picture(request=ImageRequest(evil, evil), model_id=evil)]
    path = export.report(pictures, tmp_path / "report.html", title=evil)
    page = read(path)
    assert {tag for tag, _ in page.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "main", "figure", "img", "figcaption", "div"),
        *("dl", "dt", "dd"),
    }
    assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not re.search(r"https?://", path.read_text("utf-8"))
    assert next(a["alt"] for tag, a in page.tags if tag == "img").endswith(evil)
    assert page.words.count(evil) == 7  # title, heading, two prompts, what was left out, what not to show, model


def test_the_pictures_are_in_it_and_small(make_picture, tmp_path):
    large = image_file(size=(1024, 512), colour=(0, 0, 255))
    path = export.report([make_picture(data=large)], tmp_path / "report.html")
    (image,) = [attributes for tag, attributes in read(path).tags if tag == "img"]
    assert (image["width"], image["height"]) == ("384", "192")
    assert path.stat().st_size < 20_000


def test_half_a_letter_and_a_picture_that_cannot_be_shown(make_picture, tmp_path):
    page = read(export.report([make_picture("\ud83d fox", data=b"words")], tmp_path / "report.html"))
    assert "? fox" in page.words and "cannot be shown" in page.words


def test_it_speaks_the_learners_language(make_picture, tmp_path, each_language):
    path = export.report([make_picture()], tmp_path / "report.html")
    assert f'lang="{each_language}"' in path.read_text("utf-8")
    assert {"en": "model", "ko": "모델"}[each_language] in read(path).words


def test_no_pictures_make_an_empty_report(tmp_path):
    assert read(export.report([], tmp_path / "report.html", "My pictures")).words.count("My pictures") == 2


@pytest.mark.parametrize("write", [export.contact_sheet, export.report])
def test_nothing_is_overwritten_and_nothing_left_behind(make_picture, tmp_path, write):
    mine = tmp_path / "mine"
    mine.write_text("mine")
    with pytest.raises(FileExistsError):
        write([make_picture()], mine)
    assert mine.read_text() == "mine"
    with pytest.raises(OSError):
        write([make_picture()], tmp_path / "no" / "such" / "folder")
    assert list(tmp_path.iterdir()) == [mine]


def test_a_disk_that_is_full_leaves_no_name_taken(make_picture, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", fail)
        with pytest.raises(OSError, match="No space"):
            export.contact_sheet([make_picture()], tmp_path / "sheet.png")
    assert list(tmp_path.iterdir()) == []
    path = export.contact_sheet([make_picture()], tmp_path / "sheet.png")
    assert Image.open(io.BytesIO(path.read_bytes())).format == "PNG"
    with pytest.raises(FileExistsError):
        export.contact_sheet([make_picture()], path)
    assert list(tmp_path.iterdir()) == [path]
