"""One run: what is called when, and what becomes of the rest when something goes wrong."""

import random
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest

from helpers import errors
from helpers.experiments.manifest import Manifest
from helpers.experiments.plan import planned
from helpers.experiments.run import MOST_IN_A_ROW, TRIES, Drawn, Run, to_draw
from helpers.pace import Pace

pytestmark = pytest.mark.usefixtures("english")


@dataclass
class Memory:
    """A store that keeps its journal in memory."""

    where: str = "memory"
    url: str = "memory"
    lines: list = field(default_factory=list)
    full: bool = False
    read: int = 0

    def news(self):
        new, self.read = self.lines[self.read :], len(self.lines)
        return new

    def append(self, line):
        if self.full:
            raise OSError(28, "No space left on device")
        self.lines.append(line)


class Fake:
    """A place that answers at once as it is told. answers: seed -> what each of its calls comes to, in order."""

    name = "fake"

    def __init__(self, answers=None, pace=None):
        self.answers = {seed: list(found) for seed, found in (answers or {}).items()}
        self.called = []
        self.most = 0
        self.under_way = 0
        self.paces = {}
        self.pace_of = pace or (lambda: Pace(None))
        self.held = None  # futures that wait to be let go, once it is a list
        self.came = threading.Condition()

    def pace(self, model):
        return self.paces.setdefault(model, self.pace_of())

    def submit(self, cell):
        future = Future()
        with self.came:
            self.called.append(cell.request.seed)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            self.came.notify_all()
        if self.held is not None:
            self.held.append((future, cell))
        else:
            self.answer(future, cell)
        return future

    def answer(self, future, cell):
        self.under_way -= 1
        left = self.answers.get(cell.request.seed)
        what = left.pop(0) if left else None
        if isinstance(what, BaseException):
            future.set_exception(what)
        else:
            future.set_result(what or Drawn(f"{cell.request.seed}.png", 0.1, 0.08, "id"))


def cells(seeds=range(1, 7), **more):
    return list(planned("a fox", "", {"seed": list(seeds)} | more, "practice", lambda *_: None).asked.values())


def run(place, some=None, at_once=2, store=None, **more):
    manifest = Manifest(store or Memory())
    made = Run(some or cells(), manifest, {"practice": [place]}, at_once, pause=0.001, **more)
    made.go()
    return made


def states(run):
    return [run.manifest.of(cell.key).state for cell in run.cells]


def test_everything_is_drawn_in_order():
    place = Fake()
    done = run(place)
    assert place.called == [1, 2, 3, 4, 5, 6]
    assert states(done) == ["made"] * 6
    assert done.left == 0 and done.trouble is None


def test_a_line_before_each_call_and_one_after():
    store = Memory()
    run(Fake(), cells([1]), store=store)
    assert [next(iter(line)) for line in store.lines] == ["begin", "end"]
    assert store.lines[1]["file"] == "1.png"
    assert store.lines[1]["price_usd"] == 0.08


def test_as_many_side_by_side_as_wanted_and_no_more():
    place = Fake()
    place.held = []
    runner = threading.Thread(target=run, args=(place, cells(range(1, 10)), 3))
    runner.start()
    while runner.is_alive():
        if place.held and len(place.held) >= min(3, 9 - len(place.called) + len(place.held)):
            place.answer(*place.held.pop(0))
    assert place.most == 3
    assert len(place.called) == 9


def test_a_throttled_call_is_made_again():
    place = Fake({2: [errors.Throttled(), errors.Throttled()]}, pace=lambda: Pace(60_000, chance=random.Random(1)))
    done = run(place)
    assert states(done) == ["made"] * 6
    assert place.called.count(2) == 3


def test_nothing_but_throttles_is_given_up_after_a_while():
    now = iter(range(0, 100_000, 400))
    place = Fake({1: [errors.Throttled()] * 9}, pace=lambda: Pace(60_000, chance=random.Random(1)))
    done = run(place, cells([1]), clock=lambda: next(now))
    assert isinstance(done.trouble, errors.Throttled)
    assert states(done) == ["waiting"]


def test_a_refusal_is_that_pictures_alone_and_has_its_reason():
    done = run(Fake({3: [errors.Refused("Filter reason: prompt")]}))
    assert states(done) == ["made", "made", "refused", "made", "made", "made"]
    outcome = done.manifest.of(done.cells[2].key)
    assert outcome.reason and outcome.kind == "Refused"
    assert done.trouble is None


def test_the_service_in_trouble_is_asked_again():
    place = Fake({3: [errors.ServiceUnavailable(), errors.ServiceUnavailable()]})
    assert states(run(place)) == ["made"] * 6
    assert place.called.count(3) == 3


