"""What is known of the image models on Amazon Bedrock: ids, tasks, regions, prices, quotas, lifecycle. Facts only.

Sources and their certainty stand beside each entry. [D]: AWS documentation; [L]: seen live; [C]: third-party data,
litellm's price table (1.106.2) unless something else is named; [?]: unsure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from helpers.tasks import TaskName
from helpers.text import say

READ_ON = date(2026, 11, 22)  # when the facts below were collected
STALE_AFTER = 90  # days: then an entry says that it may be out of date

Family = Literal["stable_image", "image_services", "sdxl", "titan", "nova_canvas"]
Lifecycle = Literal["active", "retired"]


@dataclass(frozen=True, slots=True)
class Model:
    """One image model."""

    name: str  # how the kit calls it
    id: str  # how Bedrock lists it
    title: str
    family: Family  # which module of `helpers.models` speaks its wire format
    tasks: tuple[TaskName, ...]  # the one it is the usual choice for comes first
    regions: tuple[str, ...]
    price_usd: float  # an estimate for one picture with the family's defaults
    price_note: str
    formats: tuple[str, ...]  # output formats it takes, its default first
    requests_per_minute: int | None  # the published quota, shared by everybody in one account and region [D]
    other_price_usd: float | None = None  # what another source says
    profile: bool = False  # whether it answers to its inference profile alone, not to its bare id
    lifecycle: Lifecycle = "active"
    retired_on: date | None = None  # None for a retired one: before READ_ON, the day is not known
    successor: str = ""  # the name of the model that took its place; none if empty
    languages: tuple[str, ...] = ("en",)  # that its provider documents for prompts [D: model cards]
    aliases: tuple[str, ...] = ()  # other ids that old code uses
    read_on: date = READ_ON

    @property
    def call_id(self) -> str:
        """What InvokeModel is given: the bare id, or the inference profile's."""
        return f"us.{self.id}" if self.profile else self.id

    @property
    def active(self) -> bool:
        return self.lifecycle == "active"

    def can(self, task: TaskName) -> bool:
        return task in self.tasks

    def price_text(self, usd: float | None = None) -> str:
        """For people: "about $0.08", in their language; where sources disagree, both. usd: of a certain request."""
        price = self.price_usd if usd is None else usd
        if self.other_price_usd is None or price != self.price_usd:
            return say("price", usd=price)
        return say("price.doubted", usd=price, other=self.other_price_usd)

    def days_old(self, today: date | None = None) -> int:
        """Days since this entry was checked."""
        return ((today or date.today()) - self.read_on).days

    def stale(self, today: date | None = None) -> bool:
        """Whether prices and lifecycle may well have changed since."""
        return self.days_old(today) > STALE_AFTER


_WEST = ("us-west-2",)  # active generators answer there only [D: model cards of Stability AI; L]
_THREE = ("us-east-1", "us-east-2", "us-west-2")  # where the services' inference profiles lead [D: model cards]
_ALL_FORMATS = ("png", "jpeg", "webp")
_STARTUPS = "awslabs/startups (June 2026), which may be Stability AI's own credit price"

SD35_LARGE = Model(
    name="sd3.5-large",
    id="stability.sd3-5-large-v1:0",
    title="Stable Diffusion 3.5 Large",
    family="stable_image",
    tasks=("text-to-image", "image-to-image"),
    regions=_WEST,
    price_usd=0.08,
    other_price_usd=0.065,
    price_note=f"[C] 0.08; [?] 0.065: {_STARTUPS}",
    formats=_ALL_FORMATS,
    requests_per_minute=15,
)
STABLE_IMAGE_CORE = Model(
    name="stable-image-core",
    id="stability.stable-image-core-v1:1",
    title="Stable Image Core",
    family="stable_image",
    tasks=("text-to-image",),
    regions=_WEST,
    price_usd=0.04,
    price_note="[C] three lists agree",
    formats=("png", "jpeg"),
    requests_per_minute=90,
)
STABLE_IMAGE_ULTRA = Model(
    name="stable-image-ultra",
    id="stability.stable-image-ultra-v1:1",
    title="Stable Image Ultra",
    family="stable_image",
    tasks=("text-to-image",),
    regions=_WEST,
    price_usd=0.14,
    other_price_usd=0.08,
    price_note=f"[C] 0.14, also in techthoughts2/pwshBedrock; [?] 0.08: {_STARTUPS}",
    formats=("png", "jpeg"),
    requests_per_minute=10,
)


