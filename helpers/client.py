"""`connect()` to practice mode or to Amazon Bedrock, and the connection that draws.

On the way of a call: values are checked, the price is told and written down, the call is made once, its reply is read
in whole, and what came is on disk before it is returned.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from helpers import account, aws, diagnosis, errors, gallery, models, spending, text
from helpers.account import Catalogue
from helpers.errors import shown
from helpers.gallery import Keeper
from helpers.models import Model, masks, wire
from helpers.models.answer import Answer
from helpers.notice import warn
from helpers.picture import Picture, Pictures
from helpers.request import ImageRequest
from helpers.spending import Spent

if TYPE_CHECKING:
    import boto3

    from helpers.pace import Pace
    from helpers.practice.service import Rules
    from helpers.practice.watching import Watcher

Found = TypeVar("Found")
Mode = Literal["practice", "bedrock"]
MODES: tuple[Mode, ...] = ("practice", "bedrock")
LONGEST_TIMEOUT = 86_400  # seconds: a day; the system's own timers know an end, too
MODE_VARIABLE = "IMAGE_WORKSHOP_MODE"
CLASS_VARIABLE = "IMAGE_WORKSHOP_CLASS_SIZE"
LARGEST_CLASS = 10_000
MOST_A_MINUTE = 1_000_000  # requests: beyond any quota

# Korean and other scripts take up more of a text encoder than English does, and models that are documented for English
# alone read the end of a long prompt least. In characters that are not Latin.
LONG_IN_ANOTHER_LANGUAGE = 60

_current: Connection | None = None
_latest: dict[Mode, Connection] = {}  # the last choice of each mode


@dataclass(frozen=True, eq=False)
class Connection:
    """A way to the models: on this machine or in the learner's AWS account. Safe to share between threads."""

    mode: Mode
    clients: aws.Clients
    timeout: float = aws.TIMEOUT  # seconds without an answer, after which a call is given up
    spending_limit: float | None = None  # US dollars, for all that was spent by this folder's account; None: none
    class_size: int = 1  # people who share the account's quotas at the same time
    quotas: Mapping[str, float] = field(default_factory=dict)  # requests a minute, where not the published ones
    _asked: dict[str, Catalogue] = field(default_factory=dict)  # what the account said, once it was asked
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def session(self) -> boto3.Session:
        """The lab's ``boto3.Session()``; in practice mode its clients are answered on this machine."""
        return self.clients.session

    @property
    def region(self) -> str:
        return self.session.region_name or ""

    @property
    def runtime(self) -> Any:
        """The plain boto3 client for ``bedrock-runtime``, made once. Raises NoRegion where none is set."""
        return self._client(aws.RUNTIME)

    def _client(self, service: str, attempts: int | None = None) -> Any:
        try:
            return self.clients.client(service, attempts)
        except Exception as error:  # every way botocore has of refusing a configuration
            if type(error) is ValueError:  # botocore has no class of its own for an address that is none
                raise errors.BadEndpoint(service_text=str(error), code="ValueError", **self._facts(None)) from error
            raise self._explained(error, None) from _tellable(error)

    # ---- before a call

    def require(self, request: ImageRequest) -> None:
        """Raises BadValue, ModelRetired, NoRegion or NoCredentials for a hopeless call, before its price is told."""
        model, _ = self._checked(request)
        facts = self._facts(model)
        if not self.region:
            raise errors.NoRegion(**facts)
        if os.environ.get("AWS_BEARER_TOKEN_BEDROCK"):  # it takes the place of all other credentials
            return
        try:
            found = self.session.get_credentials()
            key = found.get_frozen_credentials() if found else None  # those that are to be fetched come now
        except Exception as error:  # a broken profile, a program that fails, a token that cannot be refreshed
            if isinstance(getattr(error, "response", None), dict):
                raise self._explained(error, model) from None
            unreadable = errors.CredentialsUnreadable
            raise diagnosis.from_botocore(error, otherwise=unreadable, **facts) from _tellable(error)
        if key is None:
            raise errors.NoCredentials(**facts)
        if not all(part.isascii() and part.isprintable() and " " not in part for part in key[:3] if part):
            raise errors.MangledCredentials(**facts)

    def _checked(self, request: ImageRequest) -> tuple[Model, str]:
        """The request's model and JSON. Raises BadValue, or ModelRetired for a model that is gone from Bedrock."""
        model = models.model_of(request)
        if self.mode == "bedrock" and not model.active and not self._has(model):
            task = request.task.name
            gone = errors.ModelRetired if models.nearest(task).can(task) else errors.TaskRetired
            raise gone(**self._facts(model, request))
        return model, wire.written(request)

    def renewed(self) -> Connection:
        """The same with what the AWS configuration says now, such as credentials that took the place of expired ones.

        Raises an error of `helpers.errors` where it cannot be read any more.
        """
        try:
            clients = self.clients.renewed()
        except Exception as error:  # a profile that is gone, a config file that cannot be read
            raise diagnosis.from_botocore(error, region=self.region or "?") from error
        return self if clients is self.clients else replace(self, clients=clients, _asked={})

    def check(self, request: ImageRequest) -> None:
        """Raises BadValue for what the model would refuse, ModelRetired for a model that is gone from Bedrock."""
        self._checked(request)

    def _has(self, model: Model) -> bool:
        """Whether the account was asked, and has it after all."""
        asked = self._asked.get("catalogue")
        return asked is not None and asked.offer(model).usable

    def _called(self, request: ImageRequest, model: Model) -> str:
        """What InvokeModel is given: as the request names it if it names an ARN, else as the account has it."""
        asked = self._asked.get("catalogue")
        named = models.call_id(request)
        return named if asked is None or named.startswith("arn:") else asked.offer(model).call_id

    def price(self, request: ImageRequest) -> float:
        """What the request costs, in US dollars: an estimate; 0 in practice mode."""
        return price_of(request, self.mode)

    def price_text(self, request: ImageRequest) -> str:
        """The price as a sentence to show before the call; empty in practice mode."""
        if self.mode == "practice":
            return ""
        model = models.model_of(request)
        key = "price_before.stale" if model.stale() else "price_before"
        told = model.price_text(self.price(request))
        return text.say(key, model=model.title, price=told, date=model.read_on, days=model.days_old())

    def advice(self, request: ImageRequest) -> str:
        """A gentle word about a request that will be taken and may not do what is meant; empty for most."""
        if self.mode == "practice":
            return ""
        model = models.model_of(request)
        mask = getattr(request.task, "mask", None)
        if mask is not None and masks.grey(mask).getextrema()[1] == 0:
            return text.say("advice.mask", model=model.title)
        foreign = sum(1 for letter in request.prompt if letter.isalpha() and ord(letter) > 0x24F)
        if foreign < LONG_IN_ANOTHER_LANGUAGE or model.languages != ("en",):
            return ""
        return text.say("advice.english", model=model.title)

    @property
    def spent(self) -> Spent:
        """What was spent so far, by the kit's own estimates: in this session, and in all from this folder."""
        return spending.ledger(gallery.folder()).spent()

    # ---- the call

    def pace(self, model: str) -> Pace:
        """When the next call of a model may be sent, among all that this kernel sends with the same AWS configuration.

        model: a name of the catalogue. Practice mode has no quota but the one it is given, which is found out.
        """
        published = models.MODELS[model].requests_per_minute if self.mode == "bedrock" else None
        return self.clients.pace(model, self.quotas.get(model, published), self.class_size)

    def draw(
        self,
        request: ImageRequest,
        watch: Watcher | None = None,
        *,
        attempts: int | None = None,
        keeper: Keeper = gallery.USUAL,
    ) -> Picture:
        """Send one request and keep its picture on disk.

        watch: called after every step of the drawing, in practice mode alone (`helpers.practice.watching`). attempts:
        how often the call may be sent in all, 1 or more; 1 is for who paces calls and wants to hear of each that is
        throttled; None: as often as `aws.RETRIES` says. keeper: where what comes is kept, if not in the folder of
        pictures. Raises BadValue before anything is sent, SpendingLimit where the call would go beyond it, Refused
        where the content filter said no, Throttled where the quota is used up, and one of the other classes of
        `helpers.errors` where the call failed.
        """
        if (request.count or 1) != 1:
            raise errors.BadValue("count", got=request.count, limit=text.say("limit.one_picture"))
        if watch is None or self.mode != "practice":
            return self.draw_all(request, attempts=attempts, keeper=keeper)[0]
        from helpers.practice.watching import watched

        with watched(watch):
            return self.draw_all(request, attempts=attempts, keeper=keeper)[0]

    def draw_all(
        self, request: ImageRequest, *, attempts: int | None = None, keeper: Keeper = gallery.USUAL
    ) -> Pictures:
        """Send one request, and keep on disk every picture that comes: several where `count` says so.

        Some may have been taken by the content filter: `Pictures.refused` says so. attempts, keeper, and what it
        raises: as `draw` does.
        """
        model, body = self._checked(request)
        runtime = self._client(aws.RUNTIME, attempts)
        number = self.enter(request)
        outcome: spending.Outcome = "unknown"
        request_id = ""
        try:
            came = self._invoke(runtime, request, model, body)
            request_id = came.request_id
            pictures = self._kept(request, model, came, keeper)
            outcome = "refused" if pictures.refused else "made"
            return pictures
        except errors.WorkshopError as error:
            outcome = outcome_of(error)
            request_id = error.request_id
            raise
        finally:
            self.settle(number, outcome, request_id)

    def send(self, request: ImageRequest, keeper: Keeper) -> Picture:
        """As `draw` in one attempt, and without a line in the account: whoever had it sent has written that."""
        model, body = self._checked(request)
        runtime = self._client(aws.RUNTIME, 1)
        return self._kept(request, model, self._invoke(runtime, request, model, body), keeper)[0]

    def enter(self, request: ImageRequest, *, limited: bool = True) -> str:
        """Write into the account that a call is about to be made; returns its number there, "" where it costs nothing.

        limited: False for a call that was made already. Raises SpendingLimit where it must not be made.
        """
        if self.mode != "bedrock":
            return ""
        model, limit = models.model_of(request).name, self.spending_limit if limited else None
        return spending.ledger(gallery.folder()).begin(model, self.price(request), limit)

    def settle(self, number: str, outcome: spending.Outcome, request_id: str = "") -> None:
        """Write into the account how that call ended."""
        if number:
            spending.ledger(gallery.folder()).end(number, outcome, request_id)

    def _invoke(self, runtime: Any, request: ImageRequest, model: Model, body: str) -> _Came:
        began = time.perf_counter()
        called = self._called(request, model)

        def call() -> tuple[dict[str, Any], bytes]:
            reply = runtime.invoke_model(modelId=called, body=body)
            return reply, aws.read_all(reply["body"], self.timeout)

        try:
            # What is drawn on this machine ends by itself, and at once when the learner presses stop.
            local = self.mode == "practice"
            reply, payload = call() if local else aws.within(self.timeout + aws.GRACE, call)
        except aws.ReplyTooSlow as error:
            raise errors.TimedOut(**self._facts(model)) from error
        except aws.ReplyTooLong as error:
            raise errors.UnexpectedReply(text.say("reply.endless", why=error), **self._facts(model)) from error
        except Exception as error:  # the service's errors and botocore's own: no credentials, no connection, a time-out
            raise self._explained(error, model, request) from _tellable(error)
        meta = reply["ResponseMetadata"]
        seconds = time.perf_counter() - began
        notes = _Notes.read(meta.get("HTTPHeaders", {}).get("x-practice-notes", ""))
        return _Came(called, payload, meta.get("RequestId", ""), seconds, notes)

    def _kept(self, request: ImageRequest, model: Model, came: _Came, keeper: Keeper | None) -> Pictures:
        """The pictures of a reply, each on disk. Raises Refused, or UnexpectedReply with the reply itself kept."""
        try:
            answer = wire.read(model, came.payload)
        except errors.WorkshopError as error:
            error.request_id = came.request_id
            error.facts = self._facts(model) | error.facts
            if keeper and isinstance(error, errors.UnexpectedReply):
                error.kept = keeper.keep_reply(came.payload)
            raise
        kept = [self._picture(request, came, data, seed, keeper) for data, seed in _with_seeds(answer, request)]
        taken = [self._picture(request, came, data, None, keeper, answer.refused) for data in answer.blurred]
        if not kept and answer.refused:
            refusal = errors.Refused(answer.refused, request_id=came.request_id, **self._facts(model))
            refusal.pictures = tuple(taken)
            raise refusal
        whole = [picture for picture in kept if not picture.flaw]
        if not whole:
            flaw = errors.UnexpectedReply(kept[0].flaw, request_id=came.request_id, **self._facts(model))
            flaw.kept = kept[0].path
            raise flaw
        return Pictures(whole, refused=answer.refused, broken=answer.broken + len(kept) - len(whole))

    def _picture(
        self,
        request: ImageRequest,
        came: _Came,
        data: bytes,
        seed: int | None,
        keeper: Keeper | None,
        refused: str = "",
    ) -> Picture:
        """The picture, on disk, or in memory alone where the disk is full: paid for, and better there than lost."""
        made = Picture(
            data=data,
            request=request,
            model_id=came.called,
            mode=self.mode,
            region=self.region,
            seed=seed,
            made_at=datetime.now(UTC),
            seconds=came.seconds,
            price_usd=self.price(request) / (request.count or 1),
            request_id=came.request_id,
            ignored=came.notes.ignored,
            understood=came.notes.understood,
            refused=refused,
        )
        try:
            return keeper.keep(made) if keeper else made
        except OSError as error:
            warn(text.say("unsaved", folder=keeper.where if keeper else "", why=error.strerror or error))
            return made

    def try_out(self) -> Picture:
        """Draw a picture for the first notebook's check, and keep it nowhere. Practice mode alone: it costs nothing."""
        if self.mode != "practice":
            raise errors.BadValue("mode", got=self.mode, limit="practice")
        request = ImageRequest("a lighthouse by the sea", seed=1)
        model, body = self._checked(request)
        came = self._invoke(self.runtime, request, model, body)
        return self._kept(request, model, came, None)[0]

    # ---- what went wrong

    def _explained(
        self, error: Exception, model: Model | None, request: ImageRequest | None = None, asking: bool = False
    ) -> errors.WorkshopError:
        """The kit's error for one of botocore's. asking: whether it was a question that costs nothing."""
        facts = self._facts(model, request)
        answered = getattr(error, "response", None)  # botocore's ClientError has one: the service itself said no
        if not isinstance(answered, dict):
            return diagnosis.from_botocore(error, asking=asking, **facts)
        meta, said = answered.get("ResponseMetadata", {}), answered.get("Error", {})
        message = said.get("Message") or _words(answered.get("RawBody", b""))
        return diagnosis.from_service(
            said.get("Code", ""), message, meta.get("HTTPStatusCode"), meta.get("RequestId", ""), **facts
        )

    def _facts(self, model: Model | None, request: ImageRequest | None = None) -> dict[str, Any]:
        """What error sentences are filled with."""
        task = request.task.name if request else (model.tasks[0] if model else "text-to-image")
        near = models.nearest(task, besides=model)
        model = model or near
        return {
            "model": model.title,
            "task": task,
            "region": self.region or "?",
            "regions": ", ".join(model.regions),
            "quota": model.requests_per_minute or "?",
            "instead": f"{near.title} ({near.name})",
            "profile": f"us.{model.id}",
            "action": "bedrock:InvokeModel",
            "minutes": 15,
            "seconds": f"{self.timeout:g}",
            "address": f"bedrock-runtime.{self.region or '?'}.amazonaws.com",
        }

    # ---- the account

    def identity(self) -> str:
        """Whom AWS takes the learner for, such as ``assumed-role/Student``; no account number, no session name."""
        asked = self._client("sts").get_caller_identity
        arn = self._asked_of_aws(lambda: str(asked()["Arn"]))
        return diagnosis.without_account("/".join(arn.rpartition(":")[2].split("/")[:2]))

    def catalogue(self, refresh: bool = False) -> Catalogue:
        """All models, and which of them can be called from here. Asks Bedrock once, which costs nothing.

        Where the role may not ask, the catalogue says so and what it knows by itself. refresh: ask anew. Raises an
        error of `helpers.errors` where Bedrock cannot be asked for another reason.
        """
        with self._lock:
            if refresh or "catalogue" not in self._asked:
                try:
                    self._asked["catalogue"] = self._ask_account()
                except errors.AccessDenied as error:
                    return account.unasked(self.region, text.say("catalogue.may_not_ask", why=error.cause))
            return self._asked["catalogue"]

    def _asked_of_aws(self, question: Callable[[], Found]) -> Found:
        """The answer to a question that costs nothing. Raises an error of `helpers.errors`, whatever answered."""
        try:
            return aws.within(min(aws.ASKING_TIMEOUT, self.timeout) + aws.GRACE, question)
        except aws.ReplyTooSlow as error:
            raise errors.NotAnswered(**self._facts(None)) from error
        except Exception as error:
            raise self._explained(error, None, asking=True) from _tellable(error)

    def _ask_account(self) -> Catalogue:
        control = self._client("bedrock")

        def ask() -> Catalogue:
            summaries = control.list_foundation_models(byOutputModality="IMAGE")["modelSummaries"]
            listed = {summary["modelId"] for summary in summaries}
            ours = [name for m in models.MODELS.values() for name in (m.id, *m.aliases) if name in listed]
            availability = {name: control.get_foundation_model_availability(modelId=name) for name in ours}
            pages = control.get_paginator("list_inference_profiles").paginate(typeEquals="SYSTEM_DEFINED")
            profiles = [profile for page in pages for profile in page["inferenceProfileSummaries"]]
            return account.crossed(self.region, summaries, availability, profiles, practice=self.mode == "practice")

        return self._asked_of_aws(ask)

    def __repr__(self) -> str:
        if self.mode == "practice":
            return text.say("connection.practice")
        model = models.MODELS[models.DEFAULT]
        lines = [
            text.say(
                "connection.bedrock",
                region=self.region or text.say("connection.no_region"),
                model=model.title,
                price=model.price_text(),
                date=model.read_on,
            )
        ]
        if self.spending_limit is not None:
            lines.append(text.say("connection.limit", limit=self.spending_limit))
        return "\n".join([*lines, str(self.spent)])


