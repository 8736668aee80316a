"""The style presets of Stability AI's models, as in the AWS user guide: model-parameters-diffusion-1-0-text-image."""

from __future__ import annotations

STYLE_PRESETS = (
    *(
        "3d-model",
        "analog-film",
        "anime",
        "cinematic",
        "comic-book",
        "digital-art",
        "enhance",
        "fantasy-art",
        "isometric",
    ),
    *("line-art", "low-poly", "modeling-compound", "neon-punk", "origami", "photographic", "pixel-art", "tile-texture"),
)
