"""Bedrock Image Workshop: make pictures with Stable Diffusion, on this machine or on Amazon Bedrock.

from helpers import connect, generate

connect()                                   # practice mode; connect("bedrock") uses your AWS account
generate("a red fox in the snow", seed=7)   # shows itself as the last line of a cell
"""

from helpers.check import check
from helpers.client import Connection, connect, generate
from helpers.errors import (
    AccessDenied,
    BadValue,
    ModelRetired,
    NoConnection,
    NoCredentials,
    NoRegion,
    Refused,
    ServiceTrouble,
    Throttled,
    TimedOut,
    UnexpectedReply,
    WorkshopError,
    WrongRegion,
)
from helpers.models import MODELS
from helpers.picture import Picture
from helpers.request import ImageRequest

__all__ = [
    "MODELS",
    "AccessDenied",
    "BadValue",
    "Connection",
    "ImageRequest",
    "ModelRetired",
    "NoConnection",
    "NoCredentials",
    "NoRegion",
    "Picture",
    "Refused",
    "ServiceTrouble",
    "Throttled",
    "TimedOut",
    "UnexpectedReply",
    "WorkshopError",
    "WrongRegion",
    "check",
    "connect",
    "generate",
]
