"""How strict a practice service is, and what goes wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.practice.service.faults import Fault
from helpers.practice.service.quota import Quotas


@dataclass(frozen=True, slots=True)
class Rules:
    """How strict the service is. The defaults are those of practice mode: everything answers, nothing goes wrong."""

    retired_answer: bool = True  # old code and the lab still call retired models; AWS itself refuses them
    accept_mode: bool = False  # whether Core and Ultra take ``mode: text-to-image``; sources disagree about Bedrock
    quotas: Quotas | None = None  # requests a minute, a model; None: as many as you like
    faults: tuple[Fault, ...] = ()  # what goes wrong with every request, or with a share of them
    # What the account may not use: bare model id -> a key of `invoke.ACCOUNT_STATES`.
    account: Mapping[str, str] = field(default_factory=dict)
