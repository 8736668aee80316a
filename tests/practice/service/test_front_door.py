"""What AWS wants to see of a request before it looks at it: a signature in form, for the right service."""

import pytest

from helpers.practice.service.front_door import region_asked
from tests.practice.wire import signed

DATE = {"x-amz-date": "20261122T120000Z"}


def asked(authorization, url="/", **more):
    given = {"authorization": authorization, **DATE} | {name.replace("_", "-"): value for name, value in more.items()}
    return region_asked({name: value for name, value in given.items() if value is not None}, url)


def refused(*args, **more):
    with pytest.raises(Exception) as caught:
        asked(*args, **more)
    error = caught.value
    assert (type(error).__name__, error.status, error.key) == ("ServiceError", 403, "Message")
    return error.code, error.message


def test_the_region_is_the_one_that_was_signed_for():
    assert asked(signed("eu-west-1"), "https://bedrock-runtime.us-east-1.amazonaws.com/") == "eu-west-1"


def test_no_blank_between_the_parts_is_fine_too():
    assert asked(signed("us-east-1").replace(", ", ",")) == "us-east-1"


@pytest.mark.parametrize(
    ("url", "host", "region"),
    [
        ("https://bedrock-runtime.us-east-1.amazonaws.com/x", None, "us-east-1"),
        ("https://bedrock-runtime-fips.us-east-1.amazonaws.com/x", None, "us-east-1"),
        ("https://bedrock.us-west-2.amazonaws.com/x", None, "us-west-2"),
        ("https://bedrock-runtime.us-west-2.api.aws/x", None, "us-west-2"),
        ("/x", "bedrock-runtime.eu-west-1.amazonaws.com", "eu-west-1"),
        ("/x", "127.0.0.1:9000", None),
        ("http://[x/", "::::", None),
    ],
)
def test_an_api_key_names_no_region_but_its_host_does(url, host, region):
    assert asked("Bearer ABSKabc", url, host=host) == region


def test_another_service():
    code, _ = refused(signed(name="s3"))
    assert code == "IncompleteSignature"


def test_what_was_signed_must_be_there():
    code, message = refused(signed().replace("host;x-amz-date", "host;x-amz-date;x-amz-security-token"))
    assert code == "IncompleteSignature"
    assert "'x-amz-security-token' is named in SignedHeaders" in message


def test_a_signature_needs_a_date():
    without = signed().replace("host;x-amz-date", "host")
    assert refused(without, x_amz_date=None)[0] == "IncompleteSignature"
    assert asked(without, x_amz_date=None, date="Sun, 22 Nov 2026 12:00:00 GMT") == "us-west-2"


@pytest.mark.parametrize("cut", range(0, 180, 20))
def test_half_a_signature(cut):
    assert refused(signed()[:cut] or "x")[0] == "IncompleteSignature"
