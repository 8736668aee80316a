"""The report of an experiment and a comparison, opened from disk in a browser that has no network."""

import pytest
from playwright.sync_api import expect

import helpers
from helpers.practice.service import invoke
from tests.browser.conftest import check_accessible, keep_screenshot, watch
from tests.conftest import image_file


@pytest.fixture
def page(browser):
    """A page without a network, on which nothing went wrong afterwards."""
    context = browser.new_context(viewport={"width": 1024, "height": 800}, offline=True)
    troubles = []
    page = context.new_page()
    watch(page, troubles)
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def made(folder, unconnected, english, monkeypatch):
    """An experiment with a place that cannot be asked for; its pictures come at once."""
    data = image_file(size=(256, 192))
    monkeypatch.setattr(invoke, "_draw", lambda *_: (data, {"understood": (), "ignored": ("xyz",)}))

    def make(prompt, **more):
        return helpers.experiment(prompt, model="sdxl", seed=[1, 2, 3], **more).run()

    return make


def test_a_report_is_read_by_keyboard_and_by_screen_readers(page, made, tmp_path):
    foxes = made("a {red|blue} fox", cfg_scale=[3, 9, 99], title="Foxes")
    page.goto(foxes.save(tmp_path / "report.html").as_uri())
    expect(page.get_by_role("heading", name="Foxes")).to_be_visible()
    assert page.evaluate("[...document.images].every(one => one.naturalWidth > 0)")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        check_accessible(page, "body")
        keep_screenshot(page, f"report-{scheme}")

    first = page.get_by_role("link", name="A picture made for the prompt: a red fox (red, 1, 3)")
    first.focus()
    page.keyboard.press("Enter")
    facts = page.locator("figure:target")
    expect(facts.get_by_role("term").filter(has_text="left out")).to_be_visible()
    check_accessible(page, "figure:target")
    facts.get_by_role("link", name="after").press("Enter")
    expect(page.locator("figure:target img")).to_have_attribute(
        "alt", "A picture made for the prompt: a blue fox (blue, 1, 3)"
    )
    page.locator("figure:target").get_by_role("link", name="Back to all pictures").press("Enter")
    expect(page.locator("figure:target")).to_have_count(0)


@pytest.mark.parametrize("width", [1300, 1024, 390])
def test_it_fits_every_page(page, made, tmp_path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(made(["x" * 3000, "a fox"], cfg_scale=[3, 5, 7, 9, 11]).save(tmp_path / "report.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_comparison_too(page, made, tmp_path):
    found = helpers.compare(made("a red fox", title="Foxes"), made("a grey wolf", title="Wolves"))
    page.goto(found.save(tmp_path / "both.html").as_uri())
    expect(page.get_by_role("heading", name="Foxes and Wolves compared")).to_be_visible()
    check_accessible(page, "body")
    keep_screenshot(page, "comparison")
