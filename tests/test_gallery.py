"""Pictures on disk: whole or not at all, never over one another, and enough beside them to make them again."""

import errno
import json
import os
from dataclasses import replace

import pytest
from PIL import Image

from helpers import ImageRequest, gallery
from helpers.tasks import TASKS, Inpaint, Outpaint, RemoveBackground
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_byte_for_byte(folder, make_picture):
    picture = gallery.keep(make_picture("a red fox"))
    assert picture.path.parent == folder
    assert picture.path.read_bytes() == picture.data
    assert names(folder) == ["20261122-123456-a-red-fox-7.json", "20261122-123456-a-red-fox-7.png"]


def test_the_folder_may_be_said(tmp_path, make_picture):
    where = tmp_path / "a" / "b"
    assert gallery.keep(make_picture(), where).path.parent == where


def test_without_the_variable_it_is_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.delenv("IMAGE_WORKSHOP_PICTURES")
    monkeypatch.chdir(tmp_path)
    assert gallery.folder() == tmp_path / "pictures"


@pytest.mark.parametrize(("kind", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_the_ending_is_what_the_bytes_are(folder, make_picture, tmp_path, kind, ending):
    Image.new("RGB", (8, 8)).save(tmp_path / "x", kind)
    assert gallery.keep(make_picture(data=(tmp_path / "x").read_bytes())).path.suffix == ending


def test_bytes_that_are_no_image_are_kept_all_the_same(folder, make_picture):
    """They were paid for, and somebody may want to look at them."""
    kept = gallery.keep(make_picture(data=b"what is this"))
    assert (kept.path.suffix, kept.path.read_bytes()) == (".bin", b"what is this")


def test_never_over_one_another(folder, make_picture):
    kept = [gallery.keep(make_picture(seconds=seconds)) for seconds in (1.0, 2.0, 3.0)]
    assert len({picture.path for picture in kept}) == 3
    for picture in kept:
        assert json.loads(picture.path.with_suffix(".json").read_text("utf-8"))["seconds"] == picture.seconds


def test_two_formats_do_not_share_a_record(folder, make_picture, tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "x", "JPEG")
    png = gallery.keep(make_picture())
    jpeg = gallery.keep(make_picture(data=(tmp_path / "x").read_bytes()))
    for picture in (png, jpeg):
        record = json.loads(picture.path.with_suffix(".json").read_text("utf-8"))
        assert record["bytes"] == len(picture.data)


def test_a_file_of_the_learner_stays(folder, make_picture):
    folder.mkdir()
    (folder / "20261122-123456-a-cat-7.json").write_text("mine")
    gallery.keep(make_picture("a cat"))
    assert (folder / "20261122-123456-a-cat-7.json").read_text() == "mine"


PROMPTS = {
    "slashes": "../../etc/passwd \\ C:\\windows",
    "dots": "..",
    "nothing left": "!!! ???",
    "emoji": "🦊🔥",
    "korean": "눈 속의 빨간 여우",
    "long": "word " * 2_000,
    "one long word": "x" * 10_000,
    "long korean": "여우" * 5_000,
    "wide letters": "𠀀" * 10_000,
    "control characters": "a\0b\nc\td",
    "leading dash": "-rf .hidden",
    "quotes": "a \"cat\" and 'dog' <b>",
    "half an emoji": "fox \ud83e",
}


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS.keys())
def test_a_name_for_every_prompt(folder, make_picture, prompt):
    picture = gallery.keep(make_picture(request=ImageRequest(prompt), seed=1))
    name = picture.path.name
    assert picture.path.parent == folder
    assert len(name.encode()) < 255
    assert not set('/\\:*?"<>|\0\n\t ') & set(name)
    assert name.startswith("20261122-123456-")
    assert json.loads(picture.path.with_suffix(".json").read_text("utf-8"))["request"]["prompt"] == prompt


def test_the_record_makes_it_again(folder, make_picture):
    request = ImageRequest("여우", negative_prompt="dogs", seed=7, aspect_ratio="16:9", output_format="png")
    picture = gallery.keep(make_picture(request=request, ignored=("x",), understood=(("여우", "subject: fox"),)))
    record = json.loads(picture.path.with_suffix(".json").read_text("utf-8"))
    assert ImageRequest(**record["request"]) == request
    assert gallery.request_of(picture.path) == replace(request, model="sd3.5-large")
    assert record | {"request": None} == {
        "request": None,
        "model_id": "stability.sd3-5-large-v1:0",
        "mode": "practice",
        "region": "us-west-2",
        "seed": 7,
        "made_at": "2026-11-22T12:34:56+00:00",
        "seconds": 0.5,
        "price_usd": 0.0,
        "request_id": "an-id",
        "understood": [["여우", "subject: fox"]],
        "ignored": ["x"],
        "bytes": len(picture.data),
    }


def test_the_pictures_that_went_in_are_kept_once(folder, make_picture):
    task = Inpaint(make_picture(), make_picture("a mask"))
    for seed in (1, 2):
        kept = gallery.keep(make_picture(request=ImageRequest("a fox", task=task), seed=seed))
        assert gallery.request_of(kept.path) == ImageRequest("a fox", model="sd3.5-large", seed=seed, task=task)
    (image,) = (folder / "inputs").iterdir()  # the picture and the mask are the same here
    assert (image.name, image.read_bytes()) == (f"{task.image.sha256}.png", task.image.data)


EVERY_TASK = {
    "image-to-image": {"image": "A", "strength": 0.3, "more_images": ("B", "A")},
    "outpaint": {"image": "A", "left": 0, "up": 32, "creativity": 0.5},
    "search-replace": {"image": "A", "search": "a cat", "grow_mask": 0},
    "style-transfer": {"image": "A", "style_image": "B", "change_strength": 0.1},
    "color-guided": {"colors": ("#ff0000", "#00ff00")},
    "try-on": {"image": "A", "garment": "B", "wear": "upper_body", "preserve": ("face", "hands")},
}


@pytest.mark.parametrize("name", EVERY_TASK)
def test_a_task_comes_back_as_it_was(folder, make_picture, name):
    files = {"A": image_file(), "B": image_file(size=(5, 5))}

    def filled(value):
        return tuple(map(filled, value)) if isinstance(value, tuple) else files.get(value, value)

    task = TASKS[name](**{key: filled(value) for key, value in EVERY_TASK[name].items()})
    prompt = "" if task.prompt_use == "none" else "여우"
    kept = gallery.keep(make_picture(request=ImageRequest(prompt, task=task)))
    assert gallery.request_of(kept.path).task == task


@pytest.mark.parametrize(
    "record", ["{}", "[]", "null", "{", "[" * 100_000, '{"request": {}}', '{"request": [], "model_id": 1, "seed": 1}']
)
def test_a_record_that_is_none(tmp_path, record):
    (tmp_path / "x.json").write_text(record)
    with pytest.raises(ValueError, match="no record"):
        gallery.request_of(tmp_path / "x.png")


def asked(**request):
    return {"model_id": "sdxl", "seed": 1, "request": {"prompt": "a fox"} | request}


@pytest.mark.parametrize(
    "record",
    [
        asked(prompt=""),
        asked(prompt=5),
        asked(model=["x"]),
        asked(seed=[1]) | {"seed": [1]},
        asked(task=5),
        asked(task={"name": "nonsense"}),
        asked(task={"name": []}),
        asked(task={"name": "inpaint"}),
        *(asked(task={"name": "inpaint", "image": {"sha256": odd}}) for odd in ("/a", "", "*", "../x", "**", 5, None)),
    ],
)
def test_a_damaged_record_is_always_a_value_error(tmp_path, record):
    (tmp_path / "x.json").write_text(json.dumps(record))
    with pytest.raises(ValueError, match=r"x\.json is no record"):
        gallery.request_of(tmp_path / "x.png")
    with pytest.raises(ValueError):
        gallery.read_request(record["request"] | {"seed": record["seed"]}, tmp_path)


def test_a_damaged_picture_that_went_in_is_a_value_error(folder, make_picture):
    kept = gallery.keep(make_picture(request=ImageRequest(task=RemoveBackground(make_picture()))))
    next((folder / "inputs").iterdir()).write_bytes(b"words")
    with pytest.raises(ValueError, match="no record"):
        gallery.request_of(kept.path)


@pytest.mark.parametrize(
    "odd", [None, "5", True, -1, 10**400, float("nan"), float("inf"), 1e300, [], {}], ids=range(10)
)
def test_what_is_no_amount(odd):
    with pytest.raises(ValueError):
        gallery.amount(odd)


def test_no_record_holds_an_account_number(make_picture):
    arn = "arn:aws:bedrock:us-west-2:111122223333:inference-profile/us.stability.stable-outpaint-v1:0"
    request = ImageRequest(model=arn, task=Outpaint(make_picture(), left=8))
    kept = gallery.keep(make_picture(request=request, model_id=arn))
    assert "111122223333" not in kept.path.with_suffix(".json").read_text("utf-8")
    assert gallery.request_of(kept.path).model == "us.stability.stable-outpaint-v1:0"


def test_a_picture_that_went_in_and_is_gone(folder, make_picture):
    kept = gallery.keep(make_picture(request=ImageRequest(task=RemoveBackground(make_picture()))))
    next((folder / "inputs").iterdir()).unlink()
    with pytest.raises(FileNotFoundError):
        gallery.request_of(kept.path)


def test_a_reply_that_could_not_be_read_is_kept(folder):
    path = gallery.keep_reply(b"what is this")
    assert path.read_bytes() == b"what is this"
    assert path.parent == folder


def test_a_reply_that_cannot_be_kept(folder):
    folder.write_text("in the way")
    assert gallery.keep_reply(b"what is this") is None


FAILURES = [errno.ENOSPC, errno.EROFS, errno.EDQUOT]


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("number", FAILURES, ids=[errno.errorcode[n] for n in FAILURES])
def test_a_failure_leaves_nothing_behind(folder, make_picture, monkeypatch, call, number):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match=os.strerror(number)):
        gallery.keep(make_picture())
    assert names(folder) == []


