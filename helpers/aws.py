"""boto3, and nothing else: sessions, clients made once, retries, and practice mode's way of answering them.

No other module of `helpers` imports boto3 or botocore.
"""

from __future__ import annotations

import hashlib
import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import boto3

    from helpers.pace import Pace
    from helpers.practice.service import Response, Rules

Found = TypeVar("Found")

RUNTIME = "bedrock-runtime"
PRACTICE_REGION = "us-west-2"  # the practice service answers as Bedrock does there, where the image models are

TIMEOUT = 300.0  # seconds: an image can take a minute and more; botocore's own 60 s would give up too soon
CONNECT_TIMEOUT = 10  # seconds
ASKING_TIMEOUT = 30.0  # seconds: who one is and which models there are is answered at once, or not at all
GRACE = 30.0  # seconds beyond the time-out for connecting and for trying again, after which nothing is waited for
# "standard" of botocore's modes: it waits longer each time, with some chance, and knows which errors pass. "legacy"
# waits hardly at all, and "adaptive" slows every call of a client down after one refusal, for which a single learner
# at a notebook waits in vain.
RETRIES = {"mode": "standard", "max_attempts": 3}
CONNECTIONS = 25  # to one service at the same time; botocore's own 10 is little for a grid of pictures
REPLY_LIMIT = 25_000_000  # bytes of a reply, as in the service model of botocore
CHUNK = 1 << 20  # bytes read at a time

_KEPT: dict[tuple[Any, ...], Clients] = {}
_KEPT_LOCK = threading.Lock()


class ReplyTooLong(Exception):
    """A reply of more than `REPLY_LIMIT` bytes: whatever it is, it is not Bedrock's."""


class ReplyTooSlow(Exception):
    """A reply whose end did not come within the time-out."""


@dataclass(eq=False)
class Clients:
    """The clients of one session, each made once. Safe to share between threads, as botocore's clients are."""

    session: boto3.Session
    timeout: float = TIMEOUT
    profile: str | None = None  # the AWS profile that was asked for by name
    rules: Rules | None = None  # practice mode's, where it has some of its own
    _anew: Callable[[], Clients] | None = None  # gives those of the AWS configuration as it is then
    _made: dict[tuple[str, int | None], Any] = field(default_factory=dict)
    _paces: dict[tuple[str, float | None, int], Pace] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)  # making a client is not safe between threads

    def client(self, service: str, attempts: int | None = None) -> Any:
        """The client of a service. attempts: how often it sends a call at most, 1 or more; None: as `RETRIES` says.

        Raises whatever botocore has to say of a configuration, and ValueError for an endpoint that is none.
        """
        with self._lock:
            key = (service, attempts)
            if key not in self._made:
                made = self.session.client(service, config=self._own_configuration(service, attempts))
                _check_address(made.meta.endpoint_url)
                self._made[key] = made
            return self._made[key]

    def renewed(self) -> Clients:
        """These, or others if the AWS configuration is another one than when they were made."""
        return self if self._anew is None else self._anew()

    def pace(self, model: str, per_minute: float | None, class_size: int) -> Pace:
        """The pace of a model's calls, the same for all who use these clients."""
        from helpers.pace import Pace

        with self._lock:
            return self._paces.setdefault((model, per_minute, class_size), Pace(per_minute, class_size))

    def _own_configuration(self, service: str, attempts: int | None) -> Any:
        """What differs from the session's own configuration."""
        from botocore.config import Config

        own: dict[str, Any] = {}
        if service != RUNTIME:
            own["read_timeout"] = min(ASKING_TIMEOUT, self.timeout)
        if attempts is not None:
            own["retries"] = {"mode": RETRIES["mode"], "total_max_attempts": attempts}
        return Config(**own) if own else None


def _check_address(address: str) -> None:
    """What botocore finds out only when it calls, if at all."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError(f"Invalid endpoint: {address}")


def bedrock_clients(region: str | None, profile: str | None, timeout: float) -> Clients:
    """The clients for an AWS account, kept for the next who asks for the same with the same AWS configuration."""
    return _kept(("bedrock", region, profile, timeout, configured()), partial(_bedrock, region, profile, timeout))


def bucket(name: str, profile: str | None) -> tuple[boto3.Session, str, str]:
    """Who opens a bucket of S3, the bucket's region, and the address of S3 there. Raises what botocore raises."""
    clients = bedrock_clients(None, profile, TIMEOUT)
    found = clients.client("s3").head_bucket(Bucket=name).get("BucketRegion")
    region = found or clients.session.region_name or "us-east-1"
    return clients.session, region, clients.session.client("s3", region_name=region).meta.endpoint_url


