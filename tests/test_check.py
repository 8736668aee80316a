"""`check()`: a row for everything, a remedy for what is missing, and never a traceback."""

import importlib
import importlib.metadata
import re
import shutil
import sys
from html.parser import HTMLParser

import botocore.exceptions as boto
import pytest

from helpers import MODELS, check, client, connect
from tests.aws import arn_reply, availability, listing, profiles

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "quick_sessions")

ACCOUNT = "111122223333"
ACTIVE = [model.id for model in MODELS.values() if model.active]
SERVICES = [model.id for model in MODELS.values() if model.profile]
module = importlib.import_module("helpers.check")  # `helpers.check` is the function


@pytest.fixture
def bedrock(account, monkeypatch):
    """Bedrock mode, with an account where everything is as it should be."""
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    account.answer("GetCallerIdentity", arn_reply(f"arn:aws:sts::{ACCOUNT}:assumed-role/Student/kim"))
    account.answer("ListFoundationModels", listing(*ACTIVE))
    account.answer("GetFoundationModelAvailability", availability())
    account.answer("ListInferenceProfiles", profiles(*SERVICES))
    return account


@pytest.fixture
def without_drawing(monkeypatch):
    """Most rows have nothing to do with the test picture, which takes the longest."""
    monkeypatch.setattr(module, "_drawing", lambda connection: iter(()))


def bad(found):
    return [row for row in found.rows if row.state != "ready"]


def test_practice_mode_is_ready(each_language):
    found = check()
    assert found.ok
    assert bad(found) == []
    assert any("1024 × 1024" in row.found for row in found.rows)
    assert {"python", "jupyterlab", "ipywidgets", "boto3", "pillow", "numpy"} <= {
        row.what.lower() for row in found.rows
    }
    said = {"en": "no account, no cost", "ko": "계정이 필요 없고 요금도 없음"}[each_language]
    assert said in repr(found)


@pytest.mark.usefixtures("without_drawing", "each_language")
class TestThisMachine:
    def test_an_old_python(self, monkeypatch):
        monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
        (row,) = bad(check())
        assert (row.state, row.found) == ("missing", "3.10.4")
        assert "3.11" in row.todo

    def test_a_package_that_is_not_there(self, monkeypatch):
        really = importlib.metadata.version

        def version(name):
            if name == "pillow":
                raise importlib.metadata.PackageNotFoundError(name)
            return really(name)

        monkeypatch.setattr(importlib.metadata, "version", version)
        found = check()
        (row,) = bad(found)
        assert (row.what, row.state) == ("pillow", "missing")
        assert "pip install -e ." in row.todo
        assert not found.ok

    def test_a_package_that_is_too_old(self, monkeypatch):
        really = importlib.metadata.version
        monkeypatch.setattr(importlib.metadata, "version", lambda name: "1.9.99" if name == "boto3" else really(name))
        (row,) = bad(check())
        assert (row.what, row.state) == ("boto3", "missing")
        assert "1.9.99" in row.found
        assert "1.40" in row.found

    def test_without_this_project_itself(self, monkeypatch):
        def nothing(name):
            raise importlib.metadata.PackageNotFoundError(name)

        monkeypatch.setattr(importlib.metadata, "requires", nothing)
        assert [row.state for row in bad(check())] == ["missing"]

    def test_a_folder_that_cannot_be_written_to(self, folder):
        folder.write_text("in the way")
        (row,) = bad(check())
        assert (row.state, row.found) == ("missing", str(folder))
        assert "IMAGE_WORKSHOP_PICTURES" in row.todo

    def test_a_mode_that_is_none(self, monkeypatch):
        monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "free")
        (row,) = bad(check())
        assert (row.state, row.found) == ("missing", "free")
        assert all(word in row.todo for word in ("IMAGE_WORKSHOP_MODE", "practice", "bedrock", "free"))

    def test_whatever_a_part_raises_becomes_a_row(self, monkeypatch):
        def part():
            raise RuntimeError("broken <pipe>")
            yield

        monkeypatch.setattr(module, "_pictures", part)
        (row,) = bad(check())
        assert row.found == "RuntimeError: broken <pipe>"
        assert row.todo

    def test_the_html_is_a_table_and_escaped(self, monkeypatch):
        monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "<script>x</script>")
        tags = []
        reader = HTMLParser()
        reader.handle_starttag = lambda tag, attributes: tags.append(tag)
        found = check()
        reader.feed(found._repr_html_())
        assert set(tags) == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert tags.count("tr") == 1 + len(found.rows)
        assert tags.count("td") == 4 * len(found.rows)


