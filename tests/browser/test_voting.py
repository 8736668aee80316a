"""Blind voting as a person does it, in JupyterLab, with a mouse and a keyboard."""

import json

import pytest
from playwright.sync_api import expect

from helpers.experiments.voting import VOTES
from helpers.text import en, ko
from tests.browser.conftest import check_accessible, keep_screenshot, write_notebook
from tests.conftest import image_file

SETUP = """from helpers.experiments.voting import Ballot
from helpers.widgets import Voting
voting = Voting(Ballot({groups!r}, folder={folder!r}))
voting"""
HOSTILE = '<img src=x onerror="window.harmed=true"> 고양이 قطة 🦊 $x$'
NAMES = ("Model A", HOSTILE)
COUNT = 4


@pytest.fixture
def open_voting(lab, open_notebook, tmp_path):
    """Opens a notebook with the voting as its only cell."""
    groups = {name: {} for name in NAMES}
    for i, name in enumerate(NAMES):
        for number in range(COUNT):
            path = tmp_path / f"{i}-{number}.png"
            path.write_bytes(image_file(size=(96, 96), colour=(i * 200, 90, number * 50)))
            groups[name][f"a fox · {number}"] = str(path)

    def open_voting(notebook):
        write_notebook(lab.notebooks / notebook, SETUP.format(groups=groups, folder=str(tmp_path)))
        return open_notebook(notebook)

    return open_voting


def parts(page, words):
    shown = page.locator(".workshop-voting")

    def button(key):
        return shown.get_by_role("button", name=words[f"voting.page.{key}"])

    def pair(number):
        """Which pair is asked for, when both its pictures are seen."""
        expect(shown.locator(".voting-progress")).to_have_text(
            words["voting.progress"].format(number=number, total=COUNT)
        )
        expect(button("left")).to_have_attribute("aria-disabled", "false")

    return shown, button, pair


def test_a_person_votes_by_mouse_and_keys_and_sees_who_has_won(open_voting, lab, tmp_path):
    words = en.SENTENCES
    page = open_voting("voting.ipynb")
    shown, button, pair = parts(page, words)

    def choices():
        lines = [json.loads(line) for line in (tmp_path / VOTES).read_text("utf-8").splitlines()]
        return [line["vote"] for line in lines]

    # nothing says whose they are
    pair(1)
    expect(shown.get_by_role("img", name="Left picture of: a fox", exact=False)).to_be_visible()
    assert not any(name in shown.inner_text() for name in NAMES)
    check_accessible(page, ".workshop-voting")

    # by mouse, by key, taken back, and by other keys; JupyterLab's own keys do nothing meanwhile
    asleep = shown.locator(".page-asleep")
    expect(asleep).to_be_visible()  # until something has the focus, the keys are JupyterLab's
    shown.get_by_text(words["voting.page.question"]).click()
    expect(asleep).to_be_hidden()
    page.keyboard.press("1")
    pair(2)
    page.keyboard.press("Backspace")
    pair(1)
    button("left").click()
    pair(2)
    page.keyboard.press("3")
    pair(3)
    page.keyboard.press("Backspace")
    pair(2)
    page.keyboard.press("ArrowDown")
    pair(3)
    page.keyboard.press("ArrowRight")
    pair(4)
    assert choices() == ["left", "undo", "left", "right", "undo", "same", "right"]
    keep_screenshot(page, "voting")

    # the result so far is shown only after a warning
    button("show").click()
    expect(shown.get_by_text(words["voting.page.warning"])).to_be_visible()
    button("not_now").click()
    expect(button("show")).to_be_focused()
    page.keyboard.press("1")
    expect(shown.get_by_text(words["voting.page.done"])).to_be_visible()
    expect(button("show_end")).to_be_focused()
    page.keyboard.press("Enter")

    # the result, and through the judged pairs by the keyboard
    expect(shown.get_by_role("table")).to_contain_text("Model A")
    expect(shown.get_by_role("table")).to_contain_text(HOSTILE)
    expect(shown.get_by_role("region", name=words["voting.page.result"])).to_be_focused()
    place = shown.locator(".voting-row [role=status]").last
    expect(place).to_contain_text("Judged pair 1 of 4")
    expect(shown.locator(".voting-chosen figcaption")).to_contain_text(words["voting.page.chosen"])
    page.keyboard.press("ArrowRight")
    expect(place).to_contain_text("Judged pair 2 of 4. You said: no difference.")
    expect(shown.locator(".voting-chosen")).to_have_count(0)
    assert page.evaluate("window.harmed") is None
    check_accessible(page, ".workshop-voting")
    keep_screenshot(page, "voting-result")

    # the result stays in the notebook, out of sight as long as the page shows it; loaded again, it is all there
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    assert "likely range" in (lab.notebooks / "voting.ipynb").read_text("utf-8")
    expect(page.locator(".jp-OutputArea table:visible")).to_have_count(1)
    page.reload()
    expect(shown.get_by_role("table")).to_contain_text("Model A")


def test_the_same_in_korean_in_the_dark_on_a_narrow_page(open_voting):
    words = ko.SENTENCES  # a notebook speaks the language of its folder
    page = open_voting("ko/voting.ipynb")
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.set_viewport_size({"width": 760, "height": 900})
    shown, button, pair = parts(page, words)
    pair(1)
    one, other = (image.bounding_box() for image in shown.locator(".voting-pictures img").all())
    assert other["y"] >= one["y"] + one["height"]  # one above the other
    button("right").click()
    pair(2)
    check_accessible(page, ".workshop-voting")
    keep_screenshot(page, "voting-ko")
    button("show").click()
    page.keyboard.press("Enter")
    expect(shown.get_by_role("table")).to_contain_text("Model A")
    check_accessible(page, ".workshop-voting")
    button("go_on").click()
    expect(shown.get_by_text(words["voting.page.seen"])).to_be_visible()
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})")
