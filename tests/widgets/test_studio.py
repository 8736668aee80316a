"""The studio's side of the wire: what a page sends, what it is told; the page itself is in tests/browser."""

import html
import re
from dataclasses import replace

import pytest

from helpers import MODELS, WorkshopError, connect, gallery
from helpers.client import opened
from helpers.practice.service import Rules, faults
from helpers.widgets.panel import GROUPS, form_of
from helpers.widgets.studio import MOST_OPENED, MOST_SHOWN, Studio
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")

HARMLESS = ("slow", "hang", "content-type")  # those that keep one waiting, and one that nobody minds
SMALL = {"prompt": "a red fox", "model": "sdxl", "seed": 3, "count": 1, "settings": {"size": "512 × 512", "steps": 10}}


@pytest.fixture
def studio(monkeypatch):
    made = Studio(connect("practice"))
    made.heard = []
    monkeypatch.setattr(made, "send", lambda content, buffers=None: made.heard.append((content, buffers)))
    return made


def say(studio, *buffers, **message):
    studio._handle_custom_msg(message, [memoryview(file) for file in buffers])


def wanted(studio, *keys):
    """The previews that a page is sent when it asks for them; they are made in a thread."""
    say(studio, do="want", keys=list(keys))
    studio._previews.wait(20)
    return [(content, buffers) for content, buffers in studio.heard if content.get("preview") in keys]


def models_of(studio, task):
    return next(one for one in studio._tasks if one["name"] == task)["models"]


def run(studio, press="p1", **more):
    say(studio, do="run", press=press, form=SMALL | more)


def test_a_prompt_becomes_a_picture_on_the_page(studio):
    run(studio)
    (picture,) = studio.wait()
    assert picture.path.exists()
    assert (studio.status, studio._state["drawing"], studio._state["alert"]) == ("", False, "")
    (shown,) = studio._shown
    assert (shown["prompt"], shown["seed"], shown["model"]) == ("a red fox", 3, "sdxl")
    assert shown["settings"] == {"steps": 10, "size": "512 × 512"}
    assert shown["alt"] == picture.alt and shown["caption"] == picture.caption()
    (preview,) = wanted(studio, shown["key"])
    assert preview == ({"preview": "p1", "width": 512, "height": 512}, [picture.preview])


def test_the_newest_comes_first_and_the_same_press_pays_once(studio):
    run(studio, prompt="one")
    run(studio, prompt="one")
    run(studio, press="p2", prompt="two")
    studio.wait()
    assert [shown["prompt"] for shown in studio._shown] == ["two", "one"]


def test_models_that_can_be_called_with_their_knobs_and_prices(studio):
    offers = models_of(studio, "text-to-image")
    assert [offer["name"] for offer in offers] == ["sd3.5-large", "stable-image-core", "stable-image-ultra"]
    (seed,) = [knob for knob in offers[0]["knobs"] if knob["name"] == "seed"]
    assert (seed["kind"], seed["low"], seed["high"]) == ("whole", 0, 2**32 - 2)
    assert {offer["price"] for offer in offers} == {""}  # practice mode costs nothing
    assert offers[0]["about"].startswith(
        "Can do: From words, Paint it anew (image to image). Prompts in: English. Practice mode"
    )


def test_every_task_that_an_active_model_does_is_offered(studio):
    offered = {task["name"] for task in studio._tasks if task["models"]}
    assert offered == {task for model in MODELS.values() if model.active for task in model.tasks}


def test_where_pictures_cost_money_each_model_says_how_much(connection):
    connection.mode, connection.spent = "bedrock", "spent"
    assert [offer["price"] for offer in models_of(Studio(connection), "text-to-image")][1] == "about $0.04"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"prompt": ""}, "Prompt"),
        ({"model": "sd9"}, "Model"),
        ({"count": "three"}, "Pictures"),
        ({"settings": {"steps": 1}}, "Steps"),
        ({"settings": {"size": "wide"}}, "Size"),
        ({"settings": 5}, "settings"),
        ({"pictures": {"image": "p9"}}, "not here any more"),
        ({"task": "inpaint", "model": None, "settings": {}}, "The picture to change"),
        ({"task": "style-transfer", "model": None, "settings": {}}, "The picture to change"),
        ({"settings": {"<script>": 1}}, "&lt;script"),
        ({"task": "paint"}, "What to do"),
    ],
)
def test_what_is_wrong_is_on_the_page_and_nothing_is_drawn(studio, form, said):
    run(studio, **form)
    assert said in studio._state["alert"] and "<script>" not in studio._state["alert"]
    assert studio.session.jobs == []


