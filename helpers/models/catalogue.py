"""What is known of the image models on Amazon Bedrock: ids, regions, prices, lifecycle. Facts only; no AWS import.

Sources and their certainty stand beside each entry. [D]: AWS documentation; [L]: seen live; [C]: third-party data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from helpers.text import say

READ_ON = date(2026, 11, 22)  # when the facts below were collected

Family = Literal["sdxl", "stable_image"]


@dataclass(frozen=True, slots=True)
class Model:
    """One image model."""

    name: str  # how the kit calls it
    id: str  # how Bedrock calls it
    title: str
    family: Family  # which module of `helpers.models` speaks its wire format
    regions: tuple[str, ...]
    price_usd: float  # an estimate for one picture with the family's defaults
    price_note: str
    formats: tuple[str, ...]  # output formats it takes, its default first
    requests_per_minute: int | None  # the published quota, shared by everybody in one account and region
    retired_on: date | None = None

    def price_text(self) -> str:
        """For people: "about $0.08", in their language."""
        return say("price", usd=self.price_usd)


# Active models answer in us-west-2 only [D: model cards of Stability AI; quotas: AWS general reference, Bedrock
# quotas].
SD35_LARGE = Model(
    name="sd3.5-large",
    id="stability.sd3-5-large-v1:0",
    title="Stable Diffusion 3.5 Large",
    family="stable_image",
    regions=("us-west-2",),
    price_usd=0.08,
    price_note="[C] litellm 1.106 says 0.08; another list says 0.065",
    formats=("png", "jpeg", "webp"),
    requests_per_minute=15,
)
STABLE_IMAGE_CORE = Model(
    name="stable-image-core",
    id="stability.stable-image-core-v1:1",
    title="Stable Image Core",
    family="stable_image",
    regions=("us-west-2",),
    price_usd=0.04,
    price_note="[C] litellm 1.106; two lists agree",
    formats=("png", "jpeg"),
    requests_per_minute=90,
)
# The model of the lab this workshop grew from [L: the notice of its end is quoted in
# aws-samples/document-translation#110].
SDXL = Model(
    name="sdxl",
    id="stability.stable-diffusion-xl-v1",
    title="Stable Diffusion XL 1.0",
    family="sdxl",
    regions=("us-east-1", "us-west-2"),
    price_usd=0.04,
    price_note="[C] litellm 1.106: up to 50 steps; 0.08 above",
    formats=("png",),
    requests_per_minute=None,
    retired_on=date(2025, 5, 20),
)

MODELS: dict[str, Model] = {m.name: m for m in (SD35_LARGE, STABLE_IMAGE_CORE, SDXL)}
DEFAULT = SD35_LARGE.name
_ALIASES = {f"{SDXL.id}:0": SDXL}


def find(name: str) -> Model | None:
    """The model of that name or Bedrock id, or None."""
    by_id = {m.id: m for m in MODELS.values()} | _ALIASES
    return MODELS.get(name.lower()) or by_id.get(name)
