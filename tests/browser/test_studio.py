"""The studio as a person uses it, in JupyterLab, with a mouse and a keyboard."""

import json
import re

import pytest
from playwright.sync_api import expect

from helpers.text import en, ko
from tests.browser.conftest import check_accessible, drawn, keep_screenshot, write_notebook

FAULTS = {
    "no-access": "AccessDenied",
    "end-of-life": "ModelRetired",
    "model-error": "ModelFailed",
    "html": "WebPage",
}
BREAK = """
from helpers.client import opened
from helpers.practice.service import Rules
from helpers.practice.service.faults import Fault
studio.session.connection = opened("practice", rules=Rules(faults={faults}))
"""
EXECUTE = """async ([code]) => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const reply = await kernel.requestExecute({code, silent: true}).done;
    if (reply.content.status !== "ok") throw new Error(reply.content.evalue);
}"""

SETUP = "from helpers.widgets import Studio\nstudio = Studio()\nstudio"
HOSTILE = '<img src=x onerror="window.harmed=true"> a cat 고양이 قطة 🦊'


def find_studio(page):
    studio = page.locator(".workshop-studio")
    studio.scroll_into_view_if_needed()
    return studio


def longest_piece(sentence):
    """Of a sentence with blanks: what stands there whatever fills them."""
    return max(re.split(r"\{.*?\}", sentence), key=len).strip()


@pytest.fixture
def open_studio(lab, open_notebook):
    """Opens a notebook that has the studio alone; it speaks the language of its folder."""

    def opened(notebook):
        write_notebook(lab.notebooks / notebook, SETUP)
        return open_notebook(notebook)

    return opened