def _service(task: TaskName, part: str, title: str, price: float, quota: int) -> Model:
    """One of the thirteen Stability AI Image Services. part: of its id."""
    return Model(
        name=task,
        id=f"stability.stable-{part}-v1:0",
        title=f"Stable Image {title}",
        family="image_services",
        tasks=(task,),
        regions=_THREE,
        price_usd=price,
        price_note="[C]",
        formats=_ALL_FORMATS,
        requests_per_minute=quota,
        profile=True,
    )


SERVICES = (
    _service("inpaint", "image-inpaint", "Inpaint", 0.07, 10),
    _service("erase", "image-erase-object", "Erase Object", 0.07, 10),
    _service("outpaint", "outpaint", "Outpaint", 0.06, 2),
    _service("search-replace", "image-search-replace", "Search and Replace", 0.07, 10),
    _service("search-recolor", "image-search-recolor", "Search and Recolor", 0.07, 10),
    _service("remove-background", "image-remove-background", "Remove Background", 0.07, 10),
    _service("control-sketch", "image-control-sketch", "Control Sketch", 0.07, 10),
    _service("control-structure", "image-control-structure", "Control Structure", 0.07, 10),
    _service("style-guide", "image-style-guide", "Style Guide", 0.07, 10),
    _service("style-transfer", "style-transfer", "Style Transfer", 0.08, 10),
    _service("fast-upscale", "fast-upscale", "Fast Upscale", 0.03, 10),
    _service("conservative-upscale", "conservative-upscale", "Conservative Upscale", 0.40, 2),
    _service("creative-upscale", "creative-upscale", "Creative Upscale", 0.60, 2),
)

# ---- retired: old code names them, and practice mode answers for them

# The model of the lab this workshop grew from [L: the notice of its end is quoted in
# aws-samples/document-translation#110].
SDXL = Model(
    name="sdxl",
    id="stability.stable-diffusion-xl-v1",
    title="Stable Diffusion XL 1.0",
    family="sdxl",
    tasks=("text-to-image", "image-to-image", "inpaint"),
    regions=("us-east-1", "us-west-2"),
    price_usd=0.04,
    price_note="[C] up to 50 steps; 0.08 above",
    formats=("png",),
    requests_per_minute=None,
    lifecycle="retired",
    retired_on=date(2025, 5, 20),
    aliases=("stability.stable-diffusion-xl-v1:0",),
    successor=SD35_LARGE.name,
)
SDXL_V0 = Model(
    name="sdxl-v0",
    id="stability.stable-diffusion-xl-v0",
    title="Stable Diffusion XL 0.8",
    family="sdxl",
    tasks=("text-to-image", "image-to-image", "inpaint"),
    regions=("us-east-1", "us-west-2"),
    price_usd=0.018,
    price_note="[C] 512 px: up to 50 steps 0.018, above 0.036; larger: 0.036 and 0.072",
    formats=("png",),
    requests_per_minute=None,
    lifecycle="retired",  # [L] before 2024-07-05: aws-samples/amazon-bedrock-ai-karaoke#21
    aliases=("stability.stable-diffusion-xl",),
    successor=SD35_LARGE.name,
)
SD3_LARGE = Model(
    name="sd3-large",
    id="stability.sd3-large-v1:0",
    title="Stable Diffusion 3 Large",
    family="stable_image",
    tasks=("text-to-image", "image-to-image"),
    regions=_WEST,
    price_usd=0.08,
    price_note="[C]",
    formats=("png", "jpeg"),
    requests_per_minute=15,
    lifecycle="retired",  # [?] by 2025-10-21: epam/ai-dial-adapter-bedrock#322
    successor=SD35_LARGE.name,
)
FIRST_CORE = Model(
    name="stable-image-core-v1.0",
    id="stability.stable-image-core-v1:0",
    title="Stable Image Core 1.0",
    family="stable_image",
    tasks=("text-to-image",),
    regions=_WEST,
    price_usd=0.04,
    price_note="[C]",
    formats=("png", "jpeg"),
    requests_per_minute=90,
    lifecycle="retired",  # as SD3_LARGE
    successor=STABLE_IMAGE_CORE.name,
)
FIRST_ULTRA = Model(
    name="stable-image-ultra-v1.0",
    id="stability.stable-image-ultra-v1:0",
    title="Stable Image Ultra 1.0",
    family="stable_image",
    tasks=("text-to-image",),
    regions=_WEST,
    price_usd=0.14,
    price_note="[C]",
    formats=("png", "jpeg"),
    requests_per_minute=10,
    lifecycle="retired",  # as SD3_LARGE
    successor=STABLE_IMAGE_ULTRA.name,
)
_TITAN_TASKS: tuple[TaskName, ...] = (
    *("text-to-image", "image-to-image", "inpaint", "erase", "search-replace", "outpaint", "replace-background"),
)
_SECOND_TASKS: tuple[TaskName, ...] = ("control-structure", "color-guided", "remove-background")
TITAN_V1 = Model(
    name="titan-image-v1",
    id="amazon.titan-image-generator-v1",
    title="Titan Image Generator G1",
    family="titan",
    tasks=_TITAN_TASKS,
    regions=("us-east-1", "us-west-2"),
    price_usd=0.01,
    price_note="[?] 1024 px standard 0.01, premium 0.012; up to 512 px 0.008 [C] and 0.01 [?]",
    formats=("png",),
    requests_per_minute=60,
    lifecycle="retired",  # [D] absent from today's pages
    aliases=("amazon.titan-image-generator-v1:0",),
)
TITAN_V2 = Model(
    name="titan-image-v2",
    id="amazon.titan-image-generator-v2:0",
    title="Titan Image Generator G1 v2",
    family="titan",
    tasks=_TITAN_TASKS + _SECOND_TASKS,
    regions=("us-east-1", "us-west-2"),
    price_usd=0.01,
    price_note="[?] 1024 px standard 0.01, premium 0.012; up to 512 px 0.008 [C] and 0.01 [?]",
    formats=("png",),
    requests_per_minute=60,
    lifecycle="retired",
    retired_on=date(2026, 6, 30),  # [D] model card
)
NOVA_CANVAS = Model(
    name="nova-canvas",
    id="amazon.nova-canvas-v1:0",
    title="Nova Canvas",
    family="nova_canvas",
    tasks=(*_TITAN_TASKS, *_SECOND_TASKS, "try-on"),
    regions=("us-east-1", "eu-west-1", "ap-northeast-1"),
    price_usd=0.04,
    other_price_usd=0.06,
    price_note="[?] up to 1024 px standard 0.04, premium 0.06; larger 0.06 and 0.08; [C] 0.06",
    formats=("png",),
    requests_per_minute=100,
    lifecycle="retired",
    retired_on=date(2026, 9, 30),  # [D] AWS's list of legacy models; [L] the package bedrock-image-mcp-server
)