def test_but_not_for_ever():
    place = Fake({3: [errors.ServiceUnavailable()] * 9})
    assert states(run(place)) == ["made", "made", "failed", "made", "made", "made"]
    assert place.called.count(3) == TRIES


@pytest.mark.parametrize("error", [errors.ReplyLost(), errors.TimedOut(), errors.BadRequest(), ZeroDivisionError("x")])
def test_what_may_have_been_paid_or_is_wrong_is_not_asked_again(error):
    place = Fake({3: [error]})
    done = run(place)
    assert states(done) == ["made", "made", "failed", "made", "made", "made"]
    assert place.called.count(3) == 1


@pytest.mark.parametrize(
    "error", [errors.ExpiredCredentials(), errors.SpendingLimit(price=1, spent=2, limit=2, ledger="x")]
)
def test_what_holds_for_all_ends_the_run(error):
    place = Fake({2: [error]})
    done = run(place, at_once=1)
    assert place.called == [1, 2]
    assert states(done) == ["made", "failed", *["waiting"] * 4]
    assert done.trouble is error


@pytest.mark.parametrize("error", [errors.AccessDenied(model="x"), errors.ModelRetired(model="x")])
def test_what_holds_for_a_model_ends_its_part(error):
    place = Fake({2: [error]})
    some = cells([1, 2, 3], model=["sdxl"]) + cells([11, 12], model=["nova-canvas"])
    done = run(place, some, at_once=1)
    assert states(done) == ["made", "failed", "failed", "made", "made"]
    assert 3 not in place.called
    assert done.trouble is error


def test_a_model_that_only_fails_is_left_alone():
    place = Fake({seed: [errors.BadRequest()] for seed in range(1, 20)})
    some = cells(range(1, 20))
    done = run(place, some, at_once=1)
    assert len(place.called) == MOST_IN_A_ROW
    assert states(done) == ["failed"] * 19


def test_a_picture_now_and_then_keeps_it_going():
    place = Fake({seed: [errors.BadRequest()] for seed in range(1, 20) if seed % MOST_IN_A_ROW})
    run(place, cells(range(1, 20)), at_once=1)
    assert len(place.called) == 19


def test_stopped_it_begins_no_more_and_keeps_what_comes():
    place = Fake()
    place.held = []
    manifest = Manifest(Memory())
    made = Run(cells(), manifest, {"practice": [place]}, 2)
    runner = threading.Thread(target=made.go)
    runner.start()
    with place.came:
        assert place.came.wait_for(lambda: len(place.called) == 2, 10)
    made.stop()
    for future, cell in place.held:
        place.answer(future, cell)
    runner.join(10)
    assert not runner.is_alive()
    assert states(made) == ["made", "made", *["waiting"] * 4]


def test_where_nothing_can_be_written_nothing_is_called():
    place = Fake()
    done = run(place, store=Memory(full=True))
    assert place.called == []
    assert isinstance(done.trouble, OSError)


def test_a_picture_that_could_not_be_kept_ends_the_run(make_picture, monkeypatch):
    monkeypatch.setattr("helpers.experiments.run.UNSAVED", kept := {})
    picture = make_picture()
    place = Fake({2: [Drawn("", 0.1, 0.08, "id", picture)]})
    done = run(place, at_once=1)
    assert place.called == [1, 2]
    assert kept == {done.cells[1].key: picture}
    assert not done.manifest.of(done.cells[1].key).settled
    assert isinstance(done.trouble, OSError)


def test_what_was_settled_is_not_drawn_again_unless_forced():
    place = Fake({2: [errors.Refused("no")], 3: [errors.TimedOut()]})
    done = run(place, cells([1, 2, 3]))
    assert [cell.request.seed for cell in to_draw(done.cells, done.manifest)] == [3]
    done.manifest.draw_anew()
    assert len(to_draw(done.cells, done.manifest)) == 3


def test_what_fails_anew_leaves_the_picture_that_is_there():
    store = Memory()
    first = run(Fake(), cells([1, 2]), store=store)
    first.manifest.draw_anew()
    again = run(Fake({1: [errors.TimedOut()]}), cells([1, 2]), store=store)
    assert states(again) == ["made", "made"]
    assert [cell.request.seed for cell in to_draw(again.cells, again.manifest)] == [1]


def test_drawing_anew_goes_on_where_it_stopped_in_a_later_session_too():
    store = Memory()
    run(Fake(), cells([1, 2, 3]), store=store).manifest.draw_anew()
    run(Fake(), cells([2]), store=store)
    later = Manifest(Memory(lines=store.lines))
    later.draw_anew()
    assert [cell.request.seed for cell in to_draw(cells([1, 2, 3]), later)] == [1, 3]


