"""What can go wrong, one small class a cause. Each says in plain words what happened, what to do, where to do it and
whether trying again helps, and keeps the service's own words.

The sentences are in `helpers.text`, in English and Korean. Which words of the service or of botocore mean which cause
is in `helpers.diagnosis`.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from helpers import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.picture import Picture

# Whether trying again helps: only after something is changed; maybe, at once; after a while; or first think of the
# money, since the request may have been served.
Again = Literal["change", "now", "later", "ask"]
LONGEST_SHOWN = 100  # characters of a value in a sentence
LONGEST_GOT = 300  # characters of a value in a sentence: somebody may give a whole picture as text


class WorkshopError(Exception):
    """Base of all errors of this kit.

    facts: what the sentences are filled with (got, limit, model, region ...). service_text, code, status and request_id
    are the service's own, empty or None where the error arose on this machine.
    """

    again: ClassVar[Again] = "change"

    def __init__(
        self,
        *,
        service_text: str = "",
        code: str = "",
        status: int | None = None,
        request_id: str = "",
        **facts: Any,
    ) -> None:
        self.service_text, self.code, self.status, self.request_id = service_text, code, status, request_id
        self.facts = facts
        self.kept: Path | str | None = None  # where lies what came and could not be read: it may have been paid for
        super().__init__(service_text or type(self).__name__)

    @property
    def cause(self) -> str:
        """What happened, in a sentence."""
        return self._say("cause")

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self._say("remedy")

    @property
    def where(self) -> str:
        """Where to do it: a page of the console, an IAM action, a setting; empty where there is no such place."""
        return self._say("where")

    @property
    def try_again(self) -> str:
        """Whether trying again helps."""
        return text.say(f"again.{self.again}", **self.facts)

    def _say(self, part: str) -> str:
        """The sentence of this class, or of the nearest of its bases that has one."""
        for kind in type(self).__mro__:
            if text.known(key := f"{kind.__name__}.{part}"):
                return text.say(key, **self.facts)
        return ""

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, to another process: the facts, and what the subclasses add, come along."""
        known = (str, int, float, type(None), Path)
        facts = {name: fact if isinstance(fact, known) else str(fact) for name, fact in self.facts.items()}
        return _revived, (type(self), self.args), self.__dict__ | {"facts": facts}

    def _render_traceback_(self) -> list[str]:
        """What IPython shows below a cell: the sentences, not forty lines of botocore. ``%debug`` still has it all."""
        return [f"{type(self).__name__}: {self}"]

    def details(self) -> list[str]:
        """What else there is to say, a sentence a line: where, whether to try again, and the service's own words."""
        lines = [text.say("error.where", where=self.where)] if self.where else []
        if not isinstance(self, BadValue | FileThere):  # whose remedy says it already
            lines.append(text.say("error.again", again=self.try_again))
        if self.kept is not None:
            lines.append(text.say("error.kept", path=self.kept))
        if self.service_text and self.service_text not in self.cause:
            lines.append(text.say("service_said", words=self.service_text))
        if self.request_id:
            lines.append(text.say("error.request_id", request_id=self.request_id))
        return lines

    def __str__(self) -> str:
        return "\n".join(line for line in (self.cause, self.remedy, *self.details()) if line)


def _revived(kind: type[WorkshopError], arguments: tuple[Any, ...]) -> WorkshopError:
    """An error that comes from another process; what it knows is filled in after that."""
    error = kind.__new__(kind)
    error.args = arguments
    return error


# ---- the request


class BadValue(WorkshopError):
    """A value the model would refuse, caught before the call. facts: what, got, limit, and field, where in the JSON."""

    def __init__(self, what: str = "", **more: Any) -> None:
        if isinstance(got := more.get("got"), str) and len(got) > LONGEST_GOT:
            more["got"] = f"{got[:LONGEST_GOT]}…"
        super().__init__(**{"what": what, "got": "?", "limit": "?", "field": ""} | more)