@dataclass(frozen=True, slots=True)
class _Notes:
    """What practice mode tells of a prompt, in a header of its answer."""

    ignored: tuple[str, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, header: str) -> _Notes:
        """Nothing at all for a header of another form: nobody else's header may keep a picture from being shown."""
        fields = wire.json_object(header.encode(errors="replace")) or {}
        ignored, understood = fields.get("ignored"), fields.get("understood")
        pairs = [pair for pair in understood if isinstance(pair, list)] if isinstance(understood, list) else []
        return cls(
            tuple(word for word in ignored if isinstance(word, str)) if isinstance(ignored, list) else (),
            tuple((str(pair[0]), str(pair[1])) for pair in pairs if len(pair) == 2),
        )


@dataclass(frozen=True, slots=True)
class _Came:
    """What came back from one call."""

    called: str  # the model, as it was called
    payload: bytes
    request_id: str
    seconds: float
    notes: _Notes


def price_of(request: ImageRequest, mode: Mode) -> float:
    """What a request costs in a mode, in US dollars: an estimate; 0 in practice mode."""
    if mode == "practice":
        return 0.0
    model = models.model_of(request)
    return models.family_of(model).price(request, model)


def _with_seeds(answer: Answer, request: ImageRequest) -> list[tuple[bytes, int | None]]:
    """Each picture with its seed: the service's word, or that of the request where there is but one picture."""
    seeds: list[int | None] = list(answer.seeds)
    if not seeds and len(answer.images) == 1:
        seeds = [request.seed]
    return [(data, seeds[i] if i < len(seeds) else None) for i, data in enumerate(answer.images)]


