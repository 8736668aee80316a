"""A folder of pictures read back: in order, found again, marked, deleted and brought back, whatever lies in it."""

import json
import os
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PIL import PngImagePlugin

from helpers import BadValue, ImageRequest, gallery
from helpers.collection import BIN, MARKS, Collection
from helpers.tasks import Inpaint, SearchReplace
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def keep(make_picture, tmp_path):
    """Writes a picture into the folder, so many minutes after noon."""

    def keep(prompt="a cat", minutes=0, **more):
        return gallery.keep(make_picture(prompt, made_at=NOON + timedelta(minutes=minutes), **more), tmp_path)

    return keep


def names(entries):
    return [entry.name for entry in entries]


def test_newest_first(keep, tmp_path):
    kept = [keep(minutes=m) for m in (5, 1, 9)]
    assert names(Collection(tmp_path)) == [kept[i].path.name for i in (2, 0, 1)]


def test_a_folder_that_is_not_there(tmp_path):
    found = Collection(tmp_path / "none")
    assert len(found) == 0 and found.find("x") == [] and found.deleted() == []
    (tmp_path / "file").write_text("")
    assert len(Collection(tmp_path / "file")) == 0


def test_the_usual_folder(keep, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_PICTURES", str(tmp_path))
    kept = keep()
    assert names(Collection()) == [kept.path.name]


def test_a_picture_comes_back_as_it_was_kept(keep, tmp_path):
    kept = keep(
        "a fox", refused="r", ignored=("x",), understood=(("fox", "subject: fox"),), price_usd=0.08, mode="bedrock"
    )
    (entry,) = Collection(tmp_path)
    found = entry.picture()
    assert (found.data, found.record(), found.path) == (
        kept.data,
        kept.record() | {"request": found.request.record()},
        kept.path,
    )
    assert entry.request() == ImageRequest("a fox", seed=7, model="sd3.5-large")
    assert (entry.prompt, entry.seed, entry.model) == ("a fox", 7, "sd3.5-large")


def test_an_edit_comes_back_with_what_went_in(keep, make_picture, tmp_path):
    request = ImageRequest("a fox", task=Inpaint(make_picture(), make_picture()))
    kept = keep(request=request, model_id="us.stability.stable-image-inpaint-v1:0")
    (entry,) = Collection(tmp_path)
    assert entry.request().task.mask.data == kept.request.task.mask.data
    for file in (tmp_path / gallery.INPUTS).iterdir():
        file.unlink()
    with pytest.raises(FileNotFoundError):
        entry.request()


@pytest.mark.parametrize("words", ["fox", "FOX snow", "blurry", "sd3.5-large", "a-red-fox", "내 여우", ""])
def test_what_a_search_finds(keep, tmp_path, words):
    keep(
        "a cat",
        minutes=1,
        request=ImageRequest("a cat", model="stable-image-core"),
        model_id="stability.stable-image-core-v1:1",
    )
    kept = keep(request=ImageRequest("a red fox in the snow", "blurry", seed=7))
    found = Collection(tmp_path)
    found.mark(kept.path.name, note="내 여우")
    assert kept.path.name in names(found.find(words))
    assert len(found.find(words)) == (2 if not words else 1)
    assert found.find(words + " walrus") == []


def test_letters_composed_another_way_are_the_same(keep, tmp_path):
    keep(unicodedata.normalize("NFD", "눈 속의 여우"))
    assert len(Collection(tmp_path).find(unicodedata.normalize("NFC", "여우"))) == 1


def test_marks_reach_another_notebook_and_a_new_kernel(keep, tmp_path):
    first, second = keep(minutes=1), keep(minutes=2)
    mine, theirs = Collection(tmp_path), Collection(tmp_path)
    mine.mark(first.path.name, favourite=True, stars=4)
    theirs.mark(second.path.name, stars=2)
    theirs.mark(first.path.name, note="best")
    mine.refresh()
    for found in (mine, Collection(tmp_path)):
        assert names(found.find(favourites=True)) == [first.path.name]
        assert names(found.find(stars=2)) == [second.path.name, first.path.name]
        marks = found[first.path.name].marks
        assert (marks.favourite, marks.stars, marks.note) == (True, 4, "best")
    mine.mark(first.path.name, favourite=False, stars=0)
    assert Collection(tmp_path).find(favourites=True) == []


def test_one_model_alone(keep, tmp_path):
    core = keep(minutes=1, model_id="stability.stable-image-core-v1:1")
    keep(minutes=2)
    keep(minutes=3, model_id="somebody.else-v1")
    found = Collection(tmp_path)
    assert names(found.find(model="stable-image-core")) == [core.path.name]
    assert len(found.find(model="somebody.else-v1")) == 1


@pytest.mark.parametrize("stars", [-1, 6, 2.5, True, "3"])
def test_stars_there_are_not(keep, tmp_path, stars):
    kept = keep()
    found = Collection(tmp_path)
    with pytest.raises(BadValue, match="0 to 5"):
        found.mark(kept.path.name, stars=stars)
    assert not (tmp_path / MARKS).exists()


def test_nonsense_among_the_marks(keep, tmp_path):
    kept = keep()
    lines = [
        3,
        {},
        {"file": 3},
        *({"file": kept.path.name} | odd for odd in ({"stars": 9}, {"stars": True}, {"stars": []})),
    ]
    lines += [{"file": kept.path.name, "favourite": "yes", "note": 5}, {"file": kept.path.name, "stars": 3}]
    (tmp_path / MARKS).write_text("\n".join(map(json.dumps, lines)) + "\n")
    marks = Collection(tmp_path)[kept.path.name].marks
    assert (marks.favourite, marks.stars, marks.note) == (False, 3, "")


def test_delete_and_undo(keep, tmp_path):
    first, second = keep("one", minutes=1), keep("two", minutes=2)
    found = Collection(tmp_path)
    found.mark(first.path.name, stars=5)
    found.delete(second.path.name)
    found.delete(first.path.name)
    assert len(found) == len(Collection(tmp_path)) == 0
    assert list(tmp_path.glob("*.png")) == list(tmp_path.glob("*.json")) == []
    assert found.deleted() == [second.path.name, first.path.name]
    assert found.undo().name == first.path.name
    assert found[first.path.name].picture().data == first.data
    assert found[first.path.name].marks.stars == 5
    assert Collection(tmp_path).undo(second.path.name).prompt == "two"  # in another kernel, too
    with pytest.raises(KeyError):
        found.undo()


def test_what_is_deleted_never_takes_the_place_of_another(keep, tmp_path):
    kept = keep()
    found = Collection(tmp_path)
    found.delete(kept.path.name)
    kept.path.write_bytes(b"another")
    with pytest.raises(FileExistsError):
        found.undo()
    assert kept.path.read_bytes() == b"another"
    found.refresh()
    with pytest.raises(FileExistsError):
        found.delete(kept.path.name)
    assert (tmp_path / BIN / kept.path.name).read_bytes() == kept.data


def test_a_picture_that_cannot_be_moved_stays_whole(keep, tmp_path, monkeypatch):
    kept = keep()
    found = Collection(tmp_path)
    kept.path.unlink()
    with pytest.raises(FileNotFoundError):
        found.delete(kept.path.name)
    assert kept.path.with_suffix(".json").exists()


def test_what_is_gone_is_gone_after_a_look(keep, tmp_path):
    kept = keep()
    found = Collection(tmp_path)
    kept.path.unlink()
    assert len(found) == 1
    found.refresh()
    assert len(found) == 0


@pytest.mark.parametrize(
    "record", [None, b"", b"words", b"[]", b"{}", b'{"request": 5}', b"\xff", b"[" * 100_000], ids=range(8)
)
def test_a_picture_without_a_record_that_can_be_read(keep, tmp_path, record):
    kept = keep()
    sidecar = kept.path.with_suffix(".json")
    sidecar.unlink() if record is None else sidecar.write_bytes(record)
    (entry,) = Collection(tmp_path)
    assert (entry.prompt, entry.negative_prompt, entry.seed, entry.model) == ("", "", None, "")
    with pytest.raises((OSError, ValueError)):
        entry.picture()


@pytest.mark.parametrize(
    "odd",
    [
        *({"understood": 5}, {"understood": [1]}, {"ignored": 3}, {"price_usd": None}, {"price_usd": -1}),
        *({"seconds": "x"}, {"seconds": float("nan")}, {"seconds": float("inf")}, {"seconds": 10**400}),
    ],
)
def test_a_record_with_nonsense_in_it(keep, tmp_path, odd):
    kept = keep()
    kept.path.with_suffix(".json").write_text(json.dumps(kept.record() | odd))
    (entry,) = Collection(tmp_path)
    assert entry.prompt == "a cat"
    with pytest.raises(ValueError):
        entry.picture()


def test_a_picture_from_elsewhere_without_a_prompt_is_a_value_error(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_text("parameters", "Negative prompt: text\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 8x8")
    (tmp_path / "00017-5.png").write_bytes(image_file(pnginfo=info))
    (entry,) = Collection(tmp_path)
    with pytest.raises(ValueError, match="no record"):
        entry.picture()


@pytest.mark.parametrize("odd", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-05:00", "2026", "yesterday", 5, None, []])
def test_a_time_that_is_none_gives_way_to_the_files(keep, tmp_path, odd):
    kept = keep()
    kept.path.with_suffix(".json").write_text(json.dumps(kept.record() | {"made_at": odd}))
    os.utime(kept.path, (0, NOON.timestamp()))
    (entry,) = Collection(tmp_path)
    assert entry.picture().made_at == NOON


def test_a_time_without_a_zone_is_utc(keep, tmp_path):
    kept = keep()
    kept.path.with_suffix(".json").write_text(json.dumps(kept.record() | {"made_at": "2026-11-22T12:00:00"}))
    (entry,) = Collection(tmp_path)
    assert entry.picture().made_at == NOON


def test_a_picture_from_elsewhere(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_text("parameters", "a red fox\nNegative prompt: text\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 8x8")
    path = tmp_path / "00017-5.png"
    path.write_bytes(image_file(pnginfo=info))
    os.utime(path, (0, NOON.timestamp()))
    (entry,) = found = Collection(tmp_path)
    assert (entry.prompt, entry.negative_prompt, entry.seed) == ("a red fox", "text", 5)
    assert entry.elsewhere.settings["Steps"] == "20"
    assert entry.request() == ImageRequest("a red fox", "text", seed=5)
    assert entry.picture().made_at == NOON
    assert names(found.find("fox")) == [path.name]


def test_pictures_from_elsewhere_have_their_place_in_time(keep, tmp_path):
    early, late = keep(minutes=1), keep(minutes=9)
    path = tmp_path / "holiday.JPG"
    path.write_bytes(image_file("JPEG"))
    moment = (NOON + timedelta(minutes=5)).timestamp()
    os.utime(path, (moment, moment))
    assert names(Collection(tmp_path)) == [late.path.name, path.name, early.path.name]


def test_what_is_no_picture_is_not_listed(keep, tmp_path):
    keep()
    for name in (".hidden.png", "words.txt", "empty.png", "reply-1.txt"):
        (tmp_path / name).write_bytes(b"" if name == "empty.png" else b"x")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere.png")
    assert len(Collection(tmp_path)) == 1


def test_a_mark_that_cannot_be_written_is_told_and_holds_here(keep, tmp_path):
    kept = keep()
    found = Collection(tmp_path)
    (tmp_path / MARKS).mkdir()
    with pytest.raises(OSError):
        found.mark(kept.path.name, favourite=True)
    assert found.find(favourites=True)


def test_only_what_is_looked_at_is_read(keep, tmp_path, monkeypatch):
    """Five thousand pictures are listed by their names alone."""
    kept = keep()
    kept.path.with_suffix(".json").chmod(0o644)
    found = Collection(tmp_path)
    kept.path.with_suffix(".json").write_text(json.dumps(replace(kept, seed=9).record()))
    assert found[kept.path.name].seed == 9


def test_an_edit_is_named_and_found_by_what_it_was_said_of(make_picture, tmp_path):
    task = SearchReplace(image_file(size=(64, 64)), "the sky")
    gallery.keep(make_picture(request=ImageRequest("a pink sunset", seed=1, task=task)), tmp_path)
    (entry,) = Collection(tmp_path).find("sky pink")
    assert entry.headline == "the sky → a pink sunset"
