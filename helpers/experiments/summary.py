"""What an experiment comes to: what was changed, what stayed the same, what it brought and cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from helpers import models, tasks
from helpers.collection import moment
from helpers.errors import BadValue
from helpers.experiments import discreet
from helpers.experiments.axes import alternatives, chosen, label
from helpers.experiments.manifest import counted
from helpers.experiments.plan import Cell, Plan
from helpers.gallery import InputGone
from helpers.picture import Picture
from helpers.text import known, say

if TYPE_CHECKING:
    from helpers.experiments.experiment import Experiment

WORDS = ("prompt", "negative_prompt")
# What is measured on a picture: columns of a table, by their headings.
Measure = Callable[[Picture], Mapping[str, Any]]


def title_of(experiment: Experiment) -> str:
    return discreet.discreet(experiment.title) or say("experiment_report.title")


def name_of(argument: str) -> str:
    """What an argument is called on a page."""
    return say(f"experiment.axis.{argument}") if known(f"experiment.axis.{argument}") else argument


def _braces(plan: Plan) -> dict[str, range]:
    """The axes of the words in braces, by the prompt that they are in."""
    found, at = {}, 0
    for name in WORDS:
        count = len(alternatives(str(plan.given.get(name, ""))))
        found[name] = range(at, at + count)
        at += count
        if not count and at < len(plan.axes) and plan.axes[at].name == name:
            at += 1  # several prompts are an axis
    return found


def axis_keys(plan: Plan) -> list[str]:
    """The names of the axes; of words in braces without a name, in which prompt and which of its braces: "prompt 1"."""
    keys = [axis.name for axis in plan.axes]
    for name, numbers in _braces(plan).items():
        for braces, number in enumerate(numbers, 1):
            if plan.axes[number].is_choice:
                keys[number] = f"{name} {braces}"
    return keys


def axis_title(plan: Plan, number: int) -> str:
    """What an axis is called; one of words in braces may have no name of its own."""
    if not plan.axes[number].is_choice:
        return discreet.discreet(plan.axes[number].title)
    name, _, braces = axis_keys(plan)[number].partition(" ")
    several = len(_braces(plan)[name]) > 1
    return say(f"experiment_report.words.{name}", number=f" ({braces})" if several else "")


def axis_titles(plan: Plan, numbers: Sequence[int]) -> str:
    """Of those that stand in the same place; empty for none."""
    return " · ".join(axis_title(plan, number) for number in numbers)


def named(plan: Plan, numbers: Sequence[int], cell: Cell) -> str:
    """A cell's values on these axes with their names: "seed: 3"; of words in a prompt only the words."""
    parts = []
    for number in numbers:
        key, label = axis_keys(plan)[number], cell.labels[number]
        parts.append(at(key, label))
    return discreet.discreet(" · ".join(parts))


def at(key: str, label: str) -> str:
    """A value of an axis with its name: "seed: 3"; of words in a prompt only the words."""
    return label if key.partition(" ")[0] in WORDS else f"{name_of(key)}: {label}"


def about(argument: str) -> str:
    """What an argument is, for somebody who does not know; empty where there is nothing to say."""
    return say(f"experiment_report.about.{argument}") if known(f"experiment_report.about.{argument}") else ""


def held(plan: Plan) -> dict[str, str]:
    """What all pictures have in common, by the names of the arguments, in the words of a page."""
    asked = [cell for cell in plan.cells if cell.request]
    records = [_record(cell) for cell in asked]
    names = list(dict.fromkeys(name for record in records for name in record))
    out = {}
    for name in names:
        values = [record.get(name) for record in records]
        if all(value == values[0] for value in values) and values[0] is not None:
            out[name] = label(name, values[0]) if name != "prompt" else str(values[0])
    for name in ("prompt", "negative_prompt", "style"):  # with blanks where words are changed in it
        if name not in out and name in plan.given and not (name == "style" and "prompt" in out):
            out[name] = label(name, plan.given[name]) if name == "style" else blanked(plan, name)
    first = [name for name in ("prompt", "negative_prompt", "style") if name in out]
    return {name: out[name] for name in dict.fromkeys([*first, *out])}


def blanked(plan: Plan, name: str) -> str:
    """A prompt as it was given, with a blank for what is in braces: "…", or the name that it has, in brackets."""
    return chosen(str(plan.given[name]), blanks(plan, name))


def blanks(plan: Plan, name: str) -> list[str]:
    """What stands for each of the braces of a prompt where the prompt is told."""
    axes = [plan.axes[number] for number in _braces(plan)[name]]
    return ["…" if axis.is_choice else f"[{axis.title}]" for axis in axes]


