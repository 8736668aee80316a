"""The only place that talks to boto3: `connect()` to practice mode or to Amazon Bedrock, and `generate()` pictures."""

from __future__ import annotations

import json
import os
import time
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from helpers import errors, gallery, models, text
from helpers.models import Model
from helpers.picture import Picture
from helpers.request import ImageRequest

if TYPE_CHECKING:
    import boto3

Mode = Literal["practice", "bedrock"]
MODES: tuple[Mode, ...] = ("practice", "bedrock")
MODE_VARIABLE = "IMAGE_WORKSHOP_MODE"
PRACTICE_REGION = "us-west-2"  # the practice service answers as Bedrock does there, where the image models are

READ_TIMEOUT = 300  # an image can take a minute and more; botocore's own 60 s would give up too soon
CONNECT_TIMEOUT = 10

_current: Connection | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """What Bedrock says of one model in one account and region."""

    model: Model
    listed: bool  # the region has it
    states: dict[str, str]  # of agreement, authorization, entitlement, region; empty if it is not listed

    @property
    def usable(self) -> bool:
        return self.listed and all(state in ("AVAILABLE", "AUTHORIZED") for state in self.states.values())


@dataclass(frozen=True, eq=False)
class Connection:
    """A way to the models: on this machine or in the learner's AWS account."""

    mode: Mode
    session: boto3.Session  # the lab's boto3.Session(); in practice mode its clients are answered on this machine

    @property
    def region(self) -> str:
        return self.session.region_name or ""

    @cached_property
    def runtime(self) -> Any:
        """The plain boto3 client for ``bedrock-runtime``. Raises NoRegion where none is set."""
        return self._client("bedrock-runtime")

    def _client(self, service: str) -> Any:
        try:
            return self.session.client(service)
        except Exception as error:  # every way botocore has of refusing a configuration
            raise errors.from_botocore(error, **self._facts(None)) from error

    def require(self, request: ImageRequest) -> None:
        """Raises BadValue, ModelRetired, NoRegion or NoCredentials for a hopeless call, before its price is told."""
        model, _ = self._checked(request)
        facts = self._facts(model)
        if not self.region:
            raise errors.NoRegion(**facts)
        try:
            found = self.session.get_credentials()
        except Exception as error:  # a broken profile, a token that cannot be refreshed
            raise self._explained(error, model) from error
        if found is None and not os.environ.get("AWS_BEARER_TOKEN_BEDROCK"):
            raise errors.NoCredentials(**facts)

    def _checked(self, request: ImageRequest) -> tuple[Model, dict[str, Any]]:
        """The request's model and body. Raises BadValue, or ModelRetired for a model that is gone from Bedrock."""
        model = models.model_of(request)
        if self.mode == "bedrock" and model.retired_on is not None:
            raise errors.ModelRetired(**self._facts(model))
        return model, request.body()

    def _explained(self, error: Exception, model: Model | None) -> errors.WorkshopError:
        """The kit's error for one of botocore's."""
        answered = getattr(error, "response", None)  # botocore's ClientError has one: the service itself said no
        if not isinstance(answered, dict):
            return errors.from_botocore(error, **self._facts(model))
        meta, said = answered.get("ResponseMetadata", {}), answered.get("Error", {})
        status, request_id = meta.get("HTTPStatusCode"), meta.get("RequestId", "")
        return errors.from_service(
            said.get("Code", ""), said.get("Message", ""), status, request_id, **self._facts(model)
        )

    def _facts(self, model: Model | None) -> dict[str, Any]:
        """What error sentences are filled with."""
        active = models.MODELS[models.DEFAULT]
        model = model or active
        return {
            "model": model.title,
            "region": self.region or "?",
            "regions": ", ".join(model.regions),
            "quota": model.requests_per_minute or "?",
            "instead": active.title,
        }

    def price(self, request: ImageRequest) -> float:
        """What the request costs, in US dollars: an estimate; 0 in practice mode."""
        return 0.0 if self.mode == "practice" else models.model_of(request).price_usd

    def price_text(self, request: ImageRequest) -> str:
        """The price as a sentence to show before the call; empty in practice mode."""
        if self.mode == "practice":
            return ""
        model = models.model_of(request)
        return text.say("price_before", model=model.title, price=model.price_text(), date=models.READ_ON)

    def draw(self, request: ImageRequest) -> Picture:
        """Send one request and keep its picture on disk.

        Raises BadValue before anything is sent, Refused where the content filter said no, and one of the other classes
        of `helpers.errors` where the call failed.
        """
        answered = self._ask(request)
        try:
            return gallery.keep(answered)
        except OSError as error:  # paid for: better in memory than lost
            why = text.say("unsaved", folder=gallery.folder(), why=error.strerror or error)
            warnings.warn(why, stacklevel=3)  # of whoever called generate()
            return answered

    def try_out(self) -> Picture:
        """Draw a picture for the first notebook's check, and keep it nowhere. Practice mode alone: it costs nothing."""
        if self.mode != "practice":
            raise errors.BadValue("mode", got=self.mode, limit="practice")
        return self._ask(ImageRequest("a lighthouse by the sea", seed=1))

    def _ask(self, request: ImageRequest) -> Picture:
        """Send one request; the picture is in memory alone."""
        model, body = self._checked(request)
        runtime = self.runtime
        began = time.perf_counter()
        try:
            reply = runtime.invoke_model(modelId=model.id, body=json.dumps(body))
            payload = reply["body"].read()
        except Exception as error:  # the service's errors and botocore's own: no credentials, no connection, a time-out
            raise self._explained(error, model) from _tellable(error)
        seconds = time.perf_counter() - began
        try:
            answer = models.family_of(model).answer(_fields(payload))
        except errors.WorkshopError as error:
            error.request_id = reply["ResponseMetadata"].get("RequestId", "")
            raise
        headers = reply["ResponseMetadata"].get("HTTPHeaders", {})
        notes = json.loads(headers.get("x-practice-notes", "{}"))
        return Picture(
            data=answer.data,
            request=request,
            model_id=model.id,
            mode=self.mode,
            region=self.region,
            seed=answer.seed if answer.seed is not None else request.seed,
            made_at=datetime.now(UTC),
            seconds=seconds,
            price_usd=self.price(request),
            request_id=reply["ResponseMetadata"].get("RequestId", ""),
            ignored=tuple(notes.get("ignored", ())),
            understood=tuple((words, meaning) for words, meaning in notes.get("understood", ())),
        )

    def identity(self) -> str:
        """Whom AWS takes the learner for, such as ``assumed-role/Student``; no account number, no session name."""
        try:
            arn = self._client("sts").get_caller_identity()["Arn"]
        except errors.WorkshopError:
            raise
        except Exception as error:
            raise self._explained(error, None) from _tellable(error)
        return "/".join(arn.split(":", 5)[5].split("/")[:2])

    def image_models(self) -> list[Availability]:
        """Which active models of the catalogue this account can use in this region. Asks Bedrock; costs nothing."""
        control = self._client("bedrock")
        out = []
        try:
            listed = control.list_foundation_models(byOutputModality="IMAGE")["modelSummaries"]
            here = {summary["modelId"] for summary in listed}
            for model in models.MODELS.values():
                if model.retired_on is not None:
                    continue
                states: dict[str, str] = {}
                if model.id in here:
                    found = control.get_foundation_model_availability(modelId=model.id)
                    states = {
                        "agreement": found["agreementAvailability"]["status"],
                        "authorization": found["authorizationStatus"],
                        "entitlement": found["entitlementAvailability"],
                        "region": found["regionAvailability"],
                    }
                out.append(Availability(model, model.id in here, states))
        except Exception as error:
            raise self._explained(error, None) from _tellable(error)
        return out

    def __repr__(self) -> str:
        if self.mode == "practice":
            return text.say("connection.practice")
        model = models.MODELS[models.DEFAULT]
        return text.say(
            "connection.bedrock",
            region=self.region or text.say("connection.no_region"),
            model=model.title,
            price=model.price_text(),
            date=models.READ_ON,
        )