@pytest.mark.parametrize(
    "message",
    [
        *(None, 5, [], {}, {"do": "run"}, {"do": "nothing"}, {"do": "lay"}, {"do": "open"}, {"do": "rectangle"}),
        *({"do": "want", "keys": 5}, {"do": "want", "keys": ["x", None]}),
    ],
)
def test_a_message_that_no_page_of_ours_sends_breaks_nothing(studio, message):
    studio._handle_custom_msg(message, [])
    run(studio)
    assert len(studio.wait()) == 1


def test_a_refusal_is_told_until_it_is_dismissed(studio):
    run(studio, prompt="a castle, blocked-prompt")
    assert studio.wait() == []
    assert "content filter" in studio._state["alert"]
    say(studio, do="dismiss")
    assert studio._state["alert"] == ""
    run(studio, press="p2")
    studio.wait()
    assert studio._state["alert"] == ""


def test_what_waits_can_be_cancelled(connection):
    studio = Studio(connection)
    run(studio, count=4)
    assert (studio._state["to_come"], studio._state["waiting"] in (3, 4)) == (3, True)
    say(studio, do="stop")
    connection.go()
    assert len(studio.wait(20)) == 1
    assert connection.begun.acquire(timeout=20)
    run(studio, press="p2", count=4)
    assert connection.begun.acquire(timeout=20)
    say(studio, do="cancel")
    assert studio._state["waiting"] == 0
    connection.go()
    assert len(studio.wait(20)) == 2


def test_the_price_or_the_reason_why_there_is_none(studio):
    say(studio, do="price", form=SMALL)
    say(studio, do="price", form=SMALL | {"settings": {"steps": 999}})
    assert studio.heard[0][0] == {"price": "", "why": "", "notes": []}  # practice mode costs nothing
    assert "999" in studio.heard[1][0]["why"]
    studio.session.connection = replace(studio.session.connection, mode="bedrock")
    say(studio, do="price", form={"prompt": "a cat", "model": "stable-image-core", "count": 3})
    assert studio.heard[2][0]["price"] == "This run: about $0.12."


def test_a_page_is_told_of_so_many_pictures(studio, make_picture):
    for number in range(MOST_SHOWN + 5):
        job = type(
            "Job", (), {"number": number, "batch": 1, "picture": make_picture(), "error": None, "state": "done"}
        )()
        studio.session.jobs.append(job)
    studio._show()
    assert len(studio._shown) == MOST_SHOWN
    assert studio._shown[0]["key"] == f"p{MOST_SHOWN + 4}"
    assert studio.session.pictures[0] is not None


def test_the_page_speaks_the_learners_language(each_language):
    words = Studio(connect("practice"))._texts
    assert words["run"] == {"en": "Run", "ko": "실행"}[each_language]


def test_every_sentence_that_the_page_says_is_there(studio):
    page = Studio._esm
    said = set(re.findall(r'words\.(\w+)|words\["([\w.-]+)"\]', page))
    missing = {one or other for one, other in said} - set(studio._texts)
    assert missing == set()
    for task in studio._tasks:
        assert {f"task.{task['name']}", f"about.{task['name']}"} <= set(studio._texts)
        knobs = {knob["name"] for model in task["models"] for knob in model["knobs"]}
        assert knobs <= set(studio._texts) | {"seed", "count"}
    assert {f"tab.{name}" for name in ("picture", "mask", "sketch", "edges", "gallery")} <= set(studio._texts)
    assert {f"group.{group}" for group in GROUPS} <= set(studio._texts)


def test_a_form_of_a_page():
    form = form_of({"prompt": "a", "settings": {"size": "512 × 768"}, "seed": None}, {})
    assert (form.settings["size"], form.seed, form.count, form.model) == ((512, 768), None, 1, None)


