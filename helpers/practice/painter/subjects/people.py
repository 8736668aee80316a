"""People in everyday clothes: women, men and children."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._figure import draw_figure
from helpers.practice.painter.subjects._figure_look import (
    CHEERING,
    HAND_ON_HIP,
    HANDS_ON_HIPS,
    SITTING,
    SITTING_WAVING,
    STANDING,
    WALKING,
    WAVING,
    chosen_look,
)

POSES = (STANDING, WAVING, HANDS_ON_HIPS, WALKING, SITTING, HAND_ON_HIP, WALKING)
CHILD_POSES = (STANDING, WAVING, HANDS_ON_HIPS, WALKING, SITTING_WAVING, CHEERING, WALKING)


def _draw(c: Canvas, rng: np.random.Generator, wish: Colour | None, kind: str) -> None:
    look = chosen_look(rng, wish, kind)
    poses = POSES if kind in ("woman", "man") else CHILD_POSES
    draw_figure(c, rng, look, poses[rng.integers(len(poses))])


@subject(
    "person",
    en="person, people, human, human being, someone, somebody, grown-up, pedestrian, neighbour, neighbor,"
    " friend, student, teacher",
    ko="사람, 인물, 인간, 어른, 성인, 사람들, 행인, 이웃, 친구, 학생, 선생님",
    scenes="meadow, street, city, village, beach",
    size=1.0,
)
def person(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, ("woman", "man")[rng.integers(2)])


@subject(
    "woman",
    en="woman, women, lady, ladies, mother, mom, mum, mommy, aunt, wife, wives, grandmother, grandma, granny",
    ko="여자, 여성, 여인, 아줌마, 아주머니, 아가씨, 엄마, 어머니, 이모, 고모, 아내, 할머니",
    scenes="garden, street, city, meadow, beach",
    size=1.0,
)
def woman(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "woman")


@subject(
    "man",
    en="man, men, gentleman, gentlemen, guy, father, dad, daddy, uncle, husband, grandfather, grandpa",
    ko="남자, 남성, 아저씨, 신사, 아빠, 아버지, 삼촌, 남편, 할아버지",
    scenes="street, city, meadow, village, forest",
    size=1.0,
)
def man(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "man")


@subject(
    "girl",
    en="girl, little girl, schoolgirl, daughter, sister",
    ko="소녀, 여자아이, 여자애, 여자 아이, 딸, 꼬마숙녀",
    scenes="meadow, garden, beach, room",
    size=0.72,
)
def girl(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "girl")


@subject(
    "boy",
    en="boy, little boy, schoolboy, son, brother",
    ko="소년, 남자아이, 남자애, 남자 아이, 아들",
    scenes="meadow, garden, beach, room",
    size=0.72,
)
def boy(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "boy")


@subject(
    "child",
    en="child, children, kid, youngster, toddler, baby",
    ko="아이, 어린이, 아동, 꼬마, 아이들, 어린아이, 꼬마아이, 아기",
    scenes="meadow, garden, beach, room",
    size=0.7,
)
def child(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, ("girl", "boy")[rng.integers(2)])
