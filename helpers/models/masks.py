"""Masks and canvases as the families want them. In the kit, white is edited, and a mask may have any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.input_image import InputImage

if TYPE_CHECKING:
    from PIL.Image import Image

HALF = 128  # of 255: from here on a grey counts as white where a family knows black and white alone
BEYOND = (235, 235, 235)  # of the canvas around a picture that is to go on beyond its edges, as in AWS's own lab


def grey(mask: InputImage) -> Image:
    """Its pixels, 0 to 255. Raises BadValue for a file that is cut off."""
    image = mask.decoded("mask")
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255: nearly all would be white
        image = image.convert("I").point(lambda level: level * (1 / 256))
    return image.convert("L")


def fitted(mask: InputImage, image: InputImage) -> InputImage:
    """The mask in the picture's size; as it is where it has that size."""
    if (mask.width, mask.height) == (image.width, image.height):
        return mask
    return InputImage.of(grey(mask).resize((image.width, image.height)), "mask")


def black_and_white(mask: InputImage, image: InputImage, *, edited: str) -> InputImage:
    """The mask in the picture's size, of black and white alone. edited: "black" or "white", what the family edits."""
    high, low = (255, 0) if edited == "white" else (0, 255)
    return InputImage.of(
        grey(fitted(mask, image)).point([high if level >= HALF else low for level in range(256)]), "mask"
    )


def extended(image: InputImage, left: int, right: int, up: int, down: int) -> tuple[InputImage, InputImage]:
    """The picture on a wider canvas, and a mask that is black where the picture lies and white beyond it."""
    from PIL import Image

    size = image.width + left + right, image.height + up + down
    canvas, mask = Image.new("RGB", size, BEYOND), Image.new("L", size, 255)
    canvas.paste(image.decoded().convert("RGB"), (left, up))
    mask.paste(0, (left, up, left + image.width, up + image.height))
    return InputImage.of(canvas), InputImage.of(mask, "mask")
