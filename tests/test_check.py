"""`check()`: a row for everything, a remedy for what is missing, and never a traceback."""

import importlib
import importlib.metadata
import re
import sys
from html.parser import HTMLParser

import botocore.exceptions as boto
import pytest

from helpers import check, client, connect
from tests.aws import arn_reply, availability, listing

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")

ACCOUNT = "111122223333"
module = importlib.import_module("helpers.check")  # `helpers.check` is the function


@pytest.fixture
def bedrock(aws, monkeypatch):
    """Bedrock mode, with an account where everything is as it should be."""
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    aws.answer("GetCallerIdentity", arn_reply(f"arn:aws:sts::{ACCOUNT}:assumed-role/Student/kim"))
    aws.answer("ListFoundationModels", listing("stability.sd3-5-large-v1:0", "stability.stable-image-core-v1:1"))
    aws.answer("GetFoundationModelAvailability", availability())
    return aws


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
    said = {"en": "no account, no cost", "ko": "계정도 요금도 필요 없음"}[each_language]
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
        assert set(tags) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
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
    assert [row.state for row in bad(found)] == ["warning"] * 3  # the region, and two models
    assert all("us-west-2" in row.todo for row in bad(found))


def test_a_model_the_account_may_not_use_yet(bedrock):
    bedrock.answer("GetFoundationModelAvailability", availability(authorizationStatus="NOT_AUTHORIZED"))
    rows = bad(check())
    assert [row.what for row in rows] == ["Stable Diffusion 3.5 Large", "Stable Image Core"]
    assert all("NOT_AUTHORIZED" in row.found and row.todo for row in rows)


@pytest.mark.parametrize("operation", ["GetCallerIdentity", "ListFoundationModels", "GetFoundationModelAvailability"])
def test_a_role_that_may_not_ask(bedrock, operation):
    message = f"User: arn:aws:sts::{ACCOUNT}:assumed-role/Student/kim is not authorized to perform: bedrock:x"
    if operation == "GetCallerIdentity":
        body = f"<ErrorResponse><Error><Code>AccessDenied</Code><Message>{message}</Message></Error></ErrorResponse>"
        bedrock.answer(operation, body, 403)
    else:
        bedrock.refuse(operation, 403, "AccessDeniedException", message)
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
