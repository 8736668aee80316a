"""What can keep an edit from being made."""

from __future__ import annotations


class NothingFound(ValueError):
    """The picture does not show what was looked for. The message says so, and what to do."""