def outcome_of(error: errors.WorkshopError) -> spending.Outcome:
    """Whether a call that failed may have been paid for."""
    if isinstance(error, errors.Refused):
        return "failed" if error.status else "refused"  # with an error's status, nothing was made
    if isinstance(error, errors.TimedOut) and error.status:  # Bedrock itself gave it up
        return "failed"
    if isinstance(error, errors.WebPage) and error.status and error.status < 500:
        return "failed"  # somebody on the way said no
    maybe = (errors.TimedOut, errors.ReplyLost, errors.UnexpectedReply, errors.ClusterLost, errors.WorkerDied)
    return "unknown" if isinstance(error, maybe) else "failed"


def _tellable(error: Exception) -> Exception | None:
    """The cause to show below a traceback; none whose text may name the account or hold what signs a request."""
    words = str(error)
    told = not isinstance(getattr(error, "response", None), dict) and words == diagnosis.without_account(words)
    return error if told else None


def _words(body: Any) -> str:
    """What an error says that botocore could not read."""
    if not isinstance(body, bytes):
        return ""
    fields = wire.json_object(body)
    if fields is None:
        return body.decode(errors="replace").strip()
    return " ".join(str(value) for value in fields.values())


def connect(
    mode: Mode | None = None,
    *,
    region: str | None = None,
    profile: str | None = None,
    timeout: float = aws.TIMEOUT,
    spending_limit: float | None = None,
    rules: Rules | None = None,
    language: text.Language | None = None,
    class_size: int | None = None,
    quotas: Mapping[str, float] | None = None,
) -> Connection:
    """Choose where pictures are made; `generate()` uses the last choice.

    mode: "practice" (on this machine: no account, no cost, no network) or "bedrock" (your AWS account; pictures cost
    money). Without it the environment variable IMAGE_WORKSHOP_MODE decides, and without that it is practice. region and
    profile are for bedrock mode, and are otherwise found as boto3 finds them. timeout: seconds without an answer, after
    which a call is given up. spending_limit: US dollars that all calls of this folder's account may cost, or else the
    environment variable IMAGE_WORKSHOP_SPENDING_LIMIT. rules: what goes wrong in practice mode
    (`helpers.practice.service.Rules`). language: "en" or "ko", which all sentences are in from then on; without it as
    it was: chosen before, or that of IMAGE_WORKSHOP_LANGUAGE, of the notebook's folder, or of the system. class_size:
    how many people use the same account at the same time, so that each takes a fair share of its quotas; or else
    IMAGE_WORKSHOP_CLASS_SIZE, or else 1. quotas: requests a minute by the name of the model, for an account whose own
    are not the published ones, as new accounts' often are. Nothing is called yet.

    Raises BadValue for another mode or language, a model nobody knows, and odd numbers.
    """
    global _current
    if language is not None:
        if language not in text.LANGUAGES:
            raise errors.not_among("language", language, text.LANGUAGES)
        text.choose(language)
    _current = opened(mode, region, profile, timeout, spending_limit, rules, class_size, quotas)
    _latest[_current.mode] = _current
    return _current


