"""The pads in JupyterLab, as people use them: with a mouse, with the keyboard alone, with a finger."""

import ast
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from helpers.text import en, ko
from tests.browser.conftest import READY, opener, within, write_notebook

SETUP = """import os
os.environ["IMAGE_WORKSHOP_LANGUAGE"] = "en"
from PIL import Image
from helpers import inpaint
from helpers.widgets import MaskPad, SketchPad
picture = Image.new("RGB", (512, 512), "skyblue")
pad = MaskPad(picture)
pad"""

# The notebook's kernel, also where a second view of the pad has the focus.
KERNEL = "[...window.jupyterapp.shell.widgets('main')].find(each => each.sessionContext).sessionContext.session.kernel"

# Ask the kernel for a value: it answers when it has seen all that the page sent before.
ASK = """async ([kernel, expression]) => {
    kernel = eval(kernel);
    const asked = {code: '', silent: true, user_expressions: {value: expression}};
    const {content} = await kernel.requestExecute(asked).done;
    const {value} = content.user_expressions;
    if (value.status !== 'ok') throw new Error(`${value.ename}: ${value.evalue}`);
    return value.data['text/plain'];
}"""
RUN = """([kernel, code]) => {
    window.running = eval(kernel).requestExecute({code, silent: true}).done;
}"""
# Whether what `pad.run` began is under way. A kernel's status does not tell: messages may have a shell of their own.
STILL_RUNNING = """() => Promise.race([
    window.running.then(() => false),
    new Promise((tell) => setTimeout(() => tell(true), 50)),
])"""
RUN_CELL = """async ([source]) => {
    const app = window.jupyterapp;
    const notebook = app.shell.currentWidget.content;
    const index = notebook.model.cells.length;
    notebook.model.sharedModel.insertCell(index, {cell_type: 'code', source});
    notebook.activeCellIndex = index;
    await app.commands.execute('notebook:run-cell');
}"""
SAVE = "async () => { await window.jupyterapp.commands.execute('docmanager:save'); }"

# How strong the ink is at a place of the sheet: 0 to 255.
INK = """(pad, [x, y]) => {
    const canvas = pad.querySelector('canvas');
    return canvas.getContext('2d').getImageData(x * canvas.width, y * canvas.height, 1, 1).data[3];
}"""
COUNT_MESSAGES = """() => {
    window.sent = [];
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
        window.sent.push(data.byteLength ?? data.length);
        return send.call(this, data);
    };
}"""


class Pad:
    """A pad on a page."""

    def __init__(self, page, number=0, sentences=en.SENTENCES):
        self.page, self.words = page, sentences
        self.root = page.locator(".workshop-pad").nth(number)
        self.pane = self.root.get_by_role("application")
        self.pane.scroll_into_view_if_needed()

    def press(self, name):
        self.root.get_by_role("button", name=self.words[f"pad.page.{name}"], exact=True).click()

    def place(self, x, y):
        """Of a place on the sheet, 0 to 1 in both directions, on the screen."""
        box = self.pane.bounding_box()
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def stroke(self, *places):
        """With the mouse."""
        self.page.mouse.move(*self.place(*places[0]))
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*self.place(*place), steps=8)
        self.page.mouse.up()

    def ink(self, x, y):
        return self.root.evaluate(INK, [x, y])

    def says(self, words):
        expect(self.root.get_by_role("status")).to_contain_text(words)

    def ask(self, expression):
        return ast.literal_eval(self.page.evaluate(ASK, [KERNEL, expression]))

    def until(self, expression):
        """Wait until it is true in the kernel."""
        for _ in range(50):
            if self.ask(f"bool({expression})"):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {expression}; it is {self.ask('repr(pad)')}")

    def run(self, code):
        """In the kernel; it does not wait for the end."""
        self.page.evaluate(RUN, [KERNEL, code])


@pytest.fixture(scope="module")
def page(browser, lab):
    """JupyterLab with a pad, opened once for all tests: that takes longer than any of them."""
    write_notebook(lab.notebooks / "pad.ipynb", SETUP)
    with opener(browser, lab) as open_and_run:
        page = open_and_run("pad.ipynb")
        page.evaluate(COUNT_MESSAGES)
        yield page


@pytest.fixture
def pad(page):
    """The pad, without ink."""
    pad = Pad(page)
    pad.run("pad.clear(); pad.feather = 0; pad.words = ''")
    pad.until("pad.share == 0")
    pad.pane.focus()
    for key in "b0":
        page.keyboard.press(key)
    return pad


