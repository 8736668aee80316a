"""Several AWS accounts and regions at once: each has quotas of its own, so that more calls a minute get through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers import client
from helpers.client import Connection
from helpers.errors import BadValue, WorkshopError, shown
from helpers.request import ImageRequest
from helpers.text import say


@dataclass(frozen=True, slots=True)
class Account:
    """An account and a region, as boto3 finds them. None: as it finds them without being told.

    Raises BadValue for what is no text, a model nobody knows, and odd numbers.
    """

    profile: str | None = None  # of the AWS configuration: whose credentials are used
    region: str | None = None
    # Requests a minute by the name of the model, where they are not the published ones; None: as the connection has it.
    quotas: Mapping[str, float] | None = field(default=None, hash=False)

    def __post_init__(self) -> None:
        for name, value in (("profile", self.profile), ("region", self.region)):
            if value is not None and not isinstance(value, str):
                raise BadValue(name, got=type(value).__name__, limit=say("limit.text"))
        client.checked_quotas(self.quotas or {})

    @property
    def name(self) -> str:
        """For people."""
        return " · ".join(filter(None, (self.profile, self.region))) or say("accounts.usual")

    def connection(self, like: Connection) -> Connection:
        """Its connection, with the time-out, the spending limit and the size of the class of another one.

        The limit is one for all: the account that is kept of what was spent is the folder's. Raises NoProfile, and the
        other causes of an AWS configuration that cannot be used.
        """
        quotas = like.quotas if self.quotas is None else self.quotas
        more = (like.timeout, like.spending_limit, None, like.class_size, quotas)
        return client.opened("bedrock", self.region, self.profile, *more)


def several(accounts: Any) -> tuple[Account, ...]:
    """The accounts, each once. Raises BadValue for what is no list of them."""
    given = list(accounts) if isinstance(accounts, Iterable) and not isinstance(accounts, str) else [accounts]
    for one in given:
        if not isinstance(one, Account):
            raise BadValue("accounts", got=shown(one), limit=say("accounts.list"))
    return tuple(dict.fromkeys(given))


def connected(
    accounts: Iterable[Account], like: Connection, request: ImageRequest
) -> tuple[dict[str, Connection], dict[str, WorkshopError]]:
    """The connections of those that can call, by the accounts' names, and what is wrong with the others.

    Nothing is called. Raises what is wrong with the first, where none can.
    """
    ready: dict[str, Connection] = {}
    wrong: dict[str, WorkshopError] = {}
    for account in accounts:
        try:
            made = account.connection(like)
            made.require(request)
        except WorkshopError as error:
            wrong[account.name] = error
        else:
            ready[account.name] = made
    if wrong and not ready:
        raise next(iter(wrong.values()))
    return ready, wrong