def shown(value: object) -> str:
    """A value as it stands in a sentence: on one line, and not longer than one reads."""
    try:
        words = " ".join(repr(value).split())
    except ValueError:  # a whole number of more digits than Python turns into text
        return text.say("limit.long_number")
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


def not_among(what: str, got: object, choices: Sequence[str], field: str = "") -> BadValue:
    """The error for a value that is none of the choices, with the one that it looks like."""
    return BadValue(what, got=shown(got), limit=near(got, choices, "limit.one_of"), field=field)


def near(got: object, choices: Sequence[str], key: str) -> str:
    """The sentence of that key with all choices, and the one that comes near to what was given, if one does."""
    import difflib

    said = text.say(key, choices=", ".join(choices))
    found = difflib.get_close_matches(shown(got)[:60].strip("'").lower(), choices, n=1, cutoff=0.5)
    return text.say("limit.near", limit=said, near=found[0]) if found else said


class NoSuchOption(BadValue):
    """An option of a name that there is none of. facts: what, its name; limit, which there are."""


def no_option(name: str, choices: Sequence[str]) -> NoSuchOption:
    """The error for an option that is none of the choices, with the one that it looks like."""
    return NoSuchOption(name, limit=near(name, choices, "limit.options"))


class FileThere(WorkshopError, FileExistsError):
    """A file of that name is there already, and none is overwritten: the learner's own may lie there. path: its."""

    def __init__(self, path: Path | str = "", **more: Any) -> None:
        super().__init__(**{"path": str(path)} | more)
        self.errno, self.filename = errno.EEXIST, str(path)  # as a FileExistsError of Python's own has them

    def __reduce__(self) -> tuple[Any, ...]:
        _, _, known = super().__reduce__()
        return FileThere, (str(self.filename),), known


class BadRequest(WorkshopError):
    """The service did not take the request as it was sent. facts: complaint, what it said of which field."""


class RequestTooLarge(BadRequest):
    """The request is larger than the 25,000,000 bytes that InvokeModel takes."""


class TierNotSupported(BadRequest):
    """Image models have the standard service tier alone."""


class BeyondPractice(BadRequest):
    """Practice mode cannot do that; Bedrock's own models may. facts: words, of the request.

    lack: which of its sentences says what is missing.
    """

    def __init__(self, lack: str = "not_found", **more: Any) -> None:
        super().__init__(**{"lack": lack} | more)

    @property
    def cause(self) -> str:
        return self._say(self.facts["lack"])


class BadCall(WorkshopError):
    """boto3 did not accept the parameters of a call."""


class SpendingLimit(WorkshopError):
    """The call would cost more than the learner's own limit leaves. facts: price, spent, limit, folder."""


# ---- who asks


class NoCredentials(WorkshopError):
    """There are no AWS credentials, or AWS does not accept those there are. Base of the causes below."""


class PartialCredentials(NoCredentials):
    """One half of a key is there, the other is not."""


class InvalidCredentials(NoCredentials):
    """AWS does not know the access key."""


class MangledCredentials(InvalidCredentials):
    """The access key holds what no key has, such as the line break of a hasty copy."""


class CredentialsUnreadable(NoCredentials):
    """What should give the credentials failed: a program, a token's file, a question for a code."""


class ExpiredCredentials(NoCredentials):
    """The credentials were good, and their time is over."""


class SignInNeeded(NoCredentials):
    """A sign-in (IAM Identity Center, aws login) has to be made anew."""


class BadSignature(NoCredentials):
    """The signature does not fit the request: a wrong secret key, or a proxy that changes requests."""


class RequestExpired(BadSignature):
    """The request's time is too far from AWS's: the clock of this machine is off."""


class NoAuthorization(NoCredentials):
    """The request came without a signature and without a key."""


class BadApiKey(NoCredentials):
    """AWS does not know the Bedrock API key; or it is one of another region."""


