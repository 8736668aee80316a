"""A season that a prompt names wins over a scene that only chance would choose; a scene that is named stays."""

import numpy as np
import pytest

from helpers.practice import imagination, seasons
from helpers.practice.brief import Brief, read
from helpers.practice.composition import Backdrop, Composition, paint
from helpers.practice.edits import repaint
from helpers.practice.edits.likeness import surroundings
from helpers.practice.edits.stage import eight_bit
from helpers.practice.engine import Order, finished, imagine
from helpers.practice.imagination import Plan, compose, plan
from helpers.practice.painter import scenes, subjects
from helpers.practice.painter.light import SEASONS, Setting

SEEDS = range(12)
KOREAN = {"spring": "봄", "summer": "여름", "autumn": "가을", "winter": "겨울"}
WHO = {
    "fox": "여우",
    "cat": "고양이",
    "rabbit": "토끼",
    "bear": "곰",
    "castle": "성",
    "polar bear": "북극곰",
    "penguin": "펭귄",
    "chair": "의자",
    "car": "자동차",
}
PROMPTS = [
    (prompt, season)
    for en, ko in WHO.items()
    for season in SEASONS
    for prompt in (f"a {en} in {season}", f"{ko}, {KOREAN[season]}")
]


def plans(prompt: str, negative: str = "") -> list[Plan]:
    return [plan(read(prompt), read(negative), np.random.default_rng(seed)) for seed in SEEDS]


@pytest.mark.parametrize(("prompt", "season"), PROMPTS)
def test_a_named_season_is_outdoors_and_only_winter_is_on_a_snowfield(prompt, season):
    for found in plans(prompt):
        assert found.setting.season == season
        assert not scenes.load()[found.scene].indoor
        assert found.scene != "snowfield" or season == "winter"


@pytest.mark.parametrize("season", SEASONS)
@pytest.mark.parametrize("name", subjects.load())
def test_nobody_s_home_denies_a_season(name, season):
    assert all(
        found.scene != "room" and not seasons.denies(found.scene, season) for found in plans(f"a {name} in {season}")
    )


@pytest.mark.parametrize("prompt", ["a cat in autumn", "고양이, 가을", "autumn", "봄", "a person, spring"])
def test_leaves_that_turn_are_seen_where_there_is_a_choice(prompt):
    assert {found.scene for found in plans(prompt)} <= set(seasons.GREEN)


def test_summer_is_not_under_white_peaks_where_there_is_a_choice():
    assert {found.scene for found in plans("a bear in summer")} == {"forest", "meadow"}


def test_chance_still_chooses_among_several_places():
    assert len({found.scene for found in plans("a bear in summer")}) > 1
    assert "snowfield" in {found.scene for found in plans("여우, 겨울")}


@pytest.mark.parametrize(
    ("prompt", "scene"),
    [
        ("a fox on a snowfield in summer", "snowfield"),
        ("설원의 여우, 여름", "snowfield"),
        ("a cat in a room in winter", "room"),
        ("방 안의 고양이, 여름", "room"),
        ("a car on a street in autumn", "street"),
    ],
)
def test_a_named_scene_stays(prompt, scene):
    assert {found.scene for found in plans(prompt)} == {scene}


@pytest.mark.parametrize("more", ["candlelight", "neon", "in the rain", "at night", "in the snow"])
@pytest.mark.parametrize("who", ["a cat", "a chair", "a snowman and a polar bear", ""])
def test_the_hour_the_weather_and_the_mood_do_not_lead_back_indoors_or_into_snow(who, more):
    assert not {found.scene for found in plans(f"{who} in summer, {more}")} & {"room", "snowfield"}


def test_a_place_that_is_not_wanted_is_not_chosen_for_its_season():
    assert {found.scene for found in plans("a cat in autumn", "meadow")} == {"garden"}
    assert "village" not in {found.scene for found in plans("a car in autumn", "village")}


def test_the_paintings_are_set_where_the_plan_is():
    rng = np.random.default_rng(2)
    idea = imagine(Order("여우, 여름", seed=2), rng)
    for painting in compose(idea.plan, rng, 32, 32, 3):
        assert painting.backdrop.scene in ("forest", "meadow")
        assert painting.backdrop.setting.season == "summer"


@pytest.mark.parametrize("prompt", ["a fox", "고양이", "a bear in the rain", "a chair", "a wizard, candlelight", ""])
def test_without_a_season_nothing_is_taken_away(prompt):
    assert seasons.in_season(("room", "snowfield"), read(prompt).season) == ("room", "snowfield")


@pytest.mark.parametrize("season", SEASONS)
def test_every_scene_is_told_of_in_every_season(season):
    told = [name for places in seasons.PLACES[season] for name in places]
    left_out = {name for name in scenes.load() if seasons.denies(name, season)} | {"room"}
    assert sorted(told) == sorted(set(scenes.load()) - left_out)


@pytest.mark.parametrize("season", ["spring", "summer", "autumn"])
def test_snow_in_a_given_picture_does_not_outlast_a_named_season(season):
    snow = paint(Composition(32, 32, Backdrop("snowfield", Setting(), 3, 3), (), None, 0), 8)
    assert surroundings(snow, Brief())[0] == surroundings(snow, Brief(season="winter"))[0] == "snowfield"
    scene, setting = surroundings(snow, Brief(season=season))
    assert (scene != "snowfield", setting.season) == (True, season)


def test_a_picture_painted_all_anew_leaves_its_snow_for_a_named_season(monkeypatch):
    snow = paint(Composition(32, 32, Backdrop("snowfield", Setting(), 3, 3), (), None, 0), 8)
    composed = imagination.compose

    def scene_of(prompt: str) -> str:
        chosen = []

        def noted(plan: Plan, *rest):
            chosen.append(plan.scene)
            return composed(plan, *rest)

        monkeypatch.setattr(imagination, "compose", noted)
        finished(repaint.follow(Order(prompt, seed=2, width=256, height=256, steps=1), eight_bit(snow), 0.95))
        return chosen[0]  # those that follow are of what the picture is not to be

    assert scene_of("a fox") == "snowfield"
    assert scene_of("a fox in summer") in ("forest", "meadow")