def test_a_full_disk_is_no_traceback(monkeypatch, quietly):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    assert check().rows


@pytest.mark.parametrize(("last", "variable"), [("practice", "bedrock"), ("bedrock", "practice")])
def test_it_does_not_change_where_the_next_picture_is_made(bedrock, monkeypatch, without_drawing, last, variable):
    """Or looking would make the next `generate()` cost money."""
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", variable)
    connection = connect(last)
    check()
    assert client._current is connection


# ---- bedrock mode


def test_bedrock_is_ready(bedrock):
    found = check()
    assert found.ok
    assert bad(found) == []
    shown = repr(found)
    assert "assumed-role/Student" in shown
    assert "us-west-2" in shown
    assert "$0.08" in shown
    assert [operation for operation, _ in bedrock.requests].count("InvokeModel") == 0  # it costs nothing


def test_no_account_number_and_no_session_name(bedrock):
    found = check()
    for shown in (repr(found), found._repr_html_()):
        assert ACCOUNT not in shown
        assert "kim" not in shown


def test_no_credentials(monkeypatch, each_language):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")
    (row,) = bad(check())
    assert row.state == "missing"
    assert "aws configure" in row.todo


def test_no_way_to_sts(bedrock, each_language):
    """As out of a private subnet with an endpoint for Bedrock alone."""
    sts = "https://sts.us-west-2.amazonaws.com/"
    bedrock.answers["GetCallerIdentity"] = boto.EndpointConnectionError(endpoint_url=sts, error="refused")
    found = check()
    (row,) = bad(found)
    assert row.state == "warning"
    assert "STS" in row.todo
    assert "Stable Diffusion 3.5 Large" in [row.what for row in found.rows if row.state == "ready"]


