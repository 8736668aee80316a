"""What a notebook shows as HTML: dollar signs in it are prices and prompts, which JupyterLab must not typeset."""

from html.parser import HTMLParser

import pytest
from PIL import Image

from helpers import Pictures, account, markup
from helpers.check import Check, Row
from helpers.errors import BadValue
from helpers.frames import side_by_side
from helpers.widgets.drawing import alert

pytestmark = pytest.mark.usefixtures("english")

FORMULA = "$x^2$ costs $1"


class Typeset(HTMLParser):
    """The words that MathJax would look for formulas in, by its own rule: not in an element of such a class."""

    def __init__(self, html):
        super().__init__()
        self.open, self.words = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag not in ("img", "br"):
            self.open.append((tag, "mathjax_ignore" in (dict(attributes).get("class") or "").split()))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, "elements that are not closed in order"

    def handle_data(self, data):
        if not any(ignored for _, ignored in self.open):
            self.words += data


def test_the_reader_here_finds_formulas_where_nothing_protects_them():
    assert Typeset(f"<p>{FORMULA}</p><div class='mathjax_ignore'>$2</div>").words == FORMULA


def test_two_prices_in_a_table_are_no_formula():
    table = account.unasked("us-west-2", "it has cost $3 of $4")._repr_html_()
    assert "$0.065" in table and "of $4" in table
    assert Typeset(table).words == ""


def test_what_is_ready_is_words():
    row = Row("a price", "warning", FORMULA, FORMULA)
    shown = Check((row,))._repr_html_()
    assert shown.count(FORMULA) == 2
    assert Typeset(shown).words == ""


def test_a_picture_and_its_caption_are_words(make_picture):
    one = make_picture(ignored=(FORMULA,))
    for shown in (one.html(), Pictures([one], refused=FORMULA)._repr_mimebundle_()["text/html"]):
        assert FORMULA in shown
        assert Typeset(shown).words == ""


def test_frames_and_alerts_are_words():
    frames = side_by_side({FORMULA: Image.new("RGB", (8, 8))}).as_html()
    assert FORMULA in frames and Typeset(frames).words == ""
    for error in (ValueError(FORMULA), BadValue("prompt", got=FORMULA)):
        assert FORMULA in alert(error) and Typeset(alert(error)).words == ""


def test_words_are_escaped():
    assert markup.table(["<b>"], [["<i>"]], caption="<u>").count("&lt;") == 3
    assert "&lt;script" in markup.lines(["<script>"])


def test_a_table_takes_html_as_it_is_where_it_is_said_to_be_html():
    made = markup.table(["a"], [[markup.Html("<i>5</i>")], ["<i>6</i>"]])
    assert "<i>5</i>" in made and "<i>6" not in made
