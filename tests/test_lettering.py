"""Words drawn into pictures: letters that a font lacks are found out, and lines break where they should."""

import pytest
from PIL import ImageFont

from helpers import lettering


@pytest.fixture
def font():
    return ImageFont.load_default(14)


def test_latin_needs_no_font_of_the_system(monkeypatch):
    monkeypatch.setattr(lettering, "FONTS", ())
    lettering._fonts.cache_clear()
    try:
        assert lettering.font_for("seed 3 (x)", 14) is not None
        assert lettering.font_for("한국어", 14) is None
    finally:
        lettering._fonts.cache_clear()


def test_a_font_that_is_not_here_is_passed_over(monkeypatch):
    monkeypatch.setattr(lettering, "FONTS", ("no-such-font.ttf",))
    lettering._fonts.cache_clear()
    try:
        assert lettering.font_for("fox", 14) is not None
    finally:
        lettering._fonts.cache_clear()


def test_letters_of_no_font():
    assert lettering.font_for("fox 𒀀", 14) is None


def test_lines_break_between_words(font):
    lines = lettering.wrapped("a red fox in the snowy forest", font, 100, 9)
    assert " ".join(lines) == "a red fox in the snowy forest"
    assert len(lines) > 1 and all(font.getlength(line) <= 100 for line in lines)


def test_a_long_word_breaks_anywhere_and_what_is_too_long_says_so(font):
    lines = lettering.wrapped("x" * 10_000, font, 100, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(font.getlength(line) <= 110 for line in lines)


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_nothing_is_no_line(font, words):
    assert lettering.wrapped(words, font, 100, 3) == []
