"""What went wrong, found from the service's words and botocore's exceptions, and said in two languages."""

import string
from functools import cache

import botocore.exceptions as boto
import pytest

import helpers
from helpers import MODELS, client, errors, text
from helpers.text import en, ko

VALIDATION, DENIED, GONE = "ValidationException", "AccessDeniedException", "ResourceNotFoundException"
THROTTLED = "ThrottlingException"

# Messages as users of Bedrock saw them; sources: sections 5.5 and 6 of the notes this kit was written from.
SEEN = [
    (404, GONE, "This model version has reached the end of its life. Please refer to the AWS ...", "ModelRetired"),
    (
        *(404, GONE),
        "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in "
        "the last 30 days. Please upgrade to an active model on Amazon Bedrock",
        "ModelRetired",
    ),
    (404, GONE, "Could not resolve the foundation model from the provided model identifier.", "WrongRegion"),
    (400, VALIDATION, "The provided model identifier is invalid.", "WrongRegion"),
    (
        *(400, VALIDATION),
        "Invocation of model ID stability.stable-image-inpaint-v1:0 with on-demand throughput isn’t supported. Retry "
        "your request with the ID or ARN of an inference profile that contains this model.",
        "WrongRegion",
    ),
    (403, DENIED, "You don't have access to the model with the specified model ID.", "AccessDenied"),
    (
        *(403, DENIED),
        "User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: bedrock:InvokeModel on "
        "resource: arn:aws:bedrock:us-west-2::foundation-model/x because no identity-based policy allows it",
        "AccessDenied",
    ),
    (
        *(403, DENIED),
        "Model access is denied due to IAM user or service role is not authorized to perform the required AWS "
        "Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access",
        "AccessDenied",
    ),
    (
        *(403, DENIED),
        "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided..",
        "AccessDenied",
    ),
    (403, "MPAgreementBeingCreated", "Your AWS Marketplace subscription is still being processed", "AccessDenied"),
    (400, VALIDATION, "Operation not allowed", "AccessDenied"),
    (400, VALIDATION, "Your account is not authorized to invoke this API operation.", "AccessDenied"),
    (429, THROTTLED, "Too many requests, please wait before trying again.", "Throttled"),
    (429, THROTTLED, "Too many requests. You have sent too many requests.  Wait before trying again.", "Throttled"),
    (429, THROTTLED, "Too many tokens, please wait before trying again.", "Throttled"),
    (400, VALIDATION, "The provided service tier is not supported for this model.", "BadValue"),
    (400, VALIDATION, "Malformed input request, please reformat your input and try again.", "BadValue"),
    (400, VALIDATION, "Malformed input request: #: extraneous key [x] is not permitted, please ...", "BadValue"),
    (
        *(400, VALIDATION),
        "This request has been blocked by our content filters. Please adjust your text prompt to submit a new request.",
        "Refused",
    ),
    (
        *(400, VALIDATION),
        "This request has been blocked by our content filters. Our filters automatically flagged this prompt because "
        "it may conflict our AUP or AWS Responsible AI Policy.",
        "Refused",
    ),
    (403, "UnrecognizedClientException", "The security token included in the request is invalid.", "NoCredentials"),
    (403, "ExpiredTokenException", "The security token included in the request is expired", "NoCredentials"),
    (403, "InvalidClientTokenId", "The security token included in the request is invalid", "NoCredentials"),
    (403, "IncompleteSignature", "...", "NoCredentials"),
    (403, "403", "Authorization header is missing", "NoCredentials"),
    (403, "403", "Authentication failed: Please make sure your API Key is valid.", "NoCredentials"),
    (403, "403", "Invalid API Key format: Must start with pre-defined prefix", "NoCredentials"),
    (403, "403", "Bearer Token has expired", "NoCredentials"),
    (401, "NotAuthorized", "You do not have permission to perform this action.", "NoCredentials"),
    (408, "ModelTimeoutException", "Model has timed out in processing the request.", "TimedOut"),
    (424, "ModelErrorException", "The model failed.", "ServiceTrouble"),
    (429, "ModelNotReadyException", "The model is not ready.", "ServiceTrouble"),
    (500, "InternalServerException", "The system encountered an unexpected error.", "ServiceTrouble"),
    (503, "ServiceUnavailableException", "Service unavailable.", "ServiceTrouble"),
    (500, "500", "", "ServiceTrouble"),
]