# ---- changing a picture


@pytest.fixture
def drawn(studio):
    """A studio with one picture, and its form for changing it."""
    run(studio)
    studio.wait()
    studio.heard.clear()
    return studio


def change(task, prompt="", **more):
    pictures = {"image": "p1"} | more.pop("pictures", {})
    return {"prompt": prompt, "task": task, "model": None, "count": 1, "settings": {}, "pictures": pictures} | more


def test_a_picture_is_changed_by_words_and_shown_beside_the_one_before(drawn):
    form = change("search-replace", "a grey cat", settings={"search": "fox"}, seed=5)
    say(drawn, do="run", press="p2", form=form)
    first, second = drawn.wait()
    assert drawn._state["alert"] == ""
    assert second.request.task.image.data == first.data
    shown = drawn._shown[0]
    assert (shown["before"], shown["task"], shown["settings"]["search"]) == ("b2", "search-replace", "fox")
    assert wanted(drawn, "b2")[0][1] == [second.request.task.image.preview()]


def test_a_mask_that_is_painted_goes_with_its_picture(drawn):
    say(drawn, do="lay", key="p1")
    say(drawn, do="rectangle", left=0, top=0, width=512, height=200)
    assert drawn.mask_pad.share == pytest.approx(200 / 512, abs=0.01)
    form = change("inpaint", "a hot air balloon", pictures={"mask": "mask"})
    say(drawn, do="run", press="p2", form=form)
    second = drawn.wait()[1]
    assert second.request.task.mask.decoded().getextrema() == (0, 255)
    drawn.gallery.choose(drawn.gallery.found[0].name)
    drawn.gallery._handle_custom_msg({"do": "use", "what": "all"}, [])
    told = drawn.heard[-1][0]["picture"]
    say(drawn, do="lay", key=told["before"], mask_of=told["mask"])  # from the gallery, too
    assert drawn.mask_pad.share == pytest.approx(200 / 512, abs=0.01)
    say(drawn, do="rectangle", left=0, top=0, width=512, height=200, erase=True)
    say(drawn, do="lay", key="b2", mask_of="p2")  # "use all" brings the mask back
    assert drawn.mask_pad.share == pytest.approx(200 / 512, abs=0.01)


def test_a_mask_on_another_picture_is_never_sent(drawn):
    run(drawn, press="p2", prompt="a house")
    drawn.wait()
    say(drawn, do="lay", key="p1")
    say(drawn, do="rectangle", left=0, top=0, width=100, height=100)
    say(drawn, do="run", press="p3", form=change("erase", pictures={"image": "p2", "mask": "mask"}))
    assert "empty mask" in drawn._state["alert"] and "What is painted" in drawn._state["alert"]
    assert len(drawn.session.jobs) == 2


def test_a_rectangle_beyond_the_picture_is_told(drawn):
    say(drawn, do="lay", key="p1")
    say(drawn, do="rectangle", left=0, top=0, width=5000, height=10)
    assert "512" in drawn._state["alert"]


def test_a_sketch(studio):
    studio.sketch_pad.load(image_file(size=(64, 64), colour="black"))
    form = change("control-sketch", "a mountain", pictures={"image": "sketch"}, seed=1)
    say(studio, do="run", press="p1", form=form)
    (picture,) = studio.wait()
    assert picture.request.task.name == "control-sketch"


def test_a_file_of_the_learners_own(studio):
    file = image_file(size=(256, 192))
    say(studio, file, do="open", key="u1")
    studio._previews.wait(20)
    assert studio.heard[-1][0] == {"preview": "u1", "width": 256, "height": 192}
    say(studio, do="run", press="p1", form=change("image-to-image", "a cat", pictures={"image": "u1"}))
    (picture,) = studio.wait()
    assert picture.request.task.image.data == file