def test_a_person_plays(lab, open_studio):
    words = en.SENTENCES
    page = open_studio("play.ipynb")
    studio = find_studio(page)
    prompt = studio.get_by_label(words["studio.prompt"], exact=True)
    run = studio.get_by_role("button", name=words["studio.run"], exact=True)
    shelf = studio.get_by_role("listitem")
    count = studio.get_by_label(words["studio.count"], exact=True)
    before = len(drawn(lab.pictures))

    # the keyboard, with the text as it stands on the screen at that moment
    prompt.click()
    page.keyboard.type("a red fox in the snow")
    page.keyboard.press("Control+Enter")
    expect(shelf).to_have_count(1)
    assert drawn(lab.pictures)[before:] == ["a red fox in the snow"]

    # a hostile prompt harms nothing, and ten quick clicks draw once
    prompt.fill(HOSTILE)
    run.click(click_count=10)
    expect(shelf).to_have_count(2)
    expect(studio.locator(".studio-prompt")).to_have_text(HOSTILE)
    assert page.evaluate("window.harmed") is None
    assert len(drawn(lab.pictures)) == before + 2

    # several, and no more after this one; meanwhile other cells run
    count.fill("4")
    prompt.fill("a lighthouse")
    run.click()
    expect(studio.locator(".studio-busy")).to_be_visible()
    page.evaluate(EXECUTE, ["answer = 6 * 7"])
    expect(studio.locator(".studio-busy")).to_be_visible()
    studio.get_by_role("button", name=words["studio.stop"], exact=True).click()
    expect(studio.locator(".studio-status")).to_have_text("")
    assert before + 3 <= len(drawn(lab.pictures)) <= before + 4

    # a refusal is told, and takes nothing away
    count.fill("1")
    prompt.fill("a castle, blocked-prompt")
    run.click()
    expect(studio.get_by_role("alert")).to_contain_text(words["failed"])
    shown = shelf.count()

    # and so is every other failure: what to do stands first, the service's own words are folded away
    for fault, name in FAULTS.items():
        page.evaluate(EXECUTE, [BREAK.format(faults=f"(Fault({fault!r}),)")])
        prompt.fill(f"a castle, {fault}")
        run.click()
        alert = studio.get_by_role("alert")
        expect(alert).to_contain_text(longest_piece(words[f"{name}.cause"]))
        expect(studio.locator(".studio-status")).to_have_text("")
        expect(alert.locator("details")).not_to_have_attribute("open", "")
    check_accessible(page, ".workshop-studio")
    page.evaluate(EXECUTE, [BREAK.format(faults="()")])
    keep_screenshot(page, "studio-failure")

    # loaded again while three are drawn: the text, the pictures and their alternative texts are back, nothing is lost
    prompt.fill("a boat")
    count.fill("3")
    page.wait_for_timeout(500)  # the form is kept a moment after the last key
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    run.click()
    page.reload()
    studio = find_studio(page)
    expect(studio.get_by_role("listitem")).to_have_count(shown + 3)
    expect(studio.get_by_label(words["studio.prompt"], exact=True)).to_have_value("a boat")
    expect(studio.locator(".studio-status")).to_have_text("")
    studio.get_by_label(words["studio.count"], exact=True).fill("1")
    first = studio.get_by_role("listitem").last.get_by_role("button")
    first.click()
    picture = studio.get_by_role("img", name=words["alt"].format(prompt="a red fox in the snow")).first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 512)

    # all that the picture was made with, to make it again
    studio.get_by_role("button", name=words["studio.use_all"], exact=True).click()
    expect(studio.get_by_label(words["studio.prompt"], exact=True)).to_have_value("a red fox in the snow")
    expect(studio.get_by_label(words["studio.seed_keep"], exact=True)).to_be_checked()

    # then the sky is changed, by words; both are shown
    studio.get_by_role("button", name=words["studio.change_it"], exact=True).click()
    studio.get_by_label(words["studio.search"], exact=True).fill("fox")
    studio.get_by_label(words["studio.prompt.search-replace"], exact=True).fill("a grey cat")
    page.keyboard.press("Control+Enter")
    expect(studio.locator(".compare-beside img")).to_have_count(2)
    studio.get_by_role("button", name=words["page.compare_slider"], exact=True).click()
    keep_screenshot(page, "studio-both")
    edge = studio.get_by_role("slider", name=words["page.compare_edge"], exact=True)
    edge.press("Home")
    expect(edge).to_have_value("0")
    check_accessible(page, ".workshop-studio")

    # and a balloon comes where a rectangle of the mask pad is drawn, with the keyboard alone
    task = studio.get_by_label(words["studio.task"], exact=True)
    task.select_option("inpaint")
    studio.locator(".pad-pane img").wait_for()
    studio.locator(".pad-pane").focus()
    check_accessible(page, ".workshop-studio")
    keep_screenshot(page, "studio-brush")
    studio.locator(".pad-pane").focus()
    page.keyboard.press("Space")
    expect(studio.locator(".pad-status")).to_contain_text("1")
    studio.get_by_label(words["studio.prompt.inpaint"], exact=True).fill("a hot air balloon")
    page.keyboard.press("Control+Enter")
    expect(studio.locator(".studio-prompt")).to_have_text("a hot air balloon")
    request = json.loads(sorted(lab.pictures.glob("*-a-hot-air-balloon-*.json"))[-1].read_text("utf-8"))["request"]
    assert request["task"]["name"] == "inpaint" and {"image", "mask"} <= request["task"].keys()

    # beyond the edges: pulled by a handle, and told in numbers
    task.select_option("outpaint")
    check_accessible(page, ".workshop-studio")
    studio.get_by_role("slider", name=words["studio.right"], exact=True).press("ArrowRight")
    expect(studio.get_by_label(words["studio.right"], exact=True).and_(studio.locator("input"))).to_have_value("64")


def test_a_picture_then_another_sky_then_both_in_korean(lab, open_studio):
    words = ko.SENTENCES
    page = open_studio("ko/play.ipynb")
    studio = find_studio(page)
    studio.get_by_label(words["studio.prompt"], exact=True).fill("노을 지는 바닷가의 등대, 수채화")
    studio.get_by_role("button", name=words["studio.run"], exact=True).click()
    studio.get_by_role("button", name=words["studio.change_it"], exact=True).click()
    studio.get_by_label(words["studio.search"], exact=True).fill("하늘")
    studio.get_by_label(words["studio.prompt.search-replace"], exact=True).fill("폭풍우 치는 하늘")
    page.keyboard.press("Control+Enter")
    for name in ("studio.before", "studio.after"):
        expect(studio.locator(".compare-beside").get_by_text(words[name], exact=True)).to_be_visible()
    check_accessible(page, ".workshop-studio")
    keep_screenshot(page, "studio-both-ko")
    studio.get_by_role("tab", name=words["studio.tab.gallery"], exact=True).click()
    expect(studio.locator(".workshop-gallery").get_by_role("listitem").first).to_be_visible()
