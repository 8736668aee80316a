"""What went wrong, found from the service's words and botocore's exceptions, and said in two languages."""

import json
import pickle
import string
from functools import cache

import botocore.exceptions as boto
import pytest
from PIL import Image
from urllib3.exceptions import ProtocolError

import helpers
from helpers import MODELS, client, diagnosis, errors, text
from helpers.practice.edits import tryon
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
        "ModelLegacy",
    ),
    (404, GONE, "Could not resolve the foundation model from the provided model identifier.", "ModelUnknown"),
    (400, VALIDATION, "The provided model identifier is invalid.", "WrongRegion"),
    (
        *(400, VALIDATION),
        "Invocation of model ID stability.stable-image-inpaint-v1:0 with on-demand throughput isn’t supported. Retry "
        "your request with the ID or ARN of an inference profile that contains this model.",
        "ProfileNeeded",
    ),
    (403, DENIED, "You don't have access to the model with the specified model ID.", "AccessDenied"),
    (
        *(403, DENIED),
        "User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: bedrock:InvokeModel on "
        "resource: arn:aws:bedrock:us-west-2::foundation-model/x because no identity-based policy allows it",
        "PolicyMissing",
    ),
    (
        *(403, DENIED),
        "User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: bedrock:InvokeModel on "
        "resource: x with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/p",
        "PolicyForbids",
    ),
    (
        *(403, DENIED),
        "Model access is denied due to IAM user or service role is not authorized to perform the required AWS "
        "Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this "
        "model. If you recently fixed this issue, try again after 2 minutes.",
        "MarketplaceDenied",
    ),
    (
        *(403, DENIED),
        "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.. Your "
        "AWS Marketplace subscription for this model cannot be completed at this time.",
        "PaymentMissing",
    ),
    (
        *(403, DENIED),
        "Your AWS Marketplace subscription for this model is still being processed",
        "AgreementPending",
    ),
    (403, "MPAgreementBeingCreated", "The agreement is being created.", "AgreementPending"),
    (404, "FTUFormNotFilled", "Model use case details have not been submitted.", "UseCaseFormMissing"),
    (403, "OptInRequired", "You need to opt in.", "OptInNeeded"),
    (401, "NotAuthorized", "You do not have permission to perform this action.", "OptInNeeded"),
    (400, VALIDATION, "Operation not allowed", "AccountRestricted"),
    (400, VALIDATION, "Your account is not authorized to invoke this API operation.", "AccountRestricted"),
    (429, THROTTLED, "Too many requests, please wait before trying again.", "Throttled"),
    (429, THROTTLED, "Too many requests. You have sent too many requests.  Wait before trying again.", "Throttled"),
    (429, THROTTLED, "Too many tokens, please wait before trying again.", "TokensThrottled"),
    (429, "", "Slow down.", "Throttled"),
    (400, "ServiceQuotaExceededException", "The quota is exceeded.", "QuotaExceeded"),
    (400, VALIDATION, "The provided service tier is not supported for this model.", "TierNotSupported"),
    (400, VALIDATION, "Malformed input request, please reformat your input and try again.", "BadRequest"),
    (400, VALIDATION, "Malformed input request: #: extraneous key [x] is not permitted, please ...", "BadRequest"),
    (400, "ValidationError", "The input fails to satisfy the constraints.", "BadRequest"),
    (413, "RequestEntityTooLargeException", "The request is too large.", "RequestTooLarge"),
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
    (
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        "InvalidCredentials",
    ),
    (403, "InvalidClientTokenId", "The security token included in the request is invalid", "InvalidCredentials"),
    (403, "ExpiredTokenException", "The security token included in the request is expired", "ExpiredCredentials"),
    (403, "ExpiredToken", "The security token included in the request is expired", "ExpiredCredentials"),
    (400, "RequestExpired", "Request has expired.", "RequestExpired"),
    (
        *(403, "InvalidSignatureException"),
        "Signature expired: 20261122T120000Z is now earlier than 20261122T130000Z",
        "RequestExpired",
    ),
    (403, "InvalidSignatureException", "The request signature we calculated does not match ...", "BadSignature"),
    (403, "IncompleteSignature", "...", "BadSignature"),
    (403, "403", "Authorization header is missing", "NoAuthorization"),
    (403, "MissingAuthenticationTokenException", "Missing Authentication Token", "NoAuthorization"),
    (403, "403", "Authentication failed: Please make sure your API Key is valid.", "BadApiKey"),
    (403, "403", "Invalid API Key format: Must start with pre-defined prefix", "MalformedApiKey"),
    (403, "403", "Bearer Token has expired", "ExpiredApiKey"),
    (408, "ModelTimeoutException", "Model has timed out in processing the request.", "ModelTimedOut"),
    (408, "RequestTimeoutException", "The request timed out.", "RequestTimedOut"),
    (424, "ModelErrorException", "The model failed.", "ModelFailed"),
    (429, "ModelNotReadyException", "The model is not ready.", "ModelNotReady"),
    (500, "InternalServerException", "The system encountered an unexpected error.", "ServiceTrouble"),
    (500, "InternalFailure", "The request failed.", "ServiceTrouble"),
    (503, "ServiceUnavailableException", "Service unavailable.", "ServiceUnavailable"),
    (503, "ServiceUnavailable", "Service unavailable.", "ServiceUnavailable"),
    (500, "500", "", "ServiceTrouble"),
    (400, "MalformedHttpRequestException", "The request is malformed.", "NotBedrock"),
    (400, "RequestAbortedException", "The request was aborted.", "ServiceTrouble"),
    (404, "UnknownOperationException", "Unknown.", "NotBedrock"),
    (404, "404", "nothing here", "NotBedrock"),
    (403, "403", "<html><head><title>Blocked</title></head><body>by the proxy</body></html>", "WebPage"),
    (
        *(400, VALIDATION),
        '{"detail":"Response payload size 34800123 bytes exceeds the maximum allowed size of 16777216 bytes"}',
        "ReplyTooLarge",
    ),
    (
        *(413, "413"),
        "Response payload size 34800123 bytes exceeds the maximum allowed size of 16777216 bytes",
        "ReplyTooLarge",
    ),
]