@pytest.mark.parametrize("file", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_picture_is_told(studio, file):
    say(studio, file, do="open", key="u1")
    assert "PNG, JPEG or WebP" in studio._state["alert"]


def test_so_many_files_are_kept(studio):
    for number in range(MOST_OPENED + 2):
        say(studio, image_file(size=(64, 64)), do="open", key=f"u{number}")
    assert len(studio._opened) == MOST_OPENED and "u0" not in studio._opened


def test_a_picture_too_large_for_the_model_is_made_smaller_and_that_is_said(studio):
    say(studio, image_file(size=(1600, 1000)), do="open", key="u1")
    say(studio, do="price", form=change("fast-upscale", pictures={"image": "u1"}))
    studio._previews.wait(20)
    notes = next(content for content, _ in studio.heard if "price" in content)["notes"]
    *_, note = notes
    assert "1600 × 1000" in note and "1295 × 809" in note


def test_a_preview_that_cannot_be_made_says_why(studio):
    (told,) = wanted(studio, "p7")
    assert "not here any more" in told[0]["why"]


def test_practice_mode_shows_the_picture_as_it_forms(studio):
    run(studio)
    studio.wait()
    looks = [content for content, _ in studio.heard if "look" in content]
    assert looks[0] == {"look": 1, "step": 1, "steps": 10}
    assert all(buffers[0][:4] == b"RIFF" for content, buffers in studio.heard if "look" in content)


def test_a_picture_that_cannot_be_saved_is_kept_and_saved_later(studio, folder, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(gallery, "keep", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        run(studio)
        with pytest.warns(UserWarning, match="No space left"):
            studio.wait()
        assert "1" in studio._state["unsaved"] and studio.pictures[0].path is None
        say(studio, do="save")
        assert "No space left" in studio._state["alert"]
    say(studio, do="save")
    assert studio._state["unsaved"] == "" and studio.pictures[0].path.exists()


@pytest.mark.parametrize("fault", [name for name in faults.NAMES if name not in HARMLESS])
def test_whatever_goes_wrong_is_told_and_the_next_picture_comes(studio, quick_clients, fault):
    whole, rules = studio.session.connection, Rules(faults=(faults.Fault(fault),))
    studio.session.connection = opened("practice", rules=rules)
    run(studio)
    assert studio.wait() == []
    (failure,) = studio.session.failures
    assert isinstance(failure, WorkshopError)
    assert failure.cause in html.unescape(studio._state["alert"]) and 'role="alert"' in studio._state["alert"]
    assert "123456789012" not in studio._state["alert"]  # the account's number
    studio.session.connection = whole
    run(studio, press="p2")
    assert len(studio.wait()) == 1 and studio._state["alert"] == ""


def test_pictures_of_other_days_are_in_the_gallery_and_go_into_the_form(drawn):
    drawn.gallery.refresh()
    (entry,) = drawn.gallery.found
    drawn.gallery.choose(entry.name)
    drawn.gallery._handle_custom_msg({"do": "use", "what": "edit"}, [])
    (message,) = [content for content, _ in drawn.heard if "use" in content]
    told = message["picture"]
    assert (message["use"], told["prompt"], told["seed"], told["key"]) == ("edit", "a red fox", 3, f"f{entry.name}")
    form = change("search-replace", "a grey cat", pictures={"image": told["key"]}, settings={"search": "fox"})
    say(drawn, do="run", press="p2", form=form)
    assert drawn.wait()[1].request.task.image.data == entry.path.read_bytes()
    assert len(drawn.gallery.found) == 2  # a new picture is there at once
    drawn.gallery.choose(drawn.gallery.found[0].name)
    drawn.gallery._handle_custom_msg({"do": "use", "what": "all"}, [])
    told = drawn.heard[-1][0]["picture"]
    assert (told["task"], told["settings"]["search"]) == ("search-replace", "fox")
    assert drawn._opened[told["before"]].data == entry.path.read_bytes()  # what it was made of


def test_a_file_that_is_not_in_the_folder_is_no_picture(drawn, tmp_path):
    (tmp_path / "secret.png").write_bytes(image_file())
    drawn.gallery.refresh()
    for name in ("../secret.png", str(tmp_path / "secret.png"), ""):
        say(drawn, do="run", press=name, form=change("fast-upscale", pictures={"image": f"f{name}"}))
        assert "not here any more" in drawn._state["alert"]
