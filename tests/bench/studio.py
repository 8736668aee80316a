"""The studio in JupyterLab and headless Chromium: weight in the notebook, time to "Drawing…" and to a cancel.

Baselines: for the weight, the same pictures shown as they are; for what a click does, a plain ipywidgets button that
sets a label; for listing, a bare `os.scandir` with the size of every file.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure

PICTURES = 20
CLICKS = 7
LISTED = 5000

_CELL = """
import ipywidgets, time
from IPython.display import display
from helpers.widgets import Studio
button, label = ipywidgets.Button(description="plain"), ipywidgets.Label("0", _dom_classes=["plain-label"])
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
display(button, label)
studio = Studio()
studio
"""
# Clicks, and waits until the text of an element is another one: milliseconds.
_CLICKED = """([button, watched]) => new Promise((done, fail) => {
    const [pressed, seen] = [document.querySelector(button), document.querySelector(watched)];
    const [before, began] = [seen.textContent, performance.now()];
    const watcher = new MutationObserver(() => {
        if (seen.textContent === before) return;
        watcher.disconnect();
        done(performance.now() - began);
    });
    watcher.observe(seen, {childList: true, characterData: true, subtree: true});
    setTimeout(() => fail(new Error("nothing changed within 20 s")), 20000);
    pressed.click();
})"""
_LIST = """
import json, os, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
began = time.perf_counter()
sizes = sorted((file.name, file.stat().st_size) for file in os.scandir(folder) if file.is_file())
scanned = time.perf_counter() - began
from helpers.collection import Collection
began = time.perf_counter()
found = Collection(folder).find()
listed = time.perf_counter() - began
assert len(found) == int(sys.argv[2]) and len(sizes) >= len(found)
print(json.dumps([listed, scanned]))
"""


def measure() -> list[Figure]:
    if not shutil.which("chromium"):
        sys.exit("The studio is measured in a browser, and there is no chromium on PATH.")
    with tempfile.TemporaryDirectory() as home:
        return [*_in_the_browser(Path(home)), _listing(Path(home) / "many")]


def _in_the_browser(home: Path) -> list[Figure]:
    from playwright.sync_api import expect, sync_playwright

    from tests.browser import conftest as lab

    (home / "notebooks").mkdir()
    notebook = home / "notebooks" / "studio.ipynb"
    lab.write_notebook(notebook, _CELL)
    empty = notebook.stat().st_size
    with lab.running_lab(home, IMAGE_WORKSHOP_LANGUAGE="en") as (address, token), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=lab.CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        expect.set_options(timeout=120_000)
        page.goto(f"{address}/lab/tree/studio.ipynb?reset&token={token}")
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
        lab.within(page, lab.READY)
        lab.within(page, lab.RUN_ALL)
        clicks = _clicks(page)
        _drawn(page)
        page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
        page.wait_for_timeout(2000)
        browser.close()
    pictures = [base64.b64encode(path.read_bytes()) for path in (home / "pictures").glob("*.png")]
    plain_mb = sum(map(len, pictures)) / len(pictures) * PICTURES / 1e6
    weight = (notebook.stat().st_size - empty) / 1e6
    return [Figure(f"notebook_mb_for_{PICTURES}", weight, plain_mb, "the PNG files themselves"), *clicks]


def _clicks(page: Any) -> list[Figure]:
    """Medians of several presses of Run, and of letting nothing more be drawn after this one."""
    studio = page.locator(".workshop-studio")
    studio.get_by_label("Prompt", exact=True).fill("a red fox in the snow")
    studio.get_by_label("Pictures", exact=True).fill("3")
    plain, run, cancel = [], [], []
    for _ in range(CLICKS):
        plain.append(page.evaluate(_CLICKED, [".widget-button, .jupyter-button", ".plain-label"]))
        page.wait_for_timeout(1000)
        run.append(page.evaluate(_CLICKED, [".studio-run", ".studio-status"]))
        page.evaluate("document.querySelector('.studio-now button').id = 'stop'")
        page.wait_for_function("!document.querySelector('#stop').hidden")
        cancel.append(page.evaluate(_CLICKED, ["#stop", ".studio-status"]))
        page.wait_for_function("document.querySelector('.studio-status').textContent === ''")
        page.wait_for_timeout(500)
    plain_ms = statistics.median(plain)
    is_ = "a plain button that sets a label"
    return [
        Figure("run_to_drawing_ms", statistics.median(run), plain_ms, is_),
        Figure("cancel_ms", statistics.median(cancel), plain_ms, is_),
    ]


def _drawn(page: Any) -> None:
    """As many pictures as are weighed, all different."""
    from playwright.sync_api import expect

    studio = page.locator(".workshop-studio")
    shelf = studio.get_by_role("listitem")
    for prompt in ("a market street in the rain, oil painting", "a forest full of flowers", "a harbour at night, neon"):
        missing = PICTURES - shelf.count()
        studio.get_by_label("Prompt", exact=True).fill(prompt)
        studio.get_by_label("Pictures", exact=True).fill(str(min(5, missing)))
        before = shelf.count()
        studio.get_by_role("button", name="Run", exact=True).click()
        expect(shelf).to_have_count(before + min(5, missing))
    while (missing := PICTURES - shelf.count()) > 0:
        studio.get_by_label("Pictures", exact=True).fill(str(missing))
        studio.get_by_role("button", name="Run", exact=True).click()
        expect(shelf).to_have_count(PICTURES)
    page.wait_for_function("document.querySelector('.studio-status').textContent === ''")


def _listing(folder: Path) -> Figure:
    """A folder of pictures with their records, opened by a fresh Python."""
    folder.mkdir()
    record = {"request": {"prompt": "a red fox in the snow, watercolor"}, "model_id": "stability.sd3-5-large-v1:0"}
    for number in range(LISTED):
        stem = folder / f"20261101-{number // 3600:02}{number // 60 % 60:02}{number % 60:02}-a-red-fox-{number}"
        stem.with_suffix(".png").write_bytes(b"\x89PNG" + bytes(2000))
        stem.with_suffix(".json").write_text(json.dumps(record | {"seed": number}))
    command = [sys.executable, "-c", _LIST, str(folder), str(LISTED)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True, env=os.environ).stdout) for _ in "123"]
    listed, scanned = (statistics.median(column) for column in zip(*runs, strict=True))
    return Figure(f"list_{LISTED}_s", listed, scanned, "os.scandir and the files' sizes")