# Where several can do a task, the usual one comes first; active ones before retired ones.
MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        *(SD35_LARGE, STABLE_IMAGE_CORE, STABLE_IMAGE_ULTRA, *SERVICES),
        *(SDXL, NOVA_CANVAS, TITAN_V2, TITAN_V1, SD3_LARGE, FIRST_CORE, FIRST_ULTRA, SDXL_V0),
    )
}
DEFAULT = SD35_LARGE.name
_BY_ID = {identifier: model for model in MODELS.values() for identifier in (model.id, model.call_id, *model.aliases)}
# What comes nearest where no other active model does a task.
_NEAREST: dict[TaskName, TaskName] = {
    "inpaint": "search-replace",
    "erase": "inpaint",
    "outpaint": "inpaint",
    "search-replace": "inpaint",
    "search-recolor": "inpaint",
    "remove-background": "inpaint",
    "replace-background": "inpaint",
    "control-sketch": "control-structure",
    "control-structure": "control-sketch",
    "style-guide": "style-transfer",
    "style-transfer": "style-guide",
    "fast-upscale": "conservative-upscale",
    "conservative-upscale": "creative-upscale",
    "creative-upscale": "conservative-upscale",
    "color-guided": "style-guide",
    "try-on": "search-replace",
}
_ARN = re.compile(r"arn:aws[\w-]*:bedrock:[a-z0-9-]+:\d*:(?:foundation-model|inference-profile)/(?P<id>[^/]+)")


def find(name: str) -> Model | None:
    """The model of that name, Bedrock id, inference profile or ARN; None for any other."""
    arn = _ARN.fullmatch(name)
    return MODELS.get(name.lower()) or _BY_ID.get(arn["id"] if arn else name)


def doing(task: TaskName) -> list[Model]:
    """The models that can do a task, the usual choice first."""
    return [model for model in MODELS.values() if task in model.tasks]


def without_account(name: str) -> str:
    """An ARN, which holds the account's number, as the id that calls the same model; any other name as it is."""
    model = find(name) if name.startswith("arn:") else None
    return model.call_id if model else name


def nearest(task: TaskName, besides: Model | None = None) -> Model:
    """The active model that can do a task, or, where none can, the one that comes nearest to it.

    besides: a model that cannot be called, for which another one is sought, its successor before all others.
    """
    heir = MODELS.get(besides.successor) if besides else None
    if heir and task in heir.tasks:
        return heir
    for wanted in (task, _NEAREST.get(task, "text-to-image")):
        for model in doing(wanted):
            if model.active and model is not besides:
                return model
    return MODELS[DEFAULT]
