"""The studio's side of the wire: what a page sends, what it is told; the page itself is in tests/browser."""

from dataclasses import replace

import pytest

from helpers import connect
from helpers.text import en, ko
from helpers.widgets.studio import MOST_SHOWN, Studio, _form

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")

SMALL = {"prompt": "a red fox", "model": "sdxl", "seed": 3, "count": 1, "settings": {"size": "512 × 512", "steps": 10}}


@pytest.fixture
def studio(monkeypatch):
    made = Studio(connect("practice"))
    made.heard = []
    monkeypatch.setattr(made, "send", lambda content, buffers=None: made.heard.append((content, buffers)))
    return made


def say(studio, **message):
    studio._handle_custom_msg(message, [])


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
    say(studio, do="want", numbers=[shown["number"], 99])
    assert studio.heard == [({"preview": shown["number"]}, [picture.preview])]


def test_the_newest_comes_first_and_the_same_press_pays_once(studio):
    run(studio, prompt="one")
    run(studio, prompt="one")
    run(studio, press="p2", prompt="two")
    studio.wait()
    assert [shown["prompt"] for shown in studio._shown] == ["two", "one"]


def test_models_that_can_be_called_with_their_knobs_and_prices(studio):
    assert [offer["name"] for offer in studio._models] == ["sd3.5-large", "stable-image-core", "stable-image-ultra"]
    (seed,) = [knob for knob in studio._models[0]["knobs"] if knob["name"] == "seed"]
    assert (seed["kind"], seed["low"], seed["high"]) == ("whole", 0, 2**32 - 2)
    assert {offer["price"] for offer in studio._models} == {""}  # practice mode costs nothing


def test_where_pictures_cost_money_each_model_says_how_much(connection):
    connection.mode, connection.spent = "bedrock", "spent"
    assert [offer["price"] for offer in Studio(connection)._models][1] == "about $0.04"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"prompt": ""}, "prompt"),
        ({"model": "sd9"}, "model"),
        ({"count": "three"}, "count"),
        ({"settings": {"steps": 1}}, "steps"),
        ({"settings": {"size": "wide"}}, "invalid literal"),
        ({"settings": {"<script>": 1}}, "&lt;script"),
        ({"task": "paint"}, "task"),
    ],
)
def test_what_is_wrong_is_on_the_page_and_nothing_is_drawn(studio, form, said):
    run(studio, **form)
    assert said in studio._state["alert"] and "<script>" not in studio._state["alert"]
    assert studio.session.jobs == []


@pytest.mark.parametrize("message", [None, 5, [], {}, {"do": "run"}, {"do": "nothing"}, {"do": "want", "numbers": 5}])
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
    assert studio.heard[0][0] == {"price": "", "why": ""}  # practice mode costs nothing
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
    assert studio._shown[0]["number"] == MOST_SHOWN + 4
    assert studio.session.pictures[0] is not None


def test_the_page_speaks_the_learners_language(each_language):
    words = Studio(connect("practice"))._texts
    assert words["run"] == {"en": "Run", "ko": "실행"}[each_language]


def test_every_sentence_of_the_page_is_sent_to_it(studio):
    named = {key.removeprefix("studio.") for key in en.SENTENCES if key.startswith("studio.")} - {"price"}
    assert (
        set(studio._texts)
        == named
        == {k.removeprefix("studio.") for k in ko.SENTENCES if k.startswith("studio.")} - {"price"}
    )


def test_a_form_of_a_page():
    form = _form({"prompt": "a", "settings": {"size": "512 × 768"}, "seed": None})
    assert (form.settings["size"], form.seed, form.count, form.model) == ((512, 768), None, 1, None)
