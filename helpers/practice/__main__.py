"""``python -m helpers.practice --port 9000``: Bedrock's image models on this machine, over HTTP."""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

from helpers.practice import service
from helpers.practice.families import FAMILIES
from helpers.practice.http import Server
from helpers.practice.service import faults
from helpers.practice.service.invoke import ACCOUNT_STATES

T = TypeVar("T")

FILES = 1024  # open files: twice what all connections together can take; macOS gives a program 256
MODELS = sorted({name.removeprefix("us.") for name in FAMILIES})

# The faults that are no error of Bedrock's; those say themselves what they are.
DESCRIPTIONS = {
    "slow": f"the first byte comes after {faults.SLOW:g} seconds, the last after {2 * faults.SLOW:g}",
    "hang": "no answer ever comes, and the connection stays open",
    "reset": "the connection is reset in the middle of the answer",
    "reset-at-once": "the connection is reset before the answer",
    "truncated-json": "half of the JSON, which is complete as HTTP sees it",
    "empty": "a body of no bytes",
    "content-type": "the right body, under the wrong Content-Type",
    "html": "a web page in place of the answer, as a hotel's network sends one",
    "base64": "the picture is no base64 from its middle on",
    "not-an-image": "the base64 of a text in place of a picture",
    "huge-image": f"a picture of {faults.HUGE_SIDE} x {faults.HUGE_SIDE} pixels, in a small file",
    "inference-error": "the model says that it failed, in the words of its family, if it has some",
}


def main() -> None:
    port, rules = read(sys.argv[1:])
    try:
        server = Server(port, rules)
    except (OSError, OverflowError) as error:
        sys.exit(f"Port {port} cannot be used ({error}). Try another one, or --port 0 for a free one.")

    def asked_to_stop(number: int, frame: object) -> None:
        if server.stopping:
            os._exit(128 + number)  # for the second time: at once
        server.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, asked_to_stop)
    _allow_files()
    asyncio.run(server.run(ready=lambda: print(f"ready: {server.address}", flush=True)))
    os._exit(0)  # Python would wait for pictures that are still being drawn, and nobody is left to look at them


def read(arguments: list[str]) -> tuple[int, service.Rules]:
    """The port and the rules that a command line asks for. Ends the process for one that is wrong."""
    options = _parser().parse_args(arguments)
    quotas = {model: quota for given in options.quota for model, quota in given.items()}
    return options.port, service.Rules(
        retired_answer=options.lifecycle == "lab",
        accept_mode=options.accept_mode,
        quotas=_quotas(quotas) if quotas else None,
        faults=tuple(options.fault),
        account=dict(options.account),
    )


def _allow_files() -> None:
    """Let this process open as many files as there may be connections."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence. argparse would have the whole usage before it."""
        self.exit(2, f"{self.prog}: {message}\n")


class _ListFaults(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(faults_listed())
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m helpers.practice",
        description="Amazon Bedrock's image models on this machine, for clients with AWS_ENDPOINT_URL_BEDROCK_RUNTIME.",
        epilog=(
            "A client can ask for a fault with a single request, too: by the header x-practice-fault. "
            "Ctrl-C ends the service; a second one does not wait for answers in progress."
        ),
    )
    parser.add_argument("--port", type=int, default=9000, help="0 picks a free one (default: 9000)")
    parser.add_argument(
        "--lifecycle",
        choices=("lab", "aws"),
        default="lab",
        help="lab: retired models answer too, as old code needs them; aws: they are refused as AWS does (default: lab)",
    )
    parser.add_argument(
        "--accept-mode",
        action="store_true",
        help='let Stable Image Core and Ultra take "mode": "text-to-image", which sources disagree about',
    )
    wrong = parser.add_argument_group("what goes wrong", "Each of these may be given several times.")
    wrong.add_argument(
        "--fault",
        type=_sentence(service.Fault.read),
        action="append",
        default=[],
        metavar="NAME[=SHARE]",
        help="a fault that every request meets, or a share of them, 0 to 1, such as throttle=0.3; of several faults, "
        "the first that a request meets counts",
    )
    wrong.add_argument("--list-faults", action=_ListFaults, nargs=0, help="print the names of all faults, and end")
    wrong.add_argument(
        "--quota",
        type=_sentence(_quota),
        action="append",
        default=[],
        metavar="published|MODEL=PER_MINUTE[,BURST]",
        help="requests a minute, and how many may come at once (without it, a minute's): published has AWS's default "
        "for every model; of two for one model, the last counts (default: no quotas)",
    )
    wrong.add_argument(
        "--account",
        type=_sentence(_account),
        action="append",
        default=[],
        metavar="MODEL=STATE",
        help=f"a model the account may not use, and why: {', '.join(ACCOUNT_STATES)}",
    )
    return parser