def connect(mode: Mode | None = None, *, region: str | None = None, profile: str | None = None) -> Connection:
    """Choose where pictures are made; `generate()` uses the last choice.

    mode: "practice" (on this machine: no account, no cost, no network) or "bedrock" (your AWS account; pictures cost
    money). Without it the environment variable IMAGE_WORKSHOP_MODE decides, and without that it is practice. region and
    profile are for bedrock mode, and are otherwise found as boto3 finds them. Nothing is called yet. Raises BadValue
    for any other mode.
    """
    global _current
    _current = opened(mode, region, profile)
    return _current


def current() -> Connection:
    """The connection that `generate()` would use: the last choice, or what `connect()` would choose."""
    return _current or opened()


def opened(mode: Mode | None = None, region: str | None = None, profile: str | None = None) -> Connection:
    """What `connect()` gives, without `generate()` using it from then on."""
    wish = str(mode or os.environ.get(MODE_VARIABLE) or "practice").lower()
    if wish == "practice":
        return Connection("practice", _practice_session())
    if wish == "bedrock":
        return Connection("bedrock", _bedrock_session(region, profile))
    raise errors.BadValue("mode", got=repr(wish), limit=text.say("limit.one_of", choices=", ".join(MODES)))


def generate(prompt: str | ImageRequest, *, connection: Connection | None = None, **options: Any) -> Picture:
    """Make one picture.

    prompt: the text, or a whole `ImageRequest`; options: any of its other fields (negative_prompt, seed, aspect_ratio
    ...), which replace those of the request. The picture is on disk before it is returned. In bedrock mode the price is
    printed before the call.
    """
    connection = connection or _current or connect()
    request = _request(prompt, options)
    if price := connection.price_text(request):
        connection.require(request)
        print(price, flush=True)
    return connection.draw(request)


