"""What many tests share: a language, a folder of their own, one picture drawn once, and AWS answered by hand."""

import io
import warnings
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings
from PIL import Image

import helpers
from helpers import aws, client, text
from tests.aws import Aws

# The same few examples each time; `--hypothesis-profile=thorough` tries thousands, and others with every run.
usual = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
settings.register_profile("few", max_examples=40, derandomize=True, database=None, **usual)
settings.register_profile("thorough", max_examples=3000, database=None, **usual)
settings.load_profile("few")


@pytest.fixture(autouse=True)
def no_language_chosen(monkeypatch):
    """A language that a test chooses ends with it."""
    monkeypatch.setattr(text, "_chosen", None)


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "en")


@pytest.fixture(params=["en", "ko"])
def each_language(request, monkeypatch):
    """Runs the test once in each language."""
    monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", request.param)
    return request.param


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where this test's pictures are kept; it is not there yet."""
    where = tmp_path / "pictures"
    monkeypatch.setenv("IMAGE_WORKSHOP_PICTURES", str(where))
    return where


@pytest.fixture
def unconnected(monkeypatch):
    """As in a fresh kernel; whatever a test connects to is forgotten after it."""
    monkeypatch.setattr(client, "_current", None)
    monkeypatch.setattr(client, "_latest", {})


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """A picture of practice mode, drawn once for all tests that only look at one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMAGE_WORKSHOP_PICTURES", str(tmp_path_factory.mktemp("drawn")))
        return client.opened("practice").draw(helpers.ImageRequest("a red fox in the snow", seed=7))


def image_file(kind="PNG", size=(6, 4), colour=(200, 90, 40), **more):
    """The bytes of a small image."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def make_picture():
    """Makes a small `Picture` for a prompt, as if it had come from the service."""

    def make(prompt="a cat", **more):
        facts = {
            "data": image_file(),
            "request": helpers.ImageRequest(prompt, seed=7),
            "model_id": "stability.sd3-5-large-v1:0",
            "mode": "practice",
            "region": "us-west-2",
            "seed": 7,
            "made_at": datetime(2026, 11, 22, 12, 34, 56, tzinfo=UTC),
            "seconds": 0.5,
            "price_usd": 0.0,
            "request_id": "an-id",
        }
        return helpers.Picture(**facts | more)

    return make


@pytest.fixture(scope="session")
def service_models():
    """boto3's descriptions of the services, read from disk once instead of by every client: most of its time."""
    return client.opened("practice").session._session.get_component("data_loader")


@pytest.fixture
def quick_sessions(monkeypatch, service_models):
    """Sessions that are made in no time, of either mode."""
    monkeypatch.setattr("botocore.session.create_loader", lambda *_: service_models)


@pytest.fixture
def quick_clients(monkeypatch, quick_sessions):
    """Clients of bedrock mode that are made in no time, are new in each test, and do not wait between tries."""
    monkeypatch.setattr(aws, "_KEPT", {})
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda seconds: None)


@pytest.fixture
def account(monkeypatch, quick_clients):
    """An account in us-west-2 with keys, whose every call is answered by this object."""
    made = Aws()
    quick = aws._bedrock

    def clients(region, profile, timeout):
        found = quick(region, profile, timeout)
        found.session.events.register_first("before-send", made.handle)
        return found

    monkeypatch.setattr(aws, "_bedrock", clients)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY")
    monkeypatch.setenv("AWS_REGION", "us-west-2")  # alone, as a learner who follows the README sets it
    return made


@pytest.fixture
def quietly():
    """Warnings that are not what a test is about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
