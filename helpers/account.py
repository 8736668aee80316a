"""The catalogue crossed with an account: which models can be called from here, how, and why the others cannot.

Pure functions over what Bedrock's control plane answered (ListFoundationModels, GetFoundationModelAvailability,
ListInferenceProfiles); the calls themselves are made in `helpers.client`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from helpers import markup, models
from helpers.errors import not_among
from helpers.models.catalogue import Model
from helpers.tasks import TASKS, TaskName
from helpers.text import say

# ready: can be called. practice: left Bedrock, practice mode answers. locked: here, but the account may not use it yet.
# legacy: on its way out. absent: not in this region. no-profile: there, but no inference profile leads to it.
# retired: gone from Bedrock. unasked: Bedrock was not asked.
State = Literal["ready", "practice", "locked", "legacy", "absent", "no-profile", "retired", "unasked"]
CALLABLE: tuple[State, ...] = ("ready", "practice", "legacy", "unasked")

_GOOD = ("AVAILABLE", "AUTHORIZED")


@dataclass(frozen=True, slots=True)
class Offer:
    """One model as an account in one region sees it."""

    model: Model
    state: State
    call_id: str  # what InvokeModel is given there
    states: Mapping[
        str, str
    ]  # Bedrock's own words on agreement, authorization, entitlement, region; empty if not asked

    @property
    def usable(self) -> bool:
        return self.state in CALLABLE

    def state_text(self, region: str) -> str:
        """For people, in their language."""
        wrong = ", ".join(f"{name} {state}" for name, state in self.states.items() if state not in _GOOD)
        near = models.nearest(self.model.tasks[0], besides=self.model)
        return say(f"offer.{self.state}", region=region, states=wrong, instead=near.name)


@dataclass(frozen=True)
class Catalogue:
    """All models and their states. As the last line of a cell it shows itself as a table."""

    offers: tuple[Offer, ...]
    region: str
    unknown: tuple[str, ...] = ()  # image models that the account has and this kit does not know
    why: str = ""  # why the account was not asked, if it was not
    today: date | None = None  # against which the age of the facts is told; None: the day it is

    def usable(self, task: TaskName | None = None, *, retired: bool = False) -> list[Model]:
        """The models that can be called now, the usual choice first.

        task: only those that do it. retired: in practice mode those too that have left Bedrock.
        Raises BadValue for a task nobody knows.
        """
        if task is not None and task not in TASKS:
            raise not_among("task", task, tuple(TASKS))
        offers = [offer for offer in self.offers if offer.usable and (retired or offer.state != "practice")]
        return [offer.model for offer in offers if task is None or offer.model.can(task)]

    def offer(self, model: Model) -> Offer:
        """The entry of a model."""
        return next(offer for offer in self.offers if offer.model is model)

    def __getitem__(self, name: str) -> Offer:
        """The entry of a model by its name, id, inference profile or ARN. Raises BadValue for one nobody knows."""
        model = models.find(name) if isinstance(name, str) else None
        if model is None:
            raise not_among("model", name, tuple(models.MODELS))
        return self.offer(model)

    def for_task(self, task: TaskName) -> Catalogue:
        """The same, with the models alone that do a task."""
        chosen = tuple(offer for offer in self.offers if task in offer.model.tasks)
        return replace(self, offers=chosen)

    def rows(self) -> list[tuple[str, ...]]:
        """The table's lines: name, tasks, state, regions, call, price, quota."""
        return [
            (
                offer.model.name,
                ", ".join(offer.model.tasks),
                offer.state_text(self.region),
                ", ".join(offer.model.regions),
                offer.call_id,
                offer.model.price_text(),
                say("catalogue.per_minute", count=offer.model.requests_per_minute)
                if offer.model.requests_per_minute
                else "-",
            )
            for offer in self.offers
        ]

    def notes(self) -> list[str]:
        """What is to be said below the table."""
        out = [self.why] if self.why else []
        out.append(say("catalogue.read_on", date=models.READ_ON))
        old = sorted({offer.model.days_old(self.today) for offer in self.offers if offer.model.stale(self.today)})
        if old:
            out.append(say("catalogue.stale", days=old[-1]))
        if self.unknown:
            out.append(say("catalogue.unknown", names=", ".join(self.unknown)))
        return out

    def __repr__(self) -> str:
        lines = [f"{name}: {state}; {price}; {tasks}" for name, tasks, state, _, _, price, _ in self.rows()]
        return "\n".join([*lines, *self.notes()])

    def _repr_html_(self) -> str:
        columns = ("name", "tasks", "state", "regions", "call", "price", "quota")
        heads = [say(f"catalogue.{column}") for column in columns]
        return markup.table(heads, self.rows()) + markup.wordy(markup.lines(self.notes(), "p"))