RAISED = [
    (boto.NoCredentialsError(), "NoCredentials"),
    (boto.PartialCredentialsError(provider="explicit", cred_var="aws_secret_access_key"), "NoCredentials"),
    (boto.CredentialRetrievalError(provider="custom-process", error_msg="no such file"), "NoCredentials"),
    (boto.ProfileNotFound(profile="nope"), "NoCredentials"),
    (boto.ConfigParseError(path="~/.aws/config"), "NoCredentials"),
    (boto.TokenRetrievalError(provider="sso", error_msg="expired"), "NoCredentials"),
    (boto.SSOTokenLoadError(error_msg="none"), "NoCredentials"),
    (boto.UnauthorizedSSOTokenError(), "NoCredentials"),
    (boto.LoginRefreshRequired(), "NoCredentials"),
    (boto.NoRegionError(), "NoRegion"),
    (boto.InvalidRegionError(region_name="not a region"), "NoRegion"),
    (boto.EndpointConnectionError(endpoint_url="https://x", error="refused"), "NoConnection"),
    (boto.ConnectTimeoutError(endpoint_url="https://x"), "NoConnection"),
    (boto.ConnectionClosedError(endpoint_url="https://x"), "NoConnection"),
    (boto.ProxyConnectionError(proxy_url="http://proxy"), "NoConnection"),
    (boto.SSLError(endpoint_url="https://x", error="self-signed"), "NoConnection"),
    (boto.HTTPClientError(error="?!"), "NoConnection"),
    (boto.ReadTimeoutError(endpoint_url="https://x"), "TimedOut"),
    (boto.ParamValidationError(report="Missing required parameter"), "ServiceTrouble"),
    (ValueError("anything else"), "ServiceTrouble"),
]

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, errors.WorkshopError) and value is not errors.WorkshopError
]


@cache
def facts(model="sd3.5-large"):
    """What the client fills sentences with, for a connection that has a region."""
    return client.opened("practice")._facts(MODELS[model] if model else None)


@pytest.mark.parametrize(("status", "code", "message", "kind"), SEEN, ids=[f"{row[1]}-{row[2][:24]}" for row in SEEN])
def test_what_the_service_said(english, status, code, message, kind):
    error = errors.from_service(code, message, status, "an-id", **facts())
    assert type(error).__name__ == kind
    told = message.replace("111122223333", "*" * 12).replace("role/r/s", "role/r/***")
    assert (error.code, error.status, error.service_text) == (code, status, told)
    assert told in str(error)
    assert "request id: an-id" in str(error)


@pytest.mark.parametrize(("raised", "kind"), RAISED, ids=[type(row[0]).__name__ for row in RAISED])
def test_what_botocore_raised(english, raised, kind):
    error = errors.from_botocore(raised, **facts())
    assert type(error).__name__ == kind
    assert error.service_text == str(raised)
    assert str(raised) in str(error)


def test_every_class_can_be_imported_from_the_package():
    for kind in CLASSES:
        assert getattr(helpers, kind.__name__) is kind
        assert kind.__name__ in helpers.__all__


def test_both_languages_have_the_same_sentences():
    assert en.SENTENCES.keys() == ko.SENTENCES.keys()


def blanks(sentence):
    return sorted((name, spec) for _, name, spec, _ in string.Formatter().parse(sentence) if name)


@pytest.mark.parametrize("key", en.SENTENCES)
def test_a_translation_has_the_same_blanks(key):
    assert {name for name, _ in blanks(en.SENTENCES[key])} == {name for name, _ in blanks(ko.SENTENCES[key])}


@pytest.mark.parametrize("model", ["sd3.5-large", "stable-image-core", None])
@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_no_sentence_has_a_hole(each_language, kind, model):
    """With no model, too: asking who one is, or which models there are, names none."""
    own = {
        errors.BadValue: {"what": "seed", "got": "-1", "limit": "0 to 9"},
        errors.UnexpectedReply: {"what": "there is no image"},
        errors.Refused: {"reason": "Filter reason: prompt"},
    }
    said = str(kind(**own.get(kind, {}), **facts(model)))
    assert "?" not in said
    assert "{" not in said
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize("code", [VALIDATION, DENIED, GONE, THROTTLED, "ModelTimeoutException", "Other"])
def test_an_error_of_the_service_has_no_hole_either(each_language, code):
    assert "?" not in str(errors.from_service(code, "words", 400, "id", **facts()))


def test_the_languages_differ(monkeypatch):
    said = {}
    for language in text.LANGUAGES:
        monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", language)
        said[language] = errors.Throttled(**facts()).cause
    assert "Too many requests" in said["en"]
    assert "요청이 너무 많습니다" in said["ko"]


def test_a_fact_nobody_gave_is_no_second_error(english):
    assert "?" in errors.WrongRegion().cause


@pytest.mark.parametrize(("folder", "language"), [("ko", "ko"), ("notebooks", "en")])
def test_a_notebook_speaks_the_language_of_its_folder(tmp_path, monkeypatch, folder, language):
    monkeypatch.delenv("IMAGE_WORKSHOP_LANGUAGE", raising=False)
    (tmp_path / "notebooks" / "ko").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / ("ko" if folder == "ko" else "."))
    assert text.language() == language
