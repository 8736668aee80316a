"""The grid without a page: what a page sends, and what it is told; the page is in tests/browser."""

import io
import json
import threading

import pytest
from PIL import Image

import helpers
from helpers.collection import Collection
from helpers.errors import AccessDenied
from helpers.practice.service import Fault, Rules, invoke
from helpers.text import en, ko
from helpers.widgets import Grid
from helpers.widgets import grid as module
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "at_once")
HOSTILE = '<img src=x onerror="alert(1)"> \u202ereversed 🦊 \ud83d half ' + "very " * 2000


@pytest.fixture
def at_once(monkeypatch):
    """Practice mode answers at once."""
    monkeypatch.setattr(invoke, "_draw", lambda *_: (image_file(), {"understood": (), "ignored": ("zzz",)}))
    monkeypatch.setattr(module, "REST", 0.0)


@pytest.fixture
def gate(monkeypatch):
    """Practice mode answers when it is told to: each call waits for one `release`."""
    made, begun = threading.Semaphore(0), threading.Semaphore(0)
    made.begun = begun

    def draw(*_):
        begun.release()
        assert made.acquire(timeout=20)
        return image_file(), {"understood": (), "ignored": ()}

    monkeypatch.setattr(invoke, "_draw", draw)
    return made


@pytest.fixture
def opened(monkeypatch):
    """Makes the grid of an experiment; what it sends to the page is in its `heard`."""
    made = []

    def opened(prompt="a fox", *negative, **more):
        grid = Grid(helpers.experiment(prompt, *negative, **more))
        grid.heard = []
        monkeypatch.setattr(grid, "send", lambda content, buffers=None: grid.heard.append((content, buffers)))
        grid.wait()
        made.append(grid)
        return grid

    yield opened
    for grid in made:
        grid.wait()
        grid.close()


def say(grid, **message):
    """A message of the page, and all that comes of it."""
    grid._handle_custom_msg(message, [])
    grid.wait()


def draw(grid):
    say(grid, do="draw")
    grid.experiment.wait()
    grid.wait()


def answers(grid, what):
    return [(content, buffers) for content, buffers in grid.heard if what in content]


def test_the_plan_is_told_and_nothing_is_drawn(opened, folder):
    grid = opened("a {red|blue} fox", seed=[1, 2, 3], steps=[10, 20], title="Colours", model="sdxl")
    assert grid._plan["title"] == "Colours" and not grid._plan["flows"]
    assert grid._plan["rows"] == {"name": "seed", "title": "seed", "labels": ["1", "2", "3"]}
    assert grid._plan["columns"] == {"name": "red | blue", "title": "", "labels": ["red", "blue"]}
    assert grid._plan["tabs"]["labels"] == ["10", "20"]
    assert grid._cells == "w" * 12 and grid._stars == "0" * 12
    assert grid._state["words"] == grid.experiment.describe() and grid._state["draw"] == "Draw 12 pictures"
    assert not grid._state["running"] and not list(folder.glob("*.png"))


def test_the_button_says_the_price(opened, account):
    helpers.connect("bedrock")
    grid = opened(seed=[1, 2, 3], model="sd3.5-large")
    assert grid._state["draw"] == "Draw 3 pictures ($0.24)"
    assert account.asked == [] if hasattr(account, "asked") else True


def test_one_axis_flows_unless_it_makes_rows(opened):
    assert opened(seed=[1, 2])._plan["flows"]
    rows = opened(seed=[1, 2], rows="seed")
    assert not rows._plan["flows"] and rows._plan["columns"]["labels"] == [""]


def test_without_an_axis_there_is_one_picture(opened):
    grid = opened()
    assert grid._cells == "w" and grid._state["draw"] == "Draw 1 picture"
    draw(grid)
    assert grid._cells == "m" and grid._state["draw"] == ""


def test_pressed_it_draws_and_says_how_it_went(opened):
    grid = opened("a {fox|fox blocked-prompt}", seed=[1, 2])
    draw(grid)
    assert grid._cells == "mrmr"  # row by row: the seeds are the rows
    assert grid._reasons["of"] == {"1": 0, "3": 0} and len(grid._reasons["said"]) == 1
    assert "refused" in grid._reasons["said"][0]
    assert grid._state["words"] == "2 of 4 there, 2 refused by the content filter"
    assert (grid._state["done"], grid._state["of"], grid._state["presses"]) == (4, 4, 1)