def _tellable(error: Exception) -> Exception | None:
    """The cause to show below a traceback; none for the service's own errors, whose text may name the account."""
    return None if isinstance(getattr(error, "response", None), dict) else error


def _fields(payload: bytes) -> dict[str, Any]:
    """The JSON object of a reply. Raises UnexpectedReply for anything else."""
    try:
        fields = json.loads(payload)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise errors.UnexpectedReply(text.say("reply.not_json", start=repr(payload[:60])))
    return fields


def _request(prompt: str | ImageRequest, options: dict[str, Any]) -> ImageRequest:
    fields = tuple(ImageRequest.__dataclass_fields__)
    for name in options:
        if name not in fields:
            raise errors.BadValue(
                name, got=repr(options[name]), limit=text.say("limit.one_of", choices=", ".join(fields[1:]))
            )
    if isinstance(prompt, ImageRequest):
        return ImageRequest(**{name: getattr(prompt, name) for name in fields} | options)
    return ImageRequest(prompt, **options)


def _configuration() -> Any:
    from botocore.config import Config

    return Config(
        read_timeout=READ_TIMEOUT,
        connect_timeout=CONNECT_TIMEOUT,
        retries={"mode": "standard", "max_attempts": 3},
        user_agent_extra="bedrock-image-workshop",
    )


def _bedrock_session(region: str | None, profile: str | None) -> boto3.Session:
    import boto3
    import botocore.session

    try:
        core = botocore.session.Session(profile=profile)
        core.set_default_client_config(_configuration())
        # boto3 itself looks at AWS_DEFAULT_REGION and the profile, but AWS's other tools and machines set AWS_REGION.
        session = boto3.Session(botocore_session=core, region_name=region or os.environ.get("AWS_REGION") or None)
    except Exception as error:  # a profile that is not there, a config file that cannot be read
        raise errors.from_botocore(error, region=region or "?") from error
    session.events.register_first("needs-retry.bedrock-runtime.InvokeModel", _not_after_silence)
    return session


def _not_after_silence(caught_exception: Exception | None = None, **_: Any) -> None:
    """botocore's ``needs-retry`` event: what was sent and not answered may have been drawn, and be paid for."""
    from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

    if isinstance(caught_exception, (ReadTimeoutError, ConnectionClosedError)):
        raise caught_exception


def _practice_session() -> boto3.Session:
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
    core.set_default_client_config(_configuration().merge(_not_from_outside()))
    session = boto3.Session(
        aws_access_key_id="PRACTICE",
        aws_secret_access_key="practice",
        region_name=PRACTICE_REGION,
        botocore_session=core,
    )
    session.events.register_first("before-send", _answer_here)  # of every service: nothing leaves this machine
    return session


def _not_from_outside() -> Any:
    """What botocore would still take from the environment: endpoints, and an API key instead of the signature."""
    from botocore.config import Config

    return Config(ignore_configured_endpoint_urls=True, signature_version="v4")


def _answer_here(request: Any, **_: Any) -> Any:
    """botocore's ``before-send`` event: a response returned here is taken for the network's."""
    from botocore.awsrequest import AWSResponse

    from helpers.practice import service

    headers = {k: v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()}
    body = request.body or b""
    response = service.answer(
        request.method, request.url, headers, body.encode() if isinstance(body, str) else bytes(body)
    )
    return AWSResponse(request.url, response.status, response.headers, _Raw(response.body))


class _Raw:
    """As much of urllib3's response as botocore reads."""

    def __init__(self, body: bytes) -> None:
        import io

        self._file = io.BytesIO(body)

    def read(self, amount: int | None = None, **_: Any) -> bytes:
        return self._file.read(amount)

    def stream(self, amount: int = 65536, **_: Any) -> Any:
        while chunk := self._file.read(amount):
            yield chunk

    def close(self) -> None:
        self._file.close()


__all__ = ["MODES", "MODE_VARIABLE", "Connection", "Mode", "connect", "generate"]
