"""Bedrock Image Workshop: make pictures with Stable Diffusion, on this machine or on Amazon Bedrock.

from helpers import connect, generate

connect()                                   # practice mode; connect("bedrock") uses your AWS account
generate("a red fox in the snow", seed=7)   # shows itself as the last line of a cell

Edits are functions, too: vary, inpaint, erase, outpaint, search_replace ... (`helpers.verbs`). `catalogue()` shows
which models there are; every error is one of `helpers.errors`, and says what to do.
"""

from typing import TYPE_CHECKING, Any

from helpers.check import check
from helpers.client import Connection, connect
from helpers.errors import (
    AccessDenied,
    BadCall,
    BadRequest,
    BadValue,
    BeyondPractice,
    FileThere,
    ModelRetired,
    ModelUnknown,
    NoConnection,
    NoCredentials,
    NoRegion,
    NotBedrock,
    QuotaExceeded,
    Refused,
    ServiceTrouble,
    SpendingLimit,
    Throttled,
    TimedOut,
    UnexpectedReply,
    WorkerDied,
    WorkerUnfit,
    WorkshopError,
)
from helpers.models import MODELS
from helpers.picture import Picture, Pictures
from helpers.request import ImageRequest
from helpers.verbs import (
    catalogue,
    erase,
    from_colors,
    from_sketch,
    from_structure,
    generate,
    generate_several,
    in_style_of,
    inpaint,
    outpaint,
    remove_background,
    replace_background,
    search_recolor,
    search_replace,
    transfer_style,
    try_on,
    upscale,
    vary,
)

if TYPE_CHECKING:
    from helpers.experiments import Account, compare, experiment, ladder, past_experiments, read_rows

__all__ = [
    "MODELS",
    "AccessDenied",
    "Account",
    "BadCall",
    "BadRequest",
    "BadValue",
    "BeyondPractice",
    "Connection",
    "FileThere",
    "ImageRequest",
    "ModelRetired",
    "ModelUnknown",
    "NoConnection",
    "NoCredentials",
    "NoRegion",
    "NotBedrock",
    "Picture",
    "Pictures",
    "QuotaExceeded",
    "Refused",
    "ServiceTrouble",
    "SpendingLimit",
    "Throttled",
    "TimedOut",
    "UnexpectedReply",
    "WorkerDied",
    "WorkerUnfit",
    "WorkshopError",
    "catalogue",
    "check",
    "compare",
    "connect",
    "erase",
    "experiment",
    "from_colors",
    "from_sketch",
    "from_structure",
    "generate",
    "generate_several",
    "in_style_of",
    "inpaint",
    "ladder",
    "outpaint",
    "past_experiments",
    "read_rows",
    "remove_background",
    "replace_background",
    "search_recolor",
    "search_replace",
    "transfer_style",
    "try_on",
    "upscale",
    "vary",
]

_OF_EXPERIMENTS = ("Account", "compare", "experiment", "ladder", "past_experiments", "read_rows")


def __getattr__(name: str) -> Any:
    """What `helpers.experiments` has is imported when it is first asked for: it would double the import's time."""
    if name in _OF_EXPERIMENTS:
        from helpers import experiments

        return getattr(experiments, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
