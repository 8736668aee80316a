"""An experiment as a person uses it, in JupyterLab, with a mouse and a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from helpers.text import en, ko
from tests.browser.conftest import CELL_ERRORS, check_accessible, keep_screenshot, within, write_notebook

# Quick pictures whose colour says the seed; the content filter and the faults are those of practice mode.
SETUP = """
import io, time
from PIL import Image
from helpers import experiment
from helpers.practice.service import invoke

def draw(asked, seed, *_):
    time.sleep({pause})
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (40 * seed % 256, 90, 160)).save(out, "PNG")
    return out.getvalue(), {{"understood": (), "ignored": ()}}

invoke._draw = draw
made = experiment({prompt!r}, {options})
{last}
"""
HOSTILE = '<img src=x onerror="window.harmed=true"> قطة 🦊 $x$'
PROMPT = {"a fox": "a fox", "not allowed": "a castle, blocked-prompt", HOSTILE: HOSTILE}
OPTIONS = "title='What the seed does', model='sdxl', seed=[1, 2, 3], cfg_scale=[5, 9], at_once=1"
RUN_ALL_SOON = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }"
INTERRUPT = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()"
IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"


@pytest.fixture
def open_grid(lab, open_notebook):
    """Opens a notebook with an experiment as its only cell."""

    def open_grid(notebook, prompt, options, last="made", pause=0.05):
        write_notebook(lab.notebooks / notebook, SETUP.format(prompt=prompt, options=options, last=last, pause=pause))
        return open_notebook(notebook)

    return open_grid


def cell(shown, row, column):
    """Counted from 1."""
    return shown.locator(f"tbody tr:nth-child({row}) .grid-button").nth(column - 1)


def states(shown, expected):
    """The cells of the tab, row by row."""
    expect(shown.locator(".grid-button")).to_have_count(len(expected))
    for button, state in zip(shown.locator(".grid-button").all(), expected, strict=True):
        expect(button).to_have_attribute("data-state", state)


def test_a_person_experiments(open_grid, lab):
    words = en.SENTENCES
    page = open_grid("experiment.ipynb", PROMPT, OPTIONS, pause=0.3)
    shown = page.locator(".workshop-grid")
    zoom = shown.get_by_role("dialog")

    def button(key, **blanks):
        return shown.get_by_role("button", name=words[key].format(**blanks), exact=True)

    # the plan: nothing is drawn before somebody wants it
    expect(shown.locator(".grid-words")).to_contain_text("18 pictures, no cost")
    expect(shown.get_by_role("columnheader", name=HOSTILE)).to_be_visible()
    expect(shown.get_by_role("rowheader")).to_have_text(["1", "2", "3"])
    states(shown, ["waiting"] * 9)
    check_accessible(page, ".workshop-grid")
    keep_screenshot(page, "grid-plan")

    # drawn at the press, stopped, and gone on with
    draw = button("grid.draw", pictures="18 pictures")
    draw.focus()
    page.keyboard.press("Enter")
    expect(cell(shown, 1, 1)).to_have_attribute("data-state", "made")
    expect(shown.get_by_role("progressbar")).to_be_visible()
    keep_screenshot(page, "grid-running")
    button("grid.page.stop").click()
    go_on = shown.get_by_role("button", name=re.compile("^Go on: "))
    expect(go_on).to_be_visible()
    go_on.click()
    expect(shown.locator(".grid-words")).to_have_text("12 of 18 there, 6 refused by the content filter")
    states(shown, ["made", "refused", "made"] * 3)
    assert page.evaluate("window.harmed") is None
    check_accessible(page, ".workshop-grid")
    keep_screenshot(page, "grid-done")

    # the keyboard alone: to a cell, stars, large, its neighbours, another tab, and back to where one was
    cell(shown, 1, 1).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("5")
    expect(cell(shown, 2, 1).locator(".grid-stars")).to_have_text("★5")
    page.keyboard.press("Enter")
    expect(zoom.locator(".grid-zoom-title")).to_have_text("seed: 2 · prompt: a fox · guidance (cfg_scale): 5")
    expect(zoom.locator(".grid-prompt")).to_have_text("a fox")
    expect(zoom.get_by_role("img")).to_have_attribute("alt", words["alt"].format(prompt="a fox"))
    page.wait_for_function("img => img.naturalWidth > 0", arg=zoom.get_by_role("img").element_handle())
    expect(zoom.locator(".grid-star", has_text="★")).to_have_count(5)
    check_accessible(page, ".grid-zoom")
    page.keyboard.press("ArrowRight")
    expect(zoom.locator(".grid-zoom-why")).to_contain_text("content filter")
    expect(zoom.locator("dd").filter(has_text=words["Refused.remedy"][:30])).to_be_visible()
    check_accessible(page, ".grid-zoom")
    keep_screenshot(page, "grid-refused")
    page.keyboard.press("ArrowRight")
    expect(zoom.locator(".grid-prompt")).to_have_text(HOSTILE)
    page.keyboard.press("PageDown")
    expect(zoom.locator(".grid-zoom-title")).to_contain_text("guidance (cfg_scale): 9")
    page.keyboard.press("3")
    expect(zoom.locator(".grid-star", has_text="★")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(zoom).to_be_hidden()
    expect(cell(shown, 2, 3)).to_be_focused()
    expect(cell(shown, 2, 3).locator(".grid-stars")).to_have_text("★3")
    expect(shown.get_by_role("tab", name="9")).to_have_attribute("aria-selected", "true")
    shown.get_by_role("tab", name="9").press("ArrowLeft")
    expect(shown.get_by_role("tab", name="5")).to_be_focused()
    expect(cell(shown, 2, 1).locator(".grid-stars")).to_have_text("★5")
    assert page.evaluate("window.harmed") is None

    # loaded again: all of it is back
    button("grid.page.large").click()
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    page.reload()
    states(shown, ["made", "refused", "made"] * 3)
    expect(button("grid.page.large")).to_have_attribute("aria-pressed", "true")
    expect(cell(shown, 2, 1).locator(".grid-stars")).to_have_text("★5")
    expect(page.locator("[class^=grid-kept]")).to_be_hidden()


def test_a_cell_that_draws_shows_it_meanwhile_and_once(open_grid, lab, browser):
    page = open_grid("drawn.ipynb", "a {fox|cat}", "model='sdxl', seed=[1, 2, 3], yes=True, at_once=1")
    shown = page.locator(".workshop-grid")
    expect(shown).to_have_count(1)
    states(shown, ["made"] * 6)
    expect(shown.get_by_role("button", name=en.SENTENCES["grid.page.stop"], exact=True)).to_be_hidden()

    # again, slower: it fills while the cell is busy, although the page is not heard; an interrupt stops it
    code = SETUP.format(
        prompt="a {dog|owl}", options="model='sdxl', seed=[1, 2, 3], yes=True, at_once=1", last="made", pause=1
    )
    page.evaluate(
        """code => {
        window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells[0].setSource(code);
    }""",
        code,
    )
    page.evaluate(RUN_ALL_SOON)
    expect(shown.get_by_role("columnheader", name="owl")).to_be_visible()
    expect(cell(shown, 2, 1)).to_have_attribute("data-state", "made")
    assert not page.evaluate(IDLE)
    expect(shown).to_contain_text(en.SENTENCES["grid.blocked"])
    page.evaluate(INTERRUPT)
    page.wait_for_function(IDLE)
    expect(shown.get_by_role("button", name=re.compile("^Go on: "))).to_be_visible()
    assert any("KeyboardInterrupt" in error for error in page.evaluate(CELL_ERRORS))
    shown.get_by_role("button", name=re.compile("^Go on: ")).click()
    states(shown, ["made"] * 6)


def test_what_stays_when_the_kernel_is_gone(open_grid, lab, browser):
    page = open_grid("kept.ipynb", "a {fox|cat}", "model='sdxl', seed=[1, 2], yes=True")
    states(page.locator(".workshop-grid"), ["made"] * 4)
    within(page, "async () => { await window.jupyterapp.commands.execute('docmanager:save') }")
    within(page, "async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown() }")
    page.goto("about:blank")
    later = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    later.goto(lab.url("kept.ipynb"))
    kept = later.locator("[class^=grid-kept]")
    expect(kept.get_by_role("img")).to_have_count(4)
    expect(kept.get_by_role("rowheader")).to_have_text(["1", "2"])
    expect(kept).to_be_visible()
    keep_screenshot(later, "grid-kept")
    later.context.close()


def test_the_same_in_korean_in_the_dark(open_grid):
    words = ko.SENTENCES  # a notebook speaks the language of its folder
    page = open_grid("ko/experiment.ipynb", "{여우|고양이|성, blocked-prompt} 그림", "model='sdxl', seed=[1, 2]")
    shown = page.locator(".workshop-grid")
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    shown.get_by_role("button", name=words["grid.draw"].format(pictures="그림 6장"), exact=True).click()
    states(shown, ["made", "made", "refused"] * 2)
    check_accessible(page, ".workshop-grid")
    keep_screenshot(page, "grid-ko-dark")
    cell(shown, 1, 3).click()
    expect(shown.get_by_role("dialog")).to_contain_text(words["grid.page.refused"])
    check_accessible(page, ".grid-zoom")