class MalformedApiKey(BadApiKey):
    """What stands in AWS_BEARER_TOKEN_BEDROCK is no Bedrock API key; or the role may not call with one."""


class ExpiredApiKey(BadApiKey):
    """The Bedrock API key's time is over."""


class ApiKeyNeedsHttps(BadApiKey):
    """botocore sends an API key over HTTPS alone, and the endpoint is plain HTTP."""


class NoProfile(NoCredentials):
    """The AWS profile that was named is not there."""


class BrokenConfig(NoCredentials):
    """The AWS configuration file cannot be read."""


class WrongSetting(BrokenConfig):
    """boto3 cannot work with something in the AWS configuration: a profile's source, a mode, a certificate's file."""


class NoRegion(WorkshopError):
    """No AWS region is set."""


class BadRegion(NoRegion):
    """What is set as a region is none."""


# ---- what one may use


class AccessDenied(WorkshopError):
    """The account or role may not use the model. Base of the causes below."""


class PolicyMissing(AccessDenied):
    """No policy of the role allows the action. facts: action."""


class PolicyForbids(AccessDenied):
    """A policy denies the action explicitly. facts: action."""


class MarketplaceDenied(AccessDenied):
    """The role may not make the AWS Marketplace subscription that a third-party model needs at its first use."""


class PaymentMissing(AccessDenied):
    """The account has no valid means of payment, and the model is sold through AWS Marketplace."""


class AgreementPending(AccessDenied):
    """The AWS Marketplace subscription is being made: up to 15 minutes."""

    again: ClassVar[Again] = "later"


class UseCaseFormMissing(AccessDenied):
    """The provider wants a form about the use case, once an account."""


class AccountRestricted(AccessDenied):
    """AWS has not opened Bedrock to this account, as for some new ones."""


class OptInNeeded(AccessDenied):
    """The account has not opted in to the service or the region."""


# ---- which model


class ModelRetired(WorkshopError):
    """The model has reached its end of life on Bedrock."""


class TaskRetired(ModelRetired):
    """No active model does the task any more. facts: task."""


class ModelLegacy(ModelRetired):
    """The model is marked as legacy: only those who used it in the last weeks may go on using it."""


class ModelUnknown(WorkshopError):
    """Bedrock does not know the model under this id."""


class WrongRegion(ModelUnknown):
    """The model exists, but not in this region (Bedrock calls the identifier invalid)."""


class ProfileNeeded(ModelUnknown):
    """The model answers to its inference profile alone, not to its bare id."""


# ---- how much


class Throttled(WorkshopError):
    """More requests a minute than the quota allows."""

    again: ClassVar[Again] = "later"


class TokensThrottled(Throttled):
    """More tokens a minute than the quota allows: one of text models, that a shared account may meet."""


class QuotaExceeded(WorkshopError):
    """A service quota other than that of requests a minute is used up."""


# ---- the way there and back


class NoConnection(WorkshopError):
    """The service could not be reached."""

    again: ClassVar[Again] = "now"


class ProxyTrouble(NoConnection):
    """The proxy could not be reached, or refused."""


class CertificateTrouble(NoConnection):
    """The certificate that came is not one this machine trusts, as behind a proxy that reads along."""

    again: ClassVar[Again] = "change"


class BadBundle(WrongSetting):
    """The file with the certificates to trust is not there, or holds none."""


class NoTls(NoConnection):
    """What answered does not speak HTTPS, as the practice service does not."""

    again: ClassVar[Again] = "change"


class NothingThere(NoConnection):
    """Nobody listens at an address of the learner's own, as before a practice service is started. facts: address."""

    again: ClassVar[Again] = "change"


class NotAnswered(NoConnection):
    """AWS was asked something that costs nothing, such as which models there are, and no answer came."""