def practice_clients(rules: Rules | None, timeout: float) -> Clients:
    """The clients of practice mode, whose requests never leave this machine; those with rules of their own are new."""
    if rules is not None:
        return Clients(_practice_session(rules, timeout), timeout, rules=rules)
    return _kept(("practice", timeout), lambda: Clients(_practice_session(None, timeout), timeout))


def _kept(key: tuple[Any, ...], make: Any) -> Clients:
    with _KEPT_LOCK:
        if key not in _KEPT:
            _KEPT[key] = make()
        return _KEPT[key]


def configured() -> str:
    """A fingerprint of the AWS configuration: should a learner set other credentials, clients are made anew."""
    found = hashlib.sha256()
    names = sorted(name for name in os.environ if name.startswith("AWS_") or name.lower().endswith("_proxy"))
    for name in names:
        found.update(f"{name}={os.environ[name]}\0".encode(errors="surrogateescape"))
    for variable, usual in (("AWS_CONFIG_FILE", "config"), ("AWS_SHARED_CREDENTIALS_FILE", "credentials")):
        path = os.path.expanduser(os.environ.get(variable) or f"~/.aws/{usual}")
        try:
            found.update(f"{path}{os.stat(path).st_mtime_ns}\0".encode(errors="surrogateescape"))
        except OSError:
            found.update(b"none\0")
    return found.hexdigest()


def _configuration(timeout: float) -> Any:
    from botocore.config import Config

    return Config(
        read_timeout=timeout,
        connect_timeout=min(CONNECT_TIMEOUT, timeout),
        retries=RETRIES,
        max_pool_connections=CONNECTIONS,
        user_agent_extra="bedrock-image-workshop",
    )


def _bedrock(region: str | None, profile: str | None, timeout: float) -> Clients:
    import boto3
    import botocore.session

    core = botocore.session.Session(profile=profile)
    core.set_default_client_config(_configuration(timeout))
    # boto3 itself looks at AWS_DEFAULT_REGION and the profile, but AWS's other tools and machines set AWS_REGION.
    session = boto3.Session(botocore_session=core, region_name=region or os.environ.get("AWS_REGION") or None)
    _prepare(session)
    return Clients(session, timeout, profile, _anew=partial(bedrock_clients, region, profile, timeout))


def _prepare(session: boto3.Session) -> None:
    session.events.register_first("needs-retry", _not_after_silence)
    session.events.register("before-parse", _keep_error_body)


def _not_after_silence(event_name: str, caught_exception: Exception | None = None, **_: Any) -> None:
    """botocore's ``needs-retry`` event: what was sent and not answered may have been drawn, and be paid for.

    A question that costs nothing is asked again where the connection was closed, but nobody waits four times for it.
    """
    from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

    silence = (ReadTimeoutError, ConnectionClosedError) if f".{RUNTIME}." in event_name else (ReadTimeoutError,)
    if caught_exception is not None and isinstance(caught_exception, silence):
        raise caught_exception


def _keep_error_body(response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any) -> None:
    """botocore's ``before-parse`` event: of an error in a form it does not know, botocore would drop the words."""
    if response_dict["status_code"] >= 300 and isinstance(response_dict["body"], bytes):
        customized_response_dict["RawBody"] = response_dict["body"][:10_000]


# ---- reading a reply


def within(seconds: float, call: Callable[[], Found]) -> Found:
    """What `call()` returns or raises; ReplyTooSlow after so many seconds, and then it is left to itself.

    For what no time-out of botocore's ends: one that begins anew with every byte of the head of an answer, or of an
    error. In a thread of its own, since only so the learner's can go on.
    """
    box: Future[Found] = Future()

    def work() -> None:
        try:
            box.set_result(call())
        except BaseException as error:
            box.set_exception(error)

    threading.Thread(target=work, name="calling", daemon=True).start()
    wait((box,), seconds)
    if not box.done():
        raise ReplyTooSlow(f"more than {seconds:g} s")
    return box.result()


