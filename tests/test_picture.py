"""A picture shows itself: briefly as text, and as HTML that a screen reader can read out and a prompt cannot break."""

import base64
import io
import re
from html.parser import HTMLParser

import pytest
from PIL import Image

from helpers import ImageRequest

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


def test_a_notebook_gets_both(drawn):
    bundle = drawn._repr_mimebundle_(include=None, exclude=None)
    assert bundle == {"text/plain": repr(drawn), "text/html": drawn.html()}


def test_the_caption(make_picture):
    assert make_picture().caption() == ["6 × 4 · seed 7 · Stable Diffusion 3.5 Large, practice mode"]
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
        "model": "sd3.5-large",
        "seed": 0,
    }
