"""JupyterLab and a browser for it: `lab` is a server on a copy of the notebooks, `open_notebook` a page in Chromium.

Nothing of whoever runs the tests is read or written: the server has folders of its own, the browser a new profile.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SCREENS = Path(__file__).parents[2] / "build" / "screens"
START_SECONDS = 90  # JupyterLab needs 2 to 4 on an idle machine
PAGE_SECONDS = 60
STOP_SECONDS = 30

# No sandbox, since root has none; and nothing that makes Chromium look for Google's hosts.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Ready means: the notebook is read, and its kernel answers.
READY = """async () => {
    const app = window.jupyterapp;
    await app.restored;
    const panel = app.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
}"""

# The command's promise is kept when the last cell has run; the kernel's word that it is idle comes after that.
RUN_ALL = """async () => {
    const app = window.jupyterapp;
    await app.commands.execute('notebook:run-all-cells');
    const kernel = app.shell.currentWidget.sessionContext.session.kernel;
    if (kernel.status === 'idle') return;
    await new Promise(resolve => kernel.statusChanged.connect((_, status) => status === 'idle' && resolve()));
}"""

CELL_ERRORS = """() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells
    .flatMap(cell => cell.outputs ?? [])
    .filter(output => output.output_type === 'error')
    .map(output => `${output.ename}: ${output.evalue}`)"""


class Lab(NamedTuple):
    """A running JupyterLab."""

    address: str
    token: str
    pictures: Path  # where its kernels keep what they draw
    notebooks: Path  # the copy

    def url(self, notebook):
        """Where a notebook opens, in a workspace without what was open before."""
        return f"{self.address}/lab/tree/{notebook}?reset&token={self.token}"


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium: playwright would download one. CI has to have it; elsewhere the tests are skipped."""
    found = shutil.which("chromium")
    if not found:
        why = "no chromium on PATH, and the browser tests drive the machine's own"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    return found


@pytest.fixture(scope="module")
def browser(chromium):
    """A headless Chromium. Playwright's event loop runs as long, and other tests have loops of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(chromium, tmp_path_factory):
    """A JupyterLab on a copy of the notebooks, so that saving and drawing leave the repository as it is."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, home / "notebooks", ignore=shutil.ignore_patterns(".*", "pictures"))
    # JupyterLab 4.4 has no elements for cells out of sight, and nothing could be scrolled to.
    settings = home / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}', "utf-8")
    with running_lab(home) as (address, token):
        yield Lab(address, token, home / "pictures", home / "notebooks")


@contextmanager
def running_lab(home, **environment):
    """A JupyterLab on the notebooks in a folder; gives its address and its token."""
    server = subprocess.Popen(
        lab_command(home / "notebooks"),
        env=lab_environment(home) | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield address_of(server)
    finally:
        stop(server)


def write_notebook(path, code):
    """A notebook of one cell."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def drawn(folder):
    """The prompts of everything in a folder of pictures, oldest first."""
    return [json.loads(path.read_text("utf-8"))["request"]["prompt"] for path in sorted(folder.glob("*.json"))]


def lab_command(root):
    """A server for `root` alone, on the first free port from Jupyter's usual one on, with a random token."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--expose-app-in-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # Jupyter prints an address with a token of its own making at log level CRITICAL, so quiet logs keep it.
    quiet = ["--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR"]
    return [*command, *quiet, f"--ServerApp.root_dir={root}"]


def lab_environment(home):
    """Jupyter's and IPython's own folders under `home`, and nothing that whoever runs this has set for Jupyter."""
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "IMAGE_WORKSHOP_PICTURES": "pictures",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    return others | {name: str(home / folder) for name, folder in folders.items()}


def address_of(server):
    """Address and token, which the server prints once it listens; blocks until then. Later lines are dropped."""
    pipe = server.stderr or server.stdout
    overdue = threading.Timer(START_SECONDS, server.kill)
    overdue.start()
    said = []
    try:
        for line in pipe:
            said.append(line)
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)", line):
                threading.Thread(target=drain, args=[pipe], daemon=True).start()
                return found.groups()
    finally:
        overdue.cancel()
    pipe.close()
    pytest.fail(f"The server did not start within {START_SECONDS} s:\n{''.join(said)}")


def drain(pipe):
    """Read until the other end closes: a full pipe would stop the server."""
    with pipe:
        for _ in pipe:
            pass


def stop(server):
    """End this one process, by its id; on SIGTERM Jupyter ends its kernels first."""
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()  # a kernel whose parent is gone ends by itself
        server.wait()


@pytest.fixture
def open_notebook(browser, lab):
    """Opens a notebook, runs all its cells and returns the page."""
    with opener(browser, lab) as open_and_run:
        yield open_and_run


@contextmanager
def opener(browser, lab):
    """What `open_notebook` gives. Afterwards: nothing went wrong in the browser that nobody looked at."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PAGE_SECONDS * 1000)
    expect.set_options(timeout=PAGE_SECONDS * 1000)
    troubles = []

    def open_and_run(notebook):
        page = context.new_page()
        watch(page, troubles)
        page.goto(lab.url(notebook))
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
        within(page, READY)
        within(page, RUN_ALL)
        assert page.evaluate(CELL_ERRORS) == []
        return page

    yield open_and_run
    context.close()  # the kernels end with the server
    assert troubles == []


def check_accessible(page, selector):
    """Nothing in there that axe-core knows to be in the way of a screen reader, a keyboard, or eyes that see less."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = Axe().run(page, selector, rules).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def keep_screenshot(page, name):
    """What the page looks like, in build/screens, for people to look at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")


def within(page, script, seconds=PAGE_SECONDS):
    """Evaluate an async function in the page. playwright itself would wait for its promise for ever."""
    overdue = (
        f"new Promise((_, fail) => setTimeout(() => fail(new Error('no answer in {seconds} s')), {seconds * 1000}))"
    )
    return page.evaluate(f"() => Promise.race([({script})(), {overdue}])")


def watch(page, troubles):
    """Collect the page's errors, and what it asks of any machine but this one."""
    page.on("pageerror", lambda error: troubles.append(f"uncaught: {error}"))
    page.on("console", lambda message: message.type == "error" and troubles.append(f"console: {message.text}"))
    page.on("request", lambda request: from_here(request.url) or troubles.append(f"asked for {request.url}"))


def from_here(url):
    """Whether a request stays on this machine: data: and blob: addresses have no host at all."""
    return urlsplit(url).hostname in (None, "127.0.0.1")