class ReplyLost(NoConnection):
    """The connection broke after the request was sent: the picture may have been made, and be paid for."""

    again: ClassVar[Again] = "ask"


class ClusterLost(NoConnection):
    """The cluster that was to draw is gone, or has no workers left."""

    again: ClassVar[Again] = "later"


class WorkerDied(WorkshopError):
    """Several workers of a cluster died over one picture, which may have been made, and be paid for."""

    again: ClassVar[Again] = "ask"


class WorkerUnfit(WorkshopError):
    """A worker of a cluster cannot draw for this notebook. facts: worker, lack, and what that sentence needs."""

    def __init__(self, lack: str = "kit", **more: Any) -> None:
        super().__init__(**{"lack": lack, "worker": "?"} | more)

    @property
    def cause(self) -> str:
        return self._say(self.facts["lack"])


class TimedOut(WorkshopError):
    """No answer within the read time-out; the picture may have been made, and be paid for, all the same."""

    again: ClassVar[Again] = "ask"


class ModelTimedOut(TimedOut):
    """The model itself took too long, and Bedrock says so."""

    again: ClassVar[Again] = "now"


class RequestTimedOut(TimedOut):
    """The request did not arrive as a whole in time: a slow connection, or large pictures."""

    again: ClassVar[Again] = "now"


# ---- the service


class ServiceTrouble(WorkshopError):
    """Bedrock itself failed, or said something this kit has no name for."""

    again: ClassVar[Again] = "later"


class ServiceUnavailable(ServiceTrouble):
    """Bedrock has no room just now."""


class ModelNotReady(ServiceTrouble):
    """The model is being loaded."""


class ModelFailed(ServiceTrouble):
    """The model broke down over this request."""

    again: ClassVar[Again] = "now"


class NotBedrock(WorkshopError):
    """What answered is not Bedrock's InvokeModel: a wrong endpoint, a proxy, another service."""


class BadEndpoint(NotBedrock):
    """The address that calls are to be sent to cannot be one."""


# ---- what came


class UnexpectedReply(WorkshopError):
    """HTTP 200, but no picture in it. facts: what."""

    again: ClassVar[Again] = "ask"

    def __init__(self, what: str = "", **more: Any) -> None:
        super().__init__(**{"what": what} | more)


class WebPage(UnexpectedReply):
    """A web page came in place of a reply: the sign-in of a network, or a proxy's message."""

    again: ClassVar[Again] = "change"


class ReplyTooLarge(UnexpectedReply):
    """The picture is larger than the 16,777,216 bytes that a reply may have."""

    again: ClassVar[Again] = "change"


class Refused(WorkshopError):
    """The content filter said no. Not a fault of the learner's code.

    reason: the service's words. pictures: what came in place of the refused ones, such as a blurred picture; each is
    on disk.
    """

    def __init__(self, reason: str = "", **more: Any) -> None:
        self.reason = reason
        self.pictures: tuple[Picture, ...] = ()
        super().__init__(**{"reason": reason} | more)

    @property
    def part(self) -> Literal["prompt", "input", "output"]:
        """What was refused: the prompt, the picture that went in, or the one that was made."""
        words = self.reason.lower()
        if "input image" in words:
            return "input"
        return "prompt" if "prompt" in words else "output"

    @property
    def cause(self) -> str:
        return text.say(f"Refused.{self.part}", **self.facts)

    @property
    def remedy(self) -> str:
        # With an error's status, nothing was made; with HTTP 200 something may have been.
        counted = text.say("Refused.uncounted" if self.status else "Refused.counted")
        return text.say(f"{type(self).__name__}.remedy", **self.facts | {"counted": counted})

    @property
    def try_again(self) -> str:
        return text.say("again.seed") if self.part == "output" else super().try_again


class GuardrailIntervened(Refused):
    """A guardrail of the account said no, not the model's own content filter."""

    @property
    def cause(self) -> str:
        return text.say("GuardrailIntervened.cause", **self.facts)
