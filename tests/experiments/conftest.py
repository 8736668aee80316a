"""What the tests of experiments share: pictures that come at once, and an experiment of a few cells."""

import pytest

import helpers
from helpers.practice.service import invoke
from tests.conftest import image_file


@pytest.fixture
def at_once(monkeypatch):
    """Practice mode answers at once, with a picture of one colour: what is drawn is not the point."""
    monkeypatch.setattr(invoke, "_draw", lambda *_: (image_file(), {"understood": (), "ignored": ()}))


@pytest.fixture
def plan():
    """Makes an experiment on the connection in use, or another one."""

    def make(prompt="a fox", **more):
        return helpers.experiment(prompt, **more)

    return make