def test_with_a_mouse(pad, page):
    page.evaluate("window.sent.length = 0")
    pad.stroke((0.2, 0.3), (0.5, 0.3), (0.5, 0.6))
    assert pad.ask("pad.share") > 0.02, "whatever is pressed after the stroke comes after it"
    messages = [size for size in page.evaluate("window.sent") if size > 1000]
    assert len(messages) == 1 and messages[0] < 10_000, "one small message a stroke"
    assert (pad.ink(0.35, 0.3), pad.ink(0.35, 0.5)) == (255, 0)
    assert pad.ask("pad.mask.getpixel((180, 154)), pad.mask.getpixel((180, 256))") == (255, 0)
    assert pad.ask("sum(pad.mask.histogram()[1:255])") == 0, "black and white alone"
    pad.says(f"{pad.ask('round(100 * pad.share)')} % of the picture is masked.")

    pad.press("eraser")
    pad.stroke((0.35, 0.1), (0.35, 0.5))
    pad.until("pad.mask.getpixel((180, 154)) == 0")
    assert (pad.ink(0.35, 0.3), pad.ink(0.45, 0.3)) == (0, 255)

    page.keyboard.press("Control+z")
    pad.until("pad.mask.getpixel((180, 154))")
    pad.says("Undone")
    pad.press("undo")
    pad.until("pad.share == 0")
    page.keyboard.press("Control+Shift+z")
    pad.press("redo")
    pad.until("pad.mask.getpixel((180, 154)) == 0 and pad.mask.getpixel((230, 154))")

    before = pad.ask("pad.share")
    pad.press("invert")
    pad.until(f"abs(pad.share - {1 - before}) < 1e-9")
    assert (pad.ink(0.35, 0.3), pad.ink(0.45, 0.3)) == (255, 0)
    pad.press("clear")
    pad.until("pad.share == 0")
    pad.press("rectangle")
    pad.stroke((0.25, 0.25), (0.75, 0.5))
    pad.until("0.12 < pad.share < 0.13")


def test_with_the_keyboard_alone(pad, page):
    keys = page.keyboard
    keys.press("]")
    keys.press("[")
    for _ in range(4):
        keys.press("ArrowLeft")
    keys.press("Space")
    pad.until("0 < pad.share < 0.01")
    keys.press("Enter")
    pad.says("Enter lifts it")
    for _ in range(8):
        keys.press("ArrowRight")
    keys.press("Enter")
    pad.until("pad.mask.getpixel((256, 256)) and pad.mask.getpixel((200, 256))")
    keys.press("ArrowUp")
    pad.says("320 across, 240 down")
    assert pad.ask("pad.steps"), "JupyterLab took none of the keys for itself"
    # All controls can be reached, are named, and show where the focus is.
    pad.root.get_by_role("button", name="Brush", exact=True).focus()
    named = []
    for _ in range(40):
        keys.press("Tab")
        if not pad.root.evaluate("pad => pad.contains(document.activeElement)"):
            break
        named.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.labels?.[0]?.innerText"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", named[-1]
    wanted = (
        "eraser rectangle move undo redo invert clear feather look strength zoom_out zoom_in open_picture open_mask"
    )
    missing = {en.SENTENCES[f"pad.page.{name}"] for name in wanted.split()} - {
        str(name).split("\n")[0] for name in named
    }
    assert missing == set()


