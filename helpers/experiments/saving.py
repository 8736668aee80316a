"""An experiment taken away as a file, of the kind that the file's name asks for."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import export
from helpers.errors import FileThere, not_among
from helpers.experiments import report, sheet, summary, table
from helpers.experiments.report import AsHtml
from helpers.experiments.summary import Measure
from helpers.text import say

if TYPE_CHECKING:
    from helpers.experiments.experiment import Experiment

ENDINGS = (".html", ".png", ".csv", ".json")


def save(
    experiment: Experiment,
    path: Path | str,
    measure: Measure | None = None,
    results: Sequence[AsHtml] = (),
    conclusion: str = "",
) -> Path:
    """As `Experiment.save` says."""
    path = Path(path)
    check_new(path, ENDINGS)
    summary.require_something(experiment)
    match path.suffix.lower():
        case ".html":
            data = report.report(experiment, measure, results, conclusion)
        case ".png":
            data = sheet.contact_sheet(experiment)
        case ".csv":
            data = table.as_csv(experiment, measure)
        case _:
            data = table.as_json(experiment, measure)
    return export.new_file(path, data)


def check_new(path: Path, endings: Sequence[str]) -> None:
    """Raises BadValue for another ending, FileThere where there is such a file, and FileNotFoundError where its folder
    is not: before a minute's work is done in vain."""
    if path.suffix.lower() not in endings:
        raise not_among("path", path.suffix or path.name, endings)
    if path.exists():
        raise FileThere(path)
    if not path.absolute().parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, say("experiment_report.no_folder"), str(path))
