"""The image app of notebook 02 as a person uses it: in JupyterLab, in a browser, with a mouse and a keyboard."""

import json

import pytest
from PIL import Image
from playwright.sync_api import expect

from helpers.text import en, ko

# Longer than what a person types in the time that one message needs: a click that overtakes the text would show.
PROMPTS = {
    "02_image_app.ipynb": "a white sheep on a green meadow in the evening",
    "ko/02_image_app.ipynb": "해 질 녘 초록 들판에 서 있는 하얀 양 한 마리를 그린 수채화 그림",
}
LANGUAGES = {"02_image_app.ipynb": en, "ko/02_image_app.ipynb": ko}

# "Drawing..." shows for a second or less: the page itself takes note of it, so a slow machine cannot miss it.
TAKE_NOTE = """app => {
    window.said = [];
    const note = () => app.querySelectorAll('[role=status]').forEach(status => window.said.push(status.innerText));
    new MutationObserver(note).observe(app, {childList: true, subtree: true, characterData: true});
}"""


def find_app(page):
    """The whole page of step 4: steps 1 and 2 show its parts once more."""
    title = page.get_by_role("heading", name="Image Generation", level=2, exact=True)
    app = page.locator(".jp-OutputArea-output", has=title)
    app.scroll_into_view_if_needed()
    return app


def type_and_run(page, app, prompt):
    """Replace what stands in the text area and click Run at once, as quickly as the browser takes keys."""
    area, button = app.locator("textarea"), app.get_by_role("button", name="Run", exact=True)
    button.scroll_into_view_if_needed()
    area.click()
    where = button.bounding_box()
    area.press("ControlOrMeta+a")
    if prompt:
        page.keyboard.type(prompt)
    else:
        page.keyboard.press("Delete")
    page.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)


def wait_for_another(page, app, shown):
    """Until the page shows another picture than `shown`, whatever it was drawn for."""
    changed = "([app, shown]) => app.querySelector('img').src !== shown"
    page.wait_for_function(changed, arg=[app.element_handle(), shown])


def drawn(pictures):
    """(prompt, size of the picture) by the name of every file in the pictures folder."""
    out = {}
    for record in pictures.glob("*.json"):
        with Image.open(record.with_suffix(".png")) as picture:
            out[record.name] = json.loads(record.read_text("utf-8"))["request"]["prompt"], picture.size
    return out


@pytest.mark.parametrize("notebook", PROMPTS)
def test_a_person_draws_a_picture(lab, open_notebook, notebook):
    prompt, sentences = PROMPTS[notebook], LANGUAGES[notebook].SENTENCES
    page = open_notebook(notebook)
    app = find_app(page)
    app.evaluate(TAKE_NOTE)
    shown = app.get_by_role("img").get_attribute("src")
    before = drawn(lab.pictures)

    type_and_run(page, app, prompt)

    wait_for_another(page, app, shown)
    # exactly one picture, of exactly the text that was typed, in full size
    after = drawn(lab.pictures)
    assert [after[name] for name in after.keys() - before.keys()] == [(prompt, (1024, 1024))]
    picture = app.get_by_role("img", name=sentences["alt"].format(prompt=prompt), exact=True)
    expect(picture).to_be_visible()
    page.wait_for_function("img => img.complete", arg=picture.element_handle())
    assert picture.evaluate("img => [img.naturalWidth, img.naturalHeight]") == [512, 512]
    expect(app.get_by_role("status")).to_have_count(0)
    assert sentences["drawing"] in page.evaluate("window.said")

    type_and_run(page, app, "")

    expect(app.get_by_role("alert")).to_contain_text(sentences["failed"])
    expect(app.get_by_role("alert")).to_contain_text(sentences["limit.some_prompt"])
    expect(picture).to_be_visible()  # an error does not take the last picture away
    assert drawn(lab.pictures) == after