def test_the_stop_button_leaves_nothing_behind(folder, make_picture, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        gallery.keep(make_picture())
    assert names(folder) == []


def test_a_picture_stays_when_only_its_record_cannot_be_written(folder, make_picture, monkeypatch):
    really, calls = os.replace, []

    def second_fails(*paths):
        calls.append(paths)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "no space left")
        return really(*paths)

    monkeypatch.setattr(os, "replace", second_fails)
    picture = make_picture()
    with pytest.raises(OSError, match="no space left"):
        gallery.keep(picture)
    assert [path.read_bytes() for path in folder.iterdir()] == [picture.data]


def test_a_reader_never_sees_half_a_file(folder, make_picture, monkeypatch):
    """Until the last step, the name a reader looks for is empty; the bytes are elsewhere."""
    sizes, really = [], os.replace

    def look(source, target):
        sizes.append((target.stat().st_size, os.stat(source).st_size))
        really(source, target)

    monkeypatch.setattr(os, "replace", look)
    picture = gallery.keep(make_picture())
    assert sizes == [(0, len(picture.data)), (0, picture.path.with_suffix(".json").stat().st_size)]


def test_a_folder_that_is_a_file(folder, make_picture):
    folder.write_text("in the way")
    with pytest.raises(OSError):
        gallery.keep(make_picture())
