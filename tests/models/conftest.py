"""Small pictures for requests."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.conftest import image_file


@pytest.fixture(scope="session")
def square():
    return image_file(size=(256, 256))


@pytest.fixture(scope="session")
def mask():
    """White at the right."""
    grey = np.zeros((256, 256), np.uint8)
    grey[:, 128:] = 255
    out = io.BytesIO()
    Image.fromarray(grey).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="session")
def clear():
    """A picture that is transparent at the right."""
    pixels = np.full((256, 256, 4), 255, np.uint8)
    pixels[:, 128:, 3] = 0
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()
