"""The gallery without a page: what people do, what a page sends, and what it is told; the page is in tests/browser."""

import errno
import io
import os
import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from helpers import BadValue, ImageRequest, gallery, generate
from helpers.collection import BIN, Collection
from helpers.journal import Journal
from helpers.tasks import Inpaint
from helpers.text import en, ko
from helpers.widgets import Gallery
from helpers.widgets import gallery as module
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)"> \u202ereversed 🦊 \ud83d half ' + "very " * 2000


@pytest.fixture
def keep(make_picture, tmp_path):
    """Writes a picture into the folder, so many minutes after noon; returns its name."""

    def keep(prompt="a cat", minutes=0, **more):
        return gallery.keep(make_picture(prompt, made_at=NOON + timedelta(minutes=minutes), **more), tmp_path).path.name

    return keep


@pytest.fixture
def three(keep):
    """Names, newest first."""
    return [keep("a red fox", 3, seed=3), keep("a grey cat", 2, seed=2), keep("a fox and a cat", 1, seed=1)]


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Opens a gallery on the folder; what it sends to the page is in its `heard`."""

    def opened(folder=tmp_path):
        made = Gallery(folder)
        made.heard = []
        monkeypatch.setattr(made, "send", lambda content, buffers=None: made.heard.append((content, buffers)))
        return made

    return opened


def say(made, **message):
    """A message of the page, and all that comes of it."""
    made._handle_custom_msg(message, [])
    made.wait()


def names(entries):
    return [entry.name for entry in entries]


def said(made, what):
    return [content for content, _ in made.heard if what in content]


def test_newest_first_and_nothing_is_chosen(three, opened):
    made = opened()
    assert names(made.found) == three
    assert (made.chosen, made.picked, made.compared) == (None, [], [])
    assert made._state["counted"] == "3 of 3 pictures" and made._large == {}


def test_a_search_from_a_cell_and_from_the_page(three, opened):
    made = opened()
    assert names(made.search("fox")) == names(made.found) == [three[0], three[2]]
    assert made._state["query"]["words"] == "fox" and made._state["counted"] == "2 of 3 pictures"
    say(made, do="search", query={"words": "cat grey", "favourites": False, "stars": 0, "model": ""})
    assert names(made.found) == [three[1]]
    made.mark(three[0], favourite=True, stars=4)
    assert names(made.search(favourites=True)) == names(made.search(stars=3)) == [three[0]]
    assert made.search(stars=5) == [] and made._state["empty"]
    assert len(made.search(model="sd3.5-large")) == 3 and made.search(model="sdxl") == []


@pytest.mark.parametrize("wrong", [{"stars": 6}, {"stars": True}, {"stars": "3"}, {"favourites": 1}, {"model": None}])
def test_a_search_for_what_is_none(three, opened, wrong):
    made = opened()
    with pytest.raises(BadValue):
        made.search(**wrong)
    say(made, do="search", query=wrong)
    assert made._state["alert"]["what"] and len(made.found) == 3


def test_the_last_search_wins(three, opened, monkeypatch):
    made, begun, go = opened(), threading.Event(), threading.Event()
    find = made.collection.find

    def slow(words="", **more):
        if words == "fox":
            begun.set()
            assert go.wait(20)
        return find(words, **more)

    monkeypatch.setattr(made.collection, "find", slow)
    made._handle_custom_msg({"do": "search", "query": {"words": "fox"}}, [])
    assert begun.wait(20)
    made.search("grey")
    go.set()
    made.wait()
    assert names(made.found) == [three[1]] and made._state["query"]["words"] == "grey"


def test_models_to_choose_from_are_read_in_the_background(keep, opened):
    keep(), keep("x", 1, model_id="stability.stable-image-core-v1:1"), keep("y", 2, model_id="unheard.of-v1")
    made = opened()
    made.wait()
    assert made._state["models"] == [
        ["sd3.5-large", "Stable Diffusion 3.5 Large"],
        ["stable-image-core", "Stable Image Core"],
        ["unheard.of-v1", "unheard.of-v1"],
    ]


def test_a_page_gets_what_it_asks_for_and_nothing_else(three, opened):
    made = opened()
    made.mark(three[1], stars=2, note="n")
    made.wait()
    made.heard.clear()
    say(made, do="want", view="v", revision=made._state["revision"], at=[1, 2, 99, -1], names=[three[0]])
    (tiles,) = said(made, "tiles")
    assert [(tile["at"], tile["name"]) for tile in tiles["tiles"]] == [(1, three[1]), (2, three[2])]
    assert (tiles["tiles"][0]["stars"], tiles["tiles"][0]["note"]) == (2, True)
    ((thumbs, buffers),) = [one for one in made.heard if "thumbs" in one[0]]
    assert thumbs["thumbs"] == [three[0]] and Image.open(io.BytesIO(buffers[0])).format == "WEBP"
    assert len(made.heard) == 2


def test_thumbnails_are_small_and_previews_larger(keep, opened):
    name = keep(data=image_file(size=(1024, 512)))
    made = opened()
    say(made, do="want", view="v", names=[name])
    say(made, do="previews", names=[name])
    sizes = [Image.open(io.BytesIO(buffers[0])).size for _, buffers in made.heard if buffers]
    assert sizes == [(256, 128), (512, 256)]


def test_wants_of_yesterday_do_not_pile_up(keep, opened, monkeypatch):
    kept = [keep(minutes=minute) for minute in range(12)]
    made, begun, go, read = opened(), threading.Event(), threading.Event(), []
    made.wait()

    def slow(data, side):
        begun.set()
        assert go.wait(20)
        read.append(data)
        return b"small"

    monkeypatch.setattr(module, "shrunk", slow)
    made._handle_custom_msg({"do": "want", "view": "v", "names": kept[:10]}, [])
    assert begun.wait(20)  # and the handler has returned, though nothing is made yet
    made._handle_custom_msg({"do": "want", "view": "v", "names": kept[4:9]}, [])
    made._handle_custom_msg({"do": "want", "view": "v", "names": kept[10:]}, [])
    go.set()
    made.wait()
    assert [name for one in said(made, "thumbs") for name in one["thumbs"]] == kept[:4] + kept[10:]


def test_two_pages_of_one_gallery_do_not_take_each_others_wants_away(three, opened, monkeypatch):
    made = opened()
    with made._lock:  # so that both are there before the first is looked at
        made._handle_custom_msg({"do": "want", "view": "one", "names": three[:1]}, [])
        made._handle_custom_msg({"do": "want", "view": "two", "names": three[1:]}, [])
    made.wait()
    assert sorted(name for one in said(made, "thumbs") for name in one["thumbs"]) == sorted(three)


def test_memory_has_an_end(keep, opened, monkeypatch):
    monkeypatch.setattr(module, "MOST_THUMBS", 3)
    monkeypatch.setattr(module, "MOST_VIEWS", 2)
    kept = [keep(minutes=minute) for minute in range(5)]
    made = opened()
    with made._lock:
        for view in range(5):
            made._handle_custom_msg({"do": "want", "view": view, "names": kept}, [])
        assert len(made._wanted) == 2
    made.wait()
    assert len(made._thumbs) == 3


def test_what_was_asked_of_another_list_is_not_answered(three, opened):
    made = opened()
    old = made._state["revision"]
    made.search("fox")
    say(made, do="want", view="v", revision=old, at=[0])
    assert said(made, "tiles") == []


def test_a_broken_file_says_so_and_stops_nothing(three, opened, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"no picture")
    (tmp_path / "cut.png").write_bytes(image_file(size=(200, 200))[:200])
    made = opened()
    say(made, do="want", view="v", names=["broken.png", "cut.png", "gone.png", *three])
    assert [name for one in said(made, "thumbs") for name in one["thumbs"]] == three
    broken = {name: why for one in said(made, "thumbs") for name, why in one["broken"].items()}
    assert set(broken) == {"broken.png", "cut.png"} and all(broken.values())
    say(made, do="choose", name="broken.png")
    say(made, do="previews", names=["broken.png"])
    assert made._large["path"] == str(tmp_path / "broken.png") and said(made, "preview")[-1]["why"]
    say(made, do="previews", names=["gone.png"])
    assert said(made, "preview")[-1]["preview"] == "broken.png"  # of one that is deleted there is nothing to say
    assert made._state["alert"] == {}


def test_nothing_outside_the_folder_is_shown(three, opened, tmp_path):
    made = opened(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "secret.png").write_bytes(image_file())
    for name in ("sub/secret.png", "../x.png", str(tmp_path / three[0])):
        say(made, do="want", view="v", names=[name])
        say(made, do="previews", names=[name])
    assert not any(buffers for _, buffers in made.heard)


def test_the_chosen_picture(keep, opened, tmp_path):
    request = ImageRequest("a fox", "blurry", seed=7, steps=30, width=512, height=768)
    name = keep(request=request, model_id="stability.stable-diffusion-xl-v1")
    made = opened()
    say(made, do="choose", name=name)
    large = made._large
    assert made.chosen is made.collection[name] and made._state["chosen"] == name and made._state["at"] == 0
    assert (large["prompt"], large["negative_prompt"], large["seed"]) == ("a fox", "blurry", "7")
    assert large["settings"] == [["Steps", "30"], ["Size", "512 × 768"]]
    assert large["path"] == str(tmp_path / name) and large["caption"][:-1] == made.chosen.picture().caption()
    assert large["caption"][-1].startswith("2026-11-2")  # the day, in the learner's own time
    say(made, do="choose", name=None)
    assert (made.chosen, made._large) == (None, {})


def test_the_line_makes_the_picture_again(keep, opened, folder, unconnected):
    name = keep(request=ImageRequest('it\'s a "fox" \\ \n$x$ 여우', "blurry", seed=5, aspect_ratio="1:1"), seed=5)
    made = opened()
    made.choose(name)
    picture = eval(made._large["line"], {"generate": generate})
    assert picture.request == made.chosen.request()


def test_no_line_for_an_edit_nor_where_nobody_knows(keep, make_picture, opened, tmp_path):
    task = Inpaint(make_picture(), make_picture())
    edit = keep(request=ImageRequest("a hat", task=task), model_id="us.stability.stable-image-inpaint-v1:0")
    (tmp_path / "unknown.png").write_bytes(image_file())
    made = opened()
    for name in (edit, "unknown.png"):
        made.choose(name)
        assert made._large["line"] == "" and made._large["path"].endswith(name)
    for file in (tmp_path / gallery.INPUTS).iterdir():
        file.unlink()
    made = opened()
    made.choose(edit)
    assert made._large["prompt"] == "a hat" and made._state["alert"] == {}


def test_a_picture_made_elsewhere(opened, tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_text(
        "parameters", "a dragon\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 99"
    )
    (tmp_path / "00001-99.png").write_bytes(image_file(pnginfo=info))
    made = opened()
    made.choose("00001-99.png")
    assert (made._large["prompt"], made._large["negative_prompt"], made._large["seed"]) == ("a dragon", "blurry", "99")
    assert ["Sampler", "Euler a"] in [[name, value] for name, value in made._large["settings"]]
    assert made._large["line"] == "generate('a dragon', negative_prompt='blurry', seed=99)"


@pytest.mark.parametrize("record", ["[]", '{"request": {"prompt": [1], "task": 5}, "seed": "x", "mode": {}}', "{"])
def test_a_record_of_nonsense(opened, tmp_path, record):
    (tmp_path / "a.png").write_bytes(image_file())
    (tmp_path / "a.json").write_text(record)
    made = opened()
    say(made, do="want", view="v", at=[0])
    say(made, do="choose", name="a.png")
    assert made.chosen.name == "a.png" and said(made, "tiles") and made._state["alert"] == {}


def test_hostile_words_are_sent_whole_or_cut_but_never_stop_the_message(keep, opened):
    name = keep(HOSTILE)
    made = opened()
    made.mark(name, note=HOSTILE)
    say(made, do="want", view="v", at=[0])
    say(made, do="choose", name=name)
    say(made, do="search", query={"words": "half"})
    for sent in (made._state, made._large, *[content for content, _ in made.heard]):
        repr(sent).encode()
    assert len(said(made, "tiles")[0]["tiles"][0]["alt"]) < 500 and made._large["prompt"].startswith("<img")
    assert names(made.found) == [name]


@pytest.mark.skipif(os.name == "nt", reason="names there are always proper text")
def test_a_file_name_that_is_no_proper_text(opened, tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.png")).write_bytes(image_file())
    made = opened()
    say(made, do="want", view="v", at=[0])
    name = said(made, "tiles")[0]["tiles"][0]["name"]
    name.encode()
    say(made, do="want", view="v", names=[name])
    say(made, do="choose", name=name)
    assert made.chosen is made.found[0] and said(made, "thumbs")[-1]["thumbs"] == [name]


def test_marks_hold_and_the_page_hears_of_them(three, opened, tmp_path):
    made = opened()
    say(made, do="choose", name=three[1])
    say(made, do="mark", name=three[1], stars=4)
    say(made, do="mark", name=three[1], favourite=True)
    say(made, do="mark", name=three[1], note="the good one")
    assert (made._large["stars"], made._large["favourite"], made._large["note"]) == (4, True, "the good one")
    assert said(made, "tile")[-1]["tile"]["note"] is True
    assert Collection(tmp_path)[three[1]].marks == made.chosen.marks
    say(made, do="mark", name=three[1], stars=6)
    assert made._state["alert"]["what"] and made.chosen.marks.stars == 4


def test_a_mark_that_cannot_be_written_holds_and_is_told(three, opened, monkeypatch, tmp_path):
    made = opened()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Journal, "append", full)
    say(made, do="choose", name=three[0])
    say(made, do="mark", name=three[0], stars=5)
    alert = made._state["alert"]
    assert "No space left" in alert["what"] and str(tmp_path) in alert["todo"]
    assert made._large["stars"] == 5 and names(made.search(stars=5)) == [three[0]]
    with pytest.raises(OSError):
        made.mark(three[0], stars=1)
    say(made, do="dismiss")
    assert made._state["alert"] == {}


def test_what_is_deleted_can_be_brought_back(three, opened, tmp_path):
    made = opened()
    assert made._state["deleted"] == ""
    made.choose(three[1])
    made.pick(three[1])
    say(made, do="delete", name=three[1])
    assert names(made.found) == [three[0], three[2]] and (tmp_path / BIN / three[1]).exists()
    assert made.chosen.name == three[2] and made.picked == []  # the next one comes in its place
    assert three[1] in made._state["deleted"] and three[1] in made._state["told"]
    assert three[1] in opened()._state["deleted"]  # as long as there is something
    say(made, do="delete", name=three[2])
    assert made.chosen.name == three[0]  # and after the last one, the one before
    say(made, do="undo")
    say(made, do="undo")
    assert names(made.found) == three and made.chosen.name == three[1] and made._state["deleted"] == ""
    say(made, do="undo")
    assert made._state["alert"]["what"]


def test_where_nothing_can_be_deleted_nothing_is_lost(three, opened, tmp_path):
    (tmp_path / BIN).write_text("in the way of the folder")
    made = opened()
    say(made, do="delete", name=three[0])
    assert made._state["alert"]["todo"] and names(made.found) == three and (tmp_path / three[0]).exists()


def test_two_are_compared(three, opened):
    made = opened()
    for name in three:
        say(made, do="pick", name=name)
    say(made, do="compare")
    assert made._state["alert"]["what"] and made.compared == []
    say(made, do="pick", name=three[0])
    say(made, do="compare")
    assert names(made.compared) == three[1:] and [one["name"] for one in made._state["compared"]] == three[1:]
    assert "seed 2" in made._state["compared"][0]["label"]
    say(made, do="compare", end=True)
    assert made.compared == [] and names(made.picked) == three[1:]
    say(made, do="unpick")
    assert made.picked == []
    made.compare(three[0], three[2])
    made.delete(three[2])
    assert made.compared == []
    with pytest.raises(BadValue):
        made.compare(three[0], three[0])
    with pytest.raises(KeyError):
        made.compare(three[0], "none.png")


def test_a_tick_is_set_taken_away_or_turned(three, opened):
    made = opened()
    for ticked, after in ((True, 1), (True, 1), (False, 0), (False, 0), (None, 1), (None, 0)):
        made.pick(three[0], ticked)
        assert len(made.picked) == after


def test_whoever_listens_hears_what_is_to_be_used(three, opened):
    made, heard = opened(), []
    say(made, do="use", what="prompt")
    assert made._state["listening"] is False
    made.on_use(lambda what, entry: heard.append((what, entry.name)))
    assert made._state["listening"] is True
    say(made, do="use", what="prompt")  # of no picture
    made.choose(three[0])
    for what in ("prompt", "seed", "all", "remix", "edit", "nonsense", None):
        say(made, do="use", what=what)
    assert heard == [(what, three[0]) for what in ("prompt", "seed", "all", "remix", "edit")]
    made.on_use(lambda what, entry: 1 / 0)
    say(made, do="use", what="seed")
    assert "ZeroDivisionError" in made._state["alert"]["what"]


@pytest.mark.parametrize(("kind", "ending"), [("sheet", ".png"), ("report", ".html")])
def test_exports_take_what_was_found_or_what_is_picked_and_overwrite_nothing(three, opened, tmp_path, kind, ending):
    made = opened()
    say(made, do="export", kind=kind)
    first = Path(made._export["path"])
    assert first.parent == tmp_path / module.EXPORTS and first.suffix == ending and "3" in made._export["words"]
    before = first.read_bytes()
    made.pick(three[0])
    say(made, do="export", kind=kind)
    second = Path(made._export["path"])
    assert second != first and first.read_bytes() == before and "1" in made._export["words"]
    made.refresh()
    assert names(made.found) == three  # the sheet is none of the pictures


def test_a_picture_of_which_nothing_is_known_is_left_out_of_an_export_and_that_is_told(three, opened, tmp_path):
    (tmp_path / "unknown.png").write_bytes(image_file())
    made = opened()
    say(made, do="export", kind="report")
    assert "Report of 3" in made._export["words"] and "1 left out" in made._export["words"]
    assert Path(made._export["path"]).read_text("utf-8").count("<figure>") == 3


def test_exports_that_cannot_be(three, opened, tmp_path, monkeypatch):
    made = opened()
    monkeypatch.setitem(module.MOST_EXPORTED, "sheet", 2)
    say(made, do="export", kind="sheet")
    assert made._state["alert"]["todo"] == en.SENTENCES["gallery.narrow"]
    (tmp_path / module.EXPORTS).write_text("in the way of the folder")
    say(made, do="export", kind="report")
    assert str(tmp_path) in made._state["alert"]["todo"] and made._export["busy"] is False
    say(made, do="export", kind="nonsense")
    made.search("no such thing")
    with pytest.raises(BadValue):
        made.export("report")


def test_new_pictures_show_after_a_refresh(three, keep, opened):
    made = opened()
    made.choose(three[0])
    revision = made._state["revision"]
    newest = keep("a bird", 9)
    made.refresh()
    assert names(made.found) == [newest, *three] and made.chosen.name == three[0] and made._state["at"] == 1
    assert made._state["revision"] > revision
    keep("a fish", 10)
    say(made, do="refresh")
    assert len(made.found) == 5 and made._state["told"]


def test_what_another_notebook_took_away_is_gone_after_a_refresh(three, opened, tmp_path):
    made = opened()
    made.choose(three[0])
    made.compare(three[0], three[1])
    made.pick(three[0])
    (tmp_path / three[0]).unlink()
    made.choose(three[0])  # its file is gone, and the page shows what is known
    made.refresh()
    assert (made.chosen, made.compared, made.picked) == (None, [], [])
    say(made, do="choose", name=three[0])
    assert three[0] in made._state["alert"]["what"]


def test_a_folder_that_is_not_there_says_where_it_looked(opened, tmp_path, keep):
    made = opened(tmp_path / "none")
    assert made.found == [] and str(tmp_path / "none") in made._state["empty"]


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        "x",
        {},
        {"do": 5},
        {"do": "want"},
        {"do": "want", "at": {"a": 1}, "names": 5},
        {"do": "want", "at": [None, "x", 1e9, 10**30, True], "names": [None, 5, [], "x"], "view": []},
        {"do": "previews", "names": [{}]},
        {"do": "search", "query": None},
        {"do": "search", "query": {"words": 5}},
        {"do": "search", "query": {"stars": [1]}},
        {"do": "choose", "name": [1]},
        {"do": "pick"},
        {"do": "mark", "name": {}, "stars": 1},
        {"do": "delete", "name": "../../x.png"},
        {"do": "use", "what": []},
        {"do": "export", "kind": []},
    ],
)
def test_messages_that_no_page_of_ours_sends(three, opened, message):
    made = opened()
    made._handle_custom_msg(message, [])
    made.wait()
    assert names(made.found) == three and made.chosen is None
    say(made, do="choose", name=three[0])  # and it goes on
    assert made.chosen.name == three[0]


def test_every_sentence_of_the_page_is_sent_to_it(opened, each_language, keep):
    words = opened()._texts
    page = (Path(module.__file__).parent / "page" / "gallery.js").read_text("utf-8")
    used = set(re.findall(r"\bwords\.(\w+)", page)) | {f"use_{what}" for what in module.USES}
    assert used <= set(words)
    assert words["note"] == {"en": en, "ko": ko}[each_language].SENTENCES["gallery.page.note"]
