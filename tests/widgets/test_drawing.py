"""`DrawingQueue` without a browser: what a page would see through the traits, and that no failure stops the queue."""

import re
import threading
from html.parser import HTMLParser

import pytest

from helpers import Refused
from helpers.errors import Throttled
from helpers.widgets import DrawingQueue

pytestmark = pytest.mark.usefixtures("english")

LONG = 30  # seconds that no test takes: only a hang gets there


class Painter:
    """Stands for `generate`: holds each prompt back until it is let go, and fails where it is told to."""

    def __init__(self, make_picture, held=False):
        self.make, self.held = make_picture, held
        self.drawn, self.errors = [], {}
        self.started, self.go = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, prompt):
        self.started.release()
        if self.held:
            assert self.go.acquire(timeout=LONG)
        self.drawn.append(prompt)
        if prompt in self.errors:
            raise self.errors[prompt]
        return self.make(prompt)

    def wait_until_started(self):
        assert self.started.acquire(timeout=LONG)


@pytest.fixture
def painter(make_picture):
    return Painter(make_picture)


@pytest.fixture
def held(make_picture):
    return Painter(make_picture, held=True)


def words(html):
    """What a reader of the page sees."""
    found = []
    reader = HTMLParser()
    reader.handle_data = found.append
    reader.feed(re.sub(r"<style>.*?</style>", "", html))
    return " ".join(found)


def test_nothing_yet(painter):
    queue = DrawingQueue(painter)
    assert (queue.status, queue.result, queue.busy) == ("", "", False)
    queue.wait(0)  # there is nothing to wait for


def test_a_picture(painter):
    queue = DrawingQueue(painter)
    assert queue.submit("a cat")
    queue.wait(LONG)
    assert (queue.status, queue.busy) == ("", False)
    ((picture,)) = queue.pictures
    assert picture.request.prompt == "a cat"
    assert queue.result == picture.html()


def test_submit_returns_at_once_and_says_so(held):
    queue = DrawingQueue(held)
    queue.submit("a cat")
    assert queue.busy
    assert 'role="status"' in queue.status
    assert words(queue.status).strip() == "Drawing..."
    held.go.release()
    queue.wait(LONG)
    assert (queue.status, queue.busy) == ("", False)


def test_the_page_says_how_many_wait(held):
    queue = DrawingQueue(held)
    said = []
    queue.observe(lambda change: said.append(words(change["new"]).strip()), "status")
    for prompt in ("one", "two", "three"):
        queue.submit(prompt)
    held.go.release(3)
    queue.wait(LONG)
    assert said == ["Drawing...", "Drawing... 1 waiting", "Drawing... 2 waiting", *said[3:]]
    assert said[-3:] == ["Drawing... 1 waiting", "Drawing...", ""]


def test_the_order_is_that_of_the_clicks(painter):
    queue = DrawingQueue(painter)
    prompts = [f"cat {number}" for number in range(10)]
    for prompt in prompts:
        queue.submit(prompt)
    queue.wait(LONG)
    assert painter.drawn == prompts
    assert [picture.request.prompt for picture in queue.pictures] == prompts
    assert "cat 9" in queue.result


def test_one_at_a_time(held):
    queue = DrawingQueue(held)
    queue.submit("one")
    queue.submit("two")
    held.wait_until_started()
    assert not held.started.acquire(blocking=False)
    held.go.release(2)
    queue.wait(LONG)


def test_a_double_click_does_not_pay_twice(held):
    queue = DrawingQueue(held)
    assert queue.submit("a cat")
    held.wait_until_started()
    assert not queue.submit("a cat")  # while it is drawn
    assert queue.submit("a dog")
    assert not queue.submit("a dog")  # while it waits
    held.go.release(2)
    queue.wait(LONG)
    assert held.drawn == ["a cat", "a dog"]
    held.go.release()
    assert queue.submit("a cat")  # once it is done, asking again is meant
    queue.wait(LONG)
    assert held.drawn == ["a cat", "a dog", "a cat"]


def test_a_failure_is_an_alert_with_what_to_do(painter):
    painter.errors["a cat"] = Refused("Filter reason: prompt", request_id="an-id", service_text="<b>no</b>")
    queue = DrawingQueue(painter)
    queue.submit("a cat")
    queue.wait(LONG)
    assert 'role="alert"' in queue.status
    assert "Filter reason: prompt" in words(queue.status)
    assert "Say it in other words" in words(queue.status)
    assert "Request id: an-id" in words(queue.status)
    assert "<b>no</b>" not in queue.status
    assert "<b>no</b>" in words(queue.status)
    assert (queue.busy, queue.result) == (False, "")
    assert queue.failures == [painter.errors["a cat"]]


@pytest.mark.parametrize("error", [ValueError("<script>x</script>"), Refused("<img onerror=x>"), KeyError("'\"")])
def test_an_alert_is_escaped(painter, error):
    painter.errors["a cat"] = error
    queue = DrawingQueue(painter)
    queue.submit("a cat")
    queue.wait(LONG)
    tags = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: tags.append(tag)
    reader.feed(queue.status)
    assert set(tags) <= {"div", "b", "details", "summary"}


def test_an_alert_is_in_the_learners_language(painter, each_language):
    painter.errors["a cat"] = Throttled(model="M", quota=15)
    queue = DrawingQueue(painter)
    queue.submit("a cat")
    queue.wait(LONG)
    assert {"en": "No picture this time", "ko": "그림을 만들지 못했습니다"}[each_language] in words(queue.status)


def test_it_goes_on_after_a_failure(painter):
    painter.errors["bad"] = RuntimeError("no")
    queue = DrawingQueue(painter)
    for prompt in ("one", "bad", "two"):
        queue.submit(prompt)
    queue.wait(LONG)
    assert [picture.request.prompt for picture in queue.pictures] == ["one", "two"]
    assert len(queue.failures) == 1
    assert "two" in queue.result
    assert 'role="alert"' in queue.status  # the one that failed is not passed over in silence
    queue.submit("three")
    queue.wait(LONG)
    assert queue.status == ""


def test_a_failure_keeps_the_last_picture_in_sight(painter):
    painter.errors["bad"] = RuntimeError("no")
    queue = DrawingQueue(painter)
    queue.submit("one")
    queue.wait(LONG)
    queue.submit("bad")
    queue.wait(LONG)
    assert "one" in queue.result
    assert 'role="alert"' in queue.status


def test_what_cannot_be_shown_says_so_in_its_place(make_picture):
    queue = DrawingQueue(lambda prompt: make_picture(prompt, data=b"no image"))
    queue.submit("a cat")
    queue.wait(LONG)
    assert 'role="alert"' in queue.result
    assert len(queue.pictures) == 1


def test_waiting_has_an_end(held):
    queue = DrawingQueue(held)
    queue.submit("a cat")
    with pytest.raises(TimeoutError, match="still drawing"):
        queue.wait(0.01)
    held.go.release()
    queue.wait(LONG)


def test_the_next_prompt_may_come_from_the_page_itself(painter):
    """A page that draws again as soon as nothing is busy."""
    queue = DrawingQueue(painter)
    prompts = iter(["two", "three"])

    def again(change):
        if not change["new"] and (prompt := next(prompts, None)):
            queue.submit(prompt)

    queue.observe(again, "busy")
    queue.submit("one")
    queue.wait(LONG)
    assert painter.drawn == ["one", "two", "three"]
    assert (queue.status, queue.busy) == ("", False)
