"""A picture shows itself: briefly as text, and as HTML that a screen reader can read out and a prompt cannot break."""

import base64
import io
import re
import struct
import zlib
from html.parser import HTMLParser

import pytest
from PIL import Image

from helpers import ImageRequest, Pictures
from helpers.tasks import Inpaint

pytestmark = pytest.mark.usefixtures("english")

PROMPTS = {
    "plain": "a cat",
    "quotes": """a "cat" & 'dog'""",
    "script": "<script>alert(1)</script>",
    "attribute": '" onerror="alert(1)',
    "korean": "눈 속의 빨간 여우",
    "emoji": "🦊 in the ❄️",
    "lines": "a cat\non two lines",
    "braces": "{prompt} {0} {model.id}",
}


class Reader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS.keys())
def test_the_html_holds_the_prompt_as_words(make_picture, prompt):
    reader = Reader(make_picture(prompt).html())
    ((image),) = [attributes for tag, attributes in reader.tags if tag == "img"]
    assert image["alt"] == f"A picture made for the prompt: {prompt}"
    assert set(image) == {"alt", "src", "style"}
    assert {tag for tag, _ in reader.tags} == {"figure", "img", "figcaption", "div"}


def test_half_a_character_stops_no_message(make_picture):
    """Cut out of an emoji, it cannot be sent to a notebook."""
    shown = make_picture("\ud83e cat")._repr_mimebundle_()
    assert all(words.encode() for words in shown.values())


def test_words_it_did_not_know_cannot_break_the_html_either(make_picture):
    reader = Reader(make_picture(ignored=("<b>", '"')).html())
    assert any(line.endswith(': <b>, "') for line in reader.words)
    assert "b" not in {tag for tag, _ in reader.tags}


def test_the_html_is_in_the_learners_language(make_picture, each_language):
    said = {"en": "practice mode", "ko": "연습 모드"}[each_language]
    assert said in make_picture().html()


def test_the_preview_is_small_and_from_nowhere_else(drawn):
    html = drawn.html()
    assert len(html) < 200_000 < len(drawn.data)
    assert not re.search(r"https?://", html)
    source = re.search(r"data:image/webp;base64,([^\"]+)", html)[1]
    assert Image.open(io.BytesIO(base64.b64decode(source))).size == (512, 512)


@pytest.mark.parametrize("prompt", [*PROMPTS.values(), "word " * 2_000, "x" * 10_000, "여우" * 5_000, "🦊" * 10_000])
def test_the_text_does_not_flood(make_picture, prompt):
    shown = repr(make_picture(prompt))
    assert len(shown) < 200
    assert "\n" not in shown
    assert "6x4 PNG" in shown
    assert "seed 7" in shown


def test_what_was_left_out_is_told_in_a_terminal_too(make_picture):
    assert repr(make_picture(ignored=("xylophone", "chess"))).endswith("bytes, left out: xylophone, chess>")
    assert len(repr(make_picture(ignored=("x" * 500,)))) < 200


def test_a_notebook_gets_both(drawn):
    bundle = drawn._repr_mimebundle_(include=None, exclude=None)
    assert bundle == {"text/plain": repr(drawn), "text/html": drawn.html()}


def test_the_caption(make_picture):
    assert make_picture().caption() == ["6 × 4 · seed 7 · Stable Diffusion 3.5 Large, practice mode"]
    old = make_picture(model_id="amazon.nova-canvas-v1:0").caption()[0]
    assert old == "6 × 4 · seed 7 · Nova Canvas, practice mode · for practice only (no longer on Amazon Bedrock)"
    bedrock = make_picture(mode="bedrock", seed=None)
    assert bedrock.caption() == ["6 × 4 · Stable Diffusion 3.5 Large, Amazon Bedrock, us-west-2"]


def test_a_copy_of_ones_own(make_picture, tmp_path):
    picture = make_picture()
    path = picture.save(tmp_path / "mine.png")
    assert path.read_bytes() == picture.data
    with pytest.raises(FileExistsError):
        picture.save(path)


def test_the_record_names_only_what_was_asked(make_picture):
    assert make_picture(request=ImageRequest("a cat", seed=0)).record()["request"] == {
        "prompt": "a cat",
        "seed": 0,
    }
    edited = ImageRequest("a fox", seed=7, task=Inpaint(make_picture(), make_picture("a mask")))
    fingerprint = {"sha256": edited.task.image.sha256}
    assert make_picture(request=edited).record()["request"] == {
        "prompt": "a fox",
        "seed": 7,
        "task": {"name": "inpaint", "image": fingerprint, "mask": fingerprint},
    }


# ---- bytes that are no picture, or a dangerous one


def png(width, height, data=b""):
    """A PNG file that says it has this size."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


UNREADABLE = {
    "empty": b"",
    "words": b"what is this",
    "cut off": png(64, 64, zlib.compress(b"\0" * 65 * 64))[:60],
    "another kind": b"GIF89a" + b"\0" * 40,
    "a bomb": png(30_000, 30_000, zlib.compress(b"\0" * 1000)),
    "larger than any number": png(2**31 - 1, 2**31 - 1),
    "no side": png(0, 7),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_shown_is_told(make_picture, data, each_language):
    picture = make_picture(data=data)
    bundle = picture._repr_mimebundle_()
    assert f"{len(data):,} bytes" in bundle["text/plain"]
    said = {"en": "It cannot be shown", "ko": "표시할 수 없습니다"}[each_language]
    assert said in bundle["text/plain"]
    reader = Reader(bundle["text/html"])
    assert [tag for tag, _ in reader.tags] == ["div", "div"]
    assert said in "".join(reader.words)
    with pytest.raises(OSError):
        picture.image  # noqa: B018


def test_where_it_lies_is_told_too(make_picture, tmp_path):
    picture = make_picture(data=b"words", path=tmp_path / "kept.bin")
    assert str(tmp_path / "kept.bin") in picture._repr_mimebundle_()["text/plain"]


# ---- several


def test_several_show_themselves_side_by_side(make_picture):
    several = Pictures([make_picture("a cat"), make_picture("a <dog>")])
    reader = Reader(several._repr_mimebundle_()["text/html"])
    assert [a["alt"].rpartition(": ")[2] for tag, a in reader.tags if tag == "img"] == ["a cat", "a <dog>"]
    assert several[1].request.prompt == "a <dog>"


def test_what_is_missing_is_told(make_picture, each_language):
    several = Pictures([make_picture(), make_picture(data=b"no picture")], refused="Some were <blocked>.", broken=1)
    bundle = several._repr_mimebundle_()
    words = " ".join(Reader(bundle["text/html"]).words)
    assert "Some were <blocked>." in words and "Some were <blocked>." in bundle["text/plain"]
    assert "1" in several.notes()[1]
    assert len(several.notes()) == 2


def test_a_blurred_picture_says_what_it_stands_for(make_picture, each_language):
    assert "CONTENT_FILTERED" in make_picture(refused="CONTENT_FILTERED").caption()[-1]


def test_a_transparent_picture_stays_so(make_picture):
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(make_picture(data=out.getvalue()).preview)).has_transparency_data