def latest(mode: Mode) -> Connection:
    """The last connection that `connect` gave for a mode, or what it would give. Raises as `connect` does."""
    return _latest.get(mode) or opened(mode)


def current() -> Connection:
    """The connection that `generate()` would use: the last choice, or what `connect()` would choose."""
    return _current or opened()


def opened(
    mode: Mode | None = None,
    region: str | None = None,
    profile: str | None = None,
    timeout: float = aws.TIMEOUT,
    spending_limit: float | None = None,
    rules: Rules | None = None,
    class_size: int | None = None,
    quotas: Mapping[str, float] | None = None,
) -> Connection:
    """What `connect()` gives, without `generate()` using it from then on."""
    for name, value in {"mode": mode, "region": region, "profile": profile}.items():
        if value is not None and not isinstance(value, str):
            raise errors.BadValue(name, got=type(value).__name__, limit=text.say("limit.text"))
    wish = (mode or os.environ.get(MODE_VARIABLE) or "practice").lower()
    if not isinstance(timeout, (int, float)) or isinstance(timeout, bool) or not 0 < timeout <= LONGEST_TIMEOUT:
        raise errors.BadValue("timeout", got=shown(timeout), limit=text.say("limit.seconds", high=LONGEST_TIMEOUT))
    people, known = _class_size(class_size), checked_quotas(quotas or {})
    if wish == "practice":
        if rules is not None:
            from helpers.practice.service import Rules

            if not isinstance(rules, Rules):
                raise errors.BadValue("rules", got=shown(rules), limit=text.say("limit.rules"))
        return Connection("practice", aws.practice_clients(rules, timeout), timeout, None, people, known)
    if wish == "bedrock":
        limit = _limit(spending_limit)
        try:
            clients = aws.bedrock_clients(region, profile, timeout)
        except Exception as error:  # a profile that is not there, a config file that cannot be read
            raise diagnosis.from_botocore(error, region=region or "?") from error
        return Connection("bedrock", clients, timeout, limit, people, known)
    raise errors.not_among("mode", wish, MODES)


