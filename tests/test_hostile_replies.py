"""Whatever a service sends: a picture, a refusal or an error of the kit, and nothing else. `make bench` tries more."""

import json
import random
from collections import Counter

import pytest

from helpers import MODELS, errors
from tests.mutations import damaged, files, good, outcome

pytestmark = pytest.mark.usefixtures("english", "folder")


def test_what_is_not_damaged_is_read():
    """Or the test below would pass by refusing everything."""
    found = Counter(outcome(MODELS[name], json.dumps(reply).encode()) for name, reply in good())
    assert found == {"picture": len(good()) - 3 - len(files()), "Refused": 1 + len(files())} | {
        **{"GuardrailIntervened": 1, "ReplyTooLarge": 1},
    }


@pytest.mark.parametrize("seed", range(6))
def test_damaged_replies(seed):
    rng = random.Random(seed)
    found = Counter(outcome(*damaged(rng)) for _ in range(80))
    assert set(found) <= {"picture", *(name for name in vars(errors) if name[0].isupper())}
    assert found["picture"] and found["UnexpectedReply"]
