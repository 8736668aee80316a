"""The studio without a page: forms become requests, requests wait for their turn, and nothing is lost or paid twice."""

import threading
from dataclasses import replace

import pytest

from helpers import BadValue, ImageRequest, errors, models
from helpers.tasks import ImageToImage
from helpers.widgets.session import LOOK_EVERY, MOST_AT_ONCE, Form, Session
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def session(connection):
    return Session(connection)


def finish(session):
    session.connection.go(100)
    return session.wait(20)


# ---- what a form asks for


def test_the_usual_model_and_a_seed_of_its_own(session):
    (request,) = session.requests(Form(" a fox "))
    assert (request.prompt, request.model) == ("a fox", "sd3.5-large")
    assert 1 <= request.seed <= 2**32 - 2
    assert session.requests(Form("a fox")) != session.requests(Form("a fox"))


def test_several_pictures_have_seeds_in_a_row(session):
    assert [request.seed for request in session.requests(Form("a", seed=7, count=3))] == [7, 8, 9]
    assert len({request.seed for request in session.requests(Form("a", count=5))}) == 5


def test_a_seed_in_a_row_beyond_the_last_is_refused_before_any_is_drawn(session):
    with pytest.raises(BadValue, match="4,294,967,29"):
        session.run(Form("a", seed=2**32 - 2, count=2))
    assert session.jobs == []


def test_a_model_without_seeds_gets_none(session):
    form = Form(task="remove-background", pictures={"image": image_file(size=(64, 64))})
    assert [request.seed for request in session.requests(form)] == [None]


def test_settings_go_where_they_belong(session):
    form = Form(
        "a", "image-to-image", seed=1, settings={"strength": 0.3, "negative_prompt": "b", "output_format": None}
    )
    (request,) = session.requests(Form(**vars_of(form), pictures={"image": image_file(size=(64, 64)), "mask": None}))
    assert request == ImageRequest(
        "a", "b", model="sd3.5-large", seed=1, task=ImageToImage(image_file(size=(64, 64)), 0.3)
    )
    (wide,) = session.requests(Form("a", model="sdxl", settings={"size": (1344, 768), "steps": 20}))
    assert (wide.width, wide.height, wide.steps) == (1344, 768, 20)


def vars_of(form):
    return {name: getattr(form, name) for name in ("prompt", "task", "seed", "settings")}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (Form(""), "prompt"),
        (Form("a", task="paint"), "task"),
        (Form("a", model="sd9"), "one of sd3.5-large"),
        (Form("a", model="inpaint"), "one of sd3.5-large"),
        (Form("a", count=0), "1 to 50"),
        (Form("a", count=MOST_AT_ONCE + 1), "51"),
        (Form("a", count=True), "True"),
        (Form("a", settings={"steps": 30}), "steps"),
        (Form("a", task="inpaint"), "image"),
        (Form("a", task="image-to-image", pictures={"mask": image_file()}), "image"),
    ],
)
def test_what_cannot_be_asked_for_is_told_and_nothing_is_sent(session, connection, form, said):
    with pytest.raises(BadValue, match=said):
        session.run(form)
    assert session.jobs == connection.asked == []


def test_the_price_is_of_all_pictures(session):
    assert session.price(Form("a", count=3)) == pytest.approx(0.12)


def test_knobs_are_those_of_the_model_and_the_task(session):
    assert session.knobs(Form(model="sdxl")) == models.knobs(models.MODELS["sdxl"], "text-to-image")
    assert "strength" in {knob.name for knob in session.knobs(Form(task="image-to-image"))}


def test_only_what_can_be_called_is_offered(session):
    assert [model.name for model in session.offered()] == ["sd3.5-large", "stable-image-core", "stable-image-ultra"]
    assert session.offered("try-on") == []


# ---- taking turns


def test_pictures_come_one_after_the_other(session, connection):
    session.run(Form("one"))
    session.run(Form("two"))
    assert connection.begun.acquire(timeout=20)
    assert (session.drawing.request.prompt, session.waiting) == ("one", 1)
    assert session.status == "Drawing… 1 waiting"
    assert [picture.request.prompt for picture in finish(session)] == ["one", "two"]
    assert (session.status, session.drawing, session.waiting) == ("", None, 0)
    assert [job.state for job in session.jobs] == ["done", "done"]


def test_one_press_asks_once_however_often_it_is_heard(session, connection):
    assert len(session.run(Form("one"), press="p1")) == 1
    assert session.run(Form("one"), press="p1") == []
    assert len(session.run(Form("one"), press="p2")) == 1
    finish(session)
    assert len(connection.asked) == 2


def test_a_failure_ends_nothing_but_itself(session):
    for prompt in ("fail", "crash", "fine"):
        session.run(Form(prompt))
    assert [picture.request.prompt for picture in finish(session)] == ["fine"]
    assert [type(error).__name__ for error in session.failures] == ["Throttled", "RuntimeError"]
    assert [job.state for job in session.jobs] == ["failed", "failed", "done"]


