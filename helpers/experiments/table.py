"""An experiment as rows in a file, CSV or JSON, and the rows read back.

A spreadsheet takes a text that begins with ``=`` for a formula, and a prompt may be any text: such a text has an
apostrophe before it in CSV, which spreadsheets know as the mark of a text, and which `read_rows` takes away again.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import markup
from helpers.errors import BadValue
from helpers.experiments import discreet, source, summary
from helpers.experiments.summary import Measure
from helpers.text import say

if TYPE_CHECKING:
    from helpers.experiments.experiment import Experiment

SCHEMA, VERSION = "image-experiment", 1  # of the JSON; a change that old readers cannot read has a new number
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # how a text begins that must not be taken for a formula
_NUMBER = re.compile(r"-?\d{1,18}(\.\d+)?(e[+-]?\d{1,3})?", re.ASCII)
_WHOLE = ("number", "seed", "stars")
_REAL = ("seconds", "price_usd")
_ALWAYS = ("number", "state")  # columns by which the file of an experiment is known
_YES_NO = ("reused", "favourite")
_TEXTS = ("prompt", "negative_prompt", "model", "mode", "state", "file", "reason", "note")


def as_csv(experiment: Experiment, measure: Measure | None = None) -> bytes:
    """One row a cell, in UTF-8 with the mark by which Excel knows it."""
    rows = summary.rows(experiment, measure)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow([_harmless(name) for name in rows[0]])
    writer.writerows([_harmless(value) for value in row.values()] for row in rows)
    return markup.proper(out.getvalue()).encode("utf-8-sig")


def as_json(experiment: Experiment, measure: Measure | None = None) -> bytes:
    """The rows, with what was changed, what stayed the same, the sums, and the call that makes it again."""
    plan = experiment.plan
    told = {
        "schema": SCHEMA,
        "version": VERSION,
        "title": discreet.discreet(experiment.title),
        "axes": [
            {"name": discreet.discreet(axis.name), "labels": [discreet.discreet(one) for one in axis.labels]}
            for axis in plan.axes
        ],
        "layout": {
            name: [discreet.discreet(plan.axes[number].name) for number in getattr(plan.layout, name)]
            for name in ("rows", "columns", "tabs")
        },
        "held": {name: discreet.discreet(value) for name, value in summary.held(plan).items()},
        "totals": summary.totals(experiment).row(),
        "call": discreet.discreet(source.call(plan, experiment.title)),
        "rows": summary.rows(experiment, measure),
    }
    return markup.proper(json.dumps(told, ensure_ascii=False, indent=1)).encode()


def read_rows(path: Path | str) -> list[dict[str, Any]]:
    """The rows of a CSV or JSON file that `Experiment.save` wrote.

    CSV knows no numbers: a column of an axis comes back as numbers where all its values are some. Raises BadValue for
    what is no such file, and OSError.
    """
    path = Path(path)
    try:
        return _of_csv(path) if path.suffix.lower() == ".csv" else _of_json(path)
    except (ValueError, KeyError, TypeError, RecursionError, csv.Error) as error:
        raise BadValue("path", got=path.name, limit=say("experiment_report.no_rows")) from error


def _of_csv(path: Path) -> list[dict[str, Any]]:
    """Raises ValueError and csv.Error for what is no such file, and OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        heads = next(lines, [])
        rows = [line for line in lines if line]
    if not set(_ALWAYS) <= set(heads) or len(set(heads)) < len(heads):
        raise ValueError(f"not the columns of an experiment: {heads!r:.100}")
    return _typed([dict(zip(heads, row, strict=True)) for row in rows])


def _of_json(path: Path) -> list[dict[str, Any]]:
    """Raises ValueError, KeyError, TypeError and RecursionError for what is no such file, and OSError."""
    found = json.loads(path.read_bytes())
    if (found["schema"], found["version"]) != (SCHEMA, VERSION):
        raise ValueError(f"not {SCHEMA} {VERSION}")
    if not all(isinstance(row, dict) for row in found["rows"]):
        raise TypeError("a row that is none")
    return list(found["rows"])


def _harmless(value: Any) -> Any:
    """A value that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _as_it_was(words: str) -> str:
    return words[1:] if words.startswith("'") and _FORMULA.match(words) else words


def _typed(rows: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The rows of a CSV file, with numbers where there were some."""
    if not rows:
        return []
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    typed = {_as_it_was(name): _column(_as_it_was(name), values) for name, values in columns.items()}
    return [dict(zip(typed, values, strict=True)) for values in zip(*typed.values(), strict=True)]


def _column(name: str, values: Iterable[str]) -> list[Any]:
    values = list(values)
    if name in _YES_NO:
        return [value == "True" for value in values]
    if name in _TEXTS:
        return [_as_it_was(value) for value in values]
    if name in _WHOLE or name in _REAL:
        kind = int if name in _WHOLE else float
        return [kind(value) if value else None for value in values]
    numbers = [_number(value) for value in values]
    if all(number is not None or not value for number, value in zip(numbers, values, strict=True)):
        return numbers
    return [_as_it_was(value) for value in values]


def _number(words: str) -> int | float | None:
    if not _NUMBER.fullmatch(words):
        return None
    return int(words) if words.lstrip("-").isdigit() else float(words)