def test_while_it_draws(opened, gate):
    grid = opened(seed=[1, 2, 3], at_once=1)
    grid._handle_custom_msg({"do": "draw"}, [])
    assert gate.begun.acquire(timeout=20)
    grid._show()
    assert grid._state["running"] and grid._cells == "dww" and grid._state["draw"] == ""
    grid._handle_custom_msg({"do": "draw"}, [])  # a second press is the same one
    gate.release()
    assert gate.begun.acquire(timeout=20)
    grid._handle_custom_msg({"do": "stop"}, [])
    grid._show()
    assert grid._state["stopping"] and "finished and kept" in grid._state["words"]
    gate.release()
    grid.experiment.wait()
    grid.wait()
    assert grid._cells == "mmw" and grid._state["draw"] == "Go on: 1 picture (no cost)"
    assert not grid._state["alert"] and "run()" not in grid._state["words"]
    gate.release()
    draw(grid)
    assert grid._cells == "mmm"


def test_what_ended_a_run_is_told_and_goes_away_again(opened):
    helpers.connect("practice", rules=Rules(faults=(Fault("no-access"),)))
    grid = opened(seed=[1, 2])
    draw(grid)
    assert grid._cells == "ff" and grid._state["draw"] == "Go on: 2 pictures (no cost)"
    assert isinstance(grid.experiment.trouble, AccessDenied)
    assert 'role="alert"' in grid._state["alert"] and "<details>" in grid._state["alert"]
    say(grid, do="dismiss")
    assert grid._state["alert"] == ""
    say(grid, do="want", at=[])
    assert grid._state["alert"] == ""


def test_what_keeps_a_run_from_beginning_is_told(opened, monkeypatch):
    grid = opened(seed=[1, 2])
    monkeypatch.setattr(grid.experiment, "start", lambda: (_ for _ in ()).throw(OSError(28, "disk full")))
    say(grid, do="draw")
    assert "disk full" in grid._state["alert"] and grid._state["presses"] == 1 and grid._cells == "ww"


def test_pictures_of_another_day_are_there_already(opened):
    helpers.experiment("a fox", seed=[1, 2], yes=True)
    grid = opened(seed=[2, 3])
    assert grid._cells == "uw" and grid._state["draw"] == "Draw 1 picture"
    draw(grid)
    assert grid._cells == "um"


def test_impossible_cells_say_why(opened):
    grid = opened(cfg_scale=[7, 99], model="sdxl")
    assert grid._cells == "wi" and "99" in grid._reasons["said"][0]


def test_thumbnails_are_sent_when_they_are_asked_for(opened):
    grid = opened(seed=[1, 2, 3, 4, 5, 6])
    draw(grid)
    assert answers(grid, "thumbs") == []
    say(grid, do="want", view="v", at=[0, 2, 3, 4, 5])
    sent = answers(grid, "thumbs")
    assert [number for content, _ in sent for number in content["thumbs"]] == [0, 2, 3, 4, 5]
    assert all(Image.open(io.BytesIO(one)).format == "WEBP" for _, buffers in sent for one in buffers)


def test_a_broken_file_does_not_stop_the_others(opened, folder):
    grid = opened(seed=[1, 2])
    draw(grid)
    (folder / grid.experiment.outcome(grid.experiment.cells[0]).file).write_bytes(b"broken")
    say(grid, do="want", at=[0, 1])
    [(content, buffers)] = answers(grid, "thumbs")
    assert content["thumbs"] == [1] and list(content["broken"]) == ["0"] and len(buffers) == 1
    say(grid, do="zoom", at=0)
    [(content, buffers)] = answers(grid, "zoom")
    assert content["broken"] and not buffers


def test_one_shown_large(opened):
    grid = opened("a {fox|fox blocked-prompt}", "rain", cfg_scale=[5, 99], model="sdxl", width=1024, height=1024)
    draw(grid)
    say(grid, do="zoom", at=0)
    content, buffers = answers(grid, "zoom")[-1]
    assert content["zoom"] == 0 and len(buffers) == 1
    facts = content["facts"]
    assert facts["prompt"] == "a fox" and facts["alt"] and facts["why"] == ""
    assert "seed 1" in facts["caption"][0] and "zzz" in facts["caption"][1]
    lines = dict(facts["lines"])
    assert (
        lines["negative prompt"] == "rain"
        and "1024 × 1024" in lines["further settings"]
        and "cfg" not in lines["further settings"]
    )
    assert "no cost" in lines["made"] and lines["file"].endswith(".png")
    numbers = {letter: grid._cells.index(letter) for letter in "ri"}
    say(grid, do="zoom", at=numbers["r"])
    content, buffers = answers(grid, "zoom")[-1]
    assert "content filter" in content["facts"]["why"] and dict(content["facts"]["lines"])["what to do"] and not buffers
    say(grid, do="zoom", at=numbers["i"])
    assert "99" in answers(grid, "zoom")[-1][0]["facts"]["why"]


