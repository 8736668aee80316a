"""The kit in bedrock mode against a service that misbehaves, with bytes on a socket: what a learner gets each time."""

import contextlib
import io
import os
import socket
import threading

import pytest
from PIL import Image

from helpers import MODELS, ImageRequest, aws, check, connect, errors
from helpers.practice.service import Fault, Quotas, Rules, faults, invoke
from tests.practice.http.serving import PATIENCE, thread

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")

SD35, CORE = "stability.sd3-5-large-v1:0", "stability.stable-image-core-v1:1"


def png():
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def serving(monkeypatch, quick_clients):
    """Starts a service with these rules, and leads the kit to it. Nothing is drawn: that is not what this is about."""
    drawn = []

    def draw(asked, seed, blur=0):
        drawn.append(seed)
        return png(), {"understood": (), "ignored": ()}

    monkeypatch.setattr(invoke, "_draw", draw)
    monkeypatch.setattr(faults, "SLOW", 0.05)
    for name, value in {"ACCESS_KEY_ID": "any", "SECRET_ACCESS_KEY": "any", "REGION": "us-west-2"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    with contextlib.ExitStack() as stack:

        def start(rules=None, **limits):
            server = stack.enter_context(thread(rules, **limits))
            for name in ("BEDROCK_RUNTIME", "BEDROCK", "STS"):
                monkeypatch.setenv(f"AWS_ENDPOINT_URL_{name}", server.address)
            return drawn

        yield start


# Each fault of the practice service -> the class that tells of it.
TOLD = {
    **{"throttle": "Throttled", "throttle-tokens": "TokensThrottled", "not-ready": "ModelNotReady"},
    **{"quota": "QuotaExceeded", "500": "ServiceTrouble", "500-bare": "ServiceTrouble", "503": "ServiceUnavailable"},
    **{"model-timeout": "ModelTimedOut", "request-timeout": "RequestTimedOut", "model-error": "ModelFailed"},
    **{"no-access": "AccessDenied", "no-policy": "PolicyMissing", "deny-policy": "PolicyForbids"},
    **{"marketplace": "MarketplaceDenied", "payment": "PaymentMissing", "agreement": "AgreementPending"},
    **{"use-case-form": "UseCaseFormMissing", "restricted": "AccountRestricted", "restricted-api": "AccountRestricted"},
    **{"opt-in": "OptInNeeded", "not-authorized": "OptInNeeded", "end-of-life": "ModelRetired"},
    **{"legacy": "ModelLegacy", "unresolved-model": "ModelUnknown", "invalid-model": "WrongRegion"},
    **{"profile-needed": "ProfileNeeded", "tier": "TierNotSupported", "malformed": "BadRequest"},
    **{"malformed-http": "NotBedrock", "aborted": "ServiceTrouble", "validation-error": "BadRequest"},
    **{"unknown-operation": "NotBedrock", "too-large": "RequestTooLarge", "invalid-token": "InvalidCredentials"},
    **{"invalid-key-id": "InvalidCredentials", "expired-token": "ExpiredCredentials"},
    **{"expired-request": "RequestExpired", "signature": "BadSignature", "incomplete-signature": "BadSignature"},
    **{"no-authorization": "NoAuthorization", "api-key": "BadApiKey", "api-key-format": "MalformedApiKey"},
    **{"api-key-expired": "ExpiredApiKey", "content-filter": "Refused", "reply-too-large": "ReplyTooLarge"},
    **{"hang": "TimedOut", "reset": "ReplyLost", "reset-at-once": "ReplyLost", "truncated-json": "UnexpectedReply"},
    **{"empty": "UnexpectedReply", "html": "WebPage", "base64": "UnexpectedReply", "not-an-image": "UnexpectedReply"},
    **{"huge-image": "UnexpectedReply", "inference-error": "UnexpectedReply"},
}
HARMLESS = {"slow", "content-type"}  # the picture comes all the same
# Asked again by botocore: nothing was made.
PASSES = {"throttle", "throttle-tokens", "not-ready", "500", "500-bare", "503", "request-timeout"}
KEPT = {"truncated-json", "empty", "html", "base64", "not-an-image", "huge-image", "inference-error"}


def test_every_fault_is_here():
    assert set(TOLD) | HARMLESS == set(faults.NAMES)


@pytest.mark.parametrize("fault", TOLD)
def test_what_a_learner_is_told(serving, fault, monkeypatch):
    asked = []
    really = invoke.faults.chosen
    monkeypatch.setattr(invoke.faults, "chosen", lambda *args: asked.append(1) or really(*args))
    serving(Rules(faults=(Fault(fault),)))
    connection = connect("bedrock", timeout=0.5 if fault == "hang" else 30)
    with pytest.raises(errors.WorkshopError) as caught:
        connection.draw(ImageRequest("a cat", seed=1))
    error = caught.value
    assert type(error).__name__ == TOLD[fault]
    if fault == "huge-image":
        assert "576,000,000 pixels" in error.cause
    for said in (error.cause, error.remedy, error.where, error.try_again):
        assert "?" not in said
    assert "123456789012" not in str(error)  # the practice service's account
    assert (error.kept is not None) == (fault in KEPT)
    assert len(asked) == (4 if fault in PASSES else 1)  # above all, no second call after silence
    maybe = fault in KEPT | {"hang", "reset", "reset-at-once", "reply-too-large"}
    assert connection.spent.total == pytest.approx(0.08 if maybe else 0)


@pytest.mark.parametrize("fault", sorted(HARMLESS))
def test_what_does_no_harm(serving, fault):
    serving(Rules(faults=(Fault(fault),)))
    assert connect("bedrock", timeout=10).draw(ImageRequest("a cat", seed=1)).data == png()


def test_a_picture_and_its_seed(serving):
    drawn = serving()
    picture = connect("bedrock").draw(ImageRequest("a cat", seed=7))
    assert (picture.data, picture.seed, picture.path.read_bytes()) == (png(), 7, png())
    assert drawn == [7]
    assert len(picture.request_id) == 36


def test_a_refusal_with_http_200(serving):
    serving()
    connection = connect("bedrock")
    with pytest.raises(errors.Refused, match="The content filter refused the prompt"):
        connection.draw(ImageRequest("a cat, blocked-prompt"))
    assert connection.spent.total == pytest.approx(0.08)


def test_a_quota_that_fills_up_again(serving):
    clock = iter(range(0, 10_000, 20))  # seconds: every request comes twenty seconds after the last
    serving(Rules(quotas=Quotas({SD35: 1}, lambda: next(clock))))
    connection = connect("bedrock")
    assert [connection.draw(ImageRequest("a cat")).data for _ in range(3)] == [png()] * 3  # botocore tries until then


def test_retired_models_as_aws_has_them(serving):
    serving(Rules(retired_answer=False))
    connection = connect("bedrock")
    with pytest.raises(errors.ModelRetired, match=r"Stable Diffusion 3\.5 Large"):
        connection.draw(ImageRequest("a cat", model="nova-canvas"))
    assert connection.catalogue().offer(MODELS["nova-canvas"]).state == "retired"


def test_a_service_that_is_not_there(serving, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    serving()
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", f"http://127.0.0.1:{port}")
    with pytest.raises(errors.NothingThere, match=f"http://127.0.0.1:{port}, where calls are sent instead of AWS"):
        connect("bedrock").draw(ImageRequest("a cat"))


@contextlib.contextmanager
def answering(send):
    """A server that reads a request and answers it with `send(socket)`, one at a time."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    sock, _ = listening.accept()
                    with sock, contextlib.suppress(OSError):
                        sock.recv(65536)
                        send(sock)
                        sock.shutdown(socket.SHUT_WR)
                        sock.settimeout(0.2)
                        while sock.recv(65536):  # what is closed with bytes unread is reset, and its answer lost
                            pass

        running = threading.Thread(target=serve, daemon=True)
        running.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        running.join(PATIENCE)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-amzn-RequestId: an-id\r\n"


def test_an_answer_that_drips_has_an_end(serving, monkeypatch):
    """Each byte comes in time, and all of them never do."""
    left = threading.Event()

    def drip(sock):
        sock.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
        with contextlib.suppress(OSError):
            while not left.wait(0.05):
                sock.sendall(b" ")

    serving()
    with answering(drip) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address)
        with pytest.raises(errors.TimedOut):
            connect("bedrock", timeout=0.5).draw(ImageRequest("a cat"))
        left.set()


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\n"]
)
def test_a_head_or_an_error_that_drips_has_an_end(serving, monkeypatch, head):
    """No time-out of botocore's own ends those."""
    left = threading.Event()

    def drip(sock):
        sock.sendall(head)
        with contextlib.suppress(OSError):
            while not left.wait(0.05):
                sock.sendall(b"a")

    serving()
    monkeypatch.setattr(aws, "GRACE", 0.3)
    with answering(drip) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address)
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK", address)
        connection = connect("bedrock", timeout=0.5)
        with pytest.raises(errors.TimedOut, match=r"within 0\.5 seconds"):
            connection.draw(ImageRequest("a cat"))
        with pytest.raises(errors.NotAnswered):
            connection.catalogue()
        left.set()
    assert connection.spent.total == pytest.approx(0.08)


@pytest.mark.parametrize("answer", [b"{}", b"[]", b"null", b'{"modelSummaries": [1]}', b"SSH-2.0"])
def test_no_catalogue_of_bedrocks(serving, monkeypatch, answer):
    serving()
    with answering(
        lambda sock: sock.sendall(HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(answer), answer))
    ) as address:
        for service in ("BEDROCK", "STS"):
            monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service}", address)
        connection = connect("bedrock", timeout=5)
        for ask in (connection.catalogue, connection.identity):
            with pytest.raises(errors.NotBedrock):
                ask()


