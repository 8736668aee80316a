"""The models the practice service answers for: what their bodies look like, and their replies. One module a family.

They state the service's side of the wire on their own, and do not look at `helpers.models`: the two meet only in JSON,
as the kit and Amazon Bedrock do.
"""

from __future__ import annotations

from helpers.practice.families import image_services, nova_canvas, sdxl, stable_image, titan
from helpers.practice.families.common import Asked, Made, Served

FAMILIES: dict[str, Served] = (
    sdxl.MODELS
    | stable_image.MODELS
    | image_services.MODELS
    | image_services.PROFILES
    | titan.MODELS
    | nova_canvas.MODELS
)

__all__ = ["FAMILIES", "Asked", "Made", "Served"]
