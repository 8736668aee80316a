"""What was spent is written down before and after each call, and a limit stops before it."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import botocore.exceptions as boto
import pytest

from helpers import ImageRequest, Refused, SpendingLimit, UnexpectedReply, connect, errors, spending
from helpers.spending import Ledger, Spent
from tests.test_client import REPLY

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "quick_sessions")


@pytest.fixture
def ledger(folder):
    return Ledger(folder)


def lines(ledger):
    return [json.loads(line) for line in ledger.path.read_text().splitlines() if line]


def test_nothing_was_spent_yet(ledger):
    assert ledger.spent() == Spent(0, 0)
    assert not ledger.path.exists()


def test_a_line_before_the_call_and_one_after(ledger):
    number = ledger.begin("sd3.5-large", 0.08, None)
    (before,) = lines(ledger)
    assert (before["id"], before["model"], before["usd"]) == (number, "sd3.5-large", 0.08)
    ledger.end(number, "made", "an-id")
    assert lines(ledger)[1] == {"id": number, "outcome": "made", "request_id": "an-id"}


@pytest.mark.parametrize(("outcome", "paid"), [("made", 1), ("refused", 1), ("unknown", 1), ("failed", 0), (None, 1)])
def test_what_counts(ledger, outcome, paid):
    """A call whose end nobody knows, as after a power cut, counts; one that the service turned down does not."""
    number = ledger.begin("x", 0.25, None)
    if outcome:
        ledger.end(number, outcome)
    assert ledger.spent().total == pytest.approx(0.25 * paid)


def test_another_kernel_counts_in_all_and_not_in_this_session(ledger, monkeypatch):
    ledger.end(ledger.begin("x", 0.25, None), "made")
    monkeypatch.setattr(spending, "SESSION", "another")
    fresh = Ledger(ledger.path.parent)
    fresh.end(fresh.begin("x", 1.0, None), "made")
    assert fresh.spent() == Spent(pytest.approx(1.0), pytest.approx(1.25))
    assert ledger.spent().total == pytest.approx(1.25)  # it reads what others have written since


def test_a_limit_stops_before_the_call(ledger):
    ledger.end(ledger.begin("x", 0.08, 0.16), "made")
    ledger.end(ledger.begin("x", 0.08, 0.16), "made")  # exactly to the limit
    with pytest.raises(SpendingLimit) as caught:
        ledger.begin("x", 0.08, 0.16)
    assert "$0.08" in caught.value.cause and "$0.16" in caught.value.cause
    assert str(ledger.path) in str(caught.value)
    assert ledger.spent().total == pytest.approx(0.16)


def test_a_failed_call_gives_its_share_back(ledger):
    ledger.end(ledger.begin("x", 0.08, 0.08), "failed")
    ledger.end(ledger.begin("x", 0.08, 0.08), "made")


def test_many_threads_do_not_go_beyond_the_limit_together(ledger):
    start = threading.Barrier(8)

    def call(_):
        start.wait(30)
        try:
            ledger.end(ledger.begin("x", 0.10, 0.35), "made")
        except SpendingLimit:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        made = sum(pool.map(call, range(8)))
    assert made <= 3
    assert ledger.spent().total == pytest.approx(made * 0.10)


PROCESS = """
import sys
from pathlib import Path
from helpers.spending import Ledger
ledger = Ledger(Path(sys.argv[1]))
for _ in range(50):
    ledger.end(ledger.begin("x", 0.01, None), "made")