def _record(cell: Cell) -> dict[str, Any]:
    """What a cell asks for, flat."""
    assert cell.request is not None
    record = cell.request.record()
    task = record.pop("task", None)
    if "width" in record and "height" in record:
        record["size"] = (record.pop("width"), record.pop("height"))
    record |= {"model": cell.model or record.get("model"), "mode": cell.mode}
    if task is None:
        return record
    told = {name: value for name, value in task.items() if isinstance(value, (str, int, float)) and name != "name"}
    return record | told | {"task": tasks.title(task["name"])}


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of an experiment. Cells that ask for the same picture count it once in what it cost."""

    cells: int
    pictures: int
    drawn: int  # for this experiment
    reused: int  # there before
    refused: int
    failed: int
    impossible: int
    waiting: int
    price_usd: float  # an estimate: of what was drawn for it
    seconds: float  # of all calls, one after the other
    stars: float | None  # the mean of those that were given; None: nobody gave any
    first: str  # when the first and the last picture were made, ISO 8601; "" for none
    last: str

    def row(self) -> dict[str, Any]:
        """As plain values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def totals(experiment: Experiment) -> Totals:
    """The sums, as they stand now."""
    counts = experiment.counts
    outcomes = {cell.key: experiment.outcome(cell) for cell in experiment.plan.asked.values()}
    made = [outcome for outcome in outcomes.values() if outcome.state == "made"]
    moments = sorted(filter(None, (_made_at(experiment, cell) for cell in experiment.plan.asked.values())))
    stars = [row["stars"] for row in experiment.rows() if row["stars"] and row["state"] == "made"]
    return Totals(
        cells=len(experiment.cells),
        pictures=counts["made"],
        drawn=sum(1 for outcome in made if not outcome.reused),
        reused=sum(1 for outcome in made if outcome.reused),
        refused=counts["refused"],
        failed=counts["failed"],
        impossible=counts["impossible"],
        waiting=counts["waiting"] + counts["drawing"],
        price_usd=round(sum(outcome.price_usd for outcome in made), 6),
        seconds=round(sum(outcome.seconds for outcome in made), 3),
        stars=round(sum(stars) / len(stars), 2) if stars else None,
        first=moments[0] if moments else "",
        last=moments[-1] if moments else "",
    )


def _made_at(experiment: Experiment, cell: Cell) -> str:
    """When its picture was made, ISO 8601 and UTC; empty for none."""
    entry = experiment.entry(cell)
    found = (moment(entry.record.get("made_at")) if entry else None) or moment(experiment.outcome(cell).at)
    return found.astimezone(UTC).isoformat(timespec="seconds") if found else ""


def when(first: str, last: str) -> str:
    """The days from the one moment to the other, in words; empty where nobody knows."""
    if not first:
        return ""
    days = [f"{datetime.fromisoformat(moment):%Y-%m-%d}" for moment in (first, last)]
    return days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"


def makers(experiment: Experiment) -> str:
    """The models, by their titles."""
    names = dict.fromkeys(cell.model for cell in experiment.plan.asked.values())
    return ", ".join(models.MODELS[name].title if name in models.MODELS else name for name in names)


def modes(plan: Plan) -> list[str]:
    """In which modes it is drawn, practice mode first."""
    return sorted({cell.mode for cell in plan.asked.values()}, reverse=True)


def counts(experiment: Experiment) -> str:
    """How many cells came to which end, as a sentence."""
    found = experiment.counts
    return counted({state: found[state] for state in ("made", "refused", "failed", "impossible", "waiting")})


def require_something(experiment: Experiment) -> None:
    """Raises BadValue where nothing was drawn yet, so that there is nothing to tell."""
    found = experiment.counts
    if not (found["made"] or found["refused"] or found["failed"]):
        raise BadValue("experiment", got=counts(experiment), limit=say("experiment_report.nothing"))


def rows(experiment: Experiment, measure: Measure | None = None) -> list[dict[str, Any]]:
    """`Experiment.rows` as anybody may see them, with what was measured on the pictures."""
    out = []
    for cell, row in zip(experiment.cells, experiment.rows(), strict=True):
        found: dict[str, Any] = {}
        if measure:
            picture, why = picture_of(experiment, cell)
            try:
                found = measured(picture, measure)
            except OSError as error:
                why = say("picture.unreadable", why=error)
            found |= {"reason": row["reason"] or why} if row["state"] == "made" else {}
        out.append(discreet.row(row | found))
    heads = dict.fromkeys(name for row in out for name in row)
    return [{name: row.get(name) for name in heads} for row in out]


def measured(picture: Picture | None, measure: Measure | None) -> dict[str, Any]:
    """What was measured on a picture; nothing where there is none. Raises OSError where it cannot be looked at."""
    if not (picture and measure):
        return {}
    picture.image.load()
    return dict(measure(picture))


def picture_of(experiment: Experiment, cell: Cell) -> tuple[Picture | None, str]:
    """A cell's picture, or why there is none to be seen."""
    try:
        found = experiment.picture(cell)
    except FileNotFoundError as error:
        return None, _gone(experiment, cell, error)
    except (OSError, ValueError) as error:
        return None, say("picture.unreadable", why=discreet.reason(str(error)))
    return found, "" if found else why_none(experiment, cell)


def _gone(experiment: Experiment, cell: Cell, error: FileNotFoundError) -> str:
    """Which of the files is gone: the picture itself, one that went into it, or what was written down of it."""
    file = experiment.outcome(cell).file
    if not experiment.store.has(file):
        return say("experiment_report.gone", file=file)
    return say(f"experiment_report.{'input_gone' if isinstance(error, InputGone) else 'record_gone'}", file=file)


def why_none(experiment: Experiment, cell: Cell) -> str:
    """Why a cell has no picture, in a sentence or two."""
    outcome = experiment.outcome(cell)
    return discreet.reason(" ".join(filter(None, (outcome.reason, outcome.remedy))))


def state_of(experiment: Experiment, cell: Cell) -> str:
    """What became of it, in a word or two."""
    outcome = experiment.outcome(cell)
    return say(f"experiment_report.state.{'reused' if outcome.reused else outcome.state}")


def values(plan: Plan, cell: Cell) -> Iterator[tuple[str, str]]:
    """The axes' titles with a cell's labels."""
    for number, words in enumerate(cell.labels):
        yield axis_title(plan, number), discreet.discreet(words)
