"""`experiment(...)` as people call it, in practice mode and against a service that counts."""

import json
import shutil
import threading

import numpy as np
import pytest

import helpers
from helpers import errors, generate, ladder, past_experiments
from helpers.practice.service import Fault, Quotas, Rules, invoke
from tests.conftest import image_file
from tests.experiments.service import Service, environment, picture, refusal, running

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")


@pytest.fixture
def service(monkeypatch, folder):
    with running(Service()) as found:
        for name, value in environment(found, folder).items():
            monkeypatch.setenv(name, value)
        yield found


def seeds(service):
    return sorted(asked["seed"] for asked in service.asked)


class TestThePlan:
    def test_it_says_what_it_costs_before_anything_is_called(self, service, plan):
        # Fifteen may come at once, the other nine four seconds apart; each takes about ten seconds.
        made = plan("a {red|blue} fox", seed=range(12))
        assert made.describe() == "24 pictures, $1.92, about 50 s at this quota"
        assert service.asked == []

    def test_and_nothing_is_written(self, folder, plan):
        plan(seed=[1, 2])
        assert not folder.exists()

    def test_practice_mode_costs_nothing(self, plan):
        assert "no cost" in plan(seed=[1, 2]).describe()

    def test_in_korean(self, plan, monkeypatch):
        monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "ko")
        assert plan("여우", seed=[1, 2]).describe().startswith("그림 2장, 비용 없음")

    def test_a_class_takes_longer(self, service, plan):
        helpers.connect("bedrock", class_size=20)
        assert "about 3" in plan(seed=range(24)).describe()

    def test_a_single_one_is_one_picture(self, plan):
        assert plan().describe().startswith("1 picture,")

    @pytest.mark.parametrize("option", [{"title": None}, {"title": 5}, {"connection": 5}, {"connection": "bedrock"}])
    def test_arguments_that_are_none(self, plan, option):
        with pytest.raises(errors.BadValue, match=next(iter(option))):
            plan(**option)

    @pytest.mark.parametrize("at_once", [0, 65, "8", True, 2.0, np.array([1, 2])])
    def test_calls_side_by_side_are_1_to_64(self, plan, at_once):
        with pytest.raises(errors.BadValue, match="1 to 64"):
            plan(at_once=at_once)

    def test_force_needs_a_yes(self, plan):
        with pytest.raises(errors.BadValue, match="yes=True"):
            plan(force=True)


@pytest.mark.usefixtures("at_once")
class TestDrawing:
    def test_every_cell_has_its_picture(self, plan):
        made = plan("a {red|blue} fox", seed=[1, 2]).run()
        assert made.status == "4 of 4 there"
        assert [picture.request.prompt for picture in made.pictures] == ["a red fox"] * 2 + ["a blue fox"] * 2
        assert made.picture(made.cell(seed=2, **{"red | blue": "blue"})).seed == 2

    def test_the_gallery_has_them_too(self, plan, folder):
        plan(seed=[1, 2]).run()
        assert len(list(folder.glob("*.png"))) == 2

    def test_yes_draws_at_once(self, plan):
        assert plan(seed=[1, 2], yes=True).counts == {"made": 2}

    def test_in_the_background_it_can_be_waited_for(self, plan):
        made = plan(seed=[1, 2])
        made.start()
        assert made.wait(30).counts == {"made": 2}
        assert not made.running

    def test_watchers_are_told_and_one_who_raises_stops_nothing(self, plan):
        made, told = plan(seed=[1, 2]), []

        def watch(change):
            told.append(change["new"])
            raise ZeroDivisionError

        made.observe(watch, "revision")
        made.run()
        assert told and made.counts == {"made": 2}
        assert all(isinstance(error, ZeroDivisionError) for error in made.observers_failed)

    def test_one_run_at_a_time_here(self, plan, monkeypatch):
        go = threading.Event()
        monkeypatch.setattr(invoke, "_draw", lambda *_: (go.wait(30), (image_file(), {}))[1])
        made = plan(seed=[1, 2])
        made.start()
        with pytest.raises(errors.BadValue, match="under way"):
            made.start()
        go.set()
        made.wait(30)

    def test_and_elsewhere(self, plan):
        made = plan(seed=[1, 2])
        with plan(seed=[1, 2]).store.lock(), pytest.raises(errors.BadValue, match="another notebook"):
            made.run()
        assert made.run().counts == {"made": 2}

    def test_interrupted_it_keeps_what_is_under_way(self, plan, monkeypatch, capsys):
        made = plan(seed=range(1, 9), at_once=1)

        def pressed(timeout=None):
            made._thread.join(0.01)
            raise KeyboardInterrupt

        monkeypatch.setattr(made, "wait", pressed)
        with pytest.raises(KeyboardInterrupt):
            made.run()
        monkeypatch.undo()
        made.wait(30)
        assert "Stopped" in capsys.readouterr().out
        assert made.counts["drawing"] == 0