BEDROCK = "https://bedrock-runtime.us-west-2.amazonaws.com/model/x/invoke"

RAISED = [
    (boto.NoCredentialsError(), "NoCredentials"),
    (boto.PartialCredentialsError(provider="explicit", cred_var="aws_secret_access_key"), "PartialCredentials"),
    (boto.CredentialRetrievalError(provider="custom-process", error_msg="no such file"), "CredentialsUnreadable"),
    (FileNotFoundError(2, "No such file or directory", "/token"), "CredentialsUnreadable"),
    (json.JSONDecodeError("Expecting value", "hello", 0), "CredentialsUnreadable"),
    (boto.InvalidConfigError(error_msg="The source_profile does not exist."), "WrongSetting"),
    (boto.InfiniteLoopConfigError(source_profile="a", visited_profiles=["a"]), "WrongSetting"),
    (boto.ProfileNotFound(profile="nope"), "NoProfile"),
    (boto.ConfigParseError(path="~/.aws/config"), "BrokenConfig"),
    (boto.TokenRetrievalError(provider="sso", error_msg="expired"), "SignInNeeded"),
    (boto.SSOTokenLoadError(error_msg="none"), "SignInNeeded"),
    (boto.UnauthorizedSSOTokenError(), "SignInNeeded"),
    (boto.LoginRefreshRequired(), "SignInNeeded"),
    (boto.NoRegionError(), "NoRegion"),
    (boto.InvalidRegionError(region_name="not a region"), "BadRegion"),
    (boto.EndpointConnectionError(endpoint_url=BEDROCK, error="refused"), "NoConnection"),
    (boto.ConnectTimeoutError(endpoint_url=BEDROCK), "NoConnection"),
    (boto.EndpointConnectionError(endpoint_url="http://127.0.0.1:9000/model/x/invoke"), "NothingThere"),
    (boto.ConnectionClosedError(endpoint_url="https://x"), "ReplyLost"),
    (boto.IncompleteReadError(actual_bytes=1, expected_bytes=2), "ReplyLost"),
    (boto.ResponseStreamingError(error="reset"), "ReplyLost"),
    (ProtocolError("reset"), "ReplyLost"),
    (boto.ProxyConnectionError(proxy_url="http://proxy"), "ProxyTrouble"),
    (boto.ProxyConnectionError(proxy_url="http://proxy"), "ProxyTrouble"),
    (boto.HTTPClientError(error="Failed to parse: '::::' is not a valid host or port"), "ProxyTrouble"),
    (boto.SSLError(endpoint_url="https://x", error="self-signed"), "CertificateTrouble"),
    (
        boto.SSLError(endpoint_url="https://x", error="[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"),
        "CertificateTrouble",
    ),
    (boto.SSLError(endpoint_url="https://x", error="[SSL: WRONG_VERSION_NUMBER] wrong version number"), "NoTls"),
    (boto.SSLError(endpoint_url="https://x", error="[Errno 2] No such file or directory"), "BadBundle"),
    (boto.SSLError(endpoint_url="https://x", error="[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate"), "BadBundle"),
    (boto.HTTPClientError(error="?!"), "NoConnection"),
    (boto.ReadTimeoutError(endpoint_url="https://x"), "TimedOut"),
    (boto.ParamValidationError(report="Missing required parameter"), "BadCall"),
    (
        boto.InvalidEndpointConfigurationError(msg="Bearer authorization requires an HTTPS endpoint."),
        "ApiKeyNeedsHttps",
    ),
    (ValueError("invalid literal for int() with base 10: 'abc'"), "NotBedrock"),
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
    error = diagnosis.from_service(code, message, status, "an-id", **facts())
    assert type(error).__name__ == kind
    assert error.status == status
    assert "request id: an-id" in str(error).lower()
    if kind != "WebPage":
        told = message.replace("111122223333", "*" * 12).replace("role/r/s", "role/r/***")
        assert (error.code, error.service_text) == (code, told)
        assert told in str(error)


PLAIN = Image.new("RGB", (64, 64), "gray")
LACKS = {
    "not_found": lambda: helpers.search_replace(PLAIN, "a sofa", "a cat"),
    "nothing_known": lambda: helpers.inpaint(PLAIN, Image.new("L", (64, 64), "white"), "flibbertigibbet"),
    "no_colour": lambda: helpers.search_recolor(PLAIN, "sky", "flibbertigibbet"),
    "no_subject": lambda: helpers.remove_background(PLAIN),
    "nobody": lambda: helpers.try_on(PLAIN.resize((320, 320)), PLAIN.resize((320, 320))),
}


@pytest.mark.parametrize("lack", LACKS)
def test_what_practice_mode_lacks_is_said_in_the_learners_language(each_language, folder, unconnected, lack):
    helpers.connect("practice")
    with pytest.raises(errors.BeyondPractice) as caught:
        LACKS[lack]()
    words = caught.value.facts.get("words", "")
    assert caught.value.cause == text.say(f"BeyondPractice.{lack}", words=words)
    if lack in ("not_found", "nothing_known"):
        assert words in ("a sofa", "flibbertigibbet")


def test_a_garment_that_nobody_wears_is_told_too(english):
    error = diagnosis.from_service(VALIDATION, f"Practice mode: {tryon.NOT_WORN}", 400, "", **facts())
    assert error.cause == text.say("BeyondPractice.not_worn")


def test_other_words_of_practice_mode_are_a_request_it_did_not_take(english):
    error = diagnosis.from_service(VALIDATION, "Practice mode: there is no fault 'x'", 400, "", **facts())
    assert type(error) is errors.BadRequest
    assert str(error).count("there is no fault") == 1


@pytest.mark.parametrize(("raised", "kind"), RAISED, ids=[type(row[0]).__name__ for row in RAISED])
def test_what_botocore_raised(english, raised, kind):
    error = diagnosis.from_botocore(raised, **facts())
    assert type(error).__name__ == kind
    assert error.service_text == str(raised)
    assert str(raised) in str(error)


def test_nothing_secret_is_shown(english):
    """botocore puts a header that cannot be sent into its message, and a proxy's password, and so would we."""
    header = "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\\n/20261128/us-west-2/bedrock, Signature=45840ef523"
    raised = boto.HTTPClientError(error=f"Invalid header value b'{header}'")
    error = diagnosis.from_botocore(raised, **facts())
    assert type(error) is errors.MangledCredentials
    assert not [word for word in ("AKIA", "45840") if word in str(error)]
    assert client._tellable(raised) is None
    proxy = boto.HTTPClientError(error="Failed to parse: http://me:secret@proxy:x")
    assert "secret" not in str(diagnosis.from_botocore(proxy, **facts()))


@pytest.mark.parametrize("message", [5, ["a"], {"a": 1}, None, "\x1b[2J\x1b[31mred\x00"])
def test_an_odd_message_is_still_text(english, message):
    error = diagnosis.from_service("", message, 400, "", **facts())
    assert type(error) is errors.BadRequest
    assert not [letter for letter in str(error) if not letter.isprintable() and letter != "\n"]


@pytest.mark.parametrize(
    ("status", "kind"), [(302, "NotBedrock"), (307, "NotBedrock"), (405, "NotBedrock"), (407, "ProxyTrouble")]
)
def test_a_status_alone(status, kind):
    assert type(diagnosis.from_service(str(status), "", status, "", **facts())).__name__ == kind


def test_a_question_that_costs_nothing_is_no_call_that_may_be_paid_for(english):
    for raised in (boto.ReadTimeoutError(endpoint_url=BEDROCK), boto.ConnectionClosedError(endpoint_url=BEDROCK)):
        told = str(diagnosis.from_botocore(raised, asking=True, **facts(None)))
        assert "pay twice" not in told
        assert "Stable Diffusion" not in told


def test_every_row_has_a_class_of_its_own():
    """Causes that need another remedy are not lumped together: few rows share a class, and those mean the same."""
    kinds = [row[3] for row in SEEN] + [row[1] for row in RAISED]
    known = {kind.__name__ for kind in CLASSES}
    # these arise here, or with HTTP 200, or are not Bedrock's
    own = {"BadValue", "SpendingLimit", "GuardrailIntervened", "UnexpectedReply", "BeyondPractice", "TaskRetired"}
    own |= {"BadEndpoint", "MangledCredentials", "NotAnswered"}  # tested where they arise
    own |= {"ClusterLost", "WorkerDied", "WorkerUnfit", "FileThere", "NoSuchOption"}
    assert set(kinds) == known - own


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_error_can_be_sent_to_another_process(kind, english):
    more = {"service_text": "words", "code": "Code", "status": 400, "request_id": "an-id"}
    error = kind(**{"what": "x"} if kind is errors.BadValue else {}, **facts(), **more, why=ValueError("no"), usd=0.5)
    error.kept = "s3://bucket/reply.txt"
    came = pickle.loads(pickle.dumps(error))
    assert type(came) is kind
    assert str(came) == str(error)
    assert vars(came) == vars(error) | {"facts": error.facts | {"why": "no"}}


def test_a_web_page_is_told_without_its_markup(english):
    page = "<!DOCTYPE html><html><head><style>x{}</style></head><body><h1>Sign in</h1> to the <b>network</b></body>"
    error = diagnosis.from_service("403", page, 403, "", **facts())
    assert error.service_text == "Sign in to the network"


def test_what_the_words_say_reaches_the_sentences(each_language):
    policy = "User: x is not authorized to perform: bedrock:CallWithBearerToken on resource: y because no"
    assert "bedrock:CallWithBearerToken" in diagnosis.from_service(DENIED, policy, 403, "", **facts()).where
    payment = "INVALID_PAYMENT_INSTRUMENT:x.. If you recently fixed this issue, try again after 10 minutes."
    assert "10" in diagnosis.from_service(DENIED, payment, 403, "", **facts()).remedy
    wrong = "Malformed input request: #/seed: 5 is not less or equal to 4, please reformat your input and try again."
    assert "#/seed: 5 is not less or equal to 4" in diagnosis.from_service(VALIDATION, wrong, 400, "", **facts()).cause
    detail = '{"detail":"Invalid field \'x\' in request. Available fields for outpaint are: image, prompt"}'
    cause = diagnosis.from_service(VALIDATION, detail, 400, "", **facts()).cause
    assert "Invalid field 'x' in request. Available" in cause and "detail" not in cause
    bare = "Invocation of model ID stability.x-v1:0 with on-demand throughput isn’t supported. Retry"
    assert "us.stability.x-v1:0" in diagnosis.from_service(VALIDATION, bare, 400, "", **facts()).remedy


@pytest.mark.parametrize(
    ("kind", "again"),
    [
        *(("Throttled", "later"), ("ModelNotReady", "later"), ("ModelFailed", "now"), ("PolicyMissing", "change")),
        *(("TimedOut", "ask"), ("ReplyLost", "ask"), ("UnexpectedReply", "ask"), ("ModelTimedOut", "now")),
        *(("NoConnection", "now"), ("CertificateTrouble", "change"), ("ReplyTooLarge", "change")),
        ("Refused", "change"),
    ],
)
def test_whether_trying_again_helps(kind, again):
    assert getattr(errors, kind).again == again


def test_the_main_classes_can_be_imported_from_the_package():
    for kind in CLASSES:
        if errors.WorkshopError in kind.__bases__:
            assert getattr(helpers, kind.__name__) is kind
            assert kind.__name__ in helpers.__all__


def test_both_languages_have_the_same_sentences():
    assert en.SENTENCES.keys() == ko.SENTENCES.keys()


def blanks(sentence):
    return sorted((name, spec) for _, name, spec, _ in string.Formatter().parse(sentence) if name)


def test_a_translation_has_the_same_blanks():
    names = {
        key: [{name for name, _ in blanks(words[key])} for words in (en.SENTENCES, ko.SENTENCES)]
        for key in en.SENTENCES
    }
    assert [key for key, (english, korean) in names.items() if english != korean] == []


OWN = {
    errors.BadValue: {"what": "seed", "got": "-1", "limit": "0 to 9"},
    errors.NoSuchOption: {"what": "sed", "limit": "seed, steps"},
    errors.FileThere: {"path": "seasons.html"},
    errors.UnexpectedReply: {"what": "there is no image"},
    errors.BeyondPractice: {"words": "a sofa"},
    errors.SpendingLimit: {"price": 0.08, "spent": 1.97, "limit": 2.0, "ledger": "pictures/spending.jsonl"},
}


@pytest.mark.parametrize("model", ["sd3.5-large", "inpaint", "titan-image-v1", None])
def test_no_sentence_has_a_hole(each_language, model):
    """With no model, too: asking who one is, or which models there are, names none."""
    for kind in CLASSES:
        more = {"reason": "Filter reason: prompt"} if issubclass(kind, errors.Refused) else OWN.get(kind, {})
        more |= {"complaint": "#/seed: ..."} if issubclass(kind, errors.BadRequest) else {}
        error = kind(**more, **facts(model))
        for said in (error.cause, error.remedy, error.where, error.try_again):
            assert "?" not in said, kind
            assert "{" not in said, kind
        assert error.cause and error.remedy and error.try_again, kind
        assert error.cause in str(error) and error.remedy in str(error) and error.where in str(error), kind


INSIDE = (
    *(errors.BadValue, errors.BadRequest, errors.BadCall, errors.UnexpectedReply, errors.Refused, errors.TimedOut),
    errors.FileThere,
)


def test_who_can_act_is_told_where(english):
    """Whatever needs a change outside the notebook names the place."""
    outside = [kind for kind in CLASSES if kind.again == "change" and not issubclass(kind, INSIDE)]
    assert [kind for kind in outside if not kind(**OWN.get(kind, {}), **facts()).where] == []


def test_an_error_of_the_service_has_no_hole_either(each_language):
    for code in (VALIDATION, DENIED, GONE, THROTTLED, "ModelTimeoutException", "Other", ""):
        for message in ("words", ""):
            error = diagnosis.from_service(code, message, 400, "id", **facts())
            assert not [said for said in (error.cause, error.remedy, error.where) if "?" in said], (code, message)


@pytest.mark.parametrize(
    ("reason", "part"),
    [
        *(("Filter reason: prompt", "prompt"), ("Filter reason: input image", "input"), ("CONTENT_FILTERED", "output")),
        *(("Filter reason: output image", "output"), ("Please adjust your text prompt", "prompt")),
        *(("Please adjust your input image", "input"), ("All of the generated images have been blocked", "output")),
    ],
)
def test_what_was_refused(english, reason, part):
    error = errors.Refused(reason)
    assert error.part == part
    assert ("seed" in error.try_again) is (part == "output")


def test_a_refusal_says_whether_it_is_counted(each_language):
    """As the account counts it: what comes as an error was made by nobody."""
    made, unmade = errors.Refused("Filter reason: prompt"), errors.Refused("blocked", status=400)
    assert text.say("Refused.counted") in made.remedy
    assert text.say("Refused.uncounted") in unmade.remedy


@pytest.mark.parametrize("name", MODELS)
def test_no_model_is_named_in_its_own_place(english, name):
    """Should the account say that one has left which the catalogue has as active."""
    assert MODELS[name].title not in errors.ModelLegacy(**facts(name)).remedy


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
