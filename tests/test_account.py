"""The catalogue crossed with what an account says: pure functions over the control plane's answers."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from helpers import MODELS, BadValue, account
from helpers.account import crossed
from tests.aws import ARN

pytestmark = pytest.mark.usefixtures("english")

SD35, INPAINT, NOVA = (MODELS[name] for name in ("sd3.5-large", "inpaint", "nova-canvas"))
FINE = {
    "agreementAvailability": {"status": "AVAILABLE"},
    "authorizationStatus": "AUTHORIZED",
    "entitlementAvailability": "AVAILABLE",
    "regionAvailability": "AVAILABLE",
}


def summary(model, status="ACTIVE", inference="ON_DEMAND", **more):
    return {
        "modelId": model.id,
        "modelArn": ARN + model.id,
        "inferenceTypesSupported": [inference],
        "modelLifecycle": {"status": status},
    } | more


def profile(model, **more):
    return {"inferenceProfileId": f"us.{model.id}", "models": [{"modelArn": ARN + model.id}], "status": "ACTIVE"} | more


def state(model, summaries, availability=FINE, profiles=(), practice=False):
    return crossed("us-west-2", summaries, {model.id: availability}, profiles, practice).offer(model).state


def test_a_model_that_is_ready():
    assert state(SD35, [summary(SD35)]) == "ready"


def test_a_service_needs_its_profile():
    listed = [summary(INPAINT, inference="INFERENCE_PROFILE")]
    assert state(INPAINT, listed) == "no-profile"
    assert state(INPAINT, listed, profiles=[profile(INPAINT)]) == "ready"
    assert state(INPAINT, listed, profiles=[profile(INPAINT, status="DELETED")]) == "no-profile"
    assert state(INPAINT, listed, profiles=[profile(SD35)]) == "no-profile"


@pytest.mark.parametrize(
    "what",
    [
        {"agreementAvailability": {"status": "PENDING"}},
        {"agreementAvailability": {"status": "ERROR", "errorMessage": "x"}},
        {"authorizationStatus": "NOT_AUTHORIZED"},
        {"entitlementAvailability": "NOT_AVAILABLE"},
        {"regionAvailability": "NOT_AVAILABLE"},
    ],
)
def test_one_thing_missing_and_a_model_is_locked(what):
    found = crossed("us-west-2", [summary(SD35)], {SD35.id: FINE | what}, [])
    assert (found.offer(SD35).state, found.offer(SD35).usable) == ("locked", False)
    ((value),) = what.values()
    word = value["status"] if isinstance(value, dict) else value
    assert word in found.offer(SD35).state_text("us-west-2")


def test_a_model_on_its_way_out_may_still_be_tried():
    """Bedrock says AVAILABLE and AUTHORIZED of those, and still refuses who has not used them lately."""
    found = crossed("us-west-2", [summary(SD35, status="LEGACY")], {SD35.id: FINE}, [])
    assert (found.offer(SD35).state, found.offer(SD35).usable) == ("legacy", True)
    assert "nearest: stable-image-core" in found.offer(SD35).state_text("us-west-2")


def test_what_is_not_listed_is_never_offered():
    found = crossed("eu-west-1", [], {}, [])
    assert found.usable() == []
    assert {offer.state for offer in found.offers} == {"absent", "retired"}


def test_a_retired_model_comes_with_the_nearest_active_one():
    found = crossed("us-west-2", [], {}, [])
    assert found.offer(NOVA).state_text("us-west-2").endswith("nearest: sd3.5-large")


def test_a_model_that_the_account_has_against_the_catalogue():
    assert state(NOVA, [summary(NOVA)]) == "ready"
    listed = [summary(NOVA, modelId="stability.stable-diffusion-xl-v1:0")]  # another id of the same model
    assert crossed("us-west-2", listed, {}, []).offer(MODELS["sdxl"]).state == "ready"


def test_practice_mode_answers_for_the_retired_ones():
    assert state(NOVA, [], practice=True) == "practice"
    assert state(SD35, [], practice=True) == "absent"  # its rules say so
    found = crossed("us-west-2", [summary(INPAINT)], {}, [profile(INPAINT)], practice=True)
    assert found.usable("inpaint") == [INPAINT]  # who looks for a model means one that has a future
    assert NOVA in found.usable("inpaint", retired=True)


def test_an_entry_goes_by_the_names_of_its_model():
    found = crossed("us-west-2", [summary(SD35)], {}, [])
    assert found[SD35.name] is found[SD35.id] is found.offer(SD35)
    for nobody in ("sd35", 3):
        with pytest.raises(BadValue, match="allowed: one of"):
            found[nobody]


@pytest.mark.parametrize("odd", [{}, {"agreementAvailability": None}, {"agreementAvailability": "?"}])
def test_answers_that_say_little(odd):
    assert state(SD35, [{"modelId": SD35.id}], odd) == "ready"


def test_image_models_that_nobody_here_knows():
    other = [{"modelId": "stability.sd9-v1:0"}, {"modelId": "amazon.nova-canvas-v9:0"}, {}]
    found = crossed("us-west-2", [summary(SD35), *other], {}, [])
    assert found.unknown == ("amazon.nova-canvas-v9:0", "stability.sd9-v1:0")
    assert "stability.sd9-v1:0" in repr(found)


def test_models_that_do_a_task():
    found = crossed("us-west-2", [summary(SD35), summary(INPAINT)], {}, [profile(INPAINT)])
    assert found.usable("inpaint") == [INPAINT]
    assert found.usable("image-to-image") == [SD35]
    assert found.usable("try-on") == []
    with pytest.raises(BadValue, match="perhaps you meant text-to-image"):
        found.usable("text2image")
    assert {offer.model.name for offer in found.for_task("try-on").offers} == {"nova-canvas"}


def test_where_one_may_not_ask():
    found = account.unasked("us-east-1", "You may not.")
    assert found.notes()[0] == "You may not."
    assert found.offer(SD35).state == "absent"
    assert found.offer(INPAINT).state == "unasked"
    assert found.offer(NOVA).state == "retired"


def test_facts_grow_old():
    found = crossed("us-west-2", [summary(SD35)], {}, [])
    assert [model.stale(date(2027, 2, 20)) for model in MODELS.values()] == [False] * len(MODELS)
    assert len(replace(found, today=date(2027, 2, 20)).notes()) == 1
    old = replace(found, today=date(2027, 2, 21)).notes()
    assert "91 days ago" in old[1]


class Table(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words.append(data)


def test_the_table(each_language):
    found = crossed("us-west-2", [summary(SD35), {"modelId": "<b>"}], {SD35.id: FINE}, [])
    table = Table(found._repr_html_())
    assert table.tags.count("tr") == 1 + len(MODELS)
    assert table.tags.count("td") == 7 * len(MODELS)
    assert "b" not in table.tags
    assert {"sd3.5-large", SD35.id, "us-west-2"} <= set(table.words)
    assert any("0.08" in words and "0.065" in words for words in table.words)  # sources disagree
    assert any("15" in words for words in table.words)  # a minute
    assert str(SD35.read_on) in repr(found)