def test_nobody_waits_four_times_for_a_catalogue(serving, monkeypatch):
    asked, left = [], threading.Event()
    serving()
    with answering(lambda sock: asked.append(1) or left.wait(PATIENCE)) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK", address)
        with pytest.raises(errors.NotAnswered):
            connect("bedrock", timeout=0.3).catalogue()
        left.set()
    assert asked == [1]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:9000", "localhost:9000", "http://", "http://127.0.0.1:99999", "http://[::1", "ftp://127.0.0.1"],
)
def test_an_endpoint_that_is_none(serving, monkeypatch, address):
    serving()
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address)
    with pytest.raises(errors.BadEndpoint):
        connect("bedrock").draw(ImageRequest("a cat"))


def test_https_to_a_port_that_speaks_none(serving, monkeypatch):
    serving()
    address = os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"].replace("http:", "https:")
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address)
    with pytest.raises(errors.NoTls):
        connect("bedrock", timeout=5).draw(ImageRequest("a cat"))


def test_an_answer_without_an_end(serving, monkeypatch):
    monkeypatch.setattr(aws, "REPLY_LIMIT", 3_000_000)

    def flood(sock):
        with contextlib.suppress(OSError):
            sock.sendall(HEAD + b"\r\n")
            while True:
                sock.sendall(b" " * 65536)

    serving()
    with answering(flood) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address)
        with pytest.raises(errors.UnexpectedReply, match="no end"):
            connect("bedrock", timeout=30).draw(ImageRequest("a cat"))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"", errors.ReplyLost),
        (b"SSH-2.0-OpenSSH_9.6\r\n", errors.NotBedrock),
        (b"\x15\x03\x01\x00\x02\x02\x16", errors.NotBedrock),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n", errors.NotBedrock),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}", errors.NotBedrock),
        (b'HTTP/1.1 400 No\r\nContent-Length: 13\r\n\r\n{"message":5}', errors.BadRequest),
        (b"HTTP/1.1 400 No\r\nContent-Length: 5\r\n\r\n[1,2]", errors.NotBedrock),
        (b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", errors.ProxyTrouble),
        (HEAD + b"Content-Length: 100\r\n\r\n{", errors.ReplyLost),
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{", (errors.ServiceTrouble, errors.ReplyLost)),
        (b"HTTP/1.1 302 Found\r\nLocation: http://login/\r\nContent-Length: 0\r\n\r\n", errors.NotBedrock),
        (b"HTTP/1.1 403 No\r\nContent-Length: 31\r\n\r\n<html><body>blocked</body></html>", errors.WebPage),
        (b"HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nnot here!", errors.NotBedrock),
        (HEAD + b"Content-Length: 2\r\n\r\n{}", errors.UnexpectedReply),
    ],
)
def test_odd_answers(serving, monkeypatch, answer, kind):
    serving()
    with answering(lambda sock: sock.sendall(answer)) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", address)
        with pytest.raises(errors.WorkshopError) as caught:
            connect("bedrock", timeout=5).draw(ImageRequest("a cat"))
    kinds = kind if isinstance(kind, tuple) else (kind,)  # what a reset connection still yields is up to the system
    assert type(caught.value) in kinds, caught.value


# ---- the first notebook's table


def test_the_preflight_over_a_socket(serving, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    serving(Rules(account={SD35: "no-agreement", CORE: "legacy"}))
    rows = {row.what: row for row in check().rows}
    assert rows["AWS identity"].found == "assumed-role/Practice"
    assert (rows["Stable Diffusion 3.5 Large"].state, rows["Stable Image Core"].state) == ("missing", "warning")
    assert "NOT_AVAILABLE" in rows["Stable Diffusion 3.5 Large"].found
    assert (rows["Stable Image Ultra"].state, rows["13 image services"].state) == ("ready", "ready")
    assert rows["endpoint"].state == "warning"
    assert "123456789012" not in repr(check())


@pytest.mark.parametrize(("region", "ready"), [("us-east-1", {"13 image services"}), ("eu-west-1", set())])
def test_the_preflight_elsewhere(serving, monkeypatch, region, ready):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    serving()
    monkeypatch.setenv("AWS_REGION", region)
    rows = [row for row in check().rows if "Stable" in row.what or "services" in row.what]
    assert {row.what for row in rows if row.state == "ready"} == ready
    assert all("us-west-2" in row.todo for row in rows if row.state != "ready")