def checked_quotas(given: Mapping[str, float]) -> dict[str, float]:
    """Requests a minute by the name of the model. Raises BadValue for a model nobody knows, and for odd numbers."""
    for name, number in given.items():
        if name not in models.MODELS:
            raise errors.not_among("quotas", name, tuple(models.MODELS))
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not 0 < number <= MOST_A_MINUTE:
            raise errors.BadValue("quotas", got=shown(number), limit=text.say("limit.above", low=0, high=MOST_A_MINUTE))
    return dict(given)


def _class_size(given: int | None) -> int:
    """People, from the argument or the environment."""
    name, value = "class_size", given
    if value is None and (words := os.environ.get(CLASS_VARIABLE, "").strip()):
        name, value = CLASS_VARIABLE, int(words) if words.isascii() and words.isdigit() else words
    if value is None:
        return 1
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LARGEST_CLASS:
        raise errors.BadValue(name, got=shown(value), limit=text.say("limit.whole", low=1, high=LARGEST_CLASS))
    return value


def _limit(given: float | None) -> float | None:
    """US dollars, from the argument or the environment."""
    name, value = "spending_limit", given
    if value is None and (words := os.environ.get(spending.LIMIT_VARIABLE, "").strip()):
        name = spending.LIMIT_VARIABLE
        try:
            value = float(words)
        except ValueError:
            raise errors.BadValue(name, got=repr(words), limit=text.say("limit.dollars")) from None
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e9):
        raise errors.BadValue(name, got=shown(value), limit=text.say("limit.dollars"))
    return value