def test_stars_from_the_page_from_a_cell_and_of_another_day(opened, folder):
    grid = opened(seed=[1, 2])
    draw(grid)
    say(grid, do="rate", at=1, stars=4)
    assert grid._stars == "04"
    name = grid.experiment.outcome(grid.experiment.cells[1]).file
    assert Collection(folder)[name].marks.stars == 4
    grid.experiment.rate(grid.experiment.cells[0], 2)
    grid.wait()
    assert grid._stars == "24"
    say(grid, do="rate", at=1, stars=0)
    assert grid._stars == opened(seed=[1, 2])._stars == "20"


@pytest.mark.parametrize(
    "message",
    [
        {"do": "rate", "at": 0, "stars": 6},
        {"do": "rate", "at": 0, "stars": True},
        {"do": "rate", "at": 0, "stars": "<b>"},
        {"do": "rate", "at": 1, "stars": 3},  # no picture there
        {"do": "zoom", "at": 2},
        {"do": "zoom", "at": -1},
        {"do": "want", "at": [True]},
        {"do": "want", "at": [0, "<img src=x>"]},
    ],
)
def test_what_no_page_of_ours_sends_is_told(opened, message):
    helpers.experiment("a fox", seed=[1], yes=True)
    grid = opened(seed=[1, 2])
    say(grid, **message)
    assert grid._state["alert"] and "<img" not in grid._state["alert"] and "<b>x" not in grid._state["alert"]
    assert grid._cells == "uw"


def test_hostile_labels_and_prompts(opened):
    grid = opened({HOSTILE: "a fox", "b": HOSTILE}, model="nova-canvas", title=HOSTILE)
    json.dumps([grid._plan, grid._state, grid._reasons]).encode("ascii")
    str(grid._plan).encode()
    draw(grid)
    for number in (0, 1):
        say(grid, do="zoom", at=number)
        str(answers(grid, "zoom")[-1][0]).encode()  # half a character would stop the message
    assert len(grid._reasons["said"][0]) <= module.LONGEST_REASON + 1


def test_a_page_that_is_not_heard_gets_thumbnails_unasked(opened, monkeypatch):
    helpers.experiment("a fox", seed=[1], yes=True)
    grid, shown, sent = opened(seed=range(1, 13)), [], {}
    monkeypatch.setattr("IPython.display.display", lambda *what, **_: shown.append(what))
    grid.observe(lambda change: sent.update(change["new"]), "_unasked")
    with grid.while_cell_waits():
        assert grid._state["blocked"] and grid._state["draw"] == ""
        grid.experiment.start()
        grid.experiment.wait()
    assert sorted(map(int, sent)) == list(range(12)) and grid._unasked == {}
    assert not grid._state["blocked"] and answers(grid, "thumbs") == []
    assert [what[0] for what in shown] == [grid]


def test_another_picture_in_the_same_place_is_not_mistaken_for_the_old_one(opened):
    grid = opened(seed=[1, 2])
    draw(grid)
    say(grid, do="want", at=[0])
    grid.experiment.run(force=True)
    grid.wait()
    assert answers(grid, "forget") and grid._cells == "mm"
    forgotten = [number for content, _ in answers(grid, "forget") for number in content["forget"]]
    assert sorted(forgotten) == [0, 1]


def test_a_screen_reader_is_told_a_few_times_and_not_of_each_picture(opened, gate):
    grid = opened(seed=range(40), at_once=4)
    told = []
    grid.observe(lambda change: told.append(change["new"]["told"]), "_state")
    gate.release(40)
    draw(grid)
    assert 2 <= len(set(told)) <= 7 and "40 of 40 there" in told[-1]


class Shell:
    """A kernel's shell, as far as it is asked for the cell that runs."""

    kernel = None

    def __init__(self):
        self.cell = "cell-1"

    def get_parent(self):
        return {"header": {"msg_id": self.cell}}


def test_a_cell_shows_it_once(monkeypatch):
    shell, shown = Shell(), []
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setattr("IPython.display.display", lambda *what, **_: shown.append(what[0]))
    experiment = helpers.experiment("a fox", seed=[1, 2], yes=True)
    assert [type(one).__name__ for one in shown] == ["HTML", "Grid"]
    experiment._ipython_display_()
    assert len(shown) == 2
    shell.cell = "cell-2"
    experiment._ipython_display_()
    assert [type(one).__name__ for one in shown] == ["HTML", "Grid"] * 2
    assert "2 of 2 there" in experiment.grid._kept._content  # it is in the notebook when the cell ends


def test_outside_of_a_notebook_it_is_words():
    experiment = helpers.experiment("a fox", seed=[1, 2])
    with pytest.raises(NotImplementedError):
        experiment._ipython_display_()
    experiment.run()
    assert "grid" not in vars(experiment) and "2 of 2 there" in repr(experiment)


def test_the_same_words_in_both_languages():
    keys = {key for key in en.SENTENCES if key.startswith("grid.")}
    assert keys == {key for key in ko.SENTENCES if key.startswith("grid.")} and len(keys) > 40