def read_all(body: Any, timeout: float) -> bytes:
    """The whole of a reply's body.

    Raises ReplyTooLong above `REPLY_LIMIT` bytes, ReplyTooSlow if its end is not there after `timeout` seconds, and
    what botocore raises for a connection that breaks.
    """
    with _ended_after(body, timeout) as late:
        parts: list[bytes] = []
        total = 0
        try:
            while part := body.read(CHUNK):
                parts.append(part)
                total += len(part)
                if total > REPLY_LIMIT:
                    body.close()
                    raise ReplyTooLong(f"more than {REPLY_LIMIT} bytes")
        except Exception:
            if late.is_set():
                raise ReplyTooSlow(f"more than {timeout:g} s") from None
            raise
    return b"".join(parts)


@contextmanager
def _ended_after(body: Any, timeout: float) -> Iterator[threading.Event]:
    """End the connection of a body after so many seconds: a read time-out alone begins anew with every byte.

    The event that it gives is set once that has happened.
    """
    late = threading.Event()
    sock = _socket_of(body)
    if sock is None:  # in practice mode there is none
        yield late
        return

    def end() -> None:
        late.set()
        with suppress(OSError):  # it has ended by itself
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(timeout, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _socket_of(body: Any) -> socket.socket | None:
    """The socket a streaming body is read from, found as botocore itself finds it to set a time-out."""
    found = body
    for name in ("_raw_stream", "_fp", "fp", "raw", "_sock"):
        found = getattr(found, name, None)
    return found if isinstance(found, socket.socket) else None


# ---- practice mode


def _practice_session(rules: Rules | None, timeout: float) -> boto3.Session:
    """A session whose clients are real and sign their requests, which `helpers.practice` answers before they leave.

    It reads neither the learner's AWS profiles nor their environment, so that neither a broken profile nor a real key
    can matter.
    """
    import boto3
    import botocore.session

    # A variable is (name in the config file, environment variables, default, conversion): each keeps its default alone.
    variables = botocore.session.Session.SESSION_VARIABLES.items()
    alone = {name: (None, None, default, convert) for name, (_, _, default, convert) in variables}
    nowhere = (None, None, os.devnull, None)
    core = botocore.session.Session(session_vars=alone | {"config_file": nowhere, "credentials_file": nowhere})
    core.set_default_client_config(_configuration(timeout).merge(_not_from_outside()))
    session = boto3.Session(
        aws_access_key_id="PRACTICE",
        aws_secret_access_key="practice",
        region_name=PRACTICE_REGION,
        botocore_session=core,
    )
    _prepare(session)
    session.events.register_first("before-send", partial(answer_here, rules))  # of every service: nothing leaves
    return session


def _not_from_outside() -> Any:
    """What botocore would still take from the environment: endpoints, and an API key instead of the signature."""
    from botocore.config import Config

    return Config(ignore_configured_endpoint_urls=True, signature_version="v4")


def answer_here(rules: Rules | None, request: Any, **_: Any) -> Any:
    """botocore's ``before-send`` event: a response returned here is taken for the network's."""
    from botocore.awsrequest import AWSResponse

    from helpers.practice import service

    headers = {k: v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()}
    body = request.body or b""
    response = service.answer(
        request.method, request.url, headers, body.encode() if isinstance(body, str) else bytes(body), rules
    )
    _suffer(response, request.url)
    return AWSResponse(request.url, response.status, response.headers, Raw(response))


def _suffer(response: Response, url: str) -> None:
    """What a network would do to the answer before its first byte, as botocore tells it, but without the waiting."""
    from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

    if response.delivery.hang:
        raise ReadTimeoutError(endpoint_url=url, error="practice mode was asked not to answer")
    if response.delivery.cut == 0:
        raise ConnectionClosedError(endpoint_url=url)


class Raw:
    """As much of urllib3's response as botocore reads."""

    def __init__(self, response: Response) -> None:
        import io

        self._cut = response.delivery.cut
        self._file = io.BytesIO(
            response.body if self._cut is None else response.body[: int(len(response.body) * self._cut)]
        )

    def read(self, amount: int | None = None, **_: Any) -> bytes:
        found = self._file.read(amount)
        if not found and self._cut is not None:
            from urllib3.exceptions import ProtocolError

            raise ProtocolError("Connection broken: practice mode was asked to break it")
        return found

    def stream(self, amount: int = 65536, **_: Any) -> Any:
        while chunk := self.read(amount):
            yield chunk

    def close(self) -> None:
        self._file.close()
