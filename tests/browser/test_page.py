"""The studio as a web page: served by Voilà as `make page` does it, and inside a running JupyterLab."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from helpers.text import en, ko
from tests.browser import conftest as hosts
from tests.browser.conftest import drawn

ROOT = Path(__file__).parents[2]


class Served(NamedTuple):
    """A running `make page`."""

    address: str
    token: str
    notebooks: Path  # the copy that it serves

    def url(self, notebook):
        return f"{self.address}/voila/render/{notebook}?token={self.token}"


def page_command(port):
    """What `make page` runs, with this Python."""
    recipe = re.search(r"^page:.*##.*\n\t@exec (.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1]
    return [{"$(venv)": sys.executable}.get(word, word.replace("$(PORT)", str(port))) for word in shlex.split(recipe)]


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def served(chromium, tmp_path_factory):
    """`make page` on a copy of the notebooks, which keeps its pictures where a learner's would be: beside them."""
    home = tmp_path_factory.mktemp("page")
    shutil.copytree(hosts.NOTEBOOKS, home / "notebooks", ignore=shutil.ignore_patterns(".*", "pictures"))
    environment = hosts.lab_environment(home)
    del environment["IMAGE_WORKSHOP_PICTURES"]
    server = subprocess.Popen(
        [*page_command(free_port()), f"--Voila.root_dir={home / 'notebooks'}"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Served(*hosts.address_of(server), home / "notebooks")
    finally:
        hosts.stop(server)


@contextmanager
def visitor(browser, **more):
    """A page of somebody with a new browser; what went wrong in it, or was asked of another machine, fails the test."""
    context = browser.new_context(viewport={"width": 1024, "height": 900}, **more)
    context.set_default_timeout(hosts.PAGE_SECONDS * 1000)
    expect.set_options(timeout=hosts.PAGE_SECONDS * 1000)
    troubles = []
    page = context.new_page()
    hosts.watch(page, troubles)
    yield page
    context.close()
    assert troubles == []


def draw(page, words, prompt):
    """Type and run as a person does."""
    page.get_by_label(words["studio.prompt"], exact=True).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(prompt)
    page.get_by_role("button", name=words["studio.run"], exact=True).click()


def test_a_person_plays_on_the_page(served, browser):
    words, pictures = en.SENTENCES, served.notebooks / "pictures"
    with visitor(browser) as page:
        page.goto(served.url("studio.ipynb"))
        shelf = page.get_by_role("listitem")

        draw(page, words, "a red fox in the snow")
        expect(shelf).to_have_count(1)
        picture = page.get_by_role("img", name=words["alt"].format(prompt="a red fox in the snow")).first
        expect(picture).to_have_js_property("naturalWidth", 512)
        assert drawn(pictures) == ["a red fox in the snow"]
        assert (page.title(), page.locator("html").get_attribute("lang")) == ("The studio", "en")
        assert page.evaluate("document.documentElement.scrollWidth") == 1024, "it goes beyond the window"

        hosts.keep_screenshot(page, "page")
        draw(page, words, "a castle, blocked-prompt")
        expect(page.get_by_role("alert")).to_contain_text(words["failed"])
        expect(shelf).to_have_count(1)

        # loaded again it is a new kernel, which can draw; what was drawn before stays on the disk
        page.wait_for_timeout(500)  # the form is kept a moment after the last key
        page.reload()
        expect(shelf).to_have_count(0)
        draw(page, words, "a lighthouse")
        expect(shelf).to_have_count(1)
        assert drawn(pictures) == ["a red fox in the snow", "a lighthouse"]

    # whoever has no token gets nothing, the pictures included
    with urlopen(f"{served.address}/voila/render/studio.ipynb") as answer:
        assert answer.url.startswith(f"{served.address}/login")
    for path in ("api/kernels", f"voila/files/pictures/{next(pictures.glob('*.png')).name}"):
        with pytest.raises(HTTPError, match=r"403|404"):
            urlopen(f"{served.address}/{path}")


def test_a_cell_that_fails_says_why(served, browser):
    lesson = json.loads((served.notebooks / "studio.ipynb").read_text("utf-8"))
    lesson["cells"][-1]["source"] = "1 / 0"
    (served.notebooks / "broken.ipynb").write_text(json.dumps(lesson), "utf-8")
    with visitor(browser) as page:
        page.goto(served.url("broken.ipynb"))
        expect(page.get_by_text("ZeroDivisionError").first).to_be_visible()


def test_it_opens_inside_jupyterlab(lab, browser):
    """Where SageMaker Studio has it: the same page, at an address of JupyterLab's server, with its token."""
    words = ko.SENTENCES
    with visitor(browser) as page:
        page.goto(f"{lab.address}/voila/render/ko/studio.ipynb?token={lab.token}")
        draw(page, words, "눈 속의 빨간 여우")
        expect(page.get_by_role("listitem")).to_have_count(1)
        assert drawn(lab.pictures)[-1] == "눈 속의 빨간 여우"
        assert (page.title(), page.locator("html").get_attribute("lang")) == ("스튜디오", "ko")

    (lab.notebooks / "pictures").mkdir()
    shutil.copy(next(lab.pictures.glob("*.png")), lab.notebooks / "pictures" / "fox.png")
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{lab.address}/voila/files/pictures/fox.png")