def test_practice_keys_are_not_shown_to_aws(bedrock, monkeypatch):
    """The README sets two endpoints, and keys that are none."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK", "http://127.0.0.1:9000")
    found = check()
    assert "GetCallerIdentity" not in [operation for operation, _ in bedrock.requests]
    assert "Stable Diffusion 3.5 Large" in [row.what for row in found.rows if row.state == "ready"]


def test_no_region(monkeypatch, each_language):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    (row,) = bad(check())
    assert (row.what, row.state) == ({"en": "AWS region", "ko": "AWS 리전"}[each_language], "missing")
    assert "AWS_REGION" in row.todo
    assert "us-west-2" in row.todo


def test_a_region_without_the_models(bedrock, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    bedrock.answer("ListFoundationModels", listing("amazon.titan-embed-text-v2:0"))
    found = check()
    assert [row.state for row in bad(found)] == ["warning"] * 5  # the region, three generators, and the services
    assert all("us-west-2" in row.todo for row in bad(found))


def test_a_model_the_account_may_not_use_yet(bedrock):
    bedrock.answer("GetFoundationModelAvailability", availability(authorizationStatus="NOT_AUTHORIZED"))
    rows = bad(check())
    names = ["Stable Diffusion 3.5 Large", "Stable Image Core", "Stable Image Ultra", "13 image services"]
    assert [row.what for row in rows] == names
    assert all("NOT_AUTHORIZED" in row.found and row.todo for row in rows)


def test_the_services_that_differ_have_rows_of_their_own(bedrock):
    bedrock.answer("ListInferenceProfiles", profiles(*SERVICES[:-1]))
    bedrock.answer("ListFoundationModels", listing(*ACTIVE, inferenceTypesSupported=["INFERENCE_PROFILE"]))
    found = check()
    assert "12 image services" in [row.what for row in found.rows if row.state == "ready"]
    (row,) = [row for row in bad(found) if row.what == MODELS["creative-upscale"].title]
    assert "inference profile" in row.found
    assert "Model catalog" in row.todo and "us-west-2" not in row.todo  # the region is right


def test_a_model_on_its_way_out(bedrock):
    bedrock.answer("ListFoundationModels", listing(*ACTIVE, modelLifecycle={"status": "LEGACY"}))
    rows = bad(check())
    assert {row.state for row in rows} == {"warning"}
    assert all(row.todo for row in rows)


def test_a_region_of_the_services_alone(bedrock, monkeypatch):
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    bedrock.answer("ListFoundationModels", listing(*SERVICES))
    found = check()
    assert found.ok
    assert [row.what for row in bad(found)] == [
        *("Stable Diffusion 3.5 Large", "Stable Image Core", "Stable Image Ultra"),
    ]


def test_a_role_that_may_not_list_models_may_still_draw(bedrock, each_language):
    bedrock.refuse("ListInferenceProfiles", 403, "AccessDeniedException", "User: x is not authorized to perform: b:c")
    found = check()
    (row,) = bad(found)
    assert row.state == "warning"
    assert "bedrock:ListFoundationModels" in row.found
    assert found.ok


@pytest.mark.parametrize("name", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"])
def test_calls_that_go_elsewhere(bedrock, monkeypatch, each_language, name):
    monkeypatch.setenv(name, "http://kim:secret@127.0.0.1:9000")
    (row,) = bad(check())
    assert (row.state, row.found) == ("warning", f"{name}=http://***@127.0.0.1:9000")
    assert name in row.todo
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    assert bad(check()) == []


def test_an_api_key_names_nobody(bedrock, monkeypatch, each_language):
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "ABSKsecret")
    found = check()
    assert "AWS_BEARER_TOKEN_BEDROCK" in repr(found)
    assert "ABSKsecret" not in repr(found)
    assert "GetCallerIdentity" not in [operation for operation, _ in bedrock.requests]


def test_what_was_spent_and_what_may_be(bedrock, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_SPENDING_LIMIT", "2.50")
    assert "$0.00 in all. Spending limit: $2.50 in all." in repr(check())


@pytest.mark.usefixtures("without_drawing", "each_language")
def test_facts_that_are_old(monkeypatch):
    monkeypatch.setattr(module.models.Model, "days_old", lambda model, today=None: 91)
    (row,) = bad(check())
    assert (row.state, "91" in row.todo) == ("warning", True)


@pytest.mark.usefixtures("without_drawing", "each_language")
def test_a_disk_that_is_nearly_full(monkeypatch):
    usage = type(shutil.disk_usage("."))(10**9, 10**9 - 5_000_000, 5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    (row,) = bad(check())
    assert (row.state, "5 MB" in row.todo or "5MB" in row.todo) == ("warning", True)


def test_a_role_that_may_not_even_say_who_it_is(bedrock):
    message = f"User: arn:aws:sts::{ACCOUNT}:assumed-role/Student/kim is not authorized to perform: bedrock:x"
    body = f"<ErrorResponse><Error><Code>AccessDenied</Code><Message>{message}</Message></Error></ErrorResponse>"
    bedrock.answer("GetCallerIdentity", body, 403)
    found = check()
    (row,) = bad(found)
    assert row.state == "missing"
    assert row.todo
    assert "?" not in row.found + row.todo
    assert ACCOUNT not in repr(found)


@pytest.mark.parametrize(
    "raised", [boto.EndpointConnectionError(endpoint_url="https://x", error="no"), KeyError("Arn")]
)
def test_no_network(bedrock, raised):
    bedrock.answers["GetCallerIdentity"] = raised
    found = check()
    assert [row.state for row in bad(found)] == ["missing"]
    assert not re.search("Traceback", repr(found))