def test_with_fingers(pad, page):
    touch = page.context.new_cdp_session(page)

    def fingers(kind, *places):
        points = [dict(zip("xy", pad.place(*place), strict=True), id=number) for number, place in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    top = pad.pane.bounding_box()["y"]
    fingers("touchStart", (0.3, 0.2))
    for step in range(1, 9):
        fingers("touchMove", (0.3, 0.2 + 0.05 * step))
    fingers("touchEnd")
    pad.until("pad.mask.getpixel((154, 200))")
    assert pad.pane.bounding_box()["y"] == top, "the page does not scroll"
    painted = pad.ask("pad.share")

    fingers("touchStart", (0.45, 0.5))
    fingers("touchStart", (0.45, 0.5), (0.55, 0.5))
    for step in range(1, 6):
        fingers("touchMove", (0.45 - 0.03 * step, 0.5), (0.55 + 0.03 * step, 0.5))
    fingers("touchEnd")
    zoomed = pad.root.get_by_role("button", name=re.compile("Whole picture"))
    expect(zoomed).to_contain_text("400 %")
    assert pad.ask("pad.share") == painted, "what the first finger began is given up"
    zoomed.click()
    expect(zoomed).to_contain_text("100 %")


def test_zoomed_in_it_paints_where_the_pointer_is(pad, page):
    page.mouse.move(*pad.place(0.25, 0.25))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    pad.stroke((0.25, 0.25), (0.26, 0.25))
    pad.until("pad.mask.getpixel((128, 128))")
    assert pad.ask("pad.mask.getpixel((128, 170))") == 0
    pad.press("move")
    pad.stroke((0.5, 0.5), (0.9, 0.9))
    pad.press("brush")
    pad.stroke((0.01, 0.01), (0.02, 0.01))
    pad.until("pad.steps and pad.mask.getbbox()[0] == 0")


def test_while_the_kernel_is_busy(pad, page, tmp_path):
    free = tmp_path / "free"
    pad.run(f"import os, time\nwhile not os.path.exists({str(free)!r}): time.sleep(0.05)")
    try:
        pad.stroke((0.2, 0.2), (0.4, 0.2))
        pad.stroke((0.2, 0.4), (0.4, 0.4))
        page.keyboard.press("Control+z")
        pad.stroke((0.2, 0.6), (0.4, 0.6))
        pad.says("Stroke ")
        places = [(0.3, 0.2), (0.3, 0.4), (0.3, 0.6)]
        page.wait_for_timeout(50)
        assert [pad.ink(*place) for place in places] == [255, 0, 255]
        assert page.evaluate(STILL_RUNNING)
    finally:
        free.touch()
    pad.until("[pad.mask.getpixel((154, y)) for y in (102, 205, 307)] == [255, 0, 255]")
    pad.press("undo")
    pad.until("[pad.mask.getpixel((154, y)) for y in (102, 205, 307)] == [255, 0, 0]")


def test_a_cell_and_a_second_view(pad, page):
    page.evaluate("window.jupyterapp.commands.execute('notebook:create-output-view')")
    pad.stroke((0.2, 0.2), (0.4, 0.2))
    pad.until("pad.share > 0")
    pad.run("pad.set_rectangle(256, 256, 512, 512)")
    pad.says("Changed elsewhere")
    second = Pad(page, 1)
    for view in (pad, second):
        expect(view.root).to_be_visible()
        assert [view.ink(x, y) for x, y in [(0.3, 0.2), (0.7, 0.7), (0.7, 0.2)]] == [255, 255, 0]
    second.root.get_by_label(en.SENTENCES["pad.page.words"]).fill("the sky")
    pad.until("pad.words == 'the sky'")
    expect(pad.root.get_by_label(en.SENTENCES["pad.page.words"])).to_have_value("the sky")
    page.locator(".lm-TabBar-tab", has_text="Output View").locator(".lm-TabBar-tabCloseIcon").click()
    expect(page.locator(".workshop-pad")).to_have_count(1)


def test_after_a_reload(pad, page):
    pad.stroke((0.2, 0.2), (0.4, 0.2))
    pad.stroke((0.2, 0.6), (0.4, 0.6))
    pad.until("pad.steps and pad.mask.getpixel((154, 307))")
    within(page, SAVE)
    page.reload()
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
    within(page, READY)
    page.evaluate(COUNT_MESSAGES)
    again = Pad(page)
    page.wait_for_function(f"pad => ({INK})(pad, [0.3, 0.6]) === 255", arg=again.root.element_handle())
    assert again.ink(0.3, 0.2) == 255
    again.press("undo")
    again.until("pad.mask.getpixel((154, 307)) == 0")
    page.wait_for_function(f"pad => ({INK})(pad, [0.3, 0.6]) === 0", arg=again.root.element_handle())
    assert again.ink(0.3, 0.2) == 255


def test_a_soft_edge_is_shown_and_made(pad):
    pad.press("rectangle")
    pad.stroke((0.25, 0.25), (0.75, 0.75))
    pad.root.get_by_label(en.SENTENCES["pad.page.feather"]).fill("20")
    pad.until("pad.feather == 20 and 100 < pad.mask.getpixel((128, 256)) < 156")
    assert 100 < pad.ink(0.25, 0.5) < 156
    assert (pad.ink(0.5, 0.5), pad.ink(0.1, 0.5)) == (255, 0)


def test_files(pad, page, tmp_path):
    def opened(button, file):
        with page.expect_file_chooser() as chooser:
            pad.press(button)
        chooser.value.set_files(file)

    mask = Image.new("L", (64, 64), 0)
    mask.paste(255, (32, 0, 64, 64))
    mask.save(tmp_path / "mask.png")
    opened("open_mask", tmp_path / "mask.png")
    pad.until("pad.share == 0.5 and pad.mask.getbbox() == (256, 0, 512, 512)")

    (tmp_path / "notes.png").write_text("no picture")
    opened("open_picture", tmp_path / "notes.png")
    pad.says("notes.png cannot be read as a picture")

    out = io.BytesIO()
    Image.effect_noise((4000, 3000), 90).convert("RGB").save(out, "JPEG", quality=100, subsampling=0)
    assert len(out.getvalue()) > 10 * 2**20
    (tmp_path / "large.jpg").write_bytes(out.getvalue())
    opened("open_picture", tmp_path / "large.jpg")
    pad.says("it was shrunk to 3547 × 2660")
    pad.until("pad.size == (3547, 2660) and pad.steps == 0")
    pad.run("pad.show(picture)")
    pad.until("pad.size == (512, 512)")


def test_then_inpaint(pad):
    pad.press("rectangle")
    pad.stroke((0.1, 0.1), (0.6, 0.6))
    pad.until("pad.share > 0.2")
    pad.run("after = inpaint(picture, pad, 'a hot air balloon', seed=3).image.convert('RGB')")
    assert pad.ask("after.getpixel((480, 480)) == picture.getpixel((480, 480))")
    assert pad.ask("after.crop((60, 60, 300, 300)).tobytes() != picture.crop((60, 60, 300, 300)).tobytes()")


def show(page, code):
    """Run a cell below, which shows another pad."""
    page.evaluate(RUN_CELL, [code])
    expect(page.locator(".workshop-pad")).to_have_count(2)


def test_a_sketch_in_korean(pad, page):
    show(page, 'os.environ["IMAGE_WORKSHOP_LANGUAGE"] = "ko"\npad = SketchPad(512, 256)\npad')
    sketch = Pad(page, 1, ko.SENTENCES)
    sketch.says(ko.SENTENCES["pad.page.start_sketch"])
    sketch.stroke((0.2, 0.5), (0.8, 0.5))
    sketch.says("1번째 획: 종이의 1%가 검은색입니다.")
    sketch.until("pad.steps == 1 and pad.sketch.getpixel((256, 128)) == 0")
    assert sketch.ask("pad.sketch.getpixel((10, 10))") == 255
    sketch.press("undo")
    sketch.says("되돌렸습니다. 종이의 0%가 검은색입니다.")
    within(page, "async () => { await window.jupyterapp.commands.execute('notebook:delete-cell'); }")


def test_a_sketch_begun_by_code(page):
    """Whoever sees the pad for the first time has not missed anything, and there are but lines on the paper."""
    begun = 'pad = SketchPad(512, 256)\npad.load(Image.new("L", (512, 256), "gray"))\npad'
    show(page, f'os.environ["IMAGE_WORKSHOP_LANGUAGE"] = "en"\n{begun}')
    sketch = Pad(page, 1)
    page.wait_for_function(
        "pad => pad.querySelector('canvas').getContext('2d').getImageData(9, 9, 1, 1).data[3] > 0",
        arg=sketch.root.element_handle(),
    )
    expect(sketch.root.get_by_role("status")).to_have_text(en.SENTENCES["pad.page.start_sketch"])
    expect(sketch.root.locator(".pad-stage")).to_have_text("")
    within(page, "async () => { await window.jupyterapp.commands.execute('notebook:delete-cell'); }")


def test_a_pad_without_a_picture(page, tmp_path):
    show(page, 'os.environ["IMAGE_WORKSHOP_LANGUAGE"] = "en"\npad = MaskPad()\npad')
    root = page.locator(".workshop-pad").nth(1)
    expect(root.get_by_role("status")).to_have_text(en.SENTENCES["pad.page.start_empty"])
    expect(root.get_by_role("button")).to_have_count(1)
    picture = tmp_path / "picture.jpg"
    Image.new("RGB", (320, 200), "teal").save(picture)
    with page.expect_file_chooser() as chooser:
        root.get_by_role("button").click()
    chooser.value.set_files(picture)
    pad = Pad(page, 1)
    pad.says("The picture is here, 320 × 200 pixels.")
    pad.stroke((0.2, 0.5), (0.8, 0.5))
    pad.until("pad.steps == 1 and pad.picture.format == 'JPEG' and pad.mask.getpixel((160, 100))")