class TestFailures:
    def test_a_refusal_is_blank_and_has_its_reason(self, plan):
        helpers.connect(rules=Rules(faults=(Fault("content-filter"),)))
        made = plan(seed=[1, 2]).run()
        assert made.counts == {"refused": 2}
        assert all(row["reason"] and not row["file"] for row in made.rows())

    def test_a_cell_that_no_model_would_take_is_told_and_not_called(self, service, plan):
        made = plan(aspect_ratio=["1:1", "7:3"]).run()
        assert len(service.asked) == 1
        assert [row["state"] for row in made.rows()] == ["made", "impossible"]
        assert "7:3" in made.rows()[1]["reason"]

    def test_expired_credentials_end_the_run_and_the_next_goes_on(self, service, plan):
        expired = {3}

        def answer(asked):
            if asked["seed"] in expired:
                return 403, refusal("ExpiredTokenException", "The security token included in the request is expired")
            return 200, picture(asked)

        service.answer = answer
        with pytest.raises(errors.ExpiredCredentials):
            plan(seed=range(1, 7), at_once=1).run()
        assert seeds(service) == [1, 2, 3]
        expired.clear()
        assert plan(seed=range(1, 7), at_once=1).run().counts == {"made": 6}
        assert seeds(service) == [1, 2, 3, 3, 4, 5, 6]

    def test_one_failing_model_leaves_the_others(self, service, plan):
        def answer(asked):
            if "sd3-5" in asked["model_id"]:
                return 403, refusal(
                    "AccessDeniedException", "You don't have access to the model with the specified ID."
                )
            return 200, picture(asked)

        service.answer = answer
        made = plan(model=["sd3.5-large", "stable-image-core"], seed=[1, 2, 3], at_once=1).run()
        assert made.counts == {"made": 3, "failed": 3}
        assert seeds(service) == [1, 1, 2, 3], "the one without access was asked once"
        assert isinstance(made.trouble, errors.AccessDenied)
        assert "3 failed" in made.status and "goes on" in made.status

    def test_throttled_calls_are_made_again_and_nothing_is_lost(self, service, plan):
        refused = set()

        def answer(asked):
            if asked["seed"] in refused:
                return 200, picture(asked)
            refused.add(asked["seed"])
            return 429, refusal("ThrottlingException", "Too many requests, please wait before trying again.")

        service.answer = answer
        made = plan(seed=[1, 2], model="stable-image-core").run()
        assert made.counts == {"made": 2}
        assert seeds(service) == [1, 1, 2, 2]

    def test_a_full_disk_keeps_the_picture_and_the_next_run_writes_it(self, service, plan, folder, monkeypatch):
        keep = helpers.gallery.keep
        monkeypatch.setattr(helpers.gallery, "keep", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
        made = plan(seed=[1, 2, 3], at_once=1)
        with pytest.warns(UserWarning, match="No space left"), pytest.raises(OSError, match="make room"):
            made.run()
        assert seeds(service) == [1]
        assert made.picture(made.cells[0]).seed == 1
        monkeypatch.setattr(helpers.gallery, "keep", keep)
        again = plan(seed=[1, 2, 3], at_once=1).run()
        assert seeds(service) == [1, 2, 3], "the first was paid for already"
        assert again.counts == {"made": 3} and len(list(folder.glob("*.png"))) == 3

    def test_the_spending_limit_holds(self, service, plan):
        helpers.connect("bedrock", spending_limit=0.20)
        with pytest.raises(errors.SpendingLimit):
            plan(seed=range(1, 7), at_once=1).run()
        assert len(service.asked) == 2


class TestLater:
    def test_what_was_drawn_by_hand_after_the_plan_is_not_drawn_again(self, service, plan):
        made = plan(seed=[1, 2, 3])
        generate("a fox", seed=1)
        plan(seed=[2, 4]).run()
        made.run()
        assert seeds(service) == [1, 2, 3, 4]

    def test_forced_and_stopped_the_same_call_goes_on(self, service, plan):
        plan(seed=[1, 2, 3, 4]).run()
        broken = {3}

        def answer(asked):
            if asked["seed"] in broken:
                return 403, refusal("ExpiredTokenException", "The security token included in the request is expired")
            return 200, picture(asked)

        service.answer = answer
        with pytest.raises(errors.ExpiredCredentials):
            plan(seed=[1, 2, 3, 4], at_once=1, yes=True, force=True)
        broken.clear()
        made = plan(seed=[1, 2, 3, 4], at_once=1)
        assert made.counts == {"made": 4}, "the pictures that were there stay until others take their place"
        assert "2 of them there already, 2 to draw, $0.16" in made.describe()
        plan(seed=[1, 2, 3, 4], at_once=1, yes=True, force=True)
        assert seeds(service) == [1, 1, 2, 2, 3, 3, 3, 4, 4]
        assert plan(seed=[1, 2, 3, 4]).to_draw == []

    def test_a_later_choice_of_connect_holds(self, service, plan):
        helpers.connect("bedrock", spending_limit=0.1)
        made = plan(seed=[1, 2, 3], at_once=1)
        with pytest.raises(errors.SpendingLimit):
            made.run()
        helpers.connect("practice")
        with pytest.raises(errors.SpendingLimit):
            past_experiments()[0].run()
        assert seeds(service) == [1]
        helpers.connect("bedrock", spending_limit=1)
        assert made.run().counts == {"made": 3}

    def test_but_not_in_place_of_one_that_was_named(self, service, plan):
        named = helpers.client.opened("bedrock", spending_limit=0.1)
        made = plan(seed=[1, 2], at_once=1, connection=named)
        helpers.connect("bedrock")
        with pytest.raises(errors.SpendingLimit):
            made.run()

    def test_new_credentials_are_used_without_a_new_connection(self, service, plan, monkeypatch):
        made = plan(seed=[1, 2])
        before = made.connection.clients
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another")
        made.run()
        assert made.connection.clients is not before
        assert made.connection.session.get_credentials().access_key == "another"

    def test_stopped_and_begun_again_at_once_it_waits_for_the_calls_under_way(self, service, plan, capsys):
        service.latency = 0.3
        made = plan(seed=[1, 2, 3], at_once=1)
        made.start()
        assert service.wait_for(1)
        made.stop()
        assert plan(seed=[1, 2, 3], at_once=1).run().counts == {"made": 3}
        assert "Waiting for the calls" in capsys.readouterr().out
        assert seeds(service) == [1, 2, 3]

    def test_an_interrupt_right_after_it_began_stops_it(self, service, plan, monkeypatch):
        service.latency = 0.2
        made = plan(seed=range(1, 9), at_once=1)
        begin = made.start

        def interrupted(**more):
            begin(**more)
            raise KeyboardInterrupt

        monkeypatch.setattr(made, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            made.run()
        made.wait(30)
        assert len(service.asked) <= 1

    def test_pictures_that_were_taken_away_are_left_out(self, service, plan, folder):
        made = plan(seed=[1, 2]).run()
        next(folder.glob("*-1.png")).unlink()
        assert [found.seed for found in made.pictures] == [2]

    def test_a_journal_that_was_taken_away_is_written_anew(self, service, plan, folder):
        made = plan(seed=[1, 2]).run()
        shutil.rmtree(folder / "experiments")
        made.run()
        assert [found.status for found in past_experiments()] == ["2 of 2 there"]
        assert seeds(service) == [1, 2]


class TestAgain:
    def test_the_same_call_draws_nothing_twice(self, service, plan):
        plan(seed=[1, 2]).run()
        made = plan(seed=[1, 2]).run()
        assert len(service.asked) == 2
        assert made.describe() == "2 pictures, 2 of them there already, 0 to draw"

    def test_a_wider_one_draws_what_is_new_and_says_what_it_took(self, service, plan):
        plan(seed=[1, 2]).run()
        made = plan(seed=[1, 2, 3])
        assert "2 of them there already, 1 to draw, $0.08" in made.describe()
        assert [row["reused"] for row in made.run().rows()] == [True, True, False]
        assert seeds(service) == [1, 2, 3]

    def test_a_picture_made_by_hand_is_used_too(self, service, plan):
        generate("a fox", seed=1)
        made = plan(seed=[1, 2]).run()
        assert seeds(service) == [1, 2]
        assert [row["reused"] for row in made.rows()] == [True, False]

    def test_but_not_one_of_another_mode_model_or_prompt(self, service, plan):
        generate("a fox", seed=1, model="stable-image-core")
        generate("A fox!", seed=1)  # whose file has the same name
        plan(seed=[1]).run()
        assert seeds(service) == [1, 1, 1]

    def test_in_another_language_it_is_the_same_and_what_was_refused_is_not_asked_again(
        self, service, plan, monkeypatch
    ):
        nothing = {"seeds": [1], "finish_reasons": ["Filter reason: prompt"], "images": []}
        service.answer = lambda asked: (200, nothing if "watercolor" in asked["prompt"] else picture(asked))
        plan(style=["watercolor", "oil"]).run()
        monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "ko")
        assert plan(style=["watercolor", "oil"]).run().counts == {"refused": 1, "made": 1}
        assert len(service.asked) == 2
        assert len(past_experiments()) == 1

    def test_force_draws_anew(self, service, plan):
        plan(seed=[1, 2]).run()
        made = plan(seed=[1, 2], yes=True, force=True)
        assert seeds(service) == [1, 1, 2, 2]
        assert not any(row["reused"] for row in made.rows())

    def test_a_call_whose_end_nobody_wrote_down_is_looked_for_on_disk(self, service, plan, folder):
        plan(seed=[1, 2]).run()
        (journal,) = folder.glob("experiments/*/manifest.jsonl")
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(line for line in lines if b'"end"' not in line))
        made = plan(seed=[1, 2]).run()
        assert len(service.asked) == 2
        assert [row["reused"] for row in made.rows()] == [False, False], "they are this experiment's own"

    def test_also_where_its_record_is_damaged(self, service, plan, folder):
        plan(seed=[1, 2]).run()
        (journal,) = folder.glob("experiments/*/manifest.jsonl")
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(line for line in lines if b'"end"' not in line))
        for sidecar in folder.glob("*.json"):
            sidecar.write_text(json.dumps(json.loads(sidecar.read_bytes()) | {"seconds": None, "price_usd": "much"}))
        made = plan(seed=[1, 2]).run()
        assert len(service.asked) == 2
        assert [(row["state"], row["seconds"], row["price_usd"]) for row in made.rows()] == [("made", 0.0, 0.0)] * 2

    @pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -5, None, 10**400], ids=range(5))
    def test_a_damaged_record_does_not_tell_how_long_it_takes(self, plan, folder, seconds):
        before = plan(seed=[1, 2, 3]).describe()
        plan(seed=[1, 2]).run()
        for sidecar in folder.glob("*.json"):
            sidecar.write_text(json.dumps(json.loads(sidecar.read_bytes()) | {"seconds": seconds}))
        assert plan(seed=[11, 12, 13]).describe() == before

    def test_a_picture_that_was_taken_away_is_drawn_again_at_its_price(self, service, plan, folder):
        plan(seed=[1]).run()
        next(folder.glob("*.png")).unlink()
        made = plan(seed=[1])
        assert "1 picture, $0.08" in made.describe()
        assert made.run().counts == {"made": 1}
        assert seeds(service) == [1, 1]

    def test_past_ones_are_read_back_and_go_on(self, service, plan):
        plan("a {red|blue} fox", seed=[1, 2], title="Foxes").run()
        asked = len(service.asked)
        (found,) = past_experiments()
        assert found.title == "Foxes"
        assert found.status == "4 of 4 there"
        assert [axis.name for axis in found.plan.axes] == ["red | blue", "seed"]
        assert [cell.request for cell in found] == [cell.request for cell in plan("a {red|blue} fox", seed=[1, 2])]
        assert found.run().counts == {"made": 4} and len(service.asked) == asked

    def test_with_the_pictures_they_began_with_and_the_cells_that_could_not_be(self, service, plan):
        service.answer = lambda asked: (200, picture(asked))
        plan(image=image_file(size=(64, 64)), strength=[0.2, 0.8, 2.0]).run()
        (found,) = past_experiments()
        assert [cell.request.task.strength for cell in found] == [0.2, 0.8, 2.0]
        assert "2" in found.rows()[2]["reason"]

    def test_one_that_cannot_be_read_is_left_out(self, plan, folder):
        where = folder / "experiments" / "x"
        where.mkdir(parents=True)
        (where / "manifest.jsonl").write_text('{"plan": {"axes": 3}}\nnonsense\n', "utf-8")
        assert past_experiments() == []