def test_cancelling_lets_what_is_drawn_come_to_its_end(session, connection):
    session.run(Form("one", count=3))
    session.run(Form("two"))
    assert connection.begun.acquire(timeout=20)
    assert session.cancel_waiting() == 3
    assert session.cancel_waiting() == 0
    assert len(finish(session)) == len(connection.asked) == 1
    assert [job.state for job in session.jobs] == ["done", "cancelled", "cancelled", "cancelled"]


def test_stopping_after_this_one_leaves_other_batches(session, connection):
    session.run(Form("one", count=3))
    session.run(Form("two"))
    assert connection.begun.acquire(timeout=20)
    assert session.stop_after_this() == 2
    assert [picture.request.prompt for picture in finish(session)] == ["one", "two"]
    assert session.stop_after_this() == 0


def test_stopping_keeps_the_one_that_is_about_to_be_drawn(session, connection):
    session.run(Form("one", count=3))
    session.stop_after_this()
    assert session.to_come == 0
    assert len(finish(session)) == len(connection.asked) == 1


def test_waiting_has_an_end(session, connection):
    session.run(Form("one"))
    with pytest.raises(TimeoutError):
        session.wait(0.01)
    finish(session)
    assert session.wait(0.01)


def test_who_watches_hears_of_every_change_and_may_stumble(session):
    seen = []

    def watch(change):
        seen.append(change["new"])
        raise ValueError("a stumbling observer")

    session.observe(watch, "revision")
    session.run(Form("one"))
    assert len(finish(session)) == 1
    session.cancel_waiting()
    assert len(seen) >= 3
    assert len(session.observers_failed) == len(seen)


def test_many_who_press_at_once(session, connection):
    presses = [threading.Thread(target=session.run, args=(Form(f"p{i % 3}"), f"press {i % 3}")) for i in range(12)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    finish(session)
    assert sorted(request.prompt for request in connection.asked) == ["p0", "p1", "p2"]
    assert [job.number for job in session.jobs] == [1, 2, 3]


def test_a_hopeless_call_is_not_even_queued(session, connection, monkeypatch):
    def require(request):
        raise errors.NoCredentials()

    connection.mode, connection.require = "bedrock", require
    with pytest.raises(errors.NoCredentials):
        session.run(Form("a"))
    assert session.jobs == []


def test_with_a_real_connection(folder, unconnected):
    from helpers import connect

    session = Session(connect("practice"))
    session.run(Form("a red fox", model="sdxl", settings={"size": (512, 512), "steps": 10}, seed=3))
    (picture,) = session.wait()
    assert picture.path.exists() and picture.seed == 3
    assert [model.name for model in session.offered("try-on")] == ["nova-canvas"]


def test_a_picture_that_forms_is_looked_at_now_and_then_and_no_more_often(session, connection, monkeypatch):
    now, looks = [100.0], []
    monkeypatch.setattr("helpers.widgets.session.time.monotonic", lambda: now[0])
    session.observe(lambda change: looks.append(change["new"]), "look")

    def draw(request, watch):
        for step in range(1, 11):
            now[0] += LOOK_EVERY / 2
            watch(step, 10, lambda step=step: f"after step {step}")
        return connection._make(request.prompt, request=request)

    monkeypatch.setattr(connection, "draw", draw)
    session.run(Form("a fox", seed=1))
    session.wait(20)
    assert [(look.job, look.step, look.steps) for look in looks] == [(1, step, 10) for step in (1, 4, 7, 10)]
    assert looks[0].image == "after step 1"


def test_what_is_done_to_a_picture_before_it_is_sent(session):
    large = image_file(size=(1400, 1400))
    form = Form(task="fast-upscale", pictures={"image": large})
    (request,) = session.requests(form)
    assert (request.task.image.width, request.task.image.height) == (1024, 1024)
    *_, note = session.notes(form)
    assert "1400 × 1400" in note and "1024 × 1024" in note
    assert session.notes(Form("a", "image-to-image", pictures={"image": large})) == []
    assert session.requests(Form("a", "image-to-image", pictures={"image": large}))[0].task.image.data == large


def test_an_enlarged_picture_comes_as_a_jpeg_unless_a_png_is_asked_for(session):
    form = Form(task="fast-upscale", pictures={"image": image_file(size=(64, 64))})
    assert session.requests(form)[0].output_format == "jpeg" and len(session.notes(form)) == 1
    asked = replace(form, settings={"output_format": "png"})
    assert session.requests(asked)[0].output_format == "png" and session.notes(asked) == []
    assert session.requests(Form("a"))[0].output_format is None


@pytest.mark.parametrize("ask", [Session.stop_after_this, Session.cancel_waiting])
def test_who_is_told_may_wait_for_another_who_asks(session, connection, ask):
    session.run(Form("a", count=3))
    assert connection.begun.acquire(timeout=20)
    answered = []

    def told(change):
        other = threading.Thread(target=lambda: answered.append(session.status))
        other.start()
        other.join(10)

    session.observe(told, "revision")
    assert ask(session) == 2
    assert answered == ["Drawing…"]
    finish(session)
