"""What the tests of edits and of the models' bodies share."""

import pytest

from helpers.practice.retouch import fill


@pytest.fixture(scope="module")
def quick_fills():
    """Holes are filled coarsely, in a fraction of the time; how well they are filled is test_fill's matter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fill, "CELLS", 3000)
        yield