"""


def test_many_processes_lose_nothing(ledger):
    running = [subprocess.Popen([sys.executable, "-c", PROCESS, str(ledger.path.parent)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert ledger.spent() == Spent(0, pytest.approx(1.5))
    assert len(lines(ledger)) == 300


DAMAGED = {
    "half a line": b'{"id": "a", "usd": 1.0}\n{"id": "b", "us',
    "no json": b'what is this\n{"id": "a", "usd": 1.0}\n',
    "other json": b'[1]\n5\nnull\n{"id": 5, "usd": 7}\n{"usd": 7}\n{"id": "a", "usd": 1.0}\n',
    "no numbers": b'{"id": "b", "usd": "much"}\n{"id": "c", "usd": true}\n{"id": "a", "usd": 1.0}\n',
    "no text": b'\xff\xfe\x00\n{"id": "a", "usd": 1.0}\n',
    "too deep": b"[" * 100_000 + b'\n{"id": "a", "usd": 1.0}\n',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_read_as_far_as_it_goes(ledger, content):
    ledger.path.parent.mkdir()
    ledger.path.write_bytes(content)
    assert ledger.spent().total == pytest.approx(1.0)
    ledger.end(ledger.begin("x", 0.5, None), "made")
    assert Ledger(ledger.path.parent).spent().total == pytest.approx(1.5)  # what was cut off swallows nothing


def test_a_file_that_was_taken_away_begins_anew(ledger):
    ledger.end(ledger.begin("x", 0.5, None), "made")
    ledger.path.unlink()
    ledger.end(ledger.begin("x", 0.1, None), "made")
    assert ledger.spent().total == pytest.approx(0.1)


def test_a_call_under_way_is_not_forgotten_with_the_file(ledger):
    begun = ledger.begin("sdxl", 0.04, None)
    ledger.path.unlink()
    ledger.end(begun, "made")
    assert ledger.spent().total == pytest.approx(0.04)


@pytest.mark.parametrize("usd", ["NaN", "Infinity", "-500", "9" * 400, "1e999"])
def test_no_line_makes_room_beneath_a_limit(ledger, usd):
    ledger.path.parent.mkdir(parents=True, exist_ok=True)
    ledger.path.write_text(f'{{"id": "a", "usd": {usd}}}\n')
    assert ledger.spent().total == 0
    with pytest.raises(errors.SpendingLimit):
        ledger.begin("sdxl", 0.04, 0.03)


def test_a_folder_that_cannot_be_written_to_is_told_once_and_counted_in_memory(folder):
    folder.write_text("in the way")
    ledger = Ledger(folder)
    with pytest.warns(UserWarning, match="counted in memory") as caught:
        ledger.end(ledger.begin("x", 0.5, None), "made")
        ledger.end(ledger.begin("x", 0.5, None), "made")
    assert len(caught) == 1
    assert ledger.spent().total == pytest.approx(1.0)
    with pytest.raises(SpendingLimit):
        ledger.begin("x", 0.5, 1.2)


# ---- over a connection

FILTERED = json.dumps({"finish_reasons": ["Filter reason: output image"]})
OUTCOMES = [
    (lambda a: a.answer("InvokeModel", REPLY), None, 0.08),
    (lambda a: a.answer("InvokeModel", FILTERED), Refused, 0.08),
    (lambda a: a.answer("InvokeModel", "{}"), UnexpectedReply, 0.08),
    (lambda a: a.answers.update(InvokeModel=boto.ReadTimeoutError(endpoint_url="x")), errors.TimedOut, 0.08),
    (lambda a: a.answers.update(InvokeModel=boto.ConnectionClosedError(endpoint_url="x")), errors.ReplyLost, 0.08),
    (lambda a: a.answers.update(InvokeModel=KeyboardInterrupt()), KeyboardInterrupt, 0.08),
    (lambda a: a.answers.update(InvokeModel=boto.EndpointConnectionError(endpoint_url="x")), errors.NoConnection, 0),
    (lambda a: a.refuse("InvokeModel", 400, "ValidationException", "blocked by our content filters"), Refused, 0),
    (lambda a: a.refuse("InvokeModel", 408, "ModelTimeoutException", "late"), errors.ModelTimedOut, 0),
    (lambda a: a.refuse("InvokeModel", 429, "ThrottlingException", "slow down"), errors.Throttled, 0),
    (
        lambda a: a.answer("InvokeModel", '{"detail": "exceeds the maximum allowed size"}', 413),
        errors.ReplyTooLarge,
        0.08,
    ),
]


@pytest.mark.parametrize(("answers", "raised", "paid"), OUTCOMES)
def test_what_a_call_may_have_cost(account, answers, raised, paid):
    answers(account)
    connection = connect("bedrock")
    if raised:
        with pytest.raises(raised):
            connection.draw(ImageRequest("a cat"))
    else:
        connection.draw(ImageRequest("a cat"))
    assert connection.spent.total == pytest.approx(paid)


def test_nothing_is_written_for_a_value_that_is_wrong(account, folder):
    with pytest.raises(errors.BadValue):
        connect("bedrock").draw(ImageRequest("a cat", seed=-1))
    assert not folder.exists()


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_the_limit_of_a_connection(account, monkeypatch, how):
    account.answer("InvokeModel", REPLY)
    if how == "environment":
        monkeypatch.setenv("IMAGE_WORKSHOP_SPENDING_LIMIT", "0.1")
    connection = connect("bedrock", spending_limit=0.1 if how == "argument" else None)
    connection.draw(ImageRequest("a cat"))
    with pytest.raises(SpendingLimit):
        connection.draw(ImageRequest("a cat"))
    assert len(account.requests) == 1
    assert "$0.10" in repr(connection)


@pytest.mark.parametrize("limit", ["much", "-1", "nan", "inf"])
def test_a_limit_that_is_none(account, monkeypatch, limit):
    monkeypatch.setenv("IMAGE_WORKSHOP_SPENDING_LIMIT", limit)
    with pytest.raises(errors.BadValue, match="IMAGE_WORKSHOP_SPENDING_LIMIT"):
        connect("bedrock")
    monkeypatch.delenv("IMAGE_WORKSHOP_SPENDING_LIMIT")
    with pytest.raises(errors.BadValue, match="spending_limit"):
        connect("bedrock", spending_limit=True)


def test_a_limit_of_nothing_lets_nothing_through(account):
    with pytest.raises(SpendingLimit):
        connect("bedrock", spending_limit=0).draw(ImageRequest("a cat"))
    assert account.requests == []


def test_practice_mode_keeps_no_account(folder, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_SPENDING_LIMIT", "0")
    connect("practice").draw(ImageRequest("a cat", model="sdxl", width=128, height=128, steps=10))
    assert not (folder / spending.FILE).exists()


def test_no_account_number_and_no_key_is_written(account, folder):
    account.answer("InvokeModel", REPLY)
    connect("bedrock").draw(ImageRequest("a cat"))
    written = (folder / spending.FILE).read_text()
    assert os.environ["AWS_ACCESS_KEY_ID"] not in written
    assert "a cat" not in written  # nor what was asked for