@pytest.mark.usefixtures("at_once")
class TestReadBack:
    def test_the_values_are_those_that_were_given(self, plan):
        made = plan(model="sdxl", cfg_scale=[None, 3, 8], seed=np.arange(1, 3)).run()
        (found,) = past_experiments()
        assert [axis.values for axis in found.plan.axes] == [(None, 3, 8), (1, 2)]
        assert found.rows() == made.rows()
        assert found.cell(seed=2, cfg_scale=3).number == made.cell(seed=2, cfg_scale=3).number
        assert found.plan.id == made.plan.id

    def test_a_journal_without_such_values_is_read_by_its_labels(self, plan, folder):
        plan(style=["watercolor", None]).run()
        rewrite(folder, lambda told: told["axes"][0].pop("values"))
        assert past_experiments()[0].plan.axes[0].values == ("watercolor", "–")

    def test_two_axes_of_the_same_name_in_it_are_told_apart(self, plan, folder):
        plan("a {red|blue} fox and a {red|blue} dog").run()
        rewrite(folder, lambda told: told["axes"][1].update(name="red | blue"))
        (found,) = past_experiments()
        assert found.cell(**{"red | blue (2)": "blue"}).number == 2
        assert found.rows()[1] | {"red | blue": "red", "red | blue (2)": "blue"} == found.rows()[1]

    @pytest.mark.parametrize(
        "change",
        [
            lambda told: told["cells"][0].update(at=[7, 0]),
            lambda told: told["cells"][0].update(at=[float("inf"), 0]),
            lambda told: told["cells"][0].update(mode=[]),
            lambda told: told["cells"][0].pop("request"),
            lambda told: [cell.pop("key") for cell in told["cells"]],
            lambda told: told["cells"].pop(),
            lambda told: told["cells"].clear(),
            lambda told: told["cells"].reverse(),
            lambda told: told["layout"].update(rows=[9]),
            lambda told: told["layout"].update(rows=[True]),
            lambda told: told["layout"].update(rows=[], columns=[], tabs=[]),
            lambda told: told["axes"][0].update(values=[1]),
            lambda told: told["axes"][0].update(values=[{}, {}]),
            lambda told: told["axes"][0].update(labels=5),
            lambda told: told.update(given={"prompt": "{a|b}" * 3}),
            lambda told: asking(told, {"name": "image-to-image", "image": {"sha256": "/etc/*"}}),
            lambda told: asking(told, {"name": "image-to-image", "image": {"sha256": "**"}}),
            lambda told: asking(told, [["name", []]]),
        ],
    )
    def test_a_damaged_one_is_left_out_and_the_others_are_there(self, plan, folder, change):
        plan(seed=[1, 2], style=["watercolor", None]).run()
        rewrite(folder, change)
        plan(seed=[7]).run()
        assert [len(found) for found in past_experiments()] == [1]

    @pytest.mark.parametrize(
        "end",
        [
            {"file": "x" * 5000},
            {"file": "x" * 5000 + ".png"},
            {"file": "../../../../etc/hostname"},
            {"file": "../pictures/x.png"},
            {"file": "experiments"},
            {"file": "folder.png"},
            {"file": "x\0y.png"},
            {"file": ""},
            {"seconds": float("nan")},
            {"price_usd": float("inf")},
            {"price_usd": -1},
        ],
    )
    def test_an_end_that_cannot_be_is_none(self, plan, folder, end):
        made = plan(seed=[1])
        made.run()
        (folder / "folder.png").mkdir()
        file = made.rows()[0]["file"]
        made.store.append({"end": made.cells[0].key, "state": "made", "file": file} | end)
        (row,) = past_experiments()[0].rows()
        assert (row["state"], row["file"]) in (("made", file), ("waiting", ""))
        assert 0 <= row["seconds"] < 100 and row["price_usd"] == 0

    def test_a_picture_is_in_the_folder_itself(self, plan, folder):
        made = plan(seed=[1]).run()
        file = made.rows()[0]["file"]
        assert made.store.has(file)
        assert not made.store.has(f"../{folder.name}/{file}") and not made.store.has(str(folder / file))