def test_two_runs_at_once_draw_what_both_want_once():
    one, other = Fake(), Fake()
    one.held = []
    first = Run(cells([1, 2]), Manifest(Memory()), {"practice": [one]}, 2)
    second = Run(cells([2, 3]), Manifest(Memory()), {"practice": [other]}, 2)
    threads = [threading.Thread(target=first.go), threading.Thread(target=second.go)]
    threads[0].start()
    with one.came:
        assert one.came.wait_for(lambda: len(one.called) == 2, 10)
    threads[1].start()
    with other.came:
        assert other.came.wait_for(lambda: len(other.called) == 1, 10)
    for future, cell in one.held:
        one.answer(future, cell)
    for thread in threads:
        thread.join(10)
    assert (one.called, other.called) == ([1, 2], [3])
    assert second.manifest.of(second.cells[0].key).reused


def test_two_places_share_the_work():
    class Slow(Pace):
        def wait(self):
            return 0.0 if not self.sent_so_far else 1e9

        sent_so_far = 0

        def sent(self):
            self.sent_so_far += 1
            return super().sent()

    one, other = Fake(pace=lambda: Slow(None)), Fake()
    manifest = Manifest(Memory())
    made = Run(cells(), manifest, {"practice": [one, other]}, 2)
    made.go()
    assert len(one.called) == 1 and len(other.called) == 5


def test_a_place_that_cannot_even_begin():
    place = Fake()
    place.submit = lambda cell: (_ for _ in ()).throw(RuntimeError("the pool is shut down"))
    done = run(place, cells([1]))
    assert states(done) == ["failed"]
    assert "the pool is shut down" in done.manifest.of(done.cells[0].key).reason


def test_the_rest_is_estimated_from_what_was_seen():
    made = Run(cells(range(1, 9)), Manifest(Memory()), {"practice": [Fake()]}, 4)
    assert made.seconds_left(usual=10) == 20
    made.go()
    assert made.seconds_left(usual=10) == 0


def test_everything_that_happens_is_told():
    told = []
    run(Fake(), cells([1]), changed=lambda: told.append(1))
    assert len(told) >= 3  # begun, done, over


class TestSeveralPlaces:
    """Two accounts that draw the same cells."""

    def run(self, *places, some=None, **more):
        for number, place in enumerate(places):
            place.name = f"place {number}"
        made = Run(some or cells(), Manifest(Memory()), {"practice": places}, 2, pause=0.001, **more)
        made.go()
        return made

    def test_calls_go_where_quota_is_left(self):
        slow, free = Fake(pace=lambda: Pace(1, class_size=60, chance=random.Random(3))), Fake()
        done = self.run(slow, free)
        assert states(done) == ["made"] * 6
        assert len(free.called) >= 5

    def test_of_two_that_are_free_the_less_busy_one_is_asked(self):
        one, other = Fake(), Fake()
        one.held, other.held = [], []
        runner = threading.Thread(target=self.run, args=(one, other), kwargs={"some": cells([1, 2])})
        runner.start()
        for place in (one, other):
            with place.came:
                assert place.came.wait_for(lambda place=place: place.held, 10)
            place.answer(*place.held.pop())
        runner.join(10)
        assert (one.called, other.called) == ([1], [2])

    @pytest.mark.parametrize("error", [errors.ExpiredCredentials(), errors.AccessDenied(), errors.NoConnection()])
    def test_one_that_cannot_drops_out_and_costs_no_cell(self, error):
        bad, good = Fake({seed: [error] for seed in range(1, 7)}), Fake()
        done = self.run(bad, good)
        assert states(done) == ["made"] * 6
        assert done.trouble is None
        assert list(done.dropped.values()) == [error]
        assert len(bad.called) <= 2

    def test_without_access_to_one_model_it_draws_with_another(self):
        both = [*cells([1, 2]), *cells([3, 4], model="sd3.5-large")]
        bad, good = Fake({3: [errors.AccessDenied()], 4: [errors.AccessDenied()]}), Fake()
        done = self.run(bad, good, some=both)
        assert states(done) == ["made"] * 4
        assert all(group for _, group in done.dropped)

    def test_the_last_one_ends_the_run(self):
        answers = {seed: [errors.ExpiredCredentials()] for seed in range(1, 7)}
        done = self.run(Fake(answers), Fake(answers))
        assert isinstance(done.trouble, errors.ExpiredCredentials)
        assert "made" not in states(done)

    def test_a_reply_that_was_lost_may_be_paid_for_and_is_not_asked_of_another(self):
        done = self.run(Fake({1: [errors.ReplyLost()]}), Fake())
        assert states(done) == ["failed"] + ["made"] * 5