def _sentence(read: Callable[[str], T]) -> Callable[[str], T]:
    """For argparse, which keeps the text of its own error alone."""

    def reading(words: str) -> T:
        try:
            return read(words)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reading


def _quota(words: str) -> dict[str, tuple[float, float]]:
    """Model id -> requests a minute, and how many may come at once. Raises ValueError for what is no quota."""
    if words == "published":
        return {model: (per_minute, per_minute) for model, per_minute in service.PUBLISHED.items()}
    name, equals, numbers = words.rpartition("=")
    if not equals:
        raise ValueError(f"{words!r} is neither published nor of the form MODEL=PER_MINUTE[,BURST]")
    number, comma, burst = numbers.partition(",")
    per_minute = _number(number, f"the quota of {name} is {number!r}; it must be a number of requests a minute")
    at_once = _number(burst, f"the burst of {name} is {burst!r}; it must be a number of requests") if comma else None
    return {_model(name): (per_minute, per_minute if at_once is None else at_once)}


def _number(words: str, complaint: str) -> float:
    """Raises ValueError with the complaint for what is not a number of 0 or more."""
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise ValueError(f"{complaint}, 0 or more")
    return number


def _quotas(given: dict[str, tuple[float, float]]) -> service.Quotas:
    """given: model id -> requests a minute, and how many may come at once."""
    return service.Quotas(
        {model: per_minute for model, (per_minute, _) in given.items()},
        burst={model: at_once for model, (_, at_once) in given.items()},
    )


def _account(words: str) -> tuple[str, str]:
    """Model id and state. Raises ValueError for others than there are."""
    name, equals, state = words.rpartition("=")
    if not equals:
        raise ValueError(f"{words!r} is not of the form MODEL=STATE")
    if state not in ACCOUNT_STATES:
        raise ValueError(f"there is no state {state!r}; there are: {', '.join(ACCOUNT_STATES)}")
    return _model(name), state


def _model(name: str) -> str:
    """A model's bare id. Raises ValueError for a model nobody knows."""
    bare = name.removeprefix("us.")
    if bare not in MODELS:
        raise ValueError(f"there is no model {name!r}; there are: {', '.join(MODELS)}")
    return bare


def faults_listed() -> str:
    """The names of all faults and what they are, in groups."""
    errors = {
        name: f"{status} {code or 'without a code'}: {text or 'without a message'}"
        for name, (status, code, text, _) in faults.ERRORS.items()
    }
    groups = {
        "Errors of Bedrock's": errors,
        "An answer that goes wrong on its way": faults.TRANSPORT,
        "A picture that is wrong": faults.IMAGES,
        "A model that fails": faults.REPLIES,
    }
    width = max(map(len, faults.NAMES))
    return "\n\n".join(
        "\n".join([f"{title}:", *(f"  {name:{width}}  {errors.get(name) or DESCRIPTIONS[name]}" for name in names)])
        for title, names in groups.items()
    )


if __name__ == "__main__":
    main()