def rewrite(folder, change):
    """Change the plan in the one journal."""
    (journal,) = folder.glob("experiments/*/manifest.jsonl")
    first, *lines = journal.read_text("utf-8").splitlines()
    first = json.loads(first)
    change(first["plan"])
    journal.write_text("\n".join([json.dumps(first), *lines, ""]), "utf-8")


def asking(told, task):
    told["cells"][0]["request"]["task"] = task


@pytest.mark.usefixtures("at_once")
class TestTheTable:
    def test_a_row_a_cell_with_the_values_of_the_axes(self, plan):
        rows = plan(ladder("a fox", "in the snow"), model=["sdxl", "nova-canvas"], cfg_scale=[3, 8]).run().rows()
        assert len(rows) == 8
        assert {name: rows[-1][name] for name in ("prompt", "model", "cfg_scale", "state", "mode")} == {
            "prompt": "a fox, in the snow",
            "model": "nova-canvas",
            "cfg_scale": 8,
            "state": "made",
            "mode": "practice",
        }
        assert json.loads(json.dumps(rows)) == rows

    def test_stars_are_those_of_the_gallery(self, plan):
        made = plan(seed=[1, 2]).run()
        made.rate(made.cells[1], 4)
        assert [row["stars"] for row in plan(seed=[1, 2]).rows()] == [None, 4]

    def test_a_cell_without_a_picture_cannot_be_rated(self, plan):
        made = plan(seed=[1])
        with pytest.raises(errors.BadValue, match="with a picture"):
            made.rate(made.cells[0], 3)

    def test_as_a_dataframe(self, plan):
        table = plan(seed=[1, 2]).run().to_dataframe()
        assert list(table["seed"]) == [1, 2]
        assert set(table["state"]) == {"made"}

    @pytest.mark.parametrize("asked", [{"sede": 1}, {"seed": 9}])
    def test_a_cell_that_is_not_there(self, plan, asked):
        with pytest.raises(errors.BadValue):
            plan(seed=[1, 2]).cell(**asked)


def test_a_quota_slows_it_down_and_loses_nothing(plan, monkeypatch, at_once):
    helpers.connect(rules=Rules(quotas=Quotas({helpers.MODELS["sd3.5-large"].id: 240}, clock=_quick_clock())))
    assert plan(seed=range(1, 9)).run().counts == {"made": 8}


def _quick_clock():
    """A clock that goes on by a hundredth of a second with every look: two calls in three are throttled."""
    ticks = iter(range(10**9))
    return lambda: next(ticks) / 100 - 10_000
