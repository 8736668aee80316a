"""The Streamlit program that notebook 10 writes: run here as Streamlit runs it, from the top with every click."""

import contextlib
import json
import sys
from types import ModuleType

import pytest

from tests.notebooks.conftest import FOLDER

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")
MAGIC = "%%writefile streamlit_app.py\n"


@pytest.fixture(scope="module")
def program():
    """The source, as the notebook's cell would write it."""
    lesson = json.loads((FOLDER / "10_from_notebook_to_web_page.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in lesson["cells"]]
    (found,) = [cell.removeprefix(MAGIC) for cell in cells if cell.startswith(MAGIC)]
    return found


class Rerun(BaseException):
    """Streamlit ends a run like this."""


class Session(dict):
    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


class Streamlit(ModuleType):
    """As much of Streamlit as the program uses; columns are the page itself. `shown` is what a run put on it."""

    def __init__(self):
        super().__init__("streamlit")
        self.session_state = Session(prompt="")
        self.shown = []
        self.leaving = False  # whether the visitor touches another control while something is drawn

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def set_page_config(self, title, layout):
        self.shown = []

    def columns(self, count):
        return [self] * count

    def text_area(self, label, key, height):
        assert key in self.session_state

    def button(self, label, on_click, type, disabled):
        self.click, self.disabled = on_click, disabled

    def text(self, words):
        self.shown.append(str(words))

    def error(self, words):
        self.shown.append(f"error: {words}")

    def image(self, data, alt):
        self.shown.append(f"image: {alt}")

    @contextlib.contextmanager
    def spinner(self, words):
        yield
        if self.leaving:  # the old run ends when it next calls Streamlit
            self.leaving = False
            raise Rerun

    def rerun(self):
        raise Rerun


@pytest.fixture
def page(monkeypatch):
    made = Streamlit()
    monkeypatch.setitem(sys.modules, "streamlit", made)
    return made


@pytest.fixture
def run(program):
    """Once from the top to the end."""
    return lambda: exec(compile(program, "streamlit_app.py", "exec"), {})


@pytest.fixture
def visit(page, run):
    """A visitor: `visit()` loads the page, `visit("a fox")` types and clicks; gives the page after all that follows."""

    def go(prompt=None):
        if prompt is not None:
            page.session_state.prompt = prompt
            page.click()
            with pytest.raises(Rerun):
                run()
            assert page.disabled, "a second click would abandon the call"
        run()
        assert not page.disabled
        return page

    return go


def test_short(program):
    assert len(program.splitlines()) < 40


def test_pictures_stay(visit):
    assert "no cost" in visit().shown[0]
    visit("a red fox")
    page = visit("a lighthouse")
    assert [line for line in page.shown if line.startswith("image: ")] == [
        "image: A picture made for the prompt: a lighthouse",
        "image: A picture made for the prompt: a red fox",
    ]
    assert visit().shown == page.shown  # another control is touched


def test_an_error_says_what_to_do(visit):
    visit()
    (said,) = [line for line in visit("").shown if line.startswith("error: ")]
    assert "prompt" in said and "run again" in said


def test_a_call_that_a_visitor_ran_away_from_is_kept_and_not_made_again(visit, run, page):
    visit()
    page.session_state.prompt = "a red fox"
    page.click()
    page.leaving = True
    with pytest.raises(Rerun):
        run()
    shown = visit().shown
    assert "image: A picture made for the prompt: a red fox" in shown
    assert visit().shown == shown


def test_in_streamlit_itself(program):
    testing = pytest.importorskip("streamlit.testing.v1")
    app = testing.AppTest.from_string(program, default_timeout=60).run()
    app.text_area[0].set_value("a castle, blocked-prompt")
    app.button[0].click().run()
    app.text_area[0].set_value("a red fox in the snow")
    app.button[0].click().run()
    assert not app.exception
    assert "refused" in app.error[0].value
    assert any("practice mode" in words.value for words in app.text)
    assert app.text_area[0].value == "a red fox in the snow"
