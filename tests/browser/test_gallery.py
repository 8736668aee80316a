"""The gallery as a person uses it, in JupyterLab, with a mouse and a keyboard."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from helpers import gallery
from helpers.collection import Collection
from helpers.text import en, ko
from tests.browser.conftest import check_accessible, keep_screenshot, write_notebook
from tests.conftest import image_file

SETUP = "from helpers.widgets import Gallery\nmade = Gallery({folder!r})\nmade"
HOSTILE = '<img src=x onerror="window.harmed=true"> a cat 고양이 قطة 🦊 $x$'
# Newest first; one of another size, one that harms nobody, and one that is far away in the list.
PROMPTS = ["a red fox", "a wide lighthouse", HOSTILE, *["a tree"] * 80, "a grey fox"]


@pytest.fixture
def kept(make_picture, tmp_path):
    """Names of pictures in a folder, newest first."""
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    names = []
    for number, prompt in enumerate(PROMPTS):
        data = image_file(size=(64, 32) if "wide" in prompt else (48, 48), colour=(number * 3, 90, 200))
        picture = make_picture(prompt, made_at=noon - timedelta(minutes=number), data=data, seed=number)
        names.append(gallery.keep(picture, tmp_path).path.name)
    return names


@pytest.fixture
def open_gallery(lab, open_notebook, tmp_path):
    """Opens a notebook with a gallery of the folder as its only cell."""

    def open_gallery(notebook):
        write_notebook(lab.notebooks / notebook, SETUP.format(folder=str(tmp_path)))
        return open_notebook(notebook)

    return open_gallery


def test_a_person_looks_through_pictures(open_gallery, kept, tmp_path):
    words = en.SENTENCES
    page = open_gallery("gallery.ipynb")
    shown = page.locator(".workshop-gallery")
    search = shown.get_by_label(words["gallery.page.search"], exact=True)
    large = shown.get_by_role("region", name=words["gallery.page.large"])

    def button(key):
        return shown.get_by_role("button", name=words[key], exact=True)

    def thumb(prompt):
        """The picture in the list, when it has its pixels."""
        image = shown.locator(".gallery-thumb").get_by_role("img", name=words["alt"].format(prompt=prompt), exact=True)
        image.scroll_into_view_if_needed()
        page.wait_for_function("img => img.complete && img.naturalWidth > 0", arg=image.element_handle())
        return image

    def counts(count):
        words_for_it = words["gallery.counted"].format(count=count, total=len(PROMPTS))
        expect(shown.locator(".gallery-counted")).to_have_text(words_for_it)

    # only what is in sight is on the page; the rest is there when one goes to it
    counts(len(PROMPTS))
    thumb("a red fox").click()
    expect(large.locator(".gallery-prompt")).to_have_text("a red fox")
    page.keyboard.press("End")
    expect(large.locator(".gallery-prompt")).to_have_text("a grey fox")
    thumb("a grey fox")
    assert shown.get_by_role("listitem").count() < 50
    page.keyboard.press("Home")
    expect(large.locator(".gallery-prompt")).to_have_text("a red fox")

    # stars by the mouse, a note that is kept when it is left, and a search that finds it
    shown.get_by_role("button", name=words["gallery.page.star"].format(stars=4), exact=True).click()
    expect(shown.locator(".gallery-marks").first).to_have_text("★4")
    note = shown.get_by_label(words["gallery.page.note"], exact=True)
    note.fill("winter")
    note.blur()
    expect(shown.locator(".gallery-marks").first).to_have_text("★4 ✎")
    assert (Collection(tmp_path)[kept[0]].marks.stars, Collection(tmp_path)[kept[0]].marks.note) == (4, "winter")
    search.fill("winter fox")
    counts(1)
    search.fill("")
    counts(len(PROMPTS))

    # deleted by the keyboard, and brought back
    thumb("a wide lighthouse").click()
    page.keyboard.press("Delete")
    expect(shown.locator(".gallery-told")).to_have_text(words["gallery.deleted"].format(name=kept[1]))
    expect(large.locator(".gallery-prompt")).to_have_text(HOSTILE)
    assert not (tmp_path / kept[1]).exists() and page.evaluate("window.harmed") is None
    shown.get_by_role("button", name=words["gallery.bring_back"].format(name=kept[1]), exact=True).first.click()
    expect(large.locator(".gallery-prompt")).to_have_text("a wide lighthouse")

    # two of different sizes, compared by the keyboard alone; JupyterLab's C and arrows do nothing meanwhile
    thumb("a red fox").click()
    page.keyboard.press("c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    expect(button("gallery.page.compare")).to_be_enabled()
    button("gallery.page.compare").press("Enter")
    edge = shown.get_by_role("slider", name=words["page.compare_edge"])
    expect(edge).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert edge.input_value() == "99"
    assert "99%" in shown.locator(".compare-stack").get_attribute("style")
    check_accessible(page, ".workshop-gallery")
    keep_screenshot(page, "gallery-compared")
    button("page.compare_beside").click()
    expect(shown.locator(".compare-beside img")).to_have_count(2)

    # loaded again: the search, the chosen picture and the comparison are back
    search.fill("fox")
    counts(2)
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    page.reload()
    counts(2)
    expect(search).to_have_value("fox")
    expect(large.locator(".gallery-prompt")).to_have_text("a wide lighthouse")
    expect(shown.locator(".compare-beside img")).to_have_count(2)
    thumb("a grey fox")


def test_the_same_in_korean(open_gallery, kept):
    words = ko.SENTENCES  # a notebook speaks the language of its folder
    page = open_gallery("ko/gallery.ipynb")
    shown = page.locator(".workshop-gallery")
    shown.get_by_label(words["gallery.page.search"], exact=True).fill("fox")
    expect(shown.locator(".gallery-counted")).to_have_text(words["gallery.counted"].format(count=2, total=len(PROMPTS)))
    shown.locator(".gallery-thumb").first.click()
    expect(shown.get_by_role("region", name=words["gallery.page.large"])).to_be_visible()
    shown.get_by_role("button", name=words["gallery.page.delete"], exact=True).click()
    expect(shown.locator(".gallery-told")).to_have_text(words["gallery.deleted"].format(name=kept[0]))