def unasked(region: str, why: str) -> Catalogue:
    """The catalogue by its own facts alone, where an account may not be asked. why: a sentence that says so."""
    offers = []
    for model in models.MODELS.values():
        state: State = "unasked" if model.active else "retired"
        if model.active and region and region not in model.regions:
            state = "absent"
        offers.append(Offer(model, state, model.call_id, {}))
    return Catalogue(tuple(offers), region, why=why)


def crossed(
    region: str,
    summaries: Sequence[Mapping[str, Any]],
    availability: Mapping[str, Mapping[str, Any]],
    profiles: Iterable[Mapping[str, Any]],
    practice: bool = False,
) -> Catalogue:
    """The catalogue as an account sees it. The account's word counts more than the catalogue's.

    summaries: of ListFoundationModels; availability: model id -> GetFoundationModelAvailability's answer; profiles: of
    ListInferenceProfiles. practice: retired models have left the lists there, too, and still answer.
    """
    listed = {summary["modelId"]: summary for summary in summaries if summary.get("modelId")}
    called = _profile_of(profiles)
    offers = []
    for model in models.MODELS.values():
        name = next((identifier for identifier in (model.id, *model.aliases) if identifier in listed), None)
        states = _states(availability.get(name or "", {}))
        state = _state(model, listed.get(name or ""), states, model.id in called)
        if practice and state == "retired":
            state = "practice"
        offers.append(Offer(model, state, called.get(model.id, model.call_id), states))
    known = {identifier for model in models.MODELS.values() for identifier in (model.id, *model.aliases)}
    return Catalogue(tuple(offers), region, tuple(sorted(set(listed) - known)))


def _state(model: Model, summary: Mapping[str, Any] | None, states: Mapping[str, str], has_profile: bool) -> State:
    if summary is None:
        return "absent" if model.active else "retired"
    if any(state not in _GOOD for state in states.values()):
        return "locked"
    if summary.get("modelLifecycle", {}).get("status") == "LEGACY":
        return "legacy"
    on_demand = "ON_DEMAND" in summary.get("inferenceTypesSupported", ["ON_DEMAND"])
    return "ready" if has_profile or on_demand else "no-profile"


def _states(found: Mapping[str, Any]) -> dict[str, str]:
    """The four answers of GetFoundationModelAvailability, by a short name; those that came."""
    agreement = found.get("agreementAvailability")
    answers = {
        "agreement": agreement.get("status") if isinstance(agreement, Mapping) else None,
        "authorization": found.get("authorizationStatus"),
        "entitlement": found.get("entitlementAvailability"),
        "region": found.get("regionAvailability"),
    }
    return {name: str(state) for name, state in answers.items() if state is not None}


def _profile_of(profiles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Model id -> the id of an active inference profile of AWS's own that leads to it."""
    out: dict[str, str] = {}
    for profile in profiles:
        if profile.get("status", "ACTIVE") != "ACTIVE" or not profile.get("inferenceProfileId"):
            continue
        for model in profile.get("models", ()):
            out.setdefault(str(model.get("modelArn", "")).rpartition("/")[2], profile["inferenceProfileId"])
    return out
