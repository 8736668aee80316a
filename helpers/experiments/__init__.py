"""Prompt experiments: one thing changed at a time, many pictures, none paid for twice.

`experiment(...)` plans a grid of pictures, says what it costs and how long it takes, draws it when told so, and goes on
where it stopped if it is called again. `Experiment.save` takes it away as a report, a contact sheet or a table;
`compare` sets two side by side.
"""

from helpers.experiments.accounts import Account
from helpers.experiments.axes import ladder
from helpers.experiments.compare import Comparison, compare
from helpers.experiments.experiment import Experiment, experiment, past_experiments
from helpers.experiments.table import read_rows

__all__ = ["Account", "Comparison", "Experiment", "compare", "experiment", "ladder", "past_experiments", "read_rows"]
